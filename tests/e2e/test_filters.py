"""The filters: each with its counts, all in the address, and in step with the switches on the map."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

from geodata import vocabulary
from geodata.model import Facts
from tests.e2e.expected import cited, inside
from tests.e2e.reader import Reader


def test_each_type_of_event_tells_its_count(reader: Reader, facts: Facts) -> None:
    reader.open()
    types = reader.group("Type of event")
    for code, n in Counter(event.event_type for event in facts.events).items():
        label = vocabulary.label("event_types", code, "en")
        expect(types.get_by_role("checkbox", name=f"{label} {n}", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("name", "label", "query", "field"),
    [
        ("Layer", "Resistance", {"layer": "resistance"}, "layer"),
        ("Type of event", "Clash", {"type": "clash"}, "event_type"),
        ("Place", "Bakai", {"place": "bakai"}, "place_id"),
        ("Outcome", "Repelled", {"outcome": "repelled"}, "outcome"),
    ],
)
def test_a_tick_shows_only_that(
    reader: Reader, facts: Facts, name: str, label: str, query: dict[str, str], field: str
) -> None:
    (code,) = query.values()
    wanted = {event.event_id for event in facts.events if getattr(event, field) == code}
    reader.open()
    reader.group(name).get_by_role("checkbox", name=f"{label} {len(wanted)}", exact=True).check()
    reader.expect_count(len(wanted))
    reader.expect_query(**query)
    assert set(reader.shown()) == wanted


def test_a_source_shows_the_events_that_rest_on_it(reader: Reader, facts: Facts) -> None:
    source_id = "indymedia-uk-2006-05-18-bakai"
    wanted = {e.event_id for e in facts.events if source_id in cited(facts, e.event_id)}
    reader.open()
    reader.group("Source").get_by_role("checkbox", name="Small victory for squatters").check()
    reader.expect_query(source=source_id)
    reader.expect_count(len(wanted))
    assert set(reader.shown()) == wanted


def test_search_finds_words_of_titles_summaries_and_places(reader: Reader) -> None:
    reader.open()
    box = reader.filters.get_by_role("searchbox")
    box.fill("truncheons storm")
    reader.expect_query(q="truncheons storm")
    reader.expect_count(1)
    box.fill("бакай")  # a spelling of the place, in another script
    reader.expect_query(q="бакай")
    shown = reader.shown()
    assert "ALA-2006-0016" in shown
    box.fill("")
    reader.expect_query(q=None)


def test_counts_follow_the_other_filters(reader: Reader, facts: Facts) -> None:
    reader.open("/?t=2006-05-12")
    on_the_day = inside(facts, "2006-05-12", "2006-05-12")
    layers = Counter(e.layer for e in facts.events if e.event_id in on_the_day)
    for code, label in (("demolition", "Demolition"), ("resistance", "Resistance")):
        box = reader.group("Layer").get_by_role("checkbox", name=label)
        expect(box).to_have_accessible_name(f"{label} {layers[code]}")
    reader.group("Type of event").get_by_role("checkbox", name="Clash").check()
    expect(
        reader.group("Layer").get_by_role("checkbox", name="Demolition")
    ).to_have_accessible_name("Demolition 0")


def test_reset_lets_everything_go(reader: Reader, facts: Facts) -> None:
    reader.open("/?layer=resistance&type=clash&q=bakai&t=2006-05-01..2006-07-31&when=certain")
    expect(reader.filters.get_by_role("status")).to_have_text("Filters in use: 4")
    reader.filters.get_by_role("button", name="Reset").click()
    reader.expect_count(len(facts.events))
    reader.expect_query(layer=None, type=None, q=None, t=None, when=None)
    expect(reader.filters.get_by_role("status")).to_have_text("Everything is shown.")
    expect(reader.filters.get_by_role("searchbox")).to_have_value("")


def test_the_address_restores_every_filter(reader: Reader) -> None:
    reader.open("/?layer=resistance&layer=demolition&type=clash&place=bakai&q=police")
    expect(reader.filters.get_by_role("checkbox", name="Resistance")).to_be_checked()
    expect(reader.filters.get_by_role("checkbox", name="Clash")).to_be_checked()
    expect(reader.filters.get_by_role("checkbox", name="Bakai", exact=False).first).to_be_checked()
    expect(reader.filters.get_by_role("searchbox")).to_have_value("police")
    found = reader.query()
    assert found["layer"] == ["resistance", "demolition"]


def test_the_switches_on_the_map_and_the_filters_are_in_step(reader: Reader, facts: Facts) -> None:
    reader.open()
    reader.map.get_by_role("button", name="Layers").click()
    switch = {
        name: reader.map.get_by_role("checkbox", name=name, exact=True)
        for name in ("Demolition", "Resistance", "Aftermath")
    }
    tick = {name: reader.filters.get_by_role("checkbox", name=name).first for name in switch}
    for one in switch.values():
        expect(one).to_be_checked()
    switch["Aftermath"].uncheck()
    reader.expect_count(sum(event.layer != "aftermath" for event in facts.events))
    reader.expect_query(layer=["demolition", "resistance"])
    expect(tick["Demolition"]).to_be_checked()
    expect(tick["Aftermath"]).not_to_be_checked()
    tick["Demolition"].uncheck()
    expect(switch["Demolition"]).not_to_be_checked()
    expect(switch["Resistance"]).to_be_checked()
    reader.expect_count(sum(event.layer == "resistance" for event in facts.events))


def test_filters_are_reached_on_a_phone(phone: Reader, facts: Facts) -> None:
    phone.open()
    phone.page.get_by_role("button", name=re.compile("^Filters")).tap()
    box = phone.page.get_by_role("group", name="Layer").get_by_role("checkbox", name="Aftermath")
    box.tap()
    expect(box).to_be_checked()
    phone.expect_query(layer="aftermath")
    phone.expect_count(sum(event.layer == "aftermath" for event in facts.events))


def test_what_is_not_on_the_map_is_told(reader: Reader, facts: Facts) -> None:
    reader.open()
    unplaced = [event for event in facts.events if not event.place_id or not event.date]
    words = reader.filters.get_by_text("Not on the map:")
    if not unplaced:
        expect(words).to_have_count(0)
        return
    expect(words).to_have_text(f"Not on the map: {len(unplaced)}")
