"""The texts of a template's cells: how options are told apart, and what the words of an option say of it."""

import re
from collections.abc import Mapping
from typing import Any

from survey.authoring.template.words import READY_MATRICES, READY_SCALES, plain_kinds
from survey.questions.kinds import KINDS
from survey.questions.reading.advice import says_no_position

Tree = dict[str, Any]

LISTS: Mapping[str, str] = {
    **{kind: key for kind in plain_kinds() for key in ("options", "steps") if key in KINDS[kind].model_fields},
    **dict.fromkeys(READY_MATRICES, "rows"),
}
"""The key that has the options of each kind in a question set."""

WITH_REASON = frozenset({*(kind for kind, each in KINDS.items() if "reason" in each.model_fields), *READY_SCALES})
"""The kinds that have a cell for a reason."""

_SPECIFIES = re.compile(r",\s*\w+\s*\?$")
_NONE_OF_THESE = re.compile(r"^(ei\b.*\b(näistä|mainituista)|ing(en|et|a)\b.*\bdessa)\b", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_BULLET = re.compile(r"^[-–—•*]\s+")


def listed(text: str) -> list[str]:
    """The options in a cell: one on each line, or, if there is only one line, separated by semicolons."""
    lines = text.split("\n") if "\n" in text else text.split(";")
    words = (_BULLET.sub("", _blanks_joined(line)) for line in lines)
    return [each for each in words if each]


def one_line(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts by language, each on one line."""
    return {language: _blanks_joined(text) for language, text in texts.items()}


def _blanks_joined(text: str) -> str:
    """The text on one line with single blanks. A blank at which no line may break (6 §) is none of these."""
    return " ".join(_BLANKS.split(text)).strip()


def is_no_position(option: Tree) -> bool:
    """Whether an option is read as “no position”, by its words."""
    return any(says_no_position(words) for words in option["label"].values())


def with_flags(option: Tree, kind: str) -> Tree:
    """The option, with `specify` if its label asks “what?”, or `exclusive` if it excludes others (choices only)."""
    if LISTS[kind] == "options" and any(_SPECIFIES.search(words) for words in option["label"].values()):
        return option | {"specify": True}
    excludes = is_no_position(option) or any(_NONE_OF_THESE.match(words) for words in option["label"].values())
    return option | {"exclusive": True} if excludes and kind == "choices" else option
