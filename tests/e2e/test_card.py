"""The card of an event: three ways to it, what it tells, and the way on from it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.e2e.conftest import NewContext
from tests.e2e.reader import Reader, eventually

LEVELLED = "ALA-2006-0034"
"""7 July 2006: most of Bakai is levelled."""
CLASH = "ALA-2006-0029"
"""31 May 2006: the clash that a rumour of a child's death hangs on."""
ALONE = "ALA-2006-0010"


def title(card: Locator) -> Locator:
    """Return the card's title."""
    return card.get_by_role("heading", level=2)


def section(card: Locator, heading: str) -> Locator:
    """Return the part of a card under a heading: the innermost element that holds the heading and what follows it."""
    return card.get_by_role("heading", name=heading, exact=True).locator("..")


def claims(card: Locator, figure: str, *words: str) -> Locator:
    """Return claims that begin with a figure and hold these words in this order: who said it, where it was read."""
    pattern = ".*".join(re.escape(word) for word in words)
    begins = re.compile(rf"^\s*{re.escape(figure)}(?![\d,]).*{pattern}", re.DOTALL)
    return card.get_by_role("listitem").filter(has_text=begins)


def test_ranges_are_shown_with_who_says_which(reader: Reader) -> None:
    reader.open(f"/?e={LEVELLED}")
    expect(reader.card).to_contain_text(re.compile(r"Homes demolished\s*350 to 500"))
    expect(reader.card).to_contain_text(re.compile(r"Police\s*1,500 to 2,000"))
    for figure, by, where in (
        ("2,000", "Residents", "Kazakhstan Today"),
        ("1,500", "Residents", "US Embassy Almaty via WikiLeaks"),
        ("350 to 400", "Residents", "US Embassy Almaty via WikiLeaks"),
        ("at least 350", "Residents", "Nagyz Ak Zhol"),
        ("500", "Reporter", "Kazakhstan Today"),
        ("500", "Reporter", "zagranburo.org"),
    ):
        expect(claims(reader.card, figure, by, where).first).to_be_visible()
    for words in ("7 July 2006", "somewhere within 5 km", "Partly carried out"):
        expect(reader.card).to_contain_text(re.compile(words, re.IGNORECASE))


def test_what_is_only_proposed_is_not_shown(reader: Reader) -> None:
    reader.open(f"/?e={LEVELLED}")
    expect(reader.card.get_by_role("heading", name="Sources")).to_be_visible()
    expect(reader.card).not_to_contain_text("over fifty")


def test_each_source_is_linked_with_its_reliability(reader: Reader) -> None:
    reader.open(f"/?e={LEVELLED}")
    sources = section(reader.card, "Sources")
    link = sources.get_by_role("link", name="В поселке Бакай власти Алматы произвели снос домов")
    expect(link).to_have_attribute("href", re.compile(r"^http://www\.kt\.kz/"))
    expect(link).to_have_attribute("rel", re.compile("noopener.*noreferrer|noreferrer.*noopener"))
    expect(sources).to_contain_text("Independent, own observation")


def test_a_rumour_stands_apart_and_counts_nowhere(reader: Reader) -> None:
    reader.open(f"/?e={CLASH}")
    apart = section(reader.card, "Claimed, not verified")
    expect(apart).to_contain_text("a rumour that a child was killed")
    expect(apart).to_contain_text("Killed")
    everywhere = reader.card.get_by_text("Killed")
    expect(everywhere).to_have_count(apart.get_by_text("Killed").count())
    known = reader.page.evaluate(
        "async id => Object.keys((await window.__holdground.session.source.card(id)).quantities)",
        CLASH,
    )
    assert "killed" not in known


def test_attempt_and_answer_lead_to_each_other(reader: Reader) -> None:
    reader.open(f"/?e={LEVELLED}")
    answers = reader.card.get_by_role("heading", name="Answered by", exact=True)
    expect(answers).to_be_visible()
    reader.card.get_by_role("button", name="Residents resist with petrol bottles").click()
    expect(title(reader.card)).to_have_text(re.compile("^Residents resist with petrol bottles"))
    reader.expect_query(e="ALA-2006-0035")
    expect(reader.card.get_by_role("heading", name="Responds to", exact=True)).to_be_visible()
    reader.card.get_by_role("button", name="Most of Bakai is levelled").click()
    expect(title(reader.card)).to_have_text("Most of Bakai is levelled")


def test_previous_and_next_follow_the_episode(reader: Reader) -> None:
    reader.open(f"/?e={LEVELLED}")
    reader.card.get_by_role("button", name="Next", exact=True).click()
    expect(title(reader.card)).to_have_text(re.compile("^Residents resist"))
    for _ in range(3):
        before = title(reader.card).text_content()
        reader.card.get_by_role("button", name="Previous", exact=True).click()
        expect(title(reader.card)).not_to_have_text(before or "")
    expect(title(reader.card)).to_have_text(re.compile("^Residents dig trenches"))
    expect(reader.card.get_by_role("button", name="Previous", exact=True)).to_have_count(0)
    expect(reader.card.get_by_role("link", name="Bakai, 7 July 2006")).to_be_visible()


def test_a_click_on_a_mark_opens_its_card(reader: Reader) -> None:
    reader.open("/?place=bakai&t=2006-07-07&v=13/43.3202/76.9991")
    wanted = "Most of Bakai is levelled"
    x, y = reader.spot(LEVELLED)
    tip = reader.map.get_by_text(wanted, exact=True)
    for dx, dy in _outwards():
        reader.page.mouse.move(x + dx, y + dy)
        reader.page.evaluate("() => new Promise(requestAnimationFrame)")
        if tip.count():
            reader.page.mouse.click(x + dx, y + dy)
            break
    expect(title(reader.card)).to_have_text(wanted)
    reader.expect_query(e=LEVELLED)


def _outwards() -> list[tuple[int, int]]:
    """Return steps from a place's point outwards, 12 px apart, as far as its fan may reach."""
    grid = [(dx, dy) for dx in range(-132, 133, 12) for dy in range(-132, 133, 12)]
    return sorted(grid, key=lambda at: at[0] ** 2 + at[1] ** 2)


def test_a_finger_opens_a_card_from_the_map(phone: Reader) -> None:
    phone.open("/?q=duman")
    (event_id, *_rest) = phone.shown()
    phone.page.goto(f"{phone.root}/?q=duman&v=13/43.3/77")
    phone.ready()
    phone.button("Zoom to what is shown").tap()
    before = phone.page.url
    eventually(lambda: phone.query().get("v"), lambda v: v != ["13/43.3/77"], phone.page)
    assert before
    phone.page.touchscreen.tap(*phone.spot(event_id))
    expect(title(phone.card)).to_be_visible()
    expect(phone.card).to_be_in_viewport()


def test_the_map_is_walked_with_the_keys(reader: Reader) -> None:
    reader.open("/?place=bakai&t=2006-07-07")
    told = reader.shown()
    reader.tab_to(reader.map)
    for event_id in told:
        reader.page.keyboard.press("n")
        reader.expect_query(e=event_id)
    expect(reader.map).to_be_focused()
    reader.page.keyboard.press("n")
    expect(reader.map.get_by_text("This is the last event shown.")).to_be_attached()
    reader.page.keyboard.press("p")
    reader.expect_query(e=told[-2])
    reader.page.keyboard.press("Enter")
    expect(title(reader.card)).to_be_focused()
    reader.page.keyboard.press("Escape")
    expect(reader.card).to_have_count(0)
    expect(reader.map).to_be_focused()
    reader.expect_query(e=None)


def test_escape_closes_the_card_and_gives_the_focus_back(reader: Reader) -> None:
    reader.open("/?t=2006-05-12")
    reader.tab_to(reader.button("List"))
    reader.page.keyboard.press("Enter")
    row = reader.titles.filter(has_text="Over 200 police storm the house")
    reader.tab_to(row)
    reader.page.keyboard.press("Enter")
    expect(title(reader.card)).to_be_focused()
    reader.card.get_by_role("button", name="Back to the list").click()
    expect(row).to_be_focused()
    reader.page.keyboard.press("Escape")
    expect(reader.list).to_have_count(0)
    expect(reader.button("List")).to_be_focused()


def test_a_copied_link_leads_to_the_event(new_context: NewContext, server: str) -> None:
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    reader = Reader(context.new_page(), server).open(f"/?e={LEVELLED}")
    reader.card.get_by_role("button", name="Copy link").click()
    expect(reader.card.get_by_text("Link copied")).to_be_visible()
    link = reader.page.evaluate("() => navigator.clipboard.readText()")
    assert link == f"{server}/e/{LEVELLED}"
    page = context.new_page()
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Most of Bakai is levelled")


def test_where_the_clipboard_is_closed_the_link_is_shown(reader: Reader) -> None:
    reader.open(f"/?e={LEVELLED}")
    reader.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    reader.card.get_by_role("button", name="Copy link").click()
    field = reader.card.get_by_role("textbox", name="Link to copy")
    expect(field).to_be_focused()
    expect(field).to_have_value(f"{reader.root}/e/{LEVELLED}")
