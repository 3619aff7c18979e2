"""The answers to some questions in all drafts or all submissions of a consultation, for counting."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from survey.questions.question import Given, State
from survey.store.responses.counting import counting_submission_ids
from survey.store.responses.origins import OWN_RESPONSE
from survey.store.responses.submissions import AT_A_TIME
from survey.store.tables import AnswerRow, InvitationRow, ResponseRow, SubmissionRow, SubmittedAnswerRow


def drafted(
    session: Session, consultation_id: int, addresses: Collection[str], groups: Collection[str]
) -> Iterator[dict[str, Given]]:
    """Yield the answers of each draft from which nothing has been submitted, by address.

    Only the answers at `addresses` and in entries of `groups` are read, a hundred drafts at a time. Drafts without such
    an answer are left out.
    """
    drafts = session.scalars(
        select(ResponseRow.id)
        .join(InvitationRow, OWN_RESPONSE)
        .outerjoin(SubmissionRow, and_(SubmissionRow.response_id == ResponseRow.id, SubmissionRow.channel.is_(None)))
        .where(InvitationRow.consultation_id == consultation_id, SubmissionRow.id.is_(None))
        .order_by(ResponseRow.id)
    )
    row = AnswerRow
    answers = select(row.response_id, row.address, row.value, row.state).where(
        row.value.is_not(None), _at(row.address, addresses, groups)
    )
    return _by_owner(session, drafts if addresses else (), answers.order_by(row.id), row.response_id)


def submitted(
    session: Session, consultation_id: int, addresses: Collection[str], groups: Collection[str]
) -> Iterator[dict[str, Given]]:
    """Yield the answers of each organisation's submission that counts, read as in `drafted`."""
    latest = counting_submission_ids()
    submissions = session.scalars(
        select(latest.c.submission_id)
        .join(ResponseRow, ResponseRow.id == latest.c.response_id)
        .join(InvitationRow, InvitationRow.id == ResponseRow.invitation_id)
        .where(InvitationRow.consultation_id == consultation_id)
        .order_by(latest.c.submission_id)
    )
    row = SubmittedAnswerRow
    answers = select(row.submission_id, row.address, row.value, row.state).where(_at(row.address, addresses, groups))
    return _by_owner(session, submissions if addresses else (), answers.order_by(row.id), row.submission_id)


def _at(
    address: InstrumentedAttribute[str], addresses: Collection[str], groups: Collection[str]
) -> ColumnElement[bool]:
    within = (address.startswith(f"{group}/", autoescape=True) for group in sorted(groups))
    return or_(address.in_(sorted(addresses)), *within)


def _by_owner(
    session: Session, owners: Iterable[int], answers: Select[*tuple[Any, ...]], owner: InstrumentedAttribute[int]
) -> Iterator[dict[str, Given]]:
    """Yield the answers of each draft or submission. One query for a hundred of them."""
    remaining = iter(list(owners))
    while some := list(islice(remaining, AT_A_TIME)):
        found: dict[int, dict[str, Given]] = {}
        for owned_by, address, value, state in session.execute(answers.where(owner.in_(some))):
            found.setdefault(owned_by, {})[address] = Given(value, State(state))
        yield from found.values()
