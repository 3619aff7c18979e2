"""Who may answer a consultation, and those who join by themselves when their address is verified"""

import json

import sqlalchemy as sa
from alembic import op

from survey.store.migrations.mail_kinds import add_kinds_of_mail, remove_kinds_of_mail

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
KIND = "joining"
"""The kind of mail with which an address is verified."""


def upgrade() -> None:
    """Apply this change. Who could answer until now was invited."""
    op.add_column(
        "consultation",
        sa.Column(
            "who_may_answer",
            sa.String(),
            sa.CheckConstraint(
                "who_may_answer IN ('invited', 'anybody')", name=op.f("ck_consultation_who_may_answer_known")
            ),
            nullable=False,
            server_default="invited",
        ),
    )
    op.add_column(
        "invitation",
        sa.Column(
            "joined_at",
            MOMENT,
            sa.CheckConstraint("joined_at IS NULL OR NOT asked", name=op.f("ck_invitation_joined_without_being_asked")),
            nullable=True,
        ),
    )
    op.create_table(
        "joining",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_name_public", sa.Boolean(), nullable=False),
        sa.Column("group", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("language IN ('fi', 'sv')", name=op.f("ck_joining_language_known")),
        sa.CheckConstraint("name <> '' AND email <> ''", name=op.f("ck_joining_has_name_and_address")),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_joining_email_in_lower_case")),
        _reference("joining", "consultation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joining")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_joining_consultation_id", "joining", ["consultation_id", "at"])
    name = op.f("fk_message_joining_id_joining")
    op.execute(f"ALTER TABLE message ADD COLUMN joining_id INTEGER CONSTRAINT {name} REFERENCES joining (id)")
    op.create_index(op.f("ix_message_joining_id"), "message", ["joining_id"])
    add_kinds_of_mail(KIND)
    op.create_table(
        "joining_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("joining_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        _reference("joining_link", "joining"),
        _reference("joining_link", "message"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joining_link")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_joining_link_token")),
    )
    op.create_index(op.f("ix_joining_link_joining_id"), "joining_link", ["joining_id"])
    op.create_index(op.f("ix_joining_link_message_id"), "joining_link", ["message_id"])
    _let_waiting_drafts_open()


def _reference(table: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([f"{other}_id"], [f"{other}.id"], name=op.f(f"fk_{table}_{other}_id_{other}"))


def _let_waiting_drafts_open() -> None:
    """Say of drafts that wait for opening by themselves what held when that was decided: only the invited answer."""
    draft = sa.table(
        "consultation_draft",
        sa.column("id"),
        sa.column("about", sa.JSON()),
        *map(sa.column, ("opens_at", "not_opened")),
    )
    waiting = sa.select(draft.c.id, draft.c.about).where(draft.c.opens_at.is_not(None), draft.c.not_opened == "")
    bind = op.get_bind()
    for number, about in bind.execute(waiting).all():
        told = (json.loads(about) if isinstance(about, str) else about) | {"who_may_answer": "invited"}
        bind.execute(sa.update(draft).where(draft.c.id == number).values(about=told))


def downgrade() -> None:
    """Take this change back: who has joined stays, as one that was not asked; who has not verified the address is
    forgotten.
    """
    op.drop_table("joining_link")
    op.execute("DELETE FROM message WHERE kind = 'joining' AND invitation_id IS NULL")
    op.execute("UPDATE message SET kind = 'new_link', joining_id = NULL WHERE kind = 'joining'")
    remove_kinds_of_mail(KIND)
    op.drop_index(op.f("ix_message_joining_id"), table_name="message")
    op.drop_column("message", "joining_id")
    op.drop_index("ix_joining_consultation_id", table_name="joining")
    op.drop_table("joining")
    op.drop_column("invitation", "joined_at")
    op.drop_column("consultation", "who_may_answer")
