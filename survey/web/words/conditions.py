"""Conditions in the page's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey.questions.asking.condition_words import NumberedQuestion, Pieces, condition_words
from survey.web.language import page_language
from survey.web.words.texts import Words, words

Sentence = Sequence[str | Words]
"""Words of the product, and texts of the set, which are marked with their language if it is not the page's."""


@dataclass(frozen=True)
class ConditionView:
    """When a question or a section is asked: one sentence, and below it what it requires if that is several things."""

    sentence: Sentence
    items: Sequence[Sentence]


def condition_view(
    condition: Mapping[str, Any] | None, questions: Mapping[str, NumberedQuestion], *, asks: bool = True
) -> ConditionView | None:
    """Return the condition in words, None without one. `questions`: those of the set, from `numbered_questions`."""
    if not condition:
        return None
    told = condition_words(condition, questions, page_language(), asks=asks)
    return ConditionView(_sentence(told.sentence), list(map(_sentence, told.items)))


def _sentence(pieces: Pieces) -> Sentence:
    return [piece if isinstance(piece, str) else words(piece) for piece in pieces]
