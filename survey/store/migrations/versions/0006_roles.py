"""The role of each staff account, which says what it may do"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change: every account that is there may do all that it could."""
    op.add_column("coordinator", sa.Column("role", sa.String(), server_default="coordinator", nullable=False))


def downgrade() -> None:
    """Take this change back."""
    op.drop_column("coordinator", "role")
