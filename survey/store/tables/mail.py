"""The outbox: mails that wait for being sent, and what has become of each."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.base import Base

MESSAGE_STATES = "state IN ('waiting', 'sending', 'sent', 'failed')"
"""An SQL constraint: the possible states of a message."""

MESSAGE_KINDS = (
    "kind IN ('request', 'reminder', 'more_time', 'receipt', 'new_link', 'feedback', 'account', 'withdrawal', "
    "'confirmation', 'joining', 'colleague', 'undone', 'joint')"
)
"""An SQL constraint: what a message can be about."""

MESSAGE_LANGUAGES = "languages IN ('fi', 'sv', 'fi sv', 'sv fi')"
"""An SQL constraint: the languages of a message's text, the recipient's own first."""


class MessageRow(Base):
    """One mail to one recipient on one occasion. It never contains a token or an answer: its text is made when it is
    sent, from what the columns name.

    `occasion` says what it is about (`reminder:2:invitation:17`); `words` are a coordinator's own, by language. While a
    sender has the message, the state is `sending` until `leased_until`: then another sender takes it. `answer` is what
    the mail server said last. `participant_id` is the colleague to whom a mail within an organisation goes, which no
    coordinator sees. `recipient` and `answer` are empty when contact details have been deleted.
    """

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("occasion", "recipient", name="once_per_occasion"),
        UniqueConstraint("message_id", name="message_id"),
        CheckConstraint(MESSAGE_STATES, name="state_known"),
        CheckConstraint(MESSAGE_KINDS, name="kind_known"),
        CheckConstraint(MESSAGE_LANGUAGES, name="languages_known"),
        CheckConstraint("(state = 'sending') = (leased_until IS NOT NULL)", name="leased_while_sending"),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="dated_when_sent"),
        CheckConstraint("attempts >= 0 AND (attempts = 0) = (tried_first_at IS NULL)", name="attempts_counted"),
        Index("ix_message_due", "state", "due_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    occasion: Mapped[str]
    kind: Mapped[str]
    recipient: Mapped[str]
    languages: Mapped[str]
    consultation_id: Mapped[int | None] = mapped_column(ForeignKey("consultation.id"), index=True)
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"), index=True)
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    feedback_id: Mapped[int | None] = mapped_column(ForeignKey("feedback.id"))
    coordinator_id: Mapped[int | None] = mapped_column(ForeignKey("coordinator.id"))
    about_coordinator_id: Mapped[int | None] = mapped_column(ForeignKey("coordinator.id"))
    joining_id: Mapped[int | None] = mapped_column(ForeignKey("joining.id"), index=True)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"), index=True)
    joint_party_id: Mapped[int | None] = mapped_column(ForeignKey("joint_party.id"), index=True)
    words: Mapped[dict[str, str]]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    state: Mapped[str]
    leased_until: Mapped[datetime | None]
    attempts: Mapped[int]
    tried_first_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    answer: Mapped[str]
    message_id: Mapped[str | None]


class LinkOrderRow(Base):
    """Somebody has asked for a new personal link, for limiting that: digests of the e-mail address that was typed and
    of the client's network address.
    """

    __tablename__ = "link_order"
    __table_args__ = (
        Index("ix_link_order_address", "address_digest", "at"),
        Index("ix_link_order_client", "client_digest", "at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    address_digest: Mapped[str]
    client_digest: Mapped[str]
    at: Mapped[datetime]
