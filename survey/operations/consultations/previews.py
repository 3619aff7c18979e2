"""Trying a question set as an organisation would see it, in a consultation that nobody was asked to."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from survey.languages import PAGE_LANGUAGES
from survey.operations.consultations.addressees import Addressee
from survey.operations.consultations.opening import Opening, invite, open_consultation, opening_from
from survey.questions.question_set import QuestionSet

LASTS = timedelta(days=42)
"""Six weeks: the least that organisations should be given (Government guideline on consultation, 2016)."""


def opening_for_show(question_set: QuestionSet, deadline: datetime) -> Opening:
    """What the set tells of its consultation, with a dash for what it does not tell."""
    told = opening_from(question_set, deadline=deadline)
    return replace(
        told,
        issuer={**dict.fromkeys(question_set.languages, "–"), **told.issuer},
        diary_number=told.diary_number or "–",
        contact_name=told.contact_name or "–",
        contact_email=told.contact_email or "esikatselu@example.fi",
    )


def make_preview(session: Session, question_set: QuestionSet, *, now: datetime) -> dict[str, str]:
    """Open a consultation on the set for a made-up organisation in each language; the links' tokens by language.

    For a database that is thrown away. A draft will do: a text that is missing in one language is shown in another.
    """
    consultation = open_consultation(session, question_set, opening_for_show(question_set, now + LASTS), now=now)
    names = {"fi": "Esikatselu", "sv": "Förhandsgranskning"}
    return {
        language: invite(
            session, consultation, Addressee(names, "other", language, "esikatselu@example.fi"), now=now
        ).token
        for language in PAGE_LANGUAGES
    }
