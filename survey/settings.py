"""The settings of one installation: an immutable object, read once from the environment variables."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import unquote, urlsplit

from survey.languages import TranslatableError
from survey.languages import mark as _

SHORTEST_SECRET_KEY = 32
"""In characters. `python -c "import secrets; print(secrets.token_hex())"` prints 64."""


class SettingMissing(TranslatableError):
    """A setting that has no safe default is missing or unusable. The message says which one, and how to set it."""


CONFORMANCE = ("full", "partial", "none")
"""As the statement of accessibility must say (act 306/2019; Commission implementing decision 2018/1523)."""

SUPERVISOR = {
    "fi": "Liikenne- ja viestintävirasto Traficom, digitaalisen esteettömyyden ja saavutettavuuden valvontayksikkö",
    "sv": "Transport- och kommunikationsverket Traficom, enheten för tillsyn över digital tillgänglighet",
}
SUPERVISOR_URL = {"fi": "https://www.saavutettavuusvaatimukset.fi/", "sv": "https://www.tillganglighetskrav.fi/"}
"""Who supervises accessibility, unless the settings name another: its name and addresses have changed before."""


@dataclass(frozen=True)
class About:
    """Whose service this is, by language (fi, sv): what the head and the foot of every page say of the installation.

    `name` is what the service is called, `operator` who runs it and answers for it, `privacy_url` the operator's own
    privacy notice where it has one; `contact_email` is where to write about the service. What is not set is left out,
    and the pages say that it is missing.
    """

    name: Mapping[str, str] = field(default_factory=dict)
    operator: Mapping[str, str] = field(default_factory=dict)
    privacy_url: Mapping[str, str] = field(default_factory=dict)
    contact_email: str = ""
    checked_on: str = ""
    """The day on which the accessibility was last checked, ISO 8601."""
    conformance: str = ""
    """How far the service meets the requirements, one of CONFORMANCE; empty if nobody has assessed it."""
    gaps: Mapping[str, str] = field(default_factory=dict)
    """What is known not to be accessible and why, by language; several gaps are separated by |."""
    supervisor: Mapping[str, str] = field(default_factory=lambda: SUPERVISOR)
    supervisor_url: Mapping[str, str] = field(default_factory=lambda: SUPERVISOR_URL)
    supervisor_email: str = "saavutettavuus@traficom.fi"
    supervisor_phone: str = "029\u00a0534\u00a05000"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "About":
        """Read the variables that end in _FI and _SV. Raises SettingMissing where only one of the two is set."""
        return cls(
            name=_in_both(environment, "SURVEY_NAME_FI", "SURVEY_NAME_SV"),
            operator=_in_both(environment, "SURVEY_OPERATOR_FI", "SURVEY_OPERATOR_SV"),
            privacy_url=_in_both(environment, "SURVEY_PRIVACY_URL_FI", "SURVEY_PRIVACY_URL_SV"),
            contact_email=environment.get("SURVEY_CONTACT_EMAIL", "").strip(),
            checked_on=_day(environment, "SURVEY_ACCESSIBILITY_CHECKED"),
            conformance=_one_of(environment, "SURVEY_ACCESSIBILITY_CONFORMANCE", CONFORMANCE),
            gaps=_in_both(environment, "SURVEY_ACCESSIBILITY_GAPS_FI", "SURVEY_ACCESSIBILITY_GAPS_SV"),
            supervisor=_in_both(environment, "SURVEY_SUPERVISOR_FI", "SURVEY_SUPERVISOR_SV") or SUPERVISOR,
            supervisor_url=_in_both(environment, "SURVEY_SUPERVISOR_URL_FI", "SURVEY_SUPERVISOR_URL_SV")
            or SUPERVISOR_URL,
            supervisor_email=environment.get("SURVEY_SUPERVISOR_EMAIL", "").strip() or cls.supervisor_email,
            supervisor_phone=environment.get("SURVEY_SUPERVISOR_PHONE", "").strip() or cls.supervisor_phone,
        )


Encryption = Literal["smtp", "smtp+starttls", "smtps"]
"""How a connection to the mail server is encrypted: not, after STARTTLS, from its first byte. The scheme of its URL."""

USUAL_PORTS: Mapping[Encryption, int] = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
"""Where mail servers listen (RFC 5321, RFC 6409, RFC 8314), unless the URL has a port."""


@dataclass(frozen=True)
class MailServer:
    """The server that takes the installation's mail, and the address that the mail is from."""

    host: str
    port: int
    encryption: Encryption
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "MailServer | None":
        """Read SURVEY_MAIL_URL (`smtp+starttls://user:password@host:587`) and SURVEY_MAIL_FROM; None if neither is set.

        Raises SettingMissing if only one of them is set, or one cannot be used. Without TLS a password is refused: it
        could be read on its way, except to this machine itself.
        """
        url, sender = (environment.get(name, "").strip() for name in ("SURVEY_MAIL_URL", "SURVEY_MAIL_FROM"))
        if not url and not sender:
            return None
        if not url or not sender:
            lacking, other = ("SURVEY_MAIL_URL", "SURVEY_MAIL_FROM")[:: -1 if url else 1]
            raise SettingMissing(_("Set %(setting)s too: %(other)s is set."), setting=lacking, other=other)
        if not _MAIL_SENDER.fullmatch(sender):
            raise SettingMissing(
                _("SURVEY_MAIL_FROM must be an e-mail address alone, and is “%(value)s”."), value=sender
            )
        return cls(**_parts_of(url), sender=sender)


@dataclass(frozen=True)
class MailFolder:
    """A folder that takes the mail instead of a server, a file for each: only the demonstration has one."""

    folder: Path
    sender: str


_MAIL_SENDER = re.compile(r"[^\s<>@,;:\"]+@[^\s<>@,;:\"]+")


def _parts_of(url: str) -> dict[str, Any]:
    """The parts of SURVEY_MAIL_URL. The URL itself is in no message: it may have a password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in get_args(Encryption) or not parts.hostname or parts.path.strip("/") or parts.query:
        example = "smtp+starttls://user:password@host:587"
        raise SettingMissing(
            _("SURVEY_MAIL_URL must be like %(example)s, or begin with smtps:// or smtp://."), example=example
        )
    encryption = next(each for each in get_args(Encryption) if each == parts.scheme)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(user) != bool(password):
        raise SettingMissing(_("SURVEY_MAIL_URL must have both a user and a password, or neither."))
    if user and encryption == "smtp" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
        raise SettingMissing(_("SURVEY_MAIL_URL has a password: use smtp+starttls:// or smtps://, which encrypt it."))
    return {
        "host": parts.hostname,
        "port": port or USUAL_PORTS[encryption],
        "encryption": encryption,
        "user": user,
        "password": password,
    }


@dataclass(frozen=True)
class IdentityProvider:
    """The OpenID provider through which coordinators can sign in too. `name` is what it is called, by language."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: Mapping[str, str]

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "IdentityProvider | None":
        """Read SURVEY_OIDC_ISSUER, SURVEY_OIDC_CLIENT_ID, SURVEY_OIDC_CLIENT_SECRET, SURVEY_OIDC_NAME_FI and
        SURVEY_OIDC_NAME_SV; None if none is set.

        Raises SettingMissing if only some are set, and for an issuer without TLS that is not this machine itself.
        """
        names = [f"SURVEY_OIDC_{each}" for each in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "NAME_FI", "NAME_SV")]
        found = {name: environment.get(name, "").strip() for name in names}
        given = [name for name, value in found.items() if value]
        if not given:
            return None
        for name, value in found.items():
            if not value:
                raise SettingMissing(_("Set %(setting)s too: %(other)s is set."), setting=name, other=given[0])
        issuer, client_id, secret, *_names = found.values()
        parts = urlsplit(issuer)
        is_own = parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1", "::1"}
        if not parts.hostname or not (parts.scheme == "https" or is_own) or parts.query or parts.fragment:
            raise SettingMissing(_("SURVEY_OIDC_ISSUER must begin with https://, and is “%(value)s”."), value=issuer)
        return cls(issuer, client_id, secret, _in_both(environment, "SURVEY_OIDC_NAME_FI", "SURVEY_OIDC_NAME_SV"))


@dataclass(frozen=True)
class Settings:
    """What differs between installations.

    `folder`: where the product writes its files (the SQLite database); `database_url`: the URL of the database;
    `secret_key`: signs cookies; `base_url`: the URL of the service, without a slash at the end; `trusted_proxies`: the
    number of reverse proxies whose X-Forwarded headers are trusted; `mail`: where mail goes, None if none is sent;
    `demands_codes`: whether coordinators must use one-time codes before they get to anything else;
    `provider`: through which they can sign in too.
    """

    folder: Path
    database_url: str
    secret_key: str
    base_url: str
    trusted_proxies: int = 0
    about: About = About()
    mail: MailServer | MailFolder | None = None
    demands_codes: bool = False
    provider: IdentityProvider | None = None

    @property
    def over_https(self) -> bool:
        """Whether the service is used over https, so that cookies can be limited to encrypted connections."""
        return self.base_url.startswith("https://")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], *, folder: Path | None = None) -> "Settings":
        """Read the environment variables SURVEY_…. `folder` (the option --data) is used instead of SURVEY_DATA.

        Raises SettingMissing if SURVEY_SECRET_KEY is missing or too short, because a service must not start with a
        secret that others may know; if SURVEY_TRUSTED_PROXIES is not a whole number; and for mail settings that cannot
        be used.
        """
        secret_key = environment.get("SURVEY_SECRET_KEY", "")
        if len(secret_key) < SHORTEST_SECRET_KEY:
            raise SettingMissing(
                _(
                    "Set SURVEY_SECRET_KEY to a random secret of at least %(least)s characters. "
                    "One is made by: %(command)s"
                ),
                least=SHORTEST_SECRET_KEY,
                command='python3 -c "import secrets; print(secrets.token_hex())"',
            )
        folder = chosen_folder(environment, folder)
        return cls(
            folder=folder,
            database_url=database_url(environment, folder),
            secret_key=secret_key,
            base_url=environment.get("SURVEY_BASE_URL", "http://127.0.0.1:8000").rstrip("/"),
            trusted_proxies=_whole_number(environment, "SURVEY_TRUSTED_PROXIES", 0),
            about=About.from_environment(environment),
            mail=MailServer.from_environment(environment),
            demands_codes=_one_of(environment, "SURVEY_DEMAND_TOTP", ("yes", "no")) == "yes",
            provider=IdentityProvider.from_environment(environment),
        )


def chosen_folder(environment: Mapping[str, str], folder: Path | None) -> Path:
    """Return the folder for the product's files: --data, otherwise SURVEY_DATA, otherwise ./data."""
    return folder or Path(environment.get("SURVEY_DATA") or "data")


def database_url(environment: Mapping[str, str], folder: Path) -> str:
    """Return SURVEY_DATABASE_URL, otherwise the URL of an SQLite file in `folder`.

    A plain postgresql:// or postgres:// is changed so that it selects the installed driver (psycopg).
    """
    url = environment.get("SURVEY_DATABASE_URL", "")
    if not url:
        return sqlite_url(folder)
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def sqlite_url(folder: Path) -> str:
    """Return the URL of the SQLite database in `folder`."""
    return f"sqlite:///{folder.resolve() / 'survey.sqlite3'}"


def _in_both(environment: Mapping[str, str], *names: str) -> dict[str, str]:
    """A text by language, from variables whose names end in the language: all of them are set, or none."""
    found = {name: environment.get(name, "").strip() for name in names}
    missing = [name for name, text in found.items() if not text]
    if missing and len(missing) < len(names):
        raise SettingMissing(_("Set %(setting)s too: every page is in both languages."), setting=missing[0])
    return {} if missing else {name.rpartition("_")[2].lower(): text for name, text in found.items()}


def _day(environment: Mapping[str, str], name: str) -> str:
    raw = environment.get(name, "").strip()
    try:
        return date.fromisoformat(raw).isoformat() if raw else ""
    except ValueError as error:
        raise SettingMissing(
            _("%(setting)s must be a day such as 2027-01-15, and is “%(value)s”."), setting=name, value=raw
        ) from error


def _one_of(environment: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    raw = environment.get(name, "").strip()
    if raw and raw not in allowed:
        words = _("%(setting)s must be one of %(allowed)s, and is “%(value)s”.")
        raise SettingMissing(words, setting=name, allowed=", ".join(allowed), value=raw)
    return raw


def _whole_number(environment: Mapping[str, str], name: str, default: int) -> int:
    raw = environment.get(name, "")
    if not raw:
        return default
    if not (raw.isascii() and raw.isdigit()):
        raise SettingMissing(_("%(setting)s must be a whole number, and is “%(value)s”."), setting=name, value=raw)
    return int(raw)
