"""The form for opening a consultation: its fields, reading and checking them, and the messages for each field."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from survey.coordinate.consultations.deadline_fields import deadline_faults, read_deadline
from survey.languages import AUTHOR_LANGUAGES, LANGUAGE_NAMES
from survey.operations.consultations.opening import Opening, OpeningRefused
from survey.questions.consultation import Consultation
from survey.questions.kinds.email import is_address
from survey.questions.question_set import QuestionSet
from survey.questions.text import clean_text
from survey.web.language import _

PREFIX = "opening-"
"""The names (and ids) of the fields begin with this text. Text typed in such fields is kept when the session has
expired.
"""

LONGEST = 300
"""The largest number of characters in one field."""

USUAL_TIME = "16.00"

Errors = list[tuple[str, str]]


@dataclass(frozen=True)
class Field:
    """One field of the form. `missing`: the message if it is empty."""

    name: str
    label: str
    missing: str
    hint: str = ""
    type: str = "text"
    fills_in: str = ""
    narrow: bool = False
    lang: str = ""
    value: str = ""


def fields(question_set: QuestionSet, typed: Mapping[str, str]) -> list[Field]:
    """Return the fields of the form with the typed texts."""
    return [
        replace(field, name=PREFIX + field.name, value=typed.get(PREFIX + field.name, ""))
        for field in [*_issuers(question_set), *_others()]
    ]


def _issuers(question_set: QuestionSet) -> list[Field]:
    labels = {"fi": _("Who asks, in Finnish"), "sv": _("Who asks, in Swedish")}
    missing = {"fi": _("Write in Finnish who asks."), "sv": _("Write in Swedish who asks.")}
    made = []
    for language in issuer_languages(question_set):
        name = LANGUAGE_NAMES.get(language, language)
        label = labels.get(language) or _("Who asks: %(language)s", language=name)
        absent = missing.get(language) or _("Write who asks: %(language)s.", language=name)
        made.append(Field(f"issuer-{language}", label, absent, fills_in="organization", lang=language))
    return made


def _others() -> list[Field]:
    return [
        Field("diary_number", _("Diary number"), _("Write the diary number."), narrow=True),
        Field("contact_name", _("Contact person"), _("Write the contact person's name."), fills_in="name"),
        Field(
            "contact_email",
            _("Contact person's e-mail address"),
            _("Write the contact person's e-mail address."),
            type="email",
            fills_in="email",
        ),
        Field(
            "deadline_date",
            _("Last day to answer"),
            _("Write the last day to answer."),
            _("For example 29.1.2027. At least six weeks are recommended."),
            narrow=True,
        ),
        Field(
            "deadline_time",
            _("Time of day on the last day"),
            _("Write the time of day at which the response time ends."),
            _("For example 16.00, by the clock in Finland."),
            narrow=True,
        ),
    ]


def issuer_languages(question_set: QuestionSet) -> list[str]:
    """Return the languages in which the issuer's name is required: both national languages, and all others
    of the set.
    """
    return [*AUTHOR_LANGUAGES, *(language for language in question_set.languages if language not in AUTHOR_LANGUAGES)]


def known(question_set: QuestionSet) -> dict[str, str]:
    """Return what the set contains about its consultation, by field name, and 16.00 as the usual time of a deadline."""
    data = question_set.consultation or Consultation()
    contact = data.contacts[0] if data.contacts else None
    told = {f"issuer-{language}": words for language, words in (data.issuer or {}).items()}
    told |= {"diary_number": data.diary_number or "", "deadline_time": USUAL_TIME}
    told |= {"contact_name": contact.name, "contact_email": contact.email} if contact else {}
    return {PREFIX + name: words for name, words in told.items()}


def cleaned(form: Mapping[str, str], question_set: QuestionSet) -> dict[str, str]:
    """Return the typed texts by field name, with blanks at the ends removed and runs of blanks made one."""
    names = [field.name for field in fields(question_set, {})]
    return {name: " ".join(clean_text(form.get(name, "")).text.split()) for name in names}


def read_opening(typed: Mapping[str, str], question_set: QuestionSet, now: datetime) -> tuple[Opening | None, Errors]:
    """Return the data for opening the consultation, or None and the errors: (id of the field, message)."""
    asked = fields(question_set, typed)
    values = {field.name.removeprefix(PREFIX): field.value for field in asked}
    deadline = read_deadline(values["deadline_date"], values["deadline_time"])
    wrong = _wrong(values, deadline, now)
    errors = []
    for field in asked:
        name = field.name.removeprefix(PREFIX)
        if not field.value:
            errors.append((field.name, field.missing))
        elif len(field.value) > LONGEST:
            errors.append((field.name, _("At most %(longest)s characters fit here.", longest=LONGEST)))
        elif name in wrong:
            errors.append((field.name, wrong[name]))
    if errors or deadline is None:
        return None, errors
    opening = Opening(
        key=question_set.key,
        issuer={language: values[f"issuer-{language}"] for language in issuer_languages(question_set)},
        diary_number=values["diary_number"],
        contact_name=values["contact_name"],
        contact_email=values["contact_email"],
        deadline=deadline,
    )
    return opening, []


def _wrong(values: Mapping[str, str], deadline: datetime | None, now: datetime) -> dict[str, str]:
    """Return the errors of fields that are filled in, by field name."""
    wrong = {}
    if not is_address(values["contact_email"]):
        wrong["contact_email"] = _("Write one e-mail address in full, for example kirjaamo@example.fi.")
    in_day, in_clock = deadline_faults(values["deadline_date"], values["deadline_time"])
    if in_day:
        wrong["deadline_date"] = in_day
    elif deadline is not None and deadline <= now:
        wrong["deadline_date"] = _deadline_passed()
    if in_clock:
        wrong["deadline_time"] = in_clock
    return wrong


def refusal_errors(refused: OpeningRefused) -> Errors:
    """Return the error of a refused opening with the id of its field; an empty list if it belongs to no field."""
    about = {
        "deadline": (f"{PREFIX}deadline_date", _deadline_passed()),
        "issuer": (
            f"{PREFIX}issuer-{AUTHOR_LANGUAGES[0]}",
            _("Write who asks, in every language of the question set."),
        ),
    }
    return [about[refused.about]] if refused.about in about else []


def _deadline_passed() -> str:
    return _("The deadline cannot be in the past.")
