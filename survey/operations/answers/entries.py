"""Adding, removing and ordering the entries of a group: acts on the list as it is now, so that two people's add up.

An entry that is removed keeps its answers, and can be put back as it was.
"""

import secrets
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from survey.operations.answers.drafts import Draft, write
from survey.questions.asking.addresses import entry_address, entry_of
from survey.questions.asking.entries import ENTRIES, REMOVED, entries_of, removed_entries
from survey.questions.kinds.group import MOST_ENTRIES, Group
from survey.questions.question import State
from survey.store.answers import NEVER_ANSWERED, Write


class Act(StrEnum):
    """What can be done with the entries of a group."""

    ADD = "add_entry"
    REMOVE = "remove_entry"
    PUT_BACK = "put_back_entry"
    MOVE_UP = "move_entry_up"


@dataclass(frozen=True)
class Pressed:
    """A button of a group: what it does, with which group, and with which of its entries (none when adding)."""

    act: Act
    group: str
    entry: str = ""


@dataclass(frozen=True)
class Done:
    """What became of a button: `entry` is the one that it was about, or made; `done` whether anything was changed.

    `had_answers`: of an entry that was removed, whether anything was written in it.
    """

    act: Act
    group: Group
    entry: str
    done: bool
    had_answers: bool = False


MOST_REMOVED = 100
"""Removed entries that can be put back: the latest ones. Somebody who adds and removes for ever fills no page."""

Lists = tuple[list[str], list[str]]
"""The ids of a group's entries in order, and of those that were removed."""


def press(draft: Draft, groups: Iterable[Group], pressed: Pressed | None, *, now: datetime) -> Done | None:
    """Do what a button asks for; None where no button was pressed, or one of a group that there is not."""
    group = next((each for each in groups if pressed and each.key == pressed.group), None)
    if pressed is None or group is None:
        return None
    match pressed.act:
        case Act.ADD:
            made = add_entry(draft, group, now=now)
            return Done(pressed.act, group, made or "", made is not None)
        case Act.REMOVE:
            done = remove_entry(draft, group, pressed.entry, now=now)
            answers = draft.given
            written = any(entry_address(group.key, pressed.entry, each.key) in answers for each in group.questions)
            return Done(pressed.act, group, pressed.entry, done, written)
        case Act.PUT_BACK:
            return Done(pressed.act, group, pressed.entry, put_back_entry(draft, group, pressed.entry, now=now))
        case Act.MOVE_UP:
            return Done(pressed.act, group, pressed.entry, move_entry_up(draft, group, pressed.entry, now=now))


def add_entry(draft: Draft, group: Group, *, now: datetime) -> str | None:
    """Add an empty entry last; its id, or None where the group has as many as it may."""
    made = f"e{secrets.token_hex(4)}"

    def add(entries: list[str], removed: list[str]) -> Lists | None:
        return ([*entries, made], removed) if len(entries) < group.repeat.maximum else None

    return made if _change(draft, group, add, now=now) else None


def remove_entry(draft: Draft, group: Group, entry: str, *, now: datetime) -> bool:
    """Take an entry out of the group. False where it was not in it."""

    def remove(entries: list[str], removed: list[str]) -> Lists | None:
        if entry not in entries:
            return None
        return [each for each in entries if each != entry], [*removed, entry][-MOST_REMOVED:]

    return _change(draft, group, remove, now=now)


def put_back_entry(draft: Draft, group: Group, entry: str, *, now: datetime) -> bool:
    """Put a removed entry back, last. False where it was not among those, or there are as many as there may be."""
    return _put_back(draft, group, entry, group.repeat.maximum, now=now)


def move_entry_up(draft: Draft, group: Group, entry: str, *, now: datetime) -> bool:
    """Let an entry change places with the one before it. False where there is none."""

    def move(entries: list[str], removed: list[str]) -> Lists | None:
        place = entries.index(entry) if entry in entries else 0
        if place == 0:
            return None
        return [*entries[: place - 1], entry, entries[place - 1], *entries[place + 1 :]], removed

    return _change(draft, group, move, now=now)


def put_back_written(draft: Draft, group: Group, written: Collection[str], *, now: datetime) -> list[str]:
    """Put back the entries of `group` that somebody removed while another was still writing in them.

    `written` are the addresses at which something was written just now. The ids of the entries that came back.
    """
    # Nobody's text is lost for the sake of a maximum, but it stops somewhere: a page must still be one.
    ids = {entry.id for address in written if (entry := entry_of(address)) and entry.group == group.key}
    return [entry for entry in sorted(ids) if _put_back(draft, group, entry, MOST_ENTRIES, now=now)]


def _put_back(draft: Draft, group: Group, entry: str, most: int, *, now: datetime) -> bool:
    def put_back(entries: list[str], removed: list[str]) -> Lists | None:
        if entry not in removed or len(entries) >= most:
            return None
        return [*entries, entry], [each for each in removed if each != entry]

    return _change(draft, group, put_back, now=now)


def _change(
    draft: Draft, group: Group, change: Callable[[list[str], list[str]], Lists | None], *, now: datetime
) -> bool:
    answers = draft.given
    lists = change(list(entries_of(group, answers)), list(removed_entries(group, answers)))
    if lists is None:
        return False
    value = {ENTRIES: " ".join(lists[0]), REMOVED: " ".join(lists[1])}
    write(
        draft, [Write(group.key, value, State.ANSWERED, draft.stored_answers.get(group.key, NEVER_ANSWERED))], now=now
    )
    return True
