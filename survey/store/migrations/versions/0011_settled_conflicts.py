"""Texts that waited for a choice are kept with the time at which they were settled, instead of being deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    op.add_column("open_conflict", sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take this change back; texts that were settled would wait again, and are deleted."""
    op.execute("DELETE FROM open_conflict WHERE settled_at IS NOT NULL")
    op.drop_column("open_conflict", "settled_at")
