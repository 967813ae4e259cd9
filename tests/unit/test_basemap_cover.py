"""Which tiles a box needs, and how few requests get them."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pmtiles.tile import tileid_to_zxy, zxy_to_tileid

from geodata.basemap.cover import buffered, checked, covering, intersect, whole_world
from geodata.basemap.plan import requests_for
from geodata.errors import BasemapError

LIMIT = 85.05


def _tile_bounds(z: int, x: int, y: int) -> tuple[float, float, float, float]:
    def lat(row: int) -> float:
        return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / (1 << z)))))

    def lon(column: int) -> float:
        return column / (1 << z) * 360 - 180

    return lon(x), lat(y + 1), lon(x + 1), lat(y)


def _touches(z: int, x: int, y: int, bbox: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = _tile_bounds(z, x, y)
    west, south, east, north = bbox
    sides = [(west, east)] if west < east else [(west, 180.0), (-180.0, east)]
    return bottom < north and top > south and any(left < e and right > w for w, e in sides)


lons = st.floats(-179.9, 179.9)
lats = st.floats(-LIMIT, LIMIT)
boxes = st.tuples(lons, lats, lons, lats).filter(
    lambda b: abs(b[0] - b[2]) > 1e-3 and b[3] - b[1] > 1e-3
)


@given(bbox=boxes, zoom=st.integers(0, 5))
def test_every_tile_that_touches_the_box_is_there(
    bbox: tuple[float, float, float, float], zoom: int
) -> None:
    ids = {i for start, end in covering(buffered(bbox), [zoom]) for i in range(start, end)}

    needed = {
        zxy_to_tileid(zoom, x, y)
        for x in range(1 << zoom)
        for y in range(1 << zoom)
        if _touches(zoom, x, y, bbox)
    }
    assert needed <= ids


@given(bbox=boxes, zoom=st.integers(0, 6))
def test_no_tile_far_from_the_box_is_there(
    bbox: tuple[float, float, float, float], zoom: int
) -> None:
    ranges = covering(bbox, [zoom])

    for start, end in ranges:
        for tile_id in range(start, end):
            z, x, y = tileid_to_zxy(tile_id)
            assert z == zoom
            left, bottom, right, top = _tile_bounds(z, x, y)
            slack = 1e-9
            grown = (left - slack, bottom - slack, right + slack, top + slack)
            west, south, east, north = bbox
            sides = [(west, east)] if west < east else [(west, 180.0), (-180.0, east)]
            assert grown[1] <= north
            assert grown[3] >= south
            assert any(grown[0] <= e and grown[2] >= w for w, e in sides)


@given(bbox=boxes, zooms=st.lists(st.integers(0, 9), max_size=4))
def test_ranges_ascend_and_never_touch(
    bbox: tuple[float, float, float, float], zooms: list[int]
) -> None:
    ranges = covering(bbox, zooms)

    assert all(start < end for start, end in ranges)
    assert all(a[1] < b[0] for a, b in itertools.pairwise(ranges))


def test_a_city_at_street_level_is_a_few_ranges() -> None:
    ranges = covering((76.5, 43.0, 77.4, 43.6), range(15))

    assert sum(end - start for start, end in ranges) == pytest.approx(2400, rel=0.1)
    assert len(ranges) < 200


def test_the_whole_world_is_one_range() -> None:
    assert whole_world(2) == (0, 21)


def test_a_box_over_the_antimeridian_has_tiles_on_both_sides() -> None:
    ids = {i for start, end in covering((170, -20, -170, 20), [3]) for i in range(start, end)}

    assert {tileid_to_zxy(i)[1] for i in ids} == {0, 7}


def test_a_buffer_never_leaves_the_earth() -> None:
    assert buffered((-180, -90, 180, 90)) == (-180, -90, 180, 90)
    assert buffered((179, 0, -179.5, 1))[0] == pytest.approx(178.97)


@pytest.mark.parametrize(
    "bbox",
    [
        (1, 2, 1, 3),
        (0, 5, 1, 4),
        (0, 0, 181, 1),
        (0, -91, 1, 1),
        (float("nan"), 0, 1, 1),
        (0, 0, 1, float("inf")),
    ],
)
def test_a_box_that_cannot_be_is_refused(bbox: tuple[float, float, float, float]) -> None:
    with pytest.raises(BasemapError, match="west,south,east,north"):
        checked(bbox)


@given(
    ranges=st.sets(st.integers(0, 200)),
    start=st.integers(0, 200),
    length=st.integers(0, 60),
)
def test_intersect_agrees_with_sets(ranges: set[int], start: int, length: int) -> None:
    merged: list[tuple[int, int]] = []
    for i in sorted(ranges):
        if merged and merged[-1][1] == i:
            merged[-1] = merged[-1][0], i + 1
        else:
            merged.append((i, i + 1))

    parts = intersect(merged, start, start + length)

    assert {i for a, b in parts for i in range(a, b)} == ranges & set(range(start, start + length))


@given(
    sizes=st.lists(st.tuples(st.integers(1, 500), st.integers(0, 300)), max_size=60),
    overfetch=st.floats(0, 0.5),
)
def test_requests_hold_every_blob_once_within_the_budget(
    sizes: list[tuple[int, int]], overfetch: float
) -> None:
    blobs = []
    at = 0
    for length, gap in sizes:
        blobs.append((at, length))
        at += length + gap

    requests = requests_for(blobs, overfetch=overfetch, most=2000)

    assert sorted(blob for request in requests for blob in request.blobs) == blobs
    assert all(request.length <= 2000 for request in requests)
    useful = sum(length for _, length in blobs)
    assert sum(request.length for request in requests) <= useful * (1 + overfetch)


def test_a_blob_larger_than_a_request_is_a_request_of_its_own() -> None:
    requests = requests_for([(0, 10), (10, 5000), (5010, 10)], most=100)

    assert [(r.offset, r.length) for r in requests] == [(0, 10), (10, 5000), (5010, 10)]
