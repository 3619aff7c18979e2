"""The register of organisations, lists of them, and recipients that were not asked or are taken away"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this change."""
    op.create_table(
        "registered_organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("group", sa.String(), nullable=False),
        sa.Column("business_id", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("further_emails", sa.String(), nullable=False),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("sort_fi", sa.String(), nullable=False),
        sa.Column("sort_sv", sa.String(), nullable=False),
        sa.Column("search", sa.String(), nullable=False),
        sa.CheckConstraint(
            "languages IN ('fi', 'sv', 'fi sv', 'sv fi')", name=op.f("ck_registered_organisation_languages_known")
        ),
        sa.CheckConstraint("business_id <> ''", name=op.f("ck_registered_organisation_business_id_or_none")),
        sa.CheckConstraint("search <> ''", name=op.f("ck_registered_organisation_has_a_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registered_organisation")),
        sa.UniqueConstraint("business_id", name=op.f("uq_registered_organisation_business_id")),
    )
    op.create_table(
        "distribution_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distribution_list")),
    )
    op.create_table(
        "list_member",
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("registered_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"], ["distribution_list.id"], name=op.f("fk_list_member_list_id_distribution_list")
        ),
        sa.ForeignKeyConstraint(
            ["registered_id"],
            ["registered_organisation.id"],
            name=op.f("fk_list_member_registered_id_registered_organisation"),
        ),
        sa.PrimaryKeyConstraint("list_id", "registered_id", name=op.f("pk_list_member")),
    )
    op.create_index(op.f("ix_list_member_registered_id"), "list_member", ["registered_id"])
    # Not in a batch: SQLite would copy the tables, and other tables refer to them.
    op.add_column("organisation", sa.Column("second_language", sa.String(), nullable=False, server_default=""))
    op.add_column("organisation", sa.Column("further_emails", sa.String(), nullable=False, server_default=""))
    for table in ("organisation", "event"):
        name = f"fk_{table}_registered_id_registered_organisation"
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN registered_id INTEGER CONSTRAINT {name}"
            " REFERENCES registered_organisation (id)"
        )
        op.create_index(op.f(f"ix_{table}_registered_id"), table, ["registered_id"])
    op.add_column("invitation", sa.Column("asked", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("invitation", sa.Column("taken_away_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take this change back. The register and its lists are lost, and who was not asked counts as asked."""
    op.drop_column("invitation", "taken_away_at")
    op.drop_column("invitation", "asked")
    for table in ("event", "organisation"):
        op.drop_index(op.f(f"ix_{table}_registered_id"), table_name=table)
        op.drop_column(table, "registered_id")
    for name in ("further_emails", "second_language"):
        op.drop_column("organisation", name)
    op.drop_index(op.f("ix_list_member_registered_id"), table_name="list_member")
    op.drop_table("list_member")
    op.drop_table("distribution_list")
    op.drop_table("registered_organisation")
