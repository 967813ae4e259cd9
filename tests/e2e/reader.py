"""What a reader does with the map, in the words that a reader sees."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any, Self, TypeVar
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

T = TypeVar("T")

PATIENCE = 15.0
"""Seconds; two cores may be busy."""

_SHOWN = """() => {
    const { session } = window.__holdground;
    return session.texts.event_id.filter((_, row) => session.selection.shown[row]);
}"""
_READY = "() => Boolean(window.__holdground) && performance.getEntriesByName('holdground:first-paint').length"
_SPOT = """id => {
    const { session, map } = window.__holdground;
    const { x, y } = session.columns;
    const row = session.rowOf(id), world = 2 ** 32;
    const lat = Math.atan(Math.sinh(Math.PI * (1 - 2 * y[row] / world))) * 180 / Math.PI;
    const at = map.map.latLngToContainerPoint([lat, x[row] / world * 360 - 180]);
    const box = map.map.getContainer().getBoundingClientRect();
    return [box.left + at.x, box.top + at.y];
}"""


def eventually(ask: Callable[[], T], wanted: Callable[[T], bool], page: Page) -> T:
    """Ask again and again until the answer is as wanted; fail with the last answer."""
    end = time.monotonic() + PATIENCE
    while not wanted(answer := ask()):
        assert time.monotonic() < end, f"after {PATIENCE} s it is still {answer!r}"
        page.wait_for_timeout(25)
    return answer


class Reader:
    """One page of the map, and the hands on it.

    Parameters
    ----------
    page
        The browser's page.
    root
        Address of the server, without a slash at the end.
    """

    def __init__(self, page: Page, root: str) -> None:
        self.page = page
        self.root = root

    def open(self, address: str = "/") -> Self:
        """Open an address and wait until the map is painted."""
        self.page.goto(f"{self.root}{address}")
        return self.ready()

    def ready(self) -> Self:
        """Wait until the map is painted."""
        eventually(lambda: self.page.evaluate(_READY), bool, self.page)
        return self

    @property
    def map(self) -> Locator:
        """The map."""
        return self.page.get_by_role("application")

    @property
    def summary(self) -> Locator:
        """The line that says how many events are shown."""
        return self.page.get_by_role("paragraph").filter(has_text=re.compile(r"^\d+ of \d+ event"))

    @property
    def card(self) -> Locator:
        """The card of the picked event."""
        return self.page.get_by_role("region", name="Event", exact=True)

    @property
    def list(self) -> Locator:
        """The list of what is shown."""
        return self.page.get_by_role("region", name="List of events")

    @property
    def titles(self) -> Locator:
        """Titles in the list, as a reader sees them."""
        return self.list.locator("[data-event]")

    @property
    def filters(self) -> Locator:
        """Where the filters are: Streamlit's sidebar."""
        return self.page.get_by_role("region", name="Sidebar")

    def group(self, name: str) -> Locator:
        """Return a group of filters, unfolded, with all of its choices."""
        found = self.page.get_by_role("group", name=name, exact=False).first
        head = found.get_by_role("button", name=name).first
        if head.get_attribute("aria-expanded") == "false":
            head.click()
        more = found.get_by_role("button", name=re.compile(r"^Show (?!fewer)"))
        while more.count():
            more.click()
        return found

    def handle(self, end: str) -> Locator:
        """One end of the time window, `First` or `Last`."""
        return self.page.get_by_role("slider", name=f"{end} day of the window")

    def date(self, end: str) -> Locator:
        """The typed date of one end of the time window, `First` or `Last`."""
        return self.page.get_by_label(f"{end} day of the window").and_(
            self.page.locator("input[type=date]")
        )

    def button(self, name: str) -> Locator:
        """A button by its whole name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def expect_count(self, shown: int) -> None:
        """Expect the line above the timeline to tell that so many events are shown."""
        expect(self.summary).to_have_text(re.compile(rf"^{shown} of "))

    def expect_query(self, **wanted: str | list[str] | None) -> dict[str, list[str]]:
        """Expect parameters in the address bar; None: the parameter is not there."""
        lists = {k: [v] if isinstance(v, str) else v for k, v in wanted.items()}
        return eventually(
            self.query, lambda found: all(found.get(k) == v for k, v in lists.items()), self.page
        )

    def query(self) -> dict[str, list[str]]:
        """Return the parameters of the address bar."""
        return parse_qs(urlsplit(self.page.url).query, keep_blank_values=True)

    def shown(self) -> list[str]:
        """Return the ids of the events that the map draws, in time order."""
        found: list[str] = self.page.evaluate(_SHOWN)
        return found

    def choice(self, name: str) -> Any:
        """Return one of the reader's choices as the front end holds it."""
        return self.page.evaluate("name => window.__holdground.session.state.choice[name]", name)

    def redraws(self) -> int:
        """Return how many redraws were measured."""
        found: int = self.page.evaluate(
            "() => performance.getEntriesByName('holdground:redraw').length"
        )
        return found

    def spot(self, event_id: str) -> tuple[float, float]:
        """Return where the true point of an event's place is on the screen."""
        x, y = self.page.evaluate(_SPOT, event_id)
        return x, y

    def tab_to(self, target: Locator, key: str = "Tab", limit: int = 120) -> None:
        """Press Tab until the target has the focus, as a reader without a mouse does."""
        expect(target).to_be_visible()
        for _ in range(limit):
            self.page.keyboard.press(key)
            if target.evaluate("node => node === document.activeElement"):
                return
        raise AssertionError(f"{limit} presses of {key} did not reach {target}")
