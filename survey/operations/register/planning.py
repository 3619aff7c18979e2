"""Importing organisations into the register, and updating it, by a plan: what would be added and changed, what is the
same, and what is faulty; then all of it is applied, or nothing.

An organisation is found by its business ID, and without one by its name. A row that can be read in two ways is refused
with both. An empty cell keeps what the register has.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from io import StringIO

from sqlalchemy.orm import Session

from survey.export.data_files.csv_table import RUN_OR_TAKEN_AWAY, as_typed, never_run
from survey.languages import mark as _
from survey.operations.log import record_in_register
from survey.operations.register.entries import (
    HEADERS,
    NAMES,
    NEEDED,
    NOTHING,
    cells_in_words,
    changed_by,
    faults_of,
    out_of_use_fault,
)
from survey.operations.register.groups import Groups, groups_in
from survey.operations.register.matching import Known, NotClear, known_in, meant_by
from survey.operations.register.row_files import ZIP, ReadRow, ReadRows, RowFault, comparable, read_rows
from survey.questions.kinds.business_id import as_business_id
from survey.store.register.organisations import Registered, add_registered, change_registered


@dataclass(frozen=True)
class Change:
    """An organisation of the register that a row changes; `line` is where it stands in the file."""

    line: int
    before: Registered
    after: Registered

    def fields(self, language: str, groups: Groups) -> list[tuple[str, str, str]]:
        """What changes: the column, its old and its new text, in words of `language`."""
        old, new = (cells_in_words(each, language, groups) for each in (self.before, self.after))
        return [(column, old[column], new[column]) for column in HEADERS if old[column] != new[column]]


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do. It is applied only if it has no faults."""

    added: Sequence[Registered]
    changed: Sequence[Change]
    same: int
    faults: Sequence[RowFault]
    rows: str
    """The rows that were read, as CSV that is read the same."""
    groups: Groups
    """The groups of the installation, for the words of what is shown."""

    @cached_property
    def digest(self) -> str:
        """Which plan this is: the same rows on a register that is another make another one."""
        changed = [(each.before, each.after) for each in self.changed]
        does = [*map(repr, self.added), *map(repr, changed), str(self.same)]
        return sha256("\n".join(does).encode()).hexdigest()


def plan_import(session: Session, content: bytes) -> ImportPlan:
    """Read a file, or pasted rows, and say what they would do to the register. Nothing is changed by this.

    Raises RowsRefused for a file that cannot be read; what is wrong in its rows is in the plan.
    """
    read = read_rows(content, HEADERS, ())
    if not content.startswith(ZIP):
        read = _as_typed(read)
    planning = _Planning(known_in(session), groups_in(session))
    for row in read.rows:
        planning.take(row)
    faults = sorted([*read.faults, *planning.faults], key=lambda each: each.line)
    return ImportPlan(planning.added, planning.changed, planning.same, faults, _as_csv(read), planning.groups)


def apply_import(session: Session, plan: ImportPlan, *, by: int | None, now: datetime) -> None:
    """Do what the plan says, and log it for each organisation. Raises ValueError for a plan with faults."""
    if plan.faults:
        raise ValueError("A plan with faults is not applied.")
    add_registered(session, plan.added)
    change_registered(session, [each.after for each in plan.changed])
    known = known_in(session)
    found = (meant_by(known, each.business_id, list(each.name.values())) for each in plan.added)
    added, changed = [each.id for each in found if each], [each.before.id for each in plan.changed]
    record_in_register(session, "organisation registered", added, now=now, coordinator_id=by)
    record_in_register(session, "registered organisation changed", changed, now=now, coordinator_id=by)


class _Planning:
    """A plan while it is made."""

    def __init__(self, known: Known, groups: Groups) -> None:
        self._known, self.groups = known, groups
        self._lines: dict[str, tuple[int, str]] = {}
        self.added: list[Registered] = []
        self.changed: list[Change] = []
        self.faults: list[RowFault] = []
        self.same = 0

    def take(self, row: ReadRow) -> None:
        """Plan what a row does, or note what is wrong with it."""
        wrong = [RowFault(row.line, *fault, HEADERS[column]) for column, fault in faults_of(row.cells, self.groups)]
        business_id, names = as_business_id(row.cells.get("business_id", "")) or "", _names(row.cells)
        if not business_id and not names:
            wrong.append(RowFault(row.line, _("The organisation has no name."), {}))
        if wrong:
            self.faults.extend(wrong)
            return
        try:
            found = meant_by(self._known, business_id, names)
        except NotClear as unclear:
            self.faults.append(RowFault(row.line, *unclear.fault))
            return
        wrong = [*(_missing(row, names) if found is None else ()), *self._repeated(row.line, business_id, names, found)]
        self.faults.extend(wrong)
        if not wrong:
            self._plan(row, found)

    def _plan(self, row: ReadRow, found: Registered | None) -> None:
        after = changed_by(row.cells, found or NOTHING, self.groups)
        if fault := out_of_use_fault(after, found, self.groups):
            self.faults.append(RowFault(row.line, *fault, HEADERS["group"]))
        elif found is None:
            self.added.append(after)
        elif after == found:
            self.same += 1
        else:
            self.changed.append(Change(row.line, found, after))

    def _repeated(
        self, line: int, business_id: str, names: Sequence[str], found: Registered | None
    ) -> Iterator[RowFault]:
        """A fault where an earlier row is of the same organisation. Two of one name are told apart by business IDs."""
        own = [f"register {found.id}"] if found else []
        own += [f"business ID {business_id}"] if business_id else []
        by_name = [f"name {comparable(name)}" for name in names]
        earlier = next((self._lines[each][0] for each in own if each in self._lines), 0)
        for each in by_name:
            met, other_id = self._lines.get(each, (0, ""))
            earlier = earlier or (met if not (business_id and other_id) else 0)
        if earlier:
            yield RowFault(line, _("The same organisation is on line %(earlier)s too."), {"earlier": earlier})
        for each in (*own, *by_name):
            self._lines.setdefault(each, (line, business_id))


def _names(cells: Mapping[str, str]) -> list[str]:
    return [cells[column] for column in NAMES if cells.get(column)]


def _missing(row: ReadRow, names: Sequence[str]) -> Iterator[RowFault]:
    if not names:
        yield RowFault(row.line, _("The business ID is not in the register, and a new organisation needs a name."), {})
    for column, message in NEEDED.items():
        if not row.cells.get(column):
            yield RowFault(row.line, message, {}, HEADERS[column])


def _as_typed(read: ReadRows) -> ReadRows:
    """The rows without the ' that files for Excel have before what could be run."""
    rows = [ReadRow(row.line, {column: _unmarked(cell) for column, cell in row.cells.items()}) for row in read.rows]
    return ReadRows(read.columns, rows, read.faults)


def _unmarked(cell: str) -> str:
    is_marked = re.match(f"'[{re.escape(''.join(RUN_OR_TAKEN_AWAY))}]", cell)
    return as_typed(cell) if is_marked else cell


def _as_csv(read: ReadRows) -> str:
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(read.columns)
    writer.writerows([never_run(row.cells[column]) for column in read.columns] for row in read.rows)
    return text.getvalue()
