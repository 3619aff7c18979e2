"""Blocks: questions that are written once in a set and asked in several places of it.

They are copied into their places in the tree of the YAML reader before anything is checked, so that every fault keeps
its line in the block. Only the loader knows blocks: a set with blocks becomes the same set, with the same frozen JSON,
as one in which all questions are written out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq, Format, LineCol

from survey.questions.conditions import ANY_OF
from survey.questions.faults.fault import Fault, QuestionSetFaulty, nearest_word
from survey.questions.faults.places import Path, Places, words_for
from survey.questions.question import QUESTION_KEY_PATTERN

BLOCK, PREFIX = "block", "prefix"
"""The keys of an entry that is replaced by the questions of a block."""

MOST_QUESTIONS = 10_000
"""The most questions after blocks are copied into their places, so that a small file cannot become a large set."""


@dataclass
class Spread:
    """A tree in which blocks are replaced by their questions, the faults found there, and advice on unused blocks."""

    tree: Any
    faults: list[Fault] = field(default_factory=list)
    unused: list[Fault] = field(default_factory=list)
    short: set[str] = field(default_factory=set)
    """Paths of the lists that are empty only because a block could not be copied into them."""


def with_blocks(tree: CommentedMap) -> Spread:
    """The tree with each `{block: …}` replaced by the questions of that block. `tree` itself is not changed."""
    sections, spreading = tree.get("sections"), _Spreading(tree)
    if not isinstance(sections, CommentedSeq):
        return Spread(tree)
    whole = _copy(tree)
    whole["sections"] = _copy_of_list(
        sections, [spreading.spread(section, ("sections", number)) for number, section in enumerate(sections)]
    )
    if spreading.blocks:
        whole["blocks"] = spreading.blocks_without_blocks()
    return Spread(whole, spreading.faults, spreading.unused(), spreading.short)


class _Spreading:
    """Replaces blocks by their questions, and collects the faults that are found."""

    def __init__(self, tree: CommentedMap) -> None:
        written = tree.get("blocks")
        self.blocks = written if isinstance(written, CommentedMap) else CommentedMap()
        self.faults: list[Fault] = []
        self.short: set[str] = set()
        self._malformed = "blocks" in tree and not isinstance(written, CommentedMap)
        self._places = Places(tree)
        self._used: set[str] = set()
        self._number = 0

    def spread(self, entry: Any, path: tuple[str | int, ...]) -> Any:
        """A section or a group with the blocks among its questions replaced by their questions."""
        here = (*path, "questions")
        questions = entry.get("questions") if isinstance(entry, CommentedMap) else None
        if not isinstance(questions, CommentedSeq) or next(_uses(questions, here), None) is None:
            return entry
        spread: list[tuple[Any, Any]] = []
        for number, each in enumerate(questions):
            if _is_use(each):
                spread += self._questions(each, (*here, number))
            else:
                spread.append((_mark(questions, number), self.spread(each, (*here, number))))
        return self._with_questions(entry, spread, here)

    def blocks_without_blocks(self) -> CommentedMap:
        """The blocks for the later checks. A block inside a block is reported here and left out."""
        whole = _copy(self.blocks)
        for name, questions in self.blocks.items():
            for path in _uses(questions, ("blocks", str(name))):
                self._fault(path, "block-in-block")
            if isinstance(questions, CommentedSeq) and any(_is_use(each) for each in questions):
                kept = [(_mark(questions, n), each) for n, each in enumerate(questions) if not _is_use(each)]
                whole[name] = _with_marks(questions, kept)
                self.short |= set() if kept else {words_for(("blocks", str(name)))}
        return whole

    def unused(self) -> list[Fault]:
        """Advice on each block that is not used."""
        unused = [str(name) for name in self.blocks if name not in self._used]
        return [self._places.fault(("blocks", name), "unused-block", {"name": name}, warning=True) for name in unused]

    def _with_questions(self, entry: CommentedMap, spread: list[tuple[Any, Any]], here: Path) -> CommentedMap:
        if not spread:
            self.short.add(words_for(here))
        whole = _copy(entry)
        whole["questions"] = _with_marks(entry["questions"], spread)
        return whole

    def _fault(self, path: Path, code: str, *, nearest: str = "", **words: str) -> None:
        self.faults.append(self._places.fault(path, code, words, nearest=nearest))

    def _questions(self, use: CommentedMap, path: tuple[str | int, ...]) -> Iterator[tuple[Any, Any]]:
        """Yield the questions that replace `use`, each with its place in the block; nothing if something is wrong."""
        name, prefix = use[BLOCK], use.get(PREFIX, "")
        for key in use:
            if key not in (BLOCK, PREFIX):
                self._fault(
                    (*path, key), "unknown-key", nearest=nearest_word(str(key), {PREFIX} - set(use)), key=str(key)
                )
        if PREFIX in use and not (isinstance(prefix, str) and re.fullmatch(QUESTION_KEY_PATTERN, prefix)):
            self._fault((*path, PREFIX), "bad-key", value=str(prefix))
            prefix = ""
        known = [str(key) for key in self.blocks]
        if not isinstance(name, str) or name not in self.blocks:
            if not self._malformed:
                words = {"value": str(name), "expected": ", ".join(known) or "–"}
                self._fault((*path, BLOCK), "unknown-block", nearest=nearest_word(str(name), known), **words)
            return
        self._used.add(name)
        questions = self.blocks[name]
        if not isinstance(questions, CommentedSeq):
            return  # the shape of blocks is checked with everything else
        own = set(_keys(questions))
        for number, question in enumerate(questions):
            self._number += 1
            if self._number > MOST_QUESTIONS:
                raise QuestionSetFaulty([Fault(1, 1, "too-large")])
            if not _is_use(question):
                yield _mark(questions, number), _prefixed(question, prefix, own)


def _prefixed(question: Any, prefix: str, own: set[str]) -> Any:
    """A question of a block with `prefix` before its key.

    In its condition, `prefix` is put before the keys of questions of the block (`own`).
    """
    if not prefix or not isinstance(question, CommentedMap):
        return question
    whole = _copy(question)
    if isinstance(question.get("key"), str):
        whole["key"] = prefix + question["key"]
    if "show_if" in question:
        whole["show_if"] = _condition(question["show_if"], prefix, own)
    if isinstance(question.get("questions"), CommentedSeq):
        inner = [_prefixed(each, prefix, own) for each in question["questions"]]
        whole["questions"] = _copy_of_list(question["questions"], inner)
    return whole


def _condition(condition: Any, prefix: str, own: set[str]) -> Any:
    if isinstance(condition, CommentedSeq):
        return _copy_of_list(condition, [_condition(each, prefix, own) for each in condition])
    if not isinstance(condition, CommentedMap):
        return condition
    whole = _copy(condition, keep=False)
    for key, wanted in condition.items():
        renamed = prefix + key if key in own else key
        whole[renamed] = _condition(wanted, prefix, own) if key == ANY_OF else wanted
        mark = _mark(condition, key)
        if mark:
            whole.lc.add_kv_line_col(renamed, mark)
    return whole


def _keys(questions: Any) -> Iterator[str]:
    """Yield the keys of all questions in a list, including those within groups."""
    for question in questions if isinstance(questions, CommentedSeq) else ():
        if isinstance(question, Mapping):
            if isinstance(question.get("key"), str):
                yield question["key"]
            yield from _keys(question.get("questions"))


def _uses(questions: Any, path: tuple[str | int, ...]) -> Iterator[Path]:
    for number, question in enumerate(questions if isinstance(questions, CommentedSeq) else ()):
        if _is_use(question):
            yield (*path, number, BLOCK)
        elif isinstance(question, Mapping):
            yield from _uses(question.get("questions"), (*path, number, "questions"))


def _is_use(entry: Any) -> bool:
    return isinstance(entry, CommentedMap) and BLOCK in entry


def _copy(node: CommentedMap, *, keep: bool = True) -> CommentedMap:
    """A mapping at the same place in the file, with the same values if `keep`, else empty."""
    copied = CommentedMap()
    setattr(copied, Format.attrib, node.fa)
    if keep:
        setattr(copied, LineCol.attrib, node.lc)
        for key, value in node.items():
            copied[key] = value
    return copied


def _copy_of_list(node: CommentedSeq, entries: list[Any]) -> CommentedSeq:
    return _with_marks(node, [(_mark(node, number), entry) for number, entry in enumerate(entries)])


def _with_marks(node: CommentedSeq, entries: list[tuple[Any, Any]]) -> CommentedSeq:
    """A list of `entries` (place in the file, value), each at its own place."""
    copied = CommentedSeq([entry for _, entry in entries])
    setattr(copied, Format.attrib, node.fa)
    for number, (mark, _) in enumerate(entries):
        if mark:
            copied.lc.add_idx_line_col(number, mark)
    return copied


def _mark(node: CommentedMap | CommentedSeq, step: str | int) -> Any:
    return (node.lc.data or {}).get(step)
