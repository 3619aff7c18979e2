"""The base class of all kinds of question, and the types that describe answers: value, state, problem."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationInfo
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
"""The most characters of a label in a table header."""

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
"""The stored value of an answer: part → text. Parts that are empty are left out."""

Path = tuple[str | int, ...]
"""A path below a question's keys: ("options", 0, "label")."""

Reason = Literal["none", "optional", "required"]

CellValue = str | int | Decimal | date
"""The value of a table's cell for an answer."""


class State(StrEnum):
    """The state of an answer: a valid value of its kind, "we have nothing to state on this", or kept as typed."""

    ANSWERED = "answered"
    NOTHING_TO_STATE = "nothing_to_state"
    MALFORMED = "malformed"


@dataclass(frozen=True)
class Given:
    """What is stored at one address: a value and its state. An address without an answer has no Given."""

    value: Value
    state: State = State.ANSWERED


Answers = Mapping[str, Given]
"""The answers of a response by address."""


@dataclass(frozen=True)
class Reading:
    """The result of reading typed input.

    `value` is None for no answer; `removed` is the number of characters that cannot be stored.
    """

    value: dict[str, str] | None
    state: State = State.ANSWERED
    removed: int = 0


@dataclass(frozen=True)
class Problem:
    """A problem that prevents submitting: `code` is that of the message, `part` is where it is. `places` and `labels`
    fill the message with numbers, and with words of the question in each language.
    """

    code: str
    part: str
    places: Mapping[str, int | Decimal] = field(default_factory=dict)
    labels: Mapping[str, Texts] = field(default_factory=dict)


class FrozenModel(BaseModel):
    """A frozen model that refuses unknown keys: an unknown key in a question set is a fault, and is never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with the values in `update`, without cached properties: they came from the earlier values."""
        copy = super().model_copy(update=update, deep=deep)
        for name in copy.__dict__.keys() - type(self).model_fields.keys():
            del copy.__dict__[name]
        return copy


NOTHING = "nothing_to_state"
"""An extra part that a page sends when "we have nothing to state on this" is ticked."""

TICKED = "1"

FILLS_IN = "What the browser may fill in: a detail of the person who answers, as HTML's attribute autocomplete has it."
"""The description of the key `autocomplete` (WCAG 2.2, 1.3.5)."""


def _or_nothing(flag: object) -> object:
    """False becomes None, as if the key was not written, so that both give the same frozen set."""
    return flag or None


Flag = Annotated[bool | None, AfterValidator(_or_nothing)]


class Keyed(FrozenModel):
    """A part of a question (an option, a row of a matrix) that answers refer to by its key. Its label is only shown."""

    key: OptionKey
    label: Texts


class Option(Keyed):
    """One option of a choice.

    With `specify` the option has a text field ("other, what?"). An `exclusive` option ("none of these") cannot be
    chosen together with others.
    """

    specify: Flag = None
    exclusive: Flag = None


@dataclass(frozen=True)
class Contradiction:
    """A contradiction between keys of one question: the path below it, the fault's code and its words."""

    path: Path
    code: str
    places: Mapping[str, str] = field(default_factory=dict)


class Question(FrozenModel):
    """One question. Each kind in `kinds` is a subclass that contains everything about that kind.

    `parts` are the names of what a person fills in ("text"; or "option" and "reason"); the first is the main one. Typed
    input and stored values are mappings from part to text.
    """

    order: ClassVar[int] = 1_000
    """Its position in lists of kinds: the most common kinds first, and kinds with the same number sorted by `kind`."""
    name: ClassVar[str] = ""
    """The name of the kind for people: a message, translated when it is shown."""
    parts: ClassVar[tuple[str, ...]]
    texts: ClassVar[tuple[str, ...]] = ()
    """The parts that contain running text of any length."""
    short_parts: ClassVar[tuple[str, ...]] = ()
    """The parts that a table shows next to the running text: what was chosen, or which provision is meant."""
    words: ClassVar[tuple[str, ...]] = ("label", "short", "help")
    """The keys whose values are texts of the question itself."""
    word_names: ClassVar[Mapping[str, str]] = {}
    """Headings for texts that only this kind has, shown when texts are proofread: key → message."""
    deciding_words: ClassVar[tuple[str, ...]] = ()
    """Keys of texts that change what is asked if they are added or removed: more than a correction of words."""
    upper_limits: ClassVar[tuple[str, ...]] = ()
    """The keys whose numbers are upper limits of answers."""
    lower_limits: ClassVar[tuple[str, ...]] = ()
    """The keys whose numbers are lower limits of answers."""
    allowed_lists: ClassVar[tuple[str, ...]] = ()
    """The keys whose lists contain what is allowed in an answer."""
    takes_files: ClassVar[bool] = False
    """Whether it is answered with files."""
    asks: ClassVar[bool] = True
    """Whether it can be answered: a note cannot."""
    is_open: ClassVar[bool] = False
    """Whether a respondent can write anything in it. The last question of a set should be such a question."""
    takes_position: ClassVar[bool] = False
    """Whether the answer is the respondent's position. Then there should be an option for "no position"."""
    part_names: ClassVar[Mapping[str, str]] = {}
    """Names of parts where an answer is shown and the label alone is not clear: part → message."""
    examples: ClassVar[Mapping[str, str]] = {}
    """Example input for demonstrations, for parts that have neither running text nor options: part → text."""
    column_per_option: ClassVar[bool] = False
    """Whether the full workbook also has a column for each option."""
    in_template: ClassVar[bool] = False
    """Whether a row of the Excel template can be a question of this kind."""
    about: ClassVar[str] = ""
    """The description of the kind in the instructions of the Excel template: a message."""
    xlsform_type: ClassVar[str] = "text"
    """The type of its row in an XLSForm. Where several kinds have the same type, the column `x_kind` has the kind."""
    xlsform_appearance: ClassVar[str] = ""
    """The appearance of its row in an XLSForm."""
    options_are_steps: ClassVar[bool] = False
    """Whether its options are the steps of a scale, perhaps with an option for "no position"."""

    key: QuestionKey
    kind: str
    label: Texts
    short: Texts | None = None
    help: Texts | None = None
    required: bool = False
    nothing_to_state: Flag = None
    show_if: Conditions | None = None
    public: bool = True
    """Whether the answer is published. One that is not is in no file but those for internal use."""

    def answer(self, typed: Mapping[str, str]) -> Reading:
        """Typed input as an answer: a value of this kind, or "nothing to state".

        If both are given, the value is kept as typed with the state MALFORMED, and review asks which of the two is
        meant.
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
        """Typed input (part → text) as a value. What is not valid for this kind is kept as typed (MALFORMED)."""
        raise NotImplementedError(self.kind)

    def problems(self, value: Value, state: State) -> list[Problem]:
        """What must be corrected in this answer before submitting. "Nothing to state" has no problems."""
        raise NotImplementedError(self.kind)

    def misfits(self, value: Value, state: State) -> frozenset[tuple[str, str]]:
        """What this question would not take of an answer (code, part): its problems, and parts that it does not ask."""
        unasked = ((part, "not_asked") for part in value.keys() - self.used_parts)
        return frozenset([*unasked, *((problem.part, problem.code) for problem in self.problems(value, state))])

    def missing(self) -> list[Problem]:
        """What must be corrected where there is no answer."""
        return [Problem("missing", self.used_parts[0])] if self.required else []

    def shown(self, value: Value, state: State, language: str) -> dict[str, str]:
        """Each filled part as people read it in `language`: the label of an option, a date as 24.11.2026."""
        raise NotImplementedError(self.kind)

    def typed(self, value: Value, state: State) -> dict[str, str]:
        """Each filled part as text for its input field. `read` makes the same value of it again."""
        return dict(value)

    def blank(self, language: str) -> dict[str, str]:
        """What the fields contain in `language` before the first answer: most are empty."""
        return {}

    def cells(self, value: Value, state: State, language: str) -> dict[str, CellValue]:
        """Each filled part as a value for a table's cell: like `shown`, but for example a date is a date."""
        return dict(self.shown(value, state, language))

    def chosen(self, value: Value) -> frozenset[str]:
        """The option keys in an answer, for conditions; empty for an answer without options."""
        return frozenset(f"{value.get('option', '')} {value.get('options', '')}".split())

    def example(self, sentence: str, language: str, turn: int) -> dict[str, str]:
        """Example input for a demonstration: `sentence` in each text, and another option for each number `turn`."""
        typed = {**self.examples, **dict.fromkeys(self.texts, sentence)}
        return {part: text for part, text in typed.items() if part in self.used_parts}

    def limits(self, language: str) -> str:
        """The limits that the set gives, as words in `language`, shown before the first answer. Often an empty text."""
        return ""

    def written_options(self) -> Iterator[tuple[Path, Option]]:
        """Yield each option that the question itself lists, with its path below the question."""
        yield from ()

    def keyed_lists(self) -> Iterator[Sequence[tuple[Path, Keyed]]]:
        """Yield each list of things that answers refer to by key, every entry with its path.

        Within one list every key may be used only once.
        """
        yield tuple(self.written_options())

    def code_book_text(self, languages: Sequence[str], language: str) -> str:
        """The text for the code book, for readers of `language`: a line for each option, `kylla = Kyllä / Ja`.

        The labels are in all `languages`, separated by a slash.
        """
        return "\n".join(
            f"{each.key} = {' / '.join(each.label.get(code, '') for code in languages)}"
            for entries in self.keyed_lists()
            for _path, each in entries
        )

    def given_parts(self, language: str) -> dict[str, str]:
        """Parts that the set fills in, not the respondent; shown before the answer, which is unclear alone."""
        return {}

    def changes(self, value: Value, language: str) -> Mapping[str, Sequence[Piece]]:
        """For each part that changes a text of the issuer, the pieces with what differs.

        `language` is used where it is not clear which language version of that text was changed.
        """
        return {}

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield keys of the question that contradict each other, although each of them is valid alone."""
        yield from ()

    def texts_within(self) -> Iterator[tuple[Path, Texts]]:
        """Yield every text of the question, with its path below the question."""
        for name in self.words:
            if texts := getattr(self, name):
                yield (name,), texts
        for path, option in self.written_options():
            yield (*path, "label"), option.label

    def part_label(self, part: str) -> Texts | None:
        """A part's label in addition to the question's label: that of a row of a matrix; else None."""
        return None

    def on_paper(self) -> Iterator[PaperPart]:
        """Yield what can be filled in where the question is printed, in the order below its label and help."""
        yield LINE

    @cached_property
    def choosable(self) -> tuple[Option, ...]:
        """All options, in the order of the form."""
        return tuple(option for _path, option in self.written_options())

    @property
    def separate(self) -> frozenset[str]:
        """The keys of the options that are shown separately from the others."""
        return frozenset()

    @property
    def labels(self) -> Mapping[str, Texts]:
        """The labels, by key, of the options that conditions of later questions can refer to."""
        return {}

    @property
    def reason_asked(self) -> Reason:
        """Whether a reason is asked for in addition to the answer."""
        return "none"

    @property
    def shown_limit(self) -> int | None:
        """The most characters of its texts, if the set gives a limit. The limit of the kind is too high to be shown."""
        return None

    @property
    def measured_in(self) -> Texts | None:
        """The unit of a number, for the header of a table: the cells contain only numbers."""
        return None

    @property
    def countable(self) -> Mapping[str, Mapping[str, Texts]]:
        """The parts whose answers can be counted: part → option key → label."""
        return {}

    def within(self) -> Iterator[tuple[Path, "Question"]]:
        """Yield the questions inside this one (those of a group), with their paths below it."""
        yield from ()

    @property
    def used_parts(self) -> tuple[str, ...]:
        """The parts that this question asks for: a choice without a reason has only its option."""
        return self.parts

    @property
    def is_marked_required(self) -> bool:
        """Whether the label says that an answer is required. A matrix says it on each row instead."""
        return self.required

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """The used parts as lines for a table of answers; the parts of one line are shown next to each other."""
        return (self.used_parts,)

    @property
    def header(self) -> Texts:
        """The label for the header of a table: the short label if there is one."""
        return self.short or self.label
