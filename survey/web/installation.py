"""What one running application stands on, and the database session of the present request."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from flask import Flask, current_app, g, request
from sqlalchemy.orm import Session

from survey.settings import Settings
from survey.store.database import Database

EXTENSION = "survey"
READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Installation:
    """The settings and the database of this application."""

    settings: Settings
    database: Database


def installation() -> Installation:
    """The installation that the present request runs in."""
    return cast(Installation, current_app.extensions[EXTENSION])


def store_session() -> Session:
    """The request's session: made at first use, for writing unless the request only reads, closed at its end.

    The view commits, once. What is not committed is rolled back.
    """
    if "store_session" not in g:
        g.store_session = installation().database.session(write=request.method not in READING_METHODS)
    return cast(Session, g.store_session)


def now() -> datetime:
    """The moment of this request: the same wherever the request asks."""
    if "now" not in g:
        g.now = datetime.now(UTC)
    return cast(datetime, g.now)


def install(app: Flask, settings: Settings, database: Database) -> None:
    """Give `app` its settings and database."""
    app.extensions[EXTENSION] = Installation(settings, database)
    app.teardown_request(_close_session)


def _close_session(error: BaseException | None) -> None:
    session = g.pop("store_session", None)
    if session is not None:
        session.close()
