"""How long data is kept, what is left of a deleted consultation, and the indexes that deleting needs"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0013"
branch_labels = None
depends_on = None

INDEXES = (
    ("personal_link", "message_id"),
    ("message", "submission_id"),
    ("event", "participant_id"),
    ("submission", "participant_id"),
    ("answer", "participant_id"),
    ("earlier_answer", "participant_id"),
    ("open_conflict", "participant_id"),
    ("attachment", "participant_id"),
)
"""Columns that refer to a row which is deleted: both databases look for such references, row by row."""


def upgrade() -> None:
    """Apply this change."""
    moment = sa.DateTime(timezone=True)
    op.add_column("consultation", sa.Column("deleted_at", moment, nullable=True))
    op.create_table(
        "retention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("set_at", moment, nullable=False),
        sa.Column("coordinator_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", moment, nullable=True),
        sa.Column("deleted_at", moment, nullable=True),
        sa.CheckConstraint("kind IN ('contact', 'drafts', 'mails', 'all')", name=op.f("ck_retention_kind_known")),
        sa.CheckConstraint("months BETWEEN 1 AND 600", name=op.f("ck_retention_months_in_bounds")),
        sa.CheckConstraint(
            "deleted_at IS NULL OR begun_at IS NOT NULL", name=op.f("ck_retention_begun_before_deleted")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_retention_consultation_id_consultation")
        ),
        sa.ForeignKeyConstraint(
            ["coordinator_id"], ["coordinator.id"], name=op.f("fk_retention_coordinator_id_coordinator")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention")),
        sa.UniqueConstraint("consultation_id", "kind", name=op.f("uq_retention_once_per_kind")),
    )
    op.create_table(
        "deleted_submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("public_digest", sa.String(), nullable=False),
        sa.Column("submitted_at", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_deleted_submission_consultation_id_consultation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deleted_submission")),
        sa.UniqueConstraint("reference", name=op.f("uq_deleted_submission_reference")),
    )
    op.create_index(op.f("ix_deleted_submission_consultation_id"), "deleted_submission", ["consultation_id"])
    op.create_index(op.f("ix_deleted_submission_public_digest"), "deleted_submission", ["public_digest"])
    for table, column in INDEXES:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    """Take this change back; what is left of deleted consultations is lost."""
    for table, column in reversed(INDEXES):
        op.drop_index(op.f(f"ix_{table}_{column}"), table_name=table)
    op.drop_index(op.f("ix_deleted_submission_public_digest"), table_name="deleted_submission")
    op.drop_index(op.f("ix_deleted_submission_consultation_id"), table_name="deleted_submission")
    op.drop_table("deleted_submission")
    op.drop_table("retention")
    op.drop_column("consultation", "deleted_at")
