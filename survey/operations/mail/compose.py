"""Making the mail that is sent from a message of the outbox: its headers, its text, its attachments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime

from survey.operations.mail.letter_parts import Letter

WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
CALENDAR = ("text", "calendar")
BETWEEN_LANGUAGES = "\n\n* * *\n\n"
LONGEST_SUBJECT = 200
"""Characters of a subject; longer ones are cut at a word, because mail programs show far less."""


@dataclass(frozen=True)
class Attachment:
    """A file of a mail: its type, its name in ASCII, its content."""

    media_type: tuple[str, str]
    name: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """Everything of a mail but its date and id: for sending, and for looking at before. A letter in each language."""

    recipient: str
    letters: Sequence[Letter]
    languages: Sequence[str]
    sender: str
    sender_name: str
    reply_to: Sequence[tuple[str, str]]
    """(name, address) of whoever answers."""
    attachments: Sequence[Attachment] = field(default_factory=tuple)

    @property
    def subject(self) -> str:
        """In every language of the mail, in one line."""
        return " / ".join(_short(one_line(each.subject)) for each in self.letters)

    @property
    def text(self) -> str:
        """In every language of the mail, one after the other."""
        return BETWEEN_LANGUAGES.join("\n\n".join(each.paragraphs) for each in self.letters) + "\n"


def composed(mail: Mail, *, message_id: str, at: datetime) -> EmailMessage:
    """Return the mail as it goes to the server: plain text in UTF-8, nothing remote.

    No header can be injected: every value becomes one line, and the email package refuses line ends in headers.
    Auto-Submitted keeps programs that answer by themselves from answering (RFC 3834).
    """
    made = EmailMessage(policy=SMTP if mail.recipient.isascii() and mail.sender.isascii() else SMTPUTF8)
    made["From"] = _address(mail.sender_name, mail.sender)
    made["To"] = _address("", mail.recipient)
    if mail.reply_to:
        made["Reply-To"] = tuple(_address(name, address) for name, address in mail.reply_to)
    made["Subject"] = mail.subject
    made["Date"] = format_datetime(at)
    made["Message-ID"] = message_id
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(mail.text, charset="utf-8", cte="quoted-printable")
    for each in mail.attachments:
        main, sub = each.media_type
        parameters: Mapping[str, str] = {"method": "PUBLISH", "charset": "utf-8"} if sub == CALENDAR[1] else {}
        made.add_attachment(each.content, maintype=main, subtype=sub, filename=each.name, params=dict(parameters))
    made["Content-Language"] = ", ".join(mail.languages)  # last: the email package moves it into the first part
    return made


def one_line(text: str) -> str:
    """Return the text in one line: every run of white space and of characters that do not print becomes one blank."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _short(subject: str) -> str:
    if len(subject) <= LONGEST_SUBJECT:
        return subject
    return subject[: LONGEST_SUBJECT - 1].rpartition(" ")[0] + "…"


def _address(name: str, address: str) -> Address:
    # Not as addr_spec, which takes no å, ä, ö before the @ (RFC 6531).
    local, _, domain = address.rpartition("@")
    return Address(one_line(name), username=local, domain=domain)
