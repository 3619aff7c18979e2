"""The steps of an organisation's own decision-making: proposals, decisions, and what they decided on"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

KINDS = "kind IN ('draft', 'proposal', 'amended_proposal', 'decision', 'tabled', 'returned')"
SAYS_WHO_MET_WHEN = "kind NOT IN ('decision', 'tabled', 'returned') OR (body <> '' AND met_on IS NOT NULL)"

UNCHANGED = {
    "handling_step": (
        *("id", "response_id", "number", "kind", "snapshot_id", "body", "met_on", "paragraph", "presenter"),
        *("wording", "corrects_id", "participant_id", "at", "nonce"),
    ),
    "submitted_step": ("submission_id", "step_id"),
}
"""The columns that nobody changes. Whom to ask is emptied with the other contact details."""


def upgrade() -> None:
    """Apply this change."""
    op.create_table(
        "handling_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("paragraph", sa.String(), nullable=False),
        sa.Column("presenter", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_handling_step_number_counts_from_one")),
        sa.CheckConstraint(KINDS, name=op.f("ck_handling_step_kind_known")),
        sa.CheckConstraint(SAYS_WHO_MET_WHEN, name=op.f("ck_handling_step_says_who_met_when")),
        sa.CheckConstraint("corrects_id <> id", name=op.f("ck_handling_step_corrects_another")),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name=op.f("fk_handling_step_response_id_response")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_handling_step_snapshot_id_snapshot")),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["handling_step.id"], name=op.f("fk_handling_step_corrects_id_handling_step")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_handling_step_participant_id_participant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handling_step")),
        sa.UniqueConstraint("response_id", "number", name=op.f("uq_handling_step_numbered")),
        sa.UniqueConstraint("response_id", "nonce", name=op.f("uq_handling_step_nonce")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_handling_step_corrected_once")),
    )
    op.create_table(
        "submitted_step",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_submitted_step_submission_id_submission")
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["handling_step.id"], name=op.f("fk_submitted_step_step_id_handling_step")
        ),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_submitted_step")),
    )
    for table, column in (
        ("handling_step", "snapshot_id"),
        ("handling_step", "participant_id"),
        ("submitted_step", "step_id"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    for table, columns in UNCHANGED.items():
        _refuse_changes(table, columns)


def _refuse_changes(table: str, columns: tuple[str, ...]) -> None:
    """A decision that could be changed afterwards would be none. Rows go only with the draft, or with everything."""
    change = f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OF {', '.join(columns)} ON {table}"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"{change} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END")
    else:
        op.execute(f"{change} FOR EACH ROW EXECUTE FUNCTION refuse_change()")


def downgrade() -> None:
    """Take this change back: the steps are lost; what was submitted stays as it was."""
    op.drop_table("submitted_step")
    op.drop_table("handling_step")
