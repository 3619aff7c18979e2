"""Conflicts that wait for a choice: what was typed is kept until somebody of the organisation chooses.

The texts belong to the response and not to who typed them. A personal link may be shared, so nobody can know whether
two people or two windows of one person wrote the same answer; and the draft too can be changed by everybody.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from survey.operations.answers.drafts import Draft
from survey.store.responses.open_conflicts import (
    OpenConflict,
    add_open_conflict,
    open_conflicts_of,
    settle_open_conflict,
    settled_parts,
)


@dataclass(frozen=True)
class Sent:
    """What a page brought at an address: each part as typed, and the number of the waiting text that the page had in
    its field (0: none).
    """

    parts: Mapping[str, str]
    shown: int


def keep_and_settle(
    draft: Draft, sent: Mapping[str, Sent], in_conflict: Collection[str], *, now: datetime
) -> frozenset[str]:
    """Keep what is in conflict, and settle the text that the page had in its field where there is no conflict any more.

    A text that the page showed and brought back changed takes the place of the kept one. What a page brings that had
    shown no conflict (another window, or the page before by the back button) is kept beside the others. Returns the
    addresses where another text waits after a choice: each is chosen by itself, so that none goes unseen.
    """
    if not in_conflict and not any(each.shown for each in sent.values()):
        return frozenset()
    kept = open_conflicts_of(draft.session, draft.access)
    waiting = set()
    for address, each in sent.items():
        if address in in_conflict:
            _keep(draft, address, each, kept.get(address, []), now=now)
        elif each.shown:
            settle_open_conflict(draft.session, draft.access, address, each.shown, now=now)
            if any(other.id != each.shown for other in kept.get(address, [])):
                waiting.add(address)
    return frozenset(waiting)


def open_choices(draft: Draft) -> frozenset[str]:
    """Return the addresses where a choice is open now."""
    return frozenset(open_conflicts_of(draft.session, draft.access))


def was_settled(draft: Draft, address: str, sent: Sent) -> bool:
    """Return whether the text that the page brought back is one that somebody else has settled since."""
    settled = settled_parts(draft.session, draft.access, address, sent.shown)
    return settled is not None and dict(settled) == dict(sent.parts)


def _keep(draft: Draft, address: str, sent: Sent, kept: list[OpenConflict], *, now: datetime) -> None:
    if any(dict(each.parts) == dict(sent.parts) for each in kept):
        return
    if sent.shown in {each.id for each in kept}:
        settle_open_conflict(draft.session, draft.access, address, sent.shown, now=now)
    add_open_conflict(draft.session, draft.access, address, sent.parts, now=now)
