"""Wishes to answer an open consultation without having been asked, until the e-mail address is verified."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.store.base import LANGUAGE_KNOWN, Base
from survey.store.tables.consultations import ConsultationRow


class JoiningRow(Base):
    """Somebody wants to answer, and has not shown yet that the address is theirs. It is no respondent: it is on no list
    and in no file. The row goes when the address is verified, or after some days.

    `name`: of the organisation, or the person's own; `is_name_public`: whether a private person wants it published.
    """

    __tablename__ = "joining"
    __table_args__ = (
        CheckConstraint(LANGUAGE_KNOWN, name="language_known"),
        CheckConstraint("name <> '' AND email <> ''", name="has_name_and_address"),
        CheckConstraint("email = lower(email)", name="email_in_lower_case"),
        Index("ix_joining_consultation_id", "consultation_id", "at"),
        {"sqlite_autoincrement": True},  # a mail of an earlier one never means another
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    name: Mapped[str]
    is_name_public: Mapped[bool]
    group: Mapped[str]
    language: Mapped[str]
    email: Mapped[str]
    at: Mapped[datetime]
    consultation: Mapped[ConsultationRow] = relationship()


class JoiningLinkRow(Base):
    """A link that verifies the address of a joining. Only the digest of its token is stored. When the address is
    verified it becomes a personal link: so the link of the mail goes on working, and opens nothing before.
    """

    __tablename__ = "joining_link"
    __table_args__ = (UniqueConstraint("token_digest", name="token"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    joining_id: Mapped[int] = mapped_column(ForeignKey("joining.id"), index=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), index=True)
    token_digest: Mapped[str]
    created_at: Mapped[datetime]
    joining: Mapped[JoiningRow] = relationship()
