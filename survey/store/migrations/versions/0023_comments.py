"""Comments on drafts, approvals within organisations, and approvers who were passed over"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply this change."""
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("edited_at", MOMENT, nullable=True),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.Column("resolved_at", MOMENT, nullable=True),
        sa.Column("resolved_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("(removed_at IS NULL) = (text <> '')", name=op.f("ck_comment_has_text_until_removed")),
        sa.CheckConstraint("length(text) <= 5000", name=op.f("ck_comment_text_in_bounds")),
        sa.CheckConstraint(
            "(resolved_at IS NULL) = (resolved_by IS NULL)", name=op.f("ck_comment_resolved_by_somebody")
        ),
        sa.CheckConstraint(
            "parent_id IS NULL OR resolved_at IS NULL", name=op.f("ck_comment_only_comments_are_resolved")
        ),
        _key("comment", "response_id", "response"),
        _key("comment", "participant_id", "participant"),
        _key("comment", "resolved_by", "participant"),
        sa.ForeignKeyConstraint(
            ["parent_id", "response_id"], ["comment.id", "comment.response_id"], name="reply_to_comment"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sa.UniqueConstraint("id", "response_id", name=op.f("uq_comment_of_one_response")),
    )
    _index("comment", "response_id", "parent_id", "participant_id", "resolved_by")
    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("taken_back_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "taken_back_at IS NULL OR taken_back_at >= at", name=op.f("ck_approval_given_before_taken_back")
        ),
        _key("approval", "response_id", "response"),
        _key("approval", "participant_id", "participant"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
    )
    _index("approval", "response_id", "participant_id")
    op.create_table(
        "passed_over",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        _key("passed_over", "submission_id", "submission"),
        _key("passed_over", "participant_id", "participant"),
        sa.PrimaryKeyConstraint("submission_id", "participant_id", name=op.f("pk_passed_over")),
    )
    _index("passed_over", "participant_id")


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    """Take this change back: comments and approvals are lost."""
    op.drop_table("passed_over")
    op.drop_table("approval")
    op.drop_table("comment")
