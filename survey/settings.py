"""The settings of one installation: one frozen object, from the environment, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SHORTEST_SECRET_KEY = 32
"""Characters; `python -c "import secrets; print(secrets.token_hex())"` gives 64."""


class SettingMissing(Exception):
    """A setting that has no safe default is not set, or is not usable. The message says which and how."""


@dataclass(frozen=True)
class Settings:
    """What differs between installations.

    `folder` holds what the product writes (the SQLite database); `database_url` names the database;
    `secret_key` signs cookies; `base_url` is where people reach the service (no slash at the end);
    `trusted_proxies` is the number of reverse proxies whose X-Forwarded headers are believed.
    """

    folder: Path
    database_url: str
    secret_key: str
    base_url: str
    trusted_proxies: int = 0

    @property
    def over_https(self) -> bool:
        """Whether cookies may be limited to encrypted connections."""
        return self.base_url.startswith("https://")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], *, folder: Path | None = None) -> "Settings":
        """Read the SURVEY_… variables; `folder` (the command's --data) goes before SURVEY_DATA.

        Raises SettingMissing where SURVEY_SECRET_KEY is absent or short: a service must not start with a
        secret that others may know.
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
    """The folder for what the product writes: --data, else SURVEY_DATA, else ./data."""
    return folder or Path(environment.get("SURVEY_DATA") or "data")


def database_url(environment: Mapping[str, str], folder: Path) -> str:
    """SURVEY_DATABASE_URL, else an SQLite file in `folder`. A plain postgresql:// is given the installed driver."""
    url = environment.get("SURVEY_DATABASE_URL", "")
    if not url:
        return sqlite_url(folder)
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def sqlite_url(folder: Path) -> str:
    """The address of the SQLite database that lies in `folder`."""
    return f"sqlite:///{folder.resolve() / 'survey.sqlite3'}"


def _whole_number(environment: Mapping[str, str], name: str, default: int) -> int:
    raw = environment.get(name, "")
    if not raw:
        return default
    if not (raw.isascii() and raw.isdigit()):
        raise SettingMissing(f"{name} must be a whole number, and is {raw!r}.")
    return int(raw)
