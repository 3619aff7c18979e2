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
from survey.questions.own_groups import OWN_GROUPS, plain_own_groups, read_own_groups
from survey.questions.question_set import QuestionSet
from survey.questions.reading.check import all_texts


@dataclass(frozen=True)
class Frozen:
    """A question set as it is stored: canonical JSON and two SHA-256 digests in hexadecimal.

    The structure digest covers keys, kinds, options and limits. It never changes while the consultation exists. The
    text digest covers the texts, and changes with each correction of them. It covers the groups of the installation
    too: they are no part of the questions, and one may be added while the consultation is open.
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
    own_groups = {OWN_GROUPS: plain_own_groups(question_set.own_groups)} if question_set.own_groups else {}
    texts |= own_groups
    return Frozen(
        json=canonical_json(whole | own_groups),
        structure_digest=digest(canonical_json(_without_texts(_without_consultation(whole)))),
        text_digest=digest(canonical_json(texts)),
    )


@lru_cache(maxsize=64)
def read_frozen(frozen_json: str) -> QuestionSet:
    """The set from its frozen JSON, with the groups of the installation. Each process caches the 64 sets used last, so
    that pages rarely parse one. Raises ValueError for JSON that is no frozen set.
    """
    plain = json.loads(frozen_json)
    own_groups = read_own_groups(plain.pop(OWN_GROUPS, []))
    return QuestionSet.model_validate(plain).with_own_groups(own_groups)


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
