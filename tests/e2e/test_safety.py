"""One visitor cannot stop the server, fill it, or be followed by it."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import NewContext
from tests.e2e.reader import Reader, eventually

_FLOOD = """address => new Promise(done => {
    const socket = new WebSocket(address, ['streamlit']);
    let sent = 0;
    socket.onopen = () => { for (; sent < 2000; sent++) socket.send(new Uint8Array([10, 0, 0, 0, 0, 0, 0, 0, 0, 0])); };
    socket.onclose = event => done({ sent, code: event.code, clean: event.wasClean });
    setTimeout(() => done({ sent, code: 'still open' }), 10000);
})"""


def test_a_flood_is_cut_off_while_others_are_served(reader: Reader, page: Page) -> None:
    page.goto(f"{reader.root}/e/ALA-2006-0016")
    address = f"{reader.root.replace('http', 'ws', 1)}/_stcore/stream"
    found = page.evaluate(_FLOOD, address)
    assert found["sent"] == 2000
    assert found["code"] != "still open"
    began = time.monotonic()
    answer = page.request.get(f"{reader.root}/data/meta.json")
    assert answer.ok
    assert answer.json()["counts"]["events"] == 92
    assert time.monotonic() - began < 5
    reader.open()  # and the next reader finds a map


@pytest.mark.parametrize("method", ["PUT", "POST", "GET", "DELETE"])
def test_nobody_uploads(page: Page, server: str, method: str) -> None:
    answer = page.request.fetch(
        f"{server}/_stcore/upload_file/session/file", method=method, data=b"x" * 1000
    )
    assert answer.status == 403


def test_reading_sets_no_cookie(new_context: NewContext, server: str) -> None:
    page = new_context().new_page()
    meta = page.request.get(f"{server}/data/meta.json").json()
    root = f"/data/{meta['token']}"
    for path in (
        "/data/meta.json",
        f"{root}/events.bin",
        f"{root}/text.json",
        f"{root}/frame.json",
        f"{root}/events/ALA-2006-0016.json",
        "/data/events.geojson?datetime=2006-05-12",
        "/ui/en.json",
        "/embed",
        "/e/ALA-2006-0016",
        "/p/bakai",
    ):
        answer = page.request.get(f"{server}{path}")
        assert answer.ok, path
        assert "set-cookie" not in answer.headers, path
    page.goto(f"{server}/embed")
    eventually(lambda: page.get_by_role("slider").count(), bool, page)
    assert page.context.cookies() == []
    assert page.evaluate("() => [localStorage.length, sessionStorage.length]") == [0, 0]
