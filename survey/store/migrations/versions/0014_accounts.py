"""Closed accounts, who takes part in which consultation, links with which a password is set, browsers of sign-ins"""

from datetime import UTC, datetime, tzinfo

import sqlalchemy as sa
from alembic import op

from survey.store.migrations.mail_kinds import add_kinds_of_mail, remove_kinds_of_mail

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply this change. All accounts take part in all consultations that there are: each could read and do the same
    before.
    """
    for column in (sa.Column("closed_at", MOMENT), sa.Column("totp_secret", sa.String()), sa.Column("totp_at", MOMENT)):
        op.add_column("coordinator", column)  # not in a batch: SQLite would copy the table, and others refer to it
    op.add_column("coordinator", sa.Column("totp_step", sa.Integer()))
    # Spelled out, because with op.add_column neither a check nor a foreign key can be added on SQLite.
    check = "CONSTRAINT ck_coordinator_language_known CHECK (language IN ('fi', 'sv'))"
    op.execute(f"ALTER TABLE coordinator ADD COLUMN language VARCHAR {check}")
    op.add_column("sign_in", sa.Column("browser", sa.String(), nullable=False, server_default=""))
    op.add_column("sign_in", sa.Column("by_provider", sa.Boolean(), nullable=False, server_default=sa.false()))
    for table in ("event", "message"):
        name = f"fk_{table}_about_coordinator_id_coordinator"
        reference = f"CONSTRAINT {name} REFERENCES coordinator (id)"
        op.execute(f"ALTER TABLE {table} ADD COLUMN about_coordinator_id INTEGER {reference}")
    add_kinds_of_mail("account")
    _create_tables()
    _let_all_take_part()


def _create_tables() -> None:
    op.create_table(
        "member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("coordinator_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("role IN ('coordinator', 'reader')", name=op.f("ck_member_role_known")),
        _key("member", "consultation"),
        _key("member", "coordinator"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("consultation_id", "coordinator_id", name=op.f("uq_member_once")),
    )
    op.create_index(op.f("ix_member_coordinator_id"), "member", ["coordinator_id"])
    op.create_table(
        "password_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coordinator_id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("valid_until", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("valid_until > created_at", name=op.f("ck_password_link_valid_at_first")),
        _key("password_link", "coordinator"),
        _key("password_link", "message"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_link")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_password_link_token")),
    )
    op.create_index(op.f("ix_password_link_coordinator_id"), "password_link", ["coordinator_id"])
    op.create_index(op.f("ix_password_link_message_id"), "password_link", ["message_id"])
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coordinator_id", sa.Integer(), nullable=False),
        sa.Column("code_digest", sa.String(), nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        _key("recovery_code", "coordinator"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint("coordinator_id", "code_digest", name=op.f("uq_recovery_code_once")),
    )

    op.create_table(
        "identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coordinator_id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        _key("identity", "coordinator"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_identity_subject")),
        sa.UniqueConstraint("issuer", "coordinator_id", name=op.f("uq_identity_one_per_account")),
    )


def _key(table: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([f"{other}_id"], [f"{other}.id"], name=op.f(f"fk_{table}_{other}_id_{other}"))


def _let_all_take_part() -> None:
    now = sa.bindparam("now", datetime.now(UTC).replace(tzinfo=_zone()), MOMENT)
    role = "CASE coordinator.role WHEN 'reader' THEN 'reader' ELSE 'coordinator' END"
    op.get_bind().execute(
        sa.text(
            "INSERT INTO member (consultation_id, coordinator_id, role, at) "  # noqa: S608  # our own words
            f"SELECT consultation.id, coordinator.id, {role}, :now FROM consultation CROSS JOIN coordinator"
        ).bindparams(now)
    )


def _zone() -> tzinfo | None:
    return None if op.get_bind().dialect.name == "sqlite" else UTC


def downgrade() -> None:
    """Take this change back: who takes part is lost, and closed accounts cannot sign in, as they have no password."""
    op.drop_table("identity")
    op.drop_table("recovery_code")
    op.drop_index(op.f("ix_password_link_message_id"), table_name="password_link")
    op.drop_index(op.f("ix_password_link_coordinator_id"), table_name="password_link")
    op.drop_table("password_link")
    op.drop_index(op.f("ix_member_coordinator_id"), table_name="member")
    op.drop_table("member")
    op.execute("UPDATE coordinator SET password_hash = '' WHERE closed_at IS NOT NULL")
    op.execute("DELETE FROM message WHERE kind = 'account'")
    remove_kinds_of_mail("account")
    for table in ("message", "event"):
        op.drop_column(table, "about_coordinator_id")
    op.drop_column("sign_in", "by_provider")
    op.drop_column("sign_in", "browser")
    for column in ("totp_step", "totp_at", "totp_secret", "language", "closed_at"):
        op.drop_column("coordinator", column)
