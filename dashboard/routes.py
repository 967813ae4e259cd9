"""Plain HTTP: data, pages that need no session, and the built front end. Everything a reader needs to see the map is here."""

from __future__ import annotations

import gzip
import json
from collections.abc import Awaitable, Callable
from pathlib import PurePosixPath

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard import i18n, reading_pages
from dashboard.basemap_routes import basemap_routes
from dashboard.cards import card, corrections_of
from dashboard.desk_routes import desk_routes
from dashboard.front_page import (
    Preview,
    embed_page,
    front_page,
    site_description,
    site_title,
)
from dashboard.http import IMMUTABLE, REVALIDATE, etag_of, kept, refusal
from dashboard.plain_page import Addresses
from dashboard.query import parse_query
from dashboard.site import BRAND, STATIC, Site
from geodata.errors import GeodataError, QueryError
from geodata.index import Index, Query

__all__ = ["routes"]

JSON = "application/json"
GEOJSON = "application/geo+json"
_OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""The data is public and carries no cookie: any page may read it."""

PAGES = ("", "map", "episodes", "sources", "corrections", "about", "desk")
"""Paths of the app's pages, as ``app_pages/main.py`` names them."""

Handler = Callable[[Request], Awaitable[Response]]


def routes(site: Site) -> list[BaseRoute]:
    """Return every route of ours, each under the site's path prefix."""
    made = _Routes(site)
    table: list[tuple[str, Handler]] = [
        ("/data/meta.json", made.meta),
        ("/data/events.geojson", made.features),
        ("/data/{token}/events.bin", made.payload),
        ("/data/{token}/text.json", made.texts),
        ("/data/{token}/frame.json", made.frame_json),
        ("/data/{token}/events/{event_id}.json", made.card),
        ("/ui/{language}.json", made.catalogue),
        ("/frame/{name}.js", made.frame_script),
        ("/assets/{path:path}", made.asset),
        *((f"/{page}", made.front_page) for page in PAGES),
        ("/icon.svg", made.icon),
        ("/embed", made.embed),
        ("/data/corrections.json", made.corrections),
        ("/e/{event_id}", made.event_page),
        ("/p/{place_id}", made.place_page),
    ]
    own: list[BaseRoute] = [Route(site.base + path, _told(handler)) for path, handler in table]
    return [*own, *desk_routes(site), *basemap_routes(site.basemap)]


def _told(handler: Handler) -> Handler:
    """Turn our errors into one sentence; anything else is the server's 500."""

    async def answered(request: Request) -> Response:
        try:
            return await handler(request)
        except QueryError as err:
            return refusal(400, str(err))
        except GeodataError as err:
            return refusal(503, str(err))

    return answered


class _Routes:
    def __init__(self, site: Site) -> None:
        self._site = site

    async def meta(self, request: Request) -> Response:
        body = json.dumps(self._site.data.snapshot().meta).encode()
        return kept(request, body, JSON, etag=etag_of(body), cache=REVALIDATE, headers=_OPEN)

    async def features(self, request: Request) -> Response:
        snapshot = self._site.data.snapshot()
        query = parse_query(request.query_params, snapshot.index)
        etag = etag_of(f"{snapshot.token}?{request.url.query}".encode())
        # GeoPandas takes its time with many events; the loop stays free for other readers.
        body = await run_in_threadpool(self._collect, snapshot.index, query)
        return kept(
            request, body, GEOJSON, etag=etag, cache=REVALIDATE, gzipped=True, headers=_OPEN
        )

    def _collect(self, index: Index, query: Query) -> bytes:
        from geodata.layers import feature_collection  # noqa: PLC0415 - geopandas takes a second to load

        rows = index.find(query)
        collection = feature_collection(index, rows[: query.limit])
        text = json.dumps(collection | {"numberMatched": len(rows)}, ensure_ascii=False)
        return gzip.compress(text.encode("utf-8", "replace"), 5, mtime=0)

    async def payload(self, request: Request) -> Response:
        return self._versioned(request, "payload", "application/octet-stream")

    async def texts(self, request: Request) -> Response:
        return self._versioned(request, "texts", JSON)

    async def frame_json(self, request: Request) -> Response:
        return self._versioned(request, "frame", JSON)

    def _versioned(self, request: Request, part: str, media_type: str) -> Response:
        """One of the parts of the current version; an address of another version is gone."""
        snapshot = self._site.data.snapshot()
        if request.path_params["token"] != snapshot.token:
            return refusal(
                404,
                f"there is no version {request.path_params['token'][:40]!r} any more; load again",
            )
        body: bytes = getattr(snapshot, part)
        etag = f'"{snapshot.token}-{part}"'
        return kept(request, body, media_type, etag=etag, gzipped=True, headers=_OPEN)

    async def card(self, request: Request) -> Response:
        snapshot = self._site.data.snapshot()
        if request.path_params["token"] != snapshot.token:
            return refusal(
                404,
                f"there is no version {request.path_params['token'][:40]!r} any more; load again",
            )
        event_id = request.path_params["event_id"]
        found = card(snapshot, event_id)
        if event_id in snapshot.tombstones and found is None:
            return refusal(410, f"the event {event_id!r} was withdrawn")
        if found is None:
            return refusal(404, f"there is no event {event_id[:80]!r}")
        body = json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")
        return kept(request, body, JSON, etag=etag_of(body), headers=_OPEN)

    async def corrections(self, request: Request) -> Response:
        body = json.dumps(corrections_of(self._site.data.snapshot()), ensure_ascii=False).encode()
        return kept(request, body, JSON, etag=etag_of(body), cache=REVALIDATE, headers=_OPEN)

    async def catalogue(self, request: Request) -> Response:
        language = request.path_params["language"]
        if language not in i18n.LANGUAGES:
            return refusal(
                404,
                f"there is no language {language[:20]!r}; there are {', '.join(i18n.LANGUAGES)}",
            )
        body = i18n.browser_catalogue(language)
        current = request.query_params.get("v") == i18n.fingerprint(language)
        return kept(
            request, body, JSON, etag=etag_of(body), cache=IMMUTABLE if current else REVALIDATE
        )

    async def frame_script(self, request: Request) -> Response:
        script, address = self._site.frame()
        current = address.endswith(f"/{request.path_params['name']}.js")
        body = script.encode()
        cache = IMMUTABLE if current else REVALIDATE
        return kept(request, body, "text/javascript", etag=etag_of(body), cache=cache)

    async def asset(self, request: Request) -> Response:
        path = PurePosixPath(request.path_params["path"])
        try:
            file = (STATIC / path).resolve()
            known = file.is_relative_to(STATIC.resolve()) and file.is_file()
        except (OSError, ValueError):  # a name too long for the disk, or one that holds U+0000
            known = False
        if not known:
            return refusal(404, f"there is no file {str(path)[:80]!r}")
        return FileResponse(file, headers={"Cache-Control": IMMUTABLE})

    async def icon(self, _request: Request) -> Response:
        return FileResponse(BRAND / "icon.svg", headers={"Cache-Control": REVALIDATE})

    async def front_page(self, request: Request) -> Response:
        """Streamlit's page; its preview is that of the event that the link picks, if it picks one."""
        language = self._language(request)
        index = self._site.data.snapshot().index
        picked = index.row.get(request.query_params.get("e", ""))
        event = None if picked is None else index.events[picked]
        preview = Preview(
            title=event.title if event else site_title(language),
            description=event.summary if event else site_description(language),
            url=f"{self._root(request)}{request.url.path.removeprefix(self._site.base)}",
            language=language,
        )
        page = front_page(preview, self._site.base)
        return HTMLResponse(page, headers={"Cache-Control": "no-cache", "Vary": "Accept-Language"})

    async def embed(self, request: Request) -> Response:
        language = self._language(request)
        config = self._site.config(
            self._site.data.snapshot(), language, share_base=f"{self._site.base}/embed"
        )
        page = embed_page(config, css=self._site.asset("css"), js=self._site.asset("js"))
        return HTMLResponse(page, headers={"Cache-Control": REVALIDATE, "Vary": "Accept-Language"})

    async def event_page(self, request: Request) -> Response:
        event_id = request.path_params["event_id"]
        snapshot = self._site.data.snapshot()
        if event_id in snapshot.tombstones and event_id not in snapshot.index.row:
            page = reading_pages.tombstone_page(
                snapshot, event_id, self._language(request), self._addresses(request)
            )
            return HTMLResponse(page, 410, headers={"Cache-Control": "no-store"})
        return self._page(
            request, reading_pages.event_page, event_id, f"there is no event {event_id[:80]!r}"
        )

    async def place_page(self, request: Request) -> Response:
        place_id = request.path_params["place_id"]
        return self._page(
            request, reading_pages.place_page, place_id, f"there is no place {place_id[:80]!r}"
        )

    def _page(
        self, request: Request, make: Callable[..., str | None], subject: str, missing: str
    ) -> Response:
        at = self._addresses(request)
        page = make(self._site.data.snapshot(), subject, self._language(request), at)
        if page is None:
            return refusal(404, missing)
        body = page.encode("utf-8", "replace")
        headers = {"Vary": "Accept-Encoding, Accept-Language"}
        return kept(
            request, body, "text/html", etag=etag_of(body), cache=REVALIDATE, headers=headers
        )

    def _addresses(self, request: Request) -> Addresses:
        return Addresses(self._root(request), self._site.base, self._site.asset("css"))

    def _root(self, request: Request) -> str:
        """The address of the site as readers know it."""
        asked = f"{str(request.base_url).rstrip('/')}{self._site.base}"
        return self._site.settings.public_url or asked

    def _language(self, request: Request) -> str:
        accepted = request.headers.get("accept-language", "")
        return i18n.negotiate(request.query_params.get("lang"), accepted)
