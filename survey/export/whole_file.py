"""Writing a file so that it appears, or replaces an earlier file, only when it is complete."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from uuid import uuid4


@contextmanager
def whole_file(target: Path) -> Iterator[IO[bytes]]:
    """Open a file for writing and reading (binary), and give it the name `target` when the block ends without error.

    Until then the data is in a hidden file in the same folder. When the block raises an exception, the hidden file is
    deleted, an earlier file at `target` stays as it was, and the exception is raised again.
    """
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
