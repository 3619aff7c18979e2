"""Texts that wait for a choice between them and what a colleague wrote at the same place"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    op.create_table(
        "open_conflict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("parts", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name=op.f("fk_open_conflict_response_id_response")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_open_conflict_participant_id_participant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_conflict")),
        sqlite_autoincrement=True,  # a page names the texts that it showed by the number of the latest
    )
    op.create_index(op.f("ix_open_conflict_response_id"), "open_conflict", ["response_id"])
    op.add_column("response", sa.Column("has_open_conflicts", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Take this change back; texts that wait for a choice are lost with their table."""
    op.drop_column("response", "has_open_conflicts")
    op.drop_index(op.f("ix_open_conflict_response_id"), table_name="open_conflict")
    op.drop_table("open_conflict")
