"""Opening the map: what a reader sees at once, at a desk and on a phone, and what it costs."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from geodata.model import Facts
from tests.e2e.conftest import DESKTOP, PHONE, NewContext
from tests.e2e.reader import Reader, eventually
from tests.e2e.watch import Watch

both_sizes = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])

_WIDER = """() => [...document.querySelectorAll('html, body, [data-testid=stMain], [data-testid=stApp]')]
    .filter(node => node.scrollWidth > node.clientWidth).map(node => node.tagName)"""
_PAINTED = """() => [...document.querySelectorAll('canvas')].some(canvas => {
    const pen = canvas.getContext('2d');
    const pixels = pen && canvas.width ? pen.getImageData(0, 0, canvas.width, canvas.height).data : [];
    for (let i = 0; i < pixels.length; i += 4)
        if (pixels[i] === 213 && pixels[i + 1] === 94 && pixels[i + 2] === 0 && pixels[i + 3] === 255) return true;
    return false;
})"""


@both_sizes
def test_the_first_view_says_how_many_events_of_which_days(
    new_context: NewContext, server: str, size: dict[str, int], facts: Facts
) -> None:
    reader = Reader(new_context(viewport=size, reduced_motion="no-preference").new_page(), server)
    reader.open()
    n = len(facts.events)
    expect(reader.summary).to_have_text(
        re.compile(rf"^{n} of {n} events · 28 April 2005 to 1 October 2021$")
    )
    expect(reader.map).to_be_visible()
    assert reader.page.evaluate(_PAINTED), "no mark in the colour of demolitions is on the map"
    expect(reader.handle("First")).to_be_visible()
    expect(reader.page).to_have_title("Holdground: demolitions and resistance, Almaty")


@pytest.mark.parametrize(
    "address",
    ["/", "/?e=ALA-2006-0034", "/episodes", "/sources", "/about", "/embed", "/e/ALA-2006-0034"],
)
def test_no_page_scrolls_sideways(page: Page, server: str, address: str) -> None:
    page.goto(f"{server}{address}", wait_until="networkidle")
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        eventually(lambda: page.evaluate(_WIDER), lambda wider: wider == [], page)


def test_the_first_view_costs_less_than_a_megabyte(
    new_context: NewContext, server: str, watch: Watch
) -> None:
    reader = Reader(new_context().new_page(), server).open()
    reader.page.wait_for_load_state("networkidle")
    spent = watch.own_bytes()
    assert 50_000 < spent < 1_000_000, f"{spent:,} bytes"


def test_the_plain_address_stays_plain(reader: Reader) -> None:
    reader.open()
    expect(reader.summary).to_be_visible()
    assert reader.query() == {}


@both_sizes
def test_a_resize_puts_no_view_into_the_address(
    new_context: NewContext, server: str, size: dict[str, int]
) -> None:
    """A phone's address bar that folds away, or a turned phone, is no wish to look elsewhere."""
    reader = Reader(new_context(viewport=size).new_page(), server).open()
    reader.page.set_viewport_size({**size, "height": size["height"] - 80})
    reader.page.wait_for_timeout(
        500
    )  # Leaflet tells of a resize late; only time can show that nothing came
    reader.page.get_by_role("combobox", name="Period").select_option("2006")
    found = reader.expect_query(t="2006-01-01..2006-12-31")
    assert "v" not in found


def test_the_plain_address_stays_plain_on_a_phone(phone: Reader) -> None:
    phone.open()
    phone.page.wait_for_load_state("networkidle")
    assert phone.query() == {}


def test_who_came_to_bakai_on_12_may_2006_by_clicks(reader: Reader) -> None:
    reader.open()
    reader.page.get_by_role("link", name="Episodes").click()
    story = reader.page.get_by_role("region", name="Episode")
    expect(story.get_by_role("heading", name="Bakai, 12 May 2006")).to_be_visible()
    expect(story).to_contain_text("About 100 police escorted court bailiffs")
    expect(story).to_contain_text("Over 200 police stormed the house")
    expect(story).to_contain_text("Police announced that they were leaving")
    ended = story.get_by_role("listitem").filter(has_text="Repelled")
    expect(ended).to_have_count(2)


def test_who_came_to_bakai_on_12_may_2006_by_typed_date_and_list(reader: Reader) -> None:
    reader.open()
    for end in ("First", "Last"):
        reader.date(end).fill("2006-05-12")
    reader.button("List").click()
    reader.titles.filter(has_text="Police move on a second house").click()
    for words in ("12 May 2006, 12:00 (local time)", "Riot police 40", "at least 100", "Repelled"):
        expect(reader.card).to_contain_text(words)


def test_who_came_to_bakai_on_12_may_2006_by_keyboard_alone(reader: Reader) -> None:
    reader.open()
    press = reader.page.keyboard.press
    reader.tab_to(reader.page.get_by_role("link", name="Episodes"))
    press("Enter")
    story = reader.page.get_by_role("region", name="Episode")
    expect(story).to_contain_text("About 100 police escorted court bailiffs")
    reader.tab_to(reader.button("Next"))
    for step in range(2, 11):
        press("Enter")
        expect(story.get_by_role("status").filter(has_text=f"{step} of 10")).to_be_visible()
    reader.tab_to(story.get_by_role("group", name="Bakai, 12 May 2006"), key="Shift+Tab")
    press("End")
    expect(story.get_by_role("listitem").filter(has_text="Repelled").last).to_be_in_viewport()
    reader.tab_to(reader.button("Sources and who says what").nth(7))
    press("Enter")
    expect(reader.card.get_by_role("heading", level=2)).to_have_text(
        "Police announce their withdrawal from Bakai"
    )


def test_every_paint_is_measured(reader: Reader) -> None:
    reader.open()
    reader.page.get_by_role("combobox", name="Period").select_option("2006")
    eventually(reader.redraws, lambda n: n >= 1, reader.page)
    durations = reader.page.evaluate(
        "() => performance.getEntriesByType('measure').filter(m => m.name.startsWith('holdground:')).map(m => m.duration)"
    )
    assert len(durations) >= 2
    assert all(duration > 0 for duration in durations)
