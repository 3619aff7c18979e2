"""The filled-in values of one question, as its template reads them: those of an answer, or slots that are filled in
later.

A template does not know which of the two it draws. So a question whose HTML differs between requests only in the
filled-in values can be drawn once (`drawing.py`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from survey.questions.question import NOTHING, TICKED, Given, Question, State
from survey.store.responses.answers import StoredAnswer
from survey.web.drawn_once import slot

LEAST_ROWS, MOST_ROWS = 6, 24
CHARACTERS_IN_A_ROW = 80


class Filled(Protocol):
    """The filled-in values of one question."""

    @property
    def revision(self) -> str:
        """The revision of the answer that the page shows."""

    @property
    def version(self) -> str:
        """The version of what the page shows, which is in the names of its fields: the revision of the answer, and, in
        a conflict, the number of the typed text.
        """

    @property
    def history(self) -> str:
        """The address of the page with the earlier texts; empty if there are none."""

    def text(self, part: str) -> str:
        """The text in the field of a part; empty if there is none."""

    def rows(self, part: str) -> str:
        """How many rows a text area needs for the text of a part."""

    def checked(self, part: str, key: str) -> str:
        """The attribute `checked` if this option is the value of a part, otherwise an empty text."""

    def ticked(self, part: str, key: str) -> str:
        """The attribute `checked` if this option is one of the values of a part, otherwise an empty text."""

    def selected(self, part: str, key: str) -> str:
        """The attribute `selected` if this option is the value of a part, otherwise an empty text."""

    def has(self, part: str) -> bool:
        """Whether anything is filled in for a part."""


class FilledAnswer(NamedTuple):  # quicker to make than a dataclass: a page has dozens
    """What was stored or typed. `typed`: the text of each part; `shown_revision`: the revision of the answer it is
    based on; `conflict`: the number of the typed text in conflict, 0 for none; `history`: the address of the page with
    the earlier texts, empty if there are none.
    """

    typed: Mapping[str, str]
    shown_revision: int
    given: Given | None
    conflict: int = 0
    history: str = ""

    @property
    def revision(self) -> str:
        return str(self.shown_revision)

    @property
    def version(self) -> str:
        return f"{self.shown_revision}.{self.conflict}" if self.conflict else str(self.shown_revision)

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


def filled_answer(question: Question, stored: StoredAnswer, language: str, history: str = "") -> FilledAnswer:
    """Return what the fields of a question show for its stored answer, on a page in `language`. `history`: the address
    of the page with its earlier texts.
    """
    given = stored.given
    if given is None:
        return FilledAnswer(question.blank(language), stored.revision, None, history=history)
    if given.state is State.NOTHING_TO_STATE:
        return FilledAnswer({**question.blank(language), NOTHING: TICKED}, stored.revision, given, history=history)
    typed = question.typed(given.value, given.state)
    return FilledAnswer({**question.blank(language), **typed}, stored.revision, given, history=history)


@dataclass
class Slots:
    """Slots in place of an answer's values.

    `filled_parts`: the parts in which something is filled in; `has_history`: whether there are earlier texts. Nothing
    else about an answer may change the HTML around the values.
    """

    filled_parts: frozenset[str]
    has_history: bool = False
    asked: list[Callable[[Filled], str]] = field(default_factory=list)
    """By the number of the slot: the function that reads its value from an answer."""
    _version: str = ""

    def _slot(self, ask: Callable[[Filled], str]) -> str:
        self.asked.append(ask)
        return slot(len(self.asked) - 1)

    @property
    def revision(self) -> str:
        return self._slot(lambda filled: filled.revision)

    @property
    def version(self) -> str:
        self._version = self._version or self._slot(lambda filled: filled.version)  # one for all fields
        return self._version

    @property
    def history(self) -> str:
        return self._slot(lambda filled: filled.history) if self.has_history else ""

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
