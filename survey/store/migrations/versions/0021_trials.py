"""What coordinators fill in to try a consultation that is being prepared"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "trial",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("coordinator_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("begun_at", moment, nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(content) > 0", name=op.f("ck_trial_not_empty")),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["consultation_draft.id"], name=op.f("fk_trial_draft_id_consultation_draft")
        ),
        sa.ForeignKeyConstraint(
            ["coordinator_id"], ["coordinator.id"], name=op.f("fk_trial_coordinator_id_coordinator")
        ),
        sa.PrimaryKeyConstraint("draft_id", "coordinator_id", name=op.f("pk_trial")),
    )
    op.create_index(op.f("ix_trial_coordinator_id"), "trial", ["coordinator_id"])


def downgrade() -> None:
    """Take this change back."""
    op.drop_table("trial")
