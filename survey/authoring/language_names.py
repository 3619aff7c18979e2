"""Languages in the headers of columns: Suomi (fi), English, svenska, or only a code."""

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale, UnknownLocaleError

from survey.languages import LANGUAGE_NAMES
from survey.questions.question import LANGUAGE_PATTERN

_WITH_CODE = re.compile(r".*\(\s*([A-Za-z]{2,3})(?:[-_][A-Za-z]+)?\s*\)")
_SPOKEN = ("fi", "sv", "en")
"""The languages in which authors write the names of languages."""


def language_header(code: str) -> str:
    """The name of a language for a header: Suomi (fi); only the code if the name is not known."""
    name = LANGUAGE_NAMES.get(code) or _own_name(code)
    return f"{name} ({code})" if name else code


def language_code(words: str) -> str:
    """The code of the language named in a header; an empty text if it is not known."""
    words = words.strip()
    found = _WITH_CODE.fullmatch(words)
    if found:
        return found[1].lower()
    if re.fullmatch(LANGUAGE_PATTERN, words) or re.fullmatch("[A-Z]{2}", words):
        return words.lower()
    return _codes_by_name().get(words.casefold(), "")


def _own_name(code: str) -> str:
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return ""
    name = locale.get_language_name() or ""
    return name[:1].upper() + name[1:]


@cache
def _codes_by_name() -> Mapping[str, str]:
    """The codes of languages by their names in Finnish, Swedish and English, in lower case."""
    names = {name.casefold(): code for code, name in LANGUAGE_NAMES.items()}
    for spoken in _SPOKEN:
        for code, name in Locale.parse(spoken).languages.items():
            if re.fullmatch(LANGUAGE_PATTERN, code):
                names.setdefault(name.casefold(), code)
    return names
