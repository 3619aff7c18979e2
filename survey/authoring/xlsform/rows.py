"""The rows of the sheet survey as a tree: questions, groups and repeats inside one another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from survey.authoring.xlsform.table import Faults, Table, TableRow

_BEGIN = re.compile(r"begin[ _](?P<what>group|repeat|loop)(?P<rest>\b.*)")
_END = re.compile(r"end[ _](?P<what>group|repeat|loop)\b.*")


@dataclass
class Item:
    """A row, and the rows inside it. `type` has single blanks, and is `begin_group` or `begin_repeat` for these."""

    row: TableRow
    type: str
    inner: list["Item"] = field(default_factory=list)

    @property
    def is_group(self) -> bool:
        return self.type == "begin_group"

    @property
    def is_repeat(self) -> bool:
        return self.type == "begin_repeat"

    def all_within(self) -> Iterator["Item"]:
        """Yield the item and all items inside it."""
        yield self
        for item in self.inner:
            yield from item.all_within()


MOST_WITHIN = 50
"""The most groups inside one another."""


def nested(table: Table) -> list[Item]:
    """The items of the form. A group that is not closed, and an end without a group, are errors."""
    faults = table.faults
    top: list[Item] = []
    open_items: list[Item] = []
    _refuse_groups_left_out(table)
    for row in table.rows():
        type_ = " ".join(row.text("type").split())
        begins, ends = _BEGIN.fullmatch(type_.lower()), _END.fullmatch(type_.lower())
        if not type_:
            _warn_of_row_without_type(row, faults)
        elif ends:
            _close(open_items, ends["what"], row, faults)
        else:
            item = Item(row, f"begin_{begins['what']}" if begins else type_)
            (open_items[-1].inner if open_items else top).append(item)
            if begins and begins["what"] == "loop":
                faults.error("type-not-said", row.place("type"), value=type_)
            if begins and len(open_items) >= MOST_WITHIN:
                faults.error("too-deep", row.place("type"))
            elif begins:
                open_items.append(item)
    for item in open_items:
        faults.error("group-not-closed", item.row.place("type"), name=item.row.text("name"))
    return top


def _refuse_groups_left_out(table: Table) -> None:
    """A group whose first row is left out while something in it is not: are its questions asked, and when?"""
    left_out: list[TableRow] = []
    for row in table.written_rows():
        type_ = " ".join(row.text("type").lower().split())
        if not row.is_left_out:
            for group in left_out if not _END.fullmatch(type_) else left_out[-1:]:
                table.faults.error("group-left-out", group.place("type"), name=group.text("name"))
            left_out = []
        elif _BEGIN.fullmatch(type_):
            left_out.append(row)
        elif _END.fullmatch(type_) and left_out:
            left_out.pop()


def _warn_of_row_without_type(row: TableRow, faults: Faults) -> None:
    if row.text("name") or row.texts("label"):
        faults.error("cell-missing", row.place("type"), column="type")
    else:
        faults.warn("row-not-read", row.place("type"))


def _close(open_items: list[Item], what: str, row: TableRow, faults: Faults) -> None:
    if not open_items:
        faults.error("nothing-to-close", row.place("type"))
        return
    opened = open_items.pop()
    if opened.type != f"begin_{what}":
        faults.error("closes-another", row.place("type"), value=row.text("type"), line=str(opened.row.number))
