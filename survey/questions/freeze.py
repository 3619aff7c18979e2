"""Freezing a question set when its consultation opens: canonical JSON, and digests of its structure and its texts."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from survey.questions.consultation import CONSULTATION
from survey.questions.faults.places import words_for
from survey.questions.kinds import KINDS
from survey.questions.question_set import QuestionSet
from survey.questions.reading.check import all_texts


@dataclass(frozen=True)
class Frozen:
    """A question set as it is stored: canonical JSON and two SHA-256 digests in hexadecimal.

    The structure digest covers keys, kinds, options and limits. It never changes while the consultation exists. The
    text digest covers the texts, and changes with each correction of them.
    """

    json: str
    structure_digest: str
    text_digest: str


def canonical_json(value: Any) -> str:
    """`value` as JSON, always the same for the same value: keys sorted, no blanks, non-ASCII text not escaped."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def freeze(question_set: QuestionSet) -> Frozen:
    """The set in the form in which it is stored for as long as the consultation exists."""
    whole = question_set.model_dump(mode="json", by_alias=True, exclude_none=True)
    texts: dict[str, Any] = {words_for(path): words for path, words in all_texts(question_set)}
    if CONSULTATION in whole:  # all of it, also phone numbers and web addresses
        texts[CONSULTATION] = whole[CONSULTATION]
    return Frozen(
        json=canonical_json(whole),
        structure_digest=digest(canonical_json(_without_texts(_without_consultation(whole)))),
        text_digest=digest(canonical_json(texts)),
    )


@lru_cache(maxsize=64)
def read_frozen(frozen_json: str) -> QuestionSet:
    """The set from its frozen JSON. Each process caches the 64 sets used last, so that pages rarely parse one."""
    return QuestionSet.model_validate(json.loads(frozen_json))


TEXT_KEYS = frozenset({"title", "introduction", *(word for question in KINDS.values() for word in question.words)})
"""The keys whose values are texts. The text digest covers them; the structure digest does not."""


def _without_consultation(whole: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in whole.items() if key != CONSULTATION}


def _without_texts(value: Any) -> Any:
    if isinstance(value, Mapping):
        # The keys of a condition are question keys, and can be the same as one of TEXT_KEYS.
        return {
            key: child if key == "show_if" else _without_texts(child)
            for key, child in value.items()
            if key not in TEXT_KEYS
        }
    if isinstance(value, list):
        return [_without_texts(child) for child in value]
    return value
