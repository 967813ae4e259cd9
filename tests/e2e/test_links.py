"""Links: a view that is sent to a friend opens the same; a link that is broken or wicked does no harm."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from geodata.model import Facts
from tests.e2e.conftest import NewContext
from tests.e2e.expected import inside
from tests.e2e.reader import Reader, eventually

_VIEW = "() => { const { map } = window.__holdground.map; return [map.getZoom(), map.getCenter().lat, map.getCenter().lng]; }"
IGNORED = re.compile("^Parts of this link could not be used: ")


def test_a_view_opens_the_same_for_a_friend(new_context: NewContext, server: str) -> None:
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    mine = Reader(context.new_page(), server).open()
    mine.date("First").fill("2006-05-01")
    mine.date("Last").fill("2006-05-31")
    mine.filters.get_by_role("checkbox", name="Demolition").first.check()
    mine.filters.get_by_role("checkbox", name="Resistance").first.check()
    mine.page.get_by_text("Certain", exact=True).click()
    mine.button("Zoom in").click()
    mine.button("List").click()
    mine.titles.filter(has_text="Police move on a second house").click()
    expect(mine.card).to_contain_text("Repelled")
    mine.expect_query(e="ALA-2006-0017", when="certain", t="2006-05-01..2006-05-31")
    view = eventually(lambda: mine.page.evaluate(_VIEW), bool, mine.page)
    mine.button("Share").click()
    expect(mine.page.get_by_text("Link copied")).to_be_visible()
    link = mine.page.evaluate("() => navigator.clipboard.readText()")
    assert link.startswith(f"{server}/?")

    friend = Reader(new_context().new_page(), server).open(link.removeprefix(server))
    expect(friend.summary).to_have_text(mine.summary.text_content() or "")
    assert friend.shown() == mine.shown()
    for name in ("layer", "from", "to", "certain", "picked"):
        assert friend.choice(name) == mine.choice(name), name
    expect(friend.card.get_by_role("heading", level=2)).to_have_text(
        "Police move on a second house; over 100 residents meet them"
    )
    zoom, lat, lon = friend.page.evaluate(_VIEW)
    assert zoom == view[0]
    assert lat == pytest.approx(view[1], abs=0.02)
    assert lon == pytest.approx(view[2], abs=0.02)


def test_the_address_bar_is_the_same_link(reader: Reader, new_context: NewContext) -> None:
    reader.open("/?t=2006-07-07&type=clash&type=demolition&q=bakai")
    reader.handle("First").focus()
    reader.page.keyboard.press("ArrowLeft")
    reader.expect_query(t="2006-07-06..2006-07-07")
    friend = Reader(new_context().new_page(), reader.root)
    friend.open(reader.page.url.removeprefix(reader.root))
    assert friend.shown() == reader.shown() != []


def test_an_event_outside_the_window_widens_it_and_says_so(reader: Reader) -> None:
    reader.open("/?t=2006-05-12&e=ALA-2006-0034")
    expect(
        reader.page.get_by_text("The time window was widened to show this event.")
    ).to_be_visible()
    reader.expect_query(t="2006-05-12..2006-07-07", e="ALA-2006-0034")
    assert "ALA-2006-0034" in reader.shown()
    reader.button("Undo").click()
    reader.expect_query(t="2006-05-12")


def test_an_event_that_the_filters_leave_out_is_shown_and_told(reader: Reader) -> None:
    reader.open("/?layer=aftermath&e=ALA-2006-0034")
    expect(reader.card.get_by_role("heading", level=2)).to_have_text("Most of Bakai is levelled")
    note = "The filters leave this event out; it is shown because it was opened."
    expect(reader.page.get_by_text(note)).to_be_visible()


BAD = {
    "nonsense": "t=x&layer=zzz&e=%3Cscript%3E&v=9/9",
    "prototype": "layer=__proto__&type=constructor&place=toString&source=hasOwnProperty&outcome=valueOf&e=__proto__",
    "impossible days": "t=2006-02-30..2006-13-01&when=never&play=loud",
    "turned window": "t=2006-12-31..2006-01-01",
    "off the globe": "v=25/99/999",
    "not numbers": "v=NaN/Infinity/-Infinity&t=NaN",
    "encoded": "t=%252e%252e&layer=%00&e=%E2%80%AEgnp&v=11%2F43%2F76%2F0",
    "arrays": "layer[]=demolition&layer=&type=&e=&t=&v=",
    "very long": f"layer={'z' * 4000}&e={'A' * 4000}&t={'9' * 4000}",
}


@pytest.mark.parametrize("query", BAD.values(), ids=BAD.keys())
def test_bad_values_are_left_out_and_named(reader: Reader, facts: Facts, query: str) -> None:
    reader.open(f"/?{query}")
    reader.expect_count(len(facts.events))
    notice = reader.page.get_by_text(IGNORED)
    expect(notice).to_be_visible()
    assert len(notice.text_content() or "") < 800
    for name in ("layer", "type", "place", "source", "outcome"):
        assert reader.choice(name) == []
    assert reader.choice("picked") is None
    reader.handle("Last").focus()
    reader.page.keyboard.press("ArrowLeft")
    eventually(lambda: reader.query().get("t"), lambda t: t == ["..2021-10-30"], reader.page)


def test_what_is_good_in_a_bad_link_still_counts(reader: Reader, facts: Facts) -> None:
    reader.open("/?t=2006-05-12&layer=zzz&layer=resistance")
    wanted = {e.event_id for e in facts.events if e.layer == "resistance"}
    wanted &= inside(facts, "2006-05-12", "2006-05-12")
    reader.expect_count(len(wanted))
    expect(reader.page.get_by_text(IGNORED)).to_have_text(re.compile("layer=zzz$"))
    reader.button("Close this message").click()
    expect(reader.page.get_by_text(IGNORED)).to_have_count(0)


def test_a_search_text_of_any_kind_is_only_text(reader: Reader) -> None:
    wicked = "<img src=x onerror=alert(1)> \"'`{{name}}${name}"
    reader.open(f"/?q={quote(wicked)}")
    reader.expect_count(0)
    expect(reader.filters.get_by_role("searchbox")).to_have_value(wicked)


def test_parameters_of_others_stay_in_the_address(reader: Reader) -> None:
    reader.open("/?lang=en&ref=mail")
    reader.handle("First").focus()
    reader.page.keyboard.press("ArrowRight")
    eventually(lambda: "t" in reader.query(), bool, reader.page)
    assert reader.query()["lang"] == ["en"]
