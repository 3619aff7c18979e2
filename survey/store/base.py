"""What all tables share: constraint names, column types, the declarative base."""

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
"""Every constraint has a name, so that migrations can change it on both databases and an error names the rule."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite stores no time zone, so it is taken off before and put back after."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a time zone: it could be any hour."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a time zone cannot be stored.")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment in UTC."""
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
"""A constraint: the states that an answer can be in."""

LANGUAGE_KNOWN = f"language IN ({', '.join(repr(language) for language in PAGE_LANGUAGES)})"
"""A constraint: the product has words of its own in the language."""


class NotFound(Exception):
    """What was asked for does not exist, or is not for the one who asks: the two must look the same."""
