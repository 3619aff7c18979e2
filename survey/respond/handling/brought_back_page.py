"""What the page shows of a statement that was brought back: each question, what stands apart, how it was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from survey.operations.bringing_back.proposals import (
    ADDS,
    ANSWERS,
    TAKEN,
    Comparison,
    Proposal,
    piece_key,
    text_key,
)
from survey.questions.asking.displayed import part_label
from survey.questions.difference import Piece as DifferencePiece
from survey.questions.difference import difference
from survey.questions.question import State
from survey.questions.text import shortened
from survey.statement_texts.answer_parts import parts_that_come_back
from survey.statement_texts.blocks import Remark, RemarkKind
from survey.statement_texts.matching import Matched, Piece, PieceKind
from survey.web.language import _, ngettext
from survey.web.words.texts import Words, words

REVISION = "revision-"
"""Begins the names of the hidden fields with the revision of each answer that the page shows."""

LONGEST_SHOWN = 400
"""Characters of a text that stands apart which are shown unfolded."""

LONGEST_LABEL = 90


@dataclass(frozen=True)
class ChangeView:
    """A part of an answer that would change: its name, if the answer has several, and the difference; or the text
    alone, where the draft has none.
    """

    label: Words | None
    pieces: Sequence[DifferencePiece]
    after: str
    is_new: bool


@dataclass(frozen=True)
class TextView:
    """One of several texts under the same heading."""

    place: int
    text: str
    is_chosen: bool


@dataclass(frozen=True)
class QuestionView:
    """One question of the page. `anchor`: its id; `field`: the name of the choice between its texts."""

    address: str
    anchor: str
    number: str
    label: Words
    comparison: Comparison
    revision: int
    heading: str
    changes: Sequence[ChangeView]
    texts: Sequence[TextView]
    field: str
    takes_text: bool
    says_nothing: bool
    option_differs: bool
    waits: bool

    @property
    def is_shown(self) -> bool:
        """Whether it is shown in full: its text differs from the draft's, or there are several to choose from."""
        return self.comparison is Comparison.CHANGED or bool(self.texts)


@dataclass(frozen=True)
class PieceView:
    """A text that stands apart. `taken`: the question whose answer has it already."""

    name: str
    heading: str
    reason: str
    text: str
    beginning: str
    chosen: str
    candidates: Sequence[tuple[str, str]]
    taken: str = ""


def question_views(found: Sequence[Proposal]) -> list[QuestionView]:
    """Return every question of the page, in the order of the form."""
    return [_question_view(each) for each in found]


def _question_view(proposal: Proposal) -> QuestionView:
    question = proposal.question
    offered = proposal.texts[proposal.chosen] if proposal.texts else None
    changes = [
        ChangeView(
            words(label) if (label := part_label(question, each.part)) else None,
            difference(each.before, each.after),
            each.after,
            not each.before,
        )
        for each in proposal.changes
    ]
    texts = [
        TextView(each.place, "\n\n".join(each.parts.values()), each is offered)
        for each in proposal.texts
        if len(proposal.texts) > 1
    ]
    return QuestionView(
        address=proposal.address,
        anchor=anchor_of(proposal.address),
        number=proposal.number,
        label=words(question.label),
        comparison=proposal.comparison,
        revision=proposal.revision,
        heading=_other_heading(offered.heading if offered else "", proposal),
        changes=changes,
        texts=texts,
        field=text_key(proposal.address),
        takes_text=bool(parts_that_come_back(question)),
        says_nothing=proposal.given is not None and proposal.given.state is State.NOTHING_TO_STATE,
        option_differs=proposal.option_differs,
        waits=proposal.waits,
    )


def anchor_of(address: str) -> str:
    """Return the id of a question on the page."""
    return f"question-{address.replace('/', '-')}"


def name_of(proposal: Proposal) -> str:
    """Return a question in words for messages: its number and its label."""
    label = shortened(words(proposal.question.label).text, LONGEST_LABEL)
    return f"{proposal.number}. {label}" if "." not in proposal.number else f"{proposal.number} {label}"


def piece_views(matched: Matched, found: Sequence[Proposal], choices: Mapping[str, str]) -> list[PieceView]:
    """Return every text that stands apart, with what was chosen for it."""
    named = {each.address: name_of(each) for each in found}
    return [_piece_view(piece, named, choices.get(piece_key(piece), "")) for piece in matched.pieces]


def _piece_view(piece: Piece, named: Mapping[str, str], chosen: str) -> PieceView:
    taken = named.get(chosen.removeprefix(TAKEN), "") if chosen.startswith(TAKEN) else ""
    return PieceView(
        name=piece_key(piece),
        heading=shortened(piece.heading, LONGEST_LABEL),
        reason=_reason(piece.kind),
        text=piece.text,
        beginning=shortened(piece.text, LONGEST_SHOWN) if len(piece.text) > LONGEST_SHOWN else "",
        chosen=chosen,
        candidates=[(f"{ANSWERS}{address}", named[address]) for address in piece.candidates if address in named],
        taken=taken,
    )


def choices_of_questions(found: Sequence[Proposal]) -> list[tuple[str, str, str]]:
    """Return, for the lists in which it is said where a text belongs: the value that makes a piece the text of a
    question, the value that adds it to that text, and the question.
    """
    taking = [each for each in found if parts_that_come_back(each.question)]
    return [(f"{ANSWERS}{each.address}", f"{ADDS}{each.address}", name_of(each)) for each in taking]


def _other_heading(written: str, proposal: Proposal) -> str:
    """The heading as the text has it, where it is not the question's label in any language, numbered or not."""
    line, number = " ".join(written.split()), proposal.number
    labels = proposal.question.label.values()
    own = [f"{before}{label}" for label in labels for before in ("", f"{number}. ", f"{number} ")]
    return "" if line in own else shortened(line, LONGEST_LABEL)


def _reason(kind: PieceKind) -> str:
    """Why a text stands apart."""
    return {
        PieceKind.BEFORE: _("It stands before the first heading of a question."),
        PieceKind.UNKNOWN: _("No question has this heading."),
        PieceKind.OFFICIAL: _("It looks like a proposal, a decision or contact details in minutes."),
        PieceKind.GUESS: _("The heading is near to that of a question, but not the same. Is it the one in the list?"),
        PieceKind.SEVERAL: _("Several questions have this heading."),
        PieceKind.NOT_ASKED: _("The question with this heading is not asked with the present answers."),
        PieceKind.NO_TEXT: _("The question with this heading takes no such text. Choose its answer on its own page."),
        PieceKind.SECTION: _("It stands under the title of a section and not under a question."),
        PieceKind.BOX: _("It stands in a text box."),
    }[kind]


def remark_words(remark: Remark) -> str:
    """Return what people are told of how a text was read."""
    if remark.kind is RemarkKind.FOOTNOTE and remark.text:
        return _("A footnote was left out: “%(text)s”", text=remark.text)
    number = remark.count
    return {
        RemarkKind.TRACKED: _("The file has tracked changes. They were read as if all of them had been accepted."),
        RemarkKind.COMMENT: ngettext("%(num)s comment was left out.", "%(num)s comments were left out.", number),
        RemarkKind.FOOTNOTE: ngettext("%(num)s footnote was left out.", "%(num)s footnotes were left out.", number),
        RemarkKind.PICTURE: ngettext("%(num)s picture was left out.", "%(num)s pictures were left out.", number),
        RemarkKind.EMBEDDED: _("Another file within the file was left out."),
        RemarkKind.HIDDEN: _("Hidden text was left out."),
        RemarkKind.STRUCK: _(
            "Text that is struck through was read as text. Remove it yourselves if it is not to stay."
        ),
        RemarkKind.TABLE: _("The cells of a table were put on a line, with | between them."),
        RemarkKind.BOX: _("The file has text boxes. What stands in them is shown below by itself."),
        RemarkKind.FORMULA: _("A formula was read as plain text."),
    }[remark.kind]
