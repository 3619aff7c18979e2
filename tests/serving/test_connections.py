"""What one client may take of a real server, and what others have of it meanwhile."""

import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from survey.languages import MEGABYTE
from survey.serving.connections import MOST_CONNECTIONS_OF_ONE_CLIENT
from tests.databases import sqlite_database
from tests.servers import Server, serving

FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
WITH_FILES = "/fi/responses/1/sections/osio"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has 127.0.0.2 without being asked")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server without a proxy, for all tests: starting one takes seconds."""
    folder = tmp_path_factory.mktemp("direct")
    sqlite_database(folder).close()
    with serving(folder) as started:
        yield started


@pytest.fixture(scope="module")
def server_behind_a_proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server behind a proxy."""
    folder = tmp_path_factory.mktemp("behind")
    sqlite_database(folder).close()
    with serving(folder, SURVEY_TRUSTED_PROXIES="1") as started:
        yield started


@contextmanager
def _opened(server: Server, number: int, first_bytes: bytes = b"") -> Iterator[list[socket.socket]]:
    """So many connections of 127.0.0.2, which send no more than these bytes each."""
    with ExitStack() as stack:
        opened = []
        for _ in range(number):
            connection = socket.create_connection(("127.0.0.1", server.port), 10, source_address=("127.0.0.2", 0))
            opened.append(stack.enter_context(connection))
            connection.sendall(first_bytes)
        yield opened


def _still_open(connections: list[socket.socket]) -> int:
    """How many of the connections the server has not closed."""
    number = 0
    for connection in connections:
        connection.setblocking(False)
        try:
            connection.recv(1)
        except BlockingIOError:
            number += 1
        except ConnectionResetError:
            pass
    return number


@pytest.mark.parametrize("first_bytes", [b"", b"GET / HTTP/1.1\r\nHost: "])
def test_hundreds_of_idle_connections_of_one_client_keep_nobody_out(server: Server, first_bytes: bytes) -> None:
    with _opened(server, 600, first_bytes) as opened:
        assert server.answer("/health") == (200, "ok\n")
        assert server.answer("/health", source="127.0.0.2") == (200, "ok\n"), "nor those who share the address"
        time.sleep(0.5)
        assert _still_open(opened) < MOST_CONNECTIONS_OF_ONE_CLIENT
    assert "One client has 100 connections open" in server.written()


def test_a_connection_that_is_sending_is_not_closed_for_others(server: Server) -> None:
    half = f"POST {WITH_FILES} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\na=".encode()
    with _opened(server, 3, half) as sending, _opened(server, 150):
        assert server.answer("/health", source="127.0.0.2") == (200, "ok\n")
        assert _still_open(sending) == 3


def test_a_proxy_may_have_more_connections_than_one_client(server_behind_a_proxy: Server) -> None:
    with _opened(server_behind_a_proxy, 200) as opened:
        assert server_behind_a_proxy.answer("/health") == (200, "ok\n")
        assert _still_open(opened) == 200


def test_idle_connections_of_many_clients_make_room_for_the_next(server_behind_a_proxy: Server) -> None:
    with _opened(server_behind_a_proxy, 620):
        assert server_behind_a_proxy.answer("/health") == (200, "ok\n")


def _answer_to(server: Server, *sent: bytes) -> tuple[bytes, int]:
    """What the server says first, and how many of the pieces it had taken until then."""
    with socket.create_connection(("127.0.0.1", server.port), 10) as connection:
        connection.settimeout(10)
        for number, piece in enumerate(sent):
            try:
                connection.sendall(piece)
                if number:
                    time.sleep(0.002)
            except (BrokenPipeError, ConnectionResetError):
                return b"", number
        return connection.recv(64), len(sent)


@pytest.mark.parametrize("path", ["/fi/sign-in", "/fi/feedback", "/nowhere", "/health"])
def test_a_form_without_files_is_refused_before_it_is_read(server: Server, path: str) -> None:
    header = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {220 * MEGABYTE}\r\n".encode() + FORM
    answered, _ = _answer_to(server, header + b"\r\n")
    assert answered.startswith(b"HTTP/1.1 413 "), answered


def test_chunks_that_say_no_length_are_cut_off_as_soon_as_they_are_too_many(server: Server) -> None:
    chunk = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
    header = b"POST /fi/sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n" + FORM
    answered, taken = _answer_to(server, header + b"\r\n", *[chunk] * 1000)
    assert not answered or answered.startswith(b"HTTP/1.1 413 ")
    assert taken * len(chunk) < 10 * MEGABYTE, "what lies in the buffers between, and one megabyte"


@pytest.mark.parametrize(
    ("path", "size", "said"),
    [
        (WITH_FILES, 220, b"100"),
        ("/fi/coordinate/question-sets/new", 220, b"100"),
        (WITH_FILES, 300, b"413"),
        ("/fi/responses/1/details", 24, b"100"),
        ("/fi/responses/1/details", 30, b"413"),
        ("/fi/sign-in", 2, b"413"),
    ],
)
def test_each_form_may_be_as_large_as_it_can_become(server: Server, path: str, size: int, said: bytes) -> None:
    length = f"Content-Length: {size * MEGABYTE}\r\nExpect: 100-continue\r\n".encode()
    answered, _ = _answer_to(server, f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n".encode() + length + b"\r\n")
    assert answered.split()[1] == said, answered
