"""Serving the application with waitress until a signal stops it."""

import signal
import socket
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import NoReturn

from flask import Flask
from waitress.adjustments import Adjustments

from survey.serving.connections import MOST_CONNECTIONS, MOST_CONNECTIONS_OF_ONE_CLIENT, BoundedServer
from survey.web.export_processes import stop_making
from survey.web.installation import installation_of
from survey.web.limits import largest_body_at

LOOPBACK = "127.0.0.1"
THREADS = 8

OPTIONS = {
    "threads": THREADS,
    "ident": "",
    "connection_limit": MOST_CONNECTIONS + 100,  # never reached: BoundedServer closes idle connections before
    "channel_timeout": 60,  # seconds without a byte
    "cleanup_interval": 15,
    "asyncore_use_poll": True,  # select() cannot watch as many
    "clear_untrusted_proxy_headers": False,  # the application trusts only the number of proxies in its settings
}


class PortTaken(Exception):
    """Another program listens on this port."""


def serve_until_stopped(app: Flask, *, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Listen, call `announce` with the URL (http://host:port), and serve until Ctrl-C or SIGTERM.

    Port 0 selects a free port. Requests that are being handled are finished before this returns. Raises PortTaken.
    """
    listening = _listen(host, port)
    server = _server(app, listening)
    end_on_sigterm()  # before `announce`, because whoever reads the address may stop the server at once
    name = f"[{host}]" if ":" in host else host  # an IPv6 address
    announce(f"http://{name}:{server.effective_port}")
    _run(server)


def address_of(listening: socket.socket) -> str:
    """Return the URL of a listening socket: http://host:port."""
    host, port = listening.getsockname()
    return f"http://{host}:{port}"


def listen_on_this_machine(port: int) -> socket.socket:
    """Return a socket that only programs on this machine can reach. Port 0 selects a free port. Raises PortTaken."""
    return _listen(LOOPBACK, port)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        raise PortTaken from error


def serve_on(app: Flask, listening: socket.socket) -> None:
    """Serve on a socket that is already listening, until a signal. Requests that are being handled are finished before
    this returns.
    """
    end_on_sigterm()
    _run(_server(app, listening))


def _server(app: Flask, listening: socket.socket) -> BoundedServer:
    behind_proxies = bool(installation_of(app).settings.trusted_proxies)
    return BoundedServer(
        app,
        listening,
        Adjustments(sockets=[listening], **OPTIONS),
        largest_body=partial(largest_body_at, app),
        most_of_one_client=None if behind_proxies else MOST_CONNECTIONS_OF_ONE_CLIENT,
    )


def _run(server: BoundedServer) -> None:
    try:
        server.run()
    finally:
        stop_making()


def end_on_sigterm() -> None:
    """From now on SIGTERM ends this process by SystemExit, so that all clean-up code runs."""
    signal.signal(signal.SIGTERM, _stop)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
