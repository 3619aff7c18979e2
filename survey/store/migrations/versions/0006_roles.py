"""The role of each staff account, which decides what the account may do"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change. Existing accounts keep all their rights."""
    op.add_column("coordinator", sa.Column("role", sa.String(), server_default="coordinator", nullable=False))


def downgrade() -> None:
    """Undo this change."""
    op.drop_column("coordinator", "role")
