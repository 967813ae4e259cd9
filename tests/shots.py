"""Pictures of the map for the README: ``python -m tests.shots``, or ``make shots``.

HOLDGROUND_BASEMAP, when it is set, gives the streets under the events; without it the embedded world is drawn.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright

from geodata.intake import About, ingest_bytes
from geodata.settings import Settings
from geodata.store import editors
from geodata.store.engine import open_record
from tests import worlds
from tests.browser import FLAGS, chromium
from tests.e2e.reader import Reader
from tests.eval.golden import GOLDEN, read_pair
from tests.servers import ROOT, holdground

DOCS = ROOT / "docs"
LARGEST = 400_000
"""Bytes of one picture."""

_DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
_PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
_EDITOR, _PASSPHRASE = "anna", "only for the picture"
_FIRST_HOUSE = "/?t=2006-05-01..2006-07-31&v=12/43.3150/76.9600&e=ALA-2006-0016"


def _card(reader: Reader) -> None:
    expect(reader.card).to_contain_text("Repelled")
    expect(reader.card).to_contain_text("ALA-2006-0016")


def _story(reader: Reader) -> None:
    expect(reader.page.get_by_text("How it ended")).to_be_attached()


@dataclass(frozen=True)
class Shot:
    """One picture: where it is taken, of what, and what must be there before."""

    name: str
    address: str
    wanted: Callable[[Reader], None]
    options: dict[str, Any] = field(default_factory=lambda: _DESK)


SHOTS = (
    Shot("map.png", _FIRST_HOUSE, _card),
    Shot("map-dark.png", _FIRST_HOUSE, _card, {**_DESK, "color_scheme": "dark"}),
    Shot("phone.png", "/?v=11/43.2900/76.9400", lambda _reader: None, _PHONE),
    Shot("episode.png", "/episodes?episode=bakai-2006-05-12&step=7", _story),
)


def main() -> None:
    """Take every picture."""
    path = chromium()
    if path is None:
        sys.exit("the pictures need Chromium; see tests/browser.py")
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        db = Path(folder, "shots.db")
        desk = _report(db)
        world = str(worlds.world_file())
        with holdground(db, HOLDGROUND_DESK="passphrase", HOLDGROUND_GAZETTEER=world) as address:
            for shot in (*SHOTS, desk):
                picture = optimised(take(browser, address, shot))
                (DOCS / shot.name).write_bytes(picture)
                sys.stdout.write(f"docs/{shot.name}: {len(picture):,} bytes\n")
        browser.close()


def _report(db: Path) -> Shot:
    """Put a report, invented for the tests, and an editor into the record; return the picture of the report on the desk."""
    settings = Settings.of(
        {"HOLDGROUND_DB": str(db), "HOLDGROUND_GAZETTEER": str(worlds.world_file())}
    )
    pair = read_pair(GOLDEN / "comrades-aigerim.en.json")
    about = About(
        published=pair.published,
        publisher="a paper invented for the tests",
        publisher_kind="activist",
    )
    now = dt.datetime.now(dt.UTC)
    done = ingest_bytes(pair.document.text.encode(), "report.txt", settings, about=about, now=now)
    engine = open_record(db)
    editors.add(engine, _EDITOR, _PASSPHRASE, now)
    engine.dispose()
    address = f"/desk?doc={done.document.document_id}&draft={done.drafts[1].draft_id}"
    return Shot("desk.png", address, _drafts)


def _drafts(reader: Reader) -> None:
    expect(reader.page.get_by_role("heading", name="Drafts")).to_be_visible()


def take(browser: Browser, address: str, shot: Shot) -> bytes:
    """Open a view, wait until it is drawn to its end, and take its picture."""
    context = browser.new_context(
        locale="en-GB", timezone_id="Asia/Almaty", reduced_motion="reduce", **shot.options
    )
    reader = Reader(context.new_page(), address)
    if shot.address.startswith("/desk"):
        reader.page.goto(f"{address}/desk/login")
        reader.page.get_by_label("Name").fill(_EDITOR)
        reader.page.get_by_label("Passphrase").fill(_PASSPHRASE)
        reader.page.get_by_role("button").click()
        reader.page.goto(f"{address}{shot.address}")
    else:
        reader.open(shot.address)
    shot.wanted(reader)
    reader.page.wait_for_load_state("networkidle")  # the tiles
    reader.page.mouse.move(0, 0)
    picture = reader.page.screenshot()
    context.close()
    return picture


def optimised(picture: bytes) -> bytes:
    """Return a smaller file of the same picture; with a palette, should it still be too large."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    for colours in (None, 256, 128, 64):
        out = BytesIO()
        kept = image.quantize(colours, dither=Image.Dither.NONE) if colours else image
        kept.save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST:
            return out.getvalue()
    raise ValueError(f"the picture stays larger than {LARGEST:,} bytes")


if __name__ == "__main__":
    main()
