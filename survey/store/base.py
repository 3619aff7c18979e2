"""What all tables have in common: constraint names, column types, the declarative base class."""

from datetime import UTC, datetime

from sqlalchemy import JSON, DateTime, Dialect, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

from survey.languages import PAGE_LANGUAGES

CONSTRAINT_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(constraint_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint gets a name, so that migrations can change it on both databases, and error messages
name the rule.
"""


class Moment(TypeDecorator[datetime]):
    """A point in time in UTC. SQLite stores no time zone, so it is removed before writing and added again after
    reading.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the value as the database stores it. Raises ValueError if it has no time zone, because it would be
        ambiguous.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a time zone cannot be stored.")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the stored value in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of all tables."""

    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)
    type_annotation_map = {  # noqa: RUF012  # SQLAlchemy reads it as a class attribute
        datetime: Moment,
        dict[str, str]: JSON(none_as_null=True),
        str: String,
    }


STATES = "state IN ('answered', 'nothing_to_state', 'malformed')"
"""An SQL constraint: the possible states of an answer."""

LANGUAGE_KNOWN = f"language IN ({', '.join(repr(language) for language in PAGE_LANGUAGES)})"
"""An SQL constraint: the language must be one of PAGE_LANGUAGES."""


class NotFound(Exception):
    """The object does not exist, or the person may not see it. Both cases must look the same to that person."""
