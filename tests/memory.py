"""Files of tests are in memory where there is room: on a disk, waiting for it and its journal took a third of the time.

The product writes them as ever, with every `fsync` that it asks for.
"""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108  # a folder of our own is made in it, as in any temporary folder
ROOM = 3 * 1024**3
"""Bytes. Four processes of tests with a PostgreSQL server each have taken a third of it at most."""


def keep_temporary_files_in_memory() -> None:
    """Let this process and those that it starts make temporary files there, unless TMPDIR says where."""
    if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None  # what has been asked for already is kept there
