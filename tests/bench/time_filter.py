"""How long from a move of the time filter to the painted map, ours and the usual way, in one run.

``make bench``. Prints medians and 95th percentiles in milliseconds, and their ratio; needs Chromium, about three minutes.
"""

from __future__ import annotations

import datetime as dt
import math
import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.table import Table

from tests.browser import FLAGS, chromium
from tests.servers import ROOT, free_port, holdground, running
from tests.synthetic import facts, publish_only

MOVES = 60
_LEAFLET = ROOT / "dashboard" / "frontend" / "node_modules" / "leaflet" / "dist"
_VIEW = {"width": 1280, "height": 800}


def ours(browser: Browser, address: str) -> list[float]:
    """Move the end of the time window with the keyboard; return what each redraw measured of itself."""
    page = browser.new_page(viewport=_VIEW)
    page.goto(f"{address}/?v=11/43.2800/76.9000")
    handle = page.get_by_role("slider").last
    handle.wait_for(timeout=60_000)
    page.wait_for_timeout(1500)
    handle.focus()
    page.evaluate("performance.clearMeasures()")
    for _ in range(MOVES):
        page.keyboard.press("Shift+ArrowLeft")
        page.wait_for_timeout(60)
    page.wait_for_timeout(500)
    found: list[float] = page.evaluate(
        "performance.getEntriesByName('holdground:redraw').map(m => m.duration)"
    )
    page.close()
    return found


def usual(browser: Browser, address: str, count: int, moves: int) -> list[float]:
    """Move the slider with the keyboard; return the time from each key to the frame that holds the right markers."""
    page = browser.new_page(viewport=_VIEW)
    page.goto(address)
    handle = page.get_by_role("slider")
    handle.wait_for(timeout=60_000)
    _settled(page, count // 2)
    handle.focus()
    found = []
    for move in range(1, moves + 1):
        start: float = page.evaluate("performance.now()")
        page.keyboard.press("ArrowRight")
        _settled(page, count // 2 + move)
        found.append(page.evaluate("performance.now()") - start)
        page.wait_for_timeout(200)
    page.close()
    return found


def _settled(page: Page, markers: int) -> None:
    """Wait for a painted frame in which the map holds that many markers."""
    page.wait_for_function(
        """markers => {
            const frame = document.querySelector("iframe");
            const there = frame && frame.contentDocument && frame.contentDocument.querySelectorAll(".leaflet-marker-icon").length;
            return there === markers;
        }""",
        arg=markers,
        polling="raf",
        timeout=120_000,
    )


def percentile(values: Sequence[float], share: float) -> float:
    """Return the nearest-rank percentile."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def main() -> None:
    """Measure and print."""
    path = chromium()
    if path is None:
        sys.exit("the benchmark needs Chromium; see tests/browser.py")
    console = Console()
    rows: list[tuple[str, int, list[float]]] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        with holdground(Path(folder, "shipped.db")) as address:
            rows.append(("Holdground, shipped facts", 92, ours(browser, address)))
        with console.status("making 100,000 events …"):
            big = Path(folder, "big.db")
            publish_only(facts(100_000), big)
        with holdground(big, only_published=True) as address:
            rows.append(("Holdground, synthetic", 100_000, ours(browser, address)))
        for count, moves in ((92, 12), (1000, 8)):
            with console.status(f"the usual way with {count} events …"):
                rows.append((_USUAL, count, _usual_run(browser, Path(folder), count, moves)))
        browser.close()
    _print(console, rows)


_USUAL = "a folium marker for each, through streamlit-folium"


def _usual_run(browser: Browser, folder: Path, count: int, moves: int) -> list[float]:
    app = folder / f"usual-{count}"
    shutil.copytree(_LEAFLET, app / "static")
    script = shutil.copy(Path(__file__).with_name("usual_way.py"), app)
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.headless=true", "--server.enableStaticServing=true"]
    command += ["--browser.gatherUsageStats=false", "--server.fileWatcherType=none"]
    probe = f"http://localhost:{port}/_stcore/health"
    with running(command, probe, {"EVENTS": str(count)}):
        return usual(browser, f"http://localhost:{port}", count, moves)


def _print(console: Console, rows: list[tuple[str, int, list[float]]]) -> None:
    today = dt.datetime.now(dt.UTC).date()
    table = Table(
        title=f"Time filter: input to painted, ms ({today}, {platform.machine()}, headless Chromium)",
        caption=f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores",
    )
    for name in ("way", "events", "moves", "p50", "p95", "p95 beside ours"):
        table.add_column(name, justify="left" if name == "way" else "right")
    base = {92: percentile(rows[0][2], 0.95), 100_000: percentile(rows[1][2], 0.95)}
    for name, count, values in rows:
        high = percentile(values, 0.95)
        ratio = f"{high / base.get(count, base[100_000]):.0f} x"
        cells = (f"{statistics.median(values):.1f}", f"{high:.1f}", ratio)
        table.add_row(name, f"{count:,}", str(len(values)), *cells)
    console.print(table)


if __name__ == "__main__":
    main()
