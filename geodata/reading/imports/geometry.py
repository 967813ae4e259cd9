"""A geometry of a file becomes a spot: a point in it and a radius that covers it. Checked by us before shapely sees it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.reading.imports.crs import Projection
from geodata.reading.imports.degrees import (
    LEAST_RADIUS,
    MAX_DECIMALS,
    NULL_ISLAND,
    advice,
    decimals_of,
    radius_of,
)
from geodata.reading.imports.sheet import Notes, Spot
from geodata.reading.imports.strict_json import Number
from geodata.space import Point, distance_m

__all__ = ["BadGeometryError", "SpotReader"]

Position = tuple[float, float]

_LEVELS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}  # fmt: skip
_NESTED = 2
_SPLIT = "crosses the 180th meridian; it was split there"


class BadGeometryError(ValueError):
    """A geometry cannot be read: what was found, what was expected."""

    def __init__(self, found: object, expected: str) -> None:
        super().__init__(expected)
        self.found, self.expected = str(found)[:200], expected


class SpotReader:
    """Reads the geometries of one file.

    Parameters
    ----------
    projection
        From the file's coordinates to degrees; None when they are degrees.
    notes
        Takes what was mended.
    """

    def __init__(self, projection: Projection | None, notes: Notes) -> None:
        self._projection = projection
        self._notes = notes
        self._row = 0

    def read(self, geometry: object, row: int) -> Spot | None:
        """Return the spot of a GeoJSON geometry; None of no geometry.

        Raises
        ------
        BadGeometryError
            It is none, lies outside the Earth, or has no extent.
        """
        self._row = row
        if geometry is None:
            return None
        if isinstance(geometry, dict) and geometry.get("type") == "Point":
            return self._point(geometry.get("coordinates"))
        parts = list(self._parts(geometry, 0))
        if not parts:
            raise BadGeometryError("nothing", "a geometry that is not empty")
        return self._cover(parts)

    def _point(self, coordinates: object) -> Spot:
        lon, lat = self._position(coordinates)
        if lon == lat == 0:
            self._note(NULL_ISLAND)
        radius = LEAST_RADIUS if self._projection else radius_of(*map(str, coordinates[:2]))  # type: ignore[index]
        return Spot(lon, lat, radius)

    def _parts(self, geometry: object, depth: int) -> Iterator[BaseGeometry]:
        kind = geometry.get("type") if isinstance(geometry, dict) else None
        if kind == "GeometryCollection" and isinstance(geometry, dict):
            inner = geometry.get("geometries")
            if depth >= _NESTED:
                raise BadGeometryError(kind, "collections nested at most twice")
            if not isinstance(inner, list):
                raise BadGeometryError(inner, "a list of geometries")
            for one in inner:
                yield from self._parts(one, depth + 1)
            return
        if not isinstance(geometry, dict) or kind not in _LEVELS:
            raise BadGeometryError(kind or geometry, f"a geometry, one of {', '.join(_LEVELS)}")
        coordinates = geometry.get("coordinates")
        if kind == "Point":
            yield shapely.Point(self._position(coordinates))
        elif kind in ("LineString", "MultiPoint"):
            yield self._line(coordinates, points=kind == "MultiPoint")
        elif kind == "MultiLineString":
            yield from (self._line(one) for one in _list(coordinates))
        elif kind == "Polygon":
            yield self._polygon(coordinates)
        else:
            yield from (self._polygon(one) for one in _list(coordinates))

    def _line(self, coordinates: object, *, points: bool = False) -> BaseGeometry:
        positions = [self._position(one) for one in _list(coordinates)]
        if points:
            return shapely.MultiPoint(positions)
        if len(set(positions)) < 2:
            raise BadGeometryError(
                f"{len(positions)} equal points", "a line of two different points"
            )
        if _crosses(positions):
            self._note(_SPLIT)
            positions = _beyond(positions)
        return shapely.LineString(positions)

    def _polygon(self, coordinates: object) -> BaseGeometry:
        rings = [self._ring(one) for one in _list(coordinates)]
        whole: BaseGeometry = shapely.Polygon(rings[0], rings[1:])
        if _crosses(rings[0]):
            shell, *holes = map(_beyond, rings)
            across = shapely.Polygon(shell, holes)
            # A ring around a pole runs along the whole 180th meridian; of it nothing would be left.
            if across.area:
                self._note(_SPLIT)
                whole = across
        if not whole.is_valid:
            whole = shapely.make_valid(whole)
            self._note("has a shape that crosses itself or holes outside it; it was mended")
        if whole.area == 0:
            raise BadGeometryError("a shape without area", "a shape with an area")
        return whole

    def _ring(self, coordinates: object) -> list[Position]:
        ring = [self._position(one) for one in _list(coordinates)]
        if len(set(ring)) < 3:
            raise BadGeometryError(
                f"{len(set(ring))} different point(s)", "a ring of three different points or more"
            )
        if ring[0] != ring[-1]:
            ring.append(ring[0])
            self._note("has a ring that was open; it was closed")
        return ring

    def _position(self, coordinates: object) -> Position:
        if not (isinstance(coordinates, list) and len(coordinates) >= 2):
            raise BadGeometryError(coordinates, "longitude and latitude, two numbers")
        if not all(isinstance(one, Number) for one in coordinates):
            raise BadGeometryError(coordinates, "longitude and latitude as numbers, not as text")
        if len(coordinates) > 2:
            self._note("has heights or further numbers, which were dropped")
        east, north = float(coordinates[0]), float(coordinates[1])
        if self._projection and math.isfinite(east) and math.isfinite(north):
            east, north = self._projection(east, north)
        try:
            Point(east, north)
        except ValueError as err:
            raise BadGeometryError(
                f"{coordinates[0]}, {coordinates[1]}", advice(east, north)
            ) from err
        if not self._projection and max(map(decimals_of, coordinates[:2])) > MAX_DECIMALS:
            self._note(f"has more than {MAX_DECIMALS} decimals, which were cut")
        return round(east, MAX_DECIMALS), round(north, MAX_DECIMALS)

    def _cover(self, parts: list[BaseGeometry]) -> Spot:
        whole = shapely.GeometryCollection(parts) if len(parts) > 1 else parts[0]
        if whole.is_empty:
            raise BadGeometryError("nothing", "a geometry that is not empty")
        inside = whole.representative_point()
        centre = Point(_turned(inside.x), inside.y)
        corners = shapely.get_coordinates(whole.convex_hull)
        reach = max(distance_m(centre, Point(_turned(x), y)) for x, y in corners.tolist())
        self._note("is not a point; the place is a point in it with a radius that covers it")
        return Spot(
            round(centre.lon, MAX_DECIMALS),
            round(centre.lat, MAX_DECIMALS),
            max(LEAST_RADIUS, math.ceil(reach)),
        )

    def _note(self, remark: str) -> None:
        self._notes.add(remark, self._row)


def _crosses(positions: Sequence[Position]) -> bool:
    """Whether a way crosses the 180th meridian: it is shorter than around the world."""
    return any(abs(one[0] - other[0]) > 180 for one, other in pairwise(positions))


def _beyond(positions: Sequence[Position]) -> list[Position]:
    """The same way with longitudes beyond 180, so that it does not span the world."""
    return [(lon + 360 if lon < 0 else lon, lat) for lon, lat in positions]


def _list(coordinates: object) -> list[object]:
    if not isinstance(coordinates, list) or not coordinates:
        raise BadGeometryError(coordinates, "a geometry that is not empty, its coordinates a list")
    return coordinates


def _turned(lon: float) -> float:
    return lon - 360 if lon > 180 else lon
