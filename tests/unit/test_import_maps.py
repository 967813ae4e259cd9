"""GeoJSON and KML: geometries become a point with a radius that covers them; values and dates of their properties are kept."""

from __future__ import annotations

import json
from typing import Any

import pytest

from geodata.dates import interval_of
from geodata.draft import Whereabouts
from geodata.errors import ReadingError
from geodata.reading.imports.crs import projection_of
from geodata.reading.imports.degrees import advice, decimals_of
from geodata.reading.imports.strict_json import Number, load
from geodata.reading.imports.table import Imported, read_table
from geodata.reading.imports.values import count_of, date_of, degrees_of
from geodata.space import Point, distance_m


def geojson(*features: dict[str, Any], **members: Any) -> Imported:
    """Read a collection of features."""
    whole = {"type": "FeatureCollection", "features": list(features), **members}
    return read_table(json.dumps(whole, ensure_ascii=False).encode(), "events.geojson")


def feature(kind: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    """Return a feature."""
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def kml(inside: str) -> Imported:
    """Read a KML document."""
    text = f'<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{inside}</Document></kml>'
    return read_table(text.encode(), "events.kml")


def place_of(done: Imported) -> Whereabouts:
    """Return where the first draft is; its point is known."""
    place = done.drafts[0].place
    assert place
    assert place.point
    return place


def test_radius_of_a_shape_reaches_its_farthest_corner() -> None:
    corners = [[76.8, 43.2], [77.0, 43.2], [77.0, 43.3], [76.8, 43.2]]
    place = place_of(geojson(feature("Polygon", [corners], place="Bakai")))
    assert place.point

    assert place.radius_m
    assert place.name == "Bakai"
    assert all(distance_m(place.point, Point(*corner)) <= place.radius_m for corner in corners)


@pytest.mark.parametrize(
    ("kind", "coordinates"),
    [
        ("MultiPoint", [[76.8, 43.2], [76.9, 43.3]]),
        ("LineString", [[76.8, 43.2], [76.9, 43.3]]),
        ("MultiLineString", [[[76.8, 43.2], [76.9, 43.3]], [[77, 43], [77, 44]]]),
        ("MultiPolygon", [[[[76, 43], [77, 43], [77, 44], [76, 43]]]]),
        (
            "Polygon",
            [
                [[170, 50], [-170, 50], [-170, 55], [170, 55], [170, 50]],
                [[175, 51], [178, 51], [178, 52], [175, 51]],
            ],
        ),
    ],
)
def test_every_kind_of_geometry_is_a_point_and_a_radius(kind: str, coordinates: Any) -> None:
    done = geojson(feature(kind, coordinates))

    assert place_of(done).radius_m
    assert any("radius that covers it" in note for note in done.notes)


def test_metres_of_a_named_system_become_degrees() -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32643"}}
    place = place_of(geojson(feature("Point", [650000, 4795000]), crs=crs))
    assert place.point

    assert place.point.lon == pytest.approx(76.8487, abs=0.01)
    assert place.point.lat == pytest.approx(43.2937, abs=0.01)
    assert place.radius_m == 100


@pytest.mark.parametrize(
    "name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"]
)
def test_degrees_of_a_named_system_stay(name: str) -> None:
    assert projection_of({"type": "name", "properties": {"name": name}}) is None


@pytest.mark.parametrize(
    "member",
    [
        "EPSG:4326",
        {"type": "name"},
        {"type": "name", "properties": {"name": "+proj=aea +nadgrids=/etc/passwd"}},
        {"type": "name", "properties": {"name": 4326}},
        {"type": "link", "properties": {"href": "http://127.0.0.1:9/"}},
        {"type": "EPSG", "properties": {"code": 4326}},
    ],
)
def test_any_other_system_is_refused(member: object) -> None:
    with pytest.raises(ReadingError, match="coordinate system"):
        projection_of(member)


def test_id_of_a_feature_is_kept_beside_its_properties() -> None:
    done = geojson({**feature("Point", [76.9, 43.2], id="inner"), "id": 7})
    event = done.drafts[0].claim("event")

    assert event
    assert event.note == "feature id: 7 | id: inner"


def test_values_keep_the_digits_they_were_written_with() -> None:
    text = '{"type":"Feature","geometry":null,"properties":{"a":7.10,"b":1e-400,"c":[1,{"d":2.0}],"e":true,"f":null}}'
    done = read_table(text.encode(), "one.json")
    event = done.drafts[0].claim("event")

    assert event
    assert event.note == 'a: 7.10 | b: 1e-400 | c: [1, {"d": 2.0}] | e: true'


def test_feature_that_is_none_is_told_and_the_others_are_read() -> None:
    done = geojson(feature("Point", [76.9, 43.2]), {"type": "Thing"}, feature("Point", [1, 2]))

    assert len(done.drafts) == 2
    assert [fault.row for fault in done.faults] == [2]


def test_strict_json_keeps_numbers_and_refuses_depth() -> None:
    assert load(b'{"a": 1.50}') == {"a": "1.50"}
    assert isinstance(load(b"[1]")[0], Number)
    assert load(b"[" * 63 + b"]" * 63)
    for depth in (66, 5_000, 200_000):
        with pytest.raises(ReadingError, match="nested deeper"):
            load(b"[" * depth + b"]" * depth)


def test_placemark_is_a_draft_with_its_data() -> None:
    done = kml(
        "<Placemark><name>Clash</name><description>Stones.</description><TimeStamp><when>2006-05-12</when></TimeStamp>"
        '<ExtendedData><Data name="type"><value>clash</value></Data><SchemaData><SimpleData name="deaths">0</SimpleData>'
        "</SchemaData></ExtendedData><Point><coordinates> 76.851,43.301,700 </coordinates></Point></Placemark>"
    )
    draft = done.drafts[0]

    assert (draft.title, draft.date, draft.event_type) == ("Clash", "2006-05-12", "clash")
    assert draft.quantities["killed"].best == 0
    assert place_of(done).point == Point(76.851, 43.301)
    assert any("dropped" in note for note in done.notes)


def test_span_and_shapes_of_a_placemark_are_read() -> None:
    ring = "<LinearRing><coordinates>{}</coordinates></LinearRing>"
    outer, inner = "76,43 77,43 77,44 76,44 76,43", "76.4,43.4 76.6,43.4 76.6,43.6 76.4,43.4"
    done = kml(
        "<Placemark><TimeSpan><begin>2006-05</begin><end>2006-07</end></TimeSpan><MultiGeometry><Polygon>"
        f"<innerBoundaryIs>{ring.format(inner)}</innerBoundaryIs><outerBoundaryIs>{ring.format(outer)}</outerBoundaryIs>"
        "</Polygon><Point><coordinates>76.5,43.1</coordinates></Point></MultiGeometry></Placemark>"
    )

    assert done.drafts[0].date == "2006-05/2006-07"
    assert 60_000 < (place_of(done).radius_m or 0) < 130_000


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2006-05-12", "2006-05-12"),
        ("2006-05-12 14:30:00", "2006-05-12"),
        ("12.05.2006", "2006-05-12"),
        ("2006/5/12", "2006-05-12"),
        ("12 мая 2006 года", "2006-05-12"),
        ("12 мамыр 2006", "2006-05-12"),
        ("May 12, 2006", "2006-05-12"),
        ("12 May 2006", "2006-05-12"),
        ("май 2006", "2006-05"),
        ("Sep 2006", "2006-09"),
        ("2006", "2006"),
        ("около 2006-05", "2006-05~"),
        ("2006-W19", "2006-05-08/2006-05-14"),
        ("2006-05-10/2006-05-12", "2006-05-10/2006-05-12"),
        ("05/05/2006", "2006-05-05"),
    ],
)
def test_date_is_read_as_it_is_written(text: str, edtf: str) -> None:
    assert date_of(text) == edtf
    assert interval_of(edtf)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "1719792000", "2006-13-01", "31.02.2006", "32 мая 2006", "5/6/2006", "2006-W60", "9999-W53", "٤/٥/٢٠٢٤", "spring 2019", "12 Foo 2006"],
)  # fmt: skip
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    with pytest.raises(ValueError):
        date_of(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("76.85", 76.85), ("-76,85", -76.85), ("43°14'17\"N", 43.2380556), ("76°30′ W", -76.5), ("43°14'17\" С", 43.2380556), ("-12°30'", -12.5)],
)  # fmt: skip
def test_degrees_are_read_as_they_are_written(text: str, value: float) -> None:
    assert degrees_of(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "abc", "122°19'59.7", "43°61'N", "nan", "1e5", "٤٣"])
def test_what_is_no_degree_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        degrees_of(text)


@pytest.mark.parametrize(("text", "low", "high"), [("12", 12, 12), ("12.0", 12, 12), ("30–50", 30, 50), ("50+", 50, None), ("1 200", 1200, 1200)])  # fmt: skip
def test_count_is_read_as_it_is_written(text: str, low: int, high: int | None) -> None:
    assert (count_of(text).low, count_of(text).high) == (low, high)


@pytest.mark.parametrize("text", ["", "-1", "1,200", "1.5", "many", "50-30", "1e3", "9" * 30])
def test_what_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        count_of(text)


def test_decimals_of_what_is_no_number_are_none() -> None:
    assert decimals_of("abc") == decimals_of("nan") == 0
    assert "metres" in advice(650000, 4795000)
