"""Groups of the installation's own beside the built-in ones"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

IS_USED = """
    EXISTS (SELECT 1 FROM registered_organisation WHERE "group" = OLD.key)
    OR EXISTS (SELECT 1 FROM organisation WHERE "group" = OLD.key)
"""
"""When a group stays: an organisation has it."""


def upgrade() -> None:
    """Apply this change."""
    op.create_table(
        "own_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name_fi", sa.String(), nullable=False),
        sa.Column("name_sv", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.CheckConstraint("substr(key, 1, 4) = 'own_'", name=op.f("ck_own_group_key_of_its_own")),
        sa.CheckConstraint("name_fi <> '' AND name_sv <> ''", name=op.f("ck_own_group_named_in_both_languages")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_group")),
        sa.UniqueConstraint("key", name=op.f("uq_own_group_key")),
        sa.UniqueConstraint("name_fi", name=op.f("uq_own_group_name_fi")),
        sa.UniqueConstraint("name_sv", name=op.f("uq_own_group_name_sv")),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER own_group_stays BEFORE DELETE ON own_group WHEN {IS_USED} "
            "BEGIN SELECT RAISE(ABORT, 'an organisation has this group'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION own_group_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {IS_USED} THEN RAISE EXCEPTION 'an organisation has this group'; END IF; RETURN OLD; END $$"
    )
    op.execute(
        "CREATE TRIGGER own_group_stays BEFORE DELETE ON own_group FOR EACH ROW EXECUTE FUNCTION own_group_stays()"
    )


def downgrade() -> None:
    """Take this change back. An earlier version cannot read consultations that have offered groups of one's own."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER own_group_stays")
    else:
        op.execute("DROP TRIGGER own_group_stays ON own_group")
        op.execute("DROP FUNCTION own_group_stays()")
    op.drop_table("own_group")
