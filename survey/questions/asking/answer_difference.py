"""What differs between two answers to the same question, part by part, for people who read both."""

from collections.abc import Sequence
from dataclasses import dataclass

from survey.questions.asking.displayed import part_label
from survey.questions.difference import Mark, Piece, difference
from survey.questions.question import Given, Question, State, Texts


@dataclass(frozen=True)
class PartDifference:
    """A part that differs: its name if the answer has several, and its pieces, word by word."""

    part: str
    label: Texts | None
    pieces: Sequence[Piece]


def answer_difference(
    question: Question, before: Given | None, after: Given | None, language: str
) -> tuple[PartDifference, ...]:
    """Return the parts that differ, as readers of `language` see them: the label of an option, a date as 24.11.2026.

    Empty if both read the same, and where one of them says that there is nothing to state: that is no text.
    """
    first, then = _shown(question, before, language), _shown(question, after, language)
    return tuple(
        PartDifference(part, part_label(question, part), difference(first.get(part, ""), then.get(part, "")))
        for part in question.used_parts
        if first.get(part, "") != then.get(part, "")
    )


LEAST_KEPT = 0.2
"""How much of the shorter text must be in both: less are chance words, and between them nobody can read the rest."""


def is_partly_kept(differing: Sequence[PartDifference]) -> bool:
    """Whether the later answer has grown out of the earlier one: only then the difference says more than both do."""
    length = dict.fromkeys(Mark, 0)
    for piece in (piece for each in differing for piece in each.pieces):
        length[piece.mark] += len(piece.text)
    shorter = length[Mark.KEPT] + min(length[Mark.ADDED], length[Mark.REMOVED])
    return length[Mark.KEPT] > shorter * LEAST_KEPT


def _shown(question: Question, given: Given | None, language: str) -> dict[str, str]:
    if given is None or given.state is State.NOTHING_TO_STATE:
        return {}
    return question.shown(given.value, given.state, language)
