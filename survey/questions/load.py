"""Reading a question set from YAML: every fault of shape in one run, each at its line and column."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from survey.questions.advice import advice
from survey.questions.blocks import Spread, with_blocks
from survey.questions.check import check_references
from survey.questions.faults import THE_FILE, Fault, QuestionSetFaulty
from survey.questions.model import QuestionSet
from survey.questions.places import Places
from survey.questions.question import WRITTEN_BY_AUTHOR
from survey.questions.scales import with_scales
from survey.questions.shape import shape_faults
from survey.questions.syntax import syntax_fault


def _(message: str) -> str:
    """Mark a message for extraction; it is translated when it is shown."""
    return message


LARGEST_FILE = 2_000_000
"""Bytes. The largest set known has 45 questions and about 60 kB."""

MOST_VALUES = 100_000
"""Keys and values after aliases are expanded, so that a small file cannot become a large set."""


@dataclass(frozen=True)
class Loaded:
    """A question set that can be used, and what is worth mending in it (only warnings)."""

    question_set: QuestionSet
    warnings: list[Fault]
    advice: list[Fault]
    """What makes a set that can be used a poor consultation."""


def load_file(path: Path, *, draft: bool = False) -> Loaded:
    """Read the question set in `path`. See `load_text` for `draft` and what is raised."""
    try:
        with path.open("rb") as opened:
            raw = opened.read(LARGEST_FILE + 1)
        if len(raw) > LARGEST_FILE:
            raise QuestionSetFaulty([Fault(1, 1, "too-large")])
        return load_text(raw.decode("utf-8-sig"), draft=draft)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise QuestionSetFaulty([Fault(1, 1, "no-such-file")]) from error
    except OSError as error:
        reason = _("it is a folder") if path.is_dir() else _("the computer does not allow it")
        raise QuestionSetFaulty([Fault(1, 1, "unreadable", places={"reason": reason})]) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        reason = _("it is not UTF-8 from this line on")
        raise QuestionSetFaulty([Fault(line, 1, "unreadable", places={"reason": reason})]) from error


def load_text(yaml: str, *, draft: bool = False) -> Loaded:
    """Read a question set from YAML 1.2.

    With `draft` a missing language is a warning, otherwise an error. Raises QuestionSetFaulty with every fault
    of shape, and, where the shape holds, every fault of reference (a key used twice, a language not listed). The
    set that comes back has no named scales and no blocks: each question stands in its place with its own steps.
    """
    tree = _parse(yaml)
    if not isinstance(tree, CommentedMap):
        found = _("empty") if tree is None else _("something else")
        expected = {"found": found, "expected": "keys with values", "where": THE_FILE}
        raise QuestionSetFaulty([Fault(1, 1, "wrong-type", places=expected)])
    spread = _spread(tree)
    places, of_blocks = Places(spread.tree), _with_keys(spread.faults, Places(tree))
    try:
        question_set = QuestionSet.model_validate(_plain(spread.tree), context=WRITTEN_BY_AUTHOR)
    except ValidationError as error:
        of_shape = [
            fault
            for fault in shape_faults(error.errors(include_url=False), places)
            if not (fault.code == "too-few" and fault.where in spread.short)
        ]
        raise QuestionSetFaulty(_told_once([*of_blocks, *_with_keys(of_shape, places)])) from error
    if of_blocks:
        raise QuestionSetFaulty(of_blocks)
    faults = _told_once(_with_keys(check_references(question_set, places, draft=draft), places))
    if any(not fault.warning for fault in faults):
        raise QuestionSetFaulty(faults)
    complete = with_scales(question_set).model_copy(update={"blocks": None})
    told = _told_once([*_with_keys(advice(complete, places), places), *spread.unused])
    return Loaded(complete, faults, told)


def _spread(tree: CommentedMap) -> Spread:
    try:
        return with_blocks(tree)
    except RecursionError as error:
        raise QuestionSetFaulty([Fault(1, 1, "too-large")]) from error


def _told_once(faults: list[Fault]) -> list[Fault]:
    """The faults in the order of the file, what is wrong in a block once and not at each place where it is asked."""
    first: dict[tuple[object, ...], Fault] = {}
    for fault in sorted(faults):
        first.setdefault((fault.line, fault.column, fault.code, *sorted(fault.places.items())), fault)
    return list(first.values())


def _parse(yaml: str) -> Any:
    """The YAML as ruamel's tree, which knows each key's line. (YAML 1.1 would read `ei: no` as false: this is 1.2.)"""
    reader = YAML(typ="rt", pure=True)
    reader.composer.warn_double_anchors = False  # the last one holds, as YAML 1.2 says; a warning helps nobody
    try:
        return reader.load(yaml)
    except DuplicateKeyError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        key = (error.problem or "").split('"')[1::2]
        raise QuestionSetFaulty([Fault(line, column, "repeated-key", places={"key": "".join(key[:1])})]) from error
    except MarkedYAMLError as error:
        raise QuestionSetFaulty([syntax_fault(error)]) from error
    except ReaderError as error:
        before = yaml[: error.position]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise QuestionSetFaulty([Fault(line, column, "control-character", places={"where": THE_FILE})]) from error
    except RecursionError as error:
        raise QuestionSetFaulty([Fault(1, 1, "too-large")]) from error
    except Exception as error:
        # ruamel has no mark for an impossible date such as 2026-02-30, and lets KeyError, IndexError, AttributeError
        # and others out where a tag does not fit its value (`!!bool perhaps`).
        raise QuestionSetFaulty([syntax_fault(error)]) from error


def _plain(tree: Any) -> Any:
    """ruamel's tree as plain dicts, lists and scalars, which pydantic's strict mode asks for."""
    values = characters = 0

    def plain(node: Any) -> Any:
        nonlocal values, characters
        values += 1
        characters += len(node) if isinstance(node, str) else 0
        if values > MOST_VALUES or characters > LARGEST_FILE:
            raise QuestionSetFaulty([Fault(1, 1, "too-large")])
        if isinstance(node, Mapping):
            return {str(plain(key)): plain(child) for key, child in node.items()}
        if isinstance(node, list):
            return [plain(child) for child in node]
        words = str(node)  # refuses a number of more than 4,300 digits, which no fault could quote
        return words if isinstance(node, str) else node

    try:
        return plain(tree)
    except RecursionError as error:
        raise QuestionSetFaulty([Fault(1, 1, "too-large")]) from error
    except ValueError as error:
        raise QuestionSetFaulty([syntax_fault(error)]) from error


def _with_keys(faults: list[Fault], places: Places) -> list[Fault]:
    return [replace(fault, keys=places.keys_along(fault.where)) for fault in faults]


def set_files(folder: Path) -> Iterator[Path]:
    """The question sets in `folder`, by name."""
    yield from sorted(folder.glob("*.yaml"))
