"""The values from which templates draw a section's page. What only one kind of question has is in `web/kinds/`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from survey.questions.difference import Piece
from survey.questions.question import Given
from survey.web.questions.filled import Filled
from survey.web.questions.names import versioned
from survey.web.words.texts import Words


@dataclass(frozen=True)
class PartView:
    """One field: its id (its plain name), its errors, and its label if the question has several fields."""

    part: str
    id: str
    filled: Filled
    errors: tuple[str, ...] = ()
    label: Words | None = None

    @property
    def name(self) -> str:
        """The name of the field on this page."""
        return versioned(self.id, self.filled.version)

    @property
    def value(self) -> str:
        """The text in the field."""
        return self.filled.text(self.part)

    @property
    def rows(self) -> str:
        """The height of a text area."""
        return self.filled.rows(self.part)

    @property
    def has_value(self) -> bool:
        """Whether anything is filled in."""
        return self.filled.has(self.part)

    def checked(self, key: str) -> str:
        """The HTML attribute of this option's radio button."""
        return self.filled.checked(self.part, key)

    def ticked(self, key: str) -> str:
        """The HTML attribute of this option's checkbox."""
        return self.filled.ticked(self.part, key)

    def selected(self, key: str) -> str:
        """The HTML attribute of this option in a select field."""
        return self.filled.selected(self.part, key)


@dataclass(frozen=True)
class DatedText:
    """An answer given at the same address: a text for each filled part, and when it was given, as texts."""

    parts: tuple[str, ...]
    date: str
    time: str


@dataclass(frozen=True)
class DifferenceView:
    """What differs between two answers in one part: the part's name if there are several, and the pieces."""

    label: Words | None
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Conflicting:
    """What a page shows at an address in conflict: the latest of the texts that wait, in the field, and what is stored.

    `number`, `date` and `time` are those of the text in the field; `waiting`: other texts, between which is chosen
    after this; `differing`: what differs between what is stored and the text in the field; `joinable`: whether both
    texts can be saved one after the other; `label`: what the link to it says.
    """

    typed: Mapping[str, str]
    revision: int
    given: Given | None
    stored: DatedText
    number: int
    date: str
    time: str
    joinable: bool
    label: Words
    waiting: tuple[DatedText, ...] = ()
    differing: tuple[DifferenceView, ...] = ()


class KindView:
    """What a view has because of its kind. The template kinds/<kind>.html reads it as `view.own`."""

    def inner_errors(self) -> Iterator[tuple[str, str]]:
        """Yield the errors of questions inside this one: (field id, message)."""
        yield from ()


LINES_ABOVE = (5, 7, 10, 14, 20, 28)
"""For each there is a class in the style sheet, k-above-5 and so on."""

_LINES_OF_THE_PRODUCT = 4
"""“Required”, “Not published”, an example of a date, “Error:”, and what is between the texts."""


def _lines(text: str, width: int) -> int:
    """Return how many lines of so many characters a text takes."""
    return sum(-(-len(line) // width) for line in text.splitlines())


@dataclass(frozen=True)
class QuestionView:
    """One question, ready to be drawn by kinds/<kind>.html."""

    kind: str
    key: str
    number: str | None
    label: Words
    help: Words | None
    limit: str
    required: bool
    public: bool
    parts: Mapping[str, PartView]
    revision_name: str
    resolution_name: str
    conflict_id: str
    conflict_name: str
    filled: Filled
    own: KindView
    nothing: PartView | None = None
    conflict: Conflicting | None = None
    tidies: bool = False
    """Whether the page can tidy what was pasted into it."""

    def versioned(self, name: str) -> str:
        """Return the name on this page of another field of this question."""
        return versioned(name, self.filled.version)

    @property
    def lines_above(self) -> int:
        """About how many lines stand above the first field in a window of 320 px: one of LINES_ABOVE."""
        label = [self.label.text, self.label.second.text if self.label.second else ""]
        help_ = [self.help.text, self.help.second.text if self.help.second else ""] if self.help else []
        lines = sum(_lines(text, 24) for text in label) + sum(_lines(text, 28) for text in [*help_, self.limit])
        lines += sum(_lines(message, 28) for part in self.parts.values() for message in part.errors)
        wanted = lines + _LINES_OF_THE_PRODUCT
        return next((each for each in LINES_ABOVE if each >= wanted), LINES_ABOVE[-1])

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Every (field id, message with the question's label) of this question and of the questions inside it."""
        own = [
            (part.id, titled(_named(self.label, part.label), error))
            for part in self.parts.values()
            for error in part.errors
        ]
        return [*own, *self.own.inner_errors()]


@dataclass(frozen=True)
class SectionView:
    """A section ready to be drawn. `questions` are finished HTML, in their order."""

    key: str
    title: Words
    introduction: Words | None
    questions: Sequence[Markup]
    addresses: Sequence[str] = ()
    """The address at which each of these questions is answered; empty for a note."""
    labels: Sequence[str] = ()
    """The label of each of these questions."""
    errors: Sequence[tuple[str, str]] = ()
    """(field id, message with the question's label), for the summary at the top."""
    conflicts: Sequence[tuple[str, Words]] = ()
    """(id, the question's label) of each question where a choice is open."""
    published: bool = True
    """Whether any answer on the page is published."""
    unpublished: bool = False
    """Whether any answer on the page is not published."""
    takes_files: bool = False
    nothing: bool | None = None
    """Whether "nothing to state" is chosen for the complete section; None if the section does not offer it."""
    revision: int = 0


def titled(label: str, message: str) -> str:
    """Return a label and a message about it, joined by a colon; without colon if the label ends in a
    punctuation mark.
    """
    return f"{label} {message}" if label.endswith(("?", ".", "!", ":")) else f"{label}: {message}"


def _named(label: Words, row: Words | None) -> str:
    return titled(label.text, row.text) if row else label.text
