"""Writes a question set as an XLSForm: the sheets survey, choices and settings.

Other programs that read XLSForm ask the same questions under the same conditions. What XLSForm has nothing for is in
own columns (x_…), so that reading the form gives the same set with the same digests.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from survey.authoring.language_names import language_header
from survey.authoring.worksheets import WrittenColumn, WrittenSheet
from survey.authoring.xlsform.conditions import AsWritten, conditions_of, relevant_of
from survey.authoring.xlsform.constraints import can_express, constraint_of, limits_text
from survey.authoring.xlsform.expressions import NotUnderstood
from survey.authoring.xlsform.fields import FIELDS, INTRODUCTION, MORE, PUBLIC, TYPES, Form
from survey.authoring.xlsform.paths import NoColumns, in_columns
from survey.authoring.yaml_text import plain_mapping
from survey.questions.freeze import canonical_json
from survey.questions.kinds import KINDS
from survey.questions.kinds.number import in_one_way
from survey.questions.question_set import QuestionSet

Plain = Mapping[str, Any]
Row = dict[str, str]

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_WIDTHS = {"type": 26, "name": 24, "label": 50, "hint": 40, "relevant": 36, "constraint": 30, "form_title": 50}
_TEXT_WIDTH, _WIDTH = 36, 14
_SURVEY = ("type", "name", "label", "hint", "required", "relevant", "constraint", "appearance", "x_kind", "x_key")
_CHOICES = ("list_name", "name", "label", "x_specify", "x_exclusive", "x_no_position")
_ALWAYS = frozenset({"type", "name", "required", "relevant", "list_name", "form_title", "form_id", "default_language"})
_SETTINGS = ("form_title", "form_id", "default_language", "x_schema", "x_languages", "x_title")


def write_xlsform(question_set: QuestionSet) -> list[WrittenSheet]:
    """The sheets survey, choices and settings of the set."""
    return _Writer(plain_mapping(question_set)).sheets()


class _Names:
    """The names of rows. Each name is used only once in a form, even if a section and a question have the same key."""

    def __init__(self, keys: Iterator[str]) -> None:
        self._taken = set(keys)

    def free(self, wanted: str, otherwise: str) -> str:
        """`wanted`, if it is a valid name that no other row has; otherwise a name that begins with `otherwise`."""
        name, number = wanted, 1
        while not _NAME.fullmatch(name) or name in self._taken:
            name = otherwise if number == 1 else f"{otherwise}_{number}"
            number += 1
        self._taken.add(name)
        return name


class _Writer:
    def __init__(self, whole: Plain) -> None:
        self._whole, self._languages = whole, list(whole["languages"])
        self._names = _Names(_keys(whole))
        self._lists: dict[str, str] = {}
        self._choices: list[Row] = []

    def sheets(self) -> list[WrittenSheet]:
        """All three sheets, with the columns that are not empty."""
        survey = [row for section in self._whole["sections"] for row in self._section(section)]
        if "introduction" in self._whole:
            survey.insert(0, self._introduction(self._whole["introduction"], "introduction"))
        return [
            self._sheet("survey", _SURVEY, survey),
            self._sheet("choices", _CHOICES, self._choices),
            self._sheet("settings", _SETTINGS, [self._settings()]),
        ]

    def _settings(self) -> Row:
        written = {"schema", "key", "languages", "title", "introduction", "sections"}
        title = self._whole["title"]
        return {
            "form_title": title.get(self._languages[0]) or next(iter(title.values())),
            "form_id": self._whole["key"],
            "default_language": language_header(self._languages[0]),
            "x_schema": str(self._whole["schema"]),
            "x_languages": " ".join(self._languages),
            **self._texts("x_title", title),
            **self._beside(written),
        }

    def _beside(self, written: set[str]) -> Row:
        """The values of the set outside its questions: a column for each, or x_more if columns cannot contain it."""
        row: Row = {}
        for key, value in self._whole.items():
            with suppress(NoColumns):
                row |= {} if key in written else in_columns(key, value, self._languages)
                written = written | {key}
        return row | _more(self._whole, written)

    def _section(self, section: Plain) -> Iterator[Row]:
        key = section["key"]
        name = self._names.free(key, f"section_{re.sub('[^a-z0-9]', '_', key)}")
        written = {"key", "title", "introduction", "required", "nothing_to_state", "show_if", "public", "questions"}
        yield {
            "type": "begin_group",
            "name": name,
            "x_key": key if name != key else "",
            **self._texts("label", section["title"]),
            **_conditions(section),
            **_required(section),
            "x_nothing_to_state": _flag(section.get("nothing_to_state")),
            PUBLIC: _unless_no(section.get("public", True)),
            **_more(section, written),
        }
        if "introduction" in section:
            yield self._introduction(section["introduction"], f"{name}_introduction")
        for question in section["questions"]:
            yield from self._question(question)
        yield {"type": "end_group", "name": name}

    def _introduction(self, texts: Plain, name: str) -> Row:
        return {
            "type": "note",
            "name": self._names.free(name, name),
            "x_kind": INTRODUCTION,
            **self._texts("label", texts),
        }

    def _question(self, question: Plain) -> Iterator[Row]:
        kind = question["kind"]
        type_, appearance = KINDS[kind].xlsform_type, KINDS[kind].xlsform_appearance
        row = {
            "type": type_,
            "name": question["key"],
            "appearance": appearance,
            "x_kind": "" if _implied_kind(type_, appearance) == kind else kind,
            **self._texts("label", question["label"]),
            **self._texts("hint", question.get("text" if kind == "note" else "help", {})),
            **_conditions(question),
            **_required(question),
            "constraint": constraint_of(question),
            **self._own_columns(question),
        }
        if "options" in question or "steps" in question:
            row["type"] = self._type_with_list(question, type_)
        if question.get("decimals"):
            row["type"] = "decimal"
        if kind == "matrix":
            yield from self._matrix(question, row)
        elif type_ == "begin_repeat":
            yield row
            for inner in question["questions"]:
                yield from self._question(inner)
            yield {"type": "end_repeat", "name": question["key"]}
        else:
            yield row

    def _matrix(self, question: Plain, row: Row) -> Iterator[Row]:
        list_name = self._list(question)
        yield {**row, "type": "begin_group"}
        for statement in question["rows"]:
            name = f"{question['key']}_{statement['key']}"
            yield {
                "type": f"select_one {list_name}",
                "name": self._names.free(name, f"{name}_row"),
                "appearance": "list-nolabel",
                "x_key": statement["key"],
                **self._texts("label", statement["label"]),
                **_required(statement),
                **_more(statement, {"key", "label", "required"}),
            }
        yield {"type": "end_group", "name": question["key"]}

    def _own_columns(self, question: Plain) -> Row:
        said = {"key", "kind", "label", "required", "show_if", "options", "steps", "no_position", "rows", "questions"}
        said.add("text" if question["kind"] == "note" else "help")
        said |= _as_constraint(question)
        row: Row = {}
        for each in FIELDS:
            if each.path[0] not in said and len(each.path) == 1 and each.path[0] in question:
                row |= self._cell(each.column, each.form, question[each.path[0]])
                said.add(each.path[0])
            elif len(each.path) == 2 and each.path[1] in question.get(each.path[0], {}):
                row |= self._cell(each.column, each.form, question[each.path[0]][each.path[1]])
                said.add(each.path[0])
        return row | _more(question, said)

    def _cell(self, column: str, form: Form, value: Any) -> Row:
        match form:
            case Form.TEXTS:
                return self._texts(column, value)
            case Form.FLAG:
                return {column: _flag(value)}
            case Form.UNLESS_NO:
                return {column: _unless_no(value)}
            case Form.WORDS:
                return {column: " ".join(value)}
            case Form.WORD | Form.NUMBER:
                if isinstance(value, float):
                    return {column: str(int(value)) if value.is_integer() else in_one_way(str(value))}
                return {column: str(value)}

    def _type_with_list(self, question: Plain, type_: str) -> str:
        return f"{type_} {self._list(question)}" if type_.startswith("select") else type_

    def _list(self, question: Plain) -> str:
        """The name of the list with the question's options, which is added to the sheet choices if it is new."""
        options = list(question.get("options", question.get("steps", ())))
        separate = question.get("no_position")
        same = canonical_json([options, separate])
        if same not in self._lists:
            self._lists[same] = question["key"]
            for option in [*options, *([separate] if separate else [])]:
                self._choices.append(
                    {
                        "list_name": question["key"],
                        "name": option["key"],
                        **self._texts("label", option["label"]),
                        "x_specify": _flag(option.get("specify")),
                        "x_exclusive": _flag(option.get("exclusive")),
                        "x_no_position": _flag(option is separate),
                        **_more(option, {"key", "label", "specify", "exclusive"}),
                    }
                )
        return self._lists[same]

    def _texts(self, column: str, texts: Plain) -> Row:
        return {f"{column}::{language_header(language)}": text for language, text in texts.items()}

    def _sheet(self, name: str, order: Sequence[str], rows: list[Row]) -> WrittenSheet:
        used = [header for row in rows for header, text in row.items() if text]
        every = [f"{column}{end}" for column in (*order, *_own_order()) for end in self._ends()]
        headers = [header for header in every if header in used or (header in order and header in _ALWAYS)]
        headers += sorted(set(used) - set(every))
        columns = tuple(WrittenColumn(header, _width(header), _allowed(header)) for header in headers)
        return WrittenSheet(name, columns, [[row.get(header, "") for header in headers] for row in rows])

    def _ends(self) -> Iterator[str]:
        yield ""
        for language in self._languages:
            yield f"::{language_header(language)}"


def _keys(whole: Plain) -> Iterator[str]:
    for part in (*whole.get("sections", ()), *whole.get("questions", ())):
        if "kind" in part:
            yield part["key"]
        yield from _keys(part)


def _implied_kind(type_: str, appearance: str) -> str:
    """The kind that a row of this type and appearance has when it is read without `x_kind`."""
    if type_ == "begin_repeat":
        return "group"
    return "long_text" if (type_, appearance) == ("text", "multiline") else TYPES.get(type_, "")


def _as_constraint(question: Plain) -> set[str]:
    said = {"at_most", *(key for key in ("minimum", "maximum") if can_express(question.get(key, 0)))}
    if not any(option.get("exclusive") for option in question.get("options", ())):
        said.add("at_least")
    return said | ({"max_length"} if limits_text(question["kind"]) else set())


def _conditions(part: Plain) -> Row:
    """The condition as `relevant`, and as `x_show_if` if reading `relevant` would not give exactly the same."""
    conditions = part.get("show_if")
    if not conditions:
        return {}
    relevant = relevant_of(conditions)
    try:
        read = conditions_of(relevant, AsWritten())
    except NotUnderstood:
        read = {}
    same = read == conditions
    return {"relevant": relevant, **({} if same else {"x_show_if": json.dumps(conditions, ensure_ascii=False)})}


def _required(part: Plain) -> Row:
    return {"required": _flag(part.get("required"))}


def _flag(value: Any) -> str:
    return "yes" if value else ""


def _unless_no(value: Any) -> str:
    return "" if value else "no"


def _more(part: Plain, said: set[str]) -> Row:
    """The column x_more: the keys that have no column (not in `said`), as JSON."""
    left = {key: value for key, value in part.items() if key not in said}
    return {MORE: json.dumps(left, ensure_ascii=False)} if left else {}


def _own_order() -> Iterator[str]:
    yield from (each.column for each in FIELDS)
    yield from ("x_show_if", MORE)


def _width(header: str) -> int:
    name = header.partition("::")[0]
    return _WIDTHS.get(name, _TEXT_WIDTH if "::" in header else _WIDTH)


def _allowed(header: str) -> tuple[str, ...]:
    lists = {
        "required": ("yes",),
        "x_nothing_to_state": ("yes",),
        PUBLIC: ("no",),
        "x_specify": ("yes",),
        "x_exclusive": ("yes",),
        "x_no_position": ("yes",),
        "x_reason": ("none", "optional", "required"),
        "x_kind": (*KINDS, INTRODUCTION),
    }
    return lists.get(header, ())
