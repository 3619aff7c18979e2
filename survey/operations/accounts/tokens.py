"""Secrets that people carry in links and cookies; the database holds only their digests."""

import hashlib
import secrets


def new_token() -> str:
    """256 random bits, fit for an address."""
    return secrets.token_urlsafe(32)


def token_digest(token: str) -> str:
    """SHA-256 of a token, in hexadecimal. A random token needs no slower hash."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
