"""The house as it is drawn: imports point down, rooms have names that say what they are for."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path
from typing import Annotated, ClassVar, Literal

import pytest
from importlinter import api
from pydantic import Field

from survey.questions.kinds import KINDS
from survey.questions.question import Question, Texts
from tests.what_kinds_lack import what_lacks

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for folder in ("survey", "tests") for path in (ROOT / folder).rglob("*.py"))
ROOMS = sorted({path.parent for path in SOURCES if ROOT / "survey" in path.parents} - {ROOT / "survey"})
ROOMS = [room for room in ROOMS if room.name not in {"kinds", "versions"}]
NAMES_THAT_SAY_NOTHING = {"helper", "helpers", "util", "utils", "common", "manager", "handler", "service", "misc"}
LONGEST_FILE = 400
MOST_MODULES = 16
"""In one room, its face (`__init__.py`) not counted: about what one can know by heart."""
TEXT_FILES = {".py", ".toml", ".md", ".txt", ".yaml", ".html", ".css", ".po"}


def test_the_import_contracts_are_written_down() -> None:
    configuration = api.read_configuration(str(ROOT / "pyproject.toml"))
    contracts = configuration["contracts_options"]
    assert [contract["type"] for contract in contracts] == [
        "layers",
        "layers",
        "layers",
        "layers",
        "forbidden",
        "forbidden",
        "forbidden",
        "forbidden",
        "forbidden",
    ]
    assert [contract["containers"] for contract in contracts if contract.get("exhaustive")] == [
        ["survey"],
        ["survey.questions"],
        ["survey.export"],
    ]
    assert all(len(contract["name"].split()) > 6 for contract in contracts), "a contract's name says why it is there"


def test_every_import_keeps_the_contracts() -> None:
    # Apart, because import-linter configures logging anew and so silences the loggers of every later test.
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  # a tool of ours
    assert done.returncode == 0, done.stdout


def test_only_two_rooms_import_the_excel_library() -> None:
    importing = [path for path in SOURCES if _imports(path, "openpyxl") and ROOT / "survey" in path.parents]
    rooms = {ROOT / "survey" / "export" / "xlsx", ROOT / "survey" / "authoring" / "worksheets.py"}
    assert importing
    assert all(path in rooms or path.parent in rooms for path in importing), importing


def test_only_one_module_writes_the_markup_of_word() -> None:
    writing = [path.name for path in SOURCES if "<w:" in path.read_text(encoding="utf-8") and "survey" in path.parts]
    assert writing == ["writer.py"]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_has_a_name_that_says_its_purpose_and_can_be_read_in_one_sitting(path: Path) -> None:
    assert not set(re.split(r"[_.]", path.name)) & NAMES_THAT_SAY_NOTHING
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: str(room.relative_to(ROOT)))
def test_a_room_has_no_more_modules_than_one_can_know(room: Path) -> None:
    modules = [path.stem for path in room.glob("*.py") if path.stem != "__init__"]
    assert len(modules) <= MOST_MODULES, f"{room.name} has {len(modules)} modules: give it floors by subject."


def test_no_template_holds_script_or_style() -> None:
    for path in (ROOT / "survey" / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            r"<script(?! src=\"\{\{ static_url\([^)]*\) \}\}\" defer></script>)|<style|\sstyle=|\son[a-z]+=", text
        ), path
        assert not re.search(r"\|\s*safe\b|autoescape\s+false", text), path


def test_the_vendored_style_sheets_are_the_ones_written_down() -> None:
    folder = ROOT / "survey" / "static" / "designsystemet"
    noted = (folder / "README.md").read_text(encoding="utf-8")
    for name in ("designsystemet.css", "theme.css", "LICENSE"):
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() in noted, name


def test_every_kind_has_all_that_belongs_to_it() -> None:
    lacking = [f"{kind}: {what}" for kind in KINDS for what in what_lacks(kind)]
    assert not lacking, "\n".join(["These kinds of question lack:", *lacking])


def test_all_that_a_new_kind_lacks_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Drawing(Question):
        parts: ClassVar = ("drawing",)
        in_template: ClassVar = True
        words: ClassVar = (*Question.words, "maximum")
        kind: Literal["drawing"]
        colours: Annotated[int, Field(ge=1)] | None = None
        maximum: Texts | None = None

    monkeypatch.setitem(KINDS, "drawing", Drawing)
    lacking = list(what_lacks("drawing"))
    assert [what.partition(": ")[0] for what in lacking] == [
        "survey/web/kinds/drawing.py",
        "survey/templates/kinds/drawing.html",
        "tests/questions/kinds/test_drawing.py",
        *["survey/questions/kinds/drawing.py"] * 2,
        *["forms/README.md"] * 6,
        "tests/forms/drawing.yaml",
        "tests/questions/whole_sets.py",
        "tests/browser/every_kind.py",
        *["tests/test_house.py"] * 3,
        "forms/schema.json",
    ]


def test_nothing_says_where_it_was_made() -> None:
    told = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|/root/|/work/|deb\.debian", re.IGNORECASE)
    for path in ROOT.rglob("*"):
        inside = path.relative_to(ROOT).parts
        if path.suffix in TEXT_FILES and not inside[0].startswith(".") and path != Path(__file__):
            assert not told.search(path.read_text(encoding="utf-8")), path


def _imports(path: Path, package: str) -> bool:
    return bool(re.search(rf"^\s*(from|import) {package}\b", path.read_text(encoding="utf-8"), re.MULTILINE))
