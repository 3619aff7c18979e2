"""Sentences that the product writes into drafts and items: they belong to no answer, and nobody is asked of them."""

import re
from functools import cache

from survey.languages import PAGE_LANGUAGES, gettext

_BEGINNINGS = (
    "This draft has not been submitted.",
    "This draft has been changed since the statement was submitted.",
    "This draft has not been changed since the statement was submitted.",
)
_PROPOSES = "%(organisation)s gives the following statement:"
_ASKS = "%(issuer)s asks for a statement on the following matter: %(title)s. It must be given by %(deadline)s."
_NAME = re.compile(r"%\(\w+\)s")


def is_own_sentence(line: str) -> bool:
    """Whether a line says, as a draft does, that it has not been submitted or changed since, in either language."""
    return line.startswith(_beginnings())


def proposes_statement(line: str) -> bool:
    """Whether a line is the sentence of an item that says that the statement follows."""
    return any(each.fullmatch(_joined(line)) for each in _sentences(_PROPOSES))


def begins_request(line: str) -> bool:
    """Whether a line is the first sentence of the request in an item: what stands under it tells of the request."""
    return any(each.fullmatch(_joined(line)) for each in _sentences(_ASKS))


@cache
def _beginnings() -> tuple[str, ...]:
    return tuple(gettext(language, each) for language in PAGE_LANGUAGES for each in _BEGINNINGS)


@cache
def _sentences(message: str) -> tuple[re.Pattern[str], ...]:
    """A sentence with any words in the place of its names."""
    words = (_joined(gettext(language, message)) for language in PAGE_LANGUAGES)
    return tuple(re.compile(".+".join(re.escape(part) for part in _NAME.split(each))) for each in words)


def _joined(line: str) -> str:
    return " ".join(line.split())
