"""Consultations that have ended, with everything that one can have, and periods."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.authoring.uploads import read_upload
from survey.export.statements.records import Channel, Decision
from survey.languages import format_date
from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.accounts.roles import COORDINATOR
from survey.operations.colleagues.approving import approve
from survey.operations.colleagues.comments import reply, write_comment
from survey.operations.colleagues.roles import APPROVER
from survey.operations.colleagues.taking_part import add_colleague
from survey.operations.colleagues.topics import WHOLE
from survey.operations.consultation_drafts.materials import CheckedFile, MaterialGiven, add_material
from survey.operations.consultation_drafts.trials import begin_trial
from survey.operations.consultations.deadlines import give_more_time
from survey.operations.consultations.members import take_in
from survey.operations.consultations.personal_links import issue_joining_link
from survey.operations.consultations.planned_reminders import plan_reminder
from survey.operations.exports.files import Wanted, ask_for_export, make_export
from survey.operations.handling.steps import StepTyped, correct_step, read_step, record_step
from survey.operations.mail.occasions import joining_mail, request_to
from survey.operations.mail.outbox import put_into_outbox
from survey.operations.question_sets.drafts import keep_draft
from survey.operations.retention.deleting import Outcome, delete_due
from survey.operations.retention.due import Due, all_due
from survey.operations.retention.periods import Kind, set_periods
from survey.operations.submissions.entering import Arrival, begin_entering
from survey.operations.submissions.submitting import DecisionSaid, draft_fingerprint
from survey.store.base import Base
from survey.store.database import Database
from survey.store.responses.brought_back import keep_brought_back
from survey.store.responses.open_conflicts import add_open_conflict
from survey.store.tables import (
    AttachmentRow,
    ConfirmationRow,
    CoordinatorRow,
    JoiningRow,
    JointLinkRow,
    JointPartyRow,
    MessageRow,
    PassedOverRow,
    ReminderRow,
    SubmissionRow,
    SubmittedAttachmentRow,
    SubmittedPartyRow,
    WithdrawalRow,
)
from tests.files import PDF
from tests.passwords import HASH
from tests.questions.written import tiny_set
from tests.rounds import ONE_QUESTION, Round, invite_another, open_round, save, submit

LASTS = timedelta(days=30)
SECRET = "Salli Salattava"
"""Stands in every answer that is not published."""

PUBLISHED = "Kunta kannattaa esitystä lämpimästi."

ANSWERS = {
    "julkinen": {"text": PUBLISHED},
    "laskija": {"text": SECRET},
    "suostumus": {"option": "kylla", "reason": SECRET},
    "tekijat/e1/tekija": {"text": SECRET},
    "pykalat/e1/huomaaja": {"text": SECRET},
    "pykalat/e1/huomio": {"text": "Julkinen huomio"},
    "details/recorded_by": {"text": SECRET},
    "details/contact_email": {"email": "salli.salattava@example.fi"},
}


def ended_round(database: Database, folder: Path, *, now: datetime, organisations: int = 1) -> Round:
    """A consultation that ends 30 days after `now`, with a row in every table that a consultation can have."""
    with database.writing() as session:
        maija = create_coordinator(session, email="maija@example.fi", name="Maija", password_hash=HASH, now=now)
        first = open_round(session, now=now, question_set=tiny_set("public"), lasts=LASTS - timedelta(days=1))
        others = [invite_another(session, first.consultation, now=now, name=f"K {n}") for n in range(1, organisations)]
        for place, each in enumerate([first, *others]):
            each.access.participant.name = SECRET
            save(session, each, ANSWERS, now=now)
            if each is first:
                _handled(session, each, now)
            submit(session, each, now=now, nonce=f"nonce-{place}", said=DecisionSaid(Decision.PENDING))
            save(session, each, {"julkinen": {"text": "Luonnos."}}, revision=1, now=now)
            for address in ("julkinen", "laskija"):
                add_open_conflict(session, each.access, address, {"text": SECRET}, now=now)
            keep_brought_back(session, each.access, f'["{SECRET}"]', source="pasted", name="", now=now)
        put_into_outbox(session, [request_to(each.access.invitation) for each in [first, *others]], now=now)
        for message in session.scalars(select(MessageRow)):
            message.answer = f"550 {message.recipient} unknown"
        consultation = first.consultation
        session.add(ReminderRow(consultation_id=consultation.id, words={}, nonce="n", at=now, coordinator_id=maija.id))
        plan_reminder(session, consultation, days_before=3, words={}, by=maija, now=now)
        for invitation, days in ((None, LASTS), (first.access.invitation, LASTS + timedelta(days=1))):
            give_more_time(
                session, consultation, invitation, deadline=now + days, reason={}, by=maija, by_mail=False, now=now
            )
        for sha256, name in (("a" * 64, "lähetetty.pdf"), ("b" * 64, "lähettämättä.pdf")):
            file = AttachmentRow(response_id=first.access.response.id, sha256=sha256, name=name, size=len(PDF),
                                 media_type="application/pdf", content=PDF, at=now)  # fmt: skip
            session.add(file)
        session.flush()
        submitted = session.scalars(select(AttachmentRow.id).order_by(AttachmentRow.id)).first()
        submission = session.scalars(select(SubmissionRow.id)).first()
        session.add(SubmittedAttachmentRow(submission_id=submission, attachment_id=submitted))
        _confirmed_and_withdrawn(session, first, submission, now)
        _prepared_and_entered(session, first, maija, now)
        _written_together(session, first, submission, now)
        _with_others(session, first, submission, now)
    for internal in (True, False):
        with database.writing() as session:
            wanted = Wanted("json", "fi", internal=internal)
            maija = session.scalars(select(CoordinatorRow).order_by(CoordinatorRow.id).limit(1)).one()
            row, _new = ask_for_export(session, folder, first.consultation, wanted, maija, now=now)
        make_export(database, folder, row.id)
    return first


def _confirmed_and_withdrawn(session: Session, round_: Round, submission_id: int | None, now: datetime) -> None:
    """What can become of a submission; no page lets both become of the same one."""
    done = {"submission_id": submission_id, "at": now, "participant_id": round_.access.participant.id, "nonce": "n"}
    session.add(WithdrawalRow(**done, reason="Käsitellään uudelleen."))
    session.add(ConfirmationRow(**done, body="Kunnanhallitus", decided_on=now.date(), paragraph="§ 1"))


def _handled(session: Session, round_: Round, now: datetime) -> None:
    """A proposal, and the decision that the statement is submitted with, which corrects what was recorded first."""
    day = format_date(now)
    for number, kind in enumerate(("proposal", "decision"), start=1):
        typed = StepTyped(kind, "Hallitus", day, str(number), contact=SECRET)
        record_step(session, round_.access, read_step(typed, now=now), nonce=f"step-{number}", now=now)
    typed = StepTyped("decision", "Hallitus", day, "3", contact=SECRET)
    correct_step(session, round_.access, 2, read_step(typed, now=now), with_draft=False, nonce="step-3", now=now)


def _prepared_and_entered(session: Session, round_: Round, maija: CoordinatorRow, now: datetime) -> None:
    """The draft from which the consultation opened, with a material and a trial, which is there only if opening forgot
    it; and a statement that is being entered.
    """
    consultation = round_.consultation
    take_in(session, consultation, maija, role=COORDINATOR, by=None, now=now)
    authored = read_upload(ONE_QUESTION.encode(), "yksi.yaml")
    draft = keep_draft(session, maija, authored, source_name="yksi.yaml", now=now)
    file = CheckedFile("muistio.pdf", "application/pdf", PDF)
    add_material(session, draft, MaterialGiven({"fi": "Muistio", "sv": "PM"}, {}, {"fi": file}), now=now)
    begin_trial(session, draft, by=maija, language="fi", now=now)
    draft.consultation_id = consultation.id
    arrival = Arrival(Channel.POST, now, "fi")
    begin_entering(session, round_.access.invitation, arrival, earlier=None, by=maija, now=now)


def want_to_join(database: Database, round_: Round, *, now: datetime) -> None:
    """Somebody who has not verified the address, with a link: such a one is forgotten after some days in any case."""
    with database.writing() as session:
        wish = JoiningRow(
            consultation_id=round_.consultation.id, name=SECRET, is_name_public=False, group="private_person",
            language="fi", email="salli.salattava@example.fi", at=now,
        )  # fmt: skip
        session.add(wish)
        session.flush()
        put_into_outbox(session, [joining_mail(wish)], now=now)
        [mail] = session.scalars(select(MessageRow).where(MessageRow.joining_id == wish.id))
        issue_joining_link(session, wish, now=now, message_id=mail.id)


def _written_together(session: Session, round_: Round, submission_id: int | None, now: datetime) -> None:
    """A colleague with a comment, who has approved the draft, and was passed over."""
    colleague = add_colleague(
        session, round_.access, "eeva@salli.example", APPROVER, language="fi", by_mail=False, now=now
    ).person
    access = replace(round_.access, participant=colleague)
    comment = write_comment(session, access, WHOLE, SECRET, now=now)
    reply(session, round_.access, comment.id, SECRET, now=now)
    approve(session, access, checked=draft_fingerprint(session, access), now=now)
    session.add(PassedOverRow(submission_id=submission_id, participant_id=colleague.id))


def _with_others(session: Session, round_: Round, submission_id: int | None, now: datetime) -> None:
    """One that is behind the statement, for which its own invitation does, and one that has not confirmed it."""
    for invitation_id in (round_.access.invitation.id, None):
        how = {"confirmed_at": now, "confirmed_how": "own_link", "confirmed_digest": "a" * 64} if invitation_id else {}
        party = JointPartyRow(
            response_id=round_.access.response.id, invitation_id=invitation_id, name={"fi": "Naapuri"}, group="city",
            language="fi", email="salli.salattava@example.fi", confirmed_by=SECRET, told_how=SECRET, named_at=now,
            participant_id=round_.access.participant.id, **how,
        )  # fmt: skip
        session.add(party)
        session.flush()
        session.add(JointLinkRow(joint_party_id=party.id, token_digest=f"{party.id}", created_at=now))
        if invitation_id:
            behind = {"joint_party_id": party.id, "invitation_id": invitation_id, "at": now, "how": "own_link"}
            session.add(SubmittedPartyRow(submission_id=submission_id, **behind))


def keep(database: Database, round_: Round, *, now: datetime, **months: int) -> None:
    """Set these periods, and those of the other kinds to none."""
    with database.writing() as session:
        maija = session.scalars(select(CoordinatorRow).order_by(CoordinatorRow.id).limit(1)).one()
        periods = {kind: months.get(kind) for kind in Kind}
        set_periods(session, round_.consultation, periods, by=maija, now=now, agreed=True)


def due(database: Database, *, now: datetime) -> list[Due]:
    """What is due."""
    with database.reading() as session:
        return all_due(session, now=now)


def delete_all_due(database: Database, folder: Path, *, now: datetime) -> list[Outcome]:
    """Delete what is due, as the command does."""
    return [delete_due(database, folder, each, now=now) for each in due(database, now=now)]


def numbers(database: Database) -> dict[str, int]:
    """How many rows each table has that is not empty."""
    with database.reading() as session:
        counted = {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Base.metadata.tables.items()
        }
    return {name: number for name, number in counted.items() if number}


def everything(database: Database) -> str:
    """All that is stored, as a text to look for words in."""
    with database.reading() as session:
        return "\n".join(
            repr(tuple(row)) for table in Base.metadata.sorted_tables for row in session.execute(select(table))
        )
