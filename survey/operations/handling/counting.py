"""Which handling steps hold, and which of them is the decision that counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from survey.languages import in_helsinki
from survey.store.responses.handling import steps_of
from survey.store.tables import HandlingStepRow

DECISION, RETURNED = "decision", "returned"


@dataclass(frozen=True)
class Step:
    """A step that holds, and the rows that it corrects, the latest first."""

    row: HandlingStepRow
    corrected: Sequence[HandlingStepRow] = ()

    @property
    def day(self) -> date:
        """When it was: the day of the meeting, or the day on which it was recorded."""
        return self.row.met_on or in_helsinki(self.row.at).date()

    @property
    def first_number(self) -> int:
        """The number of the row that began it: a correction does not move a step among others of the same day."""
        return (self.corrected[-1] if self.corrected else self.row).number


def steps_in_time(rows: Sequence[HandlingStepRow]) -> list[Step]:
    """Return the steps that hold, the earliest first; each with what it corrects. `rows`: all of a response."""
    by_id = {row.id: row for row in rows}
    corrected = {row.corrects_id for row in rows}
    holding = (Step(row, _corrected_by(row, by_id)) for row in rows if row.id not in corrected)
    return sorted(holding, key=lambda step: (step.day, step.first_number))


def _corrected_by(row: HandlingStepRow, by_id: dict[int, HandlingStepRow]) -> list[HandlingStepRow]:
    found = []
    while row.corrects_id is not None:
        row = by_id[row.corrects_id]
        found.append(row)
    return found


def counting_decision(rows: Sequence[HandlingStepRow]) -> HandlingStepRow | None:
    """Return the decision that counts: the last one, if nothing was returned for preparation after it; else None."""
    for step in reversed(steps_in_time(rows)):
        if step.row.kind == DECISION:
            return step.row
        if step.row.kind == RETURNED:
            return None
    return None


def decision_of(session: Session, response_id: int) -> HandlingStepRow | None:
    """Return the decision of this response that counts, or None. One query."""
    return counting_decision(steps_of(session, response_id))
