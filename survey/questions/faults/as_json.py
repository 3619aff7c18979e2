"""Faults as JSON and back. They are stored so that a page can show them again later in any language."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from survey.questions.faults.fault import Fault


def faults_as_json(faults: Sequence[Fault]) -> str:
    """The faults as one JSON array."""
    return json.dumps([asdict(fault) for fault in faults], ensure_ascii=False)


def faults_from_json(text: str) -> list[Fault]:
    """The faults from the JSON that `faults_as_json` wrote."""
    return [_fault(each) for each in json.loads(text)]


def _fault(kept: dict[str, Any]) -> Fault:
    return Fault(**{**kept, "keys": tuple(kept["keys"])})
