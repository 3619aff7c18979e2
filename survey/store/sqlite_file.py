"""The SQLite file that an engine has open: whether it is still the one at its path."""

from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

FILE = "file"


class SqliteFile:
    """Keeps the connections of an engine to the file at `path`.

    An open connection follows its file, also when somebody moves or deletes it: what people save would go into a file
    that nobody looks for. So a connection whose file is no longer the one at the path is closed before it is used, and
    a new one opens what is at the path now. Where nothing is there, opening raises OperationalError; only the first
    connection may make a new file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._was_open = False

    def watch(self, engine: Engine) -> None:
        """Check each connection of `engine` when it is opened and when it is used again."""
        event.listen(engine, "do_connect", self._open_only_what_exists)
        event.listen(engine, "connect", self._note)
        event.listen(engine, "checkout", self._compare)

    def _open_only_what_exists(self, dialect: Any, record: Any, words: list[Any], options: dict[str, Any]) -> None:
        if self._was_open:
            words[:] = [address_of_existing(self.path)]
            options["uri"] = True

    def _note(self, connection: Any, record: ConnectionPoolEntry) -> None:
        record.info[FILE] = self._at_path()
        self._was_open = True

    def _compare(self, connection: Any, record: ConnectionPoolEntry, fairy: Any) -> None:
        if record.info[FILE] != self._at_path():
            raise DisconnectionError("The database file is no longer at its path.")

    def _at_path(self) -> tuple[int, int] | None:
        """What tells files apart: the device and the number of the file on it."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino


def address_of_existing(path: Path) -> str:
    """Return the URI with which SQLite opens a file for writing, and makes none where there is none."""
    return f"{path.resolve().as_uri()}?mode=rw"
