"""A running site to test with: an application on a database, a client, an open round."""

from copy import copy, deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache

from survey.application import create_app
from survey.operations.installation.health import HealthCheck
from survey.questions.question_set import QuestionSet
from survey.settings import IdentityProvider, MailFolder, MailServer, Settings
from survey.store.database import Database
from survey.web.installation import EXTENSION, Installation
from tests.databases import process_folder
from tests.pages import Client
from tests.rounds import Round, open_round

Post = MailServer | MailFolder | None
"""Where an installation's mail goes."""

NOWHERE = MailServer("127.0.0.1", 1, "smtp", "lausunnot@palvelu.example")
"""A mail server for tests that look into the outbox: nothing asks it for anything."""


def settings_for(
    database: Database, base_url: str = "http://127.0.0.1:8000", trusted_proxies: int = 0, mail: Post = None
) -> Settings:
    """Settings for a test, with a folder beside an SQLite database."""
    file = database.engine.url.database if database.is_sqlite else None
    folder = Path(file).parent if file else process_folder() / "installation"
    url, secret = str(database.engine.url), "a secret key for tests, long enough"
    return Settings(folder, url, secret, base_url, trusted_proxies, mail=mail)


class CompiledTemplates(BytecodeCache):
    """What templates were compiled to, for every application of this process: compiling was a quarter of a page's test.

    Jinja asks for a template by the digest of its name and place, and compiles it anew where its source is another.
    """

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja what is there."""
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what Jinja has compiled."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()


TEMPLATES = CompiledTemplates()


@dataclass
class Site:
    """An application with one open round, and a client that has not opened its link yet."""

    database: Database
    client: Client
    round: Round

    def other_client(self) -> Client:
        """Another browser."""
        return Client(self.client.app, self.database.engine)

    def path(self, rest: str = "", language: str = "fi") -> str:
        """A page of the round's response."""
        return f"/{language}/responses/{self.round.access.response.id}/{rest}"

    def open_link(self, client: Client | None = None, language: str = "fi") -> None:
        """Follow the personal link."""
        (client or self.client).get(f"/{language}/r/{self.round.token}")


@cache
def _routed(base_url: str) -> Flask:
    """An application whose routes are compiled; on no database. Compiling them takes as long as six pages."""
    with TemporaryDirectory(prefix="kuulolla-tests-") as folder:
        database = Database(f"sqlite:///{folder}/none.sqlite3")
        app = create_app(settings_for(database, base_url), database)
        database.close()
    app.jinja_env.bytecode_cache = TEMPLATES
    return app


def own_app(database: Database) -> Flask:
    """An application that shares nothing: for a test that adds routes, or changes settings which handlers have read."""
    return create_app(settings_for(database), database)


def make_app(database: Database, mail: Post = None, provider: IdentityProvider | None = None) -> Flask:
    """An application on this database, of its own but for what is the same in all: routes, templates, handlers."""
    settings = replace(settings_for(database, mail=mail), provider=provider)
    routed = _routed(settings.base_url)
    app = copy(routed)
    app.config = deepcopy(routed.config)
    app.view_functions = dict(routed.view_functions)
    app.extensions = {
        **routed.extensions,
        EXTENSION: Installation(settings, database, HealthCheck(database, settings.folder)),
    }
    return app


def make_client(database: Database, mail: Post = None) -> Client:
    """A client of an application on this database."""
    app = make_app(database, mail)
    app.testing = False  # errors become pages, as for people
    return Client(app, database.engine)


def now_for_pages() -> datetime:
    """The real time: a page asks the clock."""
    return datetime.now(UTC).replace(microsecond=0)


def open_site(database: Database, mail: Post = None, question_set: QuestionSet | None = None) -> Site:
    """A site with a round that opened now."""
    with database.writing() as session:
        round_ = open_round(session, now=now_for_pages(), question_set=question_set)
        return Site(database, make_client(database, mail), round_)
