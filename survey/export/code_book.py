"""The code book: every question as it was asked, with its key, its kind and its options."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from survey.export.columns import Column, table_questions
from survey.export.contents import NUMBER, QUESTION, headed, numbered
from survey.export.long_texts import parts_of
from survey.export.sheets import Row, Sheet, SheetColumn
from survey.languages import gettext, language_name
from survey.questions.kinds.amendment import Amendment
from survey.questions.kinds.attachment import Attachment
from survey.questions.kinds.matrix import Row as MatrixRow
from survey.questions.model import QuestionSet
from survey.questions.question import Question


def _(message: str) -> str:
    """Mark a message for extraction; it is translated when it is shown."""
    return message


LABEL_WIDTH = 40
OPTIONS_WIDTH = 25
COLUMNS_WIDTH = 62
"""Characters across a question's label, its options, and the headers of its columns."""

QUESTION_IN = {"fi": _("Question in Finnish"), "sv": _("Question in Swedish")}

KIND_WORDS = {
    "text": _("Short text"),
    "long_text": _("Long text"),
    "choice": _("Choice"),
    "choices": _("Several options"),
    "scale": _("Scale"),
    "number": _("Number"),
    "date": _("Date"),
    "email": _("E-mail"),
    "phone": _("Phone number"),
    "url": _("Web address"),
    "business_id": _("Business ID"),
    "attachment": _("Attachment"),
    "matrix": _("Several statements on a scale"),
    "amendment": _("Amendment proposal"),
    "group": _("Repeated questions"),
    "note": _("Note"),
}
"""Names of the kinds of question. A kind without one here goes by the word that question sets use."""


def code_book_sheet(question_set: QuestionSet, language: str, filled: Sequence[Column] = ()) -> Sheet:
    """The sheet of questions: what was asked, word for word, and the key that each answer goes by.

    `filled` are the columns of the tables, where the sheet is to tell which of them each question fills.
    """
    labels = tuple(SheetColumn(_question_in(code, language), LABEL_WIDTH) for code in question_set.languages)
    columns = (
        *headed(language, (NUMBER, 5), (_("Key"), 22), (_("Kind"), 15)),
        *labels,
        *headed(language, (_("Options"), OPTIONS_WIDTH)),
    )
    beside = headed(language, (_("Columns in the tables"), COLUMNS_WIDTH)) if filled else ()
    rows = rows_of_questions(question_set, _headers_by_key(filled), language=language)
    return Sheet(gettext(language, _("Questions")), (*columns, *beside), rows, printed=len(columns))


def _headers_by_key(columns: Sequence[Column]) -> dict[str, str]:
    """The headers of the columns that each question fills, one a line."""
    headers: dict[str, list[str]] = {}
    for column in columns:
        headers.setdefault(column.question.key, []).append(column.header)
    return {key: "\n".join(lines) for key, lines in headers.items()}


def _question_in(code: str, language: str) -> str:
    """The header of a question's label in the language `code`, which may go by its own name."""
    if code in QUESTION_IN:
        return gettext(language, QUESTION_IN[code])
    return f"{gettext(language, QUESTION)}: {language_name(code)}"


def rows_of_questions(
    question_set: QuestionSet, columns: Mapping[str, str] | None = None, *, language: str
) -> Iterator[Row]:
    """The code book: number, key, kind, label in each language of the set, options. What is too high goes on below.

    `columns` are the headers of the tables by question key, where they are wanted.
    """
    numbers = question_set.numbers()
    for question in table_questions(question_set):
        kind = gettext(language, KIND_WORDS.get(question.kind, question.kind))
        texts = [
            *(parts_of(question.label.get(code, ""), LABEL_WIDTH) for code in question_set.languages),
            parts_of(_options(question, question_set, language), OPTIONS_WIDTH),
            *([parts_of(columns[question.key], COLUMNS_WIDTH)] if columns else []),
        ]
        for parts in zip_longest(*texts, fillvalue=""):
            code_book = (part.rstrip("\n") or None for part in parts)
            yield Row((numbered(numbers[question.key]), question.key, kind, *code_book))


def _options(question: Question, question_set: QuestionSet, language: str) -> str:
    """One option a line: kylla = Kyllä / Ja; of files what can be added, of an amendment the asker's wording."""
    if isinstance(question, Attachment):
        return question.limits(language)
    if isinstance(question, Amendment) and question.proposed:
        return "\n\n".join(question.proposed.get(code, "") for code in question_set.languages)
    rows: Sequence[MatrixRow] = getattr(question, "rows", ())
    return "\n".join(
        f"{each.key} = {' / '.join(each.label.get(code, '') for code in question_set.languages)}"
        for each in (*rows, *getattr(question, "options", ()))
    )
