"""Turns pydantic's errors about the shape of a question set into faults that an author understands."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from survey.languages import mark as _
from survey.questions.consultation import CONSULTATION, Consultation, Contact, Material
from survey.questions.faults.fault import Fault, nearest_word
from survey.questions.faults.places import Path, Places
from survey.questions.kinds import KINDS, known_keys
from survey.questions.kinds.scale import NamedScale
from survey.questions.question import Option, Question
from survey.questions.question_set import QuestionSet, Section
from survey.questions.reading.blocks import BLOCK

_EXPECTED = {
    "string_type": _("a text"),
    "int_type": _("a whole number"),
    "int_parsing": _("a whole number"),
    "float_type": _("a number"),
    "bool_type": _("true or false"),
    "dict_type": _("a text in each language, such as {fi: …, sv: …}"),
    "mapping_type": _("a text in each language, such as {fi: …, sv: …}"),
    "model_type": _("keys with values"),
    "model_attributes_type": _("keys with values"),
    "tuple_type": _("a list"),
}

_FOUND: tuple[tuple[type, str], ...] = (
    (type(None), _("empty")),
    (bool, _("true or false")),
    (int, _("a number")),
    (float, _("a number")),
    (str, _("a text")),
    (list, _("a list")),
    (dict, _("keys with values")),
)

_HALF = _("it has half a character")
_UNFIT = _("the value does not fit")


def shape_faults(errors: Sequence[Mapping[str, Any]], places: Places) -> list[Fault]:
    """pydantic's errors as faults at their places in the file.

    pydantic counts a list's valid entries only, and calls a list too short when one of its entries is at fault:
    that echo is left out. So are the uses of a scale whose own name is at fault.
    """
    unnamed = {error["input"] for error in errors if error["loc"][0] == "scales" and error["loc"][-1] == "[key]"}
    paths = [tuple(error["loc"]) for error in errors]
    faults = [
        _shape_fault(error, places)
        for error, path in zip(errors, paths, strict=True)
        if not (_is_short_for_another(error, path, paths) or (path[-1] == "scale" and error["input"] in unnamed))
    ]
    return list(dict.fromkeys(faults))  # a lone word gives two errors (unknown language, empty text) for one mistake


def _is_short_for_another(error: Mapping[str, Any], path: tuple[Any, ...], paths: Sequence[tuple[Any, ...]]) -> bool:
    return error["type"] == "too_short" and any(other[: len(path)] == path and other != path for other in paths)


def _shape_fault(error: Mapping[str, Any], places: Places) -> Fault:
    path = [step for step in error["loc"] if step != "[key]"]
    if path and places.is_lone_word(path):
        return _fault(path, places, "comma-in-braces", value=str(path[-1]))
    if error["loc"][-1:] == ("[key]",):
        code = "bad-key" if path[:-1] in (["scales"], ["blocks"]) else "bad-language"
        return _fault(path, places, code, value=str(error["input"]))
    return _BY_TYPE.get(error["type"], _wrong_type)(path, error, places)


def _unknown_key(path: Path, error: Mapping[str, Any], places: Places) -> Fault:
    key = str(path[-1])
    unused = places.lacking(path[:-1], _known_keys(path[:-1]))
    return _fault(path, places, "unknown-key", nearest=nearest_word(key, unused), key=key)


def _missing_key(path: Path, error: Mapping[str, Any], places: Places) -> Fault:
    return _fault(path, places, "missing-key", key=str(path[-1]))


def _unknown_word(path: Path, error: Mapping[str, Any], places: Places) -> Fault:
    expected = [word.strip("' ") for word in error["ctx"]["expected"].replace(" or ", ",").split(",")]
    return _wrong_word(path, error, places, "unknown-word", expected)


def _unknown_kind(path: Path, error: Mapping[str, Any], places: Places) -> Fault:
    return _wrong_word(path, error, places, "unknown-kind", list(KINDS))


def _wrong_word(path: Path, error: Mapping[str, Any], places: Places, code: str, expected: list[str]) -> Fault:
    value = str(error["input"])
    nearest = nearest_word(value, expected)
    return _fault(path, places, code, nearest=nearest, value=value, expected=", ".join(expected))


def _bad_condition(path: Path, error: Mapping[str, Any], places: Places) -> Fault:
    return _fault(path, places, "bad-condition")


def _bad_key(path: Path, error: Mapping[str, Any], places: Places) -> Fault:
    code = "bad-language" if "languages" in path else "bad-key"
    return _fault(path, places, code, value=str(error["input"]))


def _too_long(path: Path, error: Mapping[str, Any], places: Places) -> Fault:
    longest = str(error["ctx"]["max_length"])
    return _fault(path, places, "key-too-long", value=str(error["input"]), longest=longest)


def _empty(path: Path, error: Mapping[str, Any], places: Places) -> Fault:
    return _fault(path, places, "empty-text")


def _too_few(path: Path, error: Mapping[str, Any], places: Places) -> Fault:
    return _fault(path, places, "too-few", least=str(error["ctx"]["min_length"]))


def _bad_email(path: Path, error: Mapping[str, Any], places: Places) -> Fault:
    return _fault(path, places, "bad-email", value=str(error["input"]))


def _bad_web_address(path: Path, error: Mapping[str, Any], places: Places) -> Fault:
    return _fault(path, places, "bad-web-address", value=str(error["input"] or "–"))


def _out_of_range(path: Path, error: Mapping[str, Any], places: Places) -> Fault:
    limits = error["ctx"]
    return _fault(path, places, "out-of-range", limit=f"{limits.get('le', limits.get('ge')):.0f}")


def _wrong_type(path: Path, error: Mapping[str, Any], places: Places) -> Fault:
    expected = _EXPECTED.get(error["type"])
    if expected is None:
        return _fault(path, places, "not-valid", reason=_HALF if error["type"] == "string_unicode" else _UNFIT)
    found = next((words for kind, words in _FOUND if isinstance(error["input"], kind)), _("something else"))
    if found == expected:  # a number with too many digits: pydantic does not take it as a number
        return _fault(path, places, "not-valid", reason=_UNFIT)
    return _fault(path, places, "wrong-type", found=found, expected=expected)


_BY_TYPE: Mapping[str, Callable[[Path, Mapping[str, Any], Places], Fault]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing_key,
    "literal_error": _unknown_word,
    "unknown_kind": _unknown_kind,
    "bad_condition": _bad_condition,
    "string_pattern_mismatch": _bad_key,
    "string_too_long": _too_long,
    "string_too_short": _empty,
    "bad_email": _bad_email,
    "bad_web_address": _bad_web_address,
    "too_short": _too_few,
    "greater_than_equal": _out_of_range,
    "less_than_equal": _out_of_range,
}


def _known_keys(path: Path) -> set[str]:
    """The keys that a mapping at `path` may have. They depend on the list that contains it."""
    lists = [step for step in path if not isinstance(step, int)]
    if not lists:
        return {field.alias or name for name, field in QuestionSet.model_fields.items()}
    if lists[0] == CONSULTATION:
        return set(_OF_CONSULTATION[str(lists[-1])].model_fields)
    if lists[0] == "blocks":
        lists = ["questions", *lists[2:]]
    if lists[0] == "scales":
        return set(NamedScale.model_fields if len(lists) == 2 else Option.model_fields)
    if lists == ["sections"]:
        return set(Section.model_fields)
    if lists[-1] == "questions":
        return known_keys() | {BLOCK}
    return set(_within_questions().get(str(lists[-1]), Question.model_fields.keys()))


_OF_CONSULTATION: Mapping[str, type[BaseModel]] = {
    CONSULTATION: Consultation,
    "contacts": Contact,
    "materials": Material,
}


@cache
def _within_questions() -> Mapping[str, Collection[str]]:
    """For each key of a question (of any kind) whose value contains mappings: the keys of these mappings."""
    within: dict[str, set[str]] = {}
    for question in KINDS.values():
        for key, field in question.model_fields.items():
            for model in _models_in(field.annotation):
                within.setdefault(key, set()).update(model.model_fields)
    return within


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """Yield the pydantic models in a field's annotation: Option for tuple[Option, ...] | None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


def _fault(path: Path, places: Places, code: str, *, nearest: str = "", **words: str) -> Fault:
    return places.fault(path, code, words, nearest=nearest)
