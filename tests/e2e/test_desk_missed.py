"""What an editor adds at the desk, in a browser: a missed event, one event that was two, a source and the places near by."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from geodata.pipeline import prepare
from geodata.settings import Settings
from geodata.store import drafts
from geodata.store.engine import open_record
from tests.desks import DOCUMENT, FIRST, TEXT, a_report
from tests.e2e.conftest import PHONE
from tests.e2e.editor import Newcomer, admit
from tests.support import a_source

OTHER = "e" * 64


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Return the settings of a record with the curated facts and two reports that tell much the same."""
    folder = tmp_path_factory.mktemp("missed")
    settings, now = (
        Settings.of({"HOLDGROUND_DB": str(folder / "record.db")}),
        dt.datetime.now(dt.UTC),
    )
    prepare(settings, now)
    engine = open_record(settings.db)
    admit(engine, "anna")
    first = replace(a_report(), shingles=tuple(range(60)))
    copy = replace(
        first,
        source=a_source("copy", title="The same again", publisher="The other paper"),
        document=replace(first.document, document_id=OTHER, source_id="copy"),
        drafts=(),
        shingles=tuple(range(10, 70)),
    )
    for one in (first, copy):
        drafts.take_in(engine, one, now)
    engine.dispose()
    return settings


def test_missed_event_goes_from_words_of_the_report_to_the_map_with_the_keys(
    editor: Newcomer,
) -> None:
    anna = editor()
    anna.open()
    anna.page.get_by_role("searchbox", name="Find words in the report").focus()
    anna.keys.type("residents answered")
    anna.keys.press("Enter")
    anna.keys.press("Alt+i")
    anna.hears("A new draft is at the end of the list.")
    expect(anna.page.locator(".hg-draft-open .hg-draft-head")).to_be_focused()

    anna.tab_to("Type")
    anna.keys.type("Meet")
    anna.tab_to("What happened, in one line")
    anna.keys.type("Residents speak to the police")
    expect(anna.page.locator(".hg-faults")).to_be_hidden()
    anna.tab_to("Part of the episode")
    anna.keys.press("End")
    expect(anna.page.get_by_label("Title of the new episode")).to_be_focused()
    anna.keys.type("A day in Bakai")
    anna.keys.press("Alt+a")

    anna.hears("Accepted")
    expect(anna.page.locator(".hg-draft-open .hg-state")).to_have_text("published")
    anna.keys.press("Alt+z")
    anna.hears("Taken back.")
    expect(anna.page.locator(".hg-draft-open .hg-state")).to_have_text("in review")


def test_copy_of_a_draft_is_made_and_taken_back(editor: Newcomer) -> None:
    anna = editor()
    anna.open(draft=FIRST)
    count = anna.page.locator(".hg-draft").count()

    anna.keys.press("Alt+c")
    anna.hears("This is the copy")
    expect(anna.page.locator(".hg-draft")).to_have_count(count + 1)
    assert anna.title == "Police come to Bakai"
    anna.keys.press("Alt+z")
    anna.hears("Taken back.")

    expect(anna.page.locator(".hg-draft")).to_have_count(count)
    expect(anna.page.locator(".hg-report-text")).to_have_text(TEXT)


def test_newcomer_sees_that_the_twelfth_of_may_is_published_already(editor: Newcomer) -> None:
    anna = editor()
    anna.open(draft=FIRST)

    expect(anna.page.locator(".hg-decide")).to_contain_text("look the same; join one of them?")
    expect(anna.page.locator(".hg-draft-open .hg-draft-head")).to_contain_text("Published already?")
    anna.page.get_by_role("button", name="Compare").click()
    expect(anna.page.locator(".hg-twins summary")).to_be_focused()
    expect(anna.page.locator(".hg-twins")).to_be_in_viewport()


def test_source_is_corrected_and_two_that_tell_the_same_become_one_voice(editor: Newcomer) -> None:
    anna = editor()
    anna.open()
    head = anna.page.locator(".hg-paper-head")
    head.locator("summary").click()
    head.get_by_label("Title", exact=True).fill("Police in Bakai, corrected")
    head.get_by_role("button", name="Save the source").click()
    anna.hears("The source is corrected.")
    expect(head.get_by_role("heading")).to_have_text("Police in Bakai, corrected")
    expect(head.get_by_role("heading")).to_be_focused()

    expect(head).to_contain_text("83 % of it is also in “The same again” (The other paper)")
    head.get_by_role("button", name="One voice").click()
    anna.hears("The two count as one voice now.")
    expect(head).to_contain_text("counted as one voice")


def test_original_is_saved_and_not_opened(editor: Newcomer) -> None:
    anna = editor()
    anna.open()
    with anna.page.expect_download() as saved:
        anna.page.get_by_role("link", name="Download what was taken in").click()

    assert saved.value.path().read_bytes() == TEXT.encode()


def test_place_of_a_public_event_is_put_down_by_hand_inside_another(editor: Newcomer) -> None:
    anna = editor()
    anna.page.goto(f"{anna.office}/desk?view=events&event=ALA-2006-0019")
    anna.page.get_by_text("Change the place").click()
    anna.page.get_by_label("Put down by hand").check()
    anna.page.get_by_label("Name of the place").fill("Upper Bakai")
    inside = anna.page.get_by_label("Lies in")
    expect(inside.locator("option", has_text="Turksib")).to_be_attached()
    inside.select_option(label="Almaty · City")
    anna.page.get_by_label("Why? Readers see this.").fill("seen on the sketch")
    anna.page.get_by_role("button", name="Correct", exact=True).click()

    anna.hears("Corrected")
    expect(anna.page.locator(".hg-oneevent .hg-place-doubt")).to_have_text("Upper Bakai")
    anna.keys.press("Alt+z")
    anna.hears("Taken back.")
    expect(anna.page.locator(".hg-oneevent .hg-place-doubt")).to_have_text("Bakai")


def test_upload_button_is_named_in_the_language_of_the_page(editor: Newcomer) -> None:
    anna = editor(viewport=PHONE)
    anna.page.goto(f"{anna.office}/desk?view=add&lang=ru")

    expect(anna.page.get_by_role("button", name="Выбрать файл")).to_be_visible()


def test_document_without_drafts_can_be_given_one(editor: Newcomer) -> None:
    anna = editor()
    anna.page.goto(f"{anna.office}/desk?doc={OTHER}")
    anna.page.get_by_role("button", name="New draft").click()

    expect(anna.page.locator(".hg-draft-open")).to_contain_text("without a title")
    assert DOCUMENT not in anna.page.url
