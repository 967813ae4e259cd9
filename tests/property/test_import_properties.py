"""Any bytes under any name are a table or one refusal: nothing else reaches the caller, and its process lives on."""

from __future__ import annotations

import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from geodata.dates import interval_of
from geodata.errors import ReadingError
from geodata.reading.imports.table import Imported, read_table
from geodata.reading.imports.values import count_of, date_of, degrees_of
from geodata.reading.reports import read_noting

NAMES = ("a.csv", "a.tsv", "a.geojson", "a.json", "a.kml", "a.xlsx", "CON.csv", "a")

POINT = '{"type":"Feature","properties":{"date":"2006-05-12","deaths":3},"geometry":{"type":"Point","coordinates":[76.9,43.2]}}'
RING = '{"type":"Polygon","coordinates":[[[179,0],[-179,0],[-179,1],[179,1],[179,0]]]}'
SEEDS = (
    b"date,place,lat,lon,type,deaths,notes\n2006-05-12,Bakai,43.301,76.851,clash,0,Stones.\n",
    "дата;место;широта;долгота\n12.05.2006;Бакай;43,301;76,851\n".encode("cp1251"),
    b'id,"a ""quoted"" name"\n1,"two\nlines"\n',
    b"event_id_cnty,event_date,sub_event_type,time_precision,geo_precision,latitude,longitude\nX,1 May 2006,Arrests,2,3,43,77\n",
    b"where_prec,date_prec,date_start,date_end,best,low,high\n1,5,1147392000.0,1149000000.0,3,1,9\n",
    f'{{"type":"FeatureCollection","features":[{POINT}]}}'.encode(),
    f'{{"type":"Feature","properties":null,"geometry":{RING}}}'.encode(),
    b'{"type":"Point","coordinates":[1e400,NaN]}',
    b'<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>a</name><Point><coordinates>76.9,43.2,0</coordinates></Point></Placemark></kml>',
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><kml><Placemark><name>&x;</name></Placemark></kml>',
    b"<html><body><p style='display:none'>x</p><p>Police came.</p></body></html>",
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>",
    b"PK\x03\x04\x14\0\0\0",
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Draw one of the seeds with pieces cut out, doubled, or replaced."""
    data = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        until = min(len(data), at + draw(st.integers(0, 12)))
        piece = draw(
            st.sampled_from((b"", b"\0", b"\xff\xfe", b'"', b"{", b"]", b"-", b"1e999", b"<![CDATA[", b"&#0;", b"\xed\xa0\x80", b",,", b"\n"))
            | st.binary(max_size=6)
            | st.just(data[at:until] * 9)
        )  # fmt: skip
        data = data[:at] + piece + data[until:]
    return data


@given(mutated() | st.binary(max_size=200), st.sampled_from(NAMES))
@settings(max_examples=300)
@example(b"date\n" + b'"' * 9, "a.csv")
@example(b"lat,lon\n1,2\n" * 2, "a.csv")
@example(b'{"type":"FeatureCollection","features":[1,null,[],{}]}', "a.json")
def test_any_table_is_drafts_or_one_refusal(data: bytes, name: str) -> None:
    try:
        done = read_table(data, name)
    except ReadingError as err:
        assert name in str(err)  # noqa: PT017 - a table is right too
        assert "\n" not in str(err)  # noqa: PT017
    else:
        assert isinstance(done, Imported)
        assert len({draft.draft_id for draft in done.drafts}) == len(done.drafts)
        assert all(draft.state == "proposed" for draft in done.drafts)
        assert repr(done).encode()


@given(mutated(), st.sampled_from(("a.txt", "a.html", "a.pdf")))
@settings(max_examples=200)
def test_any_report_is_text_or_one_refusal(data: bytes, name: str) -> None:
    try:
        reading = read_noting(data, name)
    except ReadingError as err:
        assert name in str(err)  # noqa: PT017 - a text is right too
    else:
        assert reading.document.text.strip()


@given(st.lists(st.text(max_size=40), max_size=6))
def test_text_of_a_property_that_is_not_understood_is_kept_to_the_letter(texts: list[str]) -> None:
    properties = {f"unheard of {number}": text for number, text in enumerate(texts)}
    whole = {"type": "Feature", "properties": properties, "geometry": None}
    event = read_table(json.dumps(whole).encode(), "a.geojson").drafts[0].claim("event")

    assert event
    assert event.note == " | ".join(
        f"{name}: {text}".replace("\0", "\ufffd") for name, text in properties.items() if text
    )


@given(st.text(alphabet="0123456789-/.:TZ W~+ма́йMay°'\"NS,", max_size=24))
def test_any_cell_is_a_value_or_a_value_error(text: str) -> None:
    for read in (date_of, degrees_of, count_of):
        try:
            value = read(text)
        except ValueError as err:
            assert str(err)  # noqa: PT017 - a value is right too
        else:
            assert read is not date_of or interval_of(str(value))
