"""What openpyxl and zipfile keep to themselves is used in one module, and was checked against named versions."""

import ast
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

SURVEY = Path(__file__).parents[3] / "survey"
INTERNALS = SURVEY / "export" / "xlsx" / "openpyxl_internals.py"
KNOWING_EXCEL = [*(SURVEY / "export" / "xlsx").glob("*.py"), SURVEY / "authoring" / "worksheets.py"]


def test_the_versions_are_those_that_the_internals_were_checked_against() -> None:
    found = (version("openpyxl"), version("isal").partition(".")[0])
    assert found == ("3.1.5", "1"), (
        "Read every function of survey/export/xlsx/openpyxl_internals.py beside the new version, run tests/export, "
        "look at a workbook in LibreOffice, and write the version here and in pyproject.toml."
    )
    assert sys.version_info >= (3, 11)  # zipfile's compressor has its name since long before


@pytest.mark.parametrize("path", [path for path in KNOWING_EXCEL if path != INTERNALS], ids=lambda path: path.name)
def test_no_other_module_uses_what_the_libraries_keep_to_themselves(path: Path) -> None:
    assert private_names(path.read_text(encoding="utf-8")) == []


def test_private_names_of_other_objects_are_found() -> None:
    assert private_names("book._fonts = 1\nself._own = 2\nsheet._writer.out\n") == ["_fonts", "_writer"]


def private_names(source: str) -> list[str]:
    """The attributes with an underscore of anything but `self` and `cls`, which are its own."""
    return [
        node.attr
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__")
        if not (isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"})
    ]
