"""Keys made from words, for authors who do not write keys. The same words always give the same key."""

import re
import unicodedata
from collections.abc import Collection

from survey.questions.question import LONGEST_KEY

LONGEST_SET_KEY = 60
"""The most characters of a key made for a set or a section.

80 are allowed, so that there is space for a number after a consultation's key.
"""


def question_key(words: str, taken: Collection[str], *, otherwise: str = "kysymys") -> str:
    """A key for a question or an option that is none of `taken`; `otherwise` where the words have no letter a–z."""
    return free_key(_made(words, "_", LONGEST_KEY, otherwise), taken, "_", LONGEST_KEY)


def set_key(words: str, taken: Collection[str] = (), *, otherwise: str = "kysely") -> str:
    """A key for a set or a section, with hyphens, that is none of `taken`."""
    return free_key(_made(words, "-", LONGEST_SET_KEY, otherwise), taken, "-", LONGEST_SET_KEY)


def _made(words: str, joint: str, longest: int, otherwise: str) -> str:
    plain = unicodedata.normalize("NFKD", words.casefold().replace("ø", "o").replace("æ", "a"))
    parts = re.findall("[a-z0-9]+", "".join(letter for letter in plain if not unicodedata.combining(letter)))
    if not any(part[0].isalpha() for part in parts):
        parts = [otherwise, *parts]
    elif not parts[0][0].isalpha():
        parts = ["k", *parts]  # a key must begin with a letter: "5 § Tehtävät" becomes k_5_tehtavat
    key: str = parts[0][:longest]
    for part in parts[1:]:
        if len(key) + 1 + len(part) > longest:
            break
        key += joint + part
    return key


def free_key(key: str, taken: Collection[str], joint: str, longest: int) -> str:
    """The key, or where it is `taken` the same with the first free number, cut so that it stays within `longest`."""
    number, free = 1, key
    while free in taken:
        number += 1
        ending = f"{joint}{number}"
        free = key[: longest - len(ending)].rstrip(joint) + ending
    return free
