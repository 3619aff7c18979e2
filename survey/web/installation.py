"""The settings and the database of the running application, and the database session of the present request."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import cast

from flask import Flask, current_app, g, request
from sqlalchemy.orm import Session

from survey.operations.installation.health import HealthCheck
from survey.settings import Settings
from survey.store.database import Database

EXTENSION = "survey"
READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Installation:
    """The settings and the database of this application, and the check whether it works."""

    settings: Settings
    database: Database
    health: HealthCheck


def installation() -> Installation:
    """Return the installation of the present request; in a trial the trial's own."""
    return cast("Installation | None", g.get("installation")) or installation_of(current_app)


def installation_of(app: Flask) -> Installation:
    """Return the installation of an application, also outside a request."""
    return cast(Installation, app.extensions[EXTENSION])


def sends_mail() -> bool:
    """Return whether this installation sends mail. Where it does not, pages offer what to copy instead."""
    return installation().settings.mail is not None


def store_session() -> Session:
    """Return the request's database session. It is opened at first use and closed at the end of the request.

    It is opened for writing, except for GET, HEAD and OPTIONS. The view commits once; what is not committed is rolled
    back.
    """
    if "store_session" not in g:
        g.store_session = installation().database.session(write=request.method not in READING_METHODS)
    return cast(Session, g.store_session)


def use_instead(database: Database, session: Session) -> None:
    """Let everything in the rest of this request use another database, and this session in it. No mail is sent."""
    own = installation()
    g.installation = replace(own, settings=replace(own.settings, mail=None), database=database)
    g.store_session = session


def now() -> datetime:
    """Return the time of this request. It is the same in all parts of the request."""
    if "now" not in g:
        g.now = datetime.now(UTC)
    return cast(datetime, g.now)


def install(app: Flask, settings: Settings, database: Database) -> None:
    """Store the settings and the database in `app`."""
    app.extensions[EXTENSION] = Installation(settings, database, HealthCheck(database, settings.folder))
    app.teardown_request(_close_session)


def _close_session(error: BaseException | None) -> None:
    session = g.pop("store_session", None)
    if session is not None:
        session.close()
