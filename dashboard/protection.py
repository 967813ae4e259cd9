"""One ASGI layer around everything: headers on every answer, a throttle on websockets, a gate before uploads.

Measured without it: a thousand ten-byte messages from one visitor kept the server from answering anybody for four minutes,
and a session on a page without any upload could fill the memory with files.
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import time
from collections import Counter
from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.uploads import UPLOADS, Uploads

__all__ = ["Protection", "policy"]

BURST = 30
"""Websocket messages that one connection may send at once."""
RATE = 5.0
"""Messages a second that it may send in the long run."""
MAX_FRAME = 262_144
"""Largest message, in bytes."""
MAX_SOCKETS = 64
"""Websockets that one public address may hold at a time; a proxy on this network may hold any number."""

_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), interest-cohort=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
_OURS = {name for name, _ in _HEADERS} | {b"server", b"content-security-policy"}
_LOCAL = ("127.0.0.1", "::1", "testclient")


def policy(*, framed_by: str, scripts: str = "") -> str:
    """Return a Content-Security-Policy: everything from this server, nothing evaluated.

    Parameters
    ----------
    framed_by
        Who may show the page in a frame: ``'self'``, or ``*`` for the page that is meant to be embedded.
    scripts
        Further sources of scripts.
    """
    return (
        f"default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; connect-src 'self'; font-src 'self' data:; worker-src 'self' blob:; "
        "frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        f"frame-ancestors {framed_by}"
    )


class Protection:
    """The layer, as Starlette middleware.

    Parameters
    ----------
    app
        The application inside.
    base
        Path prefix, empty or ``/prefix``.
    scripts
        The inline scripts of the app's page; no other inline script runs.
    uploads
        The sessions that may upload.
    """

    def __init__(
        self,
        app: ASGIApp,
        base: str = "",
        scripts: Sequence[str] = (),
        uploads: Uploads = UPLOADS,
    ) -> None:
        self._app = app
        self._base = base
        self._uploads = uploads
        # Streamlit loads the scripts of its components from blob: addresses.
        allowed = f"'wasm-unsafe-eval' blob: {_hashes(scripts)}"
        self._page = policy(framed_by="'self'", scripts=allowed).encode()
        self._embed = policy(framed_by="*").encode()
        self._sockets: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"].removeprefix(self._base)
        csp = self._embed if path == "/embed" else self._page

        started = False

        async def guarded(message: Message) -> None:
            nonlocal started
            started = True
            if message["type"] == "http.response.start":
                kept = [pair for pair in message["headers"] if pair[0].lower() not in _OURS]
                headers = [*kept, *_HEADERS, (b"content-security-policy", csp)]
                message = {**message, "headers": headers}
            await send(message)

        refused = None
        if path.startswith("/_stcore/upload_file"):
            # Asks the record, which may take a moment; the loop stays free for readers.
            refused = await run_in_threadpool(
                self._uploads.refusal, scope["method"], path, _length(scope)
            )
        if refused:
            await _refuse(guarded, refused[0], refused[1].encode())
        elif path.startswith("/_stcore/metrics") and _client(scope) not in _LOCAL:
            await _refuse(guarded, 404, b"not found")
        else:
            try:
                await self._app(scope, receive, guarded)
            except Exception:
                # The server's own 500 would go out beside this layer, without its headers.
                if not started:
                    await _refuse(
                        guarded, 500, b"something failed here; the operator's log says what"
                    )
                raise

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = _client(scope)
        if self._sockets[client] >= MAX_SOCKETS and _is_public(client):
            await receive()
            await send({"type": "websocket.close", "code": 1013})
            return
        bucket = _Bucket()

        async def throttled() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive" and not bucket.allows(message):
                return {"type": "websocket.disconnect", "code": 1008}
            return message

        self._sockets[client] += 1
        try:
            await self._app(scope, throttled, send)
        finally:
            self._sockets[client] -= 1
            if not self._sockets[client]:
                del self._sockets[client]


class _Bucket:
    """A token bucket for one websocket."""

    def __init__(self) -> None:
        self._tokens = float(BURST)
        self._at = time.monotonic()

    def allows(self, message: Message) -> bool:
        now = time.monotonic()
        self._tokens = min(BURST, self._tokens + (now - self._at) * RATE) - 1
        self._at = now
        return (
            self._tokens >= 0
            and len(message.get("bytes") or (message.get("text") or "").encode()) <= MAX_FRAME
        )


async def _refuse(send: Send, status: int, sentence: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": sentence})


def _length(scope: Scope) -> int | None:
    """The one length that a request says its body has; a body that comes in pieces has none."""
    said = [value for name, value in scope["headers"] if name.lower() == b"content-length"]
    if any(name.lower() == b"transfer-encoding" for name, _ in scope["headers"]):
        return None
    # `isdigit` of bytes knows ASCII only.
    return int(said[0]) if len(said) == 1 and said[0].isdigit() and len(said[0]) < 16 else None


def _client(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else ""


def _is_public(client: str) -> bool:
    try:
        return ipaddress.ip_address(client).is_global
    except ValueError:
        return False


def _hashes(scripts: Sequence[str]) -> str:
    """Name inline scripts as a policy does."""
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
