"""The language of a page is part of its URL. On a page with fields, the language switch is a button of the form."""

from typing import Any, cast

import flask_babel
from flask import Flask, g, redirect, request, url_for
from flask_babel import Babel, Domain
from markupsafe import Markup
from werkzeug.wrappers import Response

from survey import languages
from survey.languages import LANGUAGE_NAMES, PAGE_LANGUAGES

SWITCH_WORDS = {"fi": "Suomeksi", "sv": "På svenska"}

LANGUAGE_IN_PATH = f"/<any({', '.join(PAGE_LANGUAGES)}):language>"
"""The beginning of the pages' URLs, as a Flask rule."""

SWITCH = "switch_language"
"""The name of the button that asks for the same page in another language."""


def _(message: str, **places: object) -> str:
    """Return `message` in the page's language with its %(name)s places filled."""
    return cast(str, flask_babel.gettext(message, **places))


def ngettext(one: str, many: str, num: int, **places: object) -> str:
    """Return the singular or plural for `num` in the page's language. `num` fills %(num)s."""
    return cast(str, flask_babel.ngettext(one, many, num, **places))


def _in_template(message: str, **places: object) -> Markup:
    """Return `message` in the page's language as HTML. Values for its places are escaped, unless they are HTML
    (Markup).
    """
    return Markup(languages.translations(page_language()).gettext(message)) % places  # noqa: S704  # the product's words


class Catalogues(Domain):  # type: ignore[misc]  # Flask-Babel ships without types
    """Gives Flask-Babel the same catalogues that files and mails use, compiled in memory."""

    def get_translations(self) -> Any:
        """Return the catalogue of the page's language."""
        return languages.translations(page_language())


def page_language() -> str:
    """Return the language of the present page: from its URL, otherwise what the browser prefers, otherwise Finnish."""
    of_address = g.get("language")
    if of_address:
        return cast(str, of_address)
    first = request.path.split("/")[1]
    if first in PAGE_LANGUAGES:  # the URL of a page that does not exist still contains a language
        return first
    return request.accept_languages.best_match(PAGE_LANGUAGES, default=PAGE_LANGUAGES[0])


def set_up_languages(app: Flask) -> None:
    """Read the language from every URL, and put it into every URL that is built."""
    Babel(app, default_domain="messages", locale_selector=page_language, default_timezone="Europe/Helsinki")
    app.extensions["babel"].instance.domain_instance = Catalogues(domain="messages")
    # Templates translate dozens of messages for a page: directly from the catalogue, without the look-ups that
    # Flask-Babel and Jinja make each time. Extraction still finds `_` in templates.
    app.jinja_env.globals["_"] = _in_template

    @app.url_value_preprocessor
    def take_language(endpoint: str | None, values: dict[str, Any] | None) -> None:
        if values and "language" in values:
            g.language = values.pop("language")

    @app.url_defaults
    def give_language(endpoint: str, values: dict[str, Any]) -> None:
        if "language" not in values and app.url_map.is_endpoint_expecting(endpoint, "language"):
            values["language"] = page_language()

    app.before_request(_switch_language)


def is_switching() -> bool:
    """Return whether the form was sent by its language button. The page must then be shown again with what
    was typed.
    """
    return SWITCH in request.form


def other_languages() -> list[tuple[str, str, str]]:
    """Return code, name and URL of this page in each other language, for the language switch."""
    return [(code, LANGUAGE_NAMES[code], _in_language(code)) for code in PAGE_LANGUAGES if code != page_language()]


def switch_words(language: str) -> str:
    """Return the label of the switch to `language`, in that language."""
    return SWITCH_WORDS[language]


def _switch_language() -> Response | None:
    """Redirect a form that asks for another language to the same page in that language, with all its fields.

    Status 307 keeps the method and the body, so nothing that was typed can be lost.
    """
    wanted = request.form.get(SWITCH) if request.method == "POST" else None
    if wanted not in PAGE_LANGUAGES or "language" not in g or wanted == g.language or request.endpoint is None:
        return None
    return redirect(_in_language(wanted), code=307)


def _in_language(code: str) -> str:
    """Return the URL of this page in another language, with its query; if there is none, that language's front page.

    The query is added as text, because names in it must not become arguments of url_for, such as _external.
    """
    if request.endpoint in (None, "static") or "language" not in g:
        return f"/{code}/"
    path = url_for(str(request.endpoint), **{**(request.view_args or {}), "language": code})
    query = request.query_string.decode("ascii", "replace")
    return f"{path}?{query}" if query else path
