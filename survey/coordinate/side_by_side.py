"""A question set as its proofreaders read it: every text in every language of the set, side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from survey.languages import LANGUAGE_NAMES
from survey.questions.faults.places import Path
from survey.questions.kinds import KINDS
from survey.questions.question import Question, Texts
from survey.questions.question_set import QuestionSet, Section
from survey.web.language import _

Row = tuple[Path, Texts]


@dataclass(frozen=True)
class Line:
    """One text in one language, empty where it is missing. `name` says what it is, where its place does not."""

    role: str
    text: str
    name: str = ""


@dataclass(frozen=True)
class Column:
    """Everything that belongs together, in one language."""

    language: str
    name: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Block:
    """The set's own texts, those of a section or those of a question, in every language."""

    columns: Sequence[Column]
    number: str = ""
    about: Sequence[str] = ()


@dataclass(frozen=True)
class Part:
    """A section: its own texts and its questions."""

    head: Block
    questions: Sequence[Block]


def side_by_side(question_set: QuestionSet) -> tuple[Block, list[Part]]:
    """The texts of the set itself, and its sections."""
    languages, numbers = question_set.languages, question_set.numbers()
    parts = [
        Part(
            Block(_columns(_heads(section), languages), about=list(_about_section(section))),
            [block for question in section.questions for block in _blocks(question, languages, numbers)],
        )
        for section in question_set.sections
    ]
    about = [(path, texts) for path, texts in question_set.consultation.texts()] if question_set.consultation else []
    return Block(_columns([*_heads(question_set), *about], languages)), parts


def lacking(head: Block, parts: Sequence[Part]) -> int:
    """How many texts are missing in some language."""
    blocks = [head, *(block for part in parts for block in (part.head, *part.questions))]
    return sum(not line.text for block in blocks for column in block.columns for line in column.lines)


def _heads(of: QuestionSet | Section) -> list[Row]:
    return [(("title",), of.title), *([(("introduction",), of.introduction)] if of.introduction else [])]


def _blocks(question: Question, languages: Sequence[str], numbers: Mapping[str, str]) -> Iterator[Block]:
    """The question, and after a group those of its entries."""
    own = [(path, texts) for path, texts in question.texts_within() if path[0] != "questions"]
    yield Block(_columns(own, languages), numbers.get(question.key, ""), list(_about(question)))
    for _path, inner in question.within():
        number = numbers.get(f"{question.key}/{inner.key}", "")
        yield Block(_columns(list(inner.texts_within()), languages), number, list(_about(inner)))


def _columns(rows: Sequence[Row], languages: Sequence[str]) -> list[Column]:
    return [
        Column(language, LANGUAGE_NAMES.get(language, language), [_line(row, language) for row in rows])
        for language in languages
    ]


def _line(row: Row, language: str) -> Line:
    path, texts = row
    role = _ROLES.get(str(path[0]), "other")
    return Line(role, texts.get(language, ""), _name(str(path[0])))


_ROLES: Mapping[str, str] = {
    "title": "label",
    "label": "label",
    "introduction": "text",
    "text": "text",
    "help": "help",
    "background": "named",
    "goals": "named",
    "rows": "row",
    "options": "option",
    "steps": "option",
    "no_position": "option",
}
"""How a text of a question is shown, by its key; any other is shown with a name before it."""


def _name(key: str) -> str:
    names = {
        "introduction": _("Introduction"),
        "help": _("Help"),
        "short": _("In tables"),
        "issuer": _("Requested by"),
        "background": _("Background"),
        "goals": _("Goals"),
        "contacts": _("Contact person"),
        "materials": _("Material"),
    }
    of_kinds = {word: _(name) for question in KINDS.values() for word, name in question.word_names.items()}
    return (names | of_kinds).get(key, "")


def _about_section(section: Section) -> Iterator[str]:
    if section.required:
        yield _("required")
    if section.nothing_to_state:
        yield _("“nothing to state” can be chosen")
    yield from _about_condition(section.show_if)


def _about(question: Question) -> Iterator[str]:
    """What a proofreader must know of a question beside its words."""
    yield _(question.name)
    if question.required:
        yield _("required")
    if question.nothing_to_state:
        yield _("“nothing to state” can be chosen")
    if question.reason_asked != "none":
        yield _("a reason must be given") if question.reason_asked == "required" else _("a reason can be given")
    yield from _about_condition(question.show_if)


def _about_condition(show_if: object) -> list[str]:
    return [_("Asked only after certain earlier answers.")] if show_if else []
