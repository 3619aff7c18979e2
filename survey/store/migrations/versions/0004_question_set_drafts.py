"""Question sets that coordinators have uploaded and not opened yet"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    op.create_table(
        "question_set_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coordinator_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source_name", sa.String(), nullable=False),
        sa.Column("yaml", sa.String(), nullable=False),
        sa.Column("question_set", sa.String(), nullable=True),
        sa.Column("faults", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coordinator_id"], ["coordinator.id"], name=op.f("fk_question_set_draft_coordinator_id_coordinator")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_set_draft")),
        sqlite_autoincrement=True,  # the number of a removed set is never used again
    )
    op.create_index(op.f("ix_question_set_draft_coordinator_id"), "question_set_draft", ["coordinator_id"])


def downgrade() -> None:
    """Undo this change. Drafts that are not opened are lost with their table."""
    op.drop_index(op.f("ix_question_set_draft_coordinator_id"), table_name="question_set_draft")
    op.drop_table("question_set_draft")
