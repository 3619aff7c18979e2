"""Signing in through an identity provider: OpenID Connect, authorization code flow with PKCE, state and nonce.

The provider is asked for something only when somebody signs in through it. What it says of the person counts only if
its signature, issuer, audience, times and nonce are right (OpenID Connect Core 1.0, section 3.1.3.7).
"""

import hmac
import secrets
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests.exceptions import RequestException

from survey.settings import IdentityProvider

WAITED = 10
"""Seconds for each answer of the provider."""

METADATA_KEPT = 3_600
"""Seconds for which a process remembers the addresses of a provider, so that nobody can make it ask again and again."""

CLOCKS_DIFFER_BY = 60
"""Seconds by which the provider's clock may differ."""

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures with a key pair only: with a shared secret whoever has it could sign, and without one anybody."""

_known: dict[str, tuple[float, dict[str, Any]]] = {}


class ProviderUnreachable(Exception):
    """The provider does not answer, or not as an OpenID provider. The message is for the log."""


class IdentityRefused(Exception):
    """What the provider or the browser has brought is not right. The message is for the log, and has no token in it."""


@dataclass(frozen=True)
class Begun:
    """A sign-in that has begun: where the browser is sent, and what its session remembers until it comes back."""

    address: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Identity:
    """Who has signed in, as the provider says. `email` is empty unless the provider has verified it."""

    issuer: str
    subject: str
    email: str


def begin_at_provider(provider: IdentityProvider, redirect_uri: str, language: str) -> Begun:
    """Return where to send the browser. Raises ProviderUnreachable."""
    nonce, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(64)
    address, state = _session(provider, redirect_uri).create_authorization_url(
        _metadata(provider)["authorization_endpoint"], nonce=nonce, code_verifier=verifier, ui_locales=language
    )
    return Begun(address, state, nonce, verifier)


def identity_from(provider: IdentityProvider, redirect_uri: str, begun: Begun, returned: str) -> Identity:
    """Return who has signed in. `returned`: the address with which the browser has come back.

    Raises IdentityRefused if it is not the answer to what was begun, if the provider has refused, or if its token is
    not right; ProviderUnreachable if the provider does not answer.
    """
    given = {name: values[0] for name, values in parse_qs(urlsplit(returned).query).items()}
    if not hmac.compare_digest(given.get("state", "").encode(), begun.state.encode()):
        raise IdentityRefused("another state")
    if given.get("iss", provider.issuer) != provider.issuer:  # RFC 9207
        raise IdentityRefused("another issuer has answered")
    if "code" not in given:
        raise IdentityRefused(f"no code: {given.get('error', '')[:100]}")
    metadata = _metadata(provider)
    client = _session(provider, redirect_uri)
    try:
        token = client.fetch_token(
            metadata["token_endpoint"], code=given["code"], code_verifier=begun.verifier, timeout=WAITED
        )
        keys = client.get(metadata["jwks_uri"], withhold_token=True, timeout=WAITED).json()
    except OAuthError as error:
        raise IdentityRefused(f"no token: {error.error}") from error
    except (RequestException, ValueError) as error:
        raise ProviderUnreachable(type(error).__name__) from error
    return _identity(provider, token, keys, begun.nonce)


def _identity(provider: IdentityProvider, token: dict[str, Any], keys: dict[str, Any], nonce: str) -> Identity:
    rules = jwt.JWTClaimsRegistry(
        leeway=CLOCKS_DIFFER_BY,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client_id},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        claims = jwt.decode(token["id_token"], KeySet.import_key_set(keys), algorithms=ALGORITHMS).claims  # type: ignore[arg-type]  # what a provider sends
        rules.validate(claims)
    except (JoseError, KeyError, ValueError, TypeError) as error:
        raise IdentityRefused(f"the token is not right: {type(error).__name__}") from error
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", provider.client_id) != provider.client_id or (several and "azp" not in claims):
        raise IdentityRefused("the token is for another client")
    email = claims.get("email") if claims.get("email_verified") is True else ""
    return Identity(provider.issuer, str(claims["sub"]), str(email or ""))


def _session(provider: IdentityProvider, redirect_uri: str) -> Any:
    return OAuth2Session(
        provider.client_id,
        provider.client_secret,
        scope="openid email",
        redirect_uri=redirect_uri,
        code_challenge_method="S256",
    )


def _metadata(provider: IdentityProvider) -> dict[str, Any]:
    """The provider's addresses (OpenID Connect Discovery 1.0), asked for at most once an hour."""
    at, found = _known.get(provider.issuer, (0.0, {}))
    if found and time.monotonic() < at + METADATA_KEPT:
        return found
    try:
        answer = _session(provider, "").get(
            f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration", withhold_token=True, timeout=WAITED
        )
        answer.raise_for_status()
        found = answer.json()
    except (RequestException, ValueError) as error:
        raise ProviderUnreachable(type(error).__name__) from error
    needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if (
        not isinstance(found, dict)
        or found.get("issuer") != provider.issuer
        or any(each not in found for each in needed)
    ):
        raise ProviderUnreachable("its configuration is another issuer's, or has no addresses")
    _known[provider.issuer] = (time.monotonic(), found)
    return found
