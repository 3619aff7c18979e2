"""Reads the sheet choices: lists of options, each with the key made from its name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from survey.authoring.located import At
from survey.authoring.made_keys import free_key
from survey.authoring.xlsform.columns import UNSUPPORTED_OF_CHOICES
from survey.authoring.xlsform.keys import as_key
from survey.authoring.xlsform.more import more_of
from survey.authoring.xlsform.table import Faults, Table, TableRow
from survey.languages import PAGE_LANGUAGES, gettext
from survey.languages import mark as _
from survey.questions.question import LONGEST_KEY

OTHER = "other"


OTHER_WHAT = _("Other, what?")


@dataclass
class ChoiceList:
    """The options of a list in order, and separately the option for "no position", which is not a step of a scale."""

    options: list[At] = field(default_factory=list)
    separate: list[At] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    """The key of each option, by its name in the form."""

    def all_options(self) -> list[At]:
        """Every option, "no position" last."""
        return [*self.options, *self.separate]


def read_choices(table: Table | None, faults: Faults) -> dict[str, ChoiceList]:
    """The lists by name. This also marks columns as read, so call `table.check_columns` afterwards."""
    lists: dict[str, ChoiceList] = {}
    for row in table.rows() if table else ():
        name, option = row.text("list_name"), row.text("name")
        row.refuse(UNSUPPORTED_OF_CHOICES)
        if not name or not option:
            missing = "name" if name else "list_name"
            faults.error("cell-missing", row.place(missing), column=missing)
            continue
        found = lists.setdefault(name, ChoiceList())
        made = as_key(option, "option")
        key = found.keys.get(option) or free_key(made, found.keys.values(), "_", LONGEST_KEY)
        is_first = all(as_key(known, "option") == known for known in found.keys)
        if key != option and (is_first or key != made or len(option) > LONGEST_KEY):
            faults.warn("name-changed", row.place("name"), name=option, key=key)
        found.keys.setdefault(option, key)
        node = At(_option(row, key), row.place("list_name"))
        (found.separate if row.flag("x_no_position") else found.options).append(node)
    return lists


def _option(row: TableRow, key: str) -> dict[str, Any]:
    option: dict[str, Any] = {"key": At(key, row.place("name"))}
    label = row.texts("label")
    if label:
        option["label"] = label
    for flag in ("specify", "exclusive"):
        if row.flag(f"x_{flag}"):
            option[flag] = At(True, row.place(f"x_{flag}"))  # noqa: FBT003  # a value of the set
    return option | more_of(row, option)


def with_other(options: Sequence[At], languages: Sequence[str], at: At) -> list[At]:
    """The options of a question with `or_other`: with a last option that has a text field ("Other, what?").

    If there is an option `other` already, that one gets the text field.
    """
    known = [option for option in options if _key(option) == OTHER]
    if known:
        specifying = {id(option): At({**option.value, "specify": True}, option.cell) for option in known}
        return [specifying.get(id(option), option) for option in options]
    words = {code: gettext(code if code in PAGE_LANGUAGES else "en", OTHER_WHAT) for code in languages}
    return [*options, At({"key": OTHER, "label": words, "specify": True}, at.cell)]


def with_exclusive(options: Sequence[At], keys: Sequence[str]) -> list[At]:
    """The options; those with these keys become exclusive."""
    return [
        At({**option.value, "exclusive": True}, option.cell) if _key(option) in keys else option for option in options
    ]


def _key(option: At) -> Any:
    values: Mapping[str, Any] = option.value
    key = values["key"]
    return key.value if isinstance(key, At) else key
