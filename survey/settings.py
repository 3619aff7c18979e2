"""The settings of one installation: an immutable object, read once from the environment variables."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SHORTEST_SECRET_KEY = 32
"""In characters. `python -c "import secrets; print(secrets.token_hex())"` prints 64."""


class SettingMissing(Exception):
    """A setting that has no safe default is missing or unusable. The message says which one, and how to set it."""


@dataclass(frozen=True)
class Settings:
    """What differs between installations.

    `folder`: where the product writes its files (the SQLite database); `database_url`: the URL of the database;
    `secret_key`: signs cookies; `base_url`: the URL of the service, without a slash at the end; `trusted_proxies`: the
    number of reverse proxies whose X-Forwarded headers are trusted.
    """

    folder: Path
    database_url: str
    secret_key: str
    base_url: str
    trusted_proxies: int = 0

    @property
    def over_https(self) -> bool:
        """Whether the service is used over https, so that cookies can be limited to encrypted connections."""
        return self.base_url.startswith("https://")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], *, folder: Path | None = None) -> "Settings":
        """Read the environment variables SURVEY_…. `folder` (the option --data) is used instead of SURVEY_DATA.

        Raises SettingMissing if SURVEY_SECRET_KEY is missing or too short, because a service must not start with a
        secret that others may know; and if SURVEY_TRUSTED_PROXIES is not a whole number.
        """
        secret_key = environment.get("SURVEY_SECRET_KEY", "")
        if len(secret_key) < SHORTEST_SECRET_KEY:
            raise SettingMissing(
                f"Set SURVEY_SECRET_KEY to a random secret of at least {SHORTEST_SECRET_KEY} characters. "
                'One is made by: python3 -c "import secrets; print(secrets.token_hex())"'
            )
        folder = chosen_folder(environment, folder)
        return cls(
            folder=folder,
            database_url=database_url(environment, folder),
            secret_key=secret_key,
            base_url=environment.get("SURVEY_BASE_URL", "http://127.0.0.1:8000").rstrip("/"),
            trusted_proxies=_whole_number(environment, "SURVEY_TRUSTED_PROXIES", 0),
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


def _whole_number(environment: Mapping[str, str], name: str, default: int) -> int:
    raw = environment.get(name, "")
    if not raw:
        return default
    if not (raw.isascii() and raw.isdigit()):
        raise SettingMissing(f"{name} must be a whole number, and is {raw!r}.")
    return int(raw)
