"""More time, reminders, and the order of organisations' names for lists"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from survey.languages import search_key, stored_sort_key, text_in

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

NEW = ("sort_fi", "sort_sv", "search")


def upgrade() -> None:
    """Apply this change."""
    for name in NEW:  # not in a batch: SQLite would copy the table, and other tables refer to it
        op.add_column("organisation", sa.Column(name, sa.String(), nullable=False, server_default=""))
    _fill_in()
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "more_time",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("earlier", moment, nullable=False),
        sa.Column("deadline", moment, nullable=False),
        sa.Column("reason", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("coordinator_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("deadline <> earlier", name=op.f("ck_more_time_moves_the_deadline")),
        *_keys("more_time", "consultation", "invitation", "coordinator"),
    )
    op.create_index(op.f("ix_more_time_consultation_id"), "more_time", ["consultation_id"])
    op.create_index(op.f("ix_more_time_invitation_id"), "more_time", ["invitation_id"])
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("coordinator_id", sa.Integer(), nullable=False),
        *_keys("reminder", "consultation", "coordinator"),
        sa.UniqueConstraint("consultation_id", "nonce", name=op.f("uq_reminder_nonce")),
    )
    op.create_index(op.f("ix_reminder_consultation_id"), "reminder", ["consultation_id"])

    op.create_table(
        "planned_reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("coordinator_id", sa.Integer(), nullable=False),
        sa.Column("done_at", moment, nullable=True),
        sa.Column("removed_at", moment, nullable=True),
        sa.CheckConstraint("days_before BETWEEN 1 AND 60", name=op.f("ck_planned_reminder_days_in_bounds")),
        sa.CheckConstraint("done_at IS NULL OR removed_at IS NULL", name=op.f("ck_planned_reminder_done_or_removed")),
        *_keys("planned_reminder", "consultation", "coordinator"),
    )
    op.create_index(op.f("ix_planned_reminder_consultation_id"), "planned_reminder", ["consultation_id"])


def _keys(table: str, *others: str) -> list[Any]:
    foreign = [
        sa.ForeignKeyConstraint([f"{other}_id"], [f"{other}.id"], name=op.f(f"fk_{table}_{other}_id_{other}"))
        for other in others
    ]
    return [*foreign, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]


def _fill_in() -> None:
    table = sa.table("organisation", sa.column("id"), sa.column("name", sa.JSON), *(sa.column(name) for name in NEW))
    rows = list(op.get_bind().execute(sa.select(table.c.id, table.c.name)))
    for number, name in rows:
        names = json.loads(name) if isinstance(name, str) else name
        values = {
            "sort_fi": stored_sort_key(text_in(names, "fi")),
            "sort_sv": stored_sort_key(text_in(names, "sv")),
            "search": search_key(*names.values()),
        }
        op.execute(sa.update(table).where(table.c.id == number).values(**values))


def downgrade() -> None:
    """Take this change back. Deadlines stay as they are; who gave more time and why is lost."""
    op.drop_index(op.f("ix_planned_reminder_consultation_id"), table_name="planned_reminder")
    op.drop_table("planned_reminder")
    op.drop_index(op.f("ix_reminder_consultation_id"), table_name="reminder")
    op.drop_table("reminder")
    op.drop_index(op.f("ix_more_time_invitation_id"), table_name="more_time")
    op.drop_index(op.f("ix_more_time_consultation_id"), table_name="more_time")
    op.drop_table("more_time")
    for name in NEW:
        op.drop_column("organisation", name)
