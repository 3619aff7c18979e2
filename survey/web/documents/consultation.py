"""The data of a consultation for pages: who asks and why, contact persons, and background material."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from flask import url_for

from survey.languages import format_size
from survey.questions.consultation import Consultation
from survey.questions.question import Texts
from survey.questions.question_set import QuestionSet
from survey.store.tables import ConsultationRow
from survey.store.tables.consultations import ANYBODY, INVITED
from survey.web.guards import tried_draft
from survey.web.language import _, page_language
from survey.web.words.texts import Words, words


@dataclass(frozen=True)
class ContactView:
    """A contact person. `phone` is an empty text if there is none."""

    name: str
    title: Words | None
    email: str
    phone: str


@dataclass(frozen=True)
class MaterialView:
    """A document for the respondents to read. `language`: the material's language if it is known and not the page's,
    else empty. `size`: of a file, in words; empty for an address on the web.
    """

    title: Words
    url: str
    language: str
    size: str = ""


@dataclass(frozen=True)
class ConsultationView:
    """The data of a consultation in the page's language."""

    issuer: Words
    diary_number: str
    project_number: str
    background: Words | None
    goals: Words | None
    contacts: Sequence[ContactView]
    materials: Sequence[MaterialView]


FileAddress = Callable[[int, str], str]
"""From the number and the name of a material's file to where it is fetched."""


def consultation_view(
    consultation: ConsultationRow, question_set: QuestionSet, file_address: FileAddress | None = None
) -> ConsultationView:
    """Return the data of the consultation. Values given at its opening replace those of the question set.

    `file_address`: where files of materials are fetched, if not from the public page of an open consultation.
    """
    address = file_address or _usual_address(consultation)
    data = question_set.consultation or Consultation()
    return ConsultationView(
        issuer=words(consultation.issuer),
        diary_number=consultation.diary_number,
        project_number=data.project_number or "",
        background=_words(data.background),
        goals=_words(data.goals),
        contacts=[
            ContactView(each.name, _words(each.title), each.email, each.phone)
            for each in data.people_to_ask(consultation.contact_name, consultation.contact_email)
        ],
        materials=[
            *(
                MaterialView(words(material.title), url, language if language != page_language() else "")
                for material in data.materials or ()
                for url, language in [material.url_in(page_language())]
            ),
            *_given(consultation, address),
        ],
    )


def _usual_address(consultation: ConsultationRow) -> FileAddress:
    draft_id = tried_draft()
    if draft_id is not None:  # before the opening only those who prepare the consultation get its files
        return lambda file_id, _name: url_for("coordinate.draft_material", draft_id=draft_id, file_id=file_id)
    return lambda file_id, name: url_for("public.material", key=consultation.key, file_id=file_id, name=name)


def _given(consultation: ConsultationRow, address: FileAddress) -> Iterator[MaterialView]:
    """The materials that were given beside those of the set: in the page's language, or else in another one."""
    for material in consultation.materials:
        languages = {*material["urls"], *material["files"]}
        language = page_language() if page_language() in languages else min(languages)
        file = material["files"].get(language)
        url = material["urls"].get(language) or address(file["id"], file["name"])
        size = format_size(page_language(), file["size"]) if file else ""
        yield MaterialView(words(material["title"]), url, language if language != page_language() else "", size)


def publication_words() -> dict[str, str]:
    """What is told of publishing the statements, by the value that a consultation has."""
    return {
        "published": _("The statements are published on the web"),
        "not_published": _("The statements are not published on the web; they are public documents on request"),
    }


def who_may_answer_words() -> dict[str, str]:
    """Return who may answer, by the value that a consultation has."""
    return {
        INVITED: _("Only those who are invited"),
        ANYBODY: _("Anybody: the invited, and others when their e-mail address is verified by a link"),
    }


def _words(texts: Texts | None) -> Words | None:
    return words(texts) if texts else None
