"""After an upgrade every account reads and does what it could before, in every consultation that there is."""

from datetime import datetime

from sqlalchemy import delete, func, select, text

from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.mail.occasions import request_to
from survey.operations.mail.outbox import put_into_outbox
from survey.store.database import Database
from survey.store.migrations import downgrade, upgrade
from survey.store.tables import MemberRow, MessageRow, PersonalLinkRow
from tests.rounds import open_round


def test_all_accounts_take_part_in_all_consultations_and_mails_keep_their_links(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        for name, role in (("maija", "coordinator"), ("liisa", "reader")):
            create_coordinator(session, email=f"{name}@x.fi", name=name, password_hash="x", role=role, now=now)
        first = open_round(session, now=now)
        put_into_outbox(session, [request_to(first.access.invitation)], now=now)
        session.scalars(select(PersonalLinkRow)).one().message_id = session.scalars(select(MessageRow.id)).one()
        session.execute(delete(MemberRow))
    downgrade(database, "0013")
    upgrade(database)
    with database.reading() as session:
        found = {each.coordinator.name: each.role for each in session.scalars(select(MemberRow))}
        link, message = session.scalars(select(PersonalLinkRow)).one(), session.scalars(select(MessageRow)).one()
        assert link.message_id == message.id
        assert session.scalar(select(func.count()).select_from(MemberRow)) == 2
        if database.is_sqlite:
            assert session.execute(text("PRAGMA foreign_key_check")).all() == []
    assert found == {"maija": "coordinator", "liisa": "reader"}
