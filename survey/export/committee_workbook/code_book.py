"""The code book: every question as it was asked, with its key, its kind and its options."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from survey.export.committee_workbook.contents import NUMBER, QUESTION, SECTION, ColumnMaker, numbered, width_for
from survey.export.statements.columns import Column, section_titles, table_questions
from survey.export.xlsx.long_texts import parts_of
from survey.export.xlsx.sheets import Cell, Sheet, SheetColumn
from survey.languages import gettext, language_name, text_in
from survey.languages import mark as _
from survey.questions.question_set import QuestionSet

LABEL_WIDTH = 40
OPTIONS_WIDTH = 25
COLUMNS_WIDTH = 62
"""Characters across a question's label, its options, and the headers of its columns."""

QUESTION_IN = {"fi": _("Question in Finnish"), "sv": _("Question in Swedish")}

OPTIONS, FILLED = "options", "filled"
"""What a row has about a question apart from its labels. Labels are found by their language."""


class Described(NamedTuple):
    """A row about a question: as much of each text, by its language, OPTIONS or FILLED, as a row can show."""

    number: int | str
    section: str
    key: str
    kind: str
    texts: Mapping[str, str]

    def text(self, name: str) -> Cell:
        """One of the texts; nothing where it has ended on an earlier row."""
        return self.texts.get(name, "").rstrip("\n") or None


def code_book_sheet(
    question_set: QuestionSet, language: str, filled: Sequence[Column] = (), *languages: str
) -> Sheet[Described]:
    """The sheet of questions: what was asked, word for word, and the key that each answer goes by.

    `filled` are the columns of the tables, where the sheet is to tell which of them each question fills, headed in
    these `languages`.
    """
    column = ColumnMaker[Described](language)
    sections = [text_in(section.title, language) for section in question_set.sections]
    printed = (
        column(NUMBER, 5, lambda described: described.number),
        column(SECTION, width_for(sections, 18), lambda described: described.section),
        column(_("Key"), 22, lambda described: described.key),
        column(_("Kind"), 15, lambda described: described.kind),
        *(_label_column(code, language) for code in question_set.languages),
        column(_("Options"), OPTIONS_WIDTH, lambda described: described.text(OPTIONS)),
    )
    told = [column(_("Columns in the tables"), COLUMNS_WIDTH, lambda described: described.text(FILLED))]
    return Sheet(
        gettext(language, _("Questions")),
        (*printed, *(told if filled else ())),
        _descriptions(question_set, _headers_by_key(filled, languages), language=language),
        printed=len(printed),
    )


def _label_column(code: str, language: str) -> SheetColumn[Described]:
    return SheetColumn(code, _question_in(code, language), LABEL_WIDTH, lambda described: described.text(code))


def _headers_by_key(columns: Sequence[Column], languages: Sequence[str]) -> dict[str, str]:
    """The headers of the columns that each question fills, one a line."""
    headers: dict[str, list[str]] = {}
    for column in columns:
        headers.setdefault(column.question.key, []).append(column.heading(*languages))
    return {key: "\n".join(lines) for key, lines in headers.items()}


def _question_in(code: str, language: str) -> str:
    """The header of a question's label in the language `code`, which may go by its own name."""
    if code in QUESTION_IN:
        return gettext(language, QUESTION_IN[code])
    return f"{gettext(language, QUESTION)}: {language_name(code)}"


def _descriptions(question_set: QuestionSet, filled: Mapping[str, str], *, language: str) -> Iterator[Described]:
    """Each question with its labels in every language of the set and its options. What is too high goes on below.

    `filled` has the headers of the tables by question key, where they are wanted.
    """
    numbers, sections = question_set.numbers(), section_titles(question_set)
    for question in table_questions(question_set):
        kind = gettext(language, question.name)
        parts = {code: parts_of(question.label.get(code, ""), LABEL_WIDTH) for code in question_set.languages}
        parts[OPTIONS] = parts_of(question.code_book_text(question_set.languages, language), OPTIONS_WIDTH)
        parts[FILLED] = parts_of(filled.get(question.key, ""), COLUMNS_WIDTH)
        for place in range(max(map(len, parts.values()))):
            texts = {name: some[place] for name, some in parts.items() if place < len(some)}
            section = text_in(sections[question.key], language)
            yield Described(numbered(numbers[question.key]), section, question.key, kind, texts)
