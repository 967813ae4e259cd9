"""The caching proxy for raster tiles: one request per tile, nothing of the reader in it, whatever the other server does."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from basemap_helpers import Behaviour, range_server, write_archive
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.testclient import TestClient

from dashboard.basemap_routes import BasemapSettings, basemap_routes
from geodata.basemap import raster

PNG = b"\x89PNG\r\n\x1a\n" + bytes(300)
WORLD = {"type": "FeatureCollection", "features": [], "attribution": "x" * 3000}


@pytest.fixture
def site(tmp_path: Path) -> BasemapSettings:
    world = tmp_path / "world.json"
    world.write_text(json.dumps(WORLD), encoding="utf-8")
    return BasemapSettings(
        base="/map",
        pmtiles=write_archive(tmp_path / "a.pmtiles", max_zoom=3),
        raster_url=None,
        raster_attribution="",
        world=world,
        cache_dir=tmp_path / "cache",
    )


def _client(site: BasemapSettings) -> TestClient:
    middleware = [Middleware(GZipMiddleware, minimum_size=100)]
    return TestClient(Starlette(routes=basemap_routes(site), middleware=middleware))


def _with_raster(site: BasemapSettings, url: str) -> BasemapSettings:
    return BasemapSettings(
        base=site.base,
        pmtiles=None,
        raster_url=url.replace("world.pmtiles", "{z}/{x}/{y}.png?key=k"),
        raster_attribution="© Somebody",
        world=site.world,
        cache_dir=site.cache_dir,
    )


@pytest.fixture
def upstream() -> Iterator[tuple[Behaviour, str]]:
    behaviour = Behaviour(PNG, content_type="image/png")
    with range_server(behaviour) as url:
        yield behaviour, url


def test_without_an_address_there_is_no_raster_route(site: BasemapSettings) -> None:
    assert _client(site).get("/map/basemap/raster/0/0/0").status_code == 404


def test_a_tile_is_fetched_once_and_kept(
    site: BasemapSettings, upstream: tuple[Behaviour, str]
) -> None:
    behaviour, url = upstream
    settings = _with_raster(site, url)
    client = _client(settings)

    first = client.get("/map/basemap/raster/3/5/2")
    again = client.get("/map/basemap/raster/3/5/2")
    restarted = _client(settings).get("/map/basemap/raster/3/5/2")

    assert first.content == again.content == restarted.content == PNG
    assert first.headers["content-type"] == "image/png"
    assert first.headers["x-content-type-options"] == "nosniff"
    assert behaviour.paths == ["/3/5/2.png?key=k"]
    known = client.get(
        "/map/basemap/raster/3/5/2", headers={"If-None-Match": first.headers["etag"]}
    )
    assert known.status_code == 304


def test_nothing_of_the_reader_reaches_the_tile_server(
    site: BasemapSettings, upstream: tuple[Behaviour, str]
) -> None:
    behaviour, url = upstream
    told = {
        "Cookie": "session=secret",
        "Referer": "https://reader.example/",
        "X-Forwarded-For": "203.0.113.9",
        "User-Agent": "reader",
        "Accept-Language": "kk",
    }
    client = _client(_with_raster(site, url))

    client.get("/map/basemap/raster/1/0/0?who=reader", headers=told)
    client.get("/map/basemap/raster/1/0/1", headers=told)

    for headers in behaviour.headers:
        assert set(headers) <= {"host", "accept", "accept-encoding", "connection", "user-agent"}
        assert headers["user-agent"].startswith("holdground")
    assert behaviour.paths == ["/1/0/0.png?key=k", "/1/0/1.png?key=k"]


def test_readers_who_ask_together_share_one_request(
    site: BasemapSettings, upstream: tuple[Behaviour, str]
) -> None:
    behaviour, url = upstream
    behaviour.delay = 0.3
    with TestClient(Starlette(routes=basemap_routes(_with_raster(site, url)))) as client:
        barrier = threading.Barrier(8)

        def ask(_: int) -> bytes:
            barrier.wait()
            return bytes(client.get("/map/basemap/raster/2/1/1").content)

        with ThreadPoolExecutor(8) as readers:
            answers = list(readers.map(ask, range(8)))

    assert set(answers) == {PNG}
    assert len(behaviour.paths) == 1


def test_an_old_tile_is_better_than_none(
    site: BasemapSettings, upstream: tuple[Behaviour, str]
) -> None:
    behaviour, url = upstream
    settings = _with_raster(site, url)
    _client(settings).get("/map/basemap/raster/1/1/1")
    for path in settings.cache_dir.rglob("1"):
        if path.is_file():
            os.utime(path, (0, 0))
    behaviour.status = 500
    client = _client(settings)

    assert client.get("/map/basemap/raster/1/1/1").content == PNG
    assert client.get("/map/basemap/raster/1/1/1").content == PNG
    assert client.get("/map/basemap/raster/1/1/0").status_code == 502
    assert len(behaviour.paths) == 3  # a tile that failed rests a while


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"status": 404}, 404),
        ({"status": 204}, 404),
        ({"status": 403}, 502),
        ({"status": 302, "location": "http://127.0.0.1:9/secret"}, 502),
        ({"content_type": "text/html"}, 502),
        ({"content_type": "image/svg+xml", "body": b"<svg onload='x'/>"}, 502),
        ({"body": b"<html>"}, 502),
        ({"body": b""}, 502),
        ({"body": PNG + bytes(1_100_000)}, 502),
        ({"cut_after": 0}, 502),
    ],
)
def test_what_is_no_image_is_one_sentence(
    site: BasemapSettings,
    upstream: tuple[Behaviour, str],
    change: dict[str, object],
    status: int,
) -> None:
    behaviour, url = upstream
    for name, value in change.items():
        setattr(behaviour, name, value)

    answer = _client(_with_raster(site, url)).get("/map/basemap/raster/0/0/0")

    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.text.endswith(".")
    assert "127.0.0.1" not in answer.text
    assert len(behaviour.paths) == 1


def test_a_slow_tile_server_is_given_up(
    site: BasemapSettings, upstream: tuple[Behaviour, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    behaviour, url = upstream
    behaviour.delay = 0.2
    monkeypatch.setattr(raster, "_MOST_SECONDS", 0.05)

    assert _client(_with_raster(site, url)).get("/map/basemap/raster/0/0/0").status_code == 502


def test_the_cache_stays_under_its_cap(
    site: BasemapSettings, upstream: tuple[Behaviour, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, url = upstream
    monkeypatch.setattr(raster.RasterProxy.__init__, "__kwdefaults__", {"cache_bytes": 1500})
    client = _client(_with_raster(site, url))

    for x in range(8):
        client.get(f"/map/basemap/raster/3/{x}/0")
        time.sleep(0.01)

    kept = [path for path in site.cache_dir.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in kept) <= 1500
    assert any(path.parts[-2:] == ("7", "0") for path in kept)


def test_a_full_disk_costs_the_keeping_not_the_tile(
    site: BasemapSettings, upstream: tuple[Behaviour, str]
) -> None:
    site.cache_dir.write_text("a file where the folder should be", encoding="utf-8")

    answer = _client(_with_raster(site, upstream[1])).get("/map/basemap/raster/0/0/0")

    assert answer.content == PNG
