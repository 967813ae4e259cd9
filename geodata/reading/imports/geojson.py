"""GeoJSON in, a sheet out, without GDAL, which would follow links and read files that the data names."""

from __future__ import annotations

import json
from typing import Any

from geodata.errors import ReadingError
from geodata.reading.imports.cleaning import clean, column_names
from geodata.reading.imports.crs import projection_of
from geodata.reading.imports.geometry import BadGeometryError, SpotReader
from geodata.reading.imports.limits import check_columns, check_rows
from geodata.reading.imports.sheet import Fault, Notes, Row, Sheet
from geodata.reading.imports.strict_json import Number, load

__all__ = ["read"]

_GEOMETRIES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection")  # fmt: skip
_ID = "feature id"


def read(data: bytes) -> Sheet:
    """Read a FeatureCollection, a Feature or a bare geometry.

    Raises
    ------
    ReadingError
        It is none; the sentence wants the file's name in front.

    References
    ----------
    RFC 7946; the ``crs`` of its forerunner of 2008, if it names one of the systems that we know.
    """
    whole = load(data)
    notes = Notes()
    features = _features(whole)
    check_rows(len(features))
    reader = SpotReader(projection_of(whole.get("crs")), notes)
    if "links" in whole:
        notes.add("holds links to further parts, which are not followed")
    keys = _keys(features)
    rows: list[Row] = []
    faults: list[Fault] = []
    for number, feature in enumerate(features, 1):
        try:
            rows.append(_row(number, feature, keys, reader, notes))
        except BadGeometryError as err:
            faults.append(Fault(number, "", err.found, err.expected, refused=True))
    columns = column_names(keys, notes)
    return Sheet("geojson", columns, tuple(rows), tuple(faults), notes.told())


def _features(whole: Any) -> list[Any]:
    kind = whole.get("type") if isinstance(whole, dict) else None
    if kind == "FeatureCollection":
        features = whole.get("features")
        if not isinstance(features, list):
            raise ReadingError("is a FeatureCollection without a list of features; export it anew")
        return features
    if kind == "Feature":
        return [whole]
    if kind in _GEOMETRIES:
        return [{"type": "Feature", "properties": {}, "geometry": whole}]
    raise ReadingError("is JSON, but no GeoJSON; give a FeatureCollection")


def _keys(features: list[Any]) -> list[str]:
    """Names of properties in the order in which they first stand in the file; an id beside them comes first."""
    keys: dict[str, None] = {}
    for feature in features:
        if isinstance(feature, dict):
            if feature.get("id") is not None:
                keys = {_ID: None, **keys} if _ID not in keys else keys
            properties = feature.get("properties")
            if isinstance(properties, dict):
                keys.update(dict.fromkeys(properties))
    check_columns(len(keys))
    return list(keys)


def _row(number: int, feature: Any, keys: list[str], reader: SpotReader, notes: Notes) -> Row:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise BadGeometryError(feature, "an object of type Feature")
    if not isinstance(properties, dict | None):
        raise BadGeometryError(properties, "properties that are an object")
    known = {_ID: feature.get("id"), **(properties or {})}
    spot = reader.read(feature.get("geometry"), number)
    return Row(number, tuple(clean(_text(known.get(key)), notes, number) for key in keys), spot)


def _text(value: Any) -> str:
    """A value as it was written; what is not plain stays JSON."""
    if value is None:
        return ""
    return str(value) if isinstance(value, str) else _compact(value)


def _compact(value: Any) -> str:
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        inner = ", ".join(f"{_compact(name)}: {_compact(one)}" for name, one in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_compact, value))}]"
    return json.dumps(value, ensure_ascii=False)
