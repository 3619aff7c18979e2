"""Statements that are withdrawn, and statements whose decision is pending until it is confirmed"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from survey.store.migrations.mail_kinds import add_kinds_of_mail, remove_kinds_of_mail

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

DECISIONS = "decision IN ('pending', 'decided', 'none')"
NOT_PENDING = "decides_id IS NULL OR decision IS NULL OR decision <> 'pending'"
TABLES = ("withdrawal", "confirmation")

NEW_KINDS = ("withdrawal", "confirmation")
"""Kinds of mail."""

TOLD = """
    UPDATE submission SET decision = 'decided' WHERE kind = 'statement' AND EXISTS (
        SELECT 1 FROM submitted_answer
        WHERE submitted_answer.submission_id = submission.id AND submitted_answer.address IN
            ('details/decision_body', 'details/decision_date', 'details/decision_paragraph')
    )
"""
"""Whoever named a body, a day or a section of minutes had decided. The others were not asked, so nothing is said."""


def upgrade() -> None:
    """Apply this change. A submission so far is decided where its details tell of a decision; else it is not known."""
    moment = sa.DateTime(timezone=True)
    op.add_column(
        "consultation",
        sa.Column(
            "decisions_until",
            moment,
            sa.CheckConstraint(
                "decisions_until IS NULL OR decisions_until > deadline",
                name=op.f("ck_consultation_decisions_come_after_the_deadline"),
            ),
            nullable=True,
        ),
    )
    _widen_submission()
    op.create_table(
        "withdrawal",
        *_act_columns("withdrawal"),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint("length(reason) BETWEEN 1 AND 2000", name=op.f("ck_withdrawal_reason_in_bounds")),
    )
    op.create_table(
        "confirmation",
        *_act_columns("confirmation"),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("paragraph", sa.String(), nullable=False),
        sa.Column("extract_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(body) > 0", name=op.f("ck_confirmation_somebody_decided")),
        sa.ForeignKeyConstraint(["extract_id"], ["attachment.id"], name=op.f("fk_confirmation_extract_id_attachment")),
    )
    for table in TABLES:
        op.create_index(op.f(f"ix_{table}_participant_id"), table, ["participant_id"])
        _refuse_changes(table)
    op.create_index(op.f("ix_confirmation_extract_id"), "confirmation", ["extract_id"])
    add_kinds_of_mail(*NEW_KINDS)


def _act_columns(table: str) -> tuple["sa.Column[Any] | sa.Constraint", ...]:
    moment = sa.DateTime(timezone=True)
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f(f"fk_{table}_submission_id_submission")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f(f"fk_{table}_participant_id_participant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("submission_id", name=op.f(f"uq_{table}_once")),
    )


def _widen_submission() -> None:
    """Add the columns without copying the table, as 0016 does. The trigger that keeps its rows as they are is away
    while the rows so far get what their details tell.
    """
    op.execute(
        "ALTER TABLE submission ADD COLUMN decision VARCHAR "
        f"CONSTRAINT ck_submission_decision_known CHECK ({DECISIONS})"
    )
    op.execute(
        "ALTER TABLE submission ADD COLUMN decision_expected DATE CONSTRAINT ck_submission_expected_while_pending "
        "CHECK (decision_expected IS NULL OR decision = 'pending')"
    )
    op.execute(
        "ALTER TABLE submission ADD COLUMN decides_id INTEGER "
        "CONSTRAINT fk_submission_decides_id_submission REFERENCES submission (id) "
        f"CONSTRAINT ck_submission_decides_once CHECK ({NOT_PENDING})"
    )
    op.create_index(op.f("ix_submission_decides_id"), "submission", ["decides_id"])
    op.execute(f"DROP TRIGGER submission_append_only{_on('submission')}")
    op.execute(TOLD)
    _refuse_changes("submission")


def _on(table: str) -> str:
    return "" if op.get_bind().dialect.name == "sqlite" else f" ON {table}"


def _refuse_changes(table: str) -> None:
    refusal = (
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        if op.get_bind().dialect.name == "sqlite"
        else "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(f"CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table} {refusal}")


def downgrade() -> None:
    """Take this change back. Withdrawals and confirmations are lost, and so are the mails about them; what was
    withdrawn counts again.
    """
    op.execute("DELETE FROM message WHERE kind IN ('withdrawal', 'confirmation')")
    remove_kinds_of_mail(*NEW_KINDS)
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_index(op.f("ix_submission_decides_id"), table_name="submission")
    for column in ("decides_id", "decision_expected", "decision"):
        op.execute(f"ALTER TABLE submission DROP COLUMN {column}")
    op.drop_column("consultation", "decisions_until")
