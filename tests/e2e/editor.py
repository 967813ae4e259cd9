"""An editor at the desk, for the browser tests: how they sit down, and the words that they see there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from sqlalchemy import Engine

from geodata.store import editors
from tests.desks import DOCUMENT

PASSPHRASE = "four words of nobody"
TABS = 60
"""Presses of Tab after which something that can be reached must have been."""

_FOCUSED = """() => {
    const here = document.activeElement;
    if (['MAIN', 'BODY'].includes(here.tagName)) return '';
    const words = here.matches('input, select, textarea') ? here.labels?.[0]?.textContent : here.textContent;
    return [here.getAttribute('aria-label'), words].filter(Boolean).join(' ');
}"""
"""What a screen reader would call the element that has the focus."""


def admit(engine: Engine, *names: str) -> None:
    """Let people sit down at the desk of a record."""
    for name in names:
        editors.add(engine, name, PASSPHRASE, dt.datetime.now(dt.UTC))


class Editor:
    """Somebody at the desk, and the words that they see there."""

    def __init__(self, page: Page, office: str, name: str) -> None:
        self.page = page
        self.office = office
        self.keys = page.keyboard
        page.goto(f"{office}/desk/login")
        page.get_by_label("Name").fill(name)
        page.get_by_label("Passphrase").fill(PASSPHRASE)
        self.keys.press("Enter")
        page.wait_for_url("**/desk*")
        expect(page.get_by_role("link", name="To review")).to_be_visible()

    def open(self, document: str = DOCUMENT, draft: str = "") -> None:
        """Open a report, and one of its drafts."""
        address = f"{self.office}/desk?doc={document}" + (f"&draft={draft}" if draft else "")
        self.page.goto(address)
        expect(self.page.locator(".hg-draft-open")).to_be_visible()

    def tab_to(self, name: str) -> None:
        """Press Tab until something of this name has the focus, and see that it can be seen there."""
        named = re.compile(name)
        for _ in range(TABS):
            self.keys.press("Tab")
            if named.search(self.page.evaluate(_FOCUSED)):
                expect(self.page.locator(":focus")).to_be_in_viewport()
                return
        raise AssertionError(f"{TABS} presses of Tab do not lead to {name!r}")

    def accept(self, keys: str) -> None:
        """Accept the open draft; where the desk asks whether it is another event than one that is there, it is."""
        self.keys.press(keys)
        asked = self.page.get_by_role("button", name="Accept as another event")
        answered = self.page.locator(".hg-desk-message", has_text="Accepted")
        expect(asked.or_(answered).first).to_be_visible()
        if asked.is_visible():
            self.keys.press(keys)

    def hears(self, sentence: str) -> None:
        """Expect a sentence from the desk."""
        expect(self.page.locator(".hg-desk-message")).to_contain_text(sentence)

    @property
    def title(self) -> str:
        """The title of the open draft as it stands in its field."""
        return self.page.get_by_label("What happened, in one line").input_value()


Newcomer = Callable[..., Editor]
