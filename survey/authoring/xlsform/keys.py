"""Makes keys from the names in forms of other products: Q1 becomes q1, and option 1 becomes option_1."""

import re
import unicodedata

from survey.questions.question import LONGEST_KEY, LONGEST_SET_KEY, QUESTION_KEY_PATTERN, SET_KEY_PATTERN

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ŋ": "n", "ŧ": "t"})


def as_key(name: str, otherwise: str) -> str:
    """The name as the key of a question or an option, with `otherwise` before it if it does not begin with a letter."""
    if re.fullmatch(QUESTION_KEY_PATTERN, name):
        return name if len(name) <= LONGEST_KEY else name[:LONGEST_KEY].rstrip("_")
    words = _words(name)
    key = "_".join(words if words and words[0][0].isalpha() else [otherwise, *words])
    return key[:LONGEST_KEY].rstrip("_")


def as_set_key(name: str) -> str:
    """The name as the key of a set or a section; empty where nothing of it can be one."""
    key = name if re.fullmatch(SET_KEY_PATTERN, name) else "-".join(_words(name))
    return key[:LONGEST_SET_KEY].rstrip("-")


def _words(name: str) -> list[str]:
    letters = unicodedata.normalize("NFD", name.casefold().translate(_LETTERS))
    return re.findall("[a-z0-9]+", "".join(letter for letter in letters if not unicodedata.combining(letter)))
