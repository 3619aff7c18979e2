"""Which kinds of mail there can be: a constraint that several changes of the tables extend.

Each change finds the kinds that there are, and adds its own: none names those of another.
"""

import re

import sqlalchemy as sa
from alembic import op

_RULE = re.compile(r"kind IN \([^)]*\)")


def add_kinds_of_mail(*kinds: str) -> None:
    """Let mails be of these kinds too."""
    _allow([*_present(), *kinds])


def remove_kinds_of_mail(*kinds: str) -> None:
    """Let mails no longer be of these kinds. Mails of them must be deleted before."""
    _allow([kind for kind in _present() if kind not in kinds])


def _present() -> list[str]:
    bind = op.get_bind()
    if bind.dialect.name == "sqlite":
        [condition] = _RULE.findall(_made("table")[0])
    else:
        rule = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck_message_kind_known'"
        [condition] = bind.execute(sa.text(rule)).scalars()
    return re.findall(r"'(\w+)'", condition)


def _allow(kinds: list[str]) -> None:
    """SQLite changes no constraint, and a table to which others refer can only be made anew where their references are
    checked at the end of the transaction. Its indexes go and come with it.
    """
    condition = f"kind IN ({', '.join(repr(kind) for kind in kinds)})"
    if op.get_bind().dialect.name != "sqlite":
        op.execute("ALTER TABLE message DROP CONSTRAINT ck_message_kind_known")
        op.execute(f"ALTER TABLE message ADD CONSTRAINT ck_message_kind_known CHECK ({condition})")
        return
    [table], indexes = _made("table"), _made("index")
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute("CREATE TABLE message_before AS SELECT * FROM message")
    op.execute("DROP TABLE message")
    op.execute(sa.text(_RULE.sub(condition, table).replace(":", r"\:")))
    op.execute("INSERT INTO message SELECT * FROM message_before")
    op.execute("DROP TABLE message_before")
    for index in indexes:
        op.execute(sa.text(index))


def _made(what: str) -> list[str]:
    """With which SQL the table or its indexes were made in SQLite."""
    made = "SELECT sql FROM sqlite_master WHERE tbl_name = 'message' AND type = :what AND sql IS NOT NULL"
    return list(op.get_bind().execute(sa.text(made).bindparams(what=what)).scalars())
