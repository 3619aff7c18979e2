"""What is due for being deleted, and how much of it there is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy.orm import Session

from survey.languages import in_helsinki
from survey.operations.retention.periods import Kind, day_after
from survey.questions.asking.addresses import addressed, all_sections, entry_of
from survey.questions.asking.entries import with_entries
from survey.questions.freeze import canonical_json, read_frozen
from survey.questions.question import Texts
from survey.store.retention.counts import count_all, count_contact, count_drafts, count_mails, total
from survey.store.retention.periods import Kept, periods_that_count
from survey.store.retention.selecting import Unpublished
from survey.store.tables import ConsultationRow

ANY_ENTRY = "e0"
"""Stands for the entries of a group when the addresses of its questions are made."""


@dataclass(frozen=True)
class Due:
    """One kind of a consultation's data whose period has ended. `day`: when it ended (None: somebody has taken the
    period away while it was being deleted, and the rest is deleted too). `numbers`: how much of what there is.
    """

    consultation_id: int
    consultation_key: str
    kind: Kind
    day: date | None
    numbers: Mapping[str, int]


def all_due(session: Session, *, now: datetime) -> list[Due]:
    """Return what is due in all consultations, by consultation; without kinds of which nothing is there.

    Where a whole consultation is due, its other kinds are not named: they are deleted with it.
    """
    found = [each for each in periods_that_count(session) if is_due(each, now=now)]
    whole = {each.consultation.id for each in found if each.retention.kind == Kind.ALL}
    counted = [
        _counted(session, each, now=now)
        for each in found
        if each.retention.kind == Kind.ALL or each.consultation.id not in whole
    ]
    return [each for each in counted if each.kind is Kind.ALL or total(each.numbers)]


def is_due(kept: Kept, *, now: datetime) -> bool:
    """Return whether a period has ended. Never before the consultation has: its deadline may have been moved since. A
    deletion that was stopped in the middle is always due.
    """
    if now < kept.ends_at:
        return False
    if kept.retention.begun_at and not kept.retention.deleted_at:
        return True
    months = kept.retention.months
    return months is not None and day_after(kept.ends_at, months) <= in_helsinki(now).date()


@lru_cache(maxsize=16)
def unpublished_in(question_set: str) -> Unpublished:
    """Return where the answers to a frozen set are that are never published, the respondent's details among them."""
    addresses, in_groups = set(), set()
    for section in all_sections(read_frozen(question_set)):
        for address, question in addressed(with_entries(section, lambda _group: [ANY_ENTRY])):
            entry = entry_of(address)
            if not question.public and entry:
                in_groups.add((entry.group, entry.question))
            elif not question.public:
                addresses.add(address)
    return Unpublished(frozenset(addresses), frozenset(in_groups))


def title_to_leave(consultation: ConsultationRow) -> str:
    """Return what is left of a question set when its consultation is deleted: its title, as JSON."""
    return canonical_json({"title": read_frozen(consultation.question_set).title})


def left_title(consultation: ConsultationRow) -> Texts:
    """Return the title of a consultation that is deleted, or is being deleted."""
    title: Texts = json.loads(consultation.question_set)["title"]
    return title


def mails_before(months: int | None, *, now: datetime) -> datetime:
    """Return the moment before which a mail must have been put into the outbox to be older than the period."""
    if months is None:
        return now
    day = day_after(now, -months)
    return now.replace(year=day.year, month=day.month, day=day.day)


def _counted(session: Session, kept: Kept, *, now: datetime) -> Due:
    consultation, kind = kept.consultation, Kind(kept.retention.kind)
    months = kept.retention.months
    day = day_after(kept.ends_at, months) if months is not None else None
    match kind:
        case Kind.CONTACT:
            numbers = count_contact(session, consultation.id, unpublished_in(consultation.question_set))
        case Kind.DRAFTS:
            numbers = count_drafts(session, consultation.id)
        case Kind.MAILS:
            numbers = count_mails(session, consultation.id, before=mails_before(months, now=now))
        case Kind.ALL:
            numbers = count_all(session, consultation.id)
    return Due(consultation.id, consultation.key, kind, day, numbers)
