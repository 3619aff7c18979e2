"""A consultation is a draft before it opens: what is told of it, recipients, materials, and who prepares it"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

KEPT = ("id", "coordinator_id", "at", "source_name", "yaml", "question_set", "faults")
"""The columns of the earlier table, whose rows had only a question set."""


def upgrade() -> None:
    """Apply this change. Each set that is not open yet becomes a draft, which its owner prepares alone."""
    moment = sa.DateTime(timezone=True)
    op.add_column(
        "consultation",
        sa.Column(
            "closes_at",
            moment,
            sa.CheckConstraint(
                "closes_at IS NULL OR closes_at > deadline", name=op.f("ck_consultation_closes_after_the_deadline")
            ),
            nullable=True,
        ),
    )
    op.add_column(
        "consultation",
        sa.Column(
            "publication",
            sa.String(),
            sa.CheckConstraint(
                "publication IN ('published', 'not_published')", name=op.f("ck_consultation_publication_known")
            ),
            nullable=True,
        ),
    )
    for name, empty in (("materials", "[]"), ("reasons", "{}")):
        op.add_column("consultation", sa.Column(name, sa.JSON(), nullable=False, server_default=empty))
    _drafts(moment)
    op.create_table(
        "draft_member",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("coordinator_id", sa.Integer(), nullable=False),
        _reference("draft_member", "draft_id", "consultation_draft"),
        _reference("draft_member", "coordinator_id", "coordinator"),
        sa.PrimaryKeyConstraint("draft_id", "coordinator_id", name=op.f("pk_draft_member")),
    )
    op.create_index(op.f("ix_draft_member_coordinator_id"), "draft_member", ["coordinator_id"])
    op.execute("INSERT INTO draft_member (draft_id, coordinator_id) SELECT id, coordinator_id FROM consultation_draft")
    _materials(moment)


def _drafts(moment: sa.DateTime) -> None:
    op.create_table(
        "consultation_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coordinator_id", sa.Integer(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("source_name", sa.String(), nullable=False),
        sa.Column("yaml", sa.String(), nullable=False),
        sa.Column("question_set", sa.String(), nullable=True),
        sa.Column("faults", sa.String(), nullable=False),
        sa.Column("about", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("recipients", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("reasons", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("opens_at", moment, nullable=True),
        sa.Column("opens_by", sa.Integer(), nullable=True),
        sa.Column("not_opened", sa.String(), server_default="", nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(opens_at IS NULL) = (opens_by IS NULL)", name=op.f("ck_consultation_draft_somebody_decides")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_consultation_draft_version_counts_from_one")),
        _reference("consultation_draft", "coordinator_id", "coordinator"),
        _reference("consultation_draft", "opens_by", "coordinator"),
        _reference("consultation_draft", "consultation_id", "consultation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_draft")),
        sa.UniqueConstraint("consultation_id", name=op.f("uq_consultation_draft_opened_once")),
        sqlite_autoincrement=True,
    )
    _move("question_set_draft", "consultation_draft")
    op.drop_index(op.f("ix_question_set_draft_coordinator_id"), table_name="question_set_draft")
    op.drop_table("question_set_draft")
    op.create_index(op.f("ix_consultation_draft_coordinator_id"), "consultation_draft", ["coordinator_id"])
    op.create_index(op.f("ix_consultation_draft_opens_at"), "consultation_draft", ["opens_at"])


def _materials(moment: sa.DateTime) -> None:
    op.create_table(
        "material",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("urls", sa.JSON(), nullable=False),
        sa.Column("added_at", moment, nullable=False),
        _reference("material", "draft_id", "consultation_draft"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_material_draft_id"), "material", ["draft_id"])
    op.create_table(
        "material_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("material_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("language IN ('fi', 'sv')", name=op.f("ck_material_file_language_known")),
        sa.CheckConstraint("size > 0", name=op.f("ck_material_file_not_empty")),
        _reference("material_file", "material_id", "material"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_file")),
        sa.UniqueConstraint("material_id", "language", name=op.f("uq_material_file_one_per_language")),
        sqlite_autoincrement=True,
    )


def _reference(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def _move(source: str, target: str) -> None:
    """Copy the rows, and go on counting where the earlier table was: a number on an old page means no other draft."""
    columns = ", ".join(KEPT)
    op.execute(f"INSERT INTO {target} ({columns}) SELECT {columns} FROM {source}")  # noqa: S608  # our own names
    if op.get_bind().dialect.name == "sqlite":
        counted = f"SELECT seq FROM sqlite_sequence WHERE name = '{source}'"  # noqa: S608  # our own names
        op.execute(f"DELETE FROM sqlite_sequence WHERE name = '{target}'")  # noqa: S608  # our own names
        op.execute(f"INSERT INTO sqlite_sequence (name, seq) SELECT '{target}', seq FROM ({counted})")  # noqa: S608  # our own names
    else:
        op.execute(
            f"SELECT setval('{target}_id_seq', last_value, is_called) FROM {source}_id_seq"  # noqa: S608  # our own names
        )


def downgrade() -> None:
    """Take this change back. Of each draft only the question set is left, and nothing of what has opened."""
    op.drop_table("material_file")
    op.drop_index(op.f("ix_material_draft_id"), table_name="material")
    op.drop_table("material")
    op.drop_index(op.f("ix_draft_member_coordinator_id"), table_name="draft_member")
    op.drop_table("draft_member")
    op.create_table(
        "question_set_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coordinator_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source_name", sa.String(), nullable=False),
        sa.Column("yaml", sa.String(), nullable=False),
        sa.Column("question_set", sa.String(), nullable=True),
        sa.Column("faults", sa.String(), nullable=False),
        _reference("question_set_draft", "coordinator_id", "coordinator"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_set_draft")),
        sqlite_autoincrement=True,
    )
    op.execute("DELETE FROM consultation_draft WHERE consultation_id IS NOT NULL")
    _move("consultation_draft", "question_set_draft")
    op.drop_index(op.f("ix_consultation_draft_opens_at"), table_name="consultation_draft")
    op.drop_index(op.f("ix_consultation_draft_coordinator_id"), table_name="consultation_draft")
    op.drop_table("consultation_draft")
    op.create_index(op.f("ix_question_set_draft_coordinator_id"), "question_set_draft", ["coordinator_id"])
    for name in ("reasons", "materials", "publication", "closes_at"):
        op.drop_column("consultation", name)
