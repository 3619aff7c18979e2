"""A question as a page shows it: words in the page's language, what is filled in, what is wrong with it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from survey.languages import language_of, text_in
from survey.questions.kinds.options import opening
from survey.questions.model import Section
from survey.questions.progress import Finding, Given, addressed, findings
from survey.questions.question import Option, Question, State
from survey.store.answers import NEVER_ANSWERED, Held
from survey.web.attached import FileField, file_field
from survey.web.fields import field_name, resolution_name, revision_name
from survey.web.language import page_language
from survey.web.limit_words import keyboard, limit_words
from survey.web.problems import problem_words

MOST_RADIOS = 8
"""Options that are shown as radio buttons; a longer list is one select field."""


@dataclass(frozen=True)
class Words:
    """A text and the language it is in, for its lang attribute."""

    text: str
    language: str
    foreign: bool = False
    """Whether the page is in another language, so that the passage must say its own."""


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
class QuestionView:
    """One question ready to be drawn by kinds/<kind>.html."""

    kind: str
    key: str
    number: int | None
    label: Words
    help: Words | None
    limit: str
    required: bool
    public: bool
    reason: str
    parts: Mapping[str, PartView]
    revision_name: str
    revision: int
    resolution_name: str
    joinable: bool
    options: tuple[OptionView, ...] = ()
    asks_what: Words | None = None
    unit: Words | None = None
    keyboard: str = "text"
    other_text: OtherText | None = None
    files: FileField | None = None

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Every (field id, message) of this question."""
        return [(part.name, error) for part in self.parts.values() for error in part.errors]

    @property
    def as_select(self) -> bool:
        """Whether the options are too many for radio buttons."""
        return len(self.options) > MOST_RADIOS


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

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Every (field id, message with the question's label) of the section, for the summary at the top."""
        return [(name, f"{view.label.text}: {message}") for view in self.questions for name, message in view.errors]


def words(texts: Mapping[str, str]) -> Words:
    """A text of the question set in the page's language, marked with the language it really is in."""
    of_page = page_language()
    language = language_of(texts, of_page)
    return Words(text_in(texts, of_page), language, foreign=language != of_page)


def section_view(
    section: Section, held: Mapping[str, Held], numbers: Mapping[str, int], typed: Mapping[str, Shown] | None = None
) -> SectionView:
    """The page of a section: what is stored, or, at the addresses in `typed`, what was typed."""
    typed = typed or {}
    given = {address: answer.given for address, answer in held.items() if answer.given}
    given |= {address: shown.given for address, shown in typed.items() if shown.given}
    found: dict[str, list[Finding]] = {}
    for finding in findings(section, given):
        if finding.problem.code != "missing":  # a draft may lack anything; review says what is missing
            found.setdefault(finding.address, []).append(finding)
    return SectionView(
        key=section.key,
        title=words(section.title),
        introduction=words(section.introduction) if section.introduction else None,
        questions=[
            _question_view(
                question,
                typed.get(address) or _stored(question, held.get(address, NEVER_ANSWERED)),
                found.get(address, ()),
                numbers.get(question.key) if address == question.key else None,
            )
            for address, question in addressed(section)
        ],
    )


def _stored(question: Question, held: Held) -> Shown:
    filled = question.typed(held.given.value, held.given.state) if held.given else {}
    return Shown(filled, held.revision, held.given)


def _question_view(question: Question, shown: Shown, found: Sequence[Finding], number: int | None) -> QuestionView:
    parts = {
        part: PartView(
            field_name(question, part),
            shown.typed.get(part, ""),
            tuple(problem_words(finding.problem) for finding in found if finding.problem.part == part),
        )
        for part in question.used_parts
    }
    options: tuple[Option, ...] = getattr(question, "options", ())
    asking, unit = opening(options), getattr(question, "unit", None)
    return QuestionView(
        kind=question.kind,
        key=question.key,
        number=number,
        label=words(question.label),
        help=words(question.help) if question.help else None,
        limit=limit_words(question),
        required=question.required,
        public=question.public,
        reason=getattr(question, "reason", "none"),
        parts=parts,
        revision_name=revision_name(question),
        revision=shown.revision,
        resolution_name=resolution_name(question),
        joinable=bool(question.texts),
        options=_option_views(question, options, shown.typed),
        asks_what=words(asking.label) if asking else None,
        unit=words(unit) if unit else None,
        keyboard=keyboard(question),
        other_text=shown.other_text,
        files=file_field(question, shown.given),
    )


def _option_views(question: Question, options: Sequence[Option], typed: Mapping[str, str]) -> tuple[OptionView, ...]:
    chosen = {typed.get("option", ""), *typed.get("options", "").split()}
    apart: Collection[str] = getattr(question, "apart", ())
    return tuple(
        OptionView(option.key, words(option.label), option.key in chosen, option.key in apart) for option in options
    )


def answer_words(question: Question, given: Given | None) -> list[str]:
    """An answer as people read it: one text for each filled part, none where there is no answer."""
    if given is None or given.state is State.NOTHING_TO_STATE:
        return []
    shown = question.shown(given.value, given.state, page_language())
    return [shown[part] for part in question.used_parts if part in shown]
