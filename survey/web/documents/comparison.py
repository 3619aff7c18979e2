"""How two texts of a statement differ, as a page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from survey.export.documents.handling_steps import changed_words
from survey.questions.comparing.answers import ComparedAnswer, ComparedSection
from survey.questions.difference import Piece
from survey.web.documents.statement import AnswerView, answer_view
from survey.web.language import page_language
from survey.web.words.texts import Words, words


@dataclass(frozen=True)
class ChangedPart:
    """A part of an answer that differs. `own`: whether its words are the respondent's own."""

    label: Words | None
    pieces: Sequence[Piece]
    own: bool


@dataclass(frozen=True)
class ChangedAnswer:
    """A question whose answer differs. `was`, `is_now`: whether it was answered in the earlier and the later text."""

    answer: AnswerView
    was: bool
    is_now: bool
    parts: Sequence[ChangedPart]


@dataclass(frozen=True)
class ChangedSection:
    """A section with the questions that differ."""

    key: str
    title: Words
    answers: Sequence[ChangedAnswer]


@dataclass(frozen=True)
class ComparisonView:
    """The whole comparison: what it says in a sentence, the sections that differ, the questions that do not."""

    sentence: str
    changed: Sequence[ChangedSection]
    unchanged: Sequence[AnswerView]


def comparison_view(sections: Sequence[ComparedSection]) -> ComparisonView:
    """Return the comparison in the page's language."""
    return ComparisonView(
        changed_words(sections, page_language()),
        [
            ChangedSection(each.section.key, words(each.section.title), [_changed(answer) for answer in each.changed])
            for each in sections
            if each.changed
        ],
        [answer_view(answer.displayed, ()) for each in sections for answer in each.answers if not answer.changed],
    )


def _changed(answer: ComparedAnswer) -> ChangedAnswer:
    return ChangedAnswer(
        answer_view(answer.displayed, ()),
        answer.earlier is not None,
        answer.later is not None,
        [ChangedPart(words(part.label) if part.label else None, part.pieces, part.own) for part in answer.parts],
    )
