"""The steps of an organisation's own decision-making, whose rows are added and never changed."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.store.base import Base
from survey.store.tables.consultations import ParticipantRow
from survey.store.tables.submissions import SnapshotRow

STEP_KINDS = "kind IN ('draft', 'proposal', 'amended_proposal', 'decision', 'tabled', 'returned')"
"""An SQL constraint: the kinds of a handling step."""


class HandlingStepRow(Base):
    """One step: what the statement said then, who handled it, and what became of it.

    Rows are added; a mistake is corrected by a further row, `corrects_id`, at most one for each row, so that two people
    never correct the same one unseen. Only `contact` is emptied, after its time. Several rows may have one snapshot.
    """

    __tablename__ = "handling_step"
    __table_args__ = (
        UniqueConstraint("response_id", "number", name="numbered"),
        UniqueConstraint("response_id", "nonce", name="nonce"),
        UniqueConstraint("corrects_id", name="corrected_once"),
        CheckConstraint("number >= 1", name="number_counts_from_one"),
        CheckConstraint(STEP_KINDS, name="kind_known"),
        CheckConstraint(
            "kind NOT IN ('decision', 'tabled', 'returned') OR (body <> '' AND met_on IS NOT NULL)",
            name="says_who_met_when",
        ),
        CheckConstraint("corrects_id <> id", name="corrects_another"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"))
    number: Mapped[int]
    kind: Mapped[str]
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"), index=True)
    body: Mapped[str]
    met_on: Mapped[date | None]
    paragraph: Mapped[str]
    presenter: Mapped[str]
    contact: Mapped[str]
    wording: Mapped[str]
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("handling_step.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), index=True)
    at: Mapped[datetime]
    nonce: Mapped[str]
    snapshot: Mapped[SnapshotRow] = relationship()
    participant: Mapped[ParticipantRow] = relationship()


class SubmittedStepRow(Base):
    """The decision that a submission was handed in with. While this row exists, the step is not deleted."""

    __tablename__ = "submitted_step"
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("handling_step.id"), index=True)
