"""The fields of what is told of a consultation: their labels and hints."""

from collections.abc import Sequence
from dataclasses import dataclass

from survey.languages import LANGUAGE_NAMES
from survey.operations.consultation_drafts.about import CONTACTS
from survey.web.language import _


@dataclass(frozen=True)
class Field:
    """One field of the form, without the beginning of its name."""

    name: str
    label: str
    hint: str = ""
    type: str = "text"
    fills_in: str = ""
    narrow: bool = False
    lang: str = ""
    required: bool = True


def texts_told(languages: Sequence[str]) -> list[Field]:
    """The fields for background and goals."""
    labels = {
        "background-fi": _("Background, in Finnish"),
        "background-sv": _("Background, in Swedish"),
        "goals-fi": _("Goals, in Finnish"),
        "goals-sv": _("Goals, in Swedish"),
    }
    general = {"background": _("Background: %(language)s"), "goals": _("Goals: %(language)s")}
    return [
        Field(
            f"{name}-{language}",
            labels.get(f"{name}-{language}") or general[name] % {"language": LANGUAGE_NAMES.get(language, language)},
            lang=language,
        )
        for name in ("background", "goals")
        for language in languages
    ]


def issuer_fields(languages: Sequence[str]) -> list[Field]:
    """The fields for who asks, and its numbers."""
    labels = {"fi": _("Who asks, in Finnish"), "sv": _("Who asks, in Swedish")}
    issuers = [
        Field(
            f"issuer-{language}",
            labels.get(language) or _("Who asks: %(language)s", language=LANGUAGE_NAMES.get(language, language)),
            fills_in="organization",
            lang=language,
        )
        for language in languages
    ]
    return [
        *issuers,
        Field("diary_number", _("Diary number"), narrow=True),
        Field("project_number", _("Project number, if there is one"), narrow=True, required=False),
    ]


def contact_fields(number: int) -> list[Field]:
    """The fields for one contact person: the first one is needed."""
    required, off = number == CONTACTS[0], "off" if number > CONTACTS[0] else ""
    return [
        Field(f"contact{number}_name", _("Name"), fills_in=off or "name", required=required),
        Field(f"contact{number}_email", _("E-mail address"), type="email", fills_in=off or "email", required=required),
        Field(
            f"contact{number}_phone",
            _("Phone number, if you want to give one"),
            type="tel",
            fills_in=off or "tel",
            narrow=True,
            required=False,
        ),
    ]


def moment_fields() -> list[tuple[str, str, list[Field]]]:
    """For opening, deadline, closing and decisions: heading, explanation and the two fields."""
    clock = _("For example 16.00, by the clock in Finland.")
    return [
        (
            _("Opening"),
            _("Leave these empty if it opens at once when you open it. Otherwise it opens by itself at this time."),
            [
                Field("opening_date", _("Day of opening"), _("For example 15.1.2027."), narrow=True, required=False),
                Field("opening_time", _("Time of day of opening"), clock, narrow=True, required=False),
            ],
        ),
        (
            _("Deadline"),
            _(
                "By when organisations are asked to answer. At least six weeks are recommended, and eight for large "
                "projects."
            ),
            [
                Field("deadline_date", _("Last day to answer"), _("For example 29.1.2027."), narrow=True),
                Field("deadline_time", _("Time of day on the last day"), clock, narrow=True),
            ],
        ),
        (
            _("Late statements"),
            _(
                "If late statements are taken for some time, give its end: they are marked as late. Leave these "
                "empty if none is taken after the deadline."
            ),
            [
                Field(
                    "closing_date",
                    _("Last day for late statements"),
                    _("For example 5.2.2027."),
                    narrow=True,
                    required=False,
                ),
                Field("closing_time", _("Time of day on that day"), clock, narrow=True, required=False),
            ],
        ),
        (
            _("Decisions after the response time"),
            _(
                "If organisations whose body meets later may confirm their statement or submit the decided one after "
                "the response time, give the end of that time. Leave these empty if not."
            ),
            [
                Field(
                    "decisions_date",
                    _("Last day for decisions"),
                    _("For example 26.2.2027."),
                    narrow=True,
                    required=False,
                ),
                Field("decisions_time", _("Time of day on that day"), clock, narrow=True, required=False),
            ],
        ),
    ]
