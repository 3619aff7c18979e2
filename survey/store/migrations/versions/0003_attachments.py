"""Files attached to answers"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

UNCHANGED = {"attachment": "UPDATE", "submitted_attachment": "UPDATE OR DELETE"}
"""A file is never changed, and a submitted file is never deleted. A draft's file may be deleted."""


def upgrade() -> None:
    """Apply this change."""
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_attachment_digest_is_sha256")),
        sa.CheckConstraint("size = length(content)", name=op.f("ck_attachment_size_of_content")),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 150", name=op.f("ck_attachment_name_in_bounds")),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name=op.f("fk_attachment_response_id_response")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_attachment_participant_id_participant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("response_id", "sha256", name=op.f("uq_attachment_once_per_response")),
    )
    op.create_table(
        "submitted_attachment",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_submitted_attachment_submission_id_submission")
        ),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_submitted_attachment_attachment_id_attachment")
        ),
        sa.PrimaryKeyConstraint("submission_id", "attachment_id", name=op.f("pk_submitted_attachment")),
    )
    with op.batch_alter_table("submitted_attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submitted_attachment_attachment_id"), ["attachment_id"], unique=False)
    _refuse_changes()


def _refuse_changes() -> None:
    if op.get_bind().dialect.name != "sqlite":
        for table, change in UNCHANGED.items():
            op.execute(
                f"CREATE TRIGGER {table}_unchanged BEFORE {change} ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )
        return
    for table, changes in UNCHANGED.items():
        for change in changes.split(" OR "):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def downgrade() -> None:
    """Undo this change. Triggers and indexes are removed with their tables."""
    op.drop_table("submitted_attachment")
    op.drop_table("attachment")
