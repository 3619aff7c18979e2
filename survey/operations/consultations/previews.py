"""Showing a question set as an organisation would see it, in a consultation to which no real
organisation is invited.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from survey.languages import PAGE_LANGUAGES
from survey.operations.consultations.addressees import Addressee
from survey.operations.consultations.opening import Opening, invite, open_consultation, opening_from
from survey.questions.question_set import QuestionSet

LASTS = timedelta(days=42)
"""Six weeks: the shortest time that organisations should be given (Government guideline on consultation, 2016)."""


def opening_for_show(question_set: QuestionSet, deadline: datetime) -> Opening:
    """Return what the set contains about its consultation, with a dash or a made-up e-mail address where it contains
    nothing.
    """
    told = opening_from(question_set, deadline=deadline)
    return replace(
        told,
        issuer={**dict.fromkeys(question_set.languages, "–"), **told.issuer},
        diary_number=told.diary_number or "–",
        contact_name=told.contact_name or "–",
        contact_email=told.contact_email or "esikatselu@example.fi",
    )


def make_preview(session: Session, question_set: QuestionSet, *, now: datetime) -> dict[str, str]:
    """Open a consultation with the set, and invite one made-up organisation for each language of the pages.

    Returns the tokens of their personal links by language. Only for a database that is deleted afterwards. The set may
    be a draft: a text that is missing in one language is shown in another.
    """
    consultation = open_consultation(session, question_set, opening_for_show(question_set, now + LASTS), now=now)
    names = {"fi": "Esikatselu", "sv": "Förhandsgranskning"}
    return {
        language: invite(
            session, consultation, Addressee(names, "other", language, "esikatselu@example.fi"), now=now
        ).token
        for language in PAGE_LANGUAGES
    }
