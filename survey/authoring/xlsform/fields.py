"""What of a question set stands in which column of an XLSForm: one table for writing and reading.

A new key is a line in `FIELDS`. A key without a line is not lost: it is written, with what else has no column, into
`x_more`. How a kind of question is written, its class says: `xlsform_type` and what follows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

INTRODUCTION = "introduction"
"""What `x_kind` says of the note that holds the introduction of a section or of the whole set."""

MULTILINE = "multiline"
TABLE_LIST = "table-list"
MORE = "x_more"


class Form(StrEnum):
    """How a key's value is written into a cell."""

    WORD = "word"
    WORDS = "words"
    NUMBER = "number"
    FLAG = "flag"
    TEXTS = "texts"


@dataclass(frozen=True)
class Field:
    """A key of a question (the path to it, where it stands deeper) and the column that holds it."""

    path: tuple[str, ...]
    column: str
    form: Form


FIELDS: tuple[Field, ...] = (
    Field(("short",), "x_short", Form.TEXTS),
    Field(("nothing_to_state",), "x_nothing_to_state", Form.FLAG),
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
"""The kind that a type of XLSForm is read as. `begin_…` and `end_…` are read as what they enclose."""

PICTURES = ("png", "jpg")
"""The kinds of files that the types image and photo ask for."""

NOT_USED_TYPES = frozenset({
    "start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username", "email", "audit",
    "background-audio", "start-geopoint", "background-geopoint", "imei",
})  # fmt: skip
"""What the device of an interviewer tells: nothing is asked there."""

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
"""Columns that change nothing essential: the messages are the product's own, and no answer stands there before."""

KNOWN_APPEARANCES = frozenset({"", MULTILINE, TABLE_LIST, "field-list", "list-nolabel", "label", "minimal", "likert"})
"""What no author needs to hear of: how something looks is decided by its kind."""
