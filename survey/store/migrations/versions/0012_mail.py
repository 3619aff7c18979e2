"""The outbox of mails, and the links that were made for them"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=True),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("feedback_id", sa.Integer(), nullable=True),
        sa.Column("coordinator_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("leased_until", moment, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("tried_first_at", moment, nullable=True),
        sa.Column("sent_at", moment, nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'sending', 'sent', 'failed')", name=op.f("ck_message_state_known")),
        sa.CheckConstraint(
            "kind IN ('request', 'reminder', 'more_time', 'receipt', 'new_link', 'feedback')",
            name=op.f("ck_message_kind_known"),
        ),
        sa.CheckConstraint("languages IN ('fi', 'sv', 'fi sv', 'sv fi')", name=op.f("ck_message_languages_known")),
        sa.CheckConstraint(
            "(state = 'sending') = (leased_until IS NOT NULL)", name=op.f("ck_message_leased_while_sending")
        ),
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name=op.f("ck_message_dated_when_sent")),
        sa.CheckConstraint(
            "attempts >= 0 AND (attempts = 0) = (tried_first_at IS NULL)", name=op.f("ck_message_attempts_counted")
        ),
        *(
            sa.ForeignKeyConstraint([f"{table}_id"], [f"{table}.id"], name=op.f(f"fk_message_{table}_id_{table}"))
            for table in ("consultation", "invitation", "submission", "feedback", "coordinator")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("occasion", "recipient", name=op.f("uq_message_once_per_occasion")),
        sa.UniqueConstraint("message_id", name=op.f("uq_message_message_id")),
    )
    op.create_index("ix_message_due", "message", ["state", "due_at"])
    op.create_index(op.f("ix_message_consultation_id"), "message", ["consultation_id"])
    op.create_index(op.f("ix_message_invitation_id"), "message", ["invitation_id"])
    op.create_table(
        "link_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address_digest", sa.String(), nullable=False),
        sa.Column("client_digest", sa.String(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_order")),
    )
    op.create_index("ix_link_order_address", "link_order", ["address_digest", "at"])
    op.create_index("ix_link_order_client", "link_order", ["client_digest", "at"])
    with op.batch_alter_table("personal_link") as batch:
        batch.add_column(sa.Column("message_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(batch.f("fk_personal_link_message_id_message"), "message", ["message_id"], ["id"])


def downgrade() -> None:
    """Take this change back; mails that were not sent yet are lost."""
    with op.batch_alter_table("personal_link") as batch:
        batch.drop_constraint(batch.f("fk_personal_link_message_id_message"), type_="foreignkey")
        batch.drop_column("message_id")
    op.drop_index("ix_link_order_client", table_name="link_order")
    op.drop_index("ix_link_order_address", table_name="link_order")
    op.drop_table("link_order")
    op.drop_index(op.f("ix_message_invitation_id"), table_name="message")
    op.drop_index(op.f("ix_message_consultation_id"), table_name="message")
    op.drop_index("ix_message_due", table_name="message")
    op.drop_table("message")
