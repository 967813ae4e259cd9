"""Which tiles a box needs. Pure. In: a box in degrees; out: ranges of PMTiles tile ids. Floor 1."""

from __future__ import annotations

import math
from collections.abc import Iterable

from pmtiles.tile import zxy_to_tileid

from geodata.errors import BasemapError

__all__ = ["BUFFER", "Bbox", "Range", "buffered", "checked", "covering", "intersect", "whole_world"]

Bbox = tuple[float, float, float, float]
"""West, south, east, north in EPSG:4326 degrees; ``west > east`` crosses the antimeridian."""

Range = tuple[int, int]
"""Tile ids from the first up to, not including, the second."""

BUFFER = 0.02
"""A box grows by this share of its sides, so that its edge is not the edge of the map."""

_LEAST_BUFFER = 0.005
_MERCATOR_LIMIT = 85.051128779806


def checked(bbox: Bbox) -> Bbox:
    """Return the box, or say what is wrong with it.

    Parameters
    ----------
    bbox
        West, south, east, north in EPSG:4326 degrees.

    Raises
    ------
    BasemapError
        When a number is not finite, outside the Earth, or south lies north of north.
    """
    west, south, east, north = bbox
    fine = (
        all(math.isfinite(edge) for edge in bbox)
        and -180 <= west <= 180
        and -180 <= east <= 180
        and -90 <= south < north <= 90
        and west != east
    )
    if not fine:
        raise BasemapError(
            f"the box {','.join(str(edge) for edge in bbox)} is not west,south,east,north in degrees; "
            "give longitudes in -180..180 and latitudes in -90..90 with south below north, "
            "for example 76.5,43.0,77.4,43.6"
        )
    return bbox


def buffered(bbox: Bbox) -> Bbox:
    """Return the box a little larger on each side, still on the Earth."""
    west, south, east, north = bbox
    width = (east - west) % 360 or 360.0
    dx = max(_LEAST_BUFFER, width * BUFFER)
    dy = max(_LEAST_BUFFER, (north - south) * BUFFER)
    south, north = max(-90.0, south - dy), min(90.0, north + dy)
    if width + 2 * dx >= 360:
        return -180.0, south, 180.0, north
    if west < east:
        return max(-180.0, west - dx), south, min(180.0, east + dx), north
    return west - dx, south, east + dx, north


def whole_world(max_zoom: int) -> Range:
    """Return the ids of every tile of the world from zoom 0 to ``max_zoom``."""
    return 0, _first_id(max_zoom + 1)


def covering(bbox: Bbox, zooms: Iterable[int]) -> list[Range]:
    """Return the ids of all tiles that touch the box at these zooms.

    Parameters
    ----------
    bbox
        West, south, east, north in EPSG:4326 degrees.
    zooms
        Zoom levels, each 0 or more.

    Returns
    -------
    list of Range
        Ascending, disjoint, never adjacent.

    References
    ----------
    PMTiles version 3, section "Tile ID": tiles of one zoom follow a Hilbert curve, so the descendants of
    a tile are one run of ids.
    """
    west, south, east, north = bbox
    sides = [(west, east)] if west < east else [(west, 180.0), (-180.0, east)]
    found: list[Range] = []
    for zoom in zooms:
        for left, right in sides:
            found += _covering_at(_rectangle(left, south, right, north, zoom), zoom)
    return _merged(found)


def intersect(ranges: list[Range], start: int, end: int) -> list[Range]:
    """Return the parts of ``start..end`` that lie in the ascending, disjoint ``ranges``."""
    low, high = 0, len(ranges)
    while low < high:
        middle = (low + high) // 2
        if ranges[middle][1] <= start:
            low = middle + 1
        else:
            high = middle
    parts = []
    while low < len(ranges) and ranges[low][0] < end:
        parts.append((max(start, ranges[low][0]), min(end, ranges[low][1])))
        low += 1
    return parts


def _first_id(zoom: int) -> int:
    return ((1 << (2 * zoom)) - 1) // 3


def _rectangle(
    west: float, south: float, east: float, north: float, zoom: int
) -> tuple[int, int, int, int]:
    """Return the first and last column and row of tiles, inclusive."""
    side = 1 << zoom

    def column(lon: float) -> int:
        return min(side - 1, max(0, math.floor((lon + 180) / 360 * side)))

    def row(lat: float) -> int:
        angle = math.radians(max(-_MERCATOR_LIMIT, min(_MERCATOR_LIMIT, lat)))
        return min(
            side - 1, max(0, math.floor((1 - math.asinh(math.tan(angle)) / math.pi) / 2 * side))
        )

    return column(west), row(north), column(east), row(south)


def _covering_at(rectangle: tuple[int, int, int, int], zoom: int) -> list[Range]:
    """Walk the quadtree: a tile wholly inside stands for the run of all its descendants at ``zoom``."""
    left, top, right, bottom = rectangle
    found: list[Range] = []
    stack = [(0, 0, 0)]
    while stack:
        z, x, y = stack.pop()
        up = zoom - z
        x0, x1 = x << up, ((x + 1) << up) - 1
        y0, y1 = y << up, ((y + 1) << up) - 1
        if x1 < left or x0 > right or y1 < top or y0 > bottom:
            continue
        if left <= x0 and x1 <= right and top <= y0 and y1 <= bottom:
            along = int(zxy_to_tileid(z, x, y)) - _first_id(z)
            start = _first_id(zoom) + (along << (2 * up))
            found.append((start, start + (1 << (2 * up))))
            continue
        stack += [(z + 1, 2 * x + i, 2 * y + j) for i in (0, 1) for j in (0, 1)]
    return found


def _merged(ranges: Iterable[Range]) -> list[Range]:
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
