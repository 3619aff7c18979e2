"""A web address."""

import re
from collections.abc import Mapping
from typing import ClassVar, Literal
from urllib.parse import urlsplit

from survey.languages import mark as _
from survey.questions.question import Problem, Question, Reading, State, Value
from survey.questions.text import clean_text, without_marks

LONGEST_ADDRESS = 2_000
"""The most characters: every browser and server accepts as many."""

_NEVER_IN_AN_ADDRESS = re.compile(r"[\s<>\"\\^`{|}]")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z][a-z0-9-]*", re.IGNORECASE)


class Url(Question):
    """One http(s) address, always shown as text and never as a link. What cannot be an address is kept as typed."""

    order: ClassVar = 110
    name: ClassVar = _("Web address")
    parts: ClassVar = ("url",)
    examples: ClassVar = {"url": "https://www.example.fi"}
    in_template: ClassVar = True
    about: ClassVar = _("One web address.")

    kind: Literal["url"]

    def read(self, typed: Mapping[str, str]) -> Reading:
        cleaned = clean_text(typed.get("url", ""))
        text = without_marks(cleaned.text).strip()
        if not text:
            return Reading(None, removed=cleaned.removed)
        address = f"https://{text}" if text.lower().startswith("www.") else text
        if not is_web_address(address):
            return Reading({"url": cleaned.text}, State.MALFORMED, cleaned.removed)
        return Reading({"url": address}, removed=cleaned.removed)

    def problems(self, value: Value, state: State) -> list[Problem]:
        return [Problem("not_a_web_address", "url")] if state is State.MALFORMED else []

    def shown(self, value: Value, state: State, language: str) -> dict[str, str]:
        return dict(value)


def is_web_address(text: str) -> bool:
    """Whether `text` is an http(s) address with a host name, which may contain å ä ö, and without a password."""
    if len(text) > LONGEST_ADDRESS or _NEVER_IN_AN_ADDRESS.search(text):
        return False
    try:
        parts = urlsplit(text)
        host, _port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except ValueError:  # an invalid port, a wrong bracket, or an invalid host name
        return False
    return parts.scheme in ("http", "https") and "@" not in parts.netloc and _HOST.fullmatch(host) is not None
