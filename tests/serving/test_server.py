"""A server as operators start it, and what they learn from it when something goes wrong."""

import resource
import socket
import sys
import time
from pathlib import Path

import pytest

from survey.operations.installation.health import CHECKED_EVERY
from survey.store.database import Database
from tests.servers import serving


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can limit the files of another process")
def test_a_full_disk_is_told_and_no_longer_when_there_is_room(sqlite: Database, tmp_path: Path) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    with serving(tmp_path) as server:
        assert server.answer("/health") == (200, "ok\n")
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (1000, most))
        time.sleep(CHECKED_EVERY)
        status, said = server.answer("/health")
        assert status == 503 and "cannot be written" in said
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (most, most))
        time.sleep(CHECKED_EVERY)
        assert server.answer("/health") == (200, "ok\n")


@pytest.mark.parametrize(("host", "said"), [("localhost", "http://localhost:"), ("::1", "http://[::1]:")])
def test_a_server_listens_at_a_name_and_at_an_ipv6_address(
    sqlite: Database, tmp_path: Path, host: str, said: str
) -> None:
    if ":" in host:
        try:
            socket.create_server((host, 0), family=socket.AF_INET6).close()
        except OSError:
            pytest.skip("this machine has no IPv6")
    with serving(tmp_path, "--host", host) as server:
        assert server.base.startswith(said)
        with socket.create_connection((host, server.port), 10) as connection:
            connection.sendall(b"HEAD /health HTTP/1.0\r\nHost: localhost\r\n\r\n")
            assert connection.recv(64).startswith(b"HTTP/1.0 200 ")
