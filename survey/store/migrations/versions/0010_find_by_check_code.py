"""A submission is found by the digest of its public part, for the page that checks a statement."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    op.create_index(op.f("ix_snapshot_public_digest"), "snapshot", ["public_digest"])


def downgrade() -> None:
    """Take this change back."""
    op.drop_index(op.f("ix_snapshot_public_digest"), table_name="snapshot")
