"""Adding, naming, ordering and removing the groups that the installation has beside the built-in ones.

Nothing that is done here changes a consultation that has opened: its question set keeps the groups and the names with
which it asked.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from survey.authoring.made_keys import question_key
from survey.languages import PAGE_LANGUAGES
from survey.languages import mark as _
from survey.operations.log import record
from survey.operations.register.changing import EntryRefused
from survey.operations.register.entries import Fault
from survey.operations.register.groups import groups_in
from survey.operations.register.row_files import comparable
from survey.questions.own_groups import LONGEST_GROUP_NAME
from survey.store.register.own_groups import has_organisations, numbers_by_group, own_group_rows
from survey.store.tables import OwnGroupRow

MOST_GROUPS = 50
"""Groups of the installation's own: they are offered in one list, and each is a row in every count by group."""

_LONGEST_WORDS = 30
"""Characters of a key that come from the name."""

_MISSING: Mapping[str, str] = {
    "fi": _("Write the name of the group in Finnish."),
    "sv": _("Write the name of the group in Swedish."),
}


class GroupIsUsed(Exception):
    """An organisation has the group, so it cannot be removed. Nothing was changed."""


@dataclass(frozen=True)
class ListedGroup:
    """A group of the installation's own, and how many organisations of the register have it."""

    row: OwnGroupRow
    number: int


def listed_groups(session: Session) -> list[ListedGroup]:
    """Return the groups of the installation's own in their order. Two queries, however many there are."""
    rows = own_group_rows(session)
    numbers = numbers_by_group(session, [each.key for each in rows])
    return [ListedGroup(each, numbers[each.key]) for each in rows]


def read_group_name(session: Session, typed: Mapping[str, str], *, row: OwnGroupRow | None = None) -> dict[str, str]:
    """Return the name of a group by language, as it was typed; `row`: the group that gets it, None for a new one.

    Raises EntryRefused with all that is wrong: a language without a name, a name that is too long or that another group
    has in any language, because files name groups by their names. A new one is refused too where there are MOST_GROUPS.
    """
    groups = groups_in(session)
    faults: list[tuple[str, Fault]] = []
    for language in PAGE_LANGUAGES:
        name, column = typed.get(language, ""), f"name_{language}"
        taken_by = groups.by_words.get(comparable(name))
        if not comparable(name):
            faults.append((column, (_MISSING[language], {})))
        elif len(name) > LONGEST_GROUP_NAME:
            message = _("A name can have at most %(most)s characters.")
            faults.append((column, (message, {"most": LONGEST_GROUP_NAME})))
        elif taken_by and (row is None or taken_by != row.key):
            faults.append((column, (_("There is a group of this name already."), {})))
    if not faults and row is None and len(groups.own) >= MOST_GROUPS:
        message = _("There are %(most)s groups already. Remove one, or change the name of one.")
        faults.append(("name_fi", (message, {"most": MOST_GROUPS})))
    if faults:
        raise EntryRefused(faults)
    return {language: typed[language] for language in PAGE_LANGUAGES}


def add_group(session: Session, name: Mapping[str, str], *, by: int, now: datetime) -> OwnGroupRow:
    """Add a group, the last in the order, with a key that no other installation has."""
    words = question_key(name["fi"], (), otherwise="ryhma")[:_LONGEST_WORDS].rstrip("_")
    last = max((each.place for each in own_group_rows(session)), default=0)
    made = OwnGroupRow(
        key=f"own_{words}_{secrets.token_hex(2)}", name_fi=name["fi"], name_sv=name["sv"], place=last + 1
    )
    session.add(made)
    record(session, "group added", now=now, coordinator_id=by)
    session.flush()
    return made


def change_group(  # noqa: PLR0913  # all that can change, who and when
    session: Session,
    row: OwnGroupRow,
    name: Mapping[str, str],
    *,
    after: int,
    in_use: bool,
    by: int,
    now: datetime,
) -> bool:
    """Give a group another name, another place or use, and log each of these. Returns whether anything changed.

    `after`: the id of the group that comes before it, 0 where it is the first. One that is taken out of use is not
    offered any more; organisations that have it keep it. Its key stays.
    """
    changed = []
    if (row.name_fi, row.name_sv) != (name["fi"], name["sv"]):
        row.name_fi, row.name_sv = name["fi"], name["sv"]
        changed.append("group renamed")
    if row.in_use != in_use:
        row.in_use = in_use
        changed.append("group taken into use" if in_use else "group taken out of use")
    if _move(session, row, after):
        changed.append("group moved")
    for what in changed:
        record(session, what, now=now, coordinator_id=by)
    session.flush()
    return bool(changed)


def id_before(session: Session, row: OwnGroupRow) -> int:
    """Return the id of the group that comes before this one, 0 where it is the first."""
    ids = [each.id for each in own_group_rows(session)]
    place = ids.index(row.id)
    return ids[place - 1] if place else 0


def remove_group(session: Session, row: OwnGroupRow, *, by: int, now: datetime) -> None:
    """Remove a group that no organisation has. Raises GroupIsUsed."""
    if has_organisations(session, row.key):
        raise GroupIsUsed
    session.delete(row)
    record(session, "group removed", now=now, coordinator_id=by)
    session.flush()


def _move(session: Session, row: OwnGroupRow, after: int) -> bool:
    """Put a group after the one with this id; one that is not there any more moves nothing."""
    before = own_group_rows(session)
    others = [each for each in before if each.id != row.id]
    ids = [0, *(each.id for each in others)]
    if after not in ids:
        return False
    place = ids.index(after)
    rows = [*others[:place], row, *others[place:]]
    for number, each in enumerate(rows, start=1):
        each.place = number
    return rows != before
