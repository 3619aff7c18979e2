"""A real mail server for tests, which keeps what it takes and refuses, waits or breaks off where a test says so."""

import asyncio
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from survey.settings import Encryption, MailServer

SENDER = "lausunnot@palvelu.example"
USER, PASSWORD = "kuulolla", "salasana: ÄÖ"


@dataclass
class Taken:
    """A mail that the server has said yes to."""

    sender: str
    recipient: str
    mail: EmailMessage

    @property
    def text(self) -> str:
        """Its plain text."""
        body = self.mail.get_body(("plain",))
        assert body is not None
        words: str = body.get_content()
        return words.replace("\r\n", "\n")


@dataclass
class Mailbox:
    """What a server has taken, and how it is to behave.

    `at_recipient` and `at_content` are asked for the server's answer, by recipient (None: it takes the mail);
    `after_taking` is called when a mail has been kept and the server has not said yes yet.
    """

    taken: list[Taken] = field(default_factory=list)
    at_recipient: Callable[[str], str | None] = lambda recipient: None
    at_content: Callable[[str], str | None] = lambda recipient: None
    after_taking: Callable[[Taken], None] = lambda taken: None
    slow: float = 0.0

    def recipients(self) -> list[str]:
        """In the order in which the mails came."""
        return [each.recipient for each in self.taken]

    async def handle_RCPT(  # noqa: N802  # the name that aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take or refuse a recipient."""
        answer = self.at_recipient(address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take or refuse a mail."""
        [recipient] = envelope.rcpt_tos
        answer = self.at_content(recipient)
        if answer:
            return answer
        await asyncio.sleep(self.slow)
        content = envelope.content
        assert isinstance(content, bytes)
        mail = message_from_bytes(content, EmailMessage, policy=default)
        taken = Taken(envelope.mail_from or "", recipient, mail)
        self.taken.append(taken)
        self.after_taking(taken)
        return "250 2.0.0 taken"


def signed_by_itself(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 and its key, made by openssl."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    more = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*made, *more], check=True, capture_output=True)  # noqa: S603  # our own arguments
    return certificate, key


def _only_ours(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
    right = isinstance(given, LoginPassword) and (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


class _OnFreePort(Controller):
    """Port 0 is a free one, also for the connection with which the controller sees whether its server runs."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd's has no types


@contextmanager
def mail_server(
    mailbox: Mailbox, encryption: Encryption = "smtp", certificate: tuple[Path, Path] | None = None, user: bool = False
) -> Iterator[MailServer]:
    """Serve on a free port until the block ends, and give the settings with which mail goes there."""
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
    rest: dict[str, Any] = {"authenticator": _only_ours, "auth_required": True} if user else {}
    if encryption == "smtp+starttls":
        rest |= {"tls_context": context, "require_starttls": True}
    server = _OnFreePort(
        mailbox, hostname="127.0.0.1", port=0, ssl_context=context if encryption == "smtps" else None,
        auth_require_tls=encryption == "smtp+starttls", decode_data=False, enable_SMTPUTF8=True, **rest,
    )  # fmt: skip
    server.start()
    name, secret = (USER, PASSWORD) if user else ("", "")
    try:
        yield MailServer("127.0.0.1", server.port, encryption, SENDER, name, secret)
    finally:
        server.stop()
