"""The data of a consultation for pages: who asks and why, contact persons, and background material."""

from collections.abc import Sequence
from dataclasses import dataclass

from survey.questions.consultation import Consultation
from survey.questions.question import Texts
from survey.questions.question_set import QuestionSet
from survey.store.tables import ConsultationRow
from survey.web.language import page_language
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
    else empty.
    """

    title: Words
    url: str
    language: str


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


def consultation_view(consultation: ConsultationRow, question_set: QuestionSet) -> ConsultationView:
    """Return the data of the consultation. Values given at its opening replace those of the question set."""
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
            MaterialView(words(material.title), url, language if language != page_language() else "")
            for material in data.materials or ()
            for url, language in [material.url_in(page_language())]
        ],
    )


def _words(texts: Texts | None) -> Words | None:
    return words(texts) if texts else None
