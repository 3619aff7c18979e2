"""Colleagues of an organisation with their roles, and the mails that go to them"""

import sqlalchemy as sa
from alembic import op

from survey.store.migrations.mail_kinds import add_kinds_of_mail, remove_kinds_of_mail

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

NEW_KINDS = ("colleague", "undone")
RULES = {
    "role_known": "role IN ('holder', 'registry', 'writer', 'commenter', 'approver')",
    "role_of_an_organisation": "(role IS NULL) = (coordinator_id IS NOT NULL)",
    "holder_takes_part": "role <> 'holder' OR left_at IS NULL",
    "only_colleagues_leave": "left_at IS NULL OR invited_by IS NOT NULL",
}
"""Of participants, by name."""


def upgrade() -> None:
    """Apply this change. Whoever had an organisation's links is in charge of its response."""
    moment = sa.DateTime(timezone=True)
    with op.batch_alter_table("participant") as batch:
        batch.add_column(sa.Column("email", sa.String(), nullable=False, server_default=""))
        batch.add_column(sa.Column("role", sa.String(), nullable=True))
        batch.add_column(sa.Column("invited_by", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("left_at", moment, nullable=True))
        batch.add_column(sa.Column("seen_at", moment, nullable=True))
    op.execute("UPDATE participant SET role = 'writer' WHERE coordinator_id IS NULL")
    op.execute(
        "UPDATE participant SET role = 'holder' WHERE id IN "
        "(SELECT min(id) FROM participant WHERE coordinator_id IS NULL GROUP BY invitation_id)"
    )
    with op.batch_alter_table("participant") as batch:
        batch.create_foreign_key(op.f("fk_participant_invited_by_participant"), "participant", ["invited_by"], ["id"])
        for name, rule in RULES.items():
            batch.create_check_constraint(op.f(f"ck_participant_{name}"), rule)
    op.create_index(op.f("ix_participant_invited_by"), "participant", ["invited_by"])
    _create_partial_index("uq_participant_one_holder", ["invitation_id"], "role = 'holder'")
    _create_partial_index("uq_participant_once_per_address", ["invitation_id", "email"], "email <> ''")
    reference = "CONSTRAINT fk_message_participant_id_participant REFERENCES participant (id)"
    op.execute(f"ALTER TABLE message ADD COLUMN participant_id INTEGER {reference}")
    op.create_index(op.f("ix_message_participant_id"), "message", ["participant_id"])
    add_kinds_of_mail(*NEW_KINDS)


def _create_partial_index(name: str, columns: list[str], where: str) -> None:
    rows = sa.text(where)
    op.create_index(name, "participant", columns, unique=True, sqlite_where=rows, postgresql_where=rows)


def downgrade() -> None:
    """Take this change back. What colleagues wrote stays; their links open nothing, because they would open all."""
    op.execute(
        "UPDATE personal_link SET revoked_at = created_at WHERE revoked_at IS NULL "
        "AND participant_id IN (SELECT id FROM participant WHERE invited_by IS NOT NULL)"
    )
    op.execute(
        "UPDATE personal_link SET message_id = NULL "
        "WHERE message_id IN (SELECT id FROM message WHERE kind IN ('colleague', 'undone'))"
    )
    op.execute("DELETE FROM message WHERE kind IN ('colleague', 'undone')")
    remove_kinds_of_mail(*NEW_KINDS)
    op.drop_index(op.f("ix_message_participant_id"), table_name="message")
    op.drop_column("message", "participant_id")
    for name in ("uq_participant_once_per_address", "uq_participant_one_holder", op.f("ix_participant_invited_by")):
        op.drop_index(name, table_name="participant")
    with op.batch_alter_table("participant") as batch:
        for name in RULES:
            batch.drop_constraint(op.f(f"ck_participant_{name}"), type_="check")
        batch.drop_constraint(op.f("fk_participant_invited_by_participant"), type_="foreignkey")
        for column in ("email", "role", "invited_by", "left_at", "seen_at"):
            batch.drop_column(column)
