"""Copying an area out of an archive: from a file, and from servers that behave and misbehave."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import httpx
import pytest
import tenacity
from basemap_helpers import (
    ALMATY,
    OCEAN,
    SHARED,
    Behaviour,
    range_server,
    read_metadata,
    read_tiles,
    tile_bytes,
    write_archive,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pmtiles.tile import TileType, tileid_to_zxy

import geodata.basemap.extract as extract_module
from geodata.basemap import plan, source
from geodata.basemap.archive import describe
from geodata.basemap.cover import buffered, covering
from geodata.basemap.extract import candidates, extract, first_available
from geodata.errors import BasemapError

DETAIL = [
    tileid_to_zxy(i)
    for start, end in covering((70, 38, 85, 50), range(6, 10))
    for i in range(start, end)
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("world") / "world.pmtiles"
    return write_archive(path, max_zoom=5, more={zxy: tile_bytes(*zxy) for zxy in DETAIL})


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "PAUSE", tenacity.wait_none())
    monkeypatch.setattr(source, "ATTEMPTS", 3)


@pytest.fixture
def _small_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract_module, "requests_for", lambda b: plan.requests_for(b, most=500))


def _expected(max_zoom: int = 9, world_zoom: int = 3) -> set[tuple[int, int, int]]:
    box = covering(buffered(ALMATY), range(world_zoom + 1, max_zoom + 1))
    low = {(z, x, y) for z in range(world_zoom + 1) for x in range(1 << z) for y in range(1 << z)}
    return low | {tileid_to_zxy(i) for start, end in box for i in range(start, end)}


def test_the_box_and_the_low_world_are_there_byte_for_byte_and_nothing_else(
    world: Path, tmp_path: Path
) -> None:
    out = tmp_path / "new" / "almaty.pmtiles"

    done = extract(str(world), ALMATY, out, max_zoom=9, world_zoom=3)

    tiles = read_tiles(out)
    assert set(tiles) == _expected()
    assert all(data == tile_bytes(*zxy) for zxy, data in tiles.items())
    assert (done.tiles, done.size, done.max_zoom) == (len(tiles), out.stat().st_size, 9)
    assert sorted(p.name for p in out.parent.iterdir()) == ["almaty.pmtiles"]


def test_zoom_stops_where_the_source_stops(world: Path, tmp_path: Path) -> None:
    assert extract(str(world), ALMATY, tmp_path / "a.pmtiles", world_zoom=3).max_zoom == 9


def test_a_low_zoom_is_the_world_alone(world: Path, tmp_path: Path) -> None:
    extract(str(world), ALMATY, tmp_path / "a.pmtiles", max_zoom=2)

    assert len(read_tiles(tmp_path / "a.pmtiles")) == 21


def test_metadata_is_kept_and_says_what_is_covered(world: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.pmtiles"
    extract(str(world), ALMATY, out, max_zoom=7, world_zoom=2)

    metadata = read_metadata(out)

    assert metadata["vector_layers"] == [{"id": "earth"}]
    assert metadata["maxzoom"] == "7"
    assert list(metadata["coverage"]) == ["0-2", "3-7"]  # type: ignore[call-overload]
    assert describe(out).centre[:2] == pytest.approx((76.95, 43.3))


def test_one_content_is_stored_once(world: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.pmtiles"

    extract(str(world), ALMATY, out, max_zoom=9, world_zoom=5)

    assert sum(data == OCEAN for data in read_tiles(out).values()) > 300
    assert out.read_bytes().count(OCEAN) == 1


def test_an_address_gives_the_same_archive_as_the_file(world: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    extract(str(world), ALMATY, tmp_path / "file.pmtiles", max_zoom=9, world_zoom=3)
    with range_server(Behaviour(world.read_bytes())) as url:
        done = extract(
            url,
            ALMATY,
            tmp_path / "url.pmtiles",
            max_zoom=9,
            world_zoom=3,
            progress=lambda here, total: seen.append((here, total)),
        )

    assert (tmp_path / "url.pmtiles").read_bytes() == (tmp_path / "file.pmtiles").read_bytes()
    assert seen == sorted(seen)
    assert seen[0][0] == 0
    assert seen[-1][0] == seen[-1][1]
    assert done.fetched <= seen[-1][1] * 1.05


def test_a_server_that_ignores_range_is_told_apart(world: Path, tmp_path: Path) -> None:
    behaviour = Behaviour(world.read_bytes(), ignore_range=True)

    with range_server(behaviour) as url, pytest.raises(BasemapError, match=r"200 .* Range"):
        extract(url, ALMATY, tmp_path / "a.pmtiles")

    assert list(tmp_path.iterdir()) == []
    assert len(behaviour.ranges) == 1


@pytest.mark.parametrize("status", [403, 404, 410])
def test_a_missing_archive_is_told_at_once(status: int, tmp_path: Path) -> None:
    behaviour = Behaviour(b"", status=status)

    with range_server(behaviour) as url, pytest.raises(BasemapError, match=f"{status}, expected"):
        extract(url, ALMATY, tmp_path / "a.pmtiles")

    assert len(behaviour.ranges) == 1


def test_a_busy_server_is_asked_again(world: Path, tmp_path: Path) -> None:
    with range_server(Behaviour(world.read_bytes(), busy_first=2)) as url:
        extract(url, ALMATY, tmp_path / "a.pmtiles", max_zoom=9, world_zoom=3)

    assert set(read_tiles(tmp_path / "a.pmtiles")) == _expected()


@pytest.mark.usefixtures("_small_requests")
def test_an_interrupted_get_goes_on_where_it_stopped(world: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.pmtiles"
    behaviour = Behaviour(world.read_bytes(), cut_after=12)
    with range_server(behaviour) as url:
        with pytest.raises(BasemapError, match="goes on where it stopped"):
            extract(url, ALMATY, out, max_zoom=9, world_zoom=4)
        assert [p.name for p in tmp_path.iterdir()] == ["a.pmtiles.part"]
        behaviour.cut_after = None

        done = extract(url, ALMATY, out, max_zoom=9, world_zoom=4)

    assert done.reused > 0
    assert set(read_tiles(out)) == _expected(world_zoom=4)
    assert [p.name for p in tmp_path.iterdir()] == ["a.pmtiles"]
    extract(str(world), ALMATY, tmp_path / "b.pmtiles", max_zoom=9, world_zoom=4)
    assert out.read_bytes() == (tmp_path / "b.pmtiles").read_bytes()


@pytest.mark.usefixtures("_small_requests")
def test_an_archive_that_changes_underway_is_refused_and_then_read_anew(
    world: Path, tmp_path: Path
) -> None:
    out = tmp_path / "a.pmtiles"
    behaviour = Behaviour(world.read_bytes(), etag_after=8)
    with range_server(behaviour) as url:
        with pytest.raises(BasemapError, match="changed while it was read"):
            extract(url, ALMATY, out, max_zoom=9, world_zoom=4)

        done = extract(url, ALMATY, out, max_zoom=9, world_zoom=4)

    assert done.reused == 0
    assert set(read_tiles(out)) == _expected(world_zoom=4)


def test_a_broken_part_is_begun_anew(world: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pmtiles.part").write_bytes(b"not a database" * 1000)

    done = extract(str(world), ALMATY, tmp_path / "a.pmtiles", world_zoom=3)

    assert done.reused == 0
    assert set(read_tiles(tmp_path / "a.pmtiles")) == _expected()


def test_nobody_there_is_one_sentence(tmp_path: Path) -> None:
    with range_server(Behaviour(b"")) as url:
        pass

    with pytest.raises(BasemapError, match=r"did not give bytes .* in 3 attempts"):
        extract(url, ALMATY, tmp_path / "a.pmtiles")


def test_too_large_is_told_before_any_tile_is_fetched(world: Path, tmp_path: Path) -> None:
    behaviour = Behaviour(world.read_bytes())

    with range_server(behaviour) as url, pytest.raises(BasemapError, match="smaller --bbox"):
        extract(url, ALMATY, tmp_path / "a.pmtiles", size_limit=1000)

    assert len(behaviour.ranges) == 1


def test_a_full_disk_is_told_before_any_tile_is_fetched(
    world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = extract_module.shutil.disk_usage(tmp_path)
    monkeypatch.setattr(
        extract_module.shutil, "disk_usage", lambda _: usage._replace(free=1_000_000)
    )

    with pytest.raises(BasemapError, match="MB free"):
        extract(str(world), ALMATY, tmp_path / "a.pmtiles")


def test_a_box_without_tiles_names_the_bounds(world: Path, tmp_path: Path) -> None:
    with pytest.raises(BasemapError, match="no tiles of zoom 6 to 9 in the box"):
        extract(str(world), (-60.0, -30.0, -59.0, -29.0), tmp_path / "a.pmtiles")


@pytest.mark.parametrize(("world_zoom", "max_zoom"), [(-1, 5), (5, -1), (5, 40)])
def test_zooms_that_do_not_fit_are_refused(world_zoom: int, max_zoom: int, tmp_path: Path) -> None:
    with pytest.raises(BasemapError, match="zooms"):
        extract("x", ALMATY, tmp_path / "a", world_zoom=world_zoom, max_zoom=max_zoom)


def test_what_is_no_source_is_refused(tmp_path: Path) -> None:
    for given_source, told in (
        (str(tmp_path / "none.pmtiles"), "cannot be opened"),
        (str(tmp_path), "cannot be opened"),
        ("ftp://example.org/a.pmtiles", "scheme"),
    ):
        with pytest.raises(BasemapError, match=told):
            extract(given_source, ALMATY, tmp_path / "a.pmtiles")


def test_raster_archives_are_refused(tmp_path: Path) -> None:
    path = write_archive(tmp_path / "png.pmtiles", max_zoom=1, tile_type=TileType.PNG)

    with pytest.raises(BasemapError, match="holds png tiles"):
        extract(str(path), ALMATY, tmp_path / "a.pmtiles", world_zoom=0)


def test_a_source_is_never_its_own_target(world: Path) -> None:
    before = world.read_bytes()

    with pytest.raises(BasemapError, match="the source itself"):
        extract(str(world), ALMATY, world)

    assert world.read_bytes() == before


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda b: b"", "0 bytes"),
        (lambda b: b"<html>" + b[6:], "begins with"),
        (lambda b: b"\xff\xfe" + b[2:], "begins with"),
        (lambda b: b[:7] + b"\x02" + b[8:], "version 2, expected 3"),
        (lambda b: b[:97] + b"\x04" + b[98:], "packed as zstd"),
        (lambda b: b[:97] + b"\x77" + b[98:], "begins with"),
        (lambda b: b[: len(b) // 2], "cut off"),
        (lambda b: b[:127] + b"\0" * 10_000 + b[10_127:], "directories"),
    ],
)
def test_what_is_no_archive_is_one_sentence(
    world: Path, tmp_path: Path, change: object, told: str
) -> None:
    path = tmp_path / "broken.pmtiles"
    path.write_bytes(change(world.read_bytes()))  # type: ignore[operator]

    with pytest.raises(BasemapError, match=told):
        extract(str(path), ALMATY, tmp_path / "a.pmtiles")


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.integers(0, 700), value=st.integers(0, 255))
def test_a_damaged_directory_never_raises_anything_else(
    world: Path, tmp_path: Path, at: int, value: int
) -> None:
    data = bytearray(world.read_bytes())
    data[at] = value
    path = tmp_path / "damaged.pmtiles"
    path.write_bytes(data)

    try:
        extract(str(path), ALMATY, tmp_path / "a.pmtiles", max_zoom=7, world_zoom=2)
        describe(path)
    except BasemapError as error:
        assert str(error).count("\n") == 0  # noqa: PT017


@pytest.mark.usefixtures("_small_requests")
def test_an_old_archive_stays_when_the_new_one_fails(world: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.pmtiles"
    out.write_bytes(b"old")
    behaviour = Behaviour(world.read_bytes(), cut_after=3)
    with range_server(behaviour) as url, pytest.raises(BasemapError, match="goes on"):
        extract(url, ALMATY, out, max_zoom=9, world_zoom=4)

    assert out.read_bytes() == b"old"


def test_candidates_are_the_last_seven_builds_newest_first() -> None:
    urls = candidates(date(2026, 3, 2))

    assert len(urls) == 7
    assert urls[0] == "https://build.protomaps.com/20260302.pmtiles"
    assert urls[2] == "https://build.protomaps.com/20260228.pmtiles"


def test_the_first_available_build_is_taken(world: Path) -> None:
    with (
        range_server(Behaviour(b"", status=404)) as gone,
        range_server(Behaviour(b"<html>no archive</html>")) as page,
        range_server(Behaviour(world.read_bytes())) as good,
        httpx.Client() as client,
    ):
        assert first_available([gone, page, good], client) == good
        with pytest.raises(BasemapError, match=r"none of 2 addresses .*404.*206"):
            first_available([gone, page], client)


@pytest.mark.skipif(
    not SHARED.is_file(), reason=f"the archive for development, {SHARED.name}, is not here"
)
def test_almaty_from_the_archive_for_development(tmp_path: Path) -> None:
    out = tmp_path / "almaty.pmtiles"
    with range_server(Behaviour(SHARED.read_bytes())) as url:
        done = extract(url, ALMATY, out)

    before, after = read_tiles(SHARED), read_tiles(out)
    assert all(before[zxy] == data for zxy, data in after.items())
    wanted = covering(buffered(ALMATY), range(6, 15))
    inside = {tileid_to_zxy(i) for start, end in wanted for i in range(start, end)}
    assert {zxy for zxy in before if zxy[0] <= 5 or zxy in inside} == set(after)
    assert done.requests < 60
