"""A place to log in, on this machine: OpenID Connect just as far as Authlib asks, and lies on request."""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "holdground"


class Stub:
    """What the place says of whoever comes: a test sets `claims`, and what of the protocol is to be wrong.

    Parameters
    ----------
    address
        Where it answers.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.claims: dict[str, Any] = {}
        self.key = RSAKey.generate_key(2048, {"kid": "one"})
        self.signing_key = self.key
        self.state: str | None = None
        """Sent back instead of the state that was asked with."""
        self.nonces: dict[str, str] = {}

    def metadata(self) -> dict[str, Any]:
        """Return the discovery document."""
        ways = {
            "authorization_endpoint": "/authorize",
            "token_endpoint": "/token",
            "jwks_uri": "/jwks",
        }
        return {
            "issuer": self.address,
            **{name: self.address + path for name, path in ways.items()},
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Return where the browser is sent back to: this person agreed at once."""
        code = secrets.token_hex(8)
        self.nonces[code] = asked["nonce"]
        back = {"code": code, "state": asked["state"] if self.state is None else self.state}
        return f"{asked['redirect_uri']}?{urlencode(back)}"

    def token(self, asked: dict[str, str]) -> dict[str, Any] | None:
        """Return the tokens for a code; None when it was used before."""
        nonce = self.nonces.pop(asked.get("code", ""), None)
        if nonce is None:
            return None
        now = int(time.time())
        plain = {"iss": self.address, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 300}
        claims = {**plain, "nonce": nonce, **self.claims}
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.signing_key)
        return {"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": signed}


class _Handler(BaseHTTPRequestHandler):
    stub: Stub

    def do_GET(self) -> None:
        way = urlsplit(self.path)
        if way.path == "/.well-known/openid-configuration":
            self._json(self.stub.metadata())
        elif way.path == "/jwks":
            self._json({"keys": [self.stub.key.as_dict(private=False)]})
        elif way.path == "/authorize":
            self.send_response(302)
            self.send_header("Location", self.stub.authorize(_flat(way.query)))
            self.end_headers()
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        made = self.stub.token(_flat(body))
        self._json(made or {"error": "invalid_grant"}, 200 if made else 400)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _json(self, value: object, status: int = 200) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def oidc_stub() -> Iterator[Stub]:
    """Run the place on a free port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    stub = Stub(f"http://127.0.0.1:{server.server_address[1]}")
    _Handler.stub = stub
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
