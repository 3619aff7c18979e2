"""Reads one row of the sheet survey as a question of the set."""

import re
from typing import Any

from survey.authoring.located import At
from survey.authoring.xlsform.cells import (
    SELECT,
    Node,
    Reading,
    add_conditions,
    add_own_columns,
    add_required,
    key_of,
    refuse_two_readings,
    takes_several,
    texts,
    warn_of_unsupported,
)
from survey.authoring.xlsform.choices import ChoiceList, with_exclusive, with_other
from survey.authoring.xlsform.constraints import Limits, TwoReadings, limits_of
from survey.authoring.xlsform.expressions import NotUnderstood
from survey.authoring.xlsform.fields import MULTILINE, NOT_USED_TYPES, PICTURES, TYPES
from survey.authoring.xlsform.more import more_of
from survey.authoring.xlsform.rows import Item
from survey.authoring.xlsform.table import TableRow
from survey.languages import mark as _
from survey.questions.faults.fault import nearest_word
from survey.questions.faults.places import CellPlace
from survey.questions.kinds import KINDS
from survey.questions.kinds.number import two_readings
from survey.questions.question import LONGEST_SHORT
from survey.questions.text import shortened

_RANGE = re.compile(r"(start|end|step)\s*=\s*(-?\d+(?:\.\d+)?)")
MOST_DECIMALS = 10
MOST_NEAR = 100
"""The most names of lists that are compared with an unknown name to suggest the right one."""


FOR_INFORMATION = _("For information")
"""The heading of a note that has no heading."""


def read_question(item: Item, form: Reading) -> At | None:
    """The question for a row that is no group or repeat; None for a row that asks nothing."""
    row, select = item.row, SELECT.fullmatch(item.type)
    type_ = _type(item.type) if not select else _select_type(select["how"])
    if type_ in NOT_USED_TYPES and not row.text("x_kind"):
        form.faults.warn("type-not-used", row.place("type"), value=item.type)
        return None
    warn_of_unsupported(row, form)
    kind = _kind(row, type_, item.type, form)
    node = named_question(row, kind, form)
    if select:
        node = _with_list(node, row, select, form)
    elif KINDS[kind].xlsform_type.startswith("select"):
        form.faults.error("cell-missing", row.place("type"), column="list_name")
    _add_limits(node, row, _whole(type_, node), form)
    if type_ == "decimal" and "decimals" not in node:
        node["decimals"] = MOST_DECIMALS
    if type_ in ("image", "photo"):
        node.setdefault("file_kinds", At(list(PICTURES), row.place("type")))
    if type_ == "range":
        _add_range(node, row, form)
    elif row.text("parameters"):
        form.faults.warn("cell-not-used", row.place("parameters"), column="parameters", value=row.text("parameters"))
    return At(node | more_of(row, node), row.place("type"))


def named_question(row: TableRow, kind: str, form: Reading) -> Node:
    """A question with what every kind has, and with its own columns."""
    node: Node = {
        "key": key_of(row, kind, form),
        "kind": At(kind, row.place("x_kind" if row.text("x_kind") else "type")),
    }
    label = texts(row, "label", form)
    if label:
        node["label"] = label
    _add_hint(node, row, kind, form)
    add_own_columns(node, row, form)
    if label and not form.own and kind != "note":
        _add_short(node, row, label, form)
    add_required(node, row, form, asks=kind != "note")
    add_conditions(node, row, form)
    return node


def _add_hint(node: Node, row: TableRow, kind: str, form: Reading) -> None:
    hint = texts(row, "hint", form)
    if kind != "note":
        if hint:
            node["help"] = hint
    elif hint:
        node["text"] = hint
    elif "label" in node:  # a note of XLSForm has only one text; ours also has a heading
        node["text"] = node["label"]
        node["label"] = At(form.in_every_language(FOR_INFORMATION), node["label"].cell)


def _add_short(node: Node, row: TableRow, label: At, form: Reading) -> None:
    """Add the first words of a long label as a short one, with a warning, if the author wrote none."""
    given = node["short"].value if "short" in node else {}
    made = {
        language: At(shortened(text.value, LONGEST_SHORT), text.cell)
        for language, text in label.value.items()
        if language not in given and len(text.value) > LONGEST_SHORT
    }
    if made:
        kept = {
            language: text for language, text in label.value.items() if language not in made and language not in given
        }
        node["short"] = At({**kept, **given, **made}, label.cell)
        form.faults.warn("short-made", label.cell, value=next(iter(made.values())).value)


def _kind(row: TableRow, type_: str, written: str, form: Reading) -> str:
    named = row.text("x_kind")
    if named:
        fitting = [kind for kind, asked in KINDS.items() if asked.xlsform_type == _SAME_TYPE.get(type_, type_)]
        if named not in fitting:
            words = {"column": "x_kind", "value": named, "expected": ", ".join(fitting) or "–"}
            nearest = nearest_word(named, fitting)
            form.faults.error("cell-not-valid", row.place("x_kind"), nearest=nearest, **words)
            return TYPES.get(type_, "long_text")
        return named
    if type_ not in TYPES:
        nearest = nearest_word(written, TYPES)
        form.faults.error("type-not-said", row.place("type"), nearest=nearest, value=written)
        return "long_text"
    return "long_text" if type_ in ("text", "string") and MULTILINE in row.text("appearance").split() else TYPES[type_]


_SAME_TYPE = {
    "string": "text",
    "int": "integer",
    "decimal": "integer",
    "range": "integer",
    "image": "file",
    "photo": "file",
}


def _type(written: str) -> str:
    return written.lower().replace(" ", "_")


def _select_type(how: str) -> str:
    return "select_multiple" if takes_several(how) else "select_one"


def _whole(type_: str, node: Node) -> bool:
    return type_ != "decimal" and "decimals" not in node


def _with_list(node: Node, row: TableRow, select: re.Match[str], form: Reading) -> Node:
    """The question with its options, or with the steps of its scale."""
    name, kind, place = select["list"], node["kind"].value, row.place("type")
    found = form.lists.get(name)
    form.used_lists.add(name)
    if not found:
        form.faults.error("unknown-list", place, nearest=nearest_word(name, list(form.lists)[:MOST_NEAR]), value=name)
        return node
    if found.separate and kind == "choice" and not row.text("x_kind"):
        kind, node["kind"] = "scale", At("scale", place)
    if KINDS[kind].options_are_steps:
        return node | scale_of(found, place, form)
    if found.separate:
        cell = found.separate[0].cell
        scales = ", ".join(kind for kind, asked in KINDS.items() if asked.options_are_steps)
        form.faults.error("cell-not-valid", cell, column="x_no_position", value="yes", expected=scales)
    options = found.all_options()
    if select["other"]:
        options = with_other(options, form.languages, At(None, place))
    return node | {"options": At(options, place)}


def scale_of(found: ChoiceList, place: CellPlace, form: Reading) -> Node:
    """The steps of a list, and the option for "no position" if there is one. A second one is an error."""
    for option in found.separate[1:]:
        form.faults.error("two-values", option.cell, column="x_no_position", key="x_no_position")
    return {"steps": At(found.options, place), **({"no_position": found.separate[0]} if found.separate else {})}


def _add_limits(node: Node, row: TableRow, whole: bool, form: Reading) -> None:  # noqa: FBT001  # two words say it
    constraint = row.text("constraint")
    if not constraint:
        return
    try:
        limits = limits_of(constraint, whole=whole)
    except TwoReadings as error:
        refuse_two_readings(row, "constraint", error.text, error.readings)
        return
    except NotUnderstood:
        form.faults.error("expression-not-said", row.place("constraint"), column="constraint", value=constraint)
        return
    _apply(limits, node, row, form)


def _apply(limits: Limits, node: Node, row: TableRow, form: Reading) -> None:
    place = row.place("constraint")
    for key, limit in limits.numbers.items():
        if key in node and node[key].value != limit:
            form.faults.error("two-values", place, column="constraint", key=f"x_{key}")
        node[key] = At(limit, place)
    if limits.exclusive:
        keys = [form.option(row.text("name"), option) for option in limits.exclusive]
        options = node["options"] if "options" in node else At([], place)
        if not set(keys) <= {_value(option.value["key"]) for option in options.value}:
            words = {"column": "constraint", "value": row.text("constraint")}
            form.faults.error("expression-not-said", place, **words)
        node["options"] = At(with_exclusive(options.value, keys), options.cell)


def _value(value: Any) -> Any:
    return value.value if isinstance(value, At) else value


def _add_range(node: Node, row: TableRow, form: Reading) -> None:
    found = {"start": "1", "end": "10", "step": "1", **dict(_RANGE.findall(row.text("parameters")))}
    for text in found.values():
        if readings := two_readings(text):
            refuse_two_readings(row, "parameters", text, readings)
    if float(found["step"]) != 1:
        words = {"column": "parameters", "value": row.text("parameters")}
        form.faults.error("expression-not-said", row.place("parameters"), **words)
    node.setdefault("minimum", At(float(found["start"]), row.place("parameters")))
    node.setdefault("maximum", At(float(found["end"]), row.place("parameters")))
