"""The periods for which the data of a consultation is kept: setting them, and the days on which they end.

A period is counted from the end of the consultation: the moment at which the last organisation's time to answer ends.
Nothing is deleted unless somebody has set a period: how long documents are kept is decided by the authority's own
information management plan (Archives Act 831/1994; Act on Information Management in Public Administration 906/2019,
section 21; GDPR, Article 5(1)(e)).
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from survey.languages import TranslatableError, in_helsinki
from survey.languages import mark as _
from survey.operations.log import record
from survey.store.retention.periods import ALL, CONTACT, DRAFTS, MAILS, ends_at, periods_of
from survey.store.tables import ConsultationRow, CoordinatorRow, RetentionRow
from survey.store.tables.retention import LONGEST_RETENTION

__all__ = ["LONGEST_RETENTION", "Kind", "PeriodRefused", "day_after", "due_days", "set_periods"]


class Kind(StrEnum):
    """A kind of data with a period of its own."""

    CONTACT = CONTACT
    DRAFTS = DRAFTS
    MAILS = MAILS
    ALL = ALL
    """Everything, the other kinds too."""


class PeriodRefused(TranslatableError):
    """A period was not set. `kind` is the one that is wrong. Nothing was changed."""

    def __init__(self, message: str, kind: Kind, /, **places: object) -> None:
        super().__init__(message, **places)
        self.kind = kind


class DueAtOnce(Exception):
    """Periods would end today or have ended, so that the next run would delete, and nobody has agreed to that. `kinds`:
    all of them. Nothing was changed.
    """

    def __init__(self, kinds: Sequence[Kind]) -> None:
        super().__init__(", ".join(kinds))
        self.kinds = kinds


def day_after(end: datetime, months: int) -> date:
    """Return the day, in Finland, on which a period ends: the same day of the month as the end, or the last of a
    shorter month.
    """
    first = in_helsinki(end).date()
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


def due_days(end: datetime, months: Mapping[Kind, int | None]) -> dict[Kind, date]:
    """Return the day on which each period ends; without the kinds that are kept for ever."""
    return {kind: day_after(end, number) for kind, number in months.items() if number is not None}


def set_periods(  # noqa: PLR0913  # what is set, by whom, when, and what was agreed
    session: Session,
    consultation: ConsultationRow,
    months: Mapping[Kind, int | None],
    *,
    by: CoordinatorRow,
    now: datetime,
    agreed: bool = False,
) -> bool:
    """Set how many months each kind of data is kept after the end; None: for ever. Returns whether anything changed.

    `agreed`: whether the person has said that what is due at once is to be deleted. Raises PeriodRefused for a number
    out of bounds, and for a kind that would be kept longer than everything; DueAtOnce without that agreement.
    """
    for kind in Kind:
        number = months[kind]
        if number is not None and not 1 <= number <= LONGEST_RETENTION:
            message = _("Write a number of months from 1 to %(most)s, or leave the field empty.")
            raise PeriodRefused(message, kind, most=LONGEST_RETENTION)
        whole = months[Kind.ALL]
        if kind is not Kind.ALL and whole is not None and number is not None and number > whole:
            message = _("This is longer than the period of the whole consultation, with which it is deleted too.")
            raise PeriodRefused(message, kind)
    stored = {kind: each.retention for kind, each in periods_of(session, consultation.id).items()}
    changed = [kind for kind in Kind if months[kind] != (stored[kind].months if kind in stored else None)]
    days = due_days(ends_at(session, consultation), {kind: months[kind] for kind in changed})
    today = in_helsinki(now).date()
    if not agreed and (early := [kind for kind in days if days[kind] <= today]):
        raise DueAtOnce(early)
    for kind in changed:
        row = stored.get(kind) or RetentionRow(consultation_id=consultation.id, kind=kind)
        row.months, row.set_at, row.coordinator_id = months[kind], now, by.id
        session.add(row)
    if changed:
        session.flush()
        record(session, "retention set", now=now, consultation_id=consultation.id, coordinator_id=by.id)
    return bool(changed)
