"""A real server, a real browser, and a watch over all that the browser does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from geodata.settings import Settings
from tests.browser import FLAGS, chromium
from tests.e2e.editor import Editor, Newcomer
from tests.e2e.reader import Reader
from tests.e2e.watch import BLOCKED, Watch
from tests.servers import holdground

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}

USUAL: dict[str, Any] = {
    "locale": "en-GB",
    "timezone_id": "Asia/Almaty",
    "viewport": DESKTOP,
    "reduced_motion": "reduce",
}
"""The reader of all tests. Motion is off, so that nothing has to be waited for."""

PATIENCE_MS = 10_000
expect.set_options(timeout=PATIENCE_MS)

NewContext = Callable[..., BrowserContext]


def pytest_configure(config: pytest.Config) -> None:
    """Keep a picture of the page of each test that fails, in test-results/."""
    if config.option.screenshot == "off":
        config.option.screenshot = "only-on-failure"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run these tests last: Playwright's loop keeps running in the main thread, where other tests start loops of their own."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)
    items.sort(key=lambda item: here in item.path.parents)


@pytest.fixture(scope="session")
def base_url() -> None:
    """Stand in for the plugin's fixture of this name, which warns of its own making under pytest 9.2."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive Debian's Chromium."""
    path = chromium()
    assert path, "the browser tests need Chromium; `make test` sees to it, see tests/browser.py"
    return {**browser_type_launch_args, "executable_path": path, "args": [*FLAGS, BLOCKED]}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server of the shipped facts."""
    with holdground(tmp_path_factory.mktemp("shipped") / "record.db", HOLDGROUND_BASEMAP="") as at:
        yield at


@pytest.fixture
def watch() -> Watch:
    """Return what watches over this test's browser."""
    return Watch()


@pytest.fixture
def new_context(new_context: NewContext, watch: Watch) -> Iterator[NewContext]:
    """Make browser contexts that are watched; what must not happen is looked at when the test is over."""

    def make(**options: Any) -> BrowserContext:
        context = new_context(**{**USUAL, **options})
        context.set_default_timeout(PATIENCE_MS)
        watch.over(context)
        return context

    yield make
    watch.verdict()


@pytest.fixture(scope="session")
def desk(browser: Browser) -> BrowserContext:
    """Return a browser that has been here before: what it loaded once is in its cache."""
    context = browser.new_context(**USUAL)
    context.set_default_timeout(PATIENCE_MS)
    return context


@pytest.fixture
def page(desk: BrowserContext, watch: Watch, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open a page in the browser that has been here before."""
    stop = watch.over(desk)
    page = desk.new_page()
    yield page
    if getattr(request.node, "rep_call", None) and request.node.rep_call.failed:
        name = re.sub(r"[^\w.-]+", "-", request.node.name)[:100]
        page.screenshot(path=Path("test-results", f"{name}.png"))
    page.close()
    stop()
    desk.clear_cookies()
    watch.verdict()


@pytest.fixture
def reader(page: Page, server: str) -> Reader:
    """Return a reader at a desk."""
    return Reader(page, server)


@pytest.fixture
def phone(new_context: NewContext, server: str) -> Reader:
    """Return a reader with a phone."""
    context = new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    return Reader(context.new_page(), server)


@pytest.fixture(scope="module")
def office(record: Settings) -> Iterator[str]:
    """Return the address of a server whose editors log in with a passphrase; the tests of a file say what its record holds."""
    with holdground(record.db, HOLDGROUND_BASEMAP="", HOLDGROUND_DESK="passphrase") as at:
        yield at


@pytest.fixture
def editor(new_context: NewContext, office: str) -> Newcomer:
    """Return what lets an editor sit down at a desk of their own."""

    def sit(name: str = "anna", **options: object) -> Editor:
        return Editor(new_context(**options).new_page(), office, name)

    return sit
