"""The decision among the respondent's details: where a handling step has it, it is read from that step.

The draft's answers then follow the step, so that draft, statement, snapshot and files have one truth, and all of what
was there before stays among the earlier answers.
"""

from collections.abc import Mapping
from datetime import datetime

from survey.operations.answers.drafts import Draft, write
from survey.questions.details import (
    DECISION_BODY,
    DECISION_DATE,
    DECISION_PARAGRAPH,
    DECISION_PRESENTER,
    DECISION_WORDING,
)
from survey.questions.question import State, Value
from survey.store.responses.answers import NEVER_ANSWERED, Write
from survey.store.tables import HandlingStepRow


def follow_decision(
    draft: Draft, decision: HandlingStepRow | None, *, before: HandlingStepRow | None = None, now: datetime
) -> bool:
    """Write the decision that counts into the draft's details; return whether that changed anything.

    Where none counts, but `before` did until now, its details are emptied. Where none did, they stay as typed.
    """
    if decision is None and before is None:
        return False
    writes = []
    for address, value in _values(decision).items():
        stored = draft.stored_answers.get(address, NEVER_ANSWERED)
        same_state = stored.given is None or stored.given.state is State.ANSWERED
        if value != (dict(stored.given.value) if stored.given else None) or not same_state:
            writes.append(Write(address, value, State.ANSWERED, stored))
    write(draft, writes, now=now)
    return bool(writes)


def _values(step: HandlingStepRow | None) -> Mapping[str, Value | None]:
    return {
        DECISION_BODY: _text(step.body if step else ""),
        DECISION_DATE: {"date": step.met_on.isoformat()} if step and step.met_on else None,
        DECISION_PARAGRAPH: _text(step.paragraph if step else ""),
        DECISION_PRESENTER: _text(step.presenter if step else ""),
        DECISION_WORDING: _text(step.wording if step else ""),
    }


def _text(text: str) -> Value | None:
    return {"text": text} if text else None
