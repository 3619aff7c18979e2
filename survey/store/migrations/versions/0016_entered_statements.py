"""Statements that coordinators enter, because they came by another channel"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

CHANNELS = "channel IN ('email', 'post', 'by_hand', 'other_service')"


def upgrade() -> None:
    """Apply this change. Every response there is belongs to an organisation."""
    with op.batch_alter_table("response") as batch:
        batch.add_column(sa.Column("origin", sa.String(), nullable=False, server_default="own"))
        batch.drop_constraint(op.f("uq_response_one_per_invitation"), type_="unique")
        batch.create_unique_constraint(op.f("uq_response_one_per_invitation_and_origin"), ["invitation_id", "origin"])
        batch.create_check_constraint(op.f("ck_response_origin_known"), "origin IN ('own', 'entered')")
    with op.batch_alter_table("participant") as batch:
        batch.add_column(sa.Column("coordinator_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_participant_coordinator_id_coordinator"), "coordinator", ["coordinator_id"], ["id"]
        )
        batch.create_unique_constraint(op.f("uq_participant_once_per_coordinator"), ["invitation_id", "coordinator_id"])
    _widen_submission()
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "entered_statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("arrived_at", moment, nullable=False),
        sa.Column("original_id", sa.Integer(), nullable=True),
        sa.Column("begun_at", moment, nullable=False),
        sa.Column("coordinator_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(CHANNELS, name=op.f("ck_entered_statement_channel_known")),
        sa.CheckConstraint("begun_at >= arrived_at", name=op.f("ck_entered_statement_arrived_before_it_was_begun")),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name=op.f("fk_entered_statement_response_id_response")
        ),
        sa.ForeignKeyConstraint(
            ["original_id"], ["attachment.id"], name=op.f("fk_entered_statement_original_id_attachment")
        ),
        sa.ForeignKeyConstraint(
            ["coordinator_id"], ["coordinator.id"], name=op.f("fk_entered_statement_coordinator_id_coordinator")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entered_statement")),
        sa.UniqueConstraint("response_id", name=op.f("uq_entered_statement_one_at_a_time")),
    )


def _widen_submission() -> None:
    """Add the columns without copying the table, whose triggers keep its rows as they are: each rule stands with the
    last of the columns that it is about.
    """
    moment = "TIMESTAMP WITH TIME ZONE" if op.get_bind().dialect.name == "postgresql" else "DATETIME"
    op.execute(
        f"ALTER TABLE submission ADD COLUMN channel VARCHAR CONSTRAINT ck_submission_channel_known CHECK ({CHANNELS})"
    )
    op.execute(
        f"ALTER TABLE submission ADD COLUMN entered_at {moment} "
        "CONSTRAINT ck_submission_entered_by_a_channel CHECK ((channel IS NULL) = (entered_at IS NULL)) "
        "CONSTRAINT ck_submission_arrived_before_it_was_entered CHECK (entered_at >= submitted_at)"
    )
    op.execute(
        "ALTER TABLE submission ADD COLUMN original_id INTEGER "
        "CONSTRAINT fk_submission_original_id_attachment REFERENCES attachment (id) "
        "CONSTRAINT ck_submission_original_of_an_entered_one CHECK (original_id IS NULL OR channel IS NOT NULL)"
    )


def downgrade() -> None:
    """Take this change back. Statements that were entered stay, as if they had come through the service; what was typed
    and not entered yet is lost.
    """
    op.drop_table("entered_statement")
    response = sa.table("response", sa.column("id"), sa.column("origin"))
    answer = sa.table("answer", sa.column("id"), sa.column("response_id"))
    earlier = sa.table("earlier_answer", sa.column("answer_id"))
    typed = sa.select(response.c.id).where(response.c.origin == "entered")
    answers = sa.select(answer.c.id).where(answer.c.response_id.in_(typed))
    op.execute(sa.delete(earlier).where(earlier.c.answer_id.in_(answers)))
    for name in ("answer", "open_conflict", "attachment"):
        table = sa.table(name, sa.column("response_id"))
        op.execute(sa.delete(table).where(table.c.response_id.in_(typed)))
    op.execute("DELETE FROM response WHERE origin = 'entered'")
    for column in ("original_id", "entered_at", "channel"):
        op.execute(f"ALTER TABLE submission DROP COLUMN {column}")
    with op.batch_alter_table("participant") as batch:
        batch.drop_constraint(op.f("uq_participant_once_per_coordinator"), type_="unique")
        batch.drop_constraint(op.f("fk_participant_coordinator_id_coordinator"), type_="foreignkey")
        batch.drop_column("coordinator_id")
    with op.batch_alter_table("response") as batch:
        batch.drop_constraint(op.f("ck_response_origin_known"), type_="check")
        batch.drop_constraint(op.f("uq_response_one_per_invitation_and_origin"), type_="unique")
        batch.drop_column("origin")
        batch.create_unique_constraint(op.f("uq_response_one_per_invitation"), ["invitation_id"])
