"""A question set as YAML, in the style of a file written by hand.

Short texts and options are on one line, paragraphs are blocks, keys have the order of the guide (forms/README.md), and
values that are the same as the default are left out. Steps that several questions share become a named scale again.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarfloat import ScalarFloat
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from survey.questions.freeze import canonical_json
from survey.questions.kinds.number import in_one_way
from survey.questions.question_set import QuestionSet

LONGEST_LINE = 120
"""The most characters of a line that has several keys. A single text stays on one line of any length."""

_ALWAYS_BLOCKS = frozenset({"sections", "questions", "scales", "blocks", "consultation"})
"""Keys whose entries are always written below each other."""

_PLAIN = re.compile(r"[^\W\d_][^\n:#,\[\]{}\"]*(?<! )")
_READ_AS_SOMETHING_ELSE = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def plain_mapping(question_set: QuestionSet) -> dict[str, Any]:
    """The set as a mapping for a file, without values that are the same as the default."""
    whole: dict[str, Any] = question_set.model_dump(
        mode="json", by_alias=True, exclude_none=True, exclude_defaults=True
    )
    _say_public_once(whole)
    return whole


def _say_public_once(part: Mapping[str, Any], *, public: bool = True) -> None:
    """Remove `public: false` from what stands in a section or group that says it already."""
    for inner in (*part.get("sections", ()), *part.get("questions", ())):
        if not public:
            inner.pop("public", None)
        _say_public_once(inner, public=public and inner.get("public", True))


def write_yaml(question_set: QuestionSet) -> str:
    """The set as YAML text. Loading it gives a set with the same digests."""
    writer = YAML(typ="rt", pure=True)
    writer.width = 1_000_000
    writer.brace_single_entry_mapping_in_flow_sequence = True
    writer.indent(mapping=2, sequence=4, offset=2)
    target = StringIO()
    writer.dump(_styled(_with_named_scales(plain_mapping(question_set)), indented=0), target)
    return target.getvalue()


def _with_named_scales(whole: dict[str, Any]) -> dict[str, Any]:
    """The mapping with a named scale for each list of steps that more than one question has."""
    questions = [question for question in _questions(whole) if "steps" in question]
    counted = Counter(canonical_json(_scale(question)) for question in questions)
    repeated = [written for written, times in counted.items() if times > 1]
    if not repeated:
        return whole
    names = {written: f"scale_{number}" for number, written in enumerate(repeated, start=1)}
    scales: dict[str, Any] = {}
    for question in questions:
        scale = _scale(question)
        name = names.get(canonical_json(scale))
        if name:
            scales[name] = scale
            question.pop("steps")
            question.pop("no_position", None)
            question["scale"] = name
    sections = whole.pop("sections")
    return {**whole, "scales": scales, "sections": sections}


def _questions(whole: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for part in (*whole.get("sections", ()), *whole.get("questions", ())):
        if "kind" in part:
            yield part
        yield from _questions(part)


def _scale(question: Mapping[str, Any]) -> dict[str, Any]:
    return {key: question[key] for key in ("steps", "no_position") if key in question}


def _styled(value: Any, *, indented: int, key: str = "", flow: bool = False) -> Any:
    """`value` as ruamel's types, with the settings that choose the style of each.

    `indented` is the number of blanks before it, `key` is the key that it belongs to, and `flow` is true if it is
    inside brackets, that is, all on one line.
    """
    if isinstance(value, Mapping):
        flow = flow or (not _is_block(value) and indented + len(key) + 4 + _width(value) <= LONGEST_LINE)
        mapping = CommentedMap(
            {name: _styled(child, indented=indented + 2, key=str(name), flow=flow) for name, child in value.items()}
        )
        if flow:
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list):
        flow = flow or key == "any_of" or not any(isinstance(child, Mapping) for child in value)
        entries = CommentedSeq([_styled(child, indented=indented + 4, flow=flow) for child in value])
        if flow:
            entries.fa.set_flow_style()
        return entries
    return _scalar(value, flow=flow)


def _is_block(value: Any, key: str = "") -> bool:
    """Whether `value` needs several lines."""
    if isinstance(value, Mapping):
        below = [_is_block(child, str(name)) for name, child in value.items()]
        return bool(_ALWAYS_BLOCKS & value.keys()) or "kind" in value or any(below)
    if isinstance(value, list):
        return (bool(value) and isinstance(value[0], Mapping) and key != "any_of") or any(map(_is_block, value))
    return isinstance(value, str) and "\n" in value


def _width(value: Any) -> int:
    """About how many characters `value` needs on one line."""
    if isinstance(value, Mapping):
        return 2 + sum(len(str(name)) + 4 + _width(child) for name, child in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return 2 + sum(2 + _width(child) for child in value)
    return len(str(value)) + (0 if _is_plain(str(value)) else 2)


def _scalar(value: Any, *, flow: bool) -> Any:
    if isinstance(value, float):
        return int(value) if value.is_integer() else _decimal(value)
    if not isinstance(value, str):
        return value
    lines = value.split("\n")
    if len(lines) > 1 and not flow and all(line.isprintable() for line in lines) and not value[0].isspace():
        return LiteralScalarString(f"{value}\n")  # blanks at the ends of a text have no meaning
    return value if _is_plain(value.replace(",", "") if not flow else value) else DoubleQuotedScalarString(value)


def _decimal(value: float) -> float:
    """The number, with a further zero after three decimals: otherwise it could be read as thousands."""
    text = in_one_way(str(value))
    if text == str(value):
        return value
    sign = "-" if value < 0 else False
    written: float = ScalarFloat(value, width=len(text), prec=text.index("."), m_sign=sign, m_lead0=0)
    return written


def _is_plain(text: str) -> bool:
    """Whether a text without quotation marks is read as the same text, also inside brackets."""
    return bool(_PLAIN.fullmatch(text)) and text.isprintable() and text.lower() not in _READ_AS_SOMETHING_ELSE
