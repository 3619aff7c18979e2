"""Saving an organisation's working answers so that nobody's text is overwritten and none is lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from survey.operations.answers.drafts import Draft, open_draft, write
from survey.operations.log import record
from survey.questions.question import Given, Reading
from survey.store.personal_links import Access
from survey.store.responses.answers import NEVER_ANSWERED, StoredAnswer, Write, answer_in_revision
from survey.store.tables.answers import OWN


@dataclass(frozen=True)
class Change:
    """A change that a page sends for one address: what was read from the page, and the revision that the page had
    shown.
    """

    reading: Reading
    revision: int

    @property
    def given(self) -> Given | None:
        """The new answer, or None if the change empties the answer."""
        return None if self.reading.value is None else Given(self.reading.value, self.reading.state)


@dataclass(frozen=True)
class Conflict:
    """An address that another person changed after the page was opened. Nothing was written there.

    `mine`: the answer that this page sent; `stored_answers`: the one answer that is stored now.
    """

    address: str
    mine: Given | None
    stored_answers: StoredAnswer


@dataclass(frozen=True)
class Saved:
    """The result of a save.

    `changed`: how many addresses were written; `written`: the addresses that now have a non-empty answer; `removed`:
    how many characters could not be stored; `conflicts`: by address.
    """

    changed: int = 0
    written: frozenset[str] = frozenset()
    removed: int = 0
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)


def save_answers(session: Session, access: Access, changes: Mapping[str, Change], *, now: datetime) -> Saved:
    """Save changes to a response's answers: opens its draft, then calls `save_changes`."""
    return save_changes(open_draft(session, access), changes, now=now)


def save_changes(draft: Draft, changes: Mapping[str, Change], *, now: datetime) -> Saved:
    """Save the changes that a page sends, address by address.

    An answer is written if the page had shown what is stored now. If a colleague has changed it since, nothing is
    overwritten: if the page sends back what it had shown, the colleague's text is kept; if both texts are equal,
    nothing needs to be written; otherwise the address is reported as a conflict. A conflict does not stop the other
    addresses from being saved.

    Answers are saved also after the deadline, so that text that was being written then is not lost. Only submitting is
    refused then.
    """
    note_opened(draft.session, draft.access, now=now)
    conflicts: dict[str, Conflict] = {}
    writes: list[Write] = []
    for address, change in changes.items():
        stored = draft.stored_answers.get(address, NEVER_ANSWERED)
        if change.given == stored.given:
            continue
        if stored.revision != change.revision:
            shown = _shown(draft, address, change.revision)
            if change.given == shown:
                continue
            if shown != stored.given:
                conflicts[address] = Conflict(address, change.given, stored)
                continue
        writes.append(Write(address, change.reading.value, change.reading.state, stored))
    write(draft, writes, now=now)
    written = frozenset(each.address for each in writes if each.value is not None)
    return Saved(len(writes), written, sum(change.reading.removed for change in changes.values()), conflicts)


def note_opened(session: Session, access: Access, *, now: datetime) -> None:
    """Store the time of the organisation's first act, if it is not stored yet.

    Opening a link by GET does not count, because mail scanners do that too; nor does what coordinators type for it.
    """
    if access.response.origin == OWN and access.invitation.opened_at is None:
        access.invitation.opened_at = now
        record(
            session, "request opened", now=now, invitation_id=access.invitation.id, participant_id=access.participant.id
        )
        session.flush()


def _shown(draft: Draft, address: str, revision: int) -> Given | None:
    """Return what a page had shown that was drawn from this revision, which is not the stored one."""
    if not revision:
        return None
    return answer_in_revision(draft.session, draft.access.response.id, address, revision)
