"""KML in, a sheet out. A document type is refused before anything of it is read; links and pictures are left where they are."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from lxml import etree, html

from geodata.errors import ReadingError
from geodata.reading.imports.cleaning import clean, column_names
from geodata.reading.imports.geometry import BadGeometryError, SpotReader
from geodata.reading.imports.limits import check_columns, check_rows
from geodata.reading.imports.sheet import Fault, Notes, Row, Sheet
from geodata.reading.imports.strict_json import Number

__all__ = ["read"]

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?\Z")
_MARKUP = re.compile(r"<[A-Za-z/!]")
_SIMPLE = {"Point": "Point", "LineString": "LineString", "LinearRing": "LineString"}
_LEFT_OUT = {
    "NetworkLink": "holds a link to another file, which is not followed",
    "Icon": "names pictures, which were left out",
    "GroundOverlay": "lays pictures over the ground, which were left out",
    "Model": "holds models of buildings, which were left out",
    "Track": "holds tracks, which are not read",
}
_NESTED = 8


def read(data: bytes) -> Sheet:
    """Read the placemarks of a KML file.

    Raises
    ------
    ReadingError
        It is not XML, has a document type, or is not KML; the sentence wants the file's name in front.

    References
    ----------
    OGC KML 2.3.
    """
    root = _root(data)
    notes = Notes()
    reader = SpotReader(None, notes)
    placemarks = []
    for element in root.iter():
        kind = _kind(element)
        if kind == "Placemark":
            placemarks.append(element)
        elif kind in _LEFT_OUT:
            notes.add(_LEFT_OUT[kind])
    check_rows(len(placemarks))
    told = [_told(one, notes, number) for number, one in enumerate(placemarks, 1)]
    keys = list(dict.fromkeys(key for one in told for key in one))
    check_columns(len(keys))
    rows: list[Row] = []
    faults: list[Fault] = []
    for number, (placemark, cells) in enumerate(zip(placemarks, told, strict=True), 1):
        try:
            spot = reader.read(_geometry(placemark), number)
        except BadGeometryError as err:
            faults.append(Fault(number, "", err.found, err.expected, refused=True))
        else:
            rows.append(Row(number, tuple(cells.get(key, "") for key in keys), spot))
    return Sheet("kml", column_names(keys, notes), tuple(rows), tuple(faults), notes.told())


def _root(data: bytes) -> Element:
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as err:
        raise ReadingError(
            "holds a document type or entities (DTD), which are never read; export it without"
        ) from err
    except (ParseError, LookupError, ValueError) as err:
        raise ReadingError(f"is not XML ({err}); export it anew") from err
    if _kind(root) != "kml":
        raise ReadingError(f"is XML ({_kind(root)[:40]}), but no KML; export it as KML or GeoJSON")
    return root


def _told(placemark: Element, notes: Notes, number: int) -> dict[str, str]:
    cells: dict[str, str] = {}
    for element in placemark.iter():
        kind = _kind(element)
        name, text = kind, _words(element)
        if kind in ("Data", "SimpleData"):
            name = element.get("name", "")
            text = text or next((_words(one) for one in element if _kind(one) == "value"), "")
        elif kind == "description" and _MARKUP.search(text):
            text = _plain(text)
            notes.add("has markup in its description, of which the words were kept", number)
        elif kind not in ("name", "description", "address", "when", "begin", "end"):
            continue
        if text and name not in cells:
            cells[name] = clean(text, notes, number)
    return cells


def _plain(markup: str) -> str:
    try:
        tree = html.fragment_fromstring(markup, create_parent="div")
    except (etree.LxmlError, ValueError):
        return markup
    for useless in tree.xpath(".//script|.//style"):
        useless.drop_tree()
    return " ".join(str(tree.text_content()).split())


def _geometry(placemark: Element, depth: int = 0) -> dict[str, Any] | None:
    """The geometry of a placemark in the form of GeoJSON, unchecked."""
    found = [made for one in placemark if (made := _shape(one, depth))]
    if len(found) > 1:
        return {"type": "GeometryCollection", "geometries": found}
    return found[0] if found else None


def _shape(element: Element, depth: int) -> dict[str, Any] | None:
    kind = _kind(element)
    if kind in _SIMPLE:
        positions = _positions(element)
        if kind == "Point":
            if len(positions) != 1:
                raise BadGeometryError(
                    _words_below(element), "one point as longitude,latitude without spaces"
                )
            return {"type": kind, "coordinates": positions[0]}
        return {"type": _SIMPLE[kind], "coordinates": positions}
    if kind == "Polygon":
        return {"type": kind, "coordinates": [_positions(ring) for ring in _rings(element)]}
    if kind == "MultiGeometry":
        if depth >= _NESTED:
            raise BadGeometryError(kind, "geometries that are not nested so deep")
        inner = _geometry(element, depth + 1)
        return inner or {"type": "GeometryCollection", "geometries": []}
    return None


def _rings(polygon: Element) -> list[Element]:
    borders = ("outerBoundaryIs", "innerBoundaryIs")
    found = [
        (_kind(border), ring) for border in polygon if _kind(border) in borders for ring in border
    ]
    # The outer border comes first, wherever it stands.
    return [ring for _, ring in sorted(found, key=lambda one: one[0] != borders[0])]


def _positions(element: Element) -> list[list[str]]:
    return [
        [Number(part) if _NUMBER.match(part) else part for part in written.split(",")]
        for written in _words_below(element).split()
    ]


def _words_below(element: Element) -> str:
    return next((_words(one) for one in element if _kind(one) == "coordinates"), "")


def _words(element: Element) -> str:
    return (element.text or "").strip()


def _kind(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
