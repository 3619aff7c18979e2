"""Passwords: the one rule for all that are set, hashing and checking them.

Length and a slow hash protect better than rules about which characters a password must have, and what many people use
or what others know of the person is refused (NIST SP 800-63B, section 5.1.1.2).
"""

import re
from collections.abc import Iterable
from functools import cache

from pwdlib import PasswordHash

from survey.languages import TranslatableError, format_number
from survey.languages import mark as _
from survey.operations.accounts.known_passwords import KNOWN_PASSWORDS, KNOWN_WORDS, ROWS_OF_KEYS
from survey.operations.accounts.tokens import new_token
from survey.store.tables import CoordinatorRow

SHORTEST_PASSWORD = 12
"""In characters."""

LONGEST_PASSWORD = 1_000

LEAST_LEFT = 8
"""Characters that must be left of a password when everything is taken away that is guessed at once."""

LEAST_IN_A_ROW = 4
"""So many characters in a row, such as 1234 or asdf, are a sequence."""

SHORTEST_WORD = 4
"""Parts of names and addresses that are shorter than this are not looked for: they are in many words by chance."""

_HASHES = PasswordHash.recommended()


class AccountRefused(TranslatableError):
    """A staff account cannot have these values. The message says why."""


class PasswordRefused(AccountRefused):
    """A password is too short, too long, or easy to guess. The message says what is wrong with it."""


def hash_password(password: str, *, about: Iterable[str] = ()) -> str:
    """Return the argon2id hash of a new password. Slow on purpose.

    `about`: what others know of the person and of the service: name, e-mail address, the service's name. Raises
    PasswordRefused if the password is shorter than 12 or longer than 1,000 characters, or is easy to guess: one that is
    known, or one of which less than 8 characters are left without known words, these names, sequences, repetitions.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        message = _("A password needs %(least)s to %(most)s characters.")
        raise PasswordRefused(message, least=SHORTEST_PASSWORD, most=format_number(LONGEST_PASSWORD))
    if is_easy_to_guess(password, about):
        message = _(
            "This password is easy to guess: it is known, or made of known words, names, sequences or repetitions."
        )
        raise PasswordRefused(message)
    return _HASHES.hash(password)


def is_easy_to_guess(password: str, about: Iterable[str] = ()) -> bool:
    """Return whether programs that guess passwords begin with this one."""
    folded = password.casefold()
    if folded in KNOWN_PASSWORDS:
        return True
    left = _without_repetitions(folded)
    for word in sorted({*KNOWN_WORDS, *_words_of(about)}, key=len, reverse=True):
        left = left.replace(word, " ")
    return len(_without_sequences(left).replace(" ", "")) < LEAST_LEFT


def password_matches(coordinator: CoordinatorRow | None, password: str) -> bool:
    """Return whether `password` is the account's password; False if there is no account (None), if the account is
    closed, or if it has no password.

    Slow on purpose: call it while no database write lock is taken.
    """
    can_match = coordinator is not None and coordinator.closed_at is None and coordinator.password_hash != ""
    stored = coordinator.password_hash if coordinator and can_match else _nobodys_hash()
    return _HASHES.verify(password[:LONGEST_PASSWORD], stored) and can_match


def _words_of(texts: Iterable[str]) -> set[str]:
    """The words of names and addresses, in lower case, and each whole."""
    folded = [text.casefold() for text in texts]
    parts = {part for text in folded for part in re.split(r"[^\w]+|_", text)}
    return {part for part in (*parts, *folded) if len(part) >= SHORTEST_WORD}


def _without_repetitions(text: str) -> str:
    """abcabcabc becomes abc, and aaaa becomes a."""
    return re.sub(r"(.{1,12}?)\1{2,}", r"\1", text)


def _without_sequences(text: str) -> str:
    """1234, dcba and asdf are left out."""
    kept, start = "", 0
    while start < len(text):
        length = max(_steps_from(text, start), _keys_from(text, start))
        kept += "" if length >= LEAST_IN_A_ROW else text[start]
        start += length if length >= LEAST_IN_A_ROW else 1
    return kept


def _steps_from(text: str, start: int) -> int:
    """How many characters from here on count up or down by one, or stay the same."""
    longest = 1
    for step in (1, 0, -1):
        end = start + 1
        while end < len(text) and ord(text[end]) - ord(text[end - 1]) == step:
            end += 1
        longest = max(longest, end - start)
    return longest


def _keys_from(text: str, start: int) -> int:
    """How many characters from here on stand beside one another on a keyboard."""
    length = 1
    while start + length < len(text) and any(text[start : start + length + 1] in row for row in ROWS_OF_KEYS):
        length += 1
    return length


@cache
def _nobodys_hash() -> str:
    """Return a hash that no password matches. It is checked if the e-mail address has no account, so that the response
    takes as long as for an address that has one.
    """
    return _HASHES.hash(new_token())
