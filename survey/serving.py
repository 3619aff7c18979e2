"""Serving the application with waitress until a signal stops it."""

import signal
import socket
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

from flask import Flask
from waitress import create_server
from waitress.server import BaseWSGIServer

from survey.web.export_processes import stop_making
from survey.web.limits import LARGEST_BODY, LARGEST_FILES

LOOPBACK = "127.0.0.1"
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
    end_on_sigterm()  # before the address is told: who reads it may stop the server at once
    announce(f"http://{host}:{server.effective_port}")
    _run(server)


def address_of(listening: socket.socket) -> str:
    """Where a listening socket is reached: http://host:port."""
    host, port = listening.getsockname()
    return f"http://{host}:{port}"


def listen_on_this_machine(port: int) -> socket.socket:
    """A socket that programs of this machine alone can reach. Port 0 takes a free one. Raises PortTaken."""
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError as error:
        raise PortTaken from error


def serve_on(app: Flask, listening: socket.socket) -> None:
    """Serve on a socket that listens already, until a signal. Requests under way are finished before this returns."""
    end_on_sigterm()
    _run(create_server(app, sockets=[listening], threads=THREADS, ident="", **LIMITS))


def _run(server: BaseWSGIServer) -> None:
    try:
        server.run()
    finally:
        stop_making()


def end_on_sigterm() -> None:
    """From now on let SIGTERM end this process as its end of work does: with everything tidied up."""
    signal.signal(signal.SIGTERM, _stop)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
