"""What is told of a consultation beside its questions, as it is typed while it is prepared, and as it is read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from survey.languages import AUTHOR_LANGUAGES, format_number
from survey.languages import mark as _
from survey.operations.consultations.typed_moments import TypedFault, clock_fault, day_fault, read_moment
from survey.questions.consultation import Consultation, Contact, WhoMayAnswer
from survey.questions.kinds.email import is_address
from survey.questions.question_set import QuestionSet
from survey.questions.text import clean_text, length

LONGEST_LINE = 300
LONGEST_TEXT = 20_000
"""In characters."""

CONTACTS = range(1, 4)
"""The numbers of the contact persons that have fields."""

CONTACT_PARTS = ("name", "email", "phone")
MOMENTS = ("opening", "deadline", "closing", "decisions")
"""The times that are typed, each in two fields: its day and its time of day."""

USUAL_CLOCK = "16.00"
PUBLICATION = ("published", "not_published")
WHO_MAY_ANSWER: tuple[WhoMayAnswer, ...] = get_args(WhoMayAnswer)
IS_LARGE = "is_large"
CHECKED = "yes"

Typed = Mapping[str, str]


@dataclass(frozen=True)
class About:
    """What is told of a consultation, read. Texts are by language; a moment is None where none is typed or it cannot be
    read; `publication` and `who_may_answer` are empty if they are not chosen. `is_large`: whether the project is so
    large that eight weeks are given instead of six.
    `decisions`: until when decisions that are pending can be confirmed.
    """

    issuer: Mapping[str, str]
    background: Mapping[str, str]
    goals: Mapping[str, str]
    diary_number: str
    project_number: str
    contacts: Sequence[Mapping[str, str]]
    opening: datetime | None
    deadline: datetime | None
    closing: datetime | None
    publication: str
    is_large: bool
    who_may_answer: str
    decisions: datetime | None = None


def told_languages(question_set: QuestionSet | None) -> list[str]:
    """The languages in which texts of the consultation are told: both national languages, and all others of the set.

    A request to the public is given in both national languages (Language Act 423/2003, section 32).
    """
    others = [each for each in (question_set.languages if question_set else ()) if each not in AUTHOR_LANGUAGES]
    return [*AUTHOR_LANGUAGES, *others]


def line_names(languages: Sequence[str]) -> list[str]:
    """The names of the fields of one line."""
    contacts = [f"contact{number}_{part}" for number in CONTACTS for part in CONTACT_PARTS]
    moments = [f"{moment}_{part}" for moment in MOMENTS for part in ("date", "time")]
    issuers = [f"issuer-{language}" for language in languages]
    return [*issuers, "diary_number", "project_number", *contacts, *moments, IS_LARGE, "who_may_answer", "publication"]


def text_names(languages: Sequence[str]) -> list[str]:
    """The names of the fields of several paragraphs."""
    return [f"{name}-{language}" for name in ("background", "goals") for language in languages]


def cleaned(form: Typed, languages: Sequence[str]) -> dict[str, str]:
    """The typed texts by field: blanks at the ends and runs of blanks are taken out of those of one line."""
    lines = {name: " ".join(clean_text(form.get(name, "")).text.split()) for name in line_names(languages)}
    return lines | {name: clean_text(form.get(name, "")).text for name in text_names(languages)}


def told_by(question_set: QuestionSet) -> dict[str, str]:
    """What the set itself says of its consultation, by field; and 16.00 as the usual time of day of a deadline."""
    data = question_set.consultation or Consultation()
    texts = {"issuer": data.issuer, "background": data.background, "goals": data.goals}
    told = {f"{name}-{language}": words for name, given in texts.items() for language, words in (given or {}).items()}
    told |= {"diary_number": data.diary_number or "", "project_number": data.project_number or ""}
    told |= {"who_may_answer": data.who_may_answer or ""}
    for number, contact in zip(CONTACTS, data.contacts or (), strict=False):
        values = (contact.name, contact.email, contact.phone or "")
        told |= {f"contact{number}_{part}": value for part, value in zip(CONTACT_PARTS, values, strict=True)}
    return {name: words for name, words in (told | {"deadline_time": USUAL_CLOCK}).items() if words}


def read_about(typed: Typed, languages: Sequence[str]) -> About:
    """Read what was typed; what is not typed is empty or None."""

    def texts(name: str) -> dict[str, str]:
        given = {language: typed.get(f"{name}-{language}", "") for language in languages}
        return {language: words for language, words in given.items() if words}

    contacts = [{part: typed.get(f"contact{number}_{part}", "") for part in CONTACT_PARTS} for number in CONTACTS]
    moments = {each: read_moment(*(typed.get(f"{each}_{part}", "") for part in ("date", "time"))) for each in MOMENTS}
    return About(
        texts("issuer"),
        texts("background"),
        texts("goals"),
        typed.get("diary_number", ""),
        typed.get("project_number", ""),
        [each for each in contacts if any(each.values())],
        moments["opening"],
        moments["deadline"],
        moments["closing"],
        _chosen(typed, "publication", PUBLICATION),
        typed.get(IS_LARGE) == CHECKED,
        _chosen(typed, "who_may_answer", WHO_MAY_ANSWER),
        moments["decisions"],
    )


def _chosen(typed: Typed, name: str, values: Sequence[str]) -> str:
    return next((value for value in values if typed.get(name) == value), "")


def typed_faults(typed: Typed, languages: Sequence[str]) -> list[tuple[str, TypedFault]]:
    """What is wrong with what was typed, by field, in the order of the page. What is missing is no fault here."""
    faults = [*_too_long(typed, languages), *_contact_faults(typed), *_moment_faults(typed)]
    order = [*line_names(languages), *text_names(languages)]
    return sorted(faults, key=lambda fault: order.index(fault[0]))


def _too_long(typed: Typed, languages: Sequence[str]) -> Iterator[tuple[str, TypedFault]]:
    longest = dict.fromkeys(line_names(languages), LONGEST_LINE) | dict.fromkeys(text_names(languages), LONGEST_TEXT)
    for name, most in longest.items():
        if length(typed.get(name, "")) > most:
            message = _("At most %(longest)s characters fit here.")
            yield name, TypedFault(message, {"longest": format_number(most)})


def _contact_faults(typed: Typed) -> Iterator[tuple[str, TypedFault]]:
    for number in CONTACTS:
        name, email, phone = (typed.get(f"contact{number}_{part}", "") for part in CONTACT_PARTS)
        if email and not is_address(email):
            message = _("Write one e-mail address in full, for example kirjaamo@example.fi.")
            yield f"contact{number}_email", TypedFault(message)
        elif (name or phone) and not email:
            yield f"contact{number}_email", TypedFault(_("Write the contact person's e-mail address."))
        if (email or phone) and not name:
            yield f"contact{number}_name", TypedFault(_("Write the contact person's name."))


def _moment_faults(typed: Typed) -> Iterator[tuple[str, TypedFault]]:
    for moment in MOMENTS:
        day, clock = typed.get(f"{moment}_date", ""), typed.get(f"{moment}_time", "")
        if day and (fault := day_fault(day)):
            yield f"{moment}_date", fault
        if clock and (fault := clock_fault(day, clock)):
            yield f"{moment}_time", fault
        if day and not clock:
            yield f"{moment}_time", TypedFault(_("Write the time of day too."))
        if clock and not day and moment != "deadline":  # its time of day is filled in already
            yield f"{moment}_date", TypedFault(_("Write the day too, or leave the time of day empty."))


def with_about(question_set: QuestionSet, about: About) -> QuestionSet:
    """Return the set with what is told of the consultation in it, so that every page, document and file has it.

    A contact person of the set with the same name and address keeps the title. The set's own materials stay.
    """
    before = question_set.consultation or Consultation()
    titles = {(each.name, each.email): each.title for each in before.contacts or ()}
    contacts = [
        Contact(
            name=each["name"],
            email=each["email"],
            phone=each["phone"] or None,
            title=titles.get((each["name"], each["email"])),
        )
        for each in about.contacts
        if each["name"] and is_address(each["email"])  # while it is prepared, one may be half typed
    ]
    told = Consultation(
        issuer=dict(about.issuer) or None,
        diary_number=about.diary_number or None,
        project_number=about.project_number or None,
        background=dict(about.background) or None,
        goals=dict(about.goals) or None,
        contacts=(*contacts, *(before.contacts or ())[len(CONTACTS) :]) or None,
        materials=before.materials,
        who_may_answer=next((each for each in WHO_MAY_ANSWER if each == about.who_may_answer), None),
    )
    return question_set.model_copy(update={"consultation": told})
