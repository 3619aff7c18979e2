"""What is filled in at one question, as its template asks for it: an answer, or slots that answers are put into later.

A template never sees which of the two it draws, so that a question which looks the same in every request but for what
is filled in can be drawn once (`drawing.py`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from survey.questions.question import NOTHING, TICKED, Given, Question, State
from survey.store.answers import StoredAnswer
from survey.web.drawn_once import slot

LEAST_ROWS, MOST_ROWS = 6, 24
CHARACTERS_IN_A_ROW = 80


class Filled(Protocol):
    """What is filled in at one question."""

    @property
    def revision(self) -> str:
        """The revision of the answer that the page shows."""

    def text(self, part: str) -> str:
        """The text in the field of a part; empty where there is none."""

    def rows(self, part: str) -> str:
        """How many rows a text area needs for the text of a part."""

    def checked(self, part: str, key: str) -> str:
        """The attribute `checked` where a part holds this option, else an empty text."""

    def ticked(self, part: str, key: str) -> str:
        """The attribute `checked` where this option is one of those that a part holds, else an empty text."""

    def selected(self, part: str, key: str) -> str:
        """The attribute `selected` where a part holds this option, else an empty text."""

    def has(self, part: str) -> bool:
        """Whether anything is filled in at a part."""


class FilledAnswer(NamedTuple):  # as quick to make as can be: a page has dozens
    """What was stored or typed: `typed` has the text of each part, over the `shown_revision`."""

    typed: Mapping[str, str]
    shown_revision: int
    given: Given | None

    @property
    def revision(self) -> str:
        return str(self.shown_revision)

    def text(self, part: str) -> str:
        return self.typed.get(part, "")

    def rows(self, part: str) -> str:
        text = self.text(part)
        rows = text.count("\n") + len(text) // CHARACTERS_IN_A_ROW + 3
        return str(min(max(rows, LEAST_ROWS), MOST_ROWS))

    def checked(self, part: str, key: str) -> str:
        return " checked" if key == self.text(part) else ""

    def ticked(self, part: str, key: str) -> str:
        return " checked" if key in self.text(part).split() else ""

    def selected(self, part: str, key: str) -> str:
        return " selected" if key == self.text(part) else ""

    def has(self, part: str) -> bool:
        return bool(self.typed.get(part))


def filled_answer(question: Question, stored: StoredAnswer, language: str) -> FilledAnswer:
    """What the fields of a question show of its stored answer, on a page in `language`."""
    given = stored.given
    if given is None:
        return FilledAnswer(question.blank(language), stored.revision, None)
    if given.state is State.NOTHING_TO_STATE:
        return FilledAnswer({**question.blank(language), NOTHING: TICKED}, stored.revision, given)
    typed = question.typed(given.value, given.state)
    return FilledAnswer({**question.blank(language), **typed}, stored.revision, given)


@dataclass
class Slots:
    """Slots where an answer's values go.

    `filled_parts` are the parts in which something is filled in, which is all that may change what is drawn around the
    values.
    """

    filled_parts: frozenset[str]
    asked: list[Callable[[Filled], str]] = field(default_factory=list)
    """By the number of the slot: what it asks of an answer."""

    def _slot(self, ask: Callable[[Filled], str]) -> str:
        self.asked.append(ask)
        return slot(len(self.asked) - 1)

    @property
    def revision(self) -> str:
        return self._slot(lambda filled: filled.revision)

    def text(self, part: str) -> str:
        return self._slot(lambda filled: filled.text(part))

    def rows(self, part: str) -> str:
        return self._slot(lambda filled: filled.rows(part))

    def checked(self, part: str, key: str) -> str:
        return self._slot(lambda filled: filled.checked(part, key))

    def ticked(self, part: str, key: str) -> str:
        return self._slot(lambda filled: filled.ticked(part, key))

    def selected(self, part: str, key: str) -> str:
        return self._slot(lambda filled: filled.selected(part, key))

    def has(self, part: str) -> bool:
        return part in self.filled_parts
