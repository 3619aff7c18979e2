"""A process that sends mail in one child after another, until one of them has come to its end without being killed.

Run as `python -m tests.operations.mail.killed_senders DATABASE-URL PORT`. Each child says with the address that its
mails are from which process it is, so that the mail server of the test can kill it. Its clock goes on by a lease with
each child: nobody waits for the lease of the killed one.
"""

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime

from survey.operations.mail.post import opened_post
from survey.operations.mail.sending import LEASE, Sender
from survey.settings import MailServer
from survey.store.database import Database
from tests.operations.mail.outboxes import ORIGIN


def main(url: str, port: int) -> int:
    """Returns how many children there were."""
    number, status = 0, 1
    while status:
        child = os.fork()
        if not child:
            _send(url, port, number)
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        number += 1
    return number


def _send(url: str, port: int, number: int) -> None:
    origin = replace(ORIGIN, sender=f"{os.getpid()}@palvelu.example")
    with opened_post(MailServer("127.0.0.1", port, "smtp", origin.sender)) as post:
        Sender(Database(url), post, origin, clock=lambda: datetime.now(UTC) + number * LEASE).send_due()


if __name__ == "__main__":
    sys.stdout.write(str(main(sys.argv[1], int(sys.argv[2]))))
