"""Distribution lists: organisations of the register that are asked together."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from survey.languages import AUTHOR_LANGUAGES, TranslatableError, search_key
from survey.languages import mark as _
from survey.operations.log import record
from survey.operations.register.matching import known_in
from survey.operations.register.pasted_names import find_pasted
from survey.operations.register.row_files import comparable
from survey.store.register.organisations import (
    RegisterFilters,
    add_members,
    distribution_lists,
    registered,
    remove_list,
    remove_members,
)
from survey.store.tables import DistributionListRow

LONGEST_NAME = 200


class ListRefused(TranslatableError):
    """The list cannot be kept so. `about` names what is to be corrected: a language of its name."""

    def __init__(self, message: str, about: str, **places: object) -> None:
        self.about = about
        super().__init__(message, **places)


def read_list_name(session: Session, typed: Mapping[str, str], *, list_id: int = 0) -> dict[str, str]:
    """Return the name of a list by language, as it was typed; `list_id`: of the list that gets it.

    Raises ListRefused for no name, one that is too long, and one that another list has.
    """
    names = {each: typed[each] for each in AUTHOR_LANGUAGES if typed.get(each)}
    if not names:
        raise ListRefused(_("Write the name in Finnish, in Swedish or in both."), AUTHOR_LANGUAGES[0])
    others = [row for row, _number in distribution_lists(session) if row.id != list_id]
    taken = {comparable(name) for row in others for name in row.name.values()}
    for language, name in names.items():
        if len(name) > LONGEST_NAME:
            raise ListRefused(_("A name can have at most %(most)s characters."), language, most=LONGEST_NAME)
        if comparable(name) in taken:
            raise ListRefused(_("There is a list of this name already."), language)
    return names


def make_list(session: Session, name: Mapping[str, str], *, by: int, now: datetime) -> DistributionListRow:
    """Make a distribution list without members."""
    made = DistributionListRow(name=dict(name))
    session.add(made)
    session.flush()
    record(session, "distribution list made", now=now, coordinator_id=by)
    return made


def rename_list(session: Session, row: DistributionListRow, name: Mapping[str, str], *, by: int, now: datetime) -> None:
    """Give a list another name."""
    row.name = dict(name)
    record(session, "distribution list changed", now=now, coordinator_id=by)


def add_to_list(  # noqa: PLR0913  # whom to which list, who and when
    session: Session,
    row: DistributionListRow,
    *,
    group: str,
    search: str,
    pasted: str,
    by: int,
    now: datetime,
) -> tuple[int, int]:
    """Put organisations on a list: those in use that fit the group and the part of a name, if either is given, and
    those whose names were pasted. Returns how many were found, and how many of them are new on the list.

    Raises RowsRefused if a pasted name is not found or not clear; nobody is added then.
    """
    found = [each.id for each in find_pasted(known_in(session), pasted)] if pasted.strip() else []
    if group or search:
        filters = RegisterFilters(search=search_key(search) if search else "", group=group, in_use=True)
        found += [each.id for each in registered(session, filters, language="fi")]
    new = add_members(session, row.id, found)
    if new:
        record(session, "distribution list changed", now=now, coordinator_id=by)
    return len(set(found)), new


def take_off_list(
    session: Session, row: DistributionListRow, registered_ids: Sequence[int], *, by: int, now: datetime
) -> int:
    """Take these organisations off a list. Returns how many were on it."""
    removed = remove_members(session, row.id, registered_ids)
    if removed:
        record(session, "distribution list changed", now=now, coordinator_id=by)
    return removed


def remove_distribution_list(session: Session, row: DistributionListRow, *, by: int, now: datetime) -> None:
    """Remove a list. Its organisations stay in the register."""
    remove_list(session, row)
    record(session, "distribution list removed", now=now, coordinator_id=by)
