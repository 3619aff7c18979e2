"""What causes a mail, to whom, how often."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from survey.operations.mail.occasions import (
    MOST_ORDERS,
    MOST_RECEIPTS,
    TooManyOrders,
    order_links,
    put_receipts,
    request_to,
)
from survey.operations.mail.outbox import put_into_outbox, send_again
from survey.store.database import Database
from survey.store.tables import LinkOrderRow
from tests.operations.mail.outboxes import messages
from tests.rounds import DETAILS, Round, invite_another, open_round, save, submit


def test_the_same_occasion_and_recipient_again_makes_no_second_mail(database: Database, now: datetime) -> None:
    with database.writing() as session:
        request = request_to(open_round(session, now=now).access.invitation)
        assert put_into_outbox(session, [request, request], now=now) == 1
        assert put_into_outbox(session, [request], now=now) == 0
    assert len(messages(database)) == 1


def test_an_act_that_is_rolled_back_leaves_no_mail(database: Database, now: datetime) -> None:
    with database.session(write=True) as session:
        put_into_outbox(session, [request_to(open_round(session, now=now).access.invitation)], now=now)
        session.rollback()
    assert messages(database) == []


def hand_in_again(database: Database, round_: Round, number: int, contact: str, now: datetime) -> None:
    """Another statement with this contact, and its receipts."""
    with database.writing() as session:
        revision = number - 1
        details = DETAILS if number == 1 else {}
        save(session, round_, {**details, "nakemys": {"text": f"Näkemys {number}"}}, now=now, revision=revision)
        if number > 1:
            save(session, round_, {"details/contact_email": {"email": contact}}, now=now, revision=revision)
        submission = submit(session, round_, now=now, nonce=f"nonce-{number}")
        put_receipts(session, round_.access, submission, now=now)


def test_receipts_to_typed_addresses_are_bounded_and_the_invited_one_always_gets_its_own(
    sqlite: Database, now: datetime
) -> None:
    """Whoever has a link could otherwise make this service write to anybody, as often as a program can submit."""
    with sqlite.writing() as session:
        round_ = open_round(session, now=now)
    for number in range(1, MOST_RECEIPTS + 4):
        hand_in_again(sqlite, round_, number, f"uhri{number}@example.fi", now)
    recipients = [each.recipient for each in messages(sqlite)]
    assert recipients.count("kirjaamo@example.fi") == MOST_RECEIPTS + 3
    assert len(recipients) - recipients.count("kirjaamo@example.fi") == MOST_RECEIPTS


def test_who_is_invited_and_is_the_contact_too_gets_one_receipt(sqlite: Database, now: datetime) -> None:
    with sqlite.writing() as session:
        round_ = open_round(session, now=now)
        round_.access.organisation.email = "Kaisa@Example.fi"
    hand_in_again(sqlite, round_, 1, "", now)
    assert [each.recipient for each in messages(sqlite)] == ["Kaisa@Example.fi"]


def test_a_new_link_goes_to_every_request_of_the_address_and_nowhere_else(database: Database, now: datetime) -> None:
    with database.writing() as session:
        first = open_round(session, now=now)
        other = invite_another(session, first.consultation, now=now, name="Toinen")
        other.access.organisation.email = "toinen@example.fi"
        third = invite_another(session, first.consultation, now=now, name="Kolmas", language="sv")
        session.flush()
        assert order_links(session, " KIRJAAMO@example.fi ", client="192.0.2.1", now=now) == 2
        assert order_links(session, "tuntematon@example.fi", client="192.0.2.1", now=now) == 0
    found = [(each.kind, each.recipient, each.invitation_id, each.languages) for each in messages(database)]
    assert found == [
        ("new_link", "kirjaamo@example.fi", first.access.invitation.id, "fi"),
        ("new_link", "kirjaamo@example.fi", third.access.invitation.id, "sv"),
    ]


def test_long_after_the_end_no_link_can_be_ordered(sqlite: Database, now: datetime) -> None:
    with sqlite.writing() as session:
        open_round(session, now=now)
        assert order_links(session, "kirjaamo@example.fi", client="a", now=now + timedelta(days=119)) == 1
        assert order_links(session, "kirjaamo@example.fi", client="a", now=now + timedelta(days=121)) == 0


@pytest.mark.parametrize("address", ["kirjaamo@example.fi", "tuntematon@example.fi"])
def test_ordering_is_throttled_by_address_whether_it_is_known_or_not(
    sqlite: Database, now: datetime, address: str
) -> None:
    with sqlite.writing() as session:
        open_round(session, now=now)
        for client in range(MOST_ORDERS[0]):
            order_links(session, address, client=f"192.0.2.{client}", now=now)
        with pytest.raises(TooManyOrders):
            order_links(session, address, client="192.0.2.99", now=now)
        order_links(session, address, client="192.0.2.99", now=now + timedelta(hours=1, seconds=1))


def test_ordering_is_throttled_by_client_but_later_where_many_share_its_address(
    sqlite: Database, now: datetime
) -> None:
    with sqlite.writing() as session:
        for number in range(MOST_ORDERS[1]):
            order_links(session, f"a{number}@example.fi", client="2001:db8::1", now=now)
        with pytest.raises(TooManyOrders):
            order_links(session, "b@example.fi", client="2001:db8::2", now=now)  # of the same network
        order_links(session, "b@example.fi", client="2001:db8::2", now=now, is_shared=True)


def test_who_has_ordered_is_forgotten_after_a_day(sqlite: Database, now: datetime) -> None:
    with sqlite.writing() as session:
        order_links(session, "a@example.fi", client="192.0.2.1", now=now)
        order_links(session, "b@example.fi", client="192.0.2.1", now=now + timedelta(days=1, seconds=1))
        assert len(session.scalars(select(LinkOrderRow)).all()) == 1


def test_a_receipt_that_is_mended_to_an_address_that_has_it_already_is_not_sent_twice(
    sqlite: Database, now: datetime
) -> None:
    with sqlite.writing() as session:
        round_ = open_round(session, now=now)
    hand_in_again(sqlite, round_, 1, "", now)
    [registry, typed] = messages(sqlite)
    with sqlite.writing() as session:
        found = session.merge(typed)
        found.state, found.attempts, found.tried_first_at = "failed", 1, now
    with sqlite.writing() as session:
        assert send_again(session, messages(sqlite)[1], recipient=registry.recipient, by=None, now=now)
    assert [each.recipient for each in messages(sqlite)] == [registry.recipient]


def test_only_a_mail_that_has_failed_is_sent_again_and_to_the_mended_address(database: Database, now: datetime) -> None:
    with database.writing() as session:
        put_into_outbox(session, [request_to(open_round(session, now=now).access.invitation)], now=now)
    [message] = messages(database)
    with database.writing() as session:
        assert not send_again(session, message, recipient="uusi@example.fi", by=None, now=now)
        found = session.merge(message)
        found.state, found.attempts, found.tried_first_at, found.answer = "failed", 3, now, "550 no"
    with database.writing() as session:
        later = now + timedelta(days=1)
        assert send_again(session, message, recipient="uusi@example.fi", by=None, now=later)
    [message] = messages(database)
    assert (message.state, message.recipient, message.due_at, message.attempts, message.answer) == (
        *("waiting", "uusi@example.fi", later, 0, ""),
    )
