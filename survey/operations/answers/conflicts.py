"""Conflicts that wait for a choice: what somebody typed is kept for them until they choose."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from survey.operations.answers.drafts import Draft
from survey.store.open_conflicts import (
    OpenConflict,
    add_open_conflict,
    change_open_conflict,
    close_open_conflicts,
    open_conflicts_of,
)


@dataclass(frozen=True)
class Sent:
    """What a page brought at an address: each part as typed, and the latest of the kept texts that the page showed
    (0: it showed none)."""

    parts: Mapping[str, str]
    shown: int


def keep_and_close(draft: Draft, sent: Mapping[str, Sent], in_conflict: Collection[str], *, now: datetime) -> None:
    """Keep what is in conflict, and remove what the page showed where it is not in conflict any more.

    A text that the page showed and brought back changed takes the place of the kept one. What a page brings that had
    shown no conflict (another window, or the page before by the back button) is kept beside the others.
    """
    if not in_conflict and not any(each.shown for each in sent.values()):
        return
    kept = open_conflicts_of(draft.session, draft.access)
    for address, each in sent.items():
        if address in in_conflict:
            _keep(draft, address, each, kept.get(address, []), now=now)
        elif each.shown:
            close_open_conflicts(draft.session, draft.access, address, up_to=each.shown)


def _keep(draft: Draft, address: str, sent: Sent, kept: list[OpenConflict], *, now: datetime) -> None:
    if any(dict(each.parts) == dict(sent.parts) for each in kept):
        return
    if sent.shown in {each.id for each in kept}:
        change_open_conflict(draft.session, sent.shown, sent.parts, now=now)
    else:
        add_open_conflict(draft.session, draft.access, address, sent.parts, now=now)
