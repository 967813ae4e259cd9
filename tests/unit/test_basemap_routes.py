"""The routes of the base map: Range, caching, the raster proxy, and whatever a stranger types."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from basemap_helpers import SHARED, Behaviour, range_server, write_archive
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pmtiles.tile import TileType
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.testclient import TestClient

from dashboard.basemap_routes import BasemapSettings, basemap_routes, choose
from geodata.basemap.raster import RasterSource
from geodata.errors import BasemapError

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


def test_the_best_map_comes_first(site: BasemapSettings) -> None:
    both = BasemapSettings(
        site.base,
        site.pmtiles,
        "https://tiles.example.org/{z}/{x}/{y}.png",
        "© Somebody",
        site.world,
        site.cache_dir,
    )

    choices = choose(both)

    assert [choice.kind for choice in choices] == ["pmtiles", "raster", "world"]
    assert [choice.max_zoom for choice in choices] == [3, 19, 6]
    assert choices[0].attribution == "© OpenStreetMap contributors (ODbL) · Protomaps"
    assert choices[1].url == "/map/basemap/raster/{z}/{x}/{y}"
    assert choices[1].attribution == "© Somebody"
    assert choices[2].attribution == "Made with Natural Earth · GeoNames (CC BY 4.0)"


def test_what_cannot_be_read_is_left_out_and_told(
    site: BasemapSettings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    png = write_archive(tmp_path / "png.pmtiles", max_zoom=0, tile_type=TileType.PNG)
    for path in (tmp_path / "none.pmtiles", tmp_path, site.world, png):
        broken = BasemapSettings(site.base, path, None, "", site.world, site.cache_dir)
        assert [choice.kind for choice in choose(broken)] == ["world"]
    nothing = BasemapSettings("", None, None, "", tmp_path / "none.json", tmp_path)

    assert choose(nothing) == ()
    assert "holds png tiles" in caplog.text


@pytest.mark.skipif(
    not SHARED.is_file(), reason=f"the archive for development, {SHARED.name}, is not here"
)
def test_the_archive_for_development_is_chosen(site: BasemapSettings) -> None:
    settings = BasemapSettings("", SHARED, None, "", site.world, site.cache_dir)

    assert choose(settings)[0].attribution == (
        "© OpenStreetMap contributors (ODbL) · Made with Natural Earth · GeoNames (CC BY 4.0)"
    )


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-126", 0, 126), ("bytes=100-", 100, None), ("bytes=-50", -50, None)],
)
def test_tiles_are_served_by_range(
    site: BasemapSettings, asked: str, first: int, last: int | None
) -> None:
    assert site.pmtiles is not None
    body = site.pmtiles.read_bytes()
    url = choose(site)[0].url
    expected = body[first:] if last is None else body[first : last + 1]

    answer = _client(site).get(url, headers={"Range": asked})

    start = first % len(body)
    assert answer.status_code == 206
    assert answer.content == expected
    assert answer.headers["content-range"] == (
        f"bytes {start}-{start + len(expected) - 1}/{len(body)}"
    )
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["etag"]


def test_a_range_behind_the_end_is_416(site: BasemapSettings) -> None:
    assert site.pmtiles is not None
    size = site.pmtiles.stat().st_size

    answer = _client(site).get(choose(site)[0].url, headers={"Range": f"bytes={size}-"})

    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{size}"


@pytest.mark.parametrize("asked", ["bytes", "bytes=", "bytes=x-y", "lines=1-2", "bytes=9-3", "²"])
def test_a_range_that_is_none_is_no_server_error(site: BasemapSettings, asked: str) -> None:
    answer = _client(site).get(choose(site)[0].url, headers={"Range": asked.encode()})

    assert answer.status_code in {200, 206, 400, 416}


def test_if_range_gives_the_whole_archive_when_it_changed(site: BasemapSettings) -> None:
    client, url = _client(site), choose(site)[0].url
    etag = client.head(url).headers["etag"]
    asked = {"Range": "bytes=0-6"}

    assert client.get(url, headers={**asked, "If-Range": etag}).status_code == 206
    assert client.get(url, headers={**asked, "If-Range": '"old"'}).status_code == 200


def test_head_and_304_carry_no_body(site: BasemapSettings) -> None:
    assert site.pmtiles is not None
    client, url = _client(site), choose(site)[0].url

    head = client.head(url, headers={"Accept-Encoding": "identity"})
    known = client.get(url, headers={"If-None-Match": f'"x", W/{head.headers["etag"]}'})

    assert head.status_code == 200
    assert head.headers["content-length"] == str(site.pmtiles.stat().st_size)
    assert head.headers["accept-ranges"] == "bytes"
    assert (head.content, known.status_code, known.content) == (b"", 304, b"")


def test_the_whole_archive_is_never_packed_again(site: BasemapSettings) -> None:
    assert site.pmtiles is not None
    answer = _client(site).get(choose(site)[0].url, headers={"Accept-Encoding": "gzip"})

    assert answer.headers["content-encoding"] == "identity"
    assert answer.content == site.pmtiles.read_bytes()


def test_the_address_of_a_replaced_archive_is_gone(site: BasemapSettings) -> None:
    assert site.pmtiles is not None
    client, url = _client(site), choose(site)[0].url
    write_archive(site.pmtiles, max_zoom=2)
    os.utime(site.pmtiles, ns=(1, 1))

    gone = client.get(url, headers={"Range": "bytes=0-6"})

    assert gone.status_code == 404
    assert gone.headers["cache-control"] == "no-store"
    assert choose(site)[0].url != url
    assert client.get(choose(site)[0].url, headers={"Range": "bytes=0-6"}).content == b"PMTiles"


def test_the_world_is_served_packed_once(site: BasemapSettings) -> None:
    client, url = _client(site), choose(site)[-1].url

    packed = client.get(url, headers={"Accept-Encoding": "gzip"})
    plain = client.get(url, headers={"Accept-Encoding": "identity"})

    assert packed.json() == plain.json() == WORLD
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < 300
    assert "content-encoding" not in plain.headers
    assert packed.headers["etag"] != plain.headers["etag"]
    assert "immutable" in packed.headers["cache-control"]
    again = client.get(
        url, headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["etag"]}
    )
    assert again.status_code == 304
    assert client.get(url.replace("world-", "world-0")).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "raster/0/0/1",
        "raster/20/0/0",
        "raster/-1/0/0",
        "raster/01/0/0",
        "raster/1/0/2",
        "raster/1/0",
        "raster/1/0/0.png",
        "raster/1/%30/0",
        "raster/%D9%A1/0/0",
        "raster/1e0/0/0",
        f"raster/{'9' * 6000}/0/0",
        "raster/1/..%2f..%2fetc%2fpasswd/0",
        "raster/{z}/{x}/{y}",
        "tiles-.pmtiles",
        "tiles-../../etc/passwd.pmtiles",
        "tiles-%00.pmtiles",
        "world-%2e%2e.json",
        "world.json",
        "",
    ],
)
def test_a_path_that_is_none_is_404(
    site: BasemapSettings, upstream: tuple[Behaviour, str], path: str
) -> None:
    behaviour, url = upstream

    answer = _client(_with_raster(site, url)).get(f"/map/basemap/{path}")

    assert answer.status_code == (200 if path == "raster/1/%30/0" else 404)
    assert len(behaviour.paths) == (1 if path == "raster/1/%30/0" else 0)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(parts=st.lists(st.text(st.characters(codec="utf-8"), max_size=12), max_size=5))
def test_garbage_is_never_a_server_error(
    site: BasemapSettings, upstream: tuple[Behaviour, str], parts: list[str]
) -> None:
    from urllib.parse import quote

    path = "/".join(quote(part, safe="") for part in ["raster", *parts])

    answer = _client(_with_raster(site, upstream[1])).get(f"/map/basemap/{path}")

    assert answer.status_code in {200, 404}


@pytest.mark.parametrize(
    "template",
    [
        "",
        "tiles.example.org/{z}/{x}/{y}",
        "ftp://tiles.example.org/{z}/{x}/{y}",
        "file:///{z}/{x}/{y}",
        "https://{s}.tiles.example.org/{z}/{x}/{y}",
        "https://{z}/{x}/{y}",
        "https://tiles.example.org/{z}/{x}",
        "https://tiles.example.org/{z}/{x}/{y}/{y}",
        "https://tiles.example.org/{z}/{x}/{y}/{key}",
    ],
)
def test_an_address_that_is_no_template_is_refused(template: str) -> None:
    with pytest.raises(BasemapError, match="is not a template"):
        RasterSource(template)


def test_braces_in_an_attribution_stay_text(site: BasemapSettings) -> None:
    settings = BasemapSettings(
        "", None, "https://t.example/{z}/{x}/{y}", "{{ x }}", site.world, site.cache_dir
    )

    assert choose(settings)[0].attribution == "{{ x }}"


def test_the_packed_world_can_be_unpacked(site: BasemapSettings) -> None:
    url = choose(site)[-1].url
    with _client(site).stream("GET", url, headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())

    assert json.loads(gzip.decompress(raw)) == WORLD
