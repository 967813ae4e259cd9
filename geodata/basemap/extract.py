"""Copies one area out of an archive of map tiles into a new, smaller archive. Floor 1, an edge module.

In: a PMTiles archive (a path, or an address that serves Range requests) and a box. Out: a PMTiles archive with the
whole world at low zooms and the box at high ones, written aside and moved in place when it is whole.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import httpx

from geodata.basemap.cover import Bbox, buffered, checked, covering, whole_world
from geodata.basemap.directory import Header, Run, read_header, read_metadata, runs_in
from geodata.basemap.part import Part
from geodata.basemap.plan import Blob, Request, requests_for
from geodata.basemap.source import Source, open_source
from geodata.basemap.writing import new_header, new_metadata, write_archive
from geodata.errors import BasemapError

__all__ = [
    "PUBLIC_BUILDS",
    "SIZE_LIMIT",
    "Extract",
    "Progress",
    "candidates",
    "extract",
    "first_available",
]

SIZE_LIMIT = 400_000_000
"""Bytes of tiles that one extract may hold unless told otherwise; a city with its surroundings needs 20-60 MB."""

PUBLIC_BUILDS = "https://build.protomaps.com/{day:%Y%m%d}.pmtiles"
"""Daily builds of the whole world by Protomaps; each is kept for some days only."""

Progress = Callable[[int, int], None]
"""Called with bytes of tiles that are here, and bytes in all."""

_WORKERS = 4
_DEEPEST = 22
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Extract:
    """What an extract did."""

    path: Path
    source: str
    bbox: Bbox  # as asked for, before the buffer
    min_zoom: int
    max_zoom: int
    tiles: int  # addressed tiles
    size: int  # bytes of the new archive
    fetched: int  # bytes of tiles read from the source in this run, gaps between tiles included
    reused: int  # bytes of tiles kept from an interrupted run
    requests: int  # reads of tile data in this run


def extract(  # noqa: PLR0913 - all but three are options, told by keyword
    source: str,
    bbox: Bbox,
    out: Path,
    *,
    max_zoom: int = 14,
    world_zoom: int = 5,
    size_limit: int = SIZE_LIMIT,
    progress: Progress | None = None,
) -> Extract:
    """Copy the tiles of a box, and the world at low zooms, into a new archive.

    Parameters
    ----------
    source
        Path or ``http(s)`` address of a PMTiles archive of version 3 with vector tiles.
    bbox
        West, south, east, north in EPSG:4326 degrees; a little is added on each side.
    out
        The new archive; an old one is replaced only when the new one is whole. ``<out>.part`` holds what was
        fetched until then, so the same call goes on where an interrupted one stopped.
    max_zoom
        Deepest zoom inside the box; the source's own deepest when that is less.
    world_zoom
        Deepest zoom at which the whole world is kept.
    size_limit
        Most bytes of tiles; checked before any tile is fetched.
    progress
        Told after each stretch that arrived.

    Returns
    -------
    Extract
        Counts and sizes.

    Raises
    ------
    BasemapError
        When the source cannot be read, has nothing in the box, or changes underway; when the area is larger than
        ``size_limit`` or the disk.

    Examples
    --------
    >>> extract("world.pmtiles", (76.5, 43.0, 77.4, 43.6), Path("almaty.pmtiles"))  # doctest: +SKIP

    References
    ----------
    PMTiles specification, version 3; the command ``pmtiles extract``.
    """
    if not (0 <= world_zoom <= _DEEPEST and 0 <= max_zoom <= _DEEPEST):
        raise BasemapError(
            f"the zooms {world_zoom} (world) and {max_zoom} (box) do not fit; "
            f"expected 0 to {_DEEPEST}, usually 5 and 14"
        )
    world_zoom = min(world_zoom, max_zoom)
    box = buffered(checked(bbox))
    with open_source(source) as archive:
        header = read_header(archive)
        _check_target(archive, header, out)
        deepest = min(max_zoom, header.max_zoom)
        runs = _runs(archive, header, box, world_zoom, deepest)
        blobs = {(run.offset, run.length) for run in runs}
        _check_room(archive.name, sum(length for _, length in blobs), size_limit, out)
        with Part(out.with_name(out.name + ".part"), f"{archive.name} {archive.identity}") as part:
            reused = blobs & part.held()
            plan = requests_for(blobs - reused)
            _fetch(archive, header, plan, part, _Counter(progress, blobs, reused))
            metadata = new_metadata(read_metadata(archive, header), box, world_zoom, deepest)
            tiles = write_archive(out, runs, part, new_header(header, bbox, deepest), metadata)
            part.remove()
    _log.info("%s: %d tiles from %s", out, tiles, source)
    return Extract(
        path=out,
        source=source,
        bbox=bbox,
        min_zoom=header.min_zoom,
        max_zoom=deepest,
        tiles=tiles,
        size=out.stat().st_size,
        fetched=sum(request.length for request in plan),
        reused=sum(length for _, length in reused),
        requests=len(plan),
    )


def candidates(today: date) -> list[str]:
    """Return the addresses of the public builds of the last seven days, newest first."""
    return [PUBLIC_BUILDS.format(day=today - timedelta(days=ago)) for ago in range(7)]


def first_available(urls: Sequence[str], client: httpx.Client) -> str:
    """Return the first address that serves the beginning of a PMTiles archive by Range.

    Raises
    ------
    BasemapError
        When none does; says what each answered.
    """
    answers = []
    for url in urls:
        try:
            with client.stream("GET", url, headers={"Range": "bytes=0-6"}) as response:
                partial = response.status_code == httpx.codes.PARTIAL_CONTENT
                if partial and next(response.iter_raw(), b"")[:7] == b"PMTiles":
                    return url
                answers.append(f"HTTP {response.status_code}")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            answers.append(str(error) or type(error).__name__)
    raise BasemapError(
        f"none of {len(urls)} addresses has a tile archive ({'; '.join(dict.fromkeys(answers))}); check the network, "
        "or give a path or an address with --source"
    )


class _Counter:
    """Adds up bytes of tiles and tells them."""

    def __init__(self, progress: Progress | None, blobs: set[Blob], reused: set[Blob]) -> None:
        self._progress = progress
        self._total = sum(length for _, length in blobs)
        self._done = 0
        self.add(reused)

    def add(self, blobs: set[Blob] | tuple[Blob, ...]) -> None:
        self._done += sum(length for _, length in blobs)
        if self._progress:
            self._progress(self._done, self._total)


def _runs(archive: Source, header: Header, box: Bbox, world_zoom: int, deepest: int) -> list[Run]:
    world = whole_world(min(world_zoom, deepest))
    inside = covering(box, range(world_zoom + 1, deepest + 1))
    runs = runs_in(archive, header, [world, *inside])
    if not runs or (inside and runs[-1].tile_id < world[1]):
        raise BasemapError(
            f"{archive.name!r} has no tiles of zoom {world_zoom + 1} to {deepest} in the box "
            f"{','.join(f'{edge:g}' for edge in box)}; its bounds are "
            f"{','.join(f'{edge:g}' for edge in header.bounds)}: give a box inside them or another source"
        )
    return runs


def _check_target(archive: Source, header: Header, out: Path) -> None:
    if header.tile_type != "mvt":
        raise BasemapError(
            f"{archive.name!r} holds {header.tile_type} tiles, expected vector tiles (mvt); use another source"
        )
    if out.is_dir():
        raise BasemapError(f"{str(out)!r} is a folder; give the name of the new .pmtiles file")
    if Path(archive.name).exists() and out.exists() and out.samefile(archive.name):
        raise BasemapError(f"{str(out)!r} is the source itself; give another name for the new file")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BasemapError(
            f"the folder {str(out.parent)!r} cannot be made ({error.strerror}); give one that can be written"
        ) from error


def _check_room(name: str, need: int, limit: int, out: Path) -> None:
    if need > limit:
        raise BasemapError(
            f"this area of {name!r} has {need / 1e6:,.0f} MB of tiles, at most {limit / 1e6:,.0f} MB are taken; "
            "give a smaller --bbox or a lower --max-zoom (each zoom less is about a quarter)"
        )
    # The part and the new archive lie here; the writer keeps its tiles in the folder for temporary files.
    for folder, times in ((out.parent, 2), (Path(tempfile.gettempdir()), 1)):
        free = shutil.disk_usage(folder).free
        if free < need * times + 10_000_000:
            raise BasemapError(
                f"{str(folder)!r} has {free / 1e6:,.0f} MB free, {(need * times + 1e7) / 1e6:,.0f} MB are needed; "
                "make room or give another place"
            )


def _fetch(
    archive: Source, header: Header, plan: list[Request], part: Part, counter: _Counter
) -> None:
    """Read the stretches with a few workers; only this thread writes."""

    def read(request: Request) -> tuple[Request, bytes]:
        return request, archive.read(header.tiles[0] + request.offset, request.length)

    waiting = iter(plan)
    with ThreadPoolExecutor(_WORKERS, thread_name_prefix="basemap") as workers:
        running: set[Future[tuple[Request, bytes]]] = set()
        try:
            while True:
                # A window, not everything at once: what has arrived waits in memory.
                while len(running) < 2 * _WORKERS and (request := next(waiting, None)):
                    running.add(workers.submit(read, request))
                if not running:
                    return
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    request, data = future.result()
                    part.put(_cut(request, data))
                    counter.add(request.blobs)
        except BaseException:
            workers.shutdown(wait=False, cancel_futures=True)
            archive.close()  # ends the waiting between attempts
            raise


def _cut(request: Request, data: bytes) -> Iterator[tuple[int, bytes]]:
    for offset, length in request.blobs:
        start = offset - request.offset
        yield offset, data[start : start + length]
