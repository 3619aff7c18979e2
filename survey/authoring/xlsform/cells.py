"""Reads what rows of many types share: a key, texts, whether an answer is required, a condition, own columns (x_…)."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from survey.authoring.located import At
from survey.authoring.made_keys import free_key
from survey.authoring.xlsform.choices import ChoiceList
from survey.authoring.xlsform.conditions import Conditions, both, conditions_of, equal_to_one, relevant_of
from survey.authoring.xlsform.expressions import NotUnderstood
from survey.authoring.xlsform.fields import FIELDS, KNOWN_APPEARANCES, UNSUPPORTED_COLUMNS, UNUSED_COLUMNS, Form
from survey.authoring.xlsform.keys import as_key
from survey.authoring.xlsform.more import json_of
from survey.authoring.xlsform.rows import Item
from survey.authoring.xlsform.table import NO, YES, Faults, TableRow
from survey.languages import PAGE_LANGUAGES, gettext
from survey.questions.kinds.number import shown_readings, two_readings
from survey.questions.question import LONGEST_KEY

Node = dict[str, Any]

SELECT = re.compile(
    r"(?P<how>select[ _]one|select1|select[ _]multiple|select all that apply|select_all_that_apply)"
    r"(?:\s+from)?\s+(?P<list>\S+)(?P<other>\s+or[ _](?:other|specify[ _]other))?",
    re.IGNORECASE,
)
"""The types that have a list: select_one yes_no, select_multiple colours or_other."""

_REFERENCE = re.compile(r"\$\{([^{}]*)\}")
_NO_CONDITION = (AttributeError, TypeError)
"""The exceptions that a mapping causes if it is not a condition."""


@dataclass
class Reading:
    """What all rows of a form share while the form is read."""

    faults: Faults
    lists: Mapping[str, ChoiceList]
    languages: Sequence[str]
    own: bool
    """Whether the product wrote the form. Then `${name}` in a text is plain text, and no short labels are made."""
    keys: dict[str, str] = field(default_factory=dict)
    list_of: dict[str, str] = field(default_factory=dict)
    several: set[str] = field(default_factory=set)
    """The names of the questions at which several options can be chosen."""
    used_lists: set[str] = field(default_factory=set)
    key_of_row: dict[int, str] = field(default_factory=dict)
    """By the number of the row: a name can stand in two groups."""
    taken: set[str] = field(default_factory=set)
    doubled: set[str] = field(default_factory=set)
    """Names that mean two questions."""

    def question(self, name: str) -> str:
        return self.keys.get(name) or as_key(name, "q")

    def option(self, name: str, value: str) -> str:
        found = self.lists.get(self.list_of.get(name, ""))
        return (found.keys.get(value) if found else None) or as_key(value, "option")

    def in_every_language(self, words: str) -> dict[str, str]:
        """A message of the product in each language of the set."""
        return {code: gettext(code if code in PAGE_LANGUAGES else "en", words) for code in self.languages}

    def learn_names(
        self, items: Sequence[Item], is_matrix: Callable[[Item], bool], taken: set[str] | None = None
    ) -> None:
        """Know every question's key and list before conditions are read: names that give one key get numbers.

        A name that stands twice in one place stays a fault of its author; the rows of a matrix have keys of their own.
        """
        taken = self.taken if taken is None else taken
        here: dict[str, str] = {}
        for item in items:
            name, found = item.row.text("name"), SELECT.fullmatch(item.type)
            asks = not item.is_group or is_matrix(item)
            if name and asks:
                key = item.row.text("x_key") or here.get(name) or free_key(as_key(name, "q"), taken, "_", LONGEST_KEY)
                here.setdefault(name, key)
                taken.add(key)
                self.key_of_row[item.row.number] = key
                if self.keys.setdefault(name, key) != key:
                    self.doubled.add(name)
            if name and found:
                self.list_of.setdefault(name, found["list"])
                self.several |= {name} if takes_several(found["how"]) else set()
            self.learn_names(item.inner, is_matrix, set() if asks and item.is_group else taken)


def takes_several(how: str) -> bool:
    """Whether several options can be chosen at a question of the type that begins so."""
    return how.lower().replace(" ", "_") not in ("select_one", "select1")


def key_of(row: TableRow, kind: str, form: Reading) -> At:
    """The key made from the row's name. A changed name is a warning; a missing one is an error, except for a note."""
    name, own = row.text("name"), row.text("x_key")
    if own:
        return row.at("x_key")
    if not name:
        if kind != "note":
            form.faults.error("cell-missing", row.place("name"), column="name")
        key = free_key(f"row_{row.number}", form.taken, "_", LONGEST_KEY)
        form.taken.add(key)
        return At(key, row.place("name"))
    key = form.key_of_row[row.number]
    if key != name:
        form.faults.warn("name-changed", row.place("name"), name=name, key=key)
    return At(key, row.place("name"))


def texts(row: TableRow, column: str, form: Reading) -> At | None:
    """The texts of a column by language. A reference to another answer (${name}) in a text is an error."""
    found = row.texts(column)
    for text in found.value.values() if found and not form.own else ():
        reference = _REFERENCE.search(text.value)
        if reference:
            form.faults.error("reference-in-text", text.cell, value=reference[0])
    return found


def warn_of_unsupported(row: TableRow, form: Reading) -> None:
    """Faults for the cells of the row that have no counterpart in a question set."""
    row.refuse(UNSUPPORTED_COLUMNS)
    for column in UNUSED_COLUMNS:
        for text, at in row.filled(column):
            form.faults.warn("cell-not-used", row.table.cell(row.number, at.number), column=at.header, value=text)
    if row.text("read_only").casefold() not in NO or row.text("readonly").casefold() not in NO:
        column = "read_only" if row.text("read_only") else "readonly"
        form.faults.error("column-not-said", row.place(column), column=column, value=row.text(column))
    unknown = [word for word in row.text("appearance").split() if word not in KNOWN_APPEARANCES]
    if unknown:
        form.faults.warn("cell-not-used", row.place("appearance"), column="appearance", value=" ".join(unknown))


def add_required(node: Node, row: TableRow, form: Reading, *, asks: bool = True) -> None:
    """Set `required` from the row: yes or no. An expression is an error."""
    text = row.text("required")
    if text.casefold() not in YES | NO:
        form.faults.error("expression-not-said", row.place("required"), column="required", value=text)
    elif text.casefold() in YES and asks:
        node["required"] = At(True, row.place("required"))  # noqa: FBT003  # a value of the set
    elif text.casefold() in YES:
        form.faults.warn("cell-not-used", row.place("required"), column="required", value=text)


def add_conditions(node: Node, row: TableRow, form: Reading, outer: Sequence[Conditions] = ()) -> None:
    """Set `show_if` from the row's own condition and those of groups around it that become no section (`outer`)."""
    found = conditions_in(row, form)
    try:
        for each in outer:
            found = both(each, found) if found else dict(each)
    except (NotUnderstood, *_NO_CONDITION):
        form.faults.error("expression-not-said", row.place("relevant"), column="relevant", value=row.text("relevant"))
    if found:
        node["show_if"] = At(found, row.place("x_show_if" if row.text("x_show_if") else "relevant"))


def conditions_in(row: TableRow, form: Reading) -> dict[str, Any]:
    """The condition in `relevant`, or the exact one in x_show_if; empty if there is none.

    It is an error if the two differ, or if `relevant` cannot be written as a condition.
    """
    relevant, exact = row.text("relevant"), json_of(row, "x_show_if")
    if exact:
        if _relevant_of(exact) != relevant:
            form.faults.error("two-values", row.place("x_show_if"), column="x_show_if", key="relevant")
        return exact
    if not relevant:
        return {}
    for name in form.doubled.intersection(name.strip() for name in _REFERENCE.findall(relevant)):
        form.faults.error("name-of-two", row.place("relevant"), name=name)
    try:
        equal = equal_to_one(relevant, form.several)
        if equal:
            words = {"value": relevant, "question": equal[0], "option": equal[1]}
            form.faults.error("alone-or-among-others", row.place("relevant"), **words)
            return {}
        return conditions_of(relevant, form)
    except NotUnderstood:
        form.faults.error("expression-not-said", row.place("relevant"), column="relevant", value=relevant)
        return {}


def _relevant_of(conditions: Conditions) -> str:
    try:
        return relevant_of(conditions)
    except _NO_CONDITION:  # the loader reports it at its place
        return ""


def add_own_columns(node: Node, row: TableRow, form: Reading) -> None:
    """Set the keys that have columns of their own (x_…)."""
    for each in FIELDS:
        value = texts(row, each.column, form) if each.form is Form.TEXTS else _own_value(row, each.column, each.form)
        if value is None:
            continue
        inner = node.setdefault(each.path[0], {}) if len(each.path) > 1 else node
        inner[each.path[-1]] = value


def _own_value(row: TableRow, column: str, form: Form) -> At | None:
    text = row.text(column)
    if not text:
        return None
    match form:
        case Form.FLAG:
            return At(True, row.place(column)) if row.flag(column) else None  # noqa: FBT003  # a value of the set
        case Form.UNLESS_NO:
            return At(False, row.place(column)) if row.denied(column) else None  # noqa: FBT003  # as above
        case Form.WORDS:
            return At(text.split(), row.place(column))
        case Form.NUMBER:
            return _number(row, column)
        case Form.WORD | Form.TEXTS:
            return At(text, row.place(column))


def _number(row: TableRow, column: str) -> At | None:
    place = row.place(column)
    readings = two_readings(row.text(column))
    if readings and (place.row, place.column) not in row.table.sheet.numbers:
        refuse_two_readings(row, column, row.text(column), readings)
        return None
    text = row.text(column).replace(",", ".")
    if not re.fullmatch(r"-?\d{1,16}(\.\d{1,20})?(e-?\d{1,3})?", text):
        words = {"column": column, "value": row.text(column), "expected": "123"}
        row.table.faults.error("cell-not-valid", row.place(column), **words)
        return None
    return At(int(text) if re.fullmatch(r"-?\d+", text) else float(text), row.place(column))


def refuse_two_readings(row: TableRow, column: str, text: str, readings: tuple[Decimal, Decimal]) -> None:
    """An error at the cell: its number, or one in its expression, can be read as two."""
    row.table.faults.error("number-in-two-ways", row.place(column), value=text, **shown_readings(readings))
