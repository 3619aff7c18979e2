"""What the committee's workbook costs, from the database to the closed and counted file."""

import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.orm import Session

from survey.export.statements.records import Edition
from survey.operations.exports.committee_workbook import export_consultation
from survey.operations.submissions.submitting import answer_digest
from survey.questions.load import load_text
from survey.questions.question import Given, Question
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
from tests.benchmarks.figures import Figure, figure
from tests.benchmarks.sets import written
from tests.databases import sqlite_database
from tests.rounds import open_round
from tests.site import now_for_pages

STATEMENTS, QUESTIONS = 1_500, 60
RUNS = 3

SENTENCES = (
    "Kunta pitää ehdotusta hyvänä ja katsoo, että rahoitus on turvattava täysimääräisesti.",
    "Välfärdsområdet anser att förslaget bör preciseras till de delar som gäller språkliga rättigheter.",
    "Siirtymäaika on liian lyhyt, ja toimeenpanoon tarvitaan tukea.",
    "Esityksen vaikutusarviointi on suppea: kustannuksia ei ole arvioitu alueittain.",
)
GROUPS = ("municipality", "wellbeing_county", "organisation", "authority", "company")


def _given(question: Question, number: int) -> Given:
    """An answer of three hundred characters or so, now and then of three thousand."""
    size = 40 if number % 97 == 0 else 1 + number % 7
    text = " ".join(SENTENCES[(number + each) % len(SENTENCES)] + f" {number % 1_000}" for each in range(size))
    if question.kind != "choice":
        return Given({"text": text})
    return Given({"option": ("kylla", "paaosin", "ei", "ei_kantaa")[number % 4], "reason": text})


def _fill(session: Session, consultation: ConsultationRow, questions: list[Question]) -> None:
    """Submissions as rows: handing each in would take most of an hour."""
    now = now_for_pages()
    for number in range(STATEMENTS):
        name = {"fi": f"Kunta {number}", "sv": f"Kommun {number}"}
        organisation = OrganisationRow(name=name, group=GROUPS[number % 5], language="fi", email=f"{number}@example.fi")
        invitation = InvitationRow(consultation=consultation, organisation=organisation, sent_at=now, opened_at=now)
        response = ResponseRow(invitation=invitation, changed_at=now)
        participant = ParticipantRow(invitation=invitation, created_at=now, role="holder")
        session.add_all([response, participant])
        session.flush()
        parts = dict.fromkeys(("public_part", "contact_part", "secret_part"), "{}")
        digests = dict.fromkeys(("public_digest", "contact_digest", "secret_digest"), "")
        texts = {"structure_digest": consultation.structure_digest, "text_digest": consultation.text_digest}
        submission = SubmissionRow(
            response=response,
            snapshot=SnapshotRow(response_id=response.id, taken_at=now, **parts, **digests, **texts),
            number=1,
            reference=f"REF-{number}",
            kind="statement",
            language="fi",
            submitted_at=now,
            participant_id=participant.id,
            nonce="nonce",
        )
        session.add(submission)
        session.flush()
        session.execute(
            insert(SubmittedAnswerRow), [_row(submission.id, each, number, at) for at, each in enumerate(questions)]
        )


def _row(submission_id: int, question: Question, number: int, at: int) -> dict[str, object]:
    given = _given(question, number * 61 + at)
    digest = answer_digest(question.key, given)
    return {
        "submission_id": submission_id,
        "address": question.key,
        "value": dict(given.value),
        "state": given.state,
        "digest": digest,
    }


def _committee() -> Figure:
    question_set = load_text(written(QUESTIONS, 8)).question_set
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite_database(Path(folder))
        now = now_for_pages()
        with database.writing() as session:
            consultation = open_round(session, now=now, question_set=question_set).consultation
            _fill(session, consultation, list(question_set.questions()))
            key = consultation.id
        runs = []
        for _ in range(RUNS):
            with database.reading() as session:
                consultation = session.get_one(ConsultationRow, key)
                began = time.process_time()
                export_consultation(session, consultation, Path(folder) / "a.xlsx", Edition("fi", now, by="Mittaus"))
                runs.append(time.process_time() - began)
        database.close()
    return figure(
        runs, f"s of CPU for the committee's workbook of {STATEMENTS} statements and {QUESTIONS} questions", 15
    )


BENCHMARKS: Mapping[str, Callable[[], Figure]] = {"workbook": _committee}
