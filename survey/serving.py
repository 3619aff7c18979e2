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
    "connection_limit": 500,  # more than the idle connections of one slow or hostile client
    "channel_timeout": 60,  # seconds without a byte
    "cleanup_interval": 15,
    "asyncore_use_poll": True,  # select() cannot watch as many
    "max_request_body_size": LARGEST_BODY
    + LARGEST_FILES
    + 1024 * 1024,  # up to this size the application shows an error page, above it waitress refuses
    "clear_untrusted_proxy_headers": False,  # the application trusts only the number of proxies in its settings
}


class PortTaken(Exception):
    """Another program listens on this port."""


def serve_until_stopped(app: Flask, *, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Listen, call `announce` with the URL (http://host:port), and serve until Ctrl-C or SIGTERM.

    Port 0 selects a free port. Requests that are being handled are finished before this returns. Raises PortTaken.
    """
    try:
        server = create_server(app, host=host, port=port, threads=THREADS, ident="", **LIMITS)
    except OSError as error:
        raise PortTaken from error
    end_on_sigterm()  # before `announce`, because whoever reads the address may stop the server at once
    announce(f"http://{host}:{server.effective_port}")
    _run(server)


def address_of(listening: socket.socket) -> str:
    """Return the URL of a listening socket: http://host:port."""
    host, port = listening.getsockname()
    return f"http://{host}:{port}"


def listen_on_this_machine(port: int) -> socket.socket:
    """Return a socket that only programs on this machine can reach. Port 0 selects a free port. Raises PortTaken."""
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError as error:
        raise PortTaken from error


def serve_on(app: Flask, listening: socket.socket) -> None:
    """Serve on a socket that is already listening, until a signal. Requests that are being handled are finished before
    this returns.
    """
    end_on_sigterm()
    _run(create_server(app, sockets=[listening], threads=THREADS, ident="", **LIMITS))


def _run(server: BaseWSGIServer) -> None:
    try:
        server.run()
    finally:
        stop_making()


def end_on_sigterm() -> None:
    """From now on SIGTERM ends this process by SystemExit, so that all clean-up code runs."""
    signal.signal(signal.SIGTERM, _stop)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
