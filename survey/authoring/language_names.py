"""Languages as the headers of columns name them: Suomi (fi), English, svenska, or a code alone."""

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale, UnknownLocaleError

from survey.languages import LANGUAGE_NAMES
from survey.questions.question import LANGUAGE_PATTERN

_WITH_CODE = re.compile(r".*\(\s*([A-Za-z]{2,3})(?:[-_][A-Za-z]+)?\s*\)")
_SPOKEN = ("fi", "sv", "en")
"""The languages in which authors name languages."""


def language_header(code: str) -> str:
    """The language as a header names it: Suomi (fi); the code alone where it has no known name."""
    name = LANGUAGE_NAMES.get(code) or _own_name(code)
    return f"{name} ({code})" if name else code


def language_code(words: str) -> str:
    """The code of the language that a header names, empty where nobody knows it."""
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
    """Each language by the names that Finnish, Swedish and English have for it."""
    names = {name.casefold(): code for code, name in LANGUAGE_NAMES.items()}
    for spoken in _SPOKEN:
        for code, name in Locale.parse(spoken).languages.items():
            if re.fullmatch(LANGUAGE_PATTERN, code):
                names.setdefault(name.casefold(), code)
    return names
