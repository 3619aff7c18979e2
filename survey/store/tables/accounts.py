"""Staff accounts, their sign-ins, and failed sign-ins."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.store.base import LANGUAGE_KNOWN, Base


class CoordinatorRow(Base):
    """A staff account. `password_hash` is argon2id, empty until the person has set a password; `role` is one of the
    roles in web/permissions.py; `language` is that of mails to the person, None where it is not known.

    The secret of one-time codes counts from `totp_at` on, when the person has confirmed it by a code; `totp_step` is
    the latest step of time whose code was taken (RFC 6238, section 5.2: each code is taken once).
    """

    __tablename__ = "coordinator"
    __table_args__ = (
        UniqueConstraint("email", name="email"),
        CheckConstraint("email = lower(email)", name="email_in_lower_case"),
        CheckConstraint(LANGUAGE_KNOWN, name="language_known"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    name: Mapped[str]
    password_hash: Mapped[str]
    role: Mapped[str] = mapped_column(server_default="coordinator")
    created_at: Mapped[datetime]
    language: Mapped[str | None]
    closed_at: Mapped[datetime | None]
    totp_secret: Mapped[str | None]
    totp_at: Mapped[datetime | None]
    totp_step: Mapped[int | None]


class MemberRow(Base):
    """An account that takes part in a consultation, and its role there: it may never do more than the account may."""

    __tablename__ = "member"
    __table_args__ = (
        UniqueConstraint("consultation_id", "coordinator_id", name="once"),
        CheckConstraint("role IN ('coordinator', 'reader')", name="role_known"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("coordinator.id"), index=True)
    role: Mapped[str]
    at: Mapped[datetime]
    coordinator: Mapped[CoordinatorRow] = relationship()


class PasswordLinkRow(Base):
    """A link with which a person sets the password of an account, once. Only the digest of its token is stored.
    `message_id`: the mail that it was made for, if it went by mail.
    """

    __tablename__ = "password_link"
    __table_args__ = (
        UniqueConstraint("token_digest", name="token"),
        CheckConstraint("valid_until > created_at", name="valid_at_first"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("coordinator.id"), index=True)
    token_digest: Mapped[str]
    created_at: Mapped[datetime]
    valid_until: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    coordinator: Mapped[CoordinatorRow] = relationship()


class RecoveryCodeRow(Base):
    """A code with which somebody who has lost the telephone signs in, once. Only its digest is stored."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("coordinator_id", "code_digest", name="once"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("coordinator.id"))
    code_digest: Mapped[str]
    used_at: Mapped[datetime | None]


class IdentityRow(Base):
    """Who an account is at an identity provider: its issuer, and what it calls the person (`sub`) for good."""

    __tablename__ = "identity"
    __table_args__ = (
        UniqueConstraint("issuer", "subject", name="subject"),
        UniqueConstraint("issuer", "coordinator_id", name="one_per_account"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("coordinator.id"))
    issuer: Mapped[str]
    subject: Mapped[str]
    at: Mapped[datetime]
    coordinator: Mapped[CoordinatorRow] = relationship()


class SignInRow(Base):
    """A coordinator's session in one browser (`browser`: its name and system, as it says itself). It is stored here, so
    that signing out ends it on the server.
    """

    __tablename__ = "sign_in"
    __table_args__ = (UniqueConstraint("token_digest", name="token"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("coordinator.id"), index=True)
    token_digest: Mapped[str]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    browser: Mapped[str] = mapped_column(server_default="")
    by_provider: Mapped[bool] = mapped_column(default=False, server_default=false())
    coordinator: Mapped[CoordinatorRow] = relationship()


class FailedSignInRow(Base):
    """A failed sign-in, for limiting attempts: digests of the account's e-mail address and of the client's network
    address.
    """

    __tablename__ = "failed_sign_in"
    __table_args__ = (
        Index("ix_failed_sign_in_account", "account_digest", "at"),
        Index("ix_failed_sign_in_client", "client_digest", "at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    account_digest: Mapped[str]
    client_digest: Mapped[str]
    at: Mapped[datetime]
