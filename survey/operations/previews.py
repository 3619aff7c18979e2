"""Trying a question set as an organisation would see it, in a consultation that nobody was asked to."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from survey.languages import LANGUAGES
from survey.operations.consultations import Addressee, Opening, invite, open_consultation
from survey.questions.model import QuestionSet

LASTS = timedelta(days=42)
"""Six weeks: the least that organisations should be given (Government guideline on consultation, 2016)."""


def make_preview(session: Session, question_set: QuestionSet, *, now: datetime) -> dict[str, str]:
    """Open a consultation on the set for a made-up organisation in each language; the links' tokens by language.

    For a database that is thrown away. A draft will do: a text that is missing in one language is shown in another.
    """
    opening = Opening(
        key=question_set.key,
        issuer=dict.fromkeys(question_set.languages, "–"),
        diary_number="–",
        contact_name="–",
        contact_email="esikatselu@example.fi",
        deadline=now + LASTS,
    )
    consultation = open_consultation(session, question_set, opening, now=now)
    names = {"fi": "Esikatselu", "sv": "Förhandsgranskning"}
    return {
        language: invite(
            session, consultation, Addressee(names, "other", language, "esikatselu@example.fi"), now=now
        ).token
        for language in LANGUAGES
    }
