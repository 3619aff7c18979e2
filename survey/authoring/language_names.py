"""Languages as the headers of columns name them: Suomi (fi), English, svenska, sv-FI, or a code alone."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global

from survey.languages import LANGUAGE_NAMES, language_name
from survey.questions.question import LANGUAGE_PATTERN

_CODE = r"(?P<code>[A-Za-z]{2,3})(?:[-_](?:[A-Za-z]{2}|[A-Za-z]{4}|\d{3}))*"
_WITH_CODE = re.compile(rf"(?P<name>.*?)\s*[(\[]\s*{_CODE}\s*[)\]]", re.DOTALL)
_CODE_ALONE = re.compile(rf"{_CODE}")
_SPOKEN = ("fi", "sv", "en")
"""The languages in which authors write the names of languages."""

_FAMILIES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("norja", "norska", "norwegian", "norsk"), frozenset({"no", "nb", "nn"})),
    **dict.fromkeys(
        ("saame", "saamen", "samiska", "sami", "sámi", "saami"), frozenset({"se", "sma", "smj", "smn", "sms"})
    ),
}
"""Names that several languages have: each of their codes fits them."""

_INFLECTED: Mapping[str, str] = {
    **dict.fromkeys(("suomeksi", "suomen", "suomenkielinen", "finskt", "finskspråkig"), "fi"),
    **dict.fromkeys(("ruotsiksi", "ruotsin", "ruotsinkielinen", "svensk", "svenskt", "svenskspråkig"), "sv"),
    **dict.fromkeys(("englanniksi", "englannin", "englanninkielinen", "engelsk", "engelskt"), "en"),
}
"""Other forms in which headers have the names of the usual languages."""


def language_header(code: str) -> str:
    """The name of a language for a header: Suomi (fi); only the code if the name is not known."""
    name = LANGUAGE_NAMES.get(code) or _own_name(code)
    return f"{name} ({code})" if name else code


def language_code(words: str, kept: Collection[str] = ()) -> str:
    """The code of the language that a header names; empty where nobody knows it, or where it names two.

    A code of three letters becomes the usual one of two (swe, sv), unless the set has it as it is (`kept`).
    """
    read = languages_named(words, kept)
    return read[0] if len(read) == 1 else ""


def languages_named(words: str, kept: Collection[str] = ()) -> tuple[str, ...]:
    """Every language that the words can mean: none, one, or those of a name and a code that contradict each other."""
    words = words.strip()
    whole = _of_name(words)
    if whole:
        return (min(whole),) if len(whole) == 1 else ()
    with_code = _WITH_CODE.fullmatch(words)
    if with_code:
        return _with_code(with_code["name"].strip(), _usual(with_code["code"], kept))
    alone = _CODE_ALONE.fullmatch(words)
    if alone and (words.islower() or len(alone["code"]) == 2):
        return (_usual(alone["code"], kept),)
    return ()


def _with_code(name: str, code: str) -> tuple[str, ...]:
    named = _of_words(name)
    if not named or named & {code, _usual(code, ())} or name.casefold() == _own_name(code).casefold():
        return (code,)
    return (min(named), code)


def _usual(code: str, kept: Collection[str]) -> str:
    """The code in small letters; of two that mean the same language the usual one."""
    code = code.lower()
    usual = get_global("language_aliases").get(code, code)
    return code if code in kept or not re.fullmatch(LANGUAGE_PATTERN, usual) else usual


def _of_words(name: str) -> frozenset[str]:
    """The languages that a name before a code can mean: as a whole, else by the words in it, else by its code."""
    whole = _of_name(name)
    if whole:
        return whole
    words = [word for word in re.split(r"[^\w]+", name) if word]
    found = frozenset(code for word in words for code in _of_name(word))
    codes = (word for word in words if word.lower() in LANGUAGE_NAMES or len(words) == 1)
    return found or frozenset(word.lower() for word in codes if re.fullmatch("[A-Za-z]{2}", word))


def _of_name(name: str) -> frozenset[str]:
    known = name.strip().casefold()
    if known in _FAMILIES:
        return _FAMILIES[known]
    found = _codes_by_name().get(known) or (_codes_by_own_name().get(known) if len(known) > 3 else None)
    return frozenset([found]) if found else frozenset()


def _own_name(code: str) -> str:
    name = language_name(code)
    return name[:1].upper() + name[1:] if name != code else ""


@cache
def _codes_by_name() -> Mapping[str, str]:
    """Each language by the names that Finnish, Swedish and English have for it."""
    names = {name.casefold(): code for code, name in LANGUAGE_NAMES.items()} | dict(_INFLECTED)
    for spoken in _SPOKEN:
        for code, name in Locale.parse(spoken).languages.items():
            if re.fullmatch(LANGUAGE_PATTERN, code):
                names.setdefault(name.casefold(), code)
    return names


@cache
def _codes_by_own_name() -> Mapping[str, str]:
    """Each language by its own name: eesti, deutsch, русский."""
    return {name.casefold(): code for code, name in _own_names()}


def _own_names() -> Iterator[tuple[str, str]]:
    for code in localedata.locale_identifiers():
        if re.fullmatch("[a-z]{2}", code):
            try:
                name = Locale.parse(code).language_name
            except (ValueError, UnknownLocaleError):
                continue
            if name:
                yield code, name
