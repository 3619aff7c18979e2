"""Reading the mails that the demonstration has caught in its folder instead of sending them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path

from survey.store.base import NotFound

MOST_SHOWN = 200

_ADDRESS = re.compile(r"https?://[^\s<>]+")


@dataclass(frozen=True)
class CaughtMail:
    """A mail as its recipient would see it. `text` is in pieces: (words, whether they are an address). `language` is
    that of a mail in one language, empty for a mail in several.
    """

    number: int
    recipient: str
    sender: str
    subject: str
    at: datetime
    language: str
    text: Sequence[tuple[str, bool]]
    attachments: Sequence[str]


def caught_mails(folder: Path) -> list[CaughtMail]:
    """Return the latest mails in this folder, the latest first, at most MOST_SHOWN."""
    numbers = sorted((int(path.stem) for path in folder.glob("*.eml") if path.stem.isdigit()), reverse=True)
    return [caught_mail(folder, number) for number in numbers[:MOST_SHOWN]]


def caught_mail(folder: Path, number: int) -> CaughtMail:
    """Return one of these mails. Raises NotFound."""
    mail = message_from_bytes(caught_file(folder, number).read_bytes(), EmailMessage, policy=default)
    body = mail.get_body(("plain",))
    language = str(mail["Content-Language"] or "")
    return CaughtMail(
        number=number,
        recipient=str(mail["To"]),
        sender=str(mail["From"]),
        subject=str(mail["Subject"]),
        at=parsedate_to_datetime(str(mail["Date"])),
        language="" if "," in language else language,
        text=_pieces(body.get_content().strip() if body else ""),
        attachments=[each.get_filename() or "" for each in mail.iter_attachments()],
    )


def caught_file(folder: Path, number: int) -> Path:
    """Return the file of a mail, which mail programs open. Raises NotFound."""
    path = folder / f"{number:06}.eml"
    if not path.is_file():
        raise NotFound(str(number))
    return path


def _pieces(text: str) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    end = 0
    for found in _ADDRESS.finditer(text):
        pieces += [(text[end : found.start()], False), (found[0], True)]
        end = found.end()
    return [piece for piece in [*pieces, (text[end:], False)] if piece[0]]
