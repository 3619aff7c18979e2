"""How long data is kept, what is left of a deleted consultation, and the indexes that deleting needs"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
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

KEPT_EVENT = """
    NEW.invitation_id IS NULL AND NEW.participant_id IS NULL
    AND NEW.id = OLD.id AND NEW.at = OLD.at AND NEW.what = OLD.what
    AND COALESCE(NEW.coordinator_id, 0) = COALESCE(OLD.coordinator_id, 0)
    AND EXISTS (SELECT 1 FROM consultation WHERE id = NEW.consultation_id AND deleted_at IS NOT NULL)
"""
"""The one change that an event may have: of a deleted consultation, it no longer names the organisation."""

DELETED_WITH_ALL = """
    EXISTS (
        SELECT 1 FROM submission
        JOIN response ON response.id = submission.response_id
        JOIN invitation ON invitation.id = response.invitation_id
        JOIN consultation ON consultation.id = invitation.consultation_id
        WHERE submission.id = OLD.submission_id AND consultation.deleted_at IS NOT NULL
    )
"""
"""When a submitted file may be deleted: with all of its consultation."""


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
    if op.get_bind().dialect.name == "sqlite":
        _refuse_on_sqlite("event", "event_append_only", f"UPDATE ON event WHEN NOT ({KEPT_EVENT})")
        on_delete = f"DELETE ON submitted_attachment WHEN NOT ({DELETED_WITH_ALL})"
        _refuse_on_sqlite("submitted_attachment", "submitted_attachment_no_delete", on_delete)
        return
    op.execute("DROP TRIGGER event_append_only ON event")
    op.execute("DROP TRIGGER submitted_attachment_unchanged ON submitted_attachment")
    _refuse_on_postgresql("event", "UPDATE", "event_append_only", KEPT_EVENT, "NEW")
    _refuse_on_postgresql("submitted_attachment", "DELETE", "submitted_attachment_kept", DELETED_WITH_ALL, "OLD")
    op.execute(
        "CREATE TRIGGER submitted_attachment_unchanged BEFORE UPDATE ON submitted_attachment "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


def _refuse_on_sqlite(table: str, trigger: str, change: str) -> None:
    op.execute(f"DROP TRIGGER {trigger}")
    op.execute(f"CREATE TRIGGER {trigger} BEFORE {change} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END")


def _refuse_on_postgresql(table: str, change: str, trigger: str, unless: str, row: str) -> None:
    op.execute(
        f"CREATE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {unless} THEN RETURN {row}; END IF; "
        "RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    op.execute(f"CREATE TRIGGER {trigger} BEFORE {change} ON {table} FOR EACH ROW EXECUTE FUNCTION {trigger}()")


def downgrade() -> None:
    """Take this change back; what is left of deleted consultations is lost."""
    if op.get_bind().dialect.name == "sqlite":
        _refuse_on_sqlite("event", "event_append_only", "UPDATE ON event")
        _refuse_on_sqlite("submitted_attachment", "submitted_attachment_no_delete", "DELETE ON submitted_attachment")
    else:
        _take_back_on_postgresql()
    for table, column in reversed(INDEXES):
        op.drop_index(op.f(f"ix_{table}_{column}"), table_name=table)
    op.drop_index(op.f("ix_deleted_submission_public_digest"), table_name="deleted_submission")
    op.drop_index(op.f("ix_deleted_submission_consultation_id"), table_name="deleted_submission")
    op.drop_table("deleted_submission")
    op.drop_table("retention")
    op.drop_column("consultation", "deleted_at")


def _take_back_on_postgresql() -> None:
    op.execute("DROP TRIGGER submitted_attachment_unchanged ON submitted_attachment")
    for trigger, table in (("event_append_only", "event"), ("submitted_attachment_kept", "submitted_attachment")):
        op.execute(f"DROP TRIGGER {trigger} ON {table}")
        op.execute(f"DROP FUNCTION {trigger}()")
    for trigger, change in (
        ("event_append_only", "UPDATE ON event"),
        ("submitted_attachment_unchanged", "UPDATE OR DELETE ON submitted_attachment"),
    ):
        op.execute(f"CREATE TRIGGER {trigger} BEFORE {change} FOR EACH ROW EXECUTE FUNCTION refuse_change()")
