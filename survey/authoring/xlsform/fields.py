"""Which column of an XLSForm has which key of a question set: one table for writing and reading.

A new key is a line in `FIELDS`. A key without a line is not lost: it is written into `x_more`, together with everything
else that has no column. How a kind of question is written is in its class: `xlsform_type` and what follows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

INTRODUCTION = "introduction"
"""The value of `x_kind` for the note that is the introduction of a section or of the set."""

MULTILINE = "multiline"
TABLE_LIST = "table-list"
MORE = "x_more"
PUBLIC = "x_public"
"""The column that says "no" where answers are not published: of a question, or of all that a group holds."""


class Form(StrEnum):
    """How a key's value is written into a cell."""

    WORD = "word"
    WORDS = "words"
    NUMBER = "number"
    FLAG = "flag"
    UNLESS_NO = "unless no"
    TEXTS = "texts"


@dataclass(frozen=True)
class Field:
    """A key of a question (as a path, if it is inside another key), its column, and how its value is written."""

    path: tuple[str, ...]
    column: str
    form: Form


FIELDS: tuple[Field, ...] = (
    Field(("short",), "x_short", Form.TEXTS),
    Field(("nothing_to_state",), "x_nothing_to_state", Form.FLAG),
    Field(("public",), PUBLIC, Form.UNLESS_NO),
    Field(("autocomplete",), "x_autocomplete", Form.WORD),
    Field(("reason",), "x_reason", Form.WORD),
    Field(("max_length",), "x_max_length", Form.NUMBER),
    Field(("at_least",), "x_at_least", Form.NUMBER),
    Field(("at_most",), "x_at_most", Form.NUMBER),
    Field(("minimum",), "x_minimum", Form.NUMBER),
    Field(("maximum",), "x_maximum", Form.NUMBER),
    Field(("decimals",), "x_decimals", Form.NUMBER),
    Field(("unit",), "x_unit", Form.TEXTS),
    Field(("provision",), "x_provision", Form.TEXTS),
    Field(("proposed",), "x_proposed", Form.TEXTS),
    Field(("entry",), "x_entry", Form.TEXTS),
    Field(("repeat", "minimum"), "x_repeat_minimum", Form.NUMBER),
    Field(("repeat", "maximum"), "x_repeat_maximum", Form.NUMBER),
    Field(("file_kinds",), "x_file_kinds", Form.WORDS),
    Field(("max_size",), "x_max_size", Form.NUMBER),
    Field(("max_files",), "x_max_files", Form.NUMBER),
)


TYPES: Mapping[str, str] = {
    "text": "text",
    "select_one": "choice",
    "select_multiple": "choices",
    "integer": "number",
    "date": "date",
    "note": "note",
    "file": "attachment",
    "string": "text",
    "int": "number",
    "decimal": "number",
    "range": "number",
    "select_all_that_apply": "choices",
    "image": "attachment",
    "photo": "attachment",
}
"""The kind of question for each type of XLSForm. `begin_…` and `end_…` depend on the rows between them."""

PICTURES = ("png", "jpg")
"""The kinds of file that the types image and photo allow."""

NOT_USED_TYPES = frozenset({
    "start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username", "email", "audit",
    "background-audio", "start-geopoint", "background-geopoint", "imei",
})  # fmt: skip
"""Types for data from an interviewer's device: they ask the respondent nothing."""

MEDIA = (
    "media",
    "media::image",
    "media::audio",
    "media::video",
    "media::big-image",
    "image",
    "audio",
    "video",
    "big-image",
)

UNSUPPORTED_COLUMNS = ("choice_filter", "calculation", "trigger", *MEDIA, "save_to", "bind::type")
"""Columns that change what is asked or kept, and have no counterpart."""

UNUSED_COLUMNS = ("default", "constraint_message", "required_message", "guidance_hint", "hxl", "autoplay")
"""Columns that change nothing essential: messages come from the product, and fields have no default answer."""

KNOWN_APPEARANCES = frozenset({"", MULTILINE, TABLE_LIST, "field-list", "list-nolabel", "label", "minimal", "likert"})
"""Appearances that are ignored without a warning: the kind of a question decides how it looks."""
