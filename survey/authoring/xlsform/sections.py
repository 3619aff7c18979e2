"""Reads the groups of a form as sections, and its repeats and tables as questions of the kinds group and matrix.

Sections cannot be inside one another. So questions of a group inside a group become a section of their own, with the
labels of both groups as title. A group without a label only adds its condition to its questions.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from survey.authoring.located import At
from survey.authoring.made_keys import free_key
from survey.authoring.xlsform.cells import (
    SELECT,
    Node,
    Reading,
    add_conditions,
    add_required,
    conditions_in,
    key_of,
    texts,
    warn_of_unsupported,
)
from survey.authoring.xlsform.choices import ChoiceList
from survey.authoring.xlsform.conditions import Conditions
from survey.authoring.xlsform.fields import INTRODUCTION, NOT_USED_TYPES, PUBLIC, TABLE_LIST
from survey.authoring.xlsform.keys import as_set_key
from survey.authoring.xlsform.more import more_of
from survey.authoring.xlsform.questions import named_question, read_question, scale_of
from survey.authoring.xlsform.rows import Item
from survey.authoring.xlsform.table import TableRow
from survey.languages import mark as _
from survey.questions.details import DETAILS_KEY
from survey.questions.faults.places import CellPlace
from survey.questions.question import LONGEST_SET_KEY

ENTRY = _("Entry")
"""The name of one entry of a repeat if the form has none."""

BETWEEN_TITLES = " – "
WITHOUT_GROUP = "questions"
"""The key of the section for questions outside all groups."""


@dataclass
class Sections:
    """Collects the sections of a form and the introduction of the set."""

    form: Reading
    title: At | None
    """The title of the set, for the section of questions outside all groups."""
    introduction: At | None = None
    nodes: list[At] = field(default_factory=list)
    _open: tuple[Item, ...] | None = None
    _keys: set[str] = field(default_factory=lambda: {DETAILS_KEY})

    def add(self, items: Sequence[Item], path: tuple[Item, ...] = ()) -> None:
        """Add every question in `items` to its section; `path` are the groups around them."""
        asked = [item for item in items if item.type.lower() not in NOT_USED_TYPES]
        for item in items:
            if item.is_group and not is_matrix(item, self.form):
                warn_of_unsupported(item.row, self.form)
                if not any(inner for inner in item.inner):
                    self.form.faults.warn("group-empty", item.row.place("type"), name=item.row.text("name"))
                self.add(item.inner, (*path, item))
            elif self._is_introduction(item, first=asked[:1] == [item] and len(asked) > 1, path=path):
                self._introduce(item, path)
            else:
                self._add_question(item, path)

    def _is_introduction(self, item: Item, *, first: bool, path: tuple[Item, ...]) -> bool:
        """Whether a note is an introduction: by `x_kind`, or as the first row of the form or of a labelled group."""
        row = item.row
        if item.type.lower() != "note" or row.text("x_kind") == INTRODUCTION:
            return item.type.lower() == "note"
        if self.form.own or not first or row.text("relevant") or row.texts("hint") or row.text("x_kind"):
            return False
        return path[-1:] == _visible(path)[-1:] if path else not self.nodes

    def _introduce(self, item: Item, path: tuple[Item, ...]) -> None:
        found = texts(item.row, "label", self.form)
        visible = _visible(path)
        if not visible and self.introduction is None:
            self.introduction = found
        elif found and visible:
            section = self._section(path)
            if "introduction" in section:
                self.form.faults.error("two-values", item.row.place("x_kind"), column="x_kind", key=INTRODUCTION)
            section["introduction"] = found
        elif found:
            self.form.faults.error("two-values", item.row.place("x_kind"), column="x_kind", key=INTRODUCTION)

    def _add_question(self, item: Item, path: tuple[Item, ...]) -> None:
        question = _question(item, self.form)
        if question is None:
            return
        hidden = path[len(_visible(path)) :]
        _add_outer(question, item.row, hidden, self.form)
        self._section(path)["questions"].append(question)

    def _section(self, path: tuple[Item, ...]) -> Node:
        """The section for questions with these groups around them: the last one if it fits, or a new one."""
        visible = _visible(path)
        if self._open != visible or not self.nodes:
            self._open = visible
            self.nodes.append(self._new(visible))
        node: Node = self.nodes[-1].value
        return node

    def _new(self, visible: tuple[Item, ...]) -> At:
        if not visible:
            place = self.title.cell if self.title else CellPlace("survey", 1, 1)
            title = {"title": self.title} if self.title else {}
            return At({"key": self._free(WITHOUT_GROUP), **title, "questions": []}, place)
        row = visible[-1].row
        key = row.text("x_key") or self._named(row)
        node: Node = {"key": At(key, row.place("x_key" if row.text("x_key") else "name"))}
        labels = [label for label in (texts(item.row, "label", self.form) for item in visible) if label]
        if labels:
            node["title"] = _joined(labels)
        add_required(node, row, self.form)
        if row.flag("x_nothing_to_state"):
            node["nothing_to_state"] = At(True, row.place("x_nothing_to_state"))  # noqa: FBT003  # a value of the set
        if denied := _unpublished(visible):
            node["public"] = At(False, denied.place(PUBLIC))  # noqa: FBT003  # a value of the set
        add_conditions(node, row, self.form, [conditions_in(item.row, self.form) for item in visible[:-1]])
        node["questions"] = []
        return At(node | more_of(row, node), row.place("type"))

    def _named(self, row: TableRow) -> str:
        """The key that the group's name becomes; a written form of the product's own has it already."""
        name = row.text("name")
        if self.form.own and as_set_key(name) == name:
            return name
        key = self._free(as_set_key(name) or f"section-{row.number}")
        if key != name and (len(name) > LONGEST_SET_KEY or key != as_set_key(name)) and name:
            self.form.faults.warn("name-changed", row.place("name"), name=name, key=key)
        return key

    def _free(self, key: str) -> str:
        found = free_key(key, self._keys, "-", LONGEST_SET_KEY)
        self._keys.add(found)
        return found


def _visible(path: tuple[Item, ...]) -> tuple[Item, ...]:
    """The groups down to the innermost one that has a label."""
    labelled = [index for index, item in enumerate(path) if item.row.texts("label")]
    return path[: labelled[-1] + 1] if labelled else ()


def _joined(labels: Sequence[At]) -> At:
    """The labels of groups inside one another as one title, in each language of the innermost label."""
    if len(labels) == 1:
        return labels[0]
    last: Any = labels[-1].value
    joined = {
        language: At(
            BETWEEN_TITLES.join(label.value[language].value for label in labels if language in label.value), text.cell
        )
        for language, text in last.items()
    }
    return At(joined, labels[-1].cell)


def _add_outer(question: At, row: TableRow, hidden: Sequence[Item], form: Reading) -> None:
    outer: list[Conditions] = [found for found in (conditions_in(item.row, form) for item in hidden) if found]
    if outer:
        add_conditions(question.value, row, form, outer)
    if denied := _unpublished(hidden):
        question.value["public"] = At(False, denied.place(PUBLIC))  # noqa: FBT003  # a value of the set


def _unpublished(path: Sequence[Item]) -> TableRow | None:
    """The row of a group whose answers are not published, if there is one among these."""
    return next((item.row for item in path if item.row.denied(PUBLIC)), None)


def _question(item: Item, form: Reading) -> At | None:
    if item.is_repeat:
        return _repeat(item, form)
    return _matrix(item, form) if item.is_group else read_question(item, form)


def _repeat(item: Item, form: Reading) -> At:
    """A repeat as a question of the kind group."""
    row = item.row
    warn_of_unsupported(row, form)
    node = named_question(row, "group", form)
    name = At(form.in_every_language(ENTRY), row.place("type"))
    node.setdefault("label", At(form.in_every_language(row.text("name") or ENTRY), row.place("name")))
    node.setdefault("entry", name)
    count = row.text("repeat_count")
    if count.isdecimal() and len(count) < 4:
        node["repeat"] = {bound: At(int(count), row.place("repeat_count")) for bound in ("minimum", "maximum")}
    elif count:
        form.faults.error("expression-not-said", row.place("repeat_count"), column="repeat_count", value=count)
    node["questions"] = At(list(_within(item, form, ())), row.place("type"))
    return At(node | more_of(row, node), row.place("type"))


def _within(item: Item, form: Reading, hidden: tuple[Item, ...]) -> Iterator[At]:
    """Yield the questions of a repeat and of groups inside it. A label of such a group is not shown: a warning."""
    for inner in item.inner:
        if inner.is_repeat:
            form.faults.error("repeat-in-repeat", inner.row.place("type"))
        if inner.is_repeat or (inner.is_group and not is_matrix(inner, form)):
            if inner.is_group and inner.row.texts("label"):
                form.faults.warn("heading-not-shown", inner.row.place("label"), value=inner.row.text("label"))
            yield from _within(inner, form, (*hidden, inner))
            continue
        question = _question(inner, form)
        if question:
            _add_outer(question, inner.row, hidden, form)
            yield question


def is_matrix(item: Item, form: Reading) -> bool:
    """Whether a group is a matrix: it says so, or it is shown as a table and all its rows have one list."""
    if item.row.text("x_kind") == "matrix":
        return True
    if form.own or TABLE_LIST not in item.row.text("appearance").split() or not item.row.texts("label"):
        return False
    lists = {_list_of(inner) for inner in item.inner}
    return len(lists) == 1 and "" not in lists and not any(inner.row.text("relevant") for inner in item.inner)


def _list_of(item: Item) -> str:
    found = SELECT.fullmatch(item.type)
    return found["list"] if found and found["how"].lower().startswith("select") and not found["other"] else ""


def _matrix(item: Item, form: Reading) -> At:
    row = item.row
    warn_of_unsupported(row, form)
    node = named_question(row, "matrix", form)
    lists = {_list_of(inner) for inner in item.inner if inner.type.lower() not in NOT_USED_TYPES}
    name = next(iter(lists), "")
    found = form.lists.get(name, ChoiceList())
    form.used_lists.add(name)
    if len(lists) != 1 or not found.all_options():
        form.faults.error("matrix-rows", row.place("type"))
    node |= scale_of(found, row.place("type"), form)
    node["rows"] = At([_matrix_row(inner.row, form) for inner in item.inner], row.place("type"))
    return At(node | more_of(row, node), row.place("type"))


def _matrix_row(row: TableRow, form: Reading) -> At:
    warn_of_unsupported(row, form)
    node: Node = {"key": key_of(row, "row", form)}
    label = texts(row, "label", form)
    if label:
        node["label"] = label
    add_required(node, row, form)
    row.refuse(("relevant", "constraint", "hint", PUBLIC))
    return At(node | more_of(row, node), row.place("type"))
