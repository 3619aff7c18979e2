"""A second language of the question set, shown next to the page's own. The choice is stored in this browser's session.

People change the language to see what a question means. With this, the page and what is typed on it stay as they are.
"""

from collections.abc import Iterable, Sequence
from typing import cast

from flask import g, request, session

from survey.languages import language_name
from survey.web.language import page_language

SECOND_LANGUAGE = "second_language"
"""The name of the buttons, and of the URL parameter, that choose a second language; an empty value chooses none."""


def offer_second_language(languages: Sequence[str]) -> None:
    """Offer a second language on this page. `languages`: those in which the page's texts exist."""
    g.second_languages_offered = [code for code in languages if code != _shown_in(languages)]
    g.pop("shown_languages", None)


def shown_languages() -> tuple[str, str]:
    """Return the page's language and the second language (empty if none). The result is kept, because each text needs
    it.
    """
    shown = g.get("shown_languages")
    if shown is None:
        g.shown_languages = shown = (page_language(), _wanted(g.get("second_languages_offered", ())))
    return cast(tuple[str, str], shown)


def second_language_choices() -> list[tuple[str, str, bool]]:
    """Return (code, name, whether it is shown now) of each language on offer, for the buttons."""
    _page, shown = shown_languages()
    return [(code, language_name(code), code == shown) for code in g.get("second_languages_offered", ())]


def is_choosing_second_language() -> bool:
    """Return whether this request shows or hides a second language."""
    return SECOND_LANGUAGE in request.values


def remember_second_language() -> None:
    """Store the requested second language for this and the following pages. An unknown or empty code hides it."""
    wanted = request.values.get(SECOND_LANGUAGE)
    if wanted is None:
        return
    session.pop(SECOND_LANGUAGE, None)
    if wanted in g.get("second_languages_offered", ()):
        session[SECOND_LANGUAGE] = [page_language(), wanted]
    g.pop("shown_languages", None)


def _shown_in(languages: Sequence[str]) -> str:
    """Return the language of the texts on this page: the page's language if the set has it, otherwise the set's main
    language.
    """
    return page_language() if page_language() in languages else languages[0]


def _wanted(offered: Iterable[str]) -> str:
    """Return the second language that was chosen earlier, if it is on offer, otherwise an empty text.

    If the person has since changed the page to that language, the language in which they chose it is shown instead.
    """
    turned_from, chosen = session.get(SECOND_LANGUAGE, ("", ""))
    wanted = turned_from if chosen == page_language() else chosen
    return wanted if wanted in offered else ""
