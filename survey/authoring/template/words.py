"""The words of the Excel template: its sheets, headings and kinds of answer, in Finnish and in Swedish.

A template is written in one language. Both languages are understood when it is read, in upper or lower case.
"""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TypeVar

from survey.languages import PAGE_LANGUAGES, gettext
from survey.languages import mark as _
from survey.questions.kinds import KINDS

Meaning = TypeVar("Meaning")


NAME_SHEET, QUESTION_SHEET = _("1 Name"), _("2 Questions")
INSTRUCTION_SHEET, EXAMPLE_SHEET = _("Instructions"), _("Example")

HEADINGS: Mapping[str, str] = {
    "section-fi": _("Section in Finnish"),
    "section-sv": _("Section in Swedish"),
    "kind": _("Kind of answer"),
    "label-fi": _("Question in Finnish"),
    "label-sv": _("Question in Swedish"),
    "options-fi": _("Options in Finnish"),
    "options-sv": _("Options in Swedish"),
    "reason": _("Reason"),
    "required": _("Must be answered"),
    "public": _("Answer is published"),
    "short-fi": _("Short name in Finnish"),
    "short-sv": _("Short name in Swedish"),
    "help-fi": _("Help in Finnish"),
    "help-sv": _("Help in Swedish"),
}
"""The columns of the sheet for questions, in order: name → message."""

NAME_HEADINGS: Mapping[str, str] = {
    "title-fi": _("Name in Finnish"),
    "title-sv": _("Name in Swedish"),
    "introduction-fi": _("Introduction in Finnish"),
    "introduction-sv": _("Introduction in Swedish"),
}
"""The columns of the sheet for the name of the set."""

YES, NO = _("Yes"), _("No")
FLAGS: Mapping[bool, str] = {True: YES, False: NO}
REASONS: Mapping[str, str] = {"none": NO, "optional": _("If one wishes"), "required": _("Always")}

USUAL_KIND = "long_text"
"""The most usual kind: the first in the list, and used if the kind of a row cannot be read."""

READY_SCALES: Mapping[str, str] = {
    "samaa_mielta": _("Scale: agree (5)"),
    "kylla_ei": _("Scale: yes–no (4)"),
    "kannatus": _("Scale: support (3)"),
    "tarkeys": _("Scale: importance (5)"),
    "vaikutus": _("Scale: effect (5)"),
}
"""Ready scales, which are offered as kinds: name of the scale → message."""


OWN_SCALE = _("Scale: steps of one's own")

MATRIX = "matrix:"
"""The prefix of the name of a ready scale, if several statements are rated on that scale (a matrix)."""

READY_MATRICES: Mapping[str, str] = {
    f"{MATRIX}samaa_mielta": _("Several points: agree (5)"),
    f"{MATRIX}kylla_ei": _("Several points: yes–no (4)"),
    f"{MATRIX}tarkeys": _("Several points: importance (5)"),
    f"{MATRIX}vaikutus": _("Several points: effect (5)"),
}
"""The same scales for several statements, which are written in the columns for options."""


EARLIER_KINDS: Mapping[str, str] = {
    "Huomautus": "note",
    "Selite": "note",
    "Anmärkning": "note",
    "Informationstext": "note",
    "Skala: vikt (5)": "tarkeys",
    "Skala: hur viktigt (5)": "tarkeys",
    "Skala: konsekvens (5)": "vaikutus",
    "Skala: konsekvenser (5)": "vaikutus",
    "Flera punkter: vikt (5)": f"{MATRIX}tarkeys",
    "Flera punkter: hur viktigt (5)": f"{MATRIX}tarkeys",
    "Flera punkter: konsekvens (5)": f"{MATRIX}vaikutus",
    "Flera punkter: konsekvenser (5)": f"{MATRIX}vaikutus",
}
"""Words that templates had before theirs were changed: what somebody has filled in earlier is still understood.

Only words that a template had: a guess would ask another question. A word that changes in the catalogues is added.
"""


def plain_kinds() -> dict[str, str]:
    """The names (messages) of the kinds that a single row can have, in the order in which they are offered."""
    offered = {kind: question.name for kind, question in KINDS.items() if question.in_template}
    return {USUAL_KIND: offered[USUAL_KIND]} | offered


def headings_in(language: str, headings: Mapping[str, str]) -> dict[str, str]:
    """The heading of each column in `language`. The columns for that language come before those for the other one."""
    ordered = sorted(headings, key=lambda column: (_group(column), not column.endswith(f"-{language}")))
    return {column: gettext(language, headings[column]) for column in ordered}


def _group(column: str) -> int:
    """The position of a column, the same for columns that differ only in their language."""
    names = [name.partition("-")[0] for name in [*HEADINGS, *NAME_HEADINGS]]
    return names.index(column.partition("-")[0])


def kinds_in(language: str) -> dict[str, str]:
    """Each kind, ready scale and ready matrix, as the list in `language` offers it: name → text."""
    offered = plain_kinds() | {"scale": OWN_SCALE, **READY_SCALES, **READY_MATRICES}
    return {kind: gettext(language, words) for kind, words in offered.items()}


def understood(words: Mapping[Meaning, str]) -> dict[str, Meaning]:
    """The meaning of each message, by its text in every language of the product (after `plain`)."""
    return {
        plain(gettext(language, message)): meaning for language in PAGE_LANGUAGES for meaning, message in words.items()
    }


def kinds_understood() -> dict[str, str]:
    """The kind, ready scale or ready matrix by each text for it, for scales also without “Scale: ” before it."""
    scales = understood({**READY_SCALES, "scale": OWN_SCALE})
    earlier = {plain(words): kind for words, kind in EARLIER_KINDS.items()}
    scales = {**{words: kind for words, kind in earlier.items() if words.startswith("skala: ")}, **scales}
    known = {words.partition(": ")[2]: kind for words, kind in scales.items()} | scales | understood(READY_MATRICES)
    return earlier | known | understood(plain_kinds()) | {kind: kind for kind in plain_kinds()}


def other_kinds() -> dict[str, str]:
    """The kinds of question that no row of the template can say by itself, such as attachments, by their words."""
    names = {kind: question.name for kind, question in KINDS.items() if not question.in_template}
    earlier = set(map(plain, EARLIER_KINDS))
    known = {**understood(names), **{kind: kind for kind in names}}
    return {words: kind for words, kind in known.items() if words not in earlier}


def plain(words: str) -> str:
    """Words for comparing: lower case, single blanks, one sort of dash, no number before and no dot, : or * after."""
    words = re.sub("[‐‑‒–—−]", "-", " ".join(words.casefold().split()))
    return re.sub(r"^\d+[.)]?\s+", "", words).rstrip(" .:*")


def nearest_to(words: str, offered: Iterable[str]) -> str:
    """The offered text that `words` probably means, or an empty text."""
    by_plain = {plain(each): each for each in offered}
    return next((by_plain[each] for each in get_close_matches(plain(words), list(by_plain), n=1, cutoff=0.6)), "")
