"""How the answers of two versions of a statement differ: question by question, in each part word by word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from survey.languages import format_size, gettext
from survey.questions.asking.displayed import DisplayedAnswer, displayed_sections
from survey.questions.details import DETAILS_KEY
from survey.questions.difference import Mark, Piece, difference
from survey.questions.kinds.attachment import files_of
from survey.questions.question import Answers, Given, Texts
from survey.questions.question_set import QuestionSet, Section


@dataclass(frozen=True)
class ComparedPart:
    """A part of an answer: its pieces in reading order. `own`: whether they are the respondent's own words."""

    label: Texts | None
    pieces: Sequence[Piece]
    own: bool


@dataclass(frozen=True)
class ComparedAnswer:
    """One question, as the later version shows it, or the earlier one where the later does not ask it.

    `earlier` and `later`: its answer in either version, None where it was not answered. `parts` only where they differ.
    """

    displayed: DisplayedAnswer
    earlier: Given | None
    later: Given | None
    parts: Sequence[ComparedPart]

    @property
    def changed(self) -> bool:
        """Whether the answers differ. What a group holds is compared entry by entry, and not once more as a list."""
        return self.earlier != self.later and not self.displayed.holds_entries


@dataclass(frozen=True)
class ComparedSection:
    """A section with what was asked in it in either version."""

    section: Section
    answers: Sequence[ComparedAnswer]

    @property
    def changed(self) -> Sequence[ComparedAnswer]:
        """The answers that differ."""
        return [answer for answer in self.answers if answer.changed]


def compared_sections(
    question_set: QuestionSet, earlier: Answers, later: Answers, *, language: str
) -> list[ComparedSection]:
    """Return every section of the set that either version asks, for readers of `language`.

    Without the respondent's details, which are no part of what is decided on, and without what is not published.
    """
    shown = [_by_section(question_set, answers, language) for answers in (earlier, later)]
    compared = []
    for section in question_set.sections:
        before, after = (each.get(section.key, {}) for each in shown)
        if before or after:
            answers = (
                _compared(before.get(address), after.get(address), language) for address in _in_order(before, after)
            )
            compared.append(ComparedSection(section, tuple(answers)))
    return compared


def _by_section(question_set: QuestionSet, answers: Answers, language: str) -> dict[str, dict[str, DisplayedAnswer]]:
    return {
        each.section.key: {answer.address: answer for answer in each.answers}
        for each in displayed_sections(question_set, answers, language=language)
        if each.section.key != DETAILS_KEY
    }


def _in_order(before: Iterable[str], after: Iterable[str]) -> list[str]:
    """The addresses of both: in the order of the later version, each of the others after what it stood below."""
    order = list(after)
    place = 0
    for address in before:
        if address in order:
            place = order.index(address) + 1
        else:
            order.insert(place, address)
            place += 1
    return order


def _compared(before: DisplayedAnswer | None, after: DisplayedAnswer | None, language: str) -> ComparedAnswer:
    displayed = after or before
    if displayed is None:
        raise ValueError("An address of neither version.")
    found = ComparedAnswer(displayed, _given(before), _given(after), ())
    return replace(found, parts=tuple(_parts(before, after, language))) if found.changed else found


def _given(displayed: DisplayedAnswer | None) -> Given | None:
    return displayed.given if displayed else None


_Text = tuple[Texts | None, str, bool]
"""The label of a part, its text, and whether that is the respondent's own."""


def _parts(before: DisplayedAnswer | None, after: DisplayedAnswer | None, language: str) -> Iterable[ComparedPart]:
    old, new = _texts(before, language), _texts(after, language)
    for part in _in_order(old, new):
        label, later, own = new.get(part) or (old[part][0], "", old[part][2])
        _label, earlier, own_before = old.get(part, (None, "", own))
        if own == own_before and earlier != later:
            yield ComparedPart(label, difference(earlier, later), own)
        elif earlier != later or _is_file(after) or _is_file(before):
            both = (Piece(Mark.REMOVED, earlier), Piece(Mark.ADDED, later))
            yield ComparedPart(label, [piece for piece in both if piece.text], own)
        elif later:
            yield ComparedPart(label, (Piece(Mark.KEPT, later),), own)


def _is_file(displayed: DisplayedAnswer | None) -> bool:
    return bool(displayed and displayed.question.takes_files)


def _texts(displayed: DisplayedAnswer | None, language: str) -> dict[str, _Text]:
    """Each part of an answer by its name; of an answer without parts, what is said instead."""
    if displayed is None or displayed.given is None:
        return {}
    if displayed.nothing:
        return {"": (None, gettext(language, "Nothing to state"), False)}
    if files := files_of(displayed.given.value):
        names = "\n".join(f"{file.name} ({format_size(language, file.size)})" for file in files)
        return {"files": (None, names, False)}
    return {
        part.part: (part.label, part.text, part.own) for part in displayed.parts if part.part in displayed.given.value
    }
