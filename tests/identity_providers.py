"""A small OpenID provider for tests, over real HTTP: it gives codes, checks PKCE, and signs tokens."""

import json
import secrets
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import time
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from survey.settings import IdentityProvider

CLIENT, SECRET = "kuulolla", "a-secret-that-both-know"
KEY = RSAKey.generate_key(2048, {"kid": "one"})


@dataclass
class Person:
    """Who signs in at the provider, and what its tokens say otherwise than they should: `claims` take their place."""

    subject: str = "maija-1"
    email: str = "maija@example.fi"
    email_verified: bool = True
    claims: dict[str, Any] = field(default_factory=dict)
    key: RSAKey | OctKey = field(default_factory=lambda: KEY)
    algorithm: str = "RS256"
    issuer: str = ""
    """What its configuration says that it is; empty: what it is."""
    asked: list[str] = field(default_factory=list)
    """Every path that was asked for."""


@contextmanager
def identity_provider(person: Person) -> Iterator[IdentityProvider]:
    """Serve on a free port until the block ends, and give the settings with which people sign in there."""
    begun: dict[str, dict[str, str]] = {}
    addresses: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        """One request."""

        @property
        def own(self) -> str:
            return addresses[0]

        def log_message(self, *args: Any) -> None:
            """Nothing."""

        def do_GET(self) -> None:  # the name that the server calls
            """Configuration, keys, and the page on which people sign in, who do so at once."""
            parts = urlsplit(self.path)
            person.asked.append(parts.path)
            if parts.path == "/.well-known/openid-configuration":
                endpoints = {
                    "authorization_endpoint": f"{self.own}/authorize",
                    "token_endpoint": f"{self.own}/token",
                    "jwks_uri": f"{self.own}/keys",
                }
                self._answer({"issuer": person.issuer or self.own, **endpoints})
            elif parts.path == "/keys":
                self._answer({"keys": [KEY.as_dict(private=False)]})
            else:
                given = {name: values[0] for name, values in parse_qs(parts.query).items()}
                assert given["client_id"] == CLIENT and given["response_type"] == "code"
                assert given["code_challenge_method"] == "S256" and "openid" in given["scope"].split()
                code = secrets.token_urlsafe()
                begun[code] = given
                self.send_response(302)
                back = urlencode({"code": code, "state": given["state"]})
                self.send_header("Location", f"{given['redirect_uri']}?{back}")
                self.end_headers()

        def do_POST(self) -> None:  # the name that the server calls
            """A code for a token, once, to the client that has begun and knows the verifier."""
            person.asked.append(self.path)
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            given = {name: values[0] for name, values in parse_qs(sent).items()}
            asked = begun.pop(given.get("code", ""), None)
            digest = urlsafe_b64encode(sha256(given.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
            name, _, secret = b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode().partition(":")
            right = asked and digest == asked["code_challenge"] and given["redirect_uri"] == asked["redirect_uri"]
            if not asked or not right or (name, secret) != (CLIENT, SECRET):
                self._answer({"error": "invalid_grant"}, 400)
                return
            claims = {
                "iss": self.own,
                "aud": CLIENT,
                "sub": person.subject,
                "nonce": asked["nonce"],
                "iat": int(time()),
                "exp": int(time()) + 300,
                "email": person.email,
                "email_verified": person.email_verified,
                **person.claims,
            }
            claims = {key: value for key, value in claims.items() if value is not None}
            token = jwt.encode({"alg": person.algorithm, "kid": "one"}, claims, person.key)
            self._answer({"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": token})

        def _answer(self, content: dict[str, Any], status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(content).encode())

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    addresses.append(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield IdentityProvider(addresses[0], CLIENT, SECRET, {"fi": "Virtu", "sv": "Virtu-tjänsten"})
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
