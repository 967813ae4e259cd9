"""Coordinate reference systems that a map may name inside itself. A system by link, by file or by text is refused."""

from __future__ import annotations

import re
from collections.abc import Callable

from geodata.errors import ReadingError

__all__ = ["Projection", "projection_of"]

Projection = Callable[[float, float], tuple[float, float]]
"""East and north in, degrees out: lon, lat."""

_EPSG = re.compile(r"(?:urn:ogc:def:crs:)?EPSG:(?:[0-9.]{0,8}:)?([0-9]{4,6})\Z", re.IGNORECASE)
_CRS84 = re.compile(r"(?:urn:ogc:def:crs:)?OGC:(?:1\.3)?:?:?CRS84\Z", re.IGNORECASE)

_DEGREES = {4326}
_METRES = {3857, *range(32601, 32661), *range(32701, 32761), *range(28402, 28433)}
_READ = "WGS 84 (EPSG:4326), Web Mercator (EPSG:3857), UTM (EPSG:32601-32660, 32701-32760) or Pulkovo 1942 (EPSG:28402-28432)"


def projection_of(member: object) -> Projection | None:
    """Return how the coordinates of a map become degrees; None when they are degrees already.

    Parameters
    ----------
    member
        The ``crs`` of a GeoJSON file, or None.

    Raises
    ------
    ReadingError
        It names no system of the list; the sentence wants the file's name in front.
    """
    if member is None:
        return None
    kind = member.get("type") if isinstance(member, dict) else None
    inner = member.get("properties") if isinstance(member, dict) else None
    name = inner.get("name") if kind == "name" and isinstance(inner, dict) else None
    if not isinstance(name, str):
        raise ReadingError(
            f"gives its coordinate system by {str(kind)[:20]!r}, which is not followed; name it, one of {_READ}"
        )
    if _CRS84.match(name):
        return None
    found = _EPSG.match(name)
    code = int(found[1]) if found else 0
    if code in _DEGREES:
        return None
    if code not in _METRES:
        raise ReadingError(
            f"has the coordinate system {name[:60]!r}, which is not read; use {_READ}"
        )
    return _from_metres(code)


def _from_metres(code: int) -> Projection:
    from pyproj import Transformer  # noqa: PLC0415 - few maps need it

    transformer = Transformer.from_crs(code, 4326, always_xy=True)

    def degrees(east: float, north: float) -> tuple[float, float]:
        lon, lat = transformer.transform(east, north)
        return float(lon), float(lat)

    return degrees
