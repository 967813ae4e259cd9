"""The list: exactly what the map shows, in the order that the reader wants, to take away."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from pathlib import Path

import geopandas
from playwright.sync_api import expect

from geodata.model import Facts
from tests.e2e.expected import inside
from tests.e2e.reader import Reader, eventually


def listed(reader: Reader) -> list[str]:
    """Return ids of the events in the list, in its order."""
    found: list[str] = reader.titles.evaluate_all("nodes => nodes.map(node => node.dataset.event)")
    return found


def take(reader: Reader, name: str, folder: Path) -> Path:
    """Download the list."""
    with reader.page.expect_download() as waiting:
        reader.list.get_by_role("button", name=name, exact=True).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def read_csv(path: Path) -> list[dict[str, str]]:
    """Read a table of ours: one line about itself, then a header."""
    about, _end, table = path.read_bytes().decode("utf-8-sig").partition("\r\n")
    assert about.startswith("# Holdground, data_version ")
    assert "CC BY 4.0" in about
    return list(csv.DictReader(StringIO(table, newline=""), strict=True))


def test_the_list_holds_exactly_what_is_shown(reader: Reader, facts: Facts) -> None:
    reader.open("/?t=2006-05-01..2006-05-31&layer=resistance")
    reader.button("List").click()
    wanted = inside(facts, "2006-05-01", "2006-05-31")
    wanted &= {event.event_id for event in facts.events if event.layer == "resistance"}
    expect(reader.titles).to_have_count(len(wanted))
    assert set(listed(reader)) == wanted == set(reader.shown())
    titles = {event.event_id: event.title for event in facts.events}
    assert reader.titles.all_text_contents() == [titles[one] for one in listed(reader)]


def test_the_whole_list_holds_every_event(reader: Reader, facts: Facts) -> None:
    reader.open()
    reader.button("List").click()
    expect(reader.list.get_by_role("heading")).to_have_text(f"{len(facts.events)} events")
    expect(reader.titles).to_have_count(len(facts.events))
    assert set(listed(reader)) == {event.event_id for event in facts.events}


def test_each_column_sorts_both_ways_and_says_so(reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 1600, "height": 900})
    reader.open("/?t=2006-05-01..2006-07-31")
    reader.button("List").click()
    dates = reader.list.get_by_role("columnheader", name="Date")
    expect(dates).to_have_attribute("aria-sort", "ascending")
    before = listed(reader)
    dates.get_by_role("button").click()
    expect(dates).to_have_attribute("aria-sort", "descending")
    expect(dates.get_by_role("button")).to_be_focused()
    assert listed(reader) == before[::-1]
    for name, cell in (("Place", 2), ("Event", 4), ("Outcome", 5)):
        head = reader.list.get_by_role("columnheader", name=name, exact=True)
        head.get_by_role("button").click()
        expect(head).to_have_attribute("aria-sort", "ascending")
        expect(dates).to_have_attribute("aria-sort", "none")
        rows = reader.list.locator(f"tbody tr td:nth-child({cell})").all_text_contents()
        assert rows == sorted(rows, key=str.casefold), name
    sources = reader.list.get_by_role("columnheader", name="Sources")
    sources.get_by_role("button").click()
    sources.get_by_role("button").click()
    expect(sources).to_have_attribute("aria-sort", "descending")
    numbers = [int(n) for n in reader.list.locator("tbody tr td:last-child").all_text_contents()]
    assert numbers == sorted(numbers, reverse=True)


def test_the_list_sorts_on_a_phone(phone: Reader) -> None:
    phone.open("/?t=2006-05-12")
    phone.button("List").tap()
    expect(phone.titles).to_have_count(len(phone.shown()))
    before = listed(phone)
    phone.list.get_by_role("button", name="Turn the order round").tap()
    eventually(lambda: listed(phone), lambda found: found == before[::-1], phone.page)


def test_a_downloaded_table_holds_the_same_events(reader: Reader, tmp_path: Path) -> None:
    reader.open("/?t=2006-05-01..2006-05-31")
    reader.button("List").click()
    expect(reader.titles).to_have_count(len(reader.shown()))
    path = take(reader, "CSV", tmp_path)
    assert re.fullmatch(r"holdground-\d+-\d{4}-\d\d-\d\d\.csv", path.name)
    rows = read_csv(path)
    assert [row["event_id"] for row in rows] == listed(reader)
    fence = next(row for row in rows if row["event_id"] == "ALA-2006-0016")
    assert fence["date_start"] == fence["date_end"] == "2006-05-12"
    assert fence["place_id"] == "bakai"
    assert fence["radius_m"] == "5000"
    assert fence["outcome"] == "repelled"
    assert 76 < float(fence["lon"]) < 78
    assert 42 < float(fence["lat"]) < 44
    assert fence["permalink"] == f"{reader.root}/e/ALA-2006-0016"


def test_downloaded_geojson_opens_in_geopandas(reader: Reader, tmp_path: Path) -> None:
    reader.open("/?t=2006-05-12")
    reader.button("List").click()
    expect(reader.titles).to_have_count(len(reader.shown()))
    path = take(reader, "GeoJSON", tmp_path)
    frame = geopandas.read_file(path)
    assert list(frame["event_id"]) == listed(reader)
    assert frame.crs.to_epsg() == 4326
    bakai = frame[frame["place_id"] == "bakai"].geometry
    assert len(bakai) >= 9
    assert bakai.x.between(76, 78).all()
    assert bakai.y.between(42, 44).all()
    whole = json.loads(path.read_text("utf-8"))
    assert whole["licence"] == "CC BY 4.0"
    assert whole["data_version"] >= 1


def test_a_row_opens_the_card_and_the_way_back_is_kept(reader: Reader) -> None:
    reader.open("/?t=2006-05-12")
    reader.button("List").click()
    reader.titles.nth(3).click()
    expect(reader.card).to_be_visible()
    reader.card.get_by_role("button", name="Back to the list").click()
    expect(reader.titles.nth(3)).to_be_focused()
    reader.expect_query(e=None)
