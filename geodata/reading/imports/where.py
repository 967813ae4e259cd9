"""Where a row says that something happened: names, and a point with a radius that does not promise more than the file does. Pure."""

from __future__ import annotations

import re

from geodata.draft import Whereabouts
from geodata.reading.imports.cells import Cells
from geodata.reading.imports.columns import precisions
from geodata.reading.imports.degrees import NULL_ISLAND, advice, radius_of
from geodata.reading.imports.values import degrees_of
from geodata.space import Point

__all__ = ["whereabouts_of"]

_FARTHEST = 20_000_000
_METRES = re.compile(r"[0-9]{1,9}(?:\.[0-9]{0,20})?\Z")


def whereabouts_of(cells: Cells) -> Whereabouts | None:
    """Return where a row happened; None when it does not say. The row takes faults."""
    named = cells["place"] or cells["where"]
    name = ", ".join(dict.fromkeys([*filter(None, [named]), *cells.every("area")]))
    spot = cells.spot
    if spot:
        point: Point | None = Point(spot.lon, spot.lat)
        radius = spot.radius_m
    else:
        point = _from_columns(cells)
        radius = radius_of(*(cells[field].replace(",", ".") for field in ("lon", "lat")))
    if point is None:
        return Whereabouts(name, how="imported") if name else None
    return Whereabouts(
        name or f"{point.lat}, {point.lon}", point, _radius(cells, radius), "imported"
    )


def _from_columns(cells: Cells) -> Point | None:
    if not (cells["lon"] or cells["lat"]):
        return None
    lon, lat = (cells.attempt(field, degrees_of) for field in ("lon", "lat"))
    if not (isinstance(lon, float) and isinstance(lat, float)):
        for field in ("lon", "lat"):
            if not cells[field]:
                cells.fault(field, "both longitude and latitude")
        return None
    try:
        point = Point(round(lon, 7), round(lat, 7))
    except ValueError:
        for field in ("lon", "lat"):
            cells.fault(field, advice(lon, lat))
        return None
    if lon == lat == 0:
        cells.remark(NULL_ISLAND)
    return point


def _radius(cells: Cells, otherwise: int) -> int:
    """Of a column of its own, else of the precision code, else what the geometry or the decimals say."""
    given = cells.attempt("radius_m", _metres)
    if isinstance(given, int):
        return given
    code = cells.code("place_precision")
    known = precisions(cells.scheme, "place_precision").get(code)
    if code and not known:
        cells.fault("place_precision", "one of the codes of the export")
    return int(known) if known else otherwise


def _metres(cell: str) -> int:
    metres = float(cell) if _METRES.match(cell) else 0.0
    if not 0 < metres <= _FARTHEST:
        raise ValueError("metres above 0")
    return max(1, round(metres))
