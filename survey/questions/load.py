"""Read a question set from YAML or from a tree of mappings and lists. All faults are found in one run, with places."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from survey.languages import mark as _
from survey.questions.faults.fault import THE_FILE, Fault, QuestionSetFaulty
from survey.questions.faults.places import Places
from survey.questions.question import WRITTEN_BY_AUTHOR
from survey.questions.question_set import QuestionSet
from survey.questions.reading.advice import advice
from survey.questions.reading.blocks import Spread, with_blocks
from survey.questions.reading.bounds import TooMuch, bounded_reader, refuse_too_much
from survey.questions.reading.check import check_references
from survey.questions.reading.scales import with_scales
from survey.questions.reading.shape import shape_faults
from survey.questions.reading.two_readings import faults_of_numbers
from survey.questions.reading.valid_part import valid_part
from survey.questions.reading.yaml_syntax import syntax_fault

LARGEST_FILE = 2_000_000
"""The most bytes of a file. The largest set known has 45 questions and about 60 kB."""

MOST_VALUES = 100_000
"""The most keys and values after YAML aliases are expanded, so that a small file cannot become a large set."""


@dataclass(frozen=True)
class Loaded:
    """A question set that can be used, and what should be improved in it (`warnings` has no errors)."""

    question_set: QuestionSet
    warnings: list[Fault]
    advice: list[Fault]
    """What makes a set that can be used a poor consultation."""
    keys_are_made: bool = False
    """Whether its keys were made from words or names, so that they change when those are corrected."""


def load_file(path: Path, *, draft: bool = False) -> Loaded:
    """Read the question set in the file `path`. For `draft` and what is raised see `load_text`."""
    return load_bytes(contents(path, LARGEST_FILE), draft=draft)


def contents(path: Path, largest: int) -> bytes:
    """The bytes of a file. Raises QuestionSetFaulty if it cannot be opened or has more than `largest` bytes."""
    try:
        with path.open("rb") as opened:
            raw = opened.read(largest + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise QuestionSetFaulty([Fault(1, 1, "no-such-file")]) from error
    except (OSError, ValueError) as error:  # ValueError: a character that a file name cannot have
        reason = _("it is a folder") if path.is_dir() else _("the computer does not allow it")
        raise QuestionSetFaulty([Fault(1, 1, "unreadable", places={"reason": reason})]) from error
    if len(raw) > largest:
        raise QuestionSetFaulty([Fault(1, 1, "too-large")])
    return raw


def load_bytes(raw: bytes, *, draft: bool = False) -> Loaded:
    """Read a question set from YAML in UTF-8. For `draft` and what is raised see `load_text`."""
    if len(raw) > LARGEST_FILE:
        raise QuestionSetFaulty([Fault(1, 1, "too-large")])
    try:
        return load_text(raw.decode("utf-8-sig"), draft=draft)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        reason = _("it is not UTF-8 from this line on")
        raise QuestionSetFaulty([Fault(line, 1, "unreadable", places={"reason": reason})]) from error


def load_text(yaml: str, *, draft: bool = False) -> Loaded:
    """Read a question set from YAML 1.2.

    With `draft` a missing language is a warning, otherwise an error. Raises QuestionSetFaulty with every fault of
    shape, and also every fault of reference (a key used twice, a language not listed) in the parts whose shape is
    right. The set that is returned has no named scales and no blocks: every question is in its place, with its own
    steps.
    """
    tree = _parse(yaml)
    if not isinstance(tree, CommentedMap):
        raise QuestionSetFaulty([_no_mapping(tree)])
    spread = _spread(tree)
    places, of_blocks = Places(spread.tree), _with_keys(spread.faults, Places(tree))
    of_numbers = _with_keys(faults_of_numbers(tree, Places(tree)), Places(tree))
    question_set = _shaped(spread.tree, places, [*of_blocks, *of_numbers], draft=draft, short=spread.short)
    if of_blocks:
        raise QuestionSetFaulty([*of_blocks, *of_numbers])
    loaded = _complete(question_set, places, of_numbers, draft=draft)
    return replace(loaded, advice=_without_repeats([*loaded.advice, *spread.unused]))


def load_tree(tree: Any, places: Places, *, draft: bool = False, found: Sequence[Fault] = ()) -> Loaded:
    """Read a question set from mappings, lists and scalars. `places` gives the place of each in its file.

    `found` are faults that were found before, while `tree` was made: they are returned or raised together with the
    others, and an error among them means that the set is refused. At a place that has an error in `found`, no other
    fault is reported, because it would only be a consequence of that error. For everything else see `load_text`.
    """
    if not isinstance(tree, dict):
        raise QuestionSetFaulty([*found, _no_mapping(tree)])
    return _complete(_shaped(tree, places, found, draft=draft), places, found, draft=draft)


def _no_mapping(tree: Any) -> Fault:
    found = _("empty") if tree is None else _("something else")
    return Fault(1, 1, "wrong-type", places={"found": found, "expected": "keys with values", "where": THE_FILE})


def _shaped(
    tree: Any, places: Places, found: Sequence[Fault], *, draft: bool, short: Collection[str] = ()
) -> QuestionSet:
    """The tree as a QuestionSet whose shape is right.

    `short` are paths of lists that have too few entries for a reason that is already reported, so "too-few" is not
    reported for them. If the shape is wrong, QuestionSetFaulty is raised with every fault of shape, and with the faults
    of reference in the valid parts.
    """
    plain = _plain(tree)
    try:
        return QuestionSet.model_validate(plain, context=WRITTEN_BY_AUTHOR)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        of_shape = [
            fault for fault in shape_faults(errors, places) if not (fault.code == "too-few" and fault.where in short)
        ]
        of_references = _beside_faults_of_shape(plain, [tuple(each["loc"]) for each in errors], places, draft=draft)
        faults = _with_keys([*of_shape, *of_references], places)
        raise QuestionSetFaulty(_without_repeats(_without_echoes(found, faults))) from error


def _beside_faults_of_shape(
    plain: Mapping[str, Any], at_fault: Sequence[tuple[str | int, ...]], places: Places, *, draft: bool
) -> list[Fault]:
    valid = valid_part(plain, at_fault)
    if valid is None:
        return []
    return [fault for fault in check_references(valid.question_set, places, draft=draft) if valid.tells(fault)]


def _complete(question_set: QuestionSet, places: Places, found: Sequence[Fault], *, draft: bool) -> Loaded:
    """Make a `Loaded` of a set whose shape is right.

    Raises QuestionSetFaulty if `found` or the references have an error.
    """
    of_references = _with_keys(check_references(question_set, places, draft=draft), places)
    faults = _without_repeats(_without_echoes(found, of_references))
    if any(not fault.warning for fault in faults):
        raise QuestionSetFaulty(faults)
    complete = with_scales(question_set).model_copy(update={"blocks": None})
    return Loaded(complete, faults, _without_repeats(_with_keys(advice(complete, places), places)))


def _spread(tree: CommentedMap) -> Spread:
    try:
        return with_blocks(tree)
    except RecursionError as error:
        raise QuestionSetFaulty([Fault(1, 1, "too-large")]) from error


def _without_repeats(faults: list[Fault]) -> list[Fault]:
    """The faults in the order of the file. A fault in a block is reported once, not for each place where it is used."""
    first: dict[tuple[object, ...], Fault] = {}
    for fault in sorted(faults):
        first.setdefault((fault.at, fault.code, *sorted(fault.places.items())), fault)
    return list(first.values())


def _parse(yaml: str) -> Any:
    """The YAML as ruamel's tree, which knows each key's line. (YAML 1.1 would read `ei: no` as false: this is 1.2.)"""
    reader = bounded_reader()
    reader.composer.warn_double_anchors = False  # the last one holds, as YAML 1.2 says; a warning helps nobody
    try:
        refuse_too_much(yaml)
        return reader.load(yaml)
    except TooMuch as error:
        raise QuestionSetFaulty([Fault(1, 1, "too-large")]) from error
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
        # ruamel gives no line for an impossible date such as 2026-02-30, and raises KeyError, IndexError,
        # AttributeError and others where a tag does not fit its value (`!!bool perhaps`).
        raise QuestionSetFaulty([syntax_fault(error)]) from error


def _plain(tree: Any) -> Any:
    """ruamel's tree as plain dicts, lists and scalars, because pydantic's strict mode accepts only these.

    Raises QuestionSetFaulty if it has more than MOST_VALUES values or LARGEST_FILE characters.
    """
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
        words = str(node)  # ValueError for a number of more than 4,300 digits, which no message could repeat
        return words if isinstance(node, str) else node

    try:
        return plain(tree)
    except RecursionError as error:
        raise QuestionSetFaulty([Fault(1, 1, "too-large")]) from error
    except ValueError as error:
        raise QuestionSetFaulty([syntax_fault(error)]) from error


def _without_echoes(found: Sequence[Fault], later: Sequence[Fault]) -> list[Fault]:
    told = {(fault.sheet, fault.line, fault.column) for fault in found if not fault.warning}
    return [*found, *(fault for fault in later if (fault.sheet, fault.line, fault.column) not in told)]


def _with_keys(faults: list[Fault], places: Places) -> list[Fault]:
    return [replace(fault, keys=places.keys_along(fault.where)) for fault in faults]


def set_files(folder: Path) -> Iterator[Path]:
    """The paths of the question sets (*.yaml) in `folder`, sorted by name."""
    yield from sorted(folder.glob("*.yaml"))
