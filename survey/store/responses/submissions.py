"""Reading and appending submissions, their snapshots, and the rows of their answers."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from sqlalchemy import String, bindparam, cast, func, select
from sqlalchemy.orm import Session, aliased, contains_eager

from survey.questions.question import Given, State
from survey.store.base import NotFound
from survey.store.responses.counting import counting_first, counting_id, is_replaced, is_withdrawn
from survey.store.tables import (
    DeletedSubmissionRow,
    InvitationRow,
    OrganisationRow,
    ResponseRow,
    SnapshotRow,
    SubmissionRow,
    SubmittedAnswerRow,
    WithdrawalRow,
)

_STATES = {state.value: state for state in State}

AT_A_TIME = 100
"""How many submissions' answers one query reads when many are streamed."""


def submissions_of(session: Session, response_id: int) -> list[SubmissionRow]:
    """Return every submission of a response with its snapshot: first the one that counts, if any does, then the latest
    first. One query.
    """
    rows = session.scalars(
        select(SubmissionRow)
        .join(SubmissionRow.snapshot)
        .options(contains_eager(SubmissionRow.snapshot))
        .where(SubmissionRow.response_id == response_id)
        .order_by(counting_first(), SubmissionRow.number.desc())
    )
    return list(rows)


def latest_submission(session: Session, response_id: int) -> SubmissionRow | None:
    """Return the response's submission that counts (`counting_id` has the rule), or None.

    One query. Its snapshot comes with it without the answers, which are read only if somebody asks for them.
    """
    snapshot = contains_eager(SubmissionRow.snapshot)
    return session.scalar(
        select(SubmissionRow)
        .join(SubmissionRow.snapshot)
        .options(snapshot.defer(SnapshotRow.public_part), snapshot.defer(SnapshotRow.contact_part))
        .where(SubmissionRow.response_id == response_id, SubmissionRow.id == counting_id(SubmissionRow.response_id))
    )


def counting_number(session: Session, response_id: int) -> int:
    """Return the number of the response's submission that counts; 0 if there is none."""
    counts = SubmissionRow.response_id == response_id, SubmissionRow.id == counting_id(SubmissionRow.response_id)
    return session.scalar(select(SubmissionRow.number).where(*counts)) or 0


def latest_withdrawal(session: Session, response_id: int) -> WithdrawalRow | None:
    """Return the withdrawal of a response that came last, with its submission; None if nothing was withdrawn."""
    return session.scalar(
        select(WithdrawalRow)
        .join(WithdrawalRow.submission)
        .options(contains_eager(WithdrawalRow.submission))
        .where(SubmissionRow.response_id == response_id)
        .order_by(WithdrawalRow.id.desc())
        .limit(1)
    )


def latest_number(session: Session, response_id: int) -> int:
    """Return the highest number of a response's submissions; 0 if there are none."""
    return session.scalar(select(func.max(SubmissionRow.number)).where(SubmissionRow.response_id == response_id)) or 0


@dataclass(frozen=True)
class Latest:
    """What an organisation itself has submitted last, and what was entered for it last; None where there is nothing, or
    it was withdrawn.
    """

    own: SubmissionRow | None
    entered: SubmissionRow | None

    @property
    def counting(self) -> SubmissionRow | None:
        """The one that counts: that which came later, as `counting_id` has it."""
        found = [each for each in (self.own, self.entered) if each]
        return max(found, key=lambda each: (each.submitted_at, each.id), default=None)


def latest_of_each(session: Session, response_id: int) -> Latest:
    """Return the latest submission of each sort with its snapshot, without the answers. One query."""
    snapshot = contains_eager(SubmissionRow.snapshot)
    rows = session.scalars(
        select(SubmissionRow)
        .join(SubmissionRow.snapshot)
        .options(snapshot.defer(SnapshotRow.public_part), snapshot.defer(SnapshotRow.contact_part))
        .where(SubmissionRow.response_id == response_id, ~is_replaced(SubmissionRow), ~is_withdrawn(SubmissionRow))
    )
    found = {each.channel is not None: each for each in rows}
    return Latest(found.get(False), found.get(True))


def has_submitted(session: Session, response_id: int) -> bool:
    """Return whether the organisation itself has submitted anything from its response that it has not withdrawn."""
    return session.execute(_SUBMITTED, {"response_id": response_id}).first() is not None


_SUBMITTED = (
    select(SubmissionRow.id)
    .where(
        SubmissionRow.response_id == bindparam("response_id"),
        SubmissionRow.channel.is_(None),
        ~is_replaced(SubmissionRow),
        ~is_withdrawn(SubmissionRow),
    )
    .limit(1)
)
"""Built only once, because every save runs it."""


def numbered(submissions: Sequence[SubmissionRow], number: int | None) -> SubmissionRow:
    """Return the submission with this number, or the first one in `submissions` if `number` is None. Raises
    NotFound.
    """
    for submission in submissions:
        if number is None or submission.number == number:
            return submission
    raise NotFound("submission")


def submissions_by_public_digest(session: Session, public_digest: str, *, most: int) -> list[SubmissionRow]:
    """Return the submissions whose public part has this digest, the latest first, at most so many.

    There are several if an organisation goes back to what it had submitted before.
    """
    rows = session.scalars(
        select(SubmissionRow)
        .join(SubmissionRow.snapshot)
        .where(SnapshotRow.public_digest == public_digest)
        .order_by(SubmissionRow.submitted_at.desc(), SubmissionRow.id.desc())
        .limit(most)
    )
    return list(rows)


def deleted_submissions_by_public_digest(
    session: Session, public_digest: str, *, most: int
) -> list[DeletedSubmissionRow]:
    """Return what is left of the deleted submissions with this digest, the latest first, at most so many."""
    rows = session.scalars(
        select(DeletedSubmissionRow)
        .where(DeletedSubmissionRow.public_digest == public_digest)
        .order_by(DeletedSubmissionRow.submitted_at.desc(), DeletedSubmissionRow.id.desc())
        .limit(most)
    )
    return list(rows)


def submission_by_nonce(session: Session, response_id: int, nonce: str) -> SubmissionRow | None:
    """Return the submission that was already made with this page's nonce, or None."""
    return session.scalar(
        select(SubmissionRow).where(SubmissionRow.nonce == nonce, SubmissionRow.response_id == response_id)
    )


def reference_is_taken(session: Session, reference: str) -> bool:
    """Return whether a submission has this reference, or had it before it was deleted after its time."""
    deleted = select(DeletedSubmissionRow.id).where(DeletedSubmissionRow.reference == reference)
    found = select(SubmissionRow.id).where(SubmissionRow.reference == reference).union_all(deleted)
    return session.execute(found).first() is not None


def append_submission(
    session: Session, submission: SubmissionRow, snapshot: SnapshotRow, answers: Mapping[str, tuple[Given, str]]
) -> SubmissionRow:
    """Store a submission with its snapshot and its answers. `answers`: by address, each with its digest."""
    submission.snapshot = snapshot
    session.add(submission)
    session.flush()
    for address, (given, digest) in answers.items():
        session.add(
            SubmittedAnswerRow(
                submission_id=submission.id,
                address=address,
                value=dict(given.value),
                state=given.state,
                digest=digest,
            )
        )
    session.flush()
    return submission


class SubmittedAnswer(NamedTuple):
    """One answer of a submission, with its digest."""

    given: Given
    digest: str


def submitted_answers(
    session: Session, submission_ids: Iterable[int], *, below: str = ""
) -> Iterator[tuple[int, dict[str, SubmittedAnswer]]]:
    """Yield (submission id, answers by address), in the order of `submission_ids`; reads a hundred submissions at a
    time.

    Answers are in the order in which they were submitted; only those whose address begins with `below` are included.
    """
    remaining = iter(submission_ids)
    while batch := list(islice(remaining, AT_A_TIME)):
        yield from _answers_of(session, batch, below).items()


class Superseded(NamedTuple):
    """A submission without its answers, which `submitted_answers` reads. `replaced_by`: the id of the submission that
    counts.
    """

    id: int
    replaced_by: int
    number: int
    reference: str
    kind: str
    submitted_at: datetime
    channel: str | None
    decision: str | None


def superseded_submissions(session: Session, counting: Iterable[int]) -> Iterator[Superseded]:
    """Yield the submissions that count no longer beside each of these, by number, in the order of `counting`; without
    those that were withdrawn, which are no part of the answers.

    Reads the data for a hundred submissions at a time.
    """
    remaining = iter(counting)
    row, counts = SubmissionRow, aliased(SubmissionRow)
    while batch := list(islice(remaining, AT_A_TIME)):
        rows = session.execute(
            select(row.id, counts.id, row.number, row.reference, row.kind, row.submitted_at, row.channel, row.decision)
            .join(counts, counts.response_id == row.response_id)
            .where(counts.id.in_(batch), row.id != counts.id, ~is_withdrawn(row))
            .order_by(row.number)
        )
        found: dict[int, list[Superseded]] = {number: [] for number in batch}
        for each in map(Superseded._make, rows):
            found[each.replaced_by].append(each)
        for submissions in found.values():
            yield from submissions


class Withdrawn(NamedTuple):
    """A submission that was withdrawn, of which organisation, when and why."""

    name: dict[str, str]
    group: str
    number: int
    reference: str
    submitted_at: datetime
    withdrawn_at: datetime
    reason: str


def withdrawn_in(session: Session, consultation_id: int) -> list[Withdrawn]:
    """Return every submission of a consultation that was withdrawn, in the order of withdrawing."""
    organisation, row = OrganisationRow, SubmissionRow
    rows = session.execute(
        select(
            *(organisation.name, organisation.group, row.number, row.reference, row.submitted_at),
            *(WithdrawalRow.at, WithdrawalRow.reason),
        )
        .join(row, row.id == WithdrawalRow.submission_id)
        .join(ResponseRow, ResponseRow.id == row.response_id)
        .join(InvitationRow, InvitationRow.id == ResponseRow.invitation_id)
        .join(organisation, organisation.id == InvitationRow.organisation_id)
        .where(InvitationRow.consultation_id == consultation_id)
        .order_by(WithdrawalRow.id)
    )
    return [Withdrawn(*each) for each in rows]


def contact_parts(session: Session, submission_ids: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Yield (submission id, the part of its snapshot with personal data); reads a hundred submissions at a time."""
    remaining = iter(submission_ids)
    while batch := list(islice(remaining, AT_A_TIME)):
        rows = session.execute(
            select(SubmissionRow.id, SnapshotRow.contact_part)
            .join(SubmissionRow.snapshot)
            .where(SubmissionRow.id.in_(batch))
            .order_by(SubmissionRow.id)
        )
        yield from ((submission_id, part) for submission_id, part in rows)


def _answers_of(session: Session, submission_ids: Sequence[int], below: str) -> dict[int, dict[str, SubmittedAnswer]]:
    found: dict[int, dict[str, SubmittedAnswer]] = {number: {} for number in submission_ids}
    # Plain columns instead of objects, because a session keeps every object until it closes. The values are read as
    # JSON text and decoded together, because decoding them one by one takes as long as all the rest.
    row = SubmittedAnswerRow.__table__.c
    rows = session.execute(
        select(row.submission_id, row.address, cast(row.value, String), row.state, row.digest)
        .where(row.submission_id.in_(submission_ids), row.address.startswith(below, autoescape=True))
        .order_by(row.id)
    ).all()
    values = json.loads(f"[{','.join(written for *_others, written, _state, _digest in rows)}]")
    for (submission_id, address, _written, state, digest), value in zip(rows, values, strict=True):
        found[submission_id][address] = SubmittedAnswer(Given(value, _STATES[state]), digest)
    return found
