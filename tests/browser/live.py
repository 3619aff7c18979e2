"""The real application on a real database, served to real browsers by waitress in a thread."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Thread
from typing import Any

from waitress import create_server, wasyncore

from survey.application import create_app
from survey.serving import THREADS
from survey.store.database import Database
from tests.site import settings_for


@dataclass(frozen=True)
class LiveSite:
    """A served application: its database and its address (http://127.0.0.1:port)."""

    database: Database
    address: str


@contextmanager
def served(database: Database) -> Iterator[LiveSite]:
    """Serve the application on this database until the block ends; requests under way are finished."""
    sockets: dict[int, Any] = {}
    server = create_server(create_app(settings_for(database), database), map=sockets, host="127.0.0.1", port=0,
                           threads=THREADS, ident="", clear_untrusted_proxy_headers=False)  # fmt: skip
    thread = Thread(target=server.run, name="live site")
    thread.start()
    try:
        yield LiveSite(database, f"http://127.0.0.1:{server.effective_port}")
    finally:
        # In the server's own thread: a socket closed from here could be one that it is waiting on. If that thread is
        # awake for another reason, it may have closed everything before the trigger is even written to.
        with suppress(OSError):
            server.trigger.pull_trigger(lambda: wasyncore.close_all(sockets))
        thread.join()
        server.task_dispatcher.shutdown()
