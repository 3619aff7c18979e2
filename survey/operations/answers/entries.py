"""Adding, removing and reordering the entries of a group.

Each act changes the list of entries as it is stored now, so that changes by two people are both kept. A removed entry
keeps its answers, and can be put back with them.
"""

import secrets
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from survey.operations.answers.drafts import Draft, write
from survey.questions.asking.addresses import entry_address, entry_of, stands_in
from survey.questions.asking.entries import ENTRIES, REMOVED, entries_of, removed_entries
from survey.questions.kinds.group import MOST_ENTRIES, Group
from survey.questions.question import State
from survey.store.responses.answers import NEVER_ANSWERED, Write


class Act(StrEnum):
    """What a button of a group can do."""

    ADD = "add_entry"
    REMOVE = "remove_entry"
    PUT_BACK = "put_back_entry"
    MOVE_UP = "move_entry_up"


@dataclass(frozen=True)
class Pressed:
    """The button of a group that was pressed: what it does, the key of its group, and the id of its entry (empty for
    ADD).
    """

    act: Act
    group: str
    entry: str = ""


@dataclass(frozen=True)
class Done:
    """The result of a pressed button.

    `entry`: the id of the entry that the button belongs to, or of the new entry (empty if none was added). `done`:
    whether anything was changed. `had_answers`: for a removed entry, whether it had any answers. `choice_open`: whether
    an entry was not removed because a choice between two answers is open in it.
    """

    act: Act
    group: Group
    entry: str
    done: bool
    had_answers: bool = False
    choice_open: bool = False


MOST_REMOVED = 100
"""How many removed entries can be put back: the latest ones. The limit stops the page from growing without end if
somebody keeps adding and removing entries.
"""

Lists = tuple[list[str], list[str]]
"""The ids of a group's entries in order, and the ids of its removed entries."""


def press(
    draft: Draft, groups: Iterable[Group], pressed: Pressed | None, choices: Collection[str], *, now: datetime
) -> Done | None:
    """Do what the pressed button asks for, and return the result.

    `choices`: the addresses where a choice between two answers is open. An entry with one is not removed: the texts
    that wait in it would be out of sight. Returns None if no button was pressed, or if its group is not among `groups`.
    """
    group = next((each for each in groups if pressed and each.key == pressed.group), None)
    if pressed is None or group is None:
        return None
    match pressed.act:
        case Act.ADD:
            made = add_entry(draft, group, now=now)
            return Done(pressed.act, group, made or "", made is not None)
        case Act.REMOVE if any(stands_in(address, group.key, pressed.entry) for address in choices):
            return Done(pressed.act, group, pressed.entry, done=False, choice_open=True)
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
    """Add an empty entry at the end and return its id, or None if the group already has its maximum number
    of entries.
    """
    made = f"e{secrets.token_hex(4)}"

    def add(entries: list[str], removed: list[str]) -> Lists | None:
        return ([*entries, made], removed) if len(entries) < group.repeat.maximum else None

    return made if _change(draft, group, add, now=now) else None


def remove_entry(draft: Draft, group: Group, entry: str, *, now: datetime) -> bool:
    """Remove an entry from the group. Returns False if the group has no such entry."""

    def remove(entries: list[str], removed: list[str]) -> Lists | None:
        if entry not in entries:
            return None
        return [each for each in entries if each != entry], [*removed, entry][-MOST_REMOVED:]

    return _change(draft, group, remove, now=now)


def put_back_entry(draft: Draft, group: Group, entry: str, *, now: datetime) -> bool:
    """Put a removed entry back at the end.

    Returns False if it is not among the removed entries, or if the group has its maximum number of entries.
    """
    return _put_back(draft, group, entry, group.repeat.maximum, now=now)


def move_entry_up(draft: Draft, group: Group, entry: str, *, now: datetime) -> bool:
    """Exchange an entry with the one before it. Returns False if it is the first one or not in the group."""

    def move(entries: list[str], removed: list[str]) -> Lists | None:
        place = entries.index(entry) if entry in entries else 0
        if place == 0:
            return None
        return [*entries[: place - 1], entry, entries[place - 1], *entries[place + 1 :]], removed

    return _change(draft, group, move, now=now)


def put_back_written(draft: Draft, group: Group, written: Collection[str], *, now: datetime) -> list[str]:
    """Put back the entries of `group` that somebody removed while another person was still writing in them.

    `written`: the addresses at which answers have just been saved. Returns the ids of the entries that were put back.
    """
    # The group's own maximum does not apply here, so that no text is lost; MOST_ENTRIES limits the size of the page.
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
