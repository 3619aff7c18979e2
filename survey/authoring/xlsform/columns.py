"""The columns of an XLSForm: which there are on each sheet, how headers name them, and what a misspelled one means.

A header is a name (`type`), perhaps with a language (`label::Suomi (fi)`, `label::English`, `label (sv)`), perhaps
after the part of the form that it sets (`bind::relevant`, `bind:relevant`, `control::jr:count`).
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from survey.authoring.language_names import languages_named
from survey.authoring.xlsform.fields import FIELDS, MEDIA, MORE, UNSUPPORTED_COLUMNS, UNUSED_COLUMNS

TRANSLATED = frozenset({"label", "hint", "guidance_hint", "constraint_message", "required_message", *MEDIA})
"""The columns of XLSForm that have a language; of the own columns (x_…) those that have one say so."""

DISABLED = "disabled"
"""The column that leaves its row out."""

OF_SURVEY = frozenset({
    "type", "name", "label", "hint", "required", "relevant", "constraint", "appearance", "parameters", "repeat_count",
    "read_only", "readonly", DISABLED, "x_kind", "x_key", "x_show_if", MORE,
    *UNSUPPORTED_COLUMNS, *UNUSED_COLUMNS, *(each.column for each in FIELDS),
})  # fmt: skip

UNSUPPORTED_OF_CHOICES = ("relevant", "choice_filter", *MEDIA)
"""Columns that change which options are asked or how, and have no counterpart."""

OF_CHOICES = frozenset({
    "list_name", "name", "label", DISABLED, "x_specify", "x_exclusive", "x_no_position", MORE, *UNSUPPORTED_OF_CHOICES,
})  # fmt: skip

UNUSED_SETTINGS = ("version", "style", "public_key", "submission_url", "instance_name", "auto_send", "auto_delete")

OF_SETTINGS = frozenset({
    "form_title", "form_id", "default_language", DISABLED, "x_schema", "x_languages", "x_title", MORE, *UNUSED_SETTINGS,
})  # fmt: skip

_ALIASES = {
    "command": "type",
    "value": "name",
    "tag": "name",
    "caption": "label",
    "relevance": "relevant",
    "jr:constraintmsg": "constraint_message",
    "constraining_message": "constraint_message",
    "jr:requiredmsg": "required_message",
    "jr:count": "repeat_count",
    "calculate": "calculation",
    "id_string": "form_id",
    "set_form_id": "form_id",
    "title": "form_title",
    "set_form_title": "form_title",
    "list": "list_name",
}
"""Older names of columns and settings."""

_SETS = re.compile(r"(?P<part>bind|control|body|instance)\s*::?\s*(?P<column>.+)", re.IGNORECASE | re.DOTALL)
_SET_SO = OF_SURVEY - {"type", "name", "label", "hint"}
"""What may stand after `bind::`. There `type` is the type of what is kept, and none of the question."""

_HEADER = re.compile(r"(?P<name>[^:]+?)\s*(?:::?\s*(?P<rest>.*))?", re.DOTALL)
_IN_BRACKETS = re.compile(r"(?P<name>[^:()\[\]]+?)\s*(?P<rest>[(\[].*[)\]])", re.DOTALL)
_CLOSE = 0.75
"""How alike a misspelled header is to the right one, from 0 to 1: hnit and hint are."""

_SAID_OF_OTHERS = frozenset({"name"})
"""A word of headers of data beside the options (county_name), which nothing asks."""


@dataclass(frozen=True)
class Column:
    """A column: its header as written and in small letters, its language (empty without one) and its number."""

    header: str
    name: str
    language: str
    number: int


def read_column(header: str, number: int) -> Column:
    """The column that a header names; one that nobody knows has the header itself as its name."""
    whole, sets = _plain_name(header), _SETS.fullmatch(header.strip())
    if whole in _ALIASES:
        return Column(header, _ALIASES[whole], "", number)
    if sets:
        inner = read_column(sets["column"], number)
        name = inner.name if inner.name in _SET_SO else f"{sets['part'].lower()}::{_plain_name(sets['column'])}"
        return Column(header, name, inner.language if inner.name in _SET_SO else "", number)
    return _with_language(header, number)


def _with_language(header: str, number: int) -> Column:
    written = header.strip()
    media = next((name for name in MEDIA if "::" in name and re.match(rf"{name}\s*::", written.lower())), "")
    if media:
        return Column(header, media, written.split("::", 2)[2].strip(), number)
    if _plain_name(header) in MEDIA:
        return Column(header, _plain_name(header), "", number)
    older, _, language = written.partition("::")
    if _plain_name(older) in _ALIASES and _takes_language(_name(older)):
        return Column(header, _name(older), language.strip(), number)
    found = _IN_BRACKETS.fullmatch(written)
    if not (found and _takes_language(_name(found["name"])) and languages_named(found["rest"].strip("()[] "))):
        found = _HEADER.fullmatch(written)
    if not found:
        return Column(header, "", "", number)
    name, rest = _name(found["name"]), (found["rest"] or "").strip()
    if rest and not _takes_language(name):
        return Column(header, f"{name}::{_plain_name(rest)}", "", number)
    return Column(header, name, rest, number)


def _takes_language(name: str) -> bool:
    return name in TRANSLATED or name.startswith("x_")


def _name(words: str) -> str:
    name = _plain_name(words)
    return _ALIASES.get(name, name)


def nearest_column(header: str, known: Collection[str]) -> str:
    """The known column that a header contains or nearly is, which its author must have meant; else an empty text."""
    sets = _SETS.fullmatch(header.strip())
    words = re.findall(r"[^\W_]+", (sets["column"] if sets else header).lower())
    plain = "_".join(words)
    by_words = {"_".join(re.findall(r"[^\W_]+", name)): name for name in sorted(known, reverse=True)}
    within = [each for each in by_words if f"_{each}_" in f"_{plain}_" and not _of_data(by_words[each], known)]
    if within:
        return _as_header(by_words[max(within, key=len)], header)
    head = "_".join(re.findall(r"[^\W_]+", re.split(r"[:(\[]", (sets["column"] if sets else header).lower())[0]))
    candidates = (plain, "".join(words), head)
    for candidate in candidates:
        near = get_close_matches(candidate, by_words, n=1, cutoff=_CLOSE)
        if near:
            return by_words[near[0]]
    return ""


def _of_data(name: str, known: Collection[str]) -> bool:
    return known is OF_CHOICES and name in _SAID_OF_OTHERS


def _as_header(name: str, header: str) -> str:
    """The name with the language that the header has after it, where the column takes one."""
    own: Mapping[str, str] = {"form_title": "x_title"}
    rest = header.partition("::")[2].strip()
    if name in own and rest and languages_named(rest):
        return f"{own[name]}::{rest}"
    return name


def _plain_name(words: str) -> str:
    return re.sub(r"\s+", "_", words.strip().lower())
