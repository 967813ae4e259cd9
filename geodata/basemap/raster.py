"""Raster tiles fetched once, kept on disk, served by us. Floor 1, an edge module.

In: an address template that the operator set, and z/x/y as a reader wrote them. Out: bytes of an image. A reader's
address, headers and cookies never reach the tile server: each request is made from nothing but z, x and y.
"""

from __future__ import annotations

import asyncio
import hashlib
import http.cookiejar
import logging
import re
import threading
import time
import weakref
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from geodata.errors import BasemapError

__all__ = ["RasterError", "RasterProxy", "RasterSource", "media_type_of"]

MAX_ZOOM = 19

_USER_AGENT = "holdground basemap proxy (keeps tiles for 7 days)"
_MOST_BYTES = 1_000_000
_MOST_SECONDS = 10.0
_FRESH_SECONDS = 7 * 86_400
_REST_SECONDS = 30.0  # after a failure the tile server is left alone for this tile
_WORKERS = 6
_MOST_WAITING = 200
_CACHE_BYTES = 500_000_000
_NUMBER = re.compile("0|[1-9][0-9]{0,6}")
_log = logging.getLogger(__name__)

Tile = tuple[int, int, int]


class RasterError(BasemapError):
    """A tile cannot be given; the message is one sentence for the reader."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        self.status = status
        super().__init__(sentence)


class _UpstreamError(Exception):
    """The tile server did not give an image."""


@dataclass(frozen=True, slots=True)
class RasterSource:
    """An address with ``{z}``, ``{x}`` and ``{y}`` in its path or query.

    Raises
    ------
    BasemapError
        When the scheme, the host or the places are not as they must be.
    """

    template: str
    max_zoom: int = MAX_ZOOM

    def __post_init__(self) -> None:
        parts = urlsplit(self.template)
        behind = parts.path + "?" + parts.query
        places = sorted(re.findall(r"\{[^}]*\}", behind))
        whole = (
            parts.scheme in {"http", "https"}
            and parts.hostname
            and not set("{}") & set(parts.netloc)
            and places == ["{x}", "{y}", "{z}"]
        )
        if not whole:
            raise BasemapError(
                f"the address of raster tiles {self.template!r} is not a template; expected http or https, a fixed host, "
                "and {z}, {x} and {y} once each, such as https://tiles.example.org/{z}/{x}/{y}.png"
            )

    def url(self, tile: Tile) -> str:
        """Return the address of one tile."""
        z, x, y = (str(number) for number in tile)
        return self.template.replace("{z}", z).replace("{x}", x).replace("{y}", y)


class RasterProxy:
    """Fetches each tile once for all who wait for it, and keeps it on disk.

    Parameters
    ----------
    source
        Where tiles come from.
    cache_dir
        Tiles lie below it in a folder of their own for each source.
    cache_bytes
        When the folder grows over this, the tiles that were fetched longest ago go.
    """

    def __init__(
        self, source: RasterSource, cache_dir: Path, *, cache_bytes: int = _CACHE_BYTES
    ) -> None:
        self._source = source
        self._cache = _Cache(
            cache_dir / hashlib.blake2b(source.template.encode(), digest_size=8).hexdigest(),
            cache_bytes,
        )
        no_cookies = http.cookiejar.DefaultCookiePolicy(allowed_domains=[])
        self._client = httpx.Client(
            headers={"User-Agent": _USER_AGENT, "Accept-Encoding": "identity"},
            cookies=http.cookiejar.CookieJar(policy=no_cookies),
            follow_redirects=False,
            timeout=httpx.Timeout(5.0),
        )
        weakref.finalize(self, self._client.close)
        self._workers = ThreadPoolExecutor(_WORKERS, thread_name_prefix="raster")
        self._lock = threading.Lock()
        self._underway: dict[Tile, Future[bytes]] = {}
        self._resting: dict[Tile, tuple[float, RasterError]] = {}

    async def tile(self, z: str, x: str, y: str) -> bytes:
        """Return the image of a tile.

        Parameters
        ----------
        z, x, y
            As they stand in the reader's URL; anything may be in them.

        Raises
        ------
        RasterError
            404 when there is no such tile, 502 when the tile server fails and nothing is kept, 503 when too many wait.
        """
        tile = self._checked(z, x, y)
        # Shielded: a reader who leaves must not take the tile from the others who wait for it.
        return await asyncio.shield(asyncio.wrap_future(self._asked(tile)))

    def _checked(self, z: str, x: str, y: str) -> Tile:
        if all(_NUMBER.fullmatch(number) for number in (z, x, y)):
            zoom, column, row = int(z), int(x), int(y)
            if zoom <= self._source.max_zoom and max(column, row) < 1 << zoom:
                return zoom, column, row
        raise RasterError(
            HTTPStatus.NOT_FOUND,
            f"There is no such tile; zoom is 0 to {self._source.max_zoom}, and x and y are less than two to the power of it.",
        )

    def _asked(self, tile: Tile) -> Future[bytes]:
        with self._lock:
            if tile in self._underway:
                return self._underway[tile]
            if len(self._underway) >= _MOST_WAITING:
                raise RasterError(
                    HTTPStatus.SERVICE_UNAVAILABLE,
                    "Too many tiles are being fetched; try again in a few seconds.",
                )
            future = self._workers.submit(self._given, tile)
            self._underway[tile] = future
        future.add_done_callback(lambda _: self._done(tile))
        return future

    def _done(self, tile: Tile) -> None:
        with self._lock:
            self._underway.pop(tile, None)

    def _given(self, tile: Tile) -> bytes:
        kept, age = self._cache.read(tile)
        if kept is not None and age < _FRESH_SECONDS:
            return kept
        failure = self._rest(tile)
        if failure is None:
            try:
                data = self._fetched(tile)
            except (RasterError, _UpstreamError, httpx.HTTPError) as error:
                failure = self._failed(tile, error)
            else:
                self._cache.write(tile, data)
                return data
        if kept is not None:
            return kept
        raise failure

    def _fetched(self, tile: Tile) -> bytes:
        until = time.monotonic() + _MOST_SECONDS
        with self._client.stream("GET", self._source.url(tile)) as response:
            if response.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.NO_CONTENT}:
                raise RasterError(HTTPStatus.NOT_FOUND, "The tile server has no such tile.")
            kind = response.headers.get("content-type", "")
            if response.status_code != HTTPStatus.OK or not kind.startswith("image/"):
                raise _UpstreamError(f"it answered {response.status_code} with {kind!r}")
            body = bytearray()
            for chunk in response.iter_raw():
                body += chunk
                if len(body) > _MOST_BYTES or time.monotonic() > until:
                    raise _UpstreamError(f"it is too large or too slow ({len(body)} bytes)")
        data = bytes(body)
        media_type_of(data)
        return data

    def _failed(
        self, tile: Tile, error: RasterError | _UpstreamError | httpx.HTTPError
    ) -> RasterError:
        if isinstance(error, RasterError):
            told = error
        else:
            _log.warning("raster tile %s: %s", "/".join(map(str, tile)), error)
            told = RasterError(
                HTTPStatus.BAD_GATEWAY, "The tile server did not give this tile; try again later."
            )
        with self._lock:
            if len(self._resting) > 10_000:
                self._resting.clear()
            self._resting[tile] = time.monotonic() + _REST_SECONDS, told
        return told

    def _rest(self, tile: Tile) -> RasterError | None:
        with self._lock:
            until, told = self._resting.get(tile, (0.0, None))
            if told is not None and time.monotonic() < until:
                return RasterError(told.status, str(told))
            self._resting.pop(tile, None)
            return None


class _Cache:
    """Plain files, written aside and moved in place; the oldest go when the folder is full."""

    def __init__(self, folder: Path, most: int) -> None:
        self._folder = folder
        self._most = most
        self._size: int | None = None
        self._lock = threading.Lock()

    def read(self, tile: Tile) -> tuple[bytes | None, float]:
        """Return the image and its age in seconds, or None."""
        path = self._path(tile)
        try:
            return path.read_bytes(), time.time() - path.stat().st_mtime
        except OSError:
            return None, 0.0

    def write(self, tile: Tile, data: bytes) -> None:
        """Keep an image; a full or read-only disk costs the keeping, not the tile."""
        path = self._path(tile)
        aside = path.with_name(f".{path.name}.new")  # one worker at a time holds a tile
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(data)
            aside.replace(path)
            self._make_room(len(data))
        except OSError as error:
            _log.warning("raster tile %s is not kept: %s", path, error)

    def _path(self, tile: Tile) -> Path:
        z, x, y = (str(number) for number in tile)
        return self._folder / z / x / y

    def _make_room(self, added: int) -> None:
        with self._lock:
            if self._size is not None:
                self._size += added
                if self._size <= self._most:
                    return
            files = [(path, path.stat()) for path in self._folder.rglob("[0-9]*") if path.is_file()]
            files.sort(key=lambda file: file[1].st_mtime)
            self._size = sum(status.st_size for _, status in files)
            if self._size <= self._most:
                return
            for path, status in files:
                path.unlink(missing_ok=True)
                self._size -= status.st_size
                if self._size <= self._most * 0.8:
                    return


def media_type_of(data: bytes) -> str:
    """Return the media type by the first bytes; only kinds of image that cannot hold script.

    Raises
    ------
    _UpstreamError
        When it is none of them.
    """
    for start, kind in (
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF8", "image/gif"),
    ):
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    raise _UpstreamError("it is not a PNG, JPEG, GIF or WebP image")
