"""Saving an organisation's working answers so that nobody's text is overwritten and none is lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from survey.operations.answers.drafts import Draft, open_draft, write
from survey.operations.log import record
from survey.questions.question import Given, Reading
from survey.store.answers import NEVER_ANSWERED, StoredAnswer, Write, answer_in_revision
from survey.store.personal_links import Access


@dataclass(frozen=True)
class Change:
    """What a page brings for one address: what was read from it, and the revision that the page had shown."""

    reading: Reading
    revision: int

    @property
    def given(self) -> Given | None:
        """The answer that this change makes; None empties it."""
        return None if self.reading.value is None else Given(self.reading.value, self.reading.state)


@dataclass(frozen=True)
class Conflict:
    """An address that somebody else changed after the page was opened. Nothing was written there."""

    address: str
    mine: Given | None
    stored_answers: StoredAnswer


@dataclass(frozen=True)
class Saved:
    """What became of a save: the addresses that have a new answer, characters that could not be kept, conflicts."""

    changed: int = 0
    written: frozenset[str] = frozenset()
    removed: int = 0
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)


def save_answers(session: Session, access: Access, changes: Mapping[str, Change], *, now: datetime) -> Saved:
    """Save changes to a response's answers: `save_changes` on its draft as it is now."""
    return save_changes(open_draft(session, access), changes, now=now)


def save_changes(draft: Draft, changes: Mapping[str, Change], *, now: datetime) -> Saved:
    """Save what a page brings, address by address.

    An answer is written when the page had shown the revision that is stored. Where a colleague has changed it
    since, nothing is overwritten: if the page brings what it had shown, the colleague's text stands; if both have
    the same, all is well; otherwise the address is in conflict, and the others are saved all the same.

    A draft takes everything, also after the deadline: what was being written then is kept, and only handing in
    is refused.
    """
    note_opened(draft.session, draft.access, now=now)
    conflicts: dict[str, Conflict] = {}
    writes: list[Write] = []
    for address, change in changes.items():
        stored = draft.stored_answers.get(address, NEVER_ANSWERED)
        if change.given == stored.given or (stored.revision != change.revision and _untouched(draft, address, change)):
            continue
        if stored.revision != change.revision:
            conflicts[address] = Conflict(address, change.given, stored)
            continue
        writes.append(Write(address, change.reading.value, change.reading.state, stored))
    write(draft, writes, now=now)
    written = frozenset(each.address for each in writes if each.value is not None)
    return Saved(len(writes), written, sum(change.reading.removed for change in changes.values()), conflicts)


def note_opened(session: Session, access: Access, *, now: datetime) -> None:
    """Note the organisation's first act. Opening a link by GET is not one: mail scanners do that too."""
    if access.invitation.opened_at is None:
        access.invitation.opened_at = now
        record(
            session, "request opened", now=now, invitation_id=access.invitation.id, participant_id=access.participant.id
        )
        session.flush()


def _untouched(draft: Draft, address: str, change: Change) -> bool:
    """Whether the page brings back just what it had shown."""
    shown = None
    if change.revision:
        shown = answer_in_revision(draft.session, draft.access.response.id, address, change.revision)
    return change.given == shown
