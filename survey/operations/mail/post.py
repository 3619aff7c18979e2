"""Where mail goes: to a mail server, or in the demonstration into a folder."""

import smtplib
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.policy import SMTP
from typing import Protocol
from uuid import uuid4

from survey.settings import MailFolder, MailServer

SIGNED_IN = 235
"""What a server answers to the right password (RFC 4954)."""

TIME_TO_ANSWER = 60
"""Seconds within which a mail server must answer each command."""


class Refused(Exception):
    """The mail was not taken. `words` is what the server said; `is_temporary`: whether it may be taken later;
    `is_doubtful`: whether the connection was lost, so that the server may have taken it all the same.
    """

    def __init__(self, words: str, *, is_temporary: bool, is_doubtful: bool = False) -> None:
        super().__init__(words)
        self.words, self.is_temporary, self.is_doubtful = words, is_temporary, is_doubtful


class PostUnusable(Exception):
    """No mail can be sent at all now: the server cannot be reached, or does not let us in. `words` says why."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class Post(Protocol):
    """Takes mails one after another."""

    def deliver(self, mail: EmailMessage, *, sender: str, recipient: str) -> str:
        """Hand a mail over, and return the words with which it was taken: from then on it is the taker's to deliver.

        Raises Refused if this mail is not taken, PostUnusable if none can be.
        """


@contextmanager
def opened_post(settings: MailServer | MailFolder) -> Iterator[Post]:
    """A way for mails to go; a connection to the server is opened at the first mail and closed at the end."""
    if isinstance(settings, MailFolder):
        yield FolderPost(settings)
        return
    post = ServerPost(settings)
    try:
        yield post
    finally:
        post.close()


class ServerPost:
    """A mail server, spoken to in one connection as long as it lasts."""

    def __init__(self, settings: MailServer) -> None:
        self._settings = settings
        self._connection: smtplib.SMTP | None = None

    def deliver(self, mail: EmailMessage, *, sender: str, recipient: str) -> str:
        """As Post.deliver. What the server answers to the sender, the recipient or the content concerns this mail."""
        connection = self._connection or self._connect()
        self._connection = connection
        try:
            return self._hand_over(connection, mail, sender, recipient)
        except smtplib.SMTPResponseException as error:
            return self._check((error.smtp_code, _bytes(error.smtp_error)))
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            words = str(error) or type(error).__name__
            raise Refused(words, is_temporary=True, is_doubtful=True) from error

    def close(self) -> None:
        """End the connection, if there is one."""
        connection, self._connection = self._connection, None
        if connection:
            with suppress(smtplib.SMTPException, OSError):
                connection.quit()
            connection.close()

    def _hand_over(self, connection: smtplib.SMTP, mail: EmailMessage, sender: str, recipient: str) -> str:
        options = [] if sender.isascii() and recipient.isascii() else ["SMTPUTF8", "BODY=8BITMIME"]
        if options and not connection.has_extn("smtputf8"):
            raise Refused("SMTPUTF8 is not supported by the mail server.", is_temporary=False)
        self._check(connection.mail(sender, options))
        self._check(connection.rcpt(recipient))
        return self._check(connection.data(mail.as_bytes(policy=mail.policy)))

    def _check(self, answer: tuple[int, bytes]) -> str:
        code, said = answer
        words = f"{code} {said.decode('utf-8', 'replace')}"
        if 200 <= code < 300:
            return words
        if code == 421 and self._connection:  # the server closes the connection (RFC 5321, 3.8)
            self.close()
        elif self._connection:
            with suppress(smtplib.SMTPException, OSError):
                self._connection.rset()
        raise Refused(words, is_temporary=code < 500)

    def _connect(self) -> smtplib.SMTP:
        given = self._settings
        try:
            if given.encryption == "smtps":
                context = ssl.create_default_context()
                connection: smtplib.SMTP = smtplib.SMTP_SSL(
                    given.host, given.port, timeout=TIME_TO_ANSWER, context=context
                )
            else:
                connection = smtplib.SMTP(given.host, given.port, timeout=TIME_TO_ANSWER)
            try:
                connection.ehlo_or_helo_if_needed()
                if given.encryption == "smtp+starttls":
                    connection.starttls(context=ssl.create_default_context())
                    connection.ehlo()
                if given.user:
                    _sign_in(connection, given.user, given.password)
            except BaseException:
                connection.close()
                raise
        except smtplib.SMTPResponseException as error:
            said = _bytes(error.smtp_error).decode("utf-8", "replace")
            raise PostUnusable(f"{error.smtp_code} {said}") from error
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            raise PostUnusable(str(error) or type(error).__name__) from error
        return connection


def _sign_in(connection: smtplib.SMTP, user: str, password: str) -> None:
    """Sign in, in UTF-8 where the server takes it (RFC 4616): smtplib's own way takes no å, ä, ö in a password.

    Raises smtplib.SMTPException if the server does not let us in.
    """
    if "PLAIN" not in connection.esmtp_features.get("auth", "").upper().split():
        connection.login(user, password)
        return
    given = b64encode(f"\0{user}\0{password}".encode()).decode("ascii")
    code, said = connection.docmd("AUTH", f"PLAIN {given}")
    if code != SIGNED_IN:
        raise smtplib.SMTPAuthenticationError(code, said)


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()


class FolderPost:
    """A folder that takes every mail as a file `….eml`, which mail programs open."""

    def __init__(self, settings: MailFolder) -> None:
        self._folder = settings.folder

    def deliver(self, mail: EmailMessage, *, sender: str, recipient: str) -> str:
        """As Post.deliver. The file is written under another name first: it is never incomplete."""
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = self._folder / f"{uuid4().hex}.unfinished"
        unfinished.write_bytes(mail.as_bytes(policy=SMTP.clone(utf8=True)))
        number = 1 + max((int(path.stem) for path in self._folder.glob("*.eml") if path.stem.isdigit()), default=0)
        unfinished.rename(self._folder / f"{number:06}.eml")
        return f"250 {number:06}.eml"
