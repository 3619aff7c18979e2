"""Processes that delete what is due and kill themselves in the middle, one after another, until one comes to its end.

Run as `python -m tests.operations.retention.killed_deleters DATABASE-URL FOLDER NOW`. Each goes one transaction further
than the one before, and is killed when that has deleted its rows and has not committed.
"""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from survey.operations.retention import deleting
from survey.store.database import Database
from tests.operations.retention.rounds import delete_all_due


def main(url: str, folder: str, now: str) -> int:
    """Returns how many processes there were."""
    number, status = 0, 1
    while status:
        number += 1
        child = os.fork()
        if not child:
            _delete(url, Path(folder), datetime.fromisoformat(now), killed_at=number)
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
    return number


def _delete(url: str, folder: Path, now: datetime, *, killed_at: int) -> None:
    real, done = deleting._delete_some, list[int]()

    def killed(*args: Any, **rest: Any) -> deleting.Outcome:
        outcome = real(*args, **rest)
        done.append(1)
        if len(done) == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return outcome

    deleting._delete_some = killed
    deleting.INVITATIONS_AT_A_TIME = 1
    delete_all_due(Database(url), folder, now=now)


if __name__ == "__main__":
    sys.stdout.write(str(main(*sys.argv[1:])))
