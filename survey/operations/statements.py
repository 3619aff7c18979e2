"""Reading a snapshot back as answers: what pages and documents show of a submission."""

import json
from collections.abc import Mapping
from typing import Any

from survey.questions.progress import Given
from survey.questions.question import State
from survey.store.tables import SnapshotRow


def public_answers(snapshot: SnapshotRow) -> dict[str, Given]:
    """The public answers of a snapshot by address."""
    return _answers(snapshot.public_part)


def contact_answers(snapshot: SnapshotRow) -> dict[str, Given]:
    """The personal data of a snapshot by address: for the organisation itself and the coordinator, never public."""
    return _answers(snapshot.contact_part)


def _answers(part: str) -> dict[str, Given]:
    stored: Mapping[str, Mapping[str, Any]] = json.loads(part)["answers"]
    return {address: Given(answer["value"], State(answer["state"])) for address, answer in stored.items()}
