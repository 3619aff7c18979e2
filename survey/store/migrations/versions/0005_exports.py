"""Files made from submissions: who asked for each, its progress and its state"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    op.create_table(
        "export",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("coordinator_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("arranged_by", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("internal", sa.Boolean(), nullable=False),
        sa.Column("full", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("alive_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("stored_as", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.CheckConstraint("state IN ('making', 'made', 'failed')", name=op.f("ck_export_state_known")),
        sa.CheckConstraint("language IN ('fi', 'sv')", name=op.f("ck_export_language_known")),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("ck_export_percent_in_bounds")),
        sa.CheckConstraint("(state = 'making') = (finished_at IS NULL)", name=op.f("ck_export_finished_unless_making")),
        sa.CheckConstraint(
            "(state = 'made') = (sha256 IS NOT NULL) AND (sha256 IS NULL) = (size IS NULL)",
            name=op.f("ck_export_file_when_made"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_export_consultation_id_consultation")
        ),
        sa.ForeignKeyConstraint(
            ["coordinator_id"], ["coordinator.id"], name=op.f("fk_export_coordinator_id_coordinator")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export")),
        sqlite_autoincrement=True,  # a number is never used again, so that an old page never shows another file
    )
    op.create_index(op.f("ix_export_consultation_id"), "export", ["consultation_id"])


def downgrade() -> None:
    """Undo this change. The files stay in their folder, but no page has a link to them."""
    op.drop_index(op.f("ix_export_consultation_id"), table_name="export")
    op.drop_table("export")
