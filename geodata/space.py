"""Points, boxes and distances on the Earth. Pure. EPSG:4326, ``lon, lat`` in that order everywhere."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["EARTH_RADIUS_M", "Bbox", "Point", "bbox_of", "distance_m", "mercator"]

EARTH_RADIUS_M = 6_371_008.8
"""Mean Earth radius in metres (IUGG)."""

_MERCATOR_LIMIT = 85.051128779806


@dataclass(frozen=True, slots=True)
class Point:
    """A point in degrees."""

    lon: float
    lat: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.lon) and -180 <= self.lon <= 180):
            raise ValueError(
                f"longitude {self.lon!r} is outside -180..180; give degrees, east positive"
            )
        if not (math.isfinite(self.lat) and -90 <= self.lat <= 90):
            hint = "; are longitude and latitude swapped?" if abs(self.lat) <= 180 else ""
            raise ValueError(f"latitude {self.lat!r} is outside -90..90{hint}")


@dataclass(frozen=True, slots=True)
class Bbox:
    """A box ``west, south, east, north`` in degrees; ``west > east`` crosses the antimeridian (RFC 7946 §5.2)."""

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        Point(self.west, self.south)
        Point(self.east, self.north)
        if self.south > self.north:
            raise ValueError(
                f"the box has its south edge {self.south} north of its north edge {self.north}"
            )

    def __contains__(self, point: Point) -> bool:
        if not self.south <= point.lat <= self.north:
            return False
        if self.west <= self.east:
            return self.west <= point.lon <= self.east
        return point.lon >= self.west or point.lon <= self.east

    def as_list(self) -> list[float]:
        """Return ``[west, south, east, north]`` as GeoJSON wants it."""
        return [self.west, self.south, self.east, self.north]


def bbox_of(points: Iterable[Point]) -> Bbox | None:
    """Return the smallest box that holds all points and does not cross the antimeridian; None without points."""
    every = list(points)
    if not every:
        return None
    lons, lats = [p.lon for p in every], [p.lat for p in every]
    return Bbox(min(lons), min(lats), max(lons), max(lats))


def distance_m(one: Point, other: Point) -> float:
    """Return the great-circle distance in metres (haversine; within 0.6 % of the ellipsoid)."""
    lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
    half_lat = math.sin((lat2 - lat1) / 2)
    half_lon = math.sin(math.radians(other.lon - one.lon) / 2)
    h = half_lat**2 + math.cos(lat1) * math.cos(lat2) * half_lon**2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(h)))


def mercator(point: Point) -> tuple[float, float]:
    """Return Web Mercator as fractions of the world: ``x`` from the west edge, ``y`` from the north edge, both 0..1.

    Latitudes beyond ±85.051° are held at the edge of the square world.
    """
    lat = max(-_MERCATOR_LIMIT, min(_MERCATOR_LIMIT, point.lat))
    sine = math.sin(math.radians(lat))
    x = (point.lon + 180) / 360
    y = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return x, min(1.0, max(0.0, y))
