"""The real application on a real database, served to real browsers by waitress in a thread."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from axe_playwright_python.base import AXE_SCRIPT
from waitress import create_server, wasyncore

from survey.serving.server import THREADS
from survey.settings import IdentityProvider
from survey.store.database import Database
from tests.site import Post, make_app

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

AXE_PATH = "/axe.js"
_AXE = AXE_SCRIPT.encode()


@dataclass(frozen=True)
class LiveSite:
    """A served application: its database and its address (http://127.0.0.1:port)."""

    database: Database
    address: str


TICK = 0.1
"""Seconds in which the server's thread sees that it is to end."""


def _with_axe(application: "WSGIApplication") -> "WSGIApplication":
    """The application, and axe at an address of its own: of a script that came from a site the browser keeps what it
    has compiled, and to hand axe over to each page anew takes as long as to draw the page.
    """

    def answer(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        if environ["PATH_INFO"] != AXE_PATH:
            return application(environ, start)
        kept = ("Cache-Control", "public, max-age=31536000, immutable")
        start("200 OK", [("Content-Type", "text/javascript; charset=utf-8"), kept])
        return [_AXE]

    return answer


@contextmanager
def served(database: Database, mail: Post = None, provider: IdentityProvider | None = None) -> Iterator[LiveSite]:
    """Serve the application on this database until the block ends; requests under way are finished."""
    sockets: dict[int, Any] = {}
    server = create_server(_with_axe(make_app(database, mail, provider)), map=sockets, host="127.0.0.1", port=0,
                           threads=THREADS, ident="", clear_untrusted_proxy_headers=False)  # fmt: skip
    ending = Event()

    def serve() -> None:
        while not ending.is_set():
            wasyncore.loop(timeout=TICK, map=sockets, count=1)
        wasyncore.close_all(sockets)

    thread = Thread(target=serve, name="live site")
    thread.start()
    try:
        yield LiveSite(database, f"http://127.0.0.1:{server.effective_port}")
    finally:
        # The workers first, which wake the server's thread through a socket; then that thread, which closes the
        # sockets itself: one closed from here could be one that it is waiting on.
        server.task_dispatcher.shutdown()
        ending.set()
        thread.join()
