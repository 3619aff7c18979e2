"""Serving the application with waitress until a signal stops it."""

import signal
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

from flask import Flask
from waitress import create_server

from survey.web.export_processes import stop_making
from survey.web.limits import LARGEST_BODY, LARGEST_FILES

THREADS = 8

LIMITS = {
    "connection_limit": 500,  # more than a slow or hostile client's idle connections
    "channel_timeout": 60,  # seconds without a byte
    "cleanup_interval": 15,
    "asyncore_use_poll": True,  # select() cannot watch as many
    "max_request_body_size": LARGEST_BODY
    + LARGEST_FILES
    + 1024 * 1024,  # the application answers with a page up to this, waitress beyond
    "clear_untrusted_proxy_headers": False,  # the application believes only the proxies that it is told of
}


class PortTaken(Exception):
    """Another program listens on this port."""


def serve_until_stopped(app: Flask, *, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Listen, call `announce` with the address (http://host:port), and serve until Ctrl-C or SIGTERM.

    Port 0 takes a free one. Requests under way are finished before this returns. Raises PortTaken.
    """
    try:
        server = create_server(app, host=host, port=port, threads=THREADS, ident="", **LIMITS)
    except OSError as error:
        raise PortTaken from error
    signal.signal(signal.SIGTERM, _stop)
    announce(f"http://{host}:{server.effective_port}")
    try:
        server.run()
    finally:
        stop_making()


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
