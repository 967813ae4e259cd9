"""Watches what readers' browsers do: nothing may be asked of another host, nothing may fail, no script of a stranger may speak."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    Response,
    WebError,
    WebSocket,
)

_HERE = ("localhost", "127.0.0.1")
BLOCKED = f"--host-resolver-rules=MAP * ~NOTFOUND, {', '.join(f'EXCLUDE {host}' for host in _HERE)}"
"""The browser finds no other host. To route requests through the test would turn its cache off, which no reader does."""

_NOT_LOADED = "Failed to load resource"


@dataclass
class Watch:
    """Everything that must not happen, kept as it happens."""

    elsewhere: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    frames_sent: int = 0
    """Messages that pages sent to Streamlit; a rerun of its script needs one."""
    expected_status: frozenset[int] = frozenset()
    """Status codes that a test asks for on purpose."""

    def over(self, context: BrowserContext) -> Callable[[], None]:
        """Watch a context; return how to stop."""
        heard: list[tuple[str, Callable[..., None]]] = [
            ("request", self._asked),
            ("response", self._answered),
            ("console", self._said),
            ("weberror", self._broke),
            ("dialog", self._spoke),
            ("page", self._opened),
        ]
        for name, listener in heard:
            context.on(name, listener)  # type: ignore[call-overload]

        def stop() -> None:
            for name, listener in heard:
                context.remove_listener(name, listener)

        return stop

    def verdict(self) -> None:
        """Fail when anything happened."""
        assert not self.elsewhere, f"asked of other hosts: {self.elsewhere}"
        assert not self.dialogs, f"dialogs opened: {self.dialogs}"
        assert not self.failed, f"answers that failed: {self.failed}"
        assert not self.errors, f"errors in the console: {self.errors}"

    def own_bytes(self) -> int:
        """Bytes transferred so far for everything that is not one of Streamlit's own files."""
        total = 0
        for request in self.requests:
            path = urlsplit(request.url).path
            if "/static/" in path or "/_stcore/" in path or request.url.startswith("data:"):
                continue
            sizes = request.sizes()
            total += sizes["responseBodySize"] + sizes["responseHeadersSize"]
        return total

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in _HERE:
            self.elsewhere.append(request.url)
        self.requests.append(request)

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected_status:
            self.failed.append(f"{response.status} {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        where = message.location["url"]
        # Chromium asks for it once, from whichever page without an icon comes first: test_pages looks for the icons.
        icon = urlsplit(where).path == "/favicon.ico"
        meant = self.expected_status and message.text.startswith(_NOT_LOADED)
        if not (icon or meant):
            self.errors.append(f"{message.text} ({where})")

    def _broke(self, problem: WebError) -> None:
        self.errors.append(f"page: {problem.error}")

    def _spoke(self, dialog: Dialog) -> None:
        if (
            dialog.type == "beforeunload"
        ):  # the browser's own question, where something is not saved
            dialog.accept()
            return
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _opened(self, page: Page) -> None:
        page.on("websocket", self._connected)

    def _connected(self, socket: WebSocket) -> None:
        if urlsplit(socket.url).hostname not in _HERE:
            self.elsewhere.append(socket.url)
        socket.on("framesent", self._sent)

    def _sent(self, _payload: object) -> None:
        self.frames_sent += 1
