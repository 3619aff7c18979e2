"""Rename the column for the format of an export to the word that the code and the pages use"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    op.alter_column("export", "form", new_column_name="format")


def downgrade() -> None:
    """Undo this change."""
    op.alter_column("export", "format", new_column_name="form")
