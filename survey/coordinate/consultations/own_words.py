"""The coordinator's own words in a mail: a field for each language in which the mails go, and its faults."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask import request

from survey.languages import format_number
from survey.operations.mail.compose import Mail
from survey.operations.mail.mails import Origin, preview
from survey.operations.mail.outbox import MessageKind
from survey.questions.text import clean_text, length
from survey.store.tables import ConsultationRow
from survey.web.installation import installation, now
from survey.web.language import _
from survey.web.replies import Errors

PREFIX = "words-"
"""The names of the fields begin with this, and end in the language."""

LONGEST = 4_000
"""In characters, in each language."""


def read_words(languages: Sequence[str]) -> tuple[dict[str, str], Errors]:
    """Return what was typed in each of these languages, and the errors: (id of the field, message).

    Words in one language alone are refused where the mails go in two: some recipients would lack them.
    """
    typed = {each: clean_text(request.form.get(PREFIX + each, "")).text.strip() for each in languages}
    errors = []
    for language, words in typed.items():
        if not words and any(typed.values()):
            errors.append((PREFIX + language, _missing(language)))
        elif length(words) > LONGEST:
            errors.append(
                (PREFIX + language, _("At most %(longest)s characters fit here.", longest=format_number(LONGEST)))
            )
    return {language: words for language, words in typed.items() if words}, errors


LOOK = "look"
"""The name of the button that shows the mail as it would go, and sends nothing."""


def is_looking() -> bool:
    """Return whether the page is to show the mail, and nothing is to be sent yet."""
    return LOOK in request.form


def typed_words(languages: Sequence[str]) -> dict[str, str]:
    """Return what was typed as it is, for showing it again."""
    return {each: clean_text(request.form.get(PREFIX + each, "")).text for each in languages}


def word_fields(languages: Sequence[str]) -> list[tuple[str, str]]:
    """Return (language, label) of each field."""
    labels = {
        "fi": _("Your own words in Finnish, if you want to add some"),
        "sv": _("Your own words in Swedish, if you want to add some"),
    }
    return [(each, labels[each]) for each in languages]


def previews(
    kind: MessageKind,
    consultation: ConsultationRow,
    organisations: Mapping[str, Mapping[str, str]],
    words: Mapping[str, str],
    *,
    deadline: datetime | None = None,
) -> list[tuple[str, Mail]]:
    """Return the mail in each language as it goes to one organisation, whose names are given by that language.

    `deadline`: if it is not the consultation's. Empty where no mail is sent.
    """
    settings = installation().settings
    if settings.mail is None:
        return []
    origin = Origin.of(settings)
    return [
        (
            language,
            preview(
                kind,
                consultation,
                names,
                origin,
                language,
                deadline=deadline or consultation.deadline,
                words=words,
                now=now(),
            ),
        )
        for language, names in organisations.items()
    ]


def _missing(language: str) -> str:
    if language == "sv":
        return _("Write it in Swedish too: some recipients get the mail in Swedish.")
    return _("Write it in Finnish too: some recipients get the mail in Finnish.")
