"""What the page shows of an earlier statement: each answer, what has changed in its question, what the draft has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from survey.operations.earlier_statements.offers import Compared, GoneAnswer, Offer, OfferedAnswer
from survey.questions.asking.displayed import displayed_parts, part_label
from survey.questions.comparing.wording import Worded, wording_changes
from survey.questions.difference import Piece
from survey.questions.kinds.group import Group
from survey.questions.question import Given, Question, State
from survey.questions.text import shortened
from survey.web.language import _, ngettext, page_language
from survey.web.questions.views import DifferenceView
from survey.web.sections.conflicts import difference_views
from survey.web.words.texts import Words, words

LONGEST_LABEL = 90
LONGEST_LOST = 200


@dataclass(frozen=True)
class TextView:
    """A filled part of an answer: its name if there is one, the text, and its language where it is not the page's."""

    label: Words | None
    text: str
    language: str


@dataclass(frozen=True)
class ChangeView:
    """A text of the question that has changed: what it is, and the pieces."""

    name: str
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class AnswerView:
    """An earlier answer: its texts, what has changed in the question, and what of the answer is not taken."""

    label: Words
    is_published: bool
    texts: Sequence[TextView]
    changes: Sequence[ChangeView]
    lost: Sequence[str]


@dataclass(frozen=True)
class OfferView:
    """One question of the page. `entries`: of a group, each with its answers; `changes`: of the group itself.
    `differing`: from the draft's answer to the earlier one. `button`: empty where nothing can be taken.
    """

    address: str
    anchor: str
    number: str
    label: Words
    revision: int
    answer: AnswerView | None
    entries: Sequence[Sequence[AnswerView]]
    entry_name: str
    changes: Sequence[ChangeView]
    draft: Sequence[TextView]
    draft_entries: int
    differing: Sequence[DifferenceView]
    hints: Sequence[str]
    button: str

    @property
    def is_same(self) -> bool:
        """Whether nothing has changed in the question, nor in what a group asks."""
        answers = [self.answer] if self.answer else [each for entry in self.entries for each in entry]
        return not self.changes and not any(each.changes for each in answers)


@dataclass(frozen=True)
class GoneView:
    """A question that is not asked any more, with the earlier answer."""

    label: Words
    texts: Sequence[TextView]


@dataclass(frozen=True)
class Languages:
    """The languages in which the earlier statement and the draft are written."""

    earlier: str
    draft: str


def offer_views(offered: Iterable[Offer], written: Languages) -> list[OfferView]:
    """Return these offers as the page shows them."""
    return [_offer_view(each, written) for each in offered]


def gone_views(gone: Iterable[GoneAnswer], written: Languages) -> list[GoneView]:
    """Return what was answered and is not asked any more."""
    return [GoneView(words(each.question.label), _texts(each.question, each.earlier, written.earlier)) for each in gone]


def _offer_view(offer: Offer, written: Languages) -> OfferView:
    answer, question = offer.answer, offer.question
    becomes = answer.carried.given if answer else None
    return OfferView(
        address=offer.address,
        anchor=anchor_of(offer.address),
        number=offer.number,
        label=words(question.label),
        revision=offer.revision,
        answer=_answer_view(answer, written.earlier) if answer else None,
        entries=[[_answer_view(each, written.earlier) for each in entry] for entry in offer.entries],
        entry_name=words(question.entry).text if isinstance(question, Group) else "",
        changes=[] if answer else _changes(offer.before, question),
        draft=_texts(question, offer.draft, written.draft),
        draft_entries=offer.draft_entries,
        differing=() if question.takes_files else difference_views(question, offer.draft, becomes),
        hints=_hints(offer),
        button=_button(offer) if offer.can_be_taken else "",
    )


def _answer_view(answer: OfferedAnswer, language: str) -> AnswerView:
    return AnswerView(
        label=words(answer.question.label),
        is_published=answer.question.public,
        texts=_texts(answer.before, answer.earlier, language),
        changes=_changes(answer.before, answer.question),
        lost=list(_lost(answer)),
    )


def _texts(question: Question, given: Given | None, language: str) -> list[TextView]:
    if given is None:
        return []
    if given.state is State.NOTHING_TO_STATE:
        return [TextView(None, _("Nothing to state"), "")]
    return [
        TextView(
            words(each.label) if each.label else None,
            each.text,
            language if each.own and language != page_language() else "",
        )
        for each in displayed_parts(question, given, page_language(), written_in=language)
    ]


def _changes(before: Question, after: Question) -> list[ChangeView]:
    names: Mapping[Worded, str] = {
        Worded.LABEL: _("The question"),
        Worded.HELP: _("Its instructions"),
        Worded.ENTRY: _("Name of an entry"),
        Worded.PROVISION: _("Provision"),
        Worded.PROPOSED: _("Proposed wording"),
        Worded.OPTION: _("Option"),
        Worded.ROW: _("Row"),
        Worded.LIMITS: _("What can be answered"),
        Worded.LONGEST: _("Most characters"),
    }
    return [ChangeView(names[each.worded], each.pieces) for each in wording_changes(before, after, page_language())]


def _lost(answer: OfferedAnswer) -> Iterable[str]:
    """What of the answer is not taken, and what is to be corrected in it."""
    carried, question = answer.carried, answer.question
    for option in carried.options:
        yield _("Not taken: the option “%(option)s”, which is not there any more.", option=words(option).text)
    for part, text in carried.parts:
        label = part_label(answer.before, part)
        name = words(label).text if label else {"reason": _("Reason")}.get(part, "")
        beginning = shortened(f"{name}: {text}" if name else text, LONGEST_LOST)
        yield _("Not taken, because it is not asked any more: “%(text)s”", text=beginning)
    for file in carried.files:
        yield _("Not taken: the file “%(name)s”, whose kind or size is not allowed here any more.", name=file.name)
    if carried.given is None and answer.earlier.state is State.NOTHING_TO_STATE:
        yield _("Not taken: that you have nothing to state cannot be chosen for this question alone.")
    elif carried.is_whole and carried.given and question.problems(carried.given.value, carried.given.state):
        yield _("The answer does not fit the question as it is now. You can take it and correct it in the draft.")


def _hints(offer: Offer) -> list[str]:
    """What is to be known before it is taken."""
    hints = []
    if offer.waits:
        hints.append(
            _(
                "This question has been given different answers in the draft. Choose between them first, on the "
                "question’s own page."
            )
        )
    elif offer.can_be_taken and not offer.is_whole:
        hints.append(_("The answer is not taken whole, and therefore only by itself."))
    if not offer.is_asked:
        hints.append(_("This question is not asked with the answers that the draft has now."))
    if offer.full and isinstance(offer.question, Group):
        most = offer.question.repeat.maximum
        hints.append(
            ngettext(
                "Not taken: with the draft’s own there would be more than %(num)s entry.",
                "Not taken: with the draft’s own there would be more than %(num)s entries.",
                most,
            )
        )
    return hints


def _button(offer: Offer) -> str:
    if offer.question.takes_files and offer.draft and offer.draft.state is not State.NOTHING_TO_STATE:
        return _("Add these files to the draft")
    if offer.draft_entries:
        return _("Add these to the draft")
    return _("Take this answer") if offer.compared is Compared.NEW else _("Put it in place of the draft’s answer")


def anchor_of(address: str) -> str:
    """Return the id of a question on the page."""
    return f"question-{address.replace('/', '-')}"


def name_of(offer: Offer) -> str:
    """Return a question in words for messages."""
    return shortened(words(offer.question.label).text, LONGEST_LABEL)
