"""The editors' door: log in and log out as plain pages, without a script; and the originals of reports, to take away.

A login from another page is refused, tries are counted, and the cookie opens the desk and nothing else: what readers get does
not depend on it. An original is never shown here: its bytes are a stranger's.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import TypeVar
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard import i18n, login_pages
from dashboard.access import COOKIE, Access, desk_mode, outside_login
from dashboard.attempts import Attempts, client_key
from dashboard.plain_page import Addresses
from dashboard.site import Site
from geodata.errors import QueryError, SetupError
from geodata.shelf import Shelf
from geodata.store.editors import SESSION_HOURS
from geodata.store.engine import open_record

__all__ = ["desk_routes"]

_LOG = logging.getLogger(__name__)
_MAX_FORM = 4096
_MAX_NAME = 200
_AT_ONCE = 2
"""Passphrases that are checked at the same time: each takes 64 MB and a tenth of a second."""
_MAX_WAITING = 20
_UNKEPT = {"Cache-Control": "no-store"}
_LOCAL = ("localhost", "127.0.0.1", "::1")
_ENDINGS = {"text/plain": ".txt", "text/html": ".html", "application/pdf": ".pdf"}

T = TypeVar("T")


def desk_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the editors' door, each under the site's path prefix."""
    door = _Door(site)
    return [
        Route(f"{site.base}/desk/login", door.login_page, methods=["GET"]),
        Route(f"{site.base}/desk/login", door.log_in, methods=["POST"]),
        Route(f"{site.base}/desk/logout", door.logout_page, methods=["GET"]),
        Route(f"{site.base}/desk/logout", door.log_out, methods=["POST"]),
        Route(f"{site.base}/desk/original/{{document_id}}", door.original, methods=["GET"]),
    ]


class _Door:
    def __init__(self, site: Site) -> None:
        self._site = site
        self._attempts = Attempts()
        # A pool of its own: however many try, readers' requests never wait behind them.
        self._pool = ThreadPoolExecutor(_AT_ONCE, "login")
        self._waiting = 0

    @cached_property
    def _access(self) -> Access:
        return Access(self._site.settings, open_record(self._site.settings.db))

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self._site.settings)

    @property
    def _mode(self) -> str:
        return desk_mode(self._site.settings)

    async def login_page(self, request: Request) -> Response:
        if self._mode == "oidc":
            try:
                return _go(outside_login())
            except SetupError as err:
                _LOG.warning("%s", err)
                return self._page(request, login_pages.no_login, 503)
        if self._mode == "off":
            return self._page(request, login_pages.read_only, 404)
        token = request.cookies.get(COOKIE, "")
        if await self._aside(lambda: self._access.of_token(token)):
            return _go(f"{self._site.base}/desk")
        return await self._form(request, 200)

    async def log_in(self, request: Request) -> Response:
        if self._mode != "passphrase":
            return self._page(request, login_pages.read_only, 404)
        form = await _fields(request) if self._from_here(request) else None
        if form is None:
            return await self._form(request, 400, "form")
        name = form.get("name", "").strip()[:_MAX_NAME]
        client = client_key(request.client.host if request.client else "")
        keys = (client, f"name {name}")
        wait = 60 if self._waiting >= _MAX_WAITING else self._attempts.take(*keys)
        if wait:
            answer = await self._form(request, 429, "wait")
            answer.headers["Retry-After"] = str(wait)
            return answer
        passphrase = form.get("passphrase", "")
        token = await self._aside(lambda: self._access.log_in(name, passphrase))
        if token is None:
            return await self._form(request, 403, "wrong")
        self._attempts.give_back(*keys)
        answer = _go(f"{self._site.base}/desk")
        self._set_cookie(request, answer, token, SESSION_HOURS * 3600)
        return answer

    async def logout_page(self, request: Request) -> Response:
        if self._mode == "off":
            return self._page(request, login_pages.read_only, 404)
        return self._page(request, login_pages.logout_page)

    async def log_out(self, request: Request) -> Response:
        if self._mode == "off":
            return self._page(request, login_pages.read_only, 404)
        if not self._from_here(request):
            return self._page(request, login_pages.logout_page, 400)
        if self._mode == "oidc":
            return _go(f"{self._site.base}/auth/logout")
        token = request.cookies.get(COOKIE, "")
        await self._aside(lambda: self._access.log_out(token))
        answer = _go(f"{self._site.base}/")
        self._set_cookie(request, answer, "", 0)
        return answer

    async def original(self, request: Request) -> Response:
        """The bytes of a report as they were collected, for an editor to save: whatever they are, no browser opens them."""
        if self._mode == "off":
            return self._page(request, login_pages.read_only, 404)
        if await self._aside(lambda: self._access.of_cookies(request.cookies)) is None:
            return PlainTextResponse("originals are for editors", 403, _UNKEPT)
        try:
            found = await self._aside(
                lambda: self._shelf.original(request.path_params["document_id"])
            )
        except QueryError as err:
            return PlainTextResponse(str(err), 404, _UNKEPT)
        document, content = found
        name = f"{document.document_id[:12]}{_ENDINGS.get(document.media_type, '.bin')}"
        told = _UNKEPT | {
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        }
        return Response(content, headers=told, media_type="application/octet-stream")

    async def _form(self, request: Request, status: int, fault: str = "") -> Response:
        known = await self._aside(self._access.has_editors)
        return self._page(request, login_pages.login_page, status, fault=fault, known=known)

    def _page(
        self, request: Request, make: Callable[..., str], status: int = 200, **more: object
    ) -> HTMLResponse:
        wanted = request.query_params.get("lang")
        language = i18n.negotiate(wanted, request.headers.get("accept-language", ""))
        base = self._site.base
        page = make(Addresses(base, base, self._site.asset("css")), language, **more)
        return HTMLResponse(page, status, headers={"Cache-Control": "no-store"})

    def _set_cookie(self, request: Request, answer: Response, token: str, seconds: int) -> None:
        """Keep the cookie out of reach for scripts and for other sites; for no seconds, drop it."""
        answer.set_cookie(
            COOKIE,
            token,
            max_age=seconds,
            path=f"{self._site.base}/",
            secure=self._is_safe(request),
            httponly=True,
            samesite="strict",
        )

    def _is_safe(self, request: Request) -> bool:
        """Whether the browser speaks https, be it to a proxy."""
        said = request.headers.get("x-forwarded-proto", request.url.scheme)
        return "https" in (said, urlsplit(self._site.settings.public_url).scheme)

    def _from_here(self, request: Request) -> bool:
        """Whether a form was sent from a page of ours. A browser says so in one header at least; nothing else is believed."""
        if not self._is_our_name(request.url.hostname or ""):
            return False
        site = request.headers.get("sec-fetch-site")
        if site is not None:
            return site == "same-origin"
        origin = urlsplit(request.headers.get("origin", "")).netloc
        ours = {request.headers.get("host"), urlsplit(self._site.settings.public_url).netloc}
        return bool(origin) and origin in ours

    def _is_our_name(self, host: str) -> bool:
        """A desk for this machine is not reached under a name of somebody else's (DNS rebinding)."""
        settings = self._site.settings
        if settings.address not in _LOCAL:
            return True
        ours = {*_LOCAL, *settings.hosts, urlsplit(settings.public_url).hostname}
        return host in ours

    async def _aside(self, ask: Callable[[], T]) -> T:
        """Ask the record outside the loop."""
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, ask)
        finally:
            self._waiting -= 1


async def _fields(request: Request) -> Mapping[str, str] | None:
    """The fields of a small form; None when it is no such thing."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        return None
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_FORM:
            return None
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=10
        )
    except ValueError:
        return None
    return dict(pairs)


def _go(address: str) -> RedirectResponse:
    return RedirectResponse(address, 303, headers={"Cache-Control": "no-store"})
