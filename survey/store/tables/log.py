"""The log: who did what and when."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.base import Base


class EventRow(Base):
    """One event of the log: who did what and when. It never contains the text of an answer or a token.

    `coordinator_id` is the account that acted, `about_coordinator_id` the account that it was done to.
    """

    __tablename__ = "event"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    what: Mapped[str]
    consultation_id: Mapped[int | None] = mapped_column(ForeignKey("consultation.id"), index=True)
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"), index=True)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))
    coordinator_id: Mapped[int | None] = mapped_column(ForeignKey("coordinator.id"))
    about_coordinator_id: Mapped[int | None] = mapped_column(ForeignKey("coordinator.id"))
    registered_id: Mapped[int | None] = mapped_column(ForeignKey("registered_organisation.id"), index=True)
