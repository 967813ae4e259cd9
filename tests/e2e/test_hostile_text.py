"""Facts full of attacks: nothing runs, nothing is asked of others, the map lives, and what is shown is what was written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from geodata.model import Event, Facts
from tests.e2e import hostile
from tests.e2e.reader import Reader, eventually
from tests.e2e.test_list import read_csv, take
from tests.servers import holdground
from tests.synthetic import publish_only

_CLEAN = """() => document.querySelectorAll(
    'body [onerror], body [onload], body [onfocus], body [onmouseover], [href^="javascript:" i], iframe, base').length === 0"""


@pytest.fixture(scope="module")
def wicked() -> Facts:
    """Return the facts."""
    return hostile.facts()


@pytest.fixture(scope="module")
def among(tmp_path_factory: pytest.TempPathFactory, wicked: Facts) -> Iterator[str]:
    """Address of a server of these facts."""
    db = tmp_path_factory.mktemp("hostile") / "record.db"
    publish_only(wicked, db)
    with holdground(db, only_published=True, HOLDGROUND_BASEMAP="") as address:
        yield address


@pytest.fixture
def brave(page: Page, among: str) -> Reader:
    """Return a reader of these facts."""
    return Reader(page, among)


def plain(text: str | None) -> str:
    """Return a text as it is compared: runs of white space are one space."""
    return " ".join((text or "").split())


def written(event: Event, facts: Facts) -> list[str]:
    """Return what the card of an event must hold."""
    place = next(one for one in facts.places if one.place_id == event.place_id)
    claims = [claim for claim in facts.claims if claim.event_id == event.event_id]
    source = next(one for one in facts.sources if one.source_id == claims[0].source_id)
    texts = [event.title, event.summary, event.where_as_written, event.note, place.names[0].name]
    texts += [source.title, source.publisher, source.author]
    return texts + [text for claim in claims for text in (claim.text, claim.note)]


def alive(reader: Reader) -> None:
    """Expect that no script of a stranger ran, and that the map still answers."""
    assert reader.page.evaluate(_CLEAN)
    reader.map.focus()
    before = reader.choice("picked")
    reader.page.keyboard.press("p" if before else "n")
    eventually(lambda: reader.choice("picked"), lambda one: one != before, reader.page)


def test_there_are_enough_of_them(wicked: Facts) -> None:
    told = {text for event in wicked.events for text in written(event, wicked)}
    assert len(told) >= 300
    assert len(hostile.strings()) >= 300


def test_each_card_shows_what_was_written(brave: Reader, wicked: Facts) -> None:
    order = sorted(wicked.events, key=lambda event: (event.date, event.sequence))
    brave.open(f"/?e={order[0].event_id}")
    compared = 0
    for number, event in enumerate(order):
        title = brave.card.get_by_role("heading", level=2)
        expect(brave.card.get_by_text(event.event_id, exact=True)).to_be_visible()
        assert plain(title.text_content()) == plain(event.title)
        shown = plain(brave.card.text_content())
        for text in written(event, wicked):
            assert plain(text) in shown, f"{event.event_id}: {text!r} is not on the card"
            compared += 1
        if number + 1 < len(order):
            brave.card.get_by_role("button", name="Next", exact=True).click()
    assert compared == 12 * len(order)
    alive(brave)


def test_the_list_shows_what_was_written(brave: Reader, wicked: Facts) -> None:
    brave.page.set_viewport_size({"width": 1600, "height": 900})
    brave.open()
    brave.button("List").click()
    expect(brave.titles).to_have_count(len(wicked.events))
    titles = {plain(event.title) for event in wicked.events}
    assert {plain(text) for text in brave.titles.all_text_contents()} == titles
    places = {plain(place.names[0].name) for place in wicked.places}
    cells = brave.list.locator("tbody tr td:nth-child(2)").all_text_contents()
    assert {plain(text) for text in cells} == places
    alive(brave)


def test_filters_and_tooltips_show_what_was_written(brave: Reader, wicked: Facts) -> None:
    brave.open("/?v=10/43.35/77.0")
    shown = " ".join(plain(brave.group(name).text_content()) for name in ("Place", "Source"))
    for place in wicked.places:
        assert plain(place.names[0].name) in shown
    for source in wicked.sources:
        assert plain(source.publisher) in shown
    for event in wicked.events[::6]:
        brave.page.mouse.move(*brave.spot(event.event_id))
        brave.page.evaluate("() => new Promise(requestAnimationFrame)")
    alive(brave)


def test_plain_pages_show_what_was_written(page: Page, among: str, wicked: Facts) -> None:
    places = {place.place_id: place for place in wicked.places}
    for event in wicked.events[::4]:
        page.goto(f"{among}/e/{event.event_id}")
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        assert plain(page.get_by_role("heading", level=1).text_content()) == plain(event.title)
        body = plain(page.get_by_role("main").text_content())
        assert plain(event.summary) in body
        assert plain(page.title()) == plain(f"{event.title} · Holdground")
        place = places[event.place_id]
        page.goto(f"{among}/p/{place.place_id}")
        assert plain(page.get_by_role("heading", level=1).text_content()) == plain(
            place.names[0].name
        )
        assert page.evaluate(_CLEAN)


def test_the_story_shows_what_was_written(brave: Reader, wicked: Facts) -> None:
    (episode,) = wicked.episodes
    brave.open("/episodes")
    story = brave.page.get_by_role("region", name="Episode")
    expect(story.get_by_role("status").filter(has_text="1 of 60")).to_be_visible()
    expect(story.get_by_role("button", name="Sources and who says what")).to_have_count(60)
    shown = plain(story.text_content())
    assert plain(episode.title) in shown
    assert plain(episode.summary) in shown
    for event in wicked.events:
        assert plain(event.title) in shown
        assert plain(event.summary) in shown
    assert brave.page.evaluate(_CLEAN)


def test_the_sources_page_lives(page: Page, among: str) -> None:
    page.goto(f"{among}/sources")
    table = page.get_by_test_id("stDataFrame").locator("table")
    expect(table).to_have_attribute("aria-rowcount", "61")
    assert page.evaluate(_CLEAN)


def test_downloads_hold_what_was_written_and_no_formula(
    brave: Reader, wicked: Facts, tmp_path: Path
) -> None:
    brave.open()
    brave.button("List").click()
    expect(brave.titles).to_have_count(len(wicked.events))
    titles = {event.event_id: event.title for event in wicked.events}
    whole = json.loads(take(brave, "GeoJSON", tmp_path).read_text("utf-8"))
    found = {one["properties"]["event_id"]: one["properties"]["title"] for one in whole["features"]}
    assert found == titles
    path = take(brave, "CSV", tmp_path)
    rows = read_csv(path)
    assert len(rows) == len(titles)
    for row in rows:
        title = titles[row["event_id"]]
        guarded = f"'{title}" if title[0] in "=+-@\t\r" else title
        assert plain(row["title"]) == plain(guarded)
        for cell in row.values():
            assert cell[:1] not in {"=", "+", "-", "@", "\t", "\r"} or _is_number(cell)
    assert any(row["title"].startswith("'=") for row in rows)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
