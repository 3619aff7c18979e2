"""A question as a page shows it: words in the page's language, what is filled in, what is wrong with it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from survey.languages import language_of, text_in
from survey.questions.asked import (
    ENTRIES,
    addressed,
    entries_of,
    entry_address,
    entry_of,
    key_in_set,
    removed_entries,
    section_address,
)
from survey.questions.kinds.group import Group
from survey.questions.kinds.matrix import Row
from survey.questions.kinds.options import opening
from survey.questions.model import Section
from survey.questions.progress import Finding, findings
from survey.questions.question import NOTHING, TICKED, Answers, Given, Option, Question, State
from survey.store.answers import NEVER_ANSWERED, Held
from survey.web.attached import FileField, file_field
from survey.web.beside import shown_languages
from survey.web.fields import field_name, resolution_name, revision_name
from survey.web.language import _, page_language
from survey.web.limit_words import keyboard, limit_words
from survey.web.problems import problem_words

LONGEST_BEGINNING = 60
"""Characters of a removed entry that are shown beside the button that puts it back."""

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
    reason: str
    parts: Mapping[str, PartView]
    revision_name: str
    revision: int
    resolution_name: str
    joinable: bool
    options: tuple[OptionView, ...] = ()
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
            (part.name, f"{_named(self.label, row)}: {error}")
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


def words(texts: Mapping[str, str]) -> Words:
    """A text of the question set in the page's language, marked with the language it really is in."""
    of_page, other = shown_languages()
    language = language_of(texts, of_page)
    text = texts.get(language, "")
    differs = other in texts and other != language and texts[other] != text  # “5 §” is the same in both
    return Words(text, language, language != of_page, Words(texts[other], other, foreign=True) if differs else None)


def section_view(
    section: Section, held: Mapping[str, Held], numbers: Mapping[str, str], typed: Mapping[str, Shown] | None = None
) -> SectionView:
    """The page of a section: what is stored, or, at the addresses in `typed`, what was typed."""
    typed = typed or {}
    given = {address: answer.given for address, answer in held.items() if answer.given}
    given |= {address: shown.given for address, shown in typed.items() if shown.given}
    found: dict[str, list[Finding]] = {}
    for finding in findings(section, given):
        if not finding.lacks:  # a draft may lack anything; review says what is missing
            found.setdefault(finding.address, []).append(finding)
    addresses = {question.key: address for address, question in addressed(section)}
    views = {}
    for question in section.questions:
        address = addresses.get(question.key, question.key)
        shown = typed.get(address) or _stored(question, held.get(address, NEVER_ANSWERED))
        number = numbers.get(key_in_set(address)) if address == question.key else None
        views[question.key] = _question_view(question, shown, found.get(address, ()), number)
    whole = held.get(section_address(section), NEVER_ANSWERED)
    return SectionView(
        key=section.key,
        title=words(section.title),
        introduction=words(section.introduction) if section.introduction else None,
        questions=_with_groups(section, views, given),
        nothing=whole.given is not None if section.nothing_to_state else None,
        revision=whole.revision,
    )


def _with_groups(section: Section, views: Mapping[str, QuestionView], given: Answers) -> list[QuestionView]:
    """The views in their order, those of an entry within the group that it belongs to."""
    within: dict[str, dict[str, list[QuestionView]]] = {}
    for key, view in views.items():
        entry = entry_of(key)
        if entry:
            within.setdefault(entry.group, {}).setdefault(entry.id, []).append(view)
    return [
        replace(views[question.key], group=_group_view(question, within.get(question.key, {}), given))
        if isinstance(question, Group)
        else views[question.key]
        for question in section.questions
        if entry_of(question.key) is None
    ]


def _group_view(group: Group, within: Mapping[str, list[QuestionView]], given: Answers) -> GroupView:
    ids = [*dict.fromkeys([*entries_of(group, given), *within])]
    name = words(group.entry)
    return GroupView(
        anchor=group_anchor(group.key),
        entry=name,
        entries=[
            EntryView(
                entry_anchor(group.key, entry), f"{group.key}/{entry}", f"{name.text} {number}", within.get(entry, [])
            )
            for number, entry in enumerate(ids, start=1)
        ],
        removed=[
            RemovedView(f"{group.key}/{entry}", beginning)
            for entry in removed_entries(group, given)
            if entry not in within and (beginning := _beginning(group, entry, given))
        ],
        can_add=len(ids) < group.repeat.maximum,
    )


def group_anchor(key: str) -> str:
    """The id of a group's heading, which takes the focus after an entry was removed, and from a fault of the group."""
    return f"answer-{key}-{ENTRIES}"


def entry_anchor(group: str, entry: str) -> str:
    """The id of an entry's heading."""
    return f"entry-{group}-{entry}"


def _beginning(group: Group, entry: str, given: Answers) -> str:
    """The first words of what stands in an entry, so that people know which one it was."""
    for question in group.questions:
        text = " ".join(
            " ".join(answer_words(question, given.get(entry_address(group.key, entry, question.key)))).split()
        )
        if text:
            return text if len(text) <= LONGEST_BEGINNING else f"{text[:LONGEST_BEGINNING]}…"
    return ""


def _stored(question: Question, held: Held) -> Shown:
    filled = question.typed(held.given.value, held.given.state) if held.given else {}
    if held.given and held.given.state is State.NOTHING_TO_STATE:
        filled = {NOTHING: TICKED}
    return Shown(question.blank(page_language()) | filled, held.revision, held.given)


def _question_view(question: Question, shown: Shown, found: Sequence[Finding], number: str | None) -> QuestionView:
    parts = {
        part: PartView(
            field_name(question, part),
            shown.typed.get(part, ""),
            tuple(problem_words(finding.problem) for finding in found if finding.problem.part == part),
        )
        for part in question.used_parts
    }
    options: tuple[Option, ...] = getattr(question, "options", ())
    rows: tuple[Row, ...] = getattr(question, "rows", ())
    asking, unit = opening(options), getattr(question, "unit", None)
    return QuestionView(
        kind=question.kind,
        key=question.key,
        number=number,
        label=words(question.label),
        help=words(question.help) if question.help else None,
        limit=limit_words(question),
        required=question.required and not rows,
        public=question.public,
        reason=getattr(question, "reason", "none"),
        parts=parts,
        revision_name=revision_name(question),
        revision=shown.revision,
        resolution_name=resolution_name(question),
        joinable=bool(question.texts),
        options=_option_views(question, options, shown.typed),
        nothing=PartView(field_name(question, NOTHING), shown.typed.get(NOTHING, ""))
        if question.nothing_to_state
        else None,
        rows=tuple(RowView(parts[row.part], words(row.label), bool(question.required or row.required)) for row in rows),
        text=_words_of(question, "text"),
        provision=_words_of(question, "provision"),
        proposed=_words_of(question, "proposed"),
        asks_what=words(asking.label) if asking else None,
        unit=words(unit) if unit else None,
        keyboard=keyboard(question),
        other_text=shown.other_text,
        files=file_field(question, shown.given),
    )


def _words_of(question: Question, key: str) -> Words | None:
    texts = getattr(question, key, None)
    return words(texts) if texts else None


def _named(label: Words, row: Words | None) -> str:
    return f"{label.text}: {row.text}" if row else label.text


def _option_views(question: Question, options: Sequence[Option], typed: Mapping[str, str]) -> tuple[OptionView, ...]:
    chosen = {typed.get("option", ""), *typed.get("options", "").split()}
    apart: Collection[str] = getattr(question, "apart", ())
    return tuple(
        OptionView(option.key, words(option.label), option.key in chosen, option.key in apart) for option in options
    )


def answer_words(question: Question, given: Given | None) -> list[str]:
    """An answer as people read it: one text for each filled part, none where there is no answer."""
    if given is None:
        return []
    if given.state is State.NOTHING_TO_STATE:
        return [_("Nothing to state")]
    language = page_language()
    shown = question.shown(given.value, given.state, language)
    labels = {part: question.part_label(part) for part in question.used_parts}
    return [
        f"{text_in(texts, language)}: {shown[part]}" if texts else shown[part]
        for part, texts in labels.items()
        if part in shown
    ]
