"""Points, boxes and distances: degrees, lon before lat."""

from __future__ import annotations

import math

import pytest
from pyproj import Geod

from geodata.space import Bbox, Point, bbox_of, distance_m, mercator

BAKAI = Point(76.85, 43.30)
FIJI = Point(179.9, -17.0)


@pytest.mark.parametrize("lon", [-180.1, 181, 540, math.nan, math.inf, -math.inf, 1e300])
def test_longitude_off_the_earth_is_refused(lon: float) -> None:
    with pytest.raises(ValueError, match="longitude"):
        Point(lon, 0)


@pytest.mark.parametrize("lat", [-90.1, 91, math.nan, math.inf, 1e300])
def test_latitude_off_the_earth_is_refused(lat: float) -> None:
    with pytest.raises(ValueError, match="latitude"):
        Point(0, lat)


def test_swapped_coordinates_are_told_as_such() -> None:
    with pytest.raises(ValueError, match="swapped"):
        Point(43.30, 176.85)


def test_corners_of_the_earth_are_points() -> None:
    assert Point(-180, -90) != Point(180, 90)


def test_box_holds_its_own_edges() -> None:
    box = Bbox(76, 43, 77, 44)

    assert Point(76, 43) in box
    assert Point(77, 44) in box
    assert Point(75.999, 43.5) not in box
    assert Point(76.5, 44.001) not in box


def test_box_across_the_antimeridian_holds_both_its_sides() -> None:
    box = Bbox(170, -20, -170, -10)

    assert FIJI in box
    assert Point(-175, -15) in box
    assert Point(0, -15) not in box


def test_box_upside_down_is_refused() -> None:
    with pytest.raises(ValueError, match="north of its north edge"):
        Bbox(76, 44, 77, 43)


def test_box_is_written_west_south_east_north() -> None:
    assert Bbox(1, 2, 3, 4).as_list() == [1, 2, 3, 4]


def test_smallest_box_holds_every_point_and_no_more() -> None:
    assert bbox_of([Point(1, 5), Point(3, 2), Point(2, 4)]) == Bbox(1, 2, 3, 5)


def test_no_points_have_no_box() -> None:
    assert bbox_of([]) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [(BAKAI, Point(76.9, 43.25)), (BAKAI, FIJI), (FIJI, Point(-179.9, -17)), (BAKAI, BAKAI)],
)
def test_distance_agrees_with_the_ellipsoid_to_six_in_a_thousand(one: Point, other: Point) -> None:
    true = Geod(ellps="WGS84").inv(one.lon, one.lat, other.lon, other.lat)[2]

    assert distance_m(one, other) == pytest.approx(true, rel=0.006, abs=1e-6)


def test_distance_to_the_other_side_of_the_earth_is_half_its_girth() -> None:
    assert distance_m(Point(0, 0), Point(180, 0)) == pytest.approx(math.pi * 6_371_008.8)


def test_mercator_puts_null_island_in_the_middle() -> None:
    assert mercator(Point(0, 0)) == pytest.approx((0.5, 0.5))


def test_mercator_counts_from_the_north_west() -> None:
    assert mercator(Point(-180, 85.051128779806)) == pytest.approx((0, 0), abs=1e-9)
    assert mercator(Point(180, -85.051128779806)) == pytest.approx((1, 1), abs=1e-9)


@pytest.mark.parametrize("lat", [90.0, -90.0])
def test_poles_are_held_at_the_edge_of_the_square_world(lat: float) -> None:
    x, y = mercator(Point(0, lat))

    assert x == pytest.approx(0.5)
    assert y == pytest.approx(0 if lat > 0 else 1, abs=1e-9)
