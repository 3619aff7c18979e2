"""One question: its texts, its answer's value and state, and what each kind must know of itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    StringConstraints,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticKnownError

from survey.questions.conditions import Conditions
from survey.questions.difference import Piece
from survey.questions.paper import LINE, PaperPart
from survey.questions.text import clean_text, shows_nothing

LANGUAGE_PATTERN = r"^[a-z]{2,3}$"
SET_KEY_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
QUESTION_KEY_PATTERN = r"^[a-z][a-z0-9_]*$"
LONGEST_KEY = 40
LONGEST_SET_KEY = 80
"""Characters of the key of a set or of a section."""

LONGEST_SHORT = 60
"""Characters in a table header."""

Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
SetKey = Annotated[str, StringConstraints(pattern=SET_KEY_PATTERN, max_length=LONGEST_SET_KEY)]
QuestionKey = Annotated[str, StringConstraints(pattern=QUESTION_KEY_PATTERN, max_length=LONGEST_KEY)]
OptionKey = QuestionKey
WRITTEN_BY_AUTHOR = "written by an author"
"""The validation context of a set that comes from a file, where some keys are not for use."""


def _seen(words: str, info: ValidationInfo) -> str:
    """A text of invisible characters alone is as empty as one of blanks. A set in use is as it is."""
    if info.context == WRITTEN_BY_AUTHOR and shows_nothing(words):
        raise PydanticKnownError("string_too_short", {"min_length": 1})
    return words


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_seen)]
Texts = dict[Language, Words]
"""One text in each language: {"fi": "Kyllä", "sv": "Ja"}."""

Value = Mapping[str, str]
"""What is stored of an answer: a text for each part of its kind that is not empty."""

Path = tuple[str | int, ...]
"""A place among a question's keys: ("options", 0, "label")."""

Reason = Literal["none", "optional", "required"]

CellValue = str | int | Decimal | date
"""What a table's cell holds of an answer."""


class State(StrEnum):
    """How an answer stands: read as its kind, first-class "nothing to state here", or kept as typed."""

    ANSWERED = "answered"
    NOTHING_TO_STATE = "nothing_to_state"
    MALFORMED = "malformed"


@dataclass(frozen=True)
class Given:
    """What is stored at one address: a value with its state. An address without an answer has none."""

    value: Value
    state: State = State.ANSWERED


Answers = Mapping[str, Given]
"""The answers of a response by address."""


@dataclass(frozen=True)
class Reading:
    """What a kind made of typed input: `value` is None for no answer, `removed` counts what could not be kept."""

    value: dict[str, str] | None
    state: State = State.ANSWERED
    removed: int = 0


@dataclass(frozen=True)
class Problem:
    """What keeps one answer from being handed in. `code` names the message; `places` fills it; `part` has the fault."""

    code: str
    part: str
    places: Mapping[str, int | Decimal] = field(default_factory=dict)


class FrozenModel(BaseModel):
    """Frozen, and strict about what it knows: an unknown key in a question set is a fault, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other values, without what was worked out of the earlier ones (cached properties)."""
        copy = super().model_copy(update=update, deep=deep)
        for name in copy.__dict__.keys() - type(self).model_fields.keys():
            del copy.__dict__[name]
        return copy


NOTHING = "nothing_to_state"
"""The part that a page sends beside a question's own where "we have nothing to state on this" is ticked."""

TICKED = "1"


def _or_nothing(flag: object) -> object:
    """False is the same as not written, so that a frozen set is the same whichever the author chose."""
    return flag or None


Flag = Annotated[bool | None, AfterValidator(_or_nothing)]


class Keyed(FrozenModel):
    """Something of a question that answers hold by its key; its label is only shown."""

    key: OptionKey
    label: Texts


class Option(Keyed):
    """One alternative of a choice.

    `specify` opens a text for "other, what?"; an `exclusive` one ("none of these") cannot be chosen with others.
    """

    specify: Flag = None
    exclusive: Flag = None


@dataclass(frozen=True)
class Contradiction:
    """What a question's own keys say against one another: the place among them, the fault's code and its words."""

    path: Path
    code: str
    places: Mapping[str, str] = field(default_factory=dict)


class Question(FrozenModel):
    """One thing asked. Each kind in `kinds` is a subclass that holds all aspects of that kind.

    `parts` names what a person fills in ("text"; or "option" and "reason"); the first is the main one. Typed
    input and stored values are mappings from part to text.
    """

    order: ClassVar[int] = 1_000
    """Its place in lists of kinds, the commonest first. Kinds of the same place go by their names in question sets."""
    name: ClassVar[str] = ""
    """What people call the kind: a message, translated when it is shown."""
    parts: ClassVar[tuple[str, ...]]
    texts: ClassVar[tuple[str, ...]] = ()
    """The parts that hold running text, as long as a person likes."""
    short_parts: ClassVar[tuple[str, ...]] = ()
    """The parts that a table shows beside the running text: what was chosen, or which provision is meant."""
    words: ClassVar[tuple[str, ...]] = ("label", "short", "help")
    """The keys whose values are texts of the question itself."""
    word_names: ClassVar[Mapping[str, str]] = {}
    """What is said before the texts that only this kind has, where texts are proofread: messages, by the key."""
    deciding_words: ClassVar[tuple[str, ...]] = ()
    """The keys of texts that decide by being there what is asked: adding or removing one is more than a correction."""
    upper_limits: ClassVar[tuple[str, ...]] = ()
    """The keys whose numbers limit answers from above."""
    lower_limits: ClassVar[tuple[str, ...]] = ()
    """The keys whose numbers limit answers from below."""
    allowed_lists: ClassVar[tuple[str, ...]] = ()
    """The keys that list what is allowed in an answer."""
    takes_files: ClassVar[bool] = False
    """Whether it is answered with files."""
    asks: ClassVar[bool] = True
    """Whether there is anything to answer: a note only tells."""
    is_open: ClassVar[bool] = False
    """Whether it takes all that a respondent may wish to say: the last question of a set is best one that does."""
    takes_position: ClassVar[bool] = False
    """Whether the answer is the respondent's position: then "no position" is to be among what can be chosen."""
    part_names: ClassVar[Mapping[str, str]] = {}
    """What parts are called where an answer is read, if the label alone would not tell: messages, by part."""
    examples: ClassVar[Mapping[str, str]] = {}
    """What people type into parts that hold neither running text nor options: for demonstrations, by part."""
    column_per_option: ClassVar[bool] = False
    """Whether a full workbook has a column for each option, too."""
    in_template: ClassVar[bool] = False
    """Whether a row of the Excel template can be a question of this kind."""
    about: ClassVar[str] = ""
    """What the instructions of the Excel template say of the kind: a message."""
    xlsform_type: ClassVar[str] = "text"
    """The type of its row in an XLSForm. Where several kinds have the same, the column `x_kind` tells them apart."""
    xlsform_appearance: ClassVar[str] = ""
    """The appearance of its row in an XLSForm."""
    options_are_steps: ClassVar[bool] = False
    """Whether its options are the steps of a scale, and perhaps one for no position."""

    key: QuestionKey
    kind: str
    label: Texts
    short: Texts | None = None
    help: Texts | None = None
    required: bool = False
    nothing_to_state: Flag = None
    show_if: Conditions | None = None
    public: bool = True

    @field_validator("public", mode="before")
    @classmethod
    def _decided_by_the_product(cls, public: object, info: ValidationInfo) -> object:
        """What is personal data is said in details.yaml alone: to authors this key is not known."""
        if info.context == WRITTEN_BY_AUTHOR:
            raise PydanticKnownError("extra_forbidden")
        return public

    def answer(self, typed: Mapping[str, str]) -> Reading:
        """Typed input as an answer: a value of this kind, or that there is nothing to state.

        Where both are said, what was typed is kept as typed: review asks which of the two is meant.
        """
        reading = self.read(typed)
        if not self.nothing_to_state or not typed.get(NOTHING):
            return reading
        if reading.value is None:
            return Reading({}, State.NOTHING_TO_STATE, reading.removed)
        kept = {part: clean_text(typed.get(part, "")).text for part in self.used_parts}
        filled = {part: text for part, text in kept.items() if text.strip()}
        return Reading({**filled, NOTHING: TICKED}, State.MALFORMED, reading.removed)

    def read(self, typed: Mapping[str, str]) -> Reading:
        """Typed input (part → text) as a value, or kept as typed where it cannot be read as this kind."""
        raise NotImplementedError(self.kind)

    def problems(self, value: Value, state: State) -> list[Problem]:
        """What must be mended in this answer before the statement can be handed in. "Nothing to state" has none."""
        raise NotImplementedError(self.kind)

    def missing(self) -> list[Problem]:
        """What must be mended where there is no answer at all."""
        return [Problem("missing", self.used_parts[0])] if self.required else []

    def shown(self, value: Value, state: State, language: str) -> dict[str, str]:
        """Each filled part as people read it in `language`: an option's label, a date as 24.11.2026."""
        raise NotImplementedError(self.kind)

    def typed(self, value: Value, state: State) -> dict[str, str]:
        """Each part as its field shows it for changing; `read` makes the same value of it."""
        return dict(value)

    def blank(self, language: str) -> dict[str, str]:
        """What the fields show in `language` before anybody has answered: most are empty."""
        return {}

    def cells(self, value: Value, state: State, language: str) -> dict[str, CellValue]:
        """Each filled part as a table's cell holds it: as `shown`, but a date as a date."""
        return dict(self.shown(value, state, language))

    def chosen(self, value: Value) -> frozenset[str]:
        """The option keys in an answer, for conditions; empty for an answer of words."""
        return frozenset(f"{value.get('option', '')} {value.get('options', '')}".split())

    def example(self, sentence: str, language: str, turn: int) -> dict[str, str]:
        """What somebody might type, for a demonstration: `sentence` in each text; of options another at each `turn`."""
        typed = {**self.examples, **dict.fromkeys(self.texts, sentence)}
        return {part: text for part, text in typed.items() if part in self.used_parts}

    def limits(self, language: str) -> str:
        """The limits that the set gives, in words, before anybody has answered: how much, how many. Often none."""
        return ""

    def written_options(self) -> Iterator[tuple[Path, Option]]:
        """Each option that the question itself lists, with its place among the question's keys."""
        yield from ()

    def keyed_lists(self) -> Iterator[Sequence[tuple[Path, Keyed]]]:
        """The lists of what answers hold by key, each entry with its place: within a list a key is there only once."""
        yield tuple(self.written_options())

    def code_book_text(self, languages: Sequence[str], language: str) -> str:
        """What the code book lists for readers of `language`: one option a line, kylla = Kyllä / Ja, in `languages`."""
        return "\n".join(
            f"{each.key} = {' / '.join(each.label.get(code, '') for code in languages)}"
            for entries in self.keyed_lists()
            for _path, each in entries
        )

    def given_parts(self, language: str) -> dict[str, str]:
        """What the set says where others fill in a part, shown before the answer, without which that says little."""
        return {}

    def changes(self, value: Value, language: str) -> Mapping[str, Sequence[Piece]]:
        """The parts that change a text of the asker's, with what differs marked. Texts in doubt are in `language`."""
        return {}

    def contradictions(self) -> Iterator[Contradiction]:
        """What the question's keys say against one another, though each is right by itself."""
        yield from ()

    def texts_within(self) -> Iterator[tuple[Path, Texts]]:
        """Every text that the question has, with its place among the question's keys."""
        for name in self.words:
            if texts := getattr(self, name):
                yield (name,), texts
        for path, option in self.written_options():
            yield (*path, "label"), option.label

    def part_label(self, part: str) -> Texts | None:
        """What a part is called beside the question's label, where its own words say so: a row of a matrix."""
        return None

    def on_paper(self) -> Iterator[PaperPart]:
        """What there is to fill in where the question is printed, below its label and help."""
        yield LINE

    @cached_property
    def choosable(self) -> tuple[Option, ...]:
        """Everything that can be chosen, in the order of the form."""
        return tuple(option for _path, option in self.written_options())

    @property
    def separate(self) -> frozenset[str]:
        """The keys of the options that are shown apart from the others."""
        return frozenset()

    @property
    def labels(self) -> Mapping[str, Texts]:
        """The labels by key of what conditions of later questions may ask for."""
        return {}

    @property
    def reason_asked(self) -> Reason:
        """Whether a reason is asked for beside the answer."""
        return "none"

    @property
    def shown_limit(self) -> int | None:
        """The most characters of its texts where the set says so: a kind's own limit is too high to tell."""
        return None

    @property
    def measured_in(self) -> Texts | None:
        """The unit of a number, which the head of a table says: the cells hold numbers alone."""
        return None

    @property
    def countable(self) -> Mapping[str, Mapping[str, Texts]]:
        """The parts whose answers can be counted, each with the labels of what can be chosen, by key."""
        return {}

    def within(self) -> Iterator[tuple[Path, "Question"]]:
        """The questions that stand inside this one, with their places among its keys: those of a group."""
        yield from ()

    @property
    def used_parts(self) -> tuple[str, ...]:
        """The parts that this very question asks for: a choice without a reason has only its option."""
        return self.parts

    @property
    def is_marked_required(self) -> bool:
        """Whether the label says that an answer is required: a matrix says it on each of its rows instead."""
        return self.required

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """The used parts as a table of answers shows them: those of a line stand side by side."""
        return (self.used_parts,)

    @property
    def header(self) -> Texts:
        """The label for the head of a table."""
        return self.short or self.label
