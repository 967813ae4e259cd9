"""Small archives and a small Range server for the tests of the base map; nothing leaves 127.0.0.1."""

from __future__ import annotations

import gzip
import random
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pmtiles.reader import MmapSource, Reader, all_tiles
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

ALMATY = (76.5, 43.0, 77.4, 43.6)
SHARED = (
    Path(__file__).resolve().parents[3] / "shared/basemap/tiles/almaty-kazakhstan-world.pmtiles"
)
OCEAN = gzip.compress(b"ocean", mtime=0)

Tiles = dict[tuple[int, int, int], bytes]


def tile_bytes(z: int, x: int, y: int) -> bytes:
    """Return a body that no other tile has; a third of the world is ocean."""
    if z > 1 and x < (1 << z) // 3:
        return OCEAN
    body = random.Random(f"{z}/{x}/{y}").randbytes(100 + (x * 7 + y) % 400)
    return gzip.compress(body, mtime=0)


def write_archive(
    path: Path,
    *,
    max_zoom: int = 5,
    more: Tiles | None = None,
    tile_type: TileType = TileType.MVT,
    metadata: dict[str, object] | None = None,
) -> Path:
    """Write the whole world to ``max_zoom`` and ``more`` tiles."""
    tiles = {
        (z, x, y): tile_bytes(z, x, y)
        for z in range(max_zoom + 1)
        for x in range(1 << z)
        for y in range(1 << z)
    } | (more or {})
    with path.open("wb") as file:
        writer = Writer(file)
        for zxy in sorted(tiles, key=lambda zxy: zxy_to_tileid(*zxy)):
            writer.write_tile(zxy_to_tileid(*zxy), tiles[zxy])
        writer.finalize(
            {"tile_type": tile_type, "tile_compression": Compression.GZIP},
            metadata
            if metadata is not None
            else {"name": "tiny", "vector_layers": [{"id": "earth"}]},
        )
    return path


def read_tiles(path: Path) -> Tiles:
    """Return every tile of an archive."""
    with path.open("rb") as file:
        return dict(all_tiles(MmapSource(file)))


def read_metadata(path: Path) -> dict[str, object]:
    """Return the metadata of an archive."""
    with path.open("rb") as file:
        return dict(Reader(MmapSource(file)).metadata())


@dataclass
class Behaviour:
    """How the server misbehaves, and what it saw."""

    body: bytes
    etag: str = '"one"'
    ignore_range: bool = False
    status: int | None = None
    busy_first: int = 0  # this many requests are answered 503
    cut_after: int | None = None  # after this many requests bodies break off half way
    etag_after: int | None = None  # after this many requests the archive is another one
    content_type: str = "application/octet-stream"
    location: str = ""
    delay: float = 0  # seconds before each answer
    ranges: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


@contextmanager
def range_server(behaviour: Behaviour) -> Iterator[str]:
    """Serve ``behaviour.body`` on loopback; yields its address."""

    connections: list[socket.socket] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 5

        def setup(self) -> None:
            super().setup()
            connections.append(self.connection)

        def do_GET(self) -> None:
            with behaviour.lock:
                behaviour.ranges.append(self.headers.get("Range", ""))
                behaviour.headers.append({k.lower(): v for k, v in self.headers.items()})
                behaviour.paths.append(self.path)
                count = len(behaviour.ranges)
            _answer(self, behaviour, count)

        def log_message(self, *_: object) -> None:
            pass

    with _running(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as port:
        yield f"http://127.0.0.1:{port}/world.pmtiles"
        for connection in connections:  # a client may keep its connection; do not wait for it
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def _running(server: ThreadingHTTPServer) -> Iterator[int]:
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _answer(handler: BaseHTTPRequestHandler, behaviour: Behaviour, count: int) -> None:
    if behaviour.status or count <= behaviour.busy_first:
        handler.send_response(behaviour.status or 503)
        handler.send_header("Location", behaviour.location)
        handler.send_header("Content-Length", "0")
        handler.end_headers()
        return
    time.sleep(behaviour.delay)
    changed = behaviour.etag_after is not None and count > behaviour.etag_after
    asked = re.fullmatch(r"bytes=(\d+)-(\d+)", handler.headers.get("Range", ""))
    if asked is None or behaviour.ignore_range:
        first, last, code = 0, len(behaviour.body) - 1, 200
    else:
        first, last, code = int(asked[1]), min(int(asked[2]), len(behaviour.body) - 1), 206
    part = behaviour.body[first : last + 1]
    handler.send_response(code)
    handler.send_header("ETag", '"two"' if changed else behaviour.etag)
    handler.send_header("Content-Length", str(len(part)))
    handler.send_header("Content-Type", behaviour.content_type)
    handler.send_header("Set-Cookie", "track=1")
    if code == 206:
        handler.send_header("Content-Range", f"bytes {first}-{last}/{len(behaviour.body)}")
    handler.end_headers()
    if behaviour.cut_after is not None and count > behaviour.cut_after:
        handler.wfile.write(part[: len(part) // 2])
        handler.close_connection = True
    else:
        with suppress(OSError):
            handler.wfile.write(part)
