"""A question set as its proofreaders read it: every text in every language of the set, side by side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from survey.export.rows import KIND_WORDS
from survey.languages import LANGUAGE_NAMES
from survey.questions.check import all_texts
from survey.questions.model import QuestionSet
from survey.questions.places import Path
from survey.questions.question import Question, Texts
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
    number: int = 0
    about: Sequence[str] = ()


@dataclass(frozen=True)
class Part:
    """A section: its own texts and its questions."""

    head: Block
    questions: Sequence[Block]


def side_by_side(question_set: QuestionSet) -> tuple[Block, list[Part]]:
    """The texts of the set itself, and its sections."""
    texts = {place: list(rows) for place, rows in groupby(all_texts(question_set), key=_place)}
    languages, numbers = question_set.languages, question_set.numbers()
    parts = [
        Part(
            Block(_columns(texts[index, None], 2, languages), index + 1, _about_condition(section.show_if)),
            [
                Block(_columns(texts[index, place], 4, languages), numbers.get(question.key, 0), list(_about(question)))
                for place, question in enumerate(section.questions)
            ],
        )
        for index, section in enumerate(question_set.sections)
    ]
    return Block(_columns(texts[None, None], 0, languages)), parts


def _place(row: Row) -> tuple[int | None, int | None]:
    """The section and the question that a text belongs to, by their indexes."""
    path = row[0]
    if path[0] != "sections":
        return None, None
    question = path[3] if len(path) > 3 and path[2] == "questions" else None
    return int(path[1]), None if question is None else int(question)


def _columns(rows: Iterable[Row], depth: int, languages: Sequence[str]) -> list[Column]:
    rows = [row for row in rows if row[0][0] != "scales"]  # each question that names a scale has its steps
    return [
        Column(language, LANGUAGE_NAMES.get(language, language), [_line(row, depth, language) for row in rows])
        for language in languages
    ]


def _line(row: Row, depth: int, language: str) -> Line:
    path, texts = row
    steps = [step for step in path[depth:] if isinstance(step, str)]
    role = _ROLES.get(steps[-1] if steps[-1] != "label" else steps[0], "other")
    return Line(role, texts.get(language, ""), "" if role in {"label", "option"} else _name(steps))


_ROLES: Mapping[str, str] = {
    "title": "label",
    "label": "label",
    "introduction": "text",
    "text": "text",
    "help": "help",
    "short": "short",
    "options": "option",
    "steps": "option",
    "rows": "option",
    "no_position": "option",
}


def _name(steps: Sequence[str]) -> str:
    names = {"short": _("In tables"), "help": _("Help"), "unit": _("Unit")}
    return names.get(steps[-1], "")


def _about(question: Question) -> Iterator[str]:
    """What a proofreader must know of a question beside its words."""
    yield _(KIND_WORDS.get(question.kind, question.kind))
    if question.required:
        yield _("required")
    match getattr(question, "reason", "none"):
        case "optional":
            yield _("a reason can be given")
        case "required":
            yield _("a reason must be given")
    yield from _about_condition(question.show_if)


def _about_condition(show_if: object) -> list[str]:
    return [_("Asked only after certain earlier answers.")] if show_if else []
