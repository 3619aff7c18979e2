"""A file that appears, or replaces an earlier one, only when it is whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from uuid import uuid4


@contextmanager
def whole_file(target: Path) -> Iterator[IO[bytes]]:
    """A file to write and to read again, which gets its name when the block ends; none is left where it raises."""
    unchecked = target.with_name(f".{target.name}.{uuid4().hex}.part")
    try:
        with unchecked.open("x+b") as opened:
            yield opened
            opened.flush()
            os.fsync(opened.fileno())
        unchecked.replace(target)
    except BaseException:
        unchecked.unlink(missing_ok=True)
        raise
