"""Adding and changing one organisation of the register by hand. Here an empty field empties what was there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from survey.languages import mark as _
from survey.operations.log import record
from survey.operations.register.entries import NAMES, NOTHING, Fault, changed_by, faults_of, out_of_use_fault
from survey.operations.register.groups import Groups, groups_in
from survey.operations.register.matching import known_in, name_of
from survey.store.register.organisations import Registered, add_one_registered, change_registered, registered_one

_NEEDED: Mapping[str, str] = {
    "group": _("Choose the group."),
    "email": _("Write the e-mail address of the registry."),
    "language": _("Choose the language."),
}


class EntryRefused(Exception):
    """The organisation cannot be kept as it was typed. `faults`: the column with what is wrong, and its places."""

    def __init__(self, faults: Sequence[tuple[str, Fault]]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)


def read_cells(cells: Mapping[str, str], groups: Groups, before: Registered | None = None) -> Registered:
    """Return the organisation as it was typed; `before`: as the register has it, if it does. Raises EntryRefused with
    all that is wrong in itself.
    """
    faults = list(faults_of(cells, groups))
    if not any(cells[column] for column in NAMES):
        faults.append((next(iter(NAMES)), (_("Write the name in Finnish, in Swedish or in both."), {})))
    faults.extend((column, (message, {})) for column, message in _NEEDED.items() if not cells[column])
    if faults:
        raise EntryRefused(sorted(faults, key=lambda each: list(cells).index(each[0])))
    entry = changed_by(cells, NOTHING, groups)
    if fault := out_of_use_fault(entry, before, groups):
        raise EntryRefused([("group", fault)])
    return entry


def read_entry(session: Session, cells: Mapping[str, str], *, registered_id: int = 0) -> Registered:
    """Return the organisation as it was typed; `registered_id`: of the one that is changed.

    Raises EntryRefused as `read_cells` does, and where another organisation has the business ID, or has the name and is
    not told apart by a business ID.
    """
    before = registered_one(session, registered_id) if registered_id else None
    entry = replace(read_cells(cells, groups_in(session), before), id=registered_id)
    taken = _taken(session, entry)
    if taken:
        raise EntryRefused(taken)
    return entry


def keep_entry(session: Session, entry: Registered, *, by: int, now: datetime) -> int:
    """Add the organisation (id 0), or change it, and log it. Returns its id."""
    if entry.id:
        change_registered(session, [entry])
        record(session, "registered organisation changed", now=now, registered_id=entry.id, coordinator_id=by)
        return entry.id
    added = add_one_registered(session, entry)
    record(session, "organisation registered", now=now, registered_id=added, coordinator_id=by)
    return added


def seen(entry: Registered) -> str:
    """A text that tells whether somebody has changed an organisation since a page showed it."""
    return sha256(repr(entry).encode()).hexdigest()[:16]


def _taken(session: Session, entry: Registered) -> list[tuple[str, Fault]]:
    known = known_in(session)
    same_id = known.with_business_id(entry.business_id) if entry.business_id else None
    if same_id and same_id.id != entry.id:
        return [("business_id", (_("“%(other)s” has this business ID."), {"other": name_of(same_id)}))]
    faults: list[tuple[str, Fault]] = []
    for column, language in NAMES.items():
        name = entry.name.get(language)
        others = [each for each in known.named([name]) if each.id != entry.id] if name else []
        alike = [each for each in others if not (each.business_id and entry.business_id)]
        if alike:
            message = _("“%(other)s” has this name. Two of one name need each their own business ID.")
            faults.append((column, (message, {"other": name_of(alike[0])})))
    return faults
