"""After an upgrade who could answer before can, and nobody else; what waits for opening by itself opens."""

from datetime import datetime

from sqlalchemy import select, text

from survey.authoring.uploads import read_upload
from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.mail.occasions import request_to
from survey.operations.mail.outbox import put_into_outbox
from survey.operations.question_sets.drafts import keep_draft
from survey.store.database import Database
from survey.store.migrations import downgrade, upgrade
from survey.store.tables import ConsultationDraftRow, ConsultationRow, InvitationRow, MessageRow
from tests.rounds import ONE_QUESTION, open_round


def test_only_the_invited_answer_as_before_and_only_who_waits_for_nothing_must_choose(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        first = open_round(session, now=now)
        put_into_outbox(session, [request_to(first.access.invitation)], now=now)
        maija = create_coordinator(session, email="maija@example.fi", name="Maija", password_hash="x", now=now)
        for place in range(2):
            authored = read_upload(ONE_QUESTION.encode(), "yksi.yaml")
            draft = keep_draft(session, maija, authored, source_name="yksi.yaml", now=now)
            draft.about = {"goals-fi": "Selkeä laki"}
            draft.opens_at, draft.opens_by = (now, maija.id) if place else (None, None)
        first.consultation.who_may_answer = "anybody"
        first.access.invitation.asked, first.access.invitation.joined_at = False, now
    downgrade(database, "0018")
    upgrade(database)
    with database.reading() as session:
        assert session.scalars(select(ConsultationRow.who_may_answer)).all() == ["invited"]
        assert session.scalars(select(InvitationRow.joined_at)).all() == [None]
        assert session.scalars(select(MessageRow.kind)).all() == ["request"]
        waits_not, waits = session.scalars(select(ConsultationDraftRow).order_by(ConsultationDraftRow.id))
        assert waits_not.about == {"goals-fi": "Selkeä laki"}
        assert waits.about == {"goals-fi": "Selkeä laki", "who_may_answer": "invited"}
        if database.is_sqlite:
            assert session.execute(text("PRAGMA foreign_key_check")).all() == []
