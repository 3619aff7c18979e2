"""Secret tokens in personal links and cookies. The database stores only their digests."""

import hashlib
import secrets


def new_token() -> str:
    """Return a new token of 256 random bits, as text that can be part of a URL."""
    return secrets.token_urlsafe(32)


def token_digest(token: str) -> str:
    """Return the SHA-256 of a token, in hexadecimal. A random token needs no slower hash."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
