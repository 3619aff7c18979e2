"""Roles and states of accounts, and the browsers of sign-ins, in the language of the page."""

import re

from survey.operations.accounts.roles import ADMINISTRATOR, COORDINATOR, READER
from survey.store.tables import CoordinatorRow
from survey.web.language import _

_BROWSERS = (
    ("Edge", r"\bEdg(e|A|iOS)?/"),
    ("Opera", r"\bOPR/"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Firefox", r"\b(Firefox|FxiOS)/"),
    ("Chrome", r"\b(Chrome|CriOS|Chromium)/"),
    ("Safari", r"\bVersion/[\d.]+ .*Safari/"),
)
_SYSTEMS = (
    ("Android", r"\bAndroid\b"),
    ("iPhone", r"\biPhone\b"),
    ("iPad", r"\biPad\b"),
    ("Windows", r"\bWindows\b"),
    ("macOS", r"\bMacintosh\b"),
    ("ChromeOS", r"\bCrOS\b"),
    ("Linux", r"\bLinux\b"),
)


def role_words(role: str) -> str:
    """Return the name of a role; of one that this version does not know, the name that the database has."""
    return {
        ADMINISTRATOR: _("Administrator"),
        COORDINATOR: _("Coordinator"),
        READER: _("Reader"),
    }.get(role, role)


def what_a_role_may() -> list[tuple[str, str, str]]:
    """Return (role, its name, what it may) of every role that an account can have."""
    may = {
        ADMINISTRATOR: _("Manages accounts, and may also do what a coordinator may."),
        COORDINATOR: _(
            "Brings question sets, and opens and runs consultations. Sees those in which the person takes part."
        ),
        READER: _("Reads the consultations in which the person takes part, and changes nothing."),
    }
    return [(role, role_words(role), words) for role, words in may.items()]


def state_words(account: CoordinatorRow, *, signs_in: bool) -> str:
    """Return whether an account is closed, waits for its password, or is in use. `signs_in`: whether it has a password,
    or has signed in through an identity provider.
    """
    if account.closed_at is not None:
        return _("Closed")
    return _("In use") if signs_in else _("Invited, no password yet")


def browser_words(user_agent: str) -> str:
    """Return a browser's name and system from the header User-Agent: “Firefox, Windows”. Both are proper names; empty
    if neither is known.
    """
    found = [
        next((name for name, pattern in known if re.search(pattern, user_agent)), "") for known in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(name for name in found if name)
