"""The other pages: plain HTML without scripts, the map to embed, the story of one day, sources, about."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response, expect

from tests.e2e.conftest import NewContext
from tests.e2e.reader import Reader, eventually

EPISODE = "bakai-2006-05-12"


@pytest.fixture
def plain(new_context: NewContext) -> Page:
    """Return a page of a reader without scripts."""
    return new_context(java_script_enabled=False).new_page()


def meta(page: Page, name: str) -> str:
    """Return what the page says of itself."""
    found = page.locator(f'meta[name="{name}"], meta[property="{name}"]').first
    return found.get_attribute("content") or ""


def test_an_event_can_be_read_without_scripts(plain: Page, server: str) -> None:
    plain.goto(f"{server}/e/ALA-2006-0034")
    expect(plain.get_by_role("heading", level=1)).to_have_text("Most of Bakai is levelled")
    expect(plain).to_have_title("Most of Bakai is levelled · Holdground")
    main = plain.get_by_role("main")
    for words in ("7 July 2006", "Bakai, somewhere within 5 km", "350 to 500", "Kazakhstan Today"):
        expect(main).to_contain_text(words)
    expect(main).to_contain_text(re.compile("1[,.]?500 to 2[,.]?000"))
    assert meta(plain, "og:title") == "Most of Bakai is levelled"
    assert "7 July 2006" in meta(plain, "og:description")
    assert meta(plain, "og:url") == f"{server}/e/ALA-2006-0034"
    assert meta(plain, "description")


def test_a_place_lists_its_events_without_scripts(plain: Page, server: str) -> None:
    plain.goto(f"{server}/p/bakai")
    expect(plain.get_by_role("heading", level=1)).to_have_text("Bakai")
    main = plain.get_by_role("main")
    expect(main).to_contain_text("somewhere within 5 km")
    expect(main).to_contain_text("Бакай")
    assert meta(plain, "og:title") == "Bakai"
    main.get_by_role("link", name="Most of Bakai is levelled").click()
    expect(plain).to_have_url(re.compile(r"/e/ALA-2006-0034"))


@pytest.mark.parametrize(
    ("address", "query"),
    [("/e/ALA-2006-0016", {"e": "ALA-2006-0016"}), ("/p/bakai", {"place": "bakai"})],
)
def test_a_plain_page_leads_into_the_map(
    reader: Reader, address: str, query: dict[str, str]
) -> None:
    reader.page.goto(f"{reader.root}{address}")
    reader.page.get_by_role("link", name="Open on the map").click()
    reader.ready().expect_query(**query)
    assert "ALA-2006-0016" in reader.shown()


@pytest.mark.parametrize("address", ["/e/ALA-2006-0016", "/p/bakai", "/", "/embed"])
def test_each_page_names_its_icon(plain: Page, server: str, address: str) -> None:
    plain.goto(f"{server}{address}")
    expect(plain.locator("link[rel~=icon]")).not_to_have_count(0, timeout=1000)


def test_what_is_not_there_is_said_in_a_sentence(server: str, page: Page) -> None:
    for address in ("/e/ALA-1900-0001", "/p/atlantis"):
        answer = page.request.get(f"{server}{address}")
        assert answer.status == 404
        assert "there is no" in answer.text()


def test_a_link_to_the_map_previews_the_picked_event(plain: Page, server: str) -> None:
    plain.goto(f"{server}/?e=ALA-2006-0034")
    assert meta(plain, "og:title") == "Most of Bakai is levelled"
    plain.goto(f"{server}/")
    assert meta(plain, "og:title") == "Holdground: demolitions and resistance, Almaty"


def test_the_embedded_map_works_under_a_strict_policy(reader: Reader) -> None:
    answer: list[Response] = []
    reader.page.on(
        "response",
        lambda one: answer.append(one) if one.url.endswith("/embed?t=2006-05-12") else None,
    )
    reader.open("/embed?t=2006-05-12")
    policy = answer[0].header_value("content-security-policy") or ""
    assert "script-src 'self' ;" in policy.replace("'self';", "'self' ;")
    assert "unsafe-eval" not in policy
    assert "frame-ancestors *" in policy
    reader.page.get_by_role("button", name=re.compile("^Filters")).click()
    reader.page.get_by_role("checkbox", name="Demolition").first.check()
    reader.expect_query(layer="demolition", t="2006-05-12")
    reader.page.keyboard.press("Escape")
    reader.button("List").click()
    reader.titles.first.click()
    expect(reader.card.get_by_role("heading", level=2)).to_be_visible()


def test_the_embedded_map_works_in_a_frame_of_another_page(reader: Reader) -> None:
    other = reader.root.replace("localhost", "127.0.0.1")  # another origin
    reader.page.goto(f"{other}/e/ALA-2006-0016")
    reader.page.evaluate(
        """url => {
            const frame = document.createElement('iframe');
            frame.src = url;
            frame.title = 'map';
            frame.style = 'width: 800px; height: 600px';
            document.body.append(frame);
        }""",
        f"{other}/embed",
    )
    frame = reader.page.frame_locator("iframe[title=map]")
    expect(frame.get_by_role("application")).to_be_visible()
    expect(frame.get_by_role("slider").first).to_be_visible()


def test_the_day_is_told_step_by_step_with_the_keys(
    reader: Reader, new_context: NewContext
) -> None:
    reader.open(f"/episodes?episode={EPISODE}")
    story = reader.page.get_by_role("region", name="Episode")
    expect(story.get_by_role("status").filter(has_text="1 of 10")).to_be_visible()
    expect(story.get_by_text("How it ended")).to_be_attached()  # every step is here
    hours = story.get_by_text(re.compile(r"12 May 2006, \d\d:\d\d")).all_text_contents()
    times = [re.search(r", (\d\d:\d\d)", hour).group(1) for hour in hours]  # type: ignore[union-attr]
    assert times[0] == "11:00"
    assert times[-1] == "16:00"
    assert times == sorted(times)
    seen = []
    for step in range(2, 11):
        reader.page.keyboard.press("ArrowRight")
        expect(story.get_by_role("status").filter(has_text=f"{step} of 10")).to_be_visible()
        seen.append(reader.choice("picked"))
    assert len(set(seen)) == 9
    reader.page.keyboard.press("ArrowRight")
    reader.expect_query(step="10")
    reader.page.keyboard.press("ArrowLeft")
    reader.page.keyboard.press("ArrowLeft")
    found = reader.expect_query(step="8")
    assert found.get("episode", [EPISODE]) == [EPISODE]

    friend = Reader(new_context().new_page(), reader.root)
    friend.open(reader.page.url.removeprefix(reader.root))
    expect(friend.page.get_by_role("status").filter(has_text="8 of 10")).to_be_visible()
    assert friend.choice("picked") == seen[6]
    current = friend.page.locator("[aria-current=step]")
    expect(current).to_contain_text("Police announce their withdrawal from Bakai")
    expect(current).to_be_in_viewport()


def test_a_step_that_is_not_there_is_told(reader: Reader) -> None:
    reader.open(f"/episodes?episode={EPISODE}&step=99")
    expect(reader.page.get_by_text("Parts of this link could not be used: step=99")).to_be_visible()
    expect(reader.page.get_by_role("status").filter(has_text="1 of 10")).to_be_visible()


def test_another_episode_can_be_chosen(reader: Reader) -> None:
    reader.open("/episodes")
    reader.page.get_by_role("combobox", name="Episode").select_option("Bakai, 7 July 2006")
    story = reader.page.get_by_role("region", name="Episode")
    expect(story.get_by_role("heading", name="Bakai, 7 July 2006")).to_be_visible()
    reader.expect_query(episode="bakai-2006-07-07")
    expect(story).to_contain_text("350 to 500")


def test_the_story_leads_to_its_days_on_the_whole_map(reader: Reader) -> None:
    reader.open(f"/episodes?episode={EPISODE}")
    reader.page.get_by_role("link", name="These days on the whole map").click()
    reader.ready().expect_query(t="2006-05-12")
    expect(reader.summary).to_be_visible()


def test_every_source_is_in_the_table(page: Page, server: str) -> None:
    page.goto(f"{server}/sources")
    expect(page.get_by_role("heading", name="Sources")).to_be_visible()
    table = page.get_by_test_id("stDataFrame").locator(
        "table"
    )  # what a screen reader gets of the canvas
    expect(table).to_have_attribute("aria-rowcount", "71")
    expect(table.get_by_text("socialistworld.net (CWI)").first).to_be_attached()


def test_about_tells_how_to_read_the_map(page: Page, server: str) -> None:
    page.goto(f"{server}/about")
    expect(page.get_by_role("heading", name="About this map")).to_be_visible()
    for words in ("How to read it", "Claims, not values", "What is missing", "Licences"):
        expect(page.get_by_role("heading", name=words)).to_be_visible()


def test_the_other_pages_are_reached_on_a_phone(phone: Reader) -> None:
    phone.open()
    phone.page.get_by_test_id("stExpandSidebarButton").tap()
    phone.page.get_by_role("link", name="Episodes").tap()
    expect(phone.button("Next")).to_be_visible()
    phone.button("Next").tap()
    expect(phone.page.get_by_role("status").filter(has_text="2 of 10")).to_be_visible()


def test_the_pages_lead_to_each_other(reader: Reader) -> None:
    reader.open()
    pages: list[tuple[str, Callable[[], None]]] = [
        (
            "About",
            lambda: expect(
                reader.page.get_by_role("heading", name="About this map")
            ).to_be_visible(),
        ),
        ("Sources", lambda: expect(reader.page.get_by_test_id("stDataFrame")).to_be_visible()),
        ("Episodes", lambda: expect(reader.button("Next")).to_be_visible()),
        ("Map", lambda: expect(reader.summary).to_be_visible()),
    ]
    for name, there in pages:
        reader.page.get_by_role("navigation").get_by_role("link", name=name).click()
        there()
    reader.page.go_back()
    expect(reader.button("Next")).to_be_visible()
    reader.page.go_forward()
    expect(reader.summary).to_be_visible()
    eventually(reader.shown, lambda ids: len(ids) == 92, reader.page)


def test_what_was_chosen_is_still_chosen_after_another_page(reader: Reader) -> None:
    reader.open("/?t=2006-07-01..2006-07-31")
    reader.page.get_by_role("combobox", name="Period").select_option("2006")
    reader.expect_query(t="2006-01-01..2006-12-31")
    reader.page.get_by_role("link", name="Sources", exact=True).first.click()
    expect(reader.page.get_by_role("heading", name="Sources")).to_be_visible()
    reader.page.get_by_role("link", name="Map", exact=True).first.click()

    reader.expect_query(t="2006-01-01..2006-12-31")
