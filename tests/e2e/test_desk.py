"""The editors' desk in a browser: from the file to the public map with the keys alone, and two editors on one draft."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from geodata.pipeline import prepare
from geodata.settings import Settings
from geodata.store import drafts
from geodata.store.engine import open_record
from tests.desks import DOCUMENT, FIRST, SECOND, TEXT, a_draft, a_report
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.editor import Editor, Newcomer, admit
from tests.e2e.test_accessibility import _SMALL as SMALL
from tests.e2e.test_accessibility import _axe as axe
from tests.property.hostile import OWN
from tests.support import SHARED, a_source, needs_shared

NOW = dt.datetime.now(dt.UTC)
REPORT = """Police came to Bakai

On 12 May 2006 about 60 riot police came to Bakai to demolish a house. Over 100 residents drove them back.
At 16:00 the police withdrew from Bakai.
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Return the settings of a record with two editors and one report with two drafts."""
    folder = tmp_path_factory.mktemp("desk")
    settings = Settings.of({"HOLDGROUND_DB": str(folder / "record.db")})
    prepare(settings, NOW)
    engine = open_record(settings.db)
    admit(engine, "anna", "boris")
    drafts.take_in(engine, a_report(), NOW)
    drafts.take_in(engine, _hostile(), NOW)
    engine.dispose()
    return settings


def _hostile() -> drafts.TakenIn:
    """A report whose every text is an attack."""
    attack = " ".join(text for text in OWN if "\x00" not in text)
    report = a_report(
        a_draft("hostile-01", title=attack[:300], where_as_written=attack[:300], claims=())
    )
    document = replace(report.document, document_id="f" * 64, source_id="hostile", text=attack)
    drafted = tuple(replace(d, document_id="f" * 64, source_id="hostile") for d in report.drafts)
    source = a_source("hostile", title=attack[:200], publisher=attack[:100], author=attack[:100])
    return replace(report, source=source, document=document, drafts=drafted, shingles=())


def _take_in(anna: Editor, file: Path, published: str) -> None:
    """From anywhere on the desk to the drafts of a file, with the keys."""
    anna.tab_to("Add a report")
    anna.keys.press("Enter")
    expect(anna.page.get_by_text("What have you got?")).to_be_visible()
    expect(anna.page.get_by_role("link", name="Add a report")).to_be_focused()
    anna.tab_to("Choose a file")
    with anna.page.expect_file_chooser() as chooser:
        anna.keys.press("Enter")
    chooser.value.set_files(file)
    expect(anna.page.get_by_role("button", name=f"Remove {file.name}")).to_be_visible()
    anna.tab_to("Published on")
    anna.keys.type(published)
    anna.tab_to("Take it in")
    anna.keys.press("Enter")
    expect(anna.page.locator(".hg-draft-open")).to_be_visible(timeout=60_000)


def _accept_all(anna: Editor) -> int:
    """Accept draft after draft until none waits."""
    page = anna.page
    count = page.locator(".hg-draft").count()
    published = page.locator(".hg-state-published")
    asked = page.get_by_role("button", name="Accept as another event")
    for done in range(1, count + 1):
        anna.keys.press("Control+Enter")
        expect(asked.or_(published.nth(done - 1)).first).to_be_visible()
        if asked.is_visible():
            anna.keys.press("Control+Enter")
        expect(published).to_have_count(done)
    anna.hears("All drafts of this report are decided.")
    return count


def test_report_goes_from_file_to_public_map_with_the_keys_alone(
    editor: Newcomer, tmp_path: Path
) -> None:
    report = tmp_path / "bakai.txt"
    report.write_text(REPORT, "utf-8")
    anna = editor()
    events = anna.page.request.get(f"{anna.office}/data/meta.json").json()["counts"]["events"]

    _take_in(anna, report, "2006-05-28")
    made = _accept_all(anna)

    meta = anna.page.request.get(f"{anna.office}/data/meta.json").json()
    assert made
    assert meta["counts"]["events"] == events + made
    address = anna.page.get_by_role("link", name="Look at it").get_attribute("href")
    anna.page.goto(str(address))
    expect(anna.page.get_by_role("heading", level=1)).to_contain_text("Bakai")


@needs_shared
def test_twelfth_may_is_on_the_map_in_under_five_minutes_with_the_keys_alone(
    editor: Newcomer,
) -> None:
    began = time.monotonic()
    anna = editor()

    _take_in(anna, SHARED / "reports" / "bakai-2006-05-12.en.txt", "2006-05-28")
    assert _accept_all(anna) >= 8

    assert time.monotonic() - began < 300


def test_words_of_the_report_become_evidence_with_the_keys(editor: Newcomer) -> None:
    anna = editor()
    anna.open(draft=FIRST)
    anna.page.get_by_label("Outcome").select_option("repelled")
    expect(anna.page.locator(".hg-faults")).to_contain_text("“Outcome” rests on no claim")

    anna.page.get_by_role("searchbox", name="Find words in the report").focus()
    anna.keys.type("residents answered")
    anna.keys.press("Enter")
    anna.tab_to("Use as evidence for")
    expect(anna.page.get_by_label("Use as evidence for")).to_have_value("outcome")
    anna.keys.press("Enter")

    expect(anna.page.locator(".hg-faults")).to_be_hidden()
    marked = anna.page.locator(".hg-report-text [title=Outcome]")
    expect(marked).to_have_text("Residents answered")
    expect(anna.page.locator(".hg-report-text")).to_have_text(TEXT)


def test_arrows_walk_the_marked_words_and_enter_leads_to_the_claim(editor: Newcomer) -> None:
    anna = editor()
    anna.open(draft=FIRST)
    anna.page.locator(".hg-report-text [tabindex='0']").focus()
    anna.keys.press("Home")
    walked = []
    for _ in range(4):
        walked.append(anna.page.locator(":focus").inner_text())
        anna.keys.press("ArrowRight")
    assert walked[0] == "12 May"

    anna.keys.press("Home")
    anna.keys.press("Enter")
    expect(anna.page.locator(".hg-claimrow :focus")).to_be_visible()


def test_words_chosen_with_the_mouse_become_evidence(editor: Newcomer) -> None:
    anna = editor()
    anna.open(draft=FIRST)
    anna.page.locator(".hg-report-text").evaluate(
        """text => {
            const last = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            let node; while (last.nextNode()) node = last.currentNode;
            const from = node.data.indexOf("14.30");
            getSelection().setBaseAndExtent(node, from, node, from + 5);
        }"""
    )
    anna.page.get_by_label("Use as evidence for").select_option("time_start")
    anna.page.get_by_role("button", name="Add", exact=True).click()

    expect(anna.page.locator(".hg-report-text [title=Start]")).to_have_text("14.30")


def test_stale_edit_is_refused_and_nothing_of_it_is_lost(editor: Newcomer) -> None:
    anna, boris = editor("anna"), editor("boris")
    for one in (anna, boris):
        one.open(draft=FIRST)
    anna.page.get_by_label("What happened, in one line").fill("Anna's words")
    anna.keys.press("Control+s")
    anna.hears("Saved.")

    boris.page.get_by_label("What happened, in one line").fill("Boris's words")
    boris.keys.press("Control+s")

    notice = boris.page.locator(".hg-stale")
    expect(notice).to_contain_text("anna changed this draft")
    expect(notice.get_by_role("row", name="What happened")).to_contain_text("Anna's words")
    assert boris.title == "Boris's words"
    boris.page.get_by_role("button", name="Go on with mine on top").click()
    boris.keys.press("Control+s")
    boris.hears("Saved.")
    anna.open(draft=FIRST)
    assert anna.title == "Boris's words"


def test_what_was_typed_survives_a_reload(editor: Newcomer) -> None:
    anna = editor()
    anna.open(draft=FIRST)
    anna.page.get_by_label("Details, in your own words").fill("typed and not saved")

    anna.page.reload()

    expect(anna.page.get_by_label("Details, in your own words")).to_have_value(
        "typed and not saved"
    )


def test_keys_pressed_faster_than_the_server_answers_are_all_heard(editor: Newcomer) -> None:
    anna = editor()
    anna.open(draft=SECOND)
    anna.page.get_by_label("Details, in your own words").fill("quickly typed")

    anna.keys.press("Control+s")
    anna.accept("Alt+a")
    anna.keys.press("Alt+p")
    anna.keys.press("Alt+n")

    second = anna.page.locator(f"[data-draft='{SECOND}']")
    expect(second.locator(".hg-state")).to_have_text("published")
    expect(second.locator("[aria-expanded=true]")).to_have_count(1)
    expect(anna.page.get_by_label("Details, in your own words")).to_have_value("quickly typed")
    anna.keys.press("Alt+z")
    anna.hears("Taken back.")


def test_preview_is_the_readers_card(editor: Newcomer) -> None:
    anna = editor()
    anna.open(draft=FIRST)
    anna.keys.press("Alt+w")

    card = anna.page.get_by_role("dialog", name="As readers will see it")
    expect(card.locator(".hg-card")).to_contain_text("12 May 2006")
    expect(card.locator(".hg-card")).to_contain_text("40")
    anna.keys.press("Escape")
    expect(card).to_have_count(0)


def test_undo_takes_the_event_back(editor: Newcomer) -> None:
    anna = editor()
    anna.open(draft=FIRST)
    anna.keys.press("Alt+a")
    # The twelfth of May is published already: the first press asks.
    expect(anna.page.get_by_role("button", name="Accept as another event")).to_be_focused()
    expect(anna.page.locator(".hg-state-published")).to_have_count(0)
    anna.keys.press("Enter")
    anna.hears("Accepted")
    expect(anna.page.locator(".hg-draft-open .hg-state")).to_have_text("published")

    anna.keys.press("Alt+z")

    anna.hears("Taken back.")
    expect(anna.page.locator(".hg-draft-open .hg-state")).not_to_have_text("published")


def test_faults_of_a_report_are_told_at_the_address_of_the_form_too(editor: Newcomer) -> None:
    anna = editor()
    anna.page.goto(f"{anna.office}/desk?view=add")
    send = anna.page.get_by_role("button", name="Take it in")
    anna.page.get_by_text("Pasted text").click()
    send.click()
    alarm = anna.page.locator(".hg-desk-alarm")
    expect(alarm).to_contain_text("Paste the text of the report first.")

    anna.page.get_by_label("The whole text of the report").fill("Police came to Bakai.")
    anna.page.get_by_label("Published on").fill("last week")
    send.click()

    expect(alarm).to_contain_text("“last week” is not a date that can be read")


def test_hostile_text_of_a_report_stays_text(editor: Newcomer) -> None:
    anna = editor()
    anna.open("f" * 64)
    shown = anna.page.locator(".hg-report-text").inner_text()

    assert "<script>" in shown
    assert not anna.page.locator(".hg-root img, .hg-root iframe, .hg-root script").count()
    anna.page.goto(f"{anna.office}/desk")
    expect(anna.page.locator(".hg-queue-title").first).to_be_visible()
    assert not anna.page.locator(".hg-root img, .hg-root script").count()


def test_phone_shows_report_and_drafts_one_above_the_other(editor: Newcomer) -> None:
    anna = editor(viewport=PHONE, has_touch=True, is_mobile=True)
    anna.open(draft=FIRST)

    report = anna.page.locator(".hg-paper").bounding_box()
    found = anna.page.locator(".hg-drafts").bounding_box()
    assert report
    assert found
    assert found["y"] >= report["y"] + report["height"] - 1
    assert anna.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_reader_finds_no_desk_in_the_navigation(page: Page, office: str) -> None:
    page.goto(office)
    expect(page.get_by_role("link", name="About")).to_be_visible()
    expect(page.get_by_role("link", name="Desk", exact=True)).to_have_count(0)

    page.goto(f"{office}/desk?doc={DOCUMENT}")
    expect(page.get_by_text("The desk is for editors.")).to_be_visible()
    expect(page.get_by_role("link", name="Log in")).to_be_visible()
    assert "forty riot police" not in page.locator("body").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_serious_on_the_desk(
    editor: Newcomer, size: dict[str, int], scheme: str
) -> None:
    anna = editor(viewport=size, color_scheme=scheme, bypass_csp=True)
    found = {}
    for view in (
        "",
        "?view=add",
        "?view=events&event=ALA-2006-0019",
        "?view=history",
        f"?doc={DOCUMENT}",
    ):
        anna.page.goto(f"{anna.office}/desk{view}")
        ready = ".st-key-hg_desk_add button" if "add" in view else ".hg-desk-main h2"
        expect(anna.page.locator(ready).first).to_be_visible()
        if "doc" in view:
            anna.page.get_by_text("Change the place").click()
            # All of it in sight: what lies under the foot of a pane is a matter of scrolling.
            anna.page.set_viewport_size({**size, "height": 4000})
        # Words in a sentence are as high as its lines.
        small = [one for one in anna.page.evaluate(SMALL) if "hg-span" not in one]
        faults = [*axe(anna.page), *small]
        if faults:
            found[view] = faults
    assert not found, "\n".join(
        f"{view}: {fault}" for view, some in found.items() for fault in some
    )
