"""Templates as officers fill them in, to test with."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from survey.authoring.authored import Authored
from survey.authoring.template.words import HEADINGS, NAME_HEADINGS, headings_in
from survey.authoring.template.write import template_sheets
from survey.authoring.uploads import read_upload
from survey.authoring.worksheets import WrittenSheet, write_sheets

NAME = {"title-fi": "Kirjastolaki", "title-sv": "Bibliotekslagen"}
QUESTION = {
    "section-fi": "Lausunto",
    "section-sv": "Utlåtande",
    "kind": "Pitkä teksti",
    "label-fi": "Lausunto esityksestä",
    "label-sv": "Utlåtande om propositionen",
}

Cells = Mapping[str, str]


def filled(folder: Path, *questions: Cells, name: Cells = NAME, language: str = "fi") -> bytes:
    """The template with these rows of questions, each a text for each column (label-fi) in which something stands."""
    names, rows, *others = template_sheets(language)
    sheets = [
        WrittenSheet(names.name, names.columns, [_row(name, headings_in(language, NAME_HEADINGS))]),
        WrittenSheet(rows.name, rows.columns, [_row(each, headings_in(language, HEADINGS)) for each in questions]),
        *others,
    ]
    return saved(folder, sheets)


def saved(folder: Path, sheets: Sequence[WrittenSheet]) -> bytes:
    """The sheets as the bytes of a workbook."""
    write_sheets(folder / "filled.xlsx", sheets)
    return (folder / "filled.xlsx").read_bytes()


def read(folder: Path, *questions: Cells, name: Cells = NAME) -> Authored:
    """What is read from a template that was filled in so in Finnish."""
    return read_upload(filled(folder, *questions, name=name), "filled.xlsx")


def _row(cells: Cells, columns: Mapping[str, str]) -> list[str]:
    return [cells.get(column, "") for column in columns]
