"""Recording a handling step, and correcting one: both append a row, and nothing that was recorded is changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from survey.languages import in_helsinki
from survey.operations.answers.drafts import Draft, open_draft
from survey.operations.answers.saving import note_opened
from survey.operations.handling.counting import counting_decision
from survey.operations.handling.decision_details import follow_decision
from survey.operations.log import record
from survey.operations.submissions.submitting import STATEMENT, take_snapshot
from survey.questions.details import DECISION_BODY, DECISION_DATE, DECISION_PARAGRAPH, detail
from survey.questions.freeze import read_frozen
from survey.questions.question import Given, State
from survey.questions.text import clean_text, length
from survey.store.personal_links import Access
from survey.store.responses.handling import append_step, step_by_nonce, step_numbered, steps_of
from survey.store.tables import HandlingStepRow, SnapshotRow

LONGEST_LINE, LONGEST_WORDING = 1_000, 20_000
"""The most characters of each line, and of the decision in words."""

MOST_STEPS = 200
"""How many steps one statement may have, corrections included: no organisation needs so many."""


class StepKind(StrEnum):
    """What a step was."""

    DRAFT = "draft"
    PROPOSAL = "proposal"
    AMENDED_PROPOSAL = "amended_proposal"
    DECISION = "decision"
    TABLED = "tabled"
    RETURNED = "returned"

    @property
    def of_a_meeting(self) -> bool:
        """Whether somebody has met for it, so that who and when must be told."""
        return self in {StepKind.DECISION, StepKind.TABLED, StepKind.RETURNED}


class StepFault(StrEnum):
    """What must be corrected in a step before it is recorded."""

    KIND_MISSING = "kind_missing"
    BODY_MISSING = "body_missing"
    DATE_MISSING = "date_missing"
    NOT_A_DATE = "not_a_date"
    DATE_IN_FUTURE = "date_in_future"
    TOO_LONG = "too_long"


@dataclass(frozen=True)
class StepTyped:
    """A step as it was typed, by field."""

    kind: str
    body: str = ""
    met_on: str = ""
    paragraph: str = ""
    presenter: str = ""
    contact: str = ""
    wording: str = ""


@dataclass(frozen=True)
class StepRead:
    """A step as it is recorded."""

    kind: StepKind
    body: str
    met_on: date | None
    paragraph: str
    presenter: str
    contact: str
    wording: str


class StepFaulty(Exception):
    """The step cannot be recorded as typed; `faults` has what is wrong by field. Nothing was changed."""

    def __init__(self, faults: Mapping[str, StepFault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


class CorrectedBefore(Exception):
    """Somebody else has corrected the step meanwhile. Nothing was changed."""


class TooManySteps(Exception):
    """The statement has MOST_STEPS steps already. Nothing was changed."""


def read_step(typed: StepTyped, *, now: datetime) -> StepRead:
    """Return the step that was typed. The date and the § are read as those of the respondent's details are.

    Raises StepFaulty with every fault at once.
    """
    lines = {name: _line(getattr(typed, name)) for name in ("body", "presenter", "contact")}
    texts = {**lines, "paragraph": _answer(DECISION_PARAGRAPH, typed.paragraph), "wording": _paragraphs(typed.wording)}
    kind = StepKind(typed.kind) if typed.kind in set(StepKind) else None
    met_on, faults = _day(typed.met_on, kind, today=in_helsinki(now).date())
    if kind is None:
        faults["kind"] = StepFault.KIND_MISSING
    elif kind.of_a_meeting and not texts["body"]:
        faults["body"] = StepFault.BODY_MISSING
    longest = dict.fromkeys(texts, LONGEST_LINE) | {"wording": LONGEST_WORDING}
    faults |= {name: StepFault.TOO_LONG for name, text in texts.items() if length(text) > longest[name]}
    if kind is None or faults:
        raise StepFaulty(faults)
    return StepRead(kind, met_on=met_on, **texts)


def record_step(session: Session, access: Access, step: StepRead, *, nonce: str, now: datetime) -> HandlingStepRow:
    """Record a step with the draft as it is now, and return it. The same nonce again returns the same step.

    A draft may have unanswered questions and answers that cannot be read: they are in the snapshot as they were typed.
    What the draft keeps beside the statement (answers to questions that are not asked now) stays in the draft. Steps
    are recorded also after the response time, because a board may meet later. Raises TooManySteps.
    """
    draft = open_draft(session, access)
    if made := step_by_nonce(session, access.response.id, nonce):
        return made
    rows = steps_of(session, access.response.id)
    return _append(draft, rows, step, corrects=None, with_draft=True, nonce=nonce, now=now)


def correct_step(  # noqa: PLR0913  # which step, with what, and by whom when
    session: Session, access: Access, number: int, step: StepRead, *, with_draft: bool, nonce: str, now: datetime
) -> HandlingStepRow:
    """Record a correction of the step with this number, and return it. The same nonce again returns the same step.

    `with_draft`: the step had the text that the draft has now; otherwise the correction has the text of the step.
    Raises NotFound, CorrectedBefore or TooManySteps.
    """
    draft = open_draft(session, access)
    if made := step_by_nonce(session, access.response.id, nonce):
        return made
    rows = steps_of(session, access.response.id)
    corrected = step_numbered(rows, number)
    if any(row.corrects_id == corrected.id for row in rows):
        raise CorrectedBefore
    return _append(draft, rows, step, corrects=corrected, with_draft=with_draft, nonce=nonce, now=now)


def _append(  # noqa: PLR0913  # what a step is made of
    draft: Draft,
    rows: list[HandlingStepRow],
    step: StepRead,
    *,
    corrects: HandlingStepRow | None,
    with_draft: bool,
    nonce: str,
    now: datetime,
) -> HandlingStepRow:
    session, access = draft.session, draft.access
    if len(rows) >= MOST_STEPS:
        raise TooManySteps
    note_opened(session, access, now=now)
    before = counting_decision(rows)
    row = HandlingStepRow(
        response_id=access.response.id,
        kind=step.kind,
        body=step.body,
        met_on=step.met_on,
        paragraph=step.paragraph,
        presenter=step.presenter,
        contact=step.contact,
        wording=step.wording,
        corrects_id=corrects.id if corrects else None,
        participant_id=access.participant.id,
        at=now,
        nonce=nonce,
    )
    row.snapshot = _snapshot(draft, now) if with_draft or corrects is None else corrects.snapshot
    made = append_step(session, row)
    follow_decision(draft, counting_decision([*rows, made]), before=before, now=now)
    record(
        session,
        "handling step corrected" if corrects else "handling step recorded",
        now=now,
        invitation_id=access.invitation.id,
        participant_id=access.participant.id,
    )
    return made


def _snapshot(draft: Draft, now: datetime) -> SnapshotRow:
    access = draft.access
    question_set = read_frozen(access.consultation.question_set)
    taken = take_snapshot(access.consultation, access.response.id, question_set, draft.given, kind=STATEMENT, now=now)
    return taken.row


def _day(typed: str, kind: StepKind | None, *, today: date) -> tuple[date | None, dict[str, StepFault]]:
    reading = detail(DECISION_DATE).read({"date": typed})
    if reading.value is None:
        missing = kind is not None and kind.of_a_meeting
        return None, {"met_on": StepFault.DATE_MISSING} if missing else {}
    if reading.state is State.MALFORMED:
        return None, {"met_on": StepFault.NOT_A_DATE}
    day = date.fromisoformat(reading.value["date"])
    if kind is not None and kind.of_a_meeting and day > today:
        return day, {"met_on": StepFault.DATE_IN_FUTURE}
    return day, {}


def typed_decision(answers: Mapping[str, Given]) -> StepTyped:
    """Return what the respondent's details tell of the decision, to begin a step with: it is not asked twice."""

    def typed(address: str, part: str) -> str:
        given = answers.get(address)
        return detail(address).typed(given.value, given.state).get(part, "") if given else ""

    body, paragraph = typed(DECISION_BODY, "text"), typed(DECISION_PARAGRAPH, "text")
    return StepTyped("", body, typed(DECISION_DATE, "date"), paragraph)


def _answer(address: str, text: str) -> str:
    return (detail(address).read({"text": text}).value or {}).get("text", "").strip()


def _line(text: str) -> str:
    return " ".join(clean_text(text).text.split())


def _paragraphs(text: str) -> str:
    return clean_text(text).text.strip("\n")
