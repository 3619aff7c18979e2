"""Adding, removing and ordering the entries of a group: acts on the list as it is now, so that two people's add up.

An entry that is removed keeps its answers, and can be put back as it was.
"""

import secrets
from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy.orm import Session

from survey.questions.asked import ENTRIES, REMOVED, entries_of, entry_of, removed_entries
from survey.questions.kinds.group import Group
from survey.questions.question import State
from survey.store.answers import NEVER_ANSWERED, Write, given_answers, held_answers, lock_response, write_answers
from survey.store.links import Access

MOST_REMOVED = 100
"""Removed entries that can be put back: the latest ones. Somebody who adds and removes for ever fills no page."""

Lists = tuple[list[str], list[str]]
"""The ids of a group's entries in order, and of those that were removed."""


def add_entry(session: Session, access: Access, group: Group, *, now: datetime) -> str | None:
    """Add an empty entry last; its id, or None where the group has as many as it may."""
    made = f"e{secrets.token_hex(4)}"

    def add(entries: list[str], removed: list[str]) -> Lists | None:
        return ([*entries, made], removed) if len(entries) < group.repeat.maximum else None

    return made if _change(session, access, group, add, now=now) else None


def remove_entry(session: Session, access: Access, group: Group, entry: str, *, now: datetime) -> bool:
    """Take an entry out of the group. False where it was not in it."""

    def remove(entries: list[str], removed: list[str]) -> Lists | None:
        if entry not in entries:
            return None
        return [each for each in entries if each != entry], [*removed, entry][-MOST_REMOVED:]

    return _change(session, access, group, remove, now=now)


def put_back_entry(session: Session, access: Access, group: Group, entry: str, *, now: datetime) -> bool:
    """Put a removed entry back, last. False where it was not among those."""

    def put_back(entries: list[str], removed: list[str]) -> Lists | None:
        return ([*entries, entry], [each for each in removed if each != entry]) if entry in removed else None

    return _change(session, access, group, put_back, now=now)


def move_entry_up(session: Session, access: Access, group: Group, entry: str, *, now: datetime) -> bool:
    """Let an entry change places with the one before it. False where there is none."""

    def move(entries: list[str], removed: list[str]) -> Lists | None:
        place = entries.index(entry) if entry in entries else 0
        if place == 0:
            return None
        return [*entries[: place - 1], entry, entries[place - 1], *entries[place + 1 :]], removed

    return _change(session, access, group, move, now=now)


def put_back_written(
    session: Session, access: Access, group: Group, written: Collection[str], *, now: datetime
) -> list[str]:
    """Put back the entries of `group` that somebody removed while another was still writing in them.

    `written` are the addresses at which something was written just now. The ids of the entries that came back.
    """
    ids = {entry.id for address in written if (entry := entry_of(address)) and entry.group == group.key}
    return [entry for entry in sorted(ids) if put_back_entry(session, access, group, entry, now=now)]


def _change(
    session: Session,
    access: Access,
    group: Group,
    change: Callable[[list[str], list[str]], Lists | None],
    *,
    now: datetime,
) -> bool:
    lock_response(session, access.response.id)
    held = held_answers(session, access.response.id)
    answers = given_answers(held)
    lists = change(list(entries_of(group, answers)), list(removed_entries(group, answers)))
    if lists is None:
        return False
    value = {ENTRIES: " ".join(lists[0]), REMOVED: " ".join(lists[1])}
    write = Write(group.key, value, State.ANSWERED, held.get(group.key, NEVER_ANSWERED))
    write_answers(session, access.response.id, [write], by=access.participant.id, now=now)
    access.response.changed_at = now
    return True
