"""A question set for proofreading: every text in every language of the set, side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from survey.languages import LANGUAGE_NAMES
from survey.questions.asking.condition_words import NumberedQuestion, numbered_questions
from survey.questions.asking.limits import limit_words
from survey.questions.faults.places import Path
from survey.questions.kinds import KINDS
from survey.questions.question import Question, Texts
from survey.questions.question_set import QuestionSet, Section
from survey.web.language import _, page_language
from survey.web.words.conditions import ConditionView, condition_view

Row = tuple[Path, Texts]


@dataclass(frozen=True)
class Line:
    """One text in one language, empty if it is missing. `name` says what the text is, if its position does not show
    that.
    """

    role: str
    text: str
    name: str = ""


@dataclass(frozen=True)
class Column:
    """The texts that belong together (see Block), in one language."""

    language: str
    name: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Block:
    """The texts of the set itself, of a section or of a question, in every language; what else a proofreader must know,
    the limits of its answers, and when it is asked, in the page's language.
    """

    columns: Sequence[Column]
    number: str = ""
    about: Sequence[str] = ()
    limit: str = ""
    condition: ConditionView | None = None


@dataclass(frozen=True)
class Part:
    """A section: its own texts and its questions."""

    head: Block
    questions: Sequence[Block]


def side_by_side(question_set: QuestionSet) -> tuple[Block, list[Part]]:
    """Return the texts of the set itself, and its sections."""
    languages, questions = question_set.languages, numbered_questions(question_set)
    parts = [
        Part(
            Block(
                _columns(_heads(section), languages),
                about=list(_about_section(section)),
                condition=condition_view(section.show_if, questions),
            ),
            [block for question in section.questions for block in _blocks(question, languages, questions)],
        )
        for section in question_set.sections
    ]
    about = [(path, texts) for path, texts in question_set.consultation.texts()] if question_set.consultation else []
    return Block(_columns([*_heads(question_set), *about], languages)), parts


def lacking(head: Block, parts: Sequence[Part]) -> int:
    """Return how many texts are missing in some language."""
    blocks = [head, *(block for part in parts for block in (part.head, *part.questions))]
    return sum(not line.text for block in blocks for column in block.columns for line in column.lines)


def _heads(of: QuestionSet | Section) -> list[Row]:
    return [(("title",), of.title), *([(("introduction",), of.introduction)] if of.introduction else [])]


def _blocks(question: Question, languages: Sequence[str], questions: Mapping[str, NumberedQuestion]) -> Iterator[Block]:
    """Yield the question; for a group also the questions of its entries."""
    for each in (question, *(inner for _path, inner in question.within())):
        texts = [(path, words) for path, words in each.texts_within() if path[0] != "questions"]
        yield Block(
            _columns(texts, languages),
            questions[each.key].number if each.key in questions else "",
            list(_about(each)),
            limit_words(each, page_language()),
            condition_view(each.show_if, questions, asks=each.asks),
        )


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
"""How a text is shown, by its key in the set. A text with another key is shown with a name before it."""


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
    if section.public is False:
        yield _("not published")


def _about(question: Question) -> Iterator[str]:
    """Yield what a proofreader must know about a question apart from its texts, in the page's language."""
    yield _(question.name)
    if question.required:
        yield _("required")
    if question.nothing_to_state:
        yield _("“nothing to state” can be chosen")
    if not question.public:
        yield _("not published")
    if question.reason_asked != "none":
        yield _("a reason must be given") if question.reason_asked == "required" else _("a reason can be given")
