"""The language in which commands speak: the terminal's own, or the one that `--language` chooses.

The language is kept in the environment variable LANGUAGE, where gettext looks first. So the product's own messages,
those of click (which asks the gettext module of the standard library) and a process that is started from this one
speak the same language.
"""

import gettext as standard_gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager

from survey.languages import PAGE_LANGUAGES, TRANSLATIONS, gettext, ngettext

TERMINAL_LANGUAGES = (*PAGE_LANGUAGES, "en")
"""The languages of commands. English is the language of the msgids."""

CLICK_DOMAIN = "click"
"""The name of the catalogue with the messages of click. CONTRIBUTING.md says how it is renewed."""

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""In the order of the GNU gettext manual, section “Locale Environment Variables”."""


def own_language() -> str:
    """Return the language of the terminal: "fi", "sv", or "en" for every other language."""
    given = next((value for name in _VARIABLES if (value := os.environ.get(name))), "")
    codes = (each.partition(".")[0].partition("@")[0].partition("_")[0] for each in given.split(":"))
    return next((code for code in codes if code in TERMINAL_LANGUAGES), "en")


def own_product_language() -> str:
    """Return the language of the terminal if it is one of PAGE_LANGUAGES, otherwise Finnish."""
    code = own_language()
    return code if code in PAGE_LANGUAGES else PAGE_LANGUAGES[0]


def choose_language(language: str) -> None:
    """From now on commands speak `language`, until the block of `terminal_language` ends."""
    os.environ["LANGUAGE"] = language


@contextmanager
def terminal_language() -> Iterator[None]:
    """While the block runs, click speaks the language of the terminal too. Afterwards all is as it was before."""
    before, domain = os.environ.get("LANGUAGE"), standard_gettext.textdomain()
    standard_gettext.bindtextdomain(CLICK_DOMAIN, str(TRANSLATIONS))
    standard_gettext.textdomain(CLICK_DOMAIN)
    choose_language(own_language())
    try:
        yield
    finally:
        standard_gettext.textdomain(domain)
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before


def in_own_language(message: str, /, **places: object) -> str:
    """Return `message` (an English msgid) in the language of the terminal, with its %(name)s places filled."""
    return gettext(own_language(), message, **places)


def counted_in_own_language(one: str, many: str, num: int, **places: object) -> str:
    """Return the singular or plural for `num` in the language of the terminal."""
    return ngettext(own_language(), one, many, num, **places)
