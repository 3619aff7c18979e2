"""What openpyxl and zipfile keep to themselves is used in one module, and was checked against named versions."""

import ast
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

DOCUMENTED = {"_make", "_replace", "_asdict", "_mapping"}
"""Of named tuples, and of the rows of SQLAlchemy: the underscore keeps them apart from fields' names."""

SURVEY = Path(__file__).parents[3] / "survey"
INTERNALS = SURVEY / "export" / "xlsx" / "openpyxl_internals.py"


def test_the_versions_are_those_that_the_internals_were_checked_against() -> None:
    found = (version("openpyxl"), version("isal").partition(".")[0])
    assert found == ("3.1.5", "1"), (
        "Read every function of survey/export/xlsx/openpyxl_internals.py beside the new version, run tests/export, "
        "look at a workbook in LibreOffice, and write the version here and in pyproject.toml."
    )


def test_python_has_the_private_compressor_of_zipfile_that_is_replaced() -> None:
    """Checked against CPython 3.11 to 3.13; on a newer one read `SameBytes` beside its zipfile first."""
    assert (3, 11) <= sys.version_info[:2] <= (3, 13)
    assert callable(vars(zipfile)["_get_compressor"])


def test_no_other_module_uses_what_libraries_keep_to_themselves() -> None:
    found = {
        str(path.relative_to(SURVEY)): names
        for path in sorted(SURVEY.rglob("*.py"))
        if path != INTERNALS and (names := private_names(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_private_names_of_other_objects_are_found() -> None:
    assert private_names("book._fonts = 1\nself._own = 2\nsheet._writer.out\n") == ["_fonts", "_writer"]


def private_names(source: str) -> list[str]:
    """The attributes with an underscore of anything but `self` and `cls`, which are its own."""
    return [
        node.attr
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__")
        if node.attr not in DOCUMENTED
        if not (isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"})
    ]
