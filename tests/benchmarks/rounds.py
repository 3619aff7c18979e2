"""Rounds of any size to measure on: rows put into the tables, since handing each statement in would take hours."""

import json
import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Table, func, insert, select
from sqlalchemy.orm import Session

from survey.questions.freeze import read_frozen
from survey.questions.load import load_text
from survey.questions.question import Question
from survey.questions.question_set import QuestionSet
from survey.store.tables import (
    ConsultationRow,
    InvitationRow,
    OrganisationRow,
    ParticipantRow,
    ResponseRow,
    SnapshotRow,
    SubmissionRow,
    SubmittedAnswerRow,
)
from tests.rounds import open_round

NOW = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
COLUMNS, CHOICES = 30, 5
TEXT = 400
"""Characters of each text: with 25 of them a statement has 10 kB."""

GROUPS = ("municipality", "wellbeing_county", "organisation", "authority", "company")
AT_A_TIME = 500


def wide_set() -> QuestionSet:
    """Thirty questions that fill a column each: 25 texts and 5 choices."""
    lines = ["schema: 1", "key: mittaus", "languages: [fi, sv]", "title: {fi: Mittaus, sv: Mätning}", "sections:"]
    lines += ["  - key: osio", "    title: {fi: Osio, sv: Avsnitt}", "    questions:"]
    for number in range(COLUMNS):
        label = f"label: {{fi: Kysymys numero {number}, sv: Fråga nummer {number}}}"
        if number % (COLUMNS // CHOICES):
            lines.append(f"      - {{key: k{number}, kind: long_text, {label}}}")
        else:
            options = "[{key: kylla, label: {fi: Kyllä, sv: Ja}}, {key: ei, label: {fi: Ei, sv: Nej}}]"
            lines.append(f"      - {{key: k{number}, kind: choice, {label}, options: {options}}}")
    return load_text("\n".join(lines) + "\n").question_set


def filled_round(session: Session, statements: int) -> int:
    """A round of so many statements of `wide_set`; the consultation's number."""
    question_set = wide_set()
    consultation = open_round(session, now=NOW, question_set=question_set).consultation
    first = {row: (session.scalar(select(func.max(row.id))) or 0) + 1 for row in (*_MADE, SubmittedAnswerRow)}
    numbers = iter(range(statements))
    while some := list(islice(numbers, AT_A_TIME)):
        for row, made in _MADE.items():
            table: Any = row.__table__
            session.execute(insert(table), [made(first, number, consultation) for number in some])
        answers: Table = SubmittedAnswerRow.__table__  # type: ignore[assignment]
        session.execute(insert(answers), [row for number in some for row in _answers(first, number, question_set)])
    return consultation.id


def _organisation(first: dict[Any, int], number: int, consultation: ConsultationRow) -> dict[str, Any]:
    name = {"fi": f"Kunta {number}", "sv": f"Kommun {number}"}
    own = {"id": first[OrganisationRow] + number, "name": name, "email": f"{number}@example.fi"}
    return own | {"group": GROUPS[number % 5], "language": "fi"}


def _invitation(first: dict[Any, int], number: int, consultation: ConsultationRow) -> dict[str, Any]:
    organisation = {"id": first[InvitationRow] + number, "organisation_id": first[OrganisationRow] + number}
    return organisation | {"consultation_id": consultation.id, "sent_at": NOW, "opened_at": NOW}


def _response(first: dict[Any, int], number: int, consultation: ConsultationRow) -> dict[str, Any]:
    return {"id": first[ResponseRow] + number, "invitation_id": first[InvitationRow] + number, "changed_at": NOW}


def _participant(first: dict[Any, int], number: int, consultation: ConsultationRow) -> dict[str, Any]:
    own = {"id": first[ParticipantRow] + number, "invitation_id": first[InvitationRow] + number}
    return own | {"created_at": NOW, "role": "holder"}


def _snapshot(first: dict[Any, int], number: int, consultation: ConsultationRow) -> dict[str, Any]:
    parts = dict.fromkeys(("contact_part", "secret_part"), json.dumps({"answers": {}}))
    parts["public_part"] = json.dumps({"answers": _displayed(number, read_frozen(consultation.question_set))})
    digests = dict.fromkeys(("public_digest", "contact_digest", "secret_digest"), "0" * 64)
    texts = {"structure_digest": consultation.structure_digest, "text_digest": consultation.text_digest}
    own = {"id": first[SnapshotRow] + number, "response_id": first[ResponseRow] + number, "taken_at": NOW}
    return own | parts | digests | texts


def _submission(first: dict[Any, int], number: int, consultation: ConsultationRow) -> dict[str, Any]:
    return {
        "id": first[SubmissionRow] + number,
        "response_id": first[ResponseRow] + number,
        "snapshot_id": first[SnapshotRow] + number,
        "number": 1,
        "reference": f"REF-{number}",
        "kind": "statement",
        "language": "fi",
        "submitted_at": NOW,
        "participant_id": first[ParticipantRow] + number,
        "nonce": "nonce",
    }


_MADE: dict[Any, Callable[..., dict[str, Any]]] = {
    OrganisationRow: _organisation,
    InvitationRow: _invitation,
    ResponseRow: _response,
    ParticipantRow: _participant,
    SnapshotRow: _snapshot,
    SubmissionRow: _submission,
}


def _displayed(number: int, question_set: QuestionSet) -> dict[str, Any]:
    """The answers of a statement as its snapshot has them."""
    return {
        question.key: {"value": _value(question, number * COLUMNS + at), "state": "answered"}
        for at, question in enumerate(question_set.questions())
    }


def _value(question: Question, place: int) -> dict[str, str]:
    return {"option": ("kylla", "ei")[place % 2]} if question.kind == "choice" else {"text": text_of(place)}


def _answers(first: dict[Any, int], number: int, question_set: QuestionSet) -> Iterator[dict[str, Any]]:
    for at, question in enumerate(question_set.questions()):
        place = number * COLUMNS + at
        yield {
            "id": first[SubmittedAnswerRow] + place,
            "submission_id": first[SubmissionRow] + number,
            "address": question.key,
            "value": _value(question, place),
            "state": "answered",
            "digest": f"{place:064x}",
        }


def _paragraphs() -> list[str]:
    chance = random.Random(1)  # noqa: S311  # the same words in every run
    syllables = [a + b for a in "hjklmnprstv" for b in ("a", "ä", "e", "i", "o", "u", "aa", "ie", "uo", "en", "is")]
    words = ["".join(chance.choices(syllables, k=chance.randint(2, 5))) for _ in range(3_000)]
    return [" ".join(chance.choices(words, k=TEXT // 4)) for _ in range(1_009)]


_PARAGRAPHS = _paragraphs()


def text_of(place: int) -> str:
    """A text that no other place has, of words that do not come again soon."""
    return f"{place}. {_PARAGRAPHS[place % len(_PARAGRAPHS)]}"[:TEXT]
