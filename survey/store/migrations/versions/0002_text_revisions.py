"""The texts of a consultation, revision by revision"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change. For a consultation that is open already, the first revision is the set it was opened with."""
    op.create_table(
        "text_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question_set", sa.String(), nullable=False),
        sa.Column("text_digest", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_text_revision_number_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_text_revision_consultation_id_consultation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_revision")),
        sa.UniqueConstraint("consultation_id", "number", name=op.f("uq_text_revision_numbered")),
    )
    op.execute(
        "INSERT INTO text_revision (consultation_id, number, question_set, text_digest, at) "
        "SELECT id, 1, question_set, text_digest, opened_at FROM consultation ORDER BY id"
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER text_revision_append_only BEFORE UPDATE ON text_revision "
            "BEGIN SELECT RAISE(ABORT, 'text_revision is append-only'); END"
        )
    else:
        op.execute(
            "CREATE TRIGGER text_revision_append_only BEFORE UPDATE ON text_revision "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    """Undo this change. The trigger is removed with its table."""
    op.drop_table("text_revision")
