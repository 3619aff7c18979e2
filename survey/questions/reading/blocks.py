"""Blocks: questions that are written once in a set and asked in several places of it.

They are put into their places in the tree that the YAML reader gives, before anything is checked, so that every fault
keeps its line in the block. Nothing beyond the loader knows of blocks: a set with them is the same, frozen too, as one
in which all is written out.
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
"""The keys of an entry that stands for the questions of a block."""

MOST_QUESTIONS = 10_000
"""Questions after blocks are put into their places, so that a small file cannot become a large set."""


@dataclass
class Spread:
    """A tree with the questions of blocks in their places, what is wrong there, and the blocks that nobody uses."""

    tree: Any
    faults: list[Fault] = field(default_factory=list)
    unused: list[Fault] = field(default_factory=list)
    short: set[str] = field(default_factory=set)
    """The lists that lack questions only because a block could not be put into them."""


def with_blocks(tree: CommentedMap) -> Spread:
    """The tree with each `{block: …}` replaced by the questions of that block. `tree` itself stays as it is."""
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
    """Puts blocks into their places, and keeps what is wrong on the way."""

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
        """A section, or a group of questions, with the blocks that are named among its questions put into it."""
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
        """The blocks as they are checked with everything else; one that names a block is at fault for that alone."""
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
        """Advice on each block that nobody uses."""
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
        """The questions that stand for `use`, each with its place in the block; none where something is wrong."""
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
    """A question of a block with the prefix before its key, and before the block's `own` keys in its condition."""
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
    """The keys of all questions in a list, those within groups too."""
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
    """A mapping with the same values (if `keep`), at the same place in the file."""
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
    """A list of entries, each with its own place in the file."""
    copied = CommentedSeq([entry for _, entry in entries])
    setattr(copied, Format.attrib, node.fa)
    for number, (mark, _) in enumerate(entries):
        if mark:
            copied.lc.add_idx_line_col(number, mark)
    return copied


def _mark(node: CommentedMap | CommentedSeq, step: str | int) -> Any:
    return (node.lc.data or {}).get(step)
