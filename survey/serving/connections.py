"""Bounds for what one client may take of the server: how many connections, and how large a request before it is read.

waitress has one limit for all clients and all addresses: one client that opens that many connections and sends nothing
would keep everybody else out, and the largest page of files would be the size of every form.
"""

import copy
import logging
import socket
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer

from survey.operations.accounts.coordinators import network_of

log = logging.getLogger(__name__)

MOST_CONNECTIONS = 500
"""Of all clients. A process may usually have 1,024 files open, and each request can have two."""

MOST_CONNECTIONS_OF_ONE_CLIENT = 100
"""A browser opens six. An office behind one address can have more than a hundred open for moments: see `_make_room`."""

LOGGED_EVERY = 60
"""Seconds between two lines of the log about connections that were closed for others."""

LargestBody = Callable[[str, str], int]
"""Takes a method and a path, and returns how many bytes the body of such a request may have."""


class BoundedParser(HTTPRequestParser):  # type: ignore[misc]  # waitress ships without types
    """Reads a request. The limit for its body is that of its address, known as soon as the header has been read.

    waitress then refuses the body before it reads it where its length is given, and as soon as it is too long where it
    comes in chunks.
    """

    adj: Any

    def __init__(self, adjustments: Adjustments, largest_body: LargestBody) -> None:
        super().__init__(adjustments)
        self._largest_body = largest_body

    def parse_header(self, header_plus: bytes) -> None:
        """Read the header. Raises ParsingError, as the class above does."""
        super().parse_header(header_plus)
        if self.chunked or self.content_length:
            path = self.path.encode("latin-1").decode("utf-8", "replace")  # WSGI's way to hold bytes
            self.adj = copy.copy(self.adj)
            self.adj.max_request_body_size = self._largest_body(self.command, path) + 1
            if self.content_length >= self.adj.max_request_body_size:
                self.expect_continue = False  # otherwise waitress asks for the body that it is about to refuse


class BoundedChannel(HTTPChannel):  # type: ignore[misc]
    """One connection, and whose it is."""

    def __init__(self, server: "BoundedServer", *rest: Any, **named: Any) -> None:
        super().__init__(server, *rest, **named)
        self.parser_class = partial(BoundedParser, largest_body=server.largest_body)
        self.client = network_of(self.addr[0])

    def may_be_closed(self) -> bool:
        """Whether nobody waits for an answer: no whole header of a request has come, and nothing is being sent."""
        waits = self.request is None or not self.request.headers_finished
        return waits and not self.requests and not self.total_outbufs_len


class BoundedServer(TcpWSGIServer):  # type: ignore[misc]
    """A server on a socket that listens already.

    `most_of_one_client` is None behind reverse proxies: there every connection comes from a proxy, whose task it is to
    limit its clients.
    """

    channel_class = BoundedChannel

    def __init__(
        self,
        application: Any,
        listening: socket.socket,
        adjustments: Adjustments,
        *,
        largest_body: LargestBody,
        most_of_one_client: int | None,
    ) -> None:
        self.largest_body = largest_body
        self._most_of_one_client = most_of_one_client
        self._logged_at = float("-inf")
        address = (listening.family, listening.type, listening.proto, listening.getsockname())
        super().__init__(application, _sock=listening, adj=adjustments, sockinfo=address, bind_socket=False)

    def accept(self) -> tuple[socket.socket, Any] | None:
        """Return the next connection with its address; None if there is none, or if it was closed for want of room."""
        accepted: tuple[socket.socket, Any] | None = super().accept()
        if accepted is None or self._make_room(network_of(accepted[1][0])):
            return accepted
        accepted[0].close()
        return None

    def _make_room(self, client: str) -> bool:
        """Return whether one more connection of the client fits in.

        Where it has too many, or all together are too many, the one of them that has been idle the longest is closed:
        people who share an address are never kept out by colleagues who have only left a page open.
        """
        opened = [channel for channel in self.active_channels.values() if not channel.will_close]
        crowd = [channel for channel in opened if channel.client == client]
        if self._most_of_one_client is None or len(crowd) < self._most_of_one_client:
            crowd = opened
            if len(opened) < MOST_CONNECTIONS:
                return True
        self._log(len(crowd))
        idle = [channel for channel in crowd if channel.may_be_closed()]
        if idle:
            min(idle, key=lambda channel: channel.last_activity).will_close = True
        return bool(idle)

    def _log(self, number: int) -> None:
        if time.monotonic() - self._logged_at > LOGGED_EVERY:
            self._logged_at = time.monotonic()
            whose = "One client has" if number < MOST_CONNECTIONS else "All clients together have"
            log.warning("%s %s connections open. The longest idle are closed for new ones.", whose, number)
