"""Bytes of a table in, a sheet out, by the format that bytes and name agree on. Runs in the process of `geodata.reading.sandbox`."""

from __future__ import annotations

from collections.abc import Mapping

from geodata.errors import ReadingError
from geodata.reading.formats import known_format
from geodata.reading.imports.sheet import Sheet

__all__ = ["ENDINGS", "read"]

ENDINGS = {".csv": "csv", ".tsv": "csv", ".geojson": "geojson", ".json": "geojson", ".kml": "kml"}  # fmt: skip
"""Endings of names, and what their files must hold."""

_PLEASE = "give CSV, GeoJSON or KML"


def read(data: bytes, options: Mapping[str, str]) -> Mapping[str, object]:
    """Return the sheet of a table as JSON; the ``name`` in `options` tells its format.

    Raises
    ------
    ReadingError
        It is of another format, or not what its name says; the sentence wants the name in front.
    """
    return _sheet(data, options["name"]).as_json()


def _sheet(data: bytes, name: str) -> Sheet:
    found = known_format(data)
    if found:
        raise ReadingError(f"is {found}, which is not read; {_PLEASE}")
    form = next((form for end, form in ENDINGS.items() if name.lower().endswith(end)), "")
    if not form:
        raise ReadingError(f"is of a kind that is not read; {_PLEASE}, and let its name say so")
    if not data.strip():
        raise ReadingError(f"is empty; {_PLEASE}")
    # Each reader loads what it needs and no more.
    if form == "geojson":
        from geodata.reading.imports import geojson  # noqa: PLC0415

        return geojson.read(data)
    if form == "kml":
        from geodata.reading.imports import kml  # noqa: PLC0415

        return kml.read(data)
    from geodata.reading.imports import comma  # noqa: PLC0415

    return comma.read(data)
