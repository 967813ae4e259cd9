"""HTTP routes of the base map: tiles of a local archive, the embedded world, raster tiles by way of us. Floor 2.

In: where the files are and which tile server the operator chose. Out: Starlette routes under ``<base>/basemap/``, and
the choices for the reader's map, best first. A reader's browser asks only us; nothing of a reader's request is passed on.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Literal

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from geodata.basemap.archive import WORLD_ATTRIBUTION, ArchiveInfo, describe
from geodata.basemap.raster import RasterError, RasterProxy, RasterSource, media_type_of
from geodata.errors import BasemapError

__all__ = ["BasemapChoice", "BasemapSettings", "basemap_routes", "choose"]

_WORLD_ZOOM = 6
_IMMUTABLE = "public, max-age=31536000, immutable"
_RASTER_AGE = "public, max-age=604800"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BasemapSettings:
    """What the operator chose.

    Raises
    ------
    BasemapError
        When ``raster_url`` is not a template of an http(s) address.
    """

    base: str  # "" or "/map", no slash at the end
    pmtiles: Path | None  # an archive of vector tiles
    raster_url: str | None  # an address with {z}, {x} and {y}
    raster_attribution: str
    world: Path  # the embedded world, made at set-up
    cache_dir: Path  # for raster tiles

    def __post_init__(self) -> None:
        if self.raster_url is not None:
            RasterSource(self.raster_url)


@dataclass(frozen=True, slots=True)
class BasemapChoice:
    """One base map that a reader's browser can draw."""

    kind: Literal["pmtiles", "raster", "world"]
    url: str
    max_zoom: int  # deepest zoom that has data of its own
    attribution: str  # plain text, always shown


@dataclass(frozen=True, slots=True)
class _World:
    token: str
    plain: bytes
    packed: bytes


def choose(settings: BasemapSettings) -> tuple[BasemapChoice, ...]:
    """Return the base maps that can be drawn now, best first.

    An archive or a world that cannot be read is left out and told in the log: a map without streets is better than none.
    """
    root = f"{settings.base}/basemap"
    choices = []
    if (info := _archive(settings)) is not None:
        url = f"{root}/tiles-{info.token}.pmtiles"
        choices.append(BasemapChoice("pmtiles", url, info.max_zoom, info.attribution))
    if settings.raster_url is not None:
        source = RasterSource(settings.raster_url)
        url = f"{root}/raster/{{z}}/{{x}}/{{y}}"
        choices.append(BasemapChoice("raster", url, source.max_zoom, settings.raster_attribution))
    if (world := _world(settings)) is not None:
        url = f"{root}/world-{world.token}.json"
        choices.append(BasemapChoice("world", url, _WORLD_ZOOM, WORLD_ATTRIBUTION))
    return tuple(choices)


def basemap_routes(settings: BasemapSettings) -> list[Route]:
    """Return the routes of the base map.

    Parameters
    ----------
    settings
        ``raster_url`` None means that there is no raster route at all.

    Returns
    -------
    list of Route
        ``tiles-<token>.pmtiles`` (Range, RFC 9110 §14), ``world-<token>.json``, ``raster/{z}/{x}/{y}``; all GET and HEAD.
    """

    async def tiles(request: Request) -> Response:
        info = await run_in_threadpool(_archive, settings)
        if info is None or request.path_params["token"] != info.token:
            return _missing("This archive of map tiles is not here any more; load the page again.")
        return _tiles(request, info)

    async def world(request: Request) -> Response:
        found = await run_in_threadpool(_world, settings)
        if found is None or request.path_params["token"] != found.token:
            return _missing("This map of the world is not here any more; load the page again.")
        return _world_response(request, found)

    root = f"{settings.base}/basemap"
    routes = [
        Route(f"{root}/tiles-{{token}}.pmtiles", tiles),
        Route(f"{root}/world-{{token}}.json", world),
    ]
    if settings.raster_url is not None:
        proxy = RasterProxy(RasterSource(settings.raster_url), settings.cache_dir)

        async def raster(request: Request) -> Response:
            try:
                data = await proxy.tile(*(request.path_params[name] for name in "zxy"))
            except RasterError as error:
                return PlainTextResponse(
                    str(error), error.status, headers={"Cache-Control": "no-store"}
                )
            return _raster(request, data)

        routes.append(Route(f"{root}/raster/{{z}}/{{x}}/{{y}}", raster))
    return routes


def _tiles(request: Request, info: ArchiveInfo) -> Response:
    etag = f'"{info.token}"'
    headers = {
        "ETag": etag,
        "Cache-Control": _IMMUTABLE,
        "X-Content-Type-Options": "nosniff",
        # Tiles are packed already; this keeps a compressing middleware from packing the whole archive again.
        "Content-Encoding": "identity",
    }
    if "range" not in request.headers and _is_known(request, etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return FileResponse(info.path, headers=headers, media_type="application/vnd.pmtiles")


def _world_response(request: Request, world: _World) -> Response:
    packs = "gzip" in request.headers.get("accept-encoding", "")
    etag = f'"{world.token}{"-gz" if packs else ""}"'
    headers = {
        "ETag": etag,
        "Cache-Control": _IMMUTABLE,
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    if _is_known(request, etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if packs:
        headers["Content-Encoding"] = "gzip"
    return Response(
        world.packed if packs else world.plain, headers=headers, media_type="application/geo+json"
    )


def _raster(request: Request, data: bytes) -> Response:
    etag = f'"{hashlib.blake2b(data, digest_size=8).hexdigest()}"'
    headers = {
        "ETag": etag,
        "Cache-Control": _RASTER_AGE,
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'",
    }
    if _is_known(request, etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(data, headers=headers, media_type=media_type_of(data))


def _is_known(request: Request, etag: str) -> bool:
    told = (
        tag.strip().removeprefix("W/")
        for tag in request.headers.get("if-none-match", "").split(",")
    )
    return etag in told


def _missing(sentence: str) -> Response:
    return PlainTextResponse(sentence, HTTPStatus.NOT_FOUND, headers={"Cache-Control": "no-store"})


def _archive(settings: BasemapSettings) -> ArchiveInfo | None:
    if settings.pmtiles is None or not settings.pmtiles.exists():
        return None
    try:
        status = settings.pmtiles.stat()
        return _described(settings.pmtiles, status.st_size, status.st_mtime_ns)
    except (BasemapError, OSError) as error:
        _log.warning("no base map from %s: %s", settings.pmtiles, error)
        return None


@lru_cache(maxsize=8)
def _described(path: Path, _size: int, _changed: int) -> ArchiveInfo:
    info = describe(path)
    if info.tile_type != "mvt":
        raise BasemapError(
            f"{str(path)!r} holds {info.tile_type} tiles, expected vector tiles (mvt); "
            "set HOLDGROUND_BASEMAP to another archive"
        )
    return info


def _world(settings: BasemapSettings) -> _World | None:
    try:
        status = settings.world.stat()
        return _packed(settings.world, status.st_size, status.st_mtime_ns)
    except OSError as error:
        _log.warning("no embedded world from %s: %s; run the set-up", settings.world, error)
        return None


@lru_cache(maxsize=8)
def _packed(path: Path, _size: int, _changed: int) -> _World:
    plain = path.read_bytes()
    token = hashlib.blake2b(plain, digest_size=8).hexdigest()
    return _World(token, plain, gzip.compress(plain, mtime=0))
