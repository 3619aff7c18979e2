"""What templates draw a section's page from: words, fields, questions, entries of groups. Plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from survey.questions.question import Given
from survey.web.attached import FileField

MOST_RADIOS = 8
"""Options that are shown as radio buttons; a longer list is one select field."""


@dataclass(frozen=True)
class Words:
    """A text and the language it is in, for its lang attribute."""

    text: str
    language: str
    foreign: bool = False
    """Whether the page is in another language, so that the passage must say its own."""
    beside: "Words | None" = None
    """The same text in the language that the page shows beside its own."""


@dataclass(frozen=True)
class PartView:
    """One field: its name (and id), what stands in it, what is wrong with it."""

    name: str
    value: str
    errors: tuple[str, ...] = ()


@dataclass(frozen=True)
class OptionView:
    """One option of a choice; `apart` where it is shown apart from the others, as "no position" is."""

    key: str
    label: Words
    chosen: bool
    apart: bool = False


@dataclass(frozen=True)
class OtherText:
    """What a colleague wrote at the same address meanwhile: a text for each filled part, and the time."""

    parts: tuple[str, ...]
    at: str


@dataclass(frozen=True)
class RowView:
    """One row of a matrix: the field of what is chosen on it."""

    part: PartView
    label: Words
    required: bool


@dataclass(frozen=True)
class EntryView:
    """One entry of a group: `anchor` takes the focus, `address` names it to the buttons, `name` is "Section 2"."""

    anchor: str
    address: str
    name: str
    questions: "list[QuestionView]"


@dataclass(frozen=True)
class RemovedView:
    """An entry that was taken out of a group and can be put back: what it began with."""

    address: str
    beginning: str


@dataclass(frozen=True)
class GroupView:
    """What a group shows beside its label."""

    anchor: str
    entry: Words
    entries: list[EntryView]
    removed: list[RemovedView]
    can_add: bool


@dataclass(frozen=True)
class QuestionView:
    """One question ready to be drawn by kinds/<kind>.html."""

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
    revision: int
    resolution_name: str
    joinable: bool
    options: tuple[OptionView, ...] = ()
    reason: str = "none"
    nothing: PartView | None = None
    rows: tuple[RowView, ...] = ()
    group: GroupView | None = None
    text: Words | None = None
    provision: Words | None = None
    proposed: Words | None = None
    asks_what: Words | None = None
    unit: Words | None = None
    keyboard: str = "text"
    other_text: OtherText | None = None
    files: FileField | None = None

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Every (field id, message that names what it concerns) of this question and of the entries in it."""
        own = [
            (part.name, titled(_named(self.label, row), error))
            for row, part in self._named_parts
            for error in part.errors
        ]
        within = [
            (field, f"{entry.name}: {message}")
            for entry in (self.group.entries if self.group else ())
            for view in entry.questions
            for field, message in view.errors
        ]
        return own + within

    @property
    def flat(self) -> "list[QuestionView]":
        """This question and those of its entries."""
        entries = self.group.entries if self.group else ()
        return [self, *(view for entry in entries for view in entry.questions)]

    @property
    def _named_parts(self) -> list[tuple[Words | None, PartView]]:
        rows = {row.part.name: row.label for row in self.rows}
        return [(rows.get(part.name), part) for part in self.parts.values()]

    @property
    def as_select(self) -> bool:
        """Whether the options are too many for radio buttons, and in one language: a select has room for no more."""
        return len(self.options) > MOST_RADIOS and not any(option.label.beside for option in self.options)


@dataclass(frozen=True)
class Shown:
    """What a page shows at an address instead of what is stored: what was typed, over the revision it was typed on."""

    typed: Mapping[str, str]
    revision: int
    given: Given | None
    other_text: OtherText | None = None


@dataclass(frozen=True)
class SectionView:
    """A section ready to be drawn."""

    key: str
    title: Words
    introduction: Words | None
    questions: Sequence[QuestionView] = field(default_factory=tuple)
    nothing: bool | None = None
    """Whether it is said of the whole section that there is nothing to state; None where that is not offered."""
    revision: int = 0

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Every (field id, message with the question's label) of the section, for the summary at the top."""
        return [error for view in self.questions for error in view.errors]

    @property
    def flat(self) -> list[QuestionView]:
        """Every question, those of groups' entries too."""
        return [each for view in self.questions for each in view.flat]


def titled(label: str, message: str) -> str:
    """A label and what is said of it: after a question mark or a full stop there is no colon."""
    return f"{label} {message}" if label.endswith(("?", ".", "!", ":")) else f"{label}: {message}"


def _named(label: Words, row: Words | None) -> str:
    return titled(label.text, row.text) if row else label.text
