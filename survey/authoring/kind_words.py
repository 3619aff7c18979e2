"""What each kind of question is called by those who write no YAML."""

from collections.abc import Mapping

from survey.languages import gettext


def _(message: str) -> str:
    """Mark a message for extraction; it is translated when it is shown."""
    return message


KIND_WORDS: Mapping[str, str] = {
    "long_text": _("Long text"),
    "text": _("Short text"),
    "choice": _("One option"),
    "choices": _("Several options"),
    "scale": _("Scale"),
    "number": _("Number"),
    "date": _("Date"),
    "email": _("E-mail address"),
    "phone": _("Phone number"),
    "url": _("Web address"),
    "business_id": _("Business ID"),
}
"""By kind, in the order in which they are offered."""


def kind_words(kind: str, language: str) -> str:
    """The kind in `language`."""
    return gettext(language, KIND_WORDS[kind])
