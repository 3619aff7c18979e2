"""Staff accounts, their sign-ins, and failed sign-ins."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.store.base import Base


class CoordinatorRow(Base):
    """A staff account. `password_hash` is argon2id; `role` is one of the roles in web/permissions.py."""

    __tablename__ = "coordinator"
    __table_args__ = (
        UniqueConstraint("email", name="email"),
        CheckConstraint("email = lower(email)", name="email_in_lower_case"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    name: Mapped[str]
    password_hash: Mapped[str]
    role: Mapped[str] = mapped_column(server_default="coordinator")
    created_at: Mapped[datetime]


class SignInRow(Base):
    """A coordinator's session in one browser. It is stored here, so that signing out ends it on the server."""

    __tablename__ = "sign_in"
    __table_args__ = (UniqueConstraint("token_digest", name="token"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("coordinator.id"), index=True)
    token_digest: Mapped[str]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
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
