"""What a question set says for which the template has no column that people fill in: codes, and further data as JSON.

Only a template that is written from a set has these columns. Its questions, options and words stand where people write
them, and can be changed there; the codes keep their answers together, and the further data keeps what else was said.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from survey.authoring.ready_scales import ready_scale
from survey.authoring.template.words import MATRIX, READY_MATRICES, READY_SCALES
from survey.languages import mark as _

Tree = dict[str, Any]

CODE, OPTION_CODES, MORE = "code", "option_codes", "more"
SECTION_CODE, SECTION_MORE = "code_of_section", "more_of_section"

FURTHER: Mapping[str, str] = {
    SECTION_CODE: _("Code of the section"),
    SECTION_MORE: _("Further data of the section"),
    CODE: _("Code of the question"),
    OPTION_CODES: _("Codes of the options"),
    MORE: _("Further data of the question"),
}
"""The further columns of the sheet for questions: name → message."""

FURTHER_OF_NAME: Mapping[str, str] = {
    CODE: _("Code of the question set"),
    MORE: _("Further data of the question set"),
}
"""The further columns of the sheet for the name of the set."""

FLAGS_OF_OPTIONS = "options"
NO_POSITION = "no_position"
SHORT = "short"
REPLACED = frozenset({FLAGS_OF_OPTIONS, NO_POSITION, SHORT})
"""Keys of the further data that correct what was read of the other columns, and may stand beside it."""


def lines_of(text: str) -> list[str]:
    """The codes in a cell: one on each line."""
    return text.split()


def with_more(question: Tree, more: Mapping[str, Any]) -> Tree:
    """The question with its further data. What stands in other columns stays, but for the flags of options, which
    option means “no position”, and a short name that was made although the set has none.
    """
    whole = {**question, **{key: value for key, value in more.items() if key not in REPLACED}}
    flags = more.get(FLAGS_OF_OPTIONS)
    if isinstance(flags, Mapping):
        whole["options"] = [_flagged(option, flags) for option in whole.get("options", ())]
    elif flags is not None:
        whole["options"] = flags  # options of a kind for which the template has none
    if NO_POSITION in more:
        whole |= _separated(whole, more[NO_POSITION])
    if SHORT in more and more[SHORT] is None:
        whole.pop("short", None)
    return whole


def _flagged(option: Tree, flags: Mapping[str, Any]) -> Tree:
    own = flags.get(option["key"])
    return {"key": option["key"], "label": option["label"], **own} if isinstance(own, Mapping) else option


def _separated(question: Tree, no_position: Any) -> Tree:
    """The steps, and apart from them the option with this key; none is apart where it is empty."""
    if not isinstance(no_position, str):
        return {NO_POSITION: no_position}
    apart = [question[NO_POSITION]] if NO_POSITION in question else []
    steps = [*question.get("steps", ()), *apart]
    found = [step for step in steps if step["key"] == no_position]
    question.pop(NO_POSITION, None)
    kept = {"steps": [step for step in steps if step["key"] != no_position]}
    return kept | ({NO_POSITION: found[0]} if found else {})


def ready_kind(question: Mapping[str, Any]) -> str:
    """The kind of the template with the same steps that are there already; empty if there is none."""
    scale = {key: question[key] for key in ("steps", NO_POSITION) if key in question}
    names = [name for name in READY_SCALES if scale == ready_scale(name)]
    if question["kind"] == "scale":
        return next(iter(names), "")
    matrices = [f"{MATRIX}{name}" for name in names if f"{MATRIX}{name}" in READY_MATRICES]
    return next(iter(matrices), "") if question["kind"] == "matrix" else ""


def flags_to_say(options: Sequence[Tree], read: Sequence[Tree]) -> Tree:
    """What is to be said of options that would be read with other flags than they have, by their keys."""
    said = {
        option["key"]: {name: flag for name, flag in option.items() if name not in {"key", "label"}}
        for option, as_read in zip(options, read, strict=True)
        if option != as_read
    }
    return {FLAGS_OF_OPTIONS: said} if said else {}
