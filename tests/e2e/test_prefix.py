"""Behind a path prefix, and with a report taken in while the server runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests import worlds
from tests.e2e.reader import Reader
from tests.e2e.watch import Watch
from tests.servers import ROOT, holdground

REPORT = """Police were back in Bakai, a shanty town on the edge of Almaty, on Friday morning, residents say.

Some of their neighbours had walked over to Shanyrak in the night. "It was just like the Gaza Strip", said one woman.
"""


@pytest.fixture(scope="module")
def prefixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server behind ``/map``; a report is taken in after it has started."""
    folder = tmp_path_factory.mktemp("prefixed")
    report = folder / "report.txt"
    report.write_text(REPORT, "utf-8")
    db = folder / "record.db"
    with holdground(db, HOLDGROUND_BASE_PATH="/map", HOLDGROUND_BASEMAP="") as address:
        command = [str(Path(sys.executable).with_name("holdground")), "ingest", str(report)]
        done = subprocess.run(
            [*command, "--published", "2006-05-13"],
            cwd=ROOT,
            env={
                **os.environ,
                "HOLDGROUND_DB": str(db),
                "HOLDGROUND_GAZETTEER": str(worlds.world_file()),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        yield address


@pytest.fixture
def behind(reader: Reader, prefixed: str) -> Reader:
    """Return a reader of the server behind a prefix."""
    reader.root = prefixed
    return reader


def test_everything_lies_under_the_prefix(behind: Reader, watch: Watch) -> None:
    behind.open("/?t=2006-05-12")
    behind.button("List").click()
    behind.titles.filter(has_text="Police move on a second house").click()
    expect(behind.card.get_by_role("link", name="Bakai, 12 May 2006")).to_have_attribute(
        "href", re.compile(re.escape(f"{behind.root}/episodes?episode=bakai-2006-05-12"))
    )
    for name in ("Episodes", "Sources", "About", "Map"):
        behind.page.get_by_role("navigation").get_by_role("link", name=name).click()
        expect(behind.page.get_by_role("main")).to_be_visible()
    behind.ready()
    paths = {urlsplit(one.url).path for one in watch.requests if one.url.startswith("http")}
    assert any(path.endswith("/events.bin") for path in paths)
    assert [path for path in paths if not path.startswith("/map")] == []


@pytest.mark.parametrize(
    "address", ["/episodes", "/sources", "/about", "/embed", "/e/ALA-2006-0016"]
)
def test_each_page_can_be_opened_under_the_prefix(
    behind: Reader, watch: Watch, address: str
) -> None:
    behind.page.goto(f"{behind.root}{address}", wait_until="networkidle")
    expect(behind.page.get_by_role("heading").first).to_be_attached()
    paths = {urlsplit(one.url).path for one in watch.requests if one.url.startswith("http")}
    assert [path for path in paths if not path.startswith("/map")] == []


def test_a_plain_page_under_the_prefix_leads_into_the_map(behind: Reader) -> None:
    behind.page.goto(f"{behind.root}/e/ALA-2006-0016")
    behind.page.get_by_role("link", name="Open on the map").click()
    behind.ready().expect_query(e="ALA-2006-0016")


def test_a_report_shows_the_places_that_it_names(behind: Reader) -> None:
    behind.open()
    behind.map.get_by_role("button", name="Layers").click()
    behind.map.get_by_role("checkbox", name="Named in reports").check()
    mark = behind.map.get_by_role("button", name="Bakai, named in 1 report")
    expect(mark).to_be_visible()
    expect(behind.map.get_by_role("button", name="Shanyrak, named in 1 report")).to_be_visible()
    expect(behind.map.get_by_role("button", name="Gaza")).to_have_count(0)
    mark.click()
    behind.expect_query(place="bakai")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_place_named_in_a_report_is_picked_with_the_keys(behind: Reader, key: str) -> None:
    behind.open()
    behind.map.get_by_role("button", name="Layers").click()
    behind.map.get_by_role("checkbox", name="Named in reports").check()
    behind.map.get_by_role("button", name="Bakai, named in 1 report").focus()
    behind.page.keyboard.press(key)
    expect(behind.filters.get_by_role("status")).to_have_text("Filters in use: 1", timeout=2000)
    assert behind.choice("place") == ["bakai"]


def test_a_place_named_only_to_liken_is_told_apart(behind: Reader) -> None:
    behind.open()
    told = behind.filters.get_by_role("group").filter(has_text="Not on the map: 1")
    told.get_by_text("Not on the map: 1").click()
    expect(told).to_contain_text("Gaza Strip")
    expect(told).to_contain_text("Named in a report only as a comparison; nothing happened there.")
