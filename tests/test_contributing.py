"""CONTRIBUTING.md stays true: its paths, commands and words are those of the product."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from survey.cli import main
from tests.test_translations import KEYWORDS

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CHANGES = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_path_exists() -> None:
    named = re.findall(r"`((?:survey|tests|forms|translations)/[\w./<>-]+)`", TEXT)
    assert len(named) > 30
    for path in named:
        assert (ROOT / path.replace("<kind>", "number")).exists(), path


def test_every_name_of_the_code_exists() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "survey").rglob("*.py"))
    for name in re.findall(r"`([A-Z][a-z]+[A-Za-z]+|[a-z]+_[a-z_]+|[A-Z]+_[A-Z]+)`", TEXT):
        assert re.search(rf"\b{name}\b", source), name


def test_every_command_exists() -> None:
    for words in re.findall(r"-m survey ([a-z-]+)((?: --?[a-z]+)*)", TEXT):
        options = {name for parameter in main.commands[words[0]].params for name in parameter.opts}
        assert set(words[1].split()) <= options, words


def collected_tests(request: pytest.FixtureRequest) -> list[str]:
    """The ids of all tests: of this run where it has all, otherwise collected by a run of their own, which is slow."""
    rooms = {item.nodeid.partition("/")[2].partition("/")[0] for item in request.session.items}
    if {path.name for path in (ROOT / "tests").iterdir() if list(path.glob("test_*.py"))} <= rooms:
        return [item.nodeid for item in request.session.items]
    command = [sys.executable, "-m", "pytest", "tests", "--collect-only", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603  # our own tools
    return done.stdout.splitlines()


def test_every_line_of_tests_finds_some(request: pytest.FixtureRequest) -> None:
    """What a line names is looked for among all tests, as pytest would."""
    collected = collected_tests(request)
    lines = re.findall(r"\.venv/bin/python -m pytest (tests\S*)(?: -k (\w+))?(?: -n 2)?`", TEXT)
    assert len(lines) == TEXT.count("-m pytest ")
    for path, word in lines:
        assert any(test.startswith(path) and word in test for test in collected), (path, word)


def test_the_lines_for_catalogues_extract_what_the_tests_extract() -> None:
    (line,) = re.findall(r"pybabel extract -F [^\n]+", TEXT)
    assert {word.partition(":")[0] for word in re.findall(r"-k (\S+)", line)} == KEYWORDS.keys() - {"ngettext"}


def test_no_word_that_is_not_used_is_the_name_of_a_module_or_class() -> None:
    (unused,) = re.findall(r"Not used as names: ([^.]+)\.", TEXT, re.DOTALL)
    words = set(re.findall(r"[a-z]+", unused)) - {"nor", "words", "that", "one", "must", "guess", "such", "as"}
    assert {"helper", "pile", "thaw"} <= words
    for path in (ROOT / "survey").rglob("*.py"):
        classes = re.findall(r"^class (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert not words & {path.stem, *(name.lower() for name in classes)}, path


def test_the_changes_begin_with_what_is_not_released() -> None:
    assert re.findall(r"^## (.+)$", CHANGES, re.MULTILINE)[0] == "Unreleased"
