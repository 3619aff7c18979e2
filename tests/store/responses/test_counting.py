"""Which of an organisation's submissions counts, where some came by another channel and were entered."""

from datetime import datetime, timedelta

import pytest

from survey.store.consultations import invited
from survey.store.database import Database
from survey.store.following import WITHDRAWN, followed_one, submissions_by
from survey.store.responses.submissions import (
    counting_number,
    latest_submission,
    submissions_of,
    superseded_submissions,
)
from survey.store.tables import SnapshotRow, SubmissionRow, WithdrawalRow
from tests.rounds import Round, open_round

DIGESTS = ("structure_digest", "text_digest", "public_digest", "contact_digest", "secret_digest")


def test_of_what_the_organisation_has_submitted_the_latest_counts_whatever_its_clock_said(
    database: Database, now: datetime
) -> None:
    assert counting(database, now, ("own", 5), ("own", 4)) == 2


@pytest.mark.parametrize(("arrived", "counts"), [(2, 1), (7, 2)])
def test_of_an_own_and_an_entered_statement_the_one_counts_that_arrived_later(
    database: Database, now: datetime, arrived: int, counts: int
) -> None:
    assert counting(database, now, ("own", 5), ("entered", arrived)) == counts


def test_who_enters_again_corrects_also_the_time_of_arrival(database: Database, now: datetime) -> None:
    assert counting(database, now, ("own", 5), ("entered", 7), ("entered", 4)) == 1


def test_of_what_was_entered_the_latest_counts(database: Database, now: datetime) -> None:
    assert counting(database, now, ("entered", 7), ("entered", 4)) == 2


def test_what_the_organisation_submits_afterwards_counts(database: Database, now: datetime) -> None:
    assert counting(database, now, ("entered", 5), ("own", 6)) == 2


@pytest.mark.parametrize("made", [("own", 5), ("own", 4), ("entered", 3)])
def test_what_is_withdrawn_counts_no_longer_and_nothing_older_counts_again(
    database: Database, now: datetime, made: tuple[str, int]
) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        for number, (by, day) in enumerate([made, ("own", 6)], start=1):
            session.add(_submission(round_, number, by, now + timedelta(days=day), now + timedelta(days=7)))
            session.flush()
        response, invitation = round_.access.response.id, round_.access.invitation.id
        latest = latest_submission(session, response)
        assert latest and latest.number == 2
        at = now + timedelta(days=8)
        session.add(
            WithdrawalRow(submission=latest, reason="Syy.", at=at, participant_id=latest.participant_id, nonce="")
        )
        session.flush()
        assert latest_submission(session, response) is None and counting_number(session, response) == 0
        assert invited(session, round_.consultation.id)[0].submission is None
        assert followed_one(session, round_.consultation.id, invitation).status == WITHDRAWN
        session.add(_submission(round_, 3, "own", now + timedelta(days=9), at))
        session.flush()
        assert counting_number(session, response) == 3
        assert not list(superseded_submissions(session, [submissions_of(session, response)[0].id]))


def counting(database: Database, now: datetime, *made: tuple[str, int]) -> int:
    """The number of the submission that counts, as every query says it; `made`: by whom, and on which day it came."""
    with database.writing() as session:
        round_ = open_round(session, now=now)
        for number, (by, day) in enumerate(made, start=1):
            session.add(_submission(round_, number, by, now + timedelta(days=day), now + timedelta(days=20)))
            session.flush()
        response, invitation = round_.access.response.id, round_.access.invitation.id
        latest = latest_submission(session, response)
        listed = invited(session, round_.consultation.id)[0].submission
        followed = followed_one(session, round_.consultation.id, invitation).submission
        assert latest and listed and followed
        replaced = superseded_submissions(session, [latest.id])
        others = [number for number in range(1, len(made) + 1) if number != latest.number]
        assert [each.number for each in replaced] == others
        first = submissions_of(session, response)[0], submissions_by(session, invitation)[0]
        assert {each.id for each in (listed, followed, *first)} == {latest.id}
        return latest.number


def _submission(round_: Round, number: int, by: str, came_at: datetime, now: datetime) -> SubmissionRow:
    response_id, is_entered = round_.access.response.id, by == "entered"
    snapshot = SnapshotRow(
        response_id=response_id, taken_at=now, public_part="{}", contact_part="{}", secret_part="{}",
        **dict.fromkeys(DIGESTS, "0" * 64),
    )  # fmt: skip
    return SubmissionRow(
        response_id=response_id,
        snapshot=snapshot,
        number=number,
        reference=f"REF-{number}",
        kind="statement",
        language="fi",
        submitted_at=came_at,
        participant_id=round_.access.participant.id,
        nonce=f"nonce-{number}",
        channel="post" if is_entered else None,
        entered_at=now if is_entered else None,
    )
