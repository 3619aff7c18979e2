"""Joint statements: other organisations behind a response, their links, and those behind each submission"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from survey.store.migrations.mail_kinds import add_kinds_of_mail, remove_kinds_of_mail

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
KIND = "joint"
"""The kind of mail with which an organisation is asked to confirm."""

PARTY_RULES = {
    "language_known": "language IN ('fi', 'sv')",
    "email_in_lower_case": "email = lower(email)",
    "confirmed_how_known": "confirmed_how IN ('own_link', 'entered')",
    "confirmed_somehow": "(confirmed_at IS NULL) = (confirmed_how IS NULL)",
    "confirmed_a_text": "(confirmed_at IS NULL) = (confirmed_digest IS NULL)",
    "left_how_known": "left_how IN ('by_itself', 'removed')",
    "left_somehow": "(left_at IS NULL) = (left_how IS NULL)",
    "dissent_in_bounds": "length(dissent) <= 20000",
    "dissent_language_known": "dissent_language IN ('fi', 'sv')",
    "dissent_in_a_language": "(dissent = '') = (dissent_language IS NULL)",
}
ACTIVE = "left_at IS NULL"
CONFIRMED = "left_at IS NULL AND confirmed_at IS NOT NULL"


def upgrade() -> None:
    """Apply this change."""
    _make_party()
    name = op.f("fk_message_joint_party_id_joint_party")
    op.execute(f"ALTER TABLE message ADD COLUMN joint_party_id INTEGER CONSTRAINT {name} REFERENCES joint_party (id)")
    op.create_index(op.f("ix_message_joint_party_id"), "message", ["joint_party_id"])
    add_kinds_of_mail(KIND)
    op.create_table(
        "joint_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("joint_party_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        *(_reference("joint_link", other) for other in ("joint_party", "message")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_link")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_joint_link_token")),
    )
    op.create_table(
        "submitted_party",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("joint_party_id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        _text("dissent"),
        sa.Column("dissent_language", sa.String(), nullable=True),
        sa.CheckConstraint(PARTY_RULES["dissent_in_a_language"], name=op.f("ck_submitted_party_dissent_in_a_language")),
        *(_reference("submitted_party", other) for other in ("submission", "joint_party", "invitation")),
        sa.PrimaryKeyConstraint("submission_id", "joint_party_id", name=op.f("pk_submitted_party")),
        sa.UniqueConstraint("submission_id", "invitation_id", name=op.f("uq_submitted_party_once")),
    )
    for table, column in (
        ("joint_link", "joint_party_id"),
        ("joint_link", "message_id"),
        ("submitted_party", "joint_party_id"),
        ("submitted_party", "invitation_id"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _make_party() -> None:
    op.create_table(
        "joint_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.JSON(), nullable=False),
        *(sa.Column(each, sa.String(), nullable=False) for each in ("group", "language", "email")),
        sa.Column("named_at", MOMENT, nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        *(sa.Column(each, MOMENT, nullable=True) for each in ("asked_at", "confirmed_at")),
        *(sa.Column(each, sa.String(), nullable=True) for each in ("confirmed_how", "confirmed_digest")),
        *(_text(each) for each in ("confirmed_by", "told_how", "dissent")),
        sa.Column("dissent_language", sa.String(), nullable=True),
        sa.Column("left_at", MOMENT, nullable=True),
        sa.Column("left_how", sa.String(), nullable=True),
        sa.Column("conflict_at", MOMENT, nullable=True),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_joint_party_{name}")) for name, rule in PARTY_RULES.items()),
        *(_reference("joint_party", other) for other in ("response", "invitation", "participant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_party")),
        sqlite_autoincrement=True,
    )
    for column in ("response_id", "invitation_id", "participant_id"):
        op.create_index(op.f(f"ix_joint_party_{column}"), "joint_party", [column])
    _unique("uq_joint_party_one_joint_statement", ["invitation_id"], CONFIRMED)
    _unique("uq_joint_party_named_once", ["response_id", "invitation_id"], ACTIVE)


def _unique(name: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, "joint_party", columns, unique=True, sqlite_where=condition, postgresql_where=condition)


def _text(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.String(), nullable=False, server_default="")


def _reference(table: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([f"{other}_id"], [f"{other}.id"], name=op.f(f"fk_{table}_{other}_id_{other}"))


def downgrade() -> None:
    """Take this change back. Who was behind a joint statement is lost, and so are the mails about it."""
    op.drop_table("submitted_party")
    op.drop_table("joint_link")
    op.execute("DELETE FROM message WHERE kind = 'joint'")
    remove_kinds_of_mail(KIND)
    op.drop_index(op.f("ix_message_joint_party_id"), table_name="message")
    op.drop_column("message", "joint_party_id")
    op.drop_table("joint_party")
