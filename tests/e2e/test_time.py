"""The time filter: by keyboard, by typing, by hand, by playing. It never asks the server to run anything."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from geodata.model import Facts
from tests.e2e.expected import inside
from tests.e2e.reader import Reader, eventually
from tests.e2e.watch import Watch

MAY = ("2006-05-01", "2006-05-31")
HUNGER_STRIKE = "ALA-2006-0012"
"""Between 20 April and 11 May 2006: a window of May cuts it."""


@pytest.fixture
def may(reader: Reader) -> Reader:
    """Return a reader who looks at May 2006."""
    return reader.open(f"/?t={MAY[0]}..{MAY[1]}")


def test_the_keys_move_the_ends_of_the_window(may: Reader, facts: Facts) -> None:
    handle = may.handle("First")
    handle.focus()
    may.page.keyboard.press("ArrowRight")
    expect(handle).to_have_attribute("aria-valuetext", "2 May 2006")
    may.page.keyboard.press("Shift+ArrowRight")
    expect(handle).to_have_attribute(
        "aria-valuetext", "31 May 2006"
    )  # no further than the other end
    may.page.keyboard.press("PageDown")
    expect(handle).to_have_attribute("aria-valuetext", "31 May 2005")
    may.expect_query(t="2005-05-31..2006-05-31")
    may.expect_count(len(inside(facts, "2005-05-31", MAY[1])))
    may.page.keyboard.press("Home")
    expect(handle).to_have_attribute("aria-valuetext", re.compile("no limit"))
    may.expect_query(t="..2006-05-31")


def test_typed_dates_set_the_window(reader: Reader, facts: Facts) -> None:
    reader.open()
    reader.date("First").fill("2006-07-01")
    reader.date("Last").fill("2006-07-31")
    reader.expect_query(t="2006-07-01..2006-07-31")
    wanted = inside(facts, "2006-07-01", "2006-07-31")
    reader.expect_count(len(wanted))
    assert set(reader.shown()) == wanted
    reader.date("Last").fill("2006-06-10")  # before the other end, which comes along
    reader.expect_query(t="2006-06-10")


def test_a_preset_is_one_choice_away(reader: Reader, facts: Facts) -> None:
    reader.open()
    period = reader.page.get_by_role("combobox", name="Period")
    period.select_option("2007")
    reader.expect_query(t="2007-01-01..2007-12-31")
    reader.expect_count(len(inside(facts, "2007-01-01", "2007-12-31")))
    period.select_option("All dates")
    reader.expect_query(t=None)
    reader.expect_count(len(facts.events))


def test_a_drag_with_the_mouse_makes_and_moves_a_window(reader: Reader) -> None:
    reader.open()
    box = reader.handle("First").locator("..").bounding_box()
    assert box
    y, width = box["y"] + box["height"] / 2, box["width"]
    mouse = reader.page.mouse
    mouse.move(box["x"] + 0.2 * width, y)
    mouse.down()
    mouse.move(box["x"] + 0.3 * width, y, steps=6)
    mouse.move(box["x"] + 0.4 * width, y, steps=6)
    mouse.up()
    reader.expect_query()
    first = eventually(lambda: reader.query().get("t", [""])[0], bool, reader.page)
    reader.expect_count(len(reader.shown()))
    mouse.move(box["x"] + 0.3 * width, y)
    mouse.down()
    mouse.move(box["x"] + 0.5 * width, y, steps=10)
    mouse.up()
    moved = eventually(lambda: reader.query()["t"][0], lambda t: t != first, reader.page)
    assert moved > first
    mouse.move(reader.handle("Last").bounding_box()["x"] + 3, y)
    mouse.down()
    mouse.move(box["x"] + 0.9 * width, y, steps=10)
    mouse.up()
    wider = eventually(lambda: reader.query()["t"][0], lambda t: t != moved, reader.page)
    assert wider[:10] == moved[:10]
    assert wider[12:] > moved[12:]


def test_a_finger_drags_an_end(phone: Reader) -> None:
    phone.open()
    handle = phone.handle("Last")
    box, track = handle.bounding_box(), handle.locator("..").bounding_box()
    assert box
    assert track
    start = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    session = phone.page.context.new_cdp_session(phone.page)

    def touch(kind: str, x: float) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": start[1]}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", start[0])
    for share in (0.9, 0.7, 0.5):
        touch("touchMove", track["x"] + share * track["width"])
    touch("touchEnd", 0)
    eventually(lambda: phone.query().get("t", [""])[0], lambda t: t.startswith(".."), phone.page)


def test_the_step_buttons_go_from_event_to_event(may: Reader) -> None:
    may.date("First").fill("2006-05-12")
    may.date("Last").fill("2006-05-12")
    may.button("On to the next event").click()
    may.expect_query(t="2006-05-20")
    may.button("Back to the event before").click()
    may.expect_query(t="2006-05-12")


def test_playing_goes_on_until_it_is_paused(may: Reader) -> None:
    may.date("Last").fill("2006-05-10")
    may.page.get_by_text("Growing window").click()
    may.expect_query(play="cumulative")
    before = may.choice("to")
    may.button("Play").click()
    eventually(lambda: may.choice("to"), lambda day: day > before, may.page)
    played = may.choice("to")
    eventually(lambda: may.choice("to"), lambda day: day > played, may.page)
    may.button("Pause").click()
    expect(may.button("Play")).to_be_visible()
    rest = may.choice("to")
    assert may.choice("from") is not None
    may.page.wait_for_timeout(
        1200
    )  # longer than a beat of the player: only time can show that it stopped
    assert may.choice("to") == rest


def test_no_move_asks_the_server_to_run_anything(may: Reader, watch: Watch) -> None:
    may.page.wait_for_load_state("networkidle")
    frames, asked = watch.frames_sent, len(watch.requests)
    assert frames > 0, "the page spoke to Streamlit, but the watch did not hear it"
    redraws = may.redraws()
    may.handle("Last").focus()
    for _ in range(5):
        may.page.keyboard.press("Shift+ArrowRight")
    may.date("First").fill("2006-02-01")
    may.page.get_by_role("combobox", name="Period").select_option("2006")
    may.page.get_by_text("Certain", exact=True).click()
    may.expect_query(t="2006-01-01..2006-12-31", when="certain")
    assert eventually(may.redraws, lambda n: n >= redraws + 7, may.page) >= redraws + 7
    assert watch.frames_sent == frames, "the time filter made Streamlit run its script"
    assert [request.url for request in watch.requests[asked:]] == []


def test_list_count_and_address_follow_together(may: Reader, facts: Facts) -> None:
    may.button("List").click()
    wanted = inside(facts, *MAY)
    expect(may.titles).to_have_count(len(wanted))
    may.date("First").fill("2006-05-12")
    wanted = inside(facts, "2006-05-12", MAY[1])
    expect(may.titles).to_have_count(len(wanted))
    may.expect_count(len(wanted))
    may.expect_query(t="2006-05-12..2006-05-31")
    expect(may.list.get_by_role("heading")).to_have_text(f"{len(wanted)} events")


def test_certain_leaves_out_what_the_window_cuts(may: Reader, facts: Facts) -> None:
    possible, certain = inside(facts, *MAY), inside(facts, *MAY, certain=True)
    assert HUNGER_STRIKE in possible - certain
    may.expect_count(len(possible))
    assert set(may.shown()) == possible
    may.page.get_by_text("Certain", exact=True).click()
    may.expect_count(len(certain))
    may.expect_query(when="certain")
    assert set(may.shown()) == certain
    may.page.get_by_text("Possible", exact=True).click()
    may.expect_count(len(possible))
    may.expect_query(when=None)


def test_an_empty_window_says_why_and_what_to_do(reader: Reader, facts: Facts) -> None:
    reader.open("/?t=2012-06-01..2012-06-02")
    reader.expect_count(0)
    expect(reader.page.get_by_text(re.compile("^No event"))).to_be_visible()
    reader.button("All dates").click()
    reader.expect_count(len(facts.events))
