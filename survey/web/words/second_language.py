"""Another language of the question set shown beside the page's own: chosen once, kept in this browser's session.

People change the language to see what a question means. Here the page, and what is typed on it, stays as it is.
"""

from collections.abc import Iterable, Sequence
from typing import cast

from flask import g, request, session

from survey.languages import language_name
from survey.web.language import page_language

SECOND_LANGUAGE = "second_language"
"""The name of the buttons, and of the word in an address, that ask for a language beside; empty for none."""


def offer_second_language(languages: Sequence[str]) -> None:
    """Let the texts of this page, which are there in `languages`, be shown in another of them than the page's too."""
    g.second_languages_offered = [code for code in languages if code != _shown_in(languages)]
    g.pop("shown_languages", None)


def shown_languages() -> tuple[str, str]:
    """The page's language, and the one that it shows beside that; empty for none. Kept, as each text asks for them."""
    shown = g.get("shown_languages")
    if shown is None:
        g.shown_languages = shown = (page_language(), _wanted(g.get("second_languages_offered", ())))
    return cast(tuple[str, str], shown)


def second_language_choices() -> list[tuple[str, str, bool]]:
    """For the control: each language on offer, by code and name, and whether it is shown now."""
    _page, shown = shown_languages()
    return [(code, language_name(code), code == shown) for code in g.get("second_languages_offered", ())]


def is_choosing_second_language() -> bool:
    """Whether the page was asked for in order to show or hide a language beside."""
    return SECOND_LANGUAGE in request.values


def remember_second_language() -> None:
    """Keep what was asked for, for this page and the following ones. An unknown word hides, as an empty one does."""
    wanted = request.values.get(SECOND_LANGUAGE)
    if wanted is None:
        return
    session.pop(SECOND_LANGUAGE, None)
    if wanted in g.get("second_languages_offered", ()):
        session[SECOND_LANGUAGE] = [page_language(), wanted]
    g.pop("shown_languages", None)


def _shown_in(languages: Sequence[str]) -> str:
    """The language that the texts themselves are in on this page: the set's main one where it has not the page's."""
    return page_language() if page_language() in languages else languages[0]


def _wanted(offered: Iterable[str]) -> str:
    """The language chosen earlier. Who has since turned the page to it sees the language they turned from."""
    turned_from, chosen = session.get(SECOND_LANGUAGE, ("", ""))
    wanted = turned_from if chosen == page_language() else chosen
    return wanted if wanted in offered else ""
