"""Forms as pyxform's users write them, as tables in the tests."""

from io import BytesIO
from typing import Any

import openpyxl

from survey.authoring.worksheets import ReadSheet
from survey.authoring.xlsform.read import read_xlsform
from survey.questions.faults.fault import Fault, QuestionSetFaulty
from survey.questions.load import Loaded

SETTINGS = """
form_title | form_id | default_language
Kysely     | kysely  | fi
"""

YES_NO = """
list_name | name | label
yes_no    | yes  | Kyllä
yes_no    | no   | Ei
"""


def sheet(name: str, table: str) -> ReadSheet:
    """A sheet drawn with | between its cells, one row a line."""
    lines = table.strip("\n").split("\n")
    rows = [tuple(cell.strip().replace("\\n", "\n") for cell in line.split("|")) for line in lines]
    return ReadSheet(name, tuple(rows))


def form(survey: str, choices: str = "", settings: str = SETTINGS, **others: str) -> list[ReadSheet]:
    """The sheets of a form; an empty table is a sheet that is not there."""
    tables = {"survey": survey, "choices": choices, "settings": settings, **others}
    return [sheet(name, table) for name, table in tables.items() if table.strip()]


def workbook(sheets: list[ReadSheet]) -> bytes:
    """The sheets as a workbook that another program wrote: numbers as numbers."""
    book: Any = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for each in sheets:
        page = book.create_sheet(each.name)
        for row in each.rows:
            page.append([int(cell) if cell.isdecimal() else cell or None for cell in row])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def loaded(sheets: list[ReadSheet], *, draft: bool = False) -> Loaded:
    return read_xlsform(sheets, "tiedosto", draft=draft)


def questions(sheets: list[ReadSheet], *, draft: bool = False) -> list[dict[str, Any]]:
    """The questions of the form as plain mappings, without what is the same as its default."""
    return [
        question.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        for question in loaded(sheets, draft=draft).question_set.questions()
    ]


def faults_of(sheets: list[ReadSheet], *, draft: bool = False) -> list[Fault]:
    """What is wrong with the form: warnings where it loads."""
    try:
        return loaded(sheets, draft=draft).warnings
    except QuestionSetFaulty as faulty:
        return faulty.faults
