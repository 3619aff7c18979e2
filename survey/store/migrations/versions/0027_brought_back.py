"""Statements that are brought back from Word or from minutes, while they are looked at"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    op.create_table(
        "brought_back",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("source IN ('word', 'pasted')", name=op.f("ck_brought_back_source_known")),
        sa.CheckConstraint("length(name) <= 150", name=op.f("ck_brought_back_name_in_bounds")),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name=op.f("fk_brought_back_response_id_response")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_brought_back_participant_id_participant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brought_back")),
        sa.UniqueConstraint("response_id", "participant_id", name=op.f("uq_brought_back_one_at_a_time")),
    )
    op.create_index(op.f("ix_brought_back_participant_id"), "brought_back", ["participant_id"])


def downgrade() -> None:
    """Take this change back; what is being looked at is lost."""
    op.drop_index(op.f("ix_brought_back_participant_id"), table_name="brought_back")
    op.drop_table("brought_back")
