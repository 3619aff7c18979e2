"""The mails within an organisation: a colleague's own link, and word of a statement that no longer counts."""

from datetime import datetime

import pytest
from sqlalchemy import update

from survey.operations.accounts.tokens import token_digest
from survey.operations.colleagues.roles import APPROVER, COMMENTER, WRITER
from survey.operations.colleagues.taking_part import Linked, add_colleague, hand_over, remove_colleague
from survey.operations.colleagues.undoing import tell_writers
from survey.operations.mail.occasions import request_to
from survey.operations.mail.outbox import put_into_outbox
from survey.store.database import Database
from survey.store.personal_links import link_by_token
from survey.store.tables import AnswerRow, MessageRow, SubmissionRow
from tests.mail_servers import Mailbox, Taken, mail_server
from tests.operations.mail.outboxes import messages, send
from tests.rounds import DETAILS, Round, open_round, save, submit

EMAIL = "kaisa@example.fi"
"""A colleague's."""


def add(database: Database, now: datetime, role: str = WRITER, language: str = "fi") -> tuple[Round, Linked]:
    """A round whose organisation has added a colleague, whose mail waits."""
    with database.writing() as session:
        round_ = open_round(session, now=now)
        round_.access.participant.name = "Anna Asianhoitaja"
        linked = add_colleague(session, round_.access, EMAIL, role, language=language, by_mail=True, now=now)
    return round_, linked


def taken(database: Database, now: datetime) -> list[Taken]:
    """What a mail server takes of all that waits."""
    box = Mailbox()
    with mail_server(box) as settings:
        send(database, settings, now=now)
    return box.taken


@pytest.mark.parametrize(
    ("language", "role", "told"),
    [
        ("fi", WRITER, "Anna Asianhoitaja pyytää teitä laatimaan lausuntoa yhdessä."),
        ("fi", COMMENTER, "Voitte lukea luonnosta ja kommentoida sitä."),
        ("sv", APPROVER, "Ni kan läsa utkastet, kommentera det och godkänna det innan det skickas."),
    ],
)
def test_the_mail_says_who_asks_what_for_and_has_the_colleagues_own_link(
    database: Database, now: datetime, language: str, role: str, told: str
) -> None:
    _round, linked = add(database, now, role, language)
    [mail] = taken(database, now)
    assert mail.recipient == EMAIL and told in mail.text
    assert "%(" not in mail.text + mail.mail["Subject"] and "VN/1/2026" in mail.text
    assert "kirjaamo@example.fi" in str(mail.mail["Reply-To"]), "an answer stays within the organisation"
    token = mail.text.partition(f"/{language}/r/")[2].split()[0]
    with database.reading() as session:
        link, _response = link_by_token(session, token_digest(token))
        assert link.participant_id == linked.person.id


def test_a_colleague_who_was_removed_before_the_mail_went_gets_none(database: Database, now: datetime) -> None:
    round_, linked = add(database, now)
    with database.writing() as session:
        remove_colleague(session, round_.access, linked.person.id, now=now)
    assert taken(database, now) == []
    assert [each.state for each in messages(database)] == ["failed"]


def test_a_mail_that_was_under_way_when_the_colleague_was_removed_makes_no_link(
    sqlite: Database, now: datetime
) -> None:
    round_, linked = add(sqlite, now)
    with sqlite.writing() as session:
        remove_colleague(session, round_.access, linked.person.id, now=now)
        session.execute(update(MessageRow).values(state="waiting"))
    assert taken(sqlite, now) == []


def test_who_is_in_charge_now_is_told_so(sqlite: Database, now: datetime) -> None:
    round_, linked = add(sqlite, now)
    later = now.replace(hour=now.hour + 1)
    with sqlite.writing() as session:
        hand_over(session, round_.access, linked.person.id, language="fi", by_mail=True, now=later)
    assert "Vastaatte lausunnosta: lisäätte siihen työtoverit ja lähetätte sen." in taken(sqlite, later)[-1].text


def test_requests_and_reminders_still_go_to_the_organisations_address_with_its_link(
    sqlite: Database, now: datetime
) -> None:
    round_, linked = add(sqlite, now)
    with sqlite.writing() as session:
        hand_over(session, round_.access, linked.person.id, language="fi", by_mail=False, now=now)
        put_into_outbox(session, [request_to(round_.access.invitation)], now=now)
    mail = taken(sqlite, now)[-1]
    assert mail.recipient == "kirjaamo@example.fi"
    with sqlite.reading() as session:
        link, _response = link_by_token(session, token_digest(mail.text.partition("/fi/r/")[2].split()[0]))
        assert link.participant_id == round_.access.participant.id


def test_who_wrote_is_told_which_statement_no_longer_counts_and_gets_no_link(database: Database, now: datetime) -> None:
    round_, linked = add(database, now)
    taken(database, now)
    with database.writing() as session:
        save(session, round_, {**DETAILS, "nakemys": {"text": "Kannatamme."}}, now=now)
        submission = submit(session, round_, now=now)
        submission_id, reference = submission.id, submission.reference
    with database.writing() as session:
        session.execute(update(AnswerRow).where(AnswerRow.address == "nakemys").values(participant_id=linked.person.id))
        undone = session.get_one(SubmissionRow, submission_id)
        assert tell_writers(session, round_.access, undone, now=now) == 1
    [mail] = taken(database, now)
    assert mail.recipient == EMAIL and reference in mail.text and "ei ole enää voimassa" in mail.text
    assert "/r/" not in mail.text and "Kannatamme" not in mail.text and "%(" not in mail.text
