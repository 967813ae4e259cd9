"""Pages without a session: an event, a place, the map for other sites; and the headers on every answer."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient
from support import (
    HEADERS,
    a_claim,
    a_place,
    a_source,
    an_event,
    client_for,
    put,
    some_facts,
)

from dashboard.protection import Protection
from geodata import vocabulary
from geodata.model import PlaceName

HOSTILE = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)> {{ x }} ${x} `x`"


class _Page(HTMLParser):
    """The parts of a page that link previews and readers look at."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.meta: dict[str, str] = {}
        self.links: list[str] = []
        self.lang = self.title = self.words = ""
        self._in: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self._in.append(tag)
        if tag == "html":
            self.lang = values["lang"]
        if tag == "meta" and "content" in values:
            self.meta[values.get("name") or values["property"]] = values["content"]
        if "href" in values:
            self.links.append(values["href"])
        assert not any(name.startswith("on") for name in values)

    def handle_data(self, data: str) -> None:
        if self._in and self._in[-1] == "title":
            self.title += data
        self.words += data


def _page(client: TestClient, path: str) -> _Page:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    return _Page(answer.text)


def test_event_page_can_be_previewed_anywhere(client: TestClient) -> None:
    page = _page(client, "/e/ALA-2006-0034")

    assert page.title == "Most of Bakai is levelled · Holdground"
    assert "7 July 2006" in page.meta["description"]
    assert page.meta["og:title"] == "Most of Bakai is levelled"
    assert page.meta["og:description"] == page.meta["description"]
    assert page.meta["og:url"] == "http://testserver/e/ALA-2006-0034"
    assert page.meta["og:site_name"] == "Holdground"
    assert len(page.meta["description"]) <= 300


def test_event_page_tells_the_ranges_and_who_says_so(client: TestClient) -> None:
    words = _page(client, "/e/ALA-2006-0034").words

    assert "350 to 500" in words
    assert "Kazakhstan Today" in words
    assert "somewhere within 5 km" in words


def test_event_page_leads_into_the_app(client: TestClient) -> None:
    page = _page(client, "/e/ALA-2006-0034?lang=ru")

    assert "http://testserver/?e=ALA-2006-0034&lang=ru" in page.links


def test_rumour_is_shown_as_such_on_its_page(client: TestClient) -> None:
    words = _page(client, "/e/ALA-2006-0029").words

    assert "a rumour that a child was killed" in words
    assert vocabulary.label("claim_status", "unverifiable") in words


def test_place_page_lists_its_events(client: TestClient) -> None:
    page = _page(client, "/p/bakai")

    assert page.title == "Bakai · Holdground"
    assert "Бакай" in page.words
    assert any("/e/ALA-2006-0034" in link for link in page.links)


@pytest.mark.parametrize(
    ("query", "header", "lang"),
    [
        ("", "", "en"),
        ("?lang=ru", "", "ru"),
        ("?lang=kk", "en", "kk"),
        ("", "ru-RU,ru;q=0.9,en;q=0.5", "ru"),
        ("?lang=xx", "kk", "kk"),
        ("?lang=<b>", "", "en"),
    ],
)
def test_page_says_its_language(client: TestClient, query: str, header: str, lang: str) -> None:
    answer = client.get(f"/e/ALA-2006-0034{query}", headers={"accept-language": header})

    assert _Page(answer.text).lang == lang
    assert "Accept-Language" in answer.headers["vary"]


@pytest.mark.parametrize("path", ["/e/none", "/p/none", "/e/%00", "/p/<script>", "/e/{{ x }}"])
def test_page_of_nothing_is_404(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/json"


def test_hostile_text_is_shown_as_text(tmp_path: Path) -> None:
    facts = some_facts(
        sources=(a_source(title=HOSTILE, publisher=HOSTILE, author=HOSTILE),),
        places=(a_place(names=(PlaceName(HOSTILE, "en", main=True),), coordinate_source=HOSTILE),),
        events=(an_event(title=HOSTILE, summary=HOSTILE),),
        claims=(a_claim(text=HOSTILE),),
    )
    with client_for(put(tmp_path, facts)) as reader:
        event, place = _page(reader, "/e/T-1"), _page(reader, "/p/bakai")

    for page in (event, place):
        assert "script" not in page.tags
        assert "img" not in page.tags
        assert page.title == f"{HOSTILE} · Holdground"
        assert HOSTILE in page.words


@pytest.mark.parametrize("host", ['a"><script>x</script>', "a.test", "{{ x }}", "x y"])
def test_odd_host_name_stays_text(client: TestClient, host: str) -> None:
    answer = client.get("/e/ALA-2006-0034", headers={"host": host})

    assert answer.status_code < 500
    assert "<script>" not in answer.text


def test_embed_may_be_framed_by_anybody_and_other_pages_by_none(client: TestClient) -> None:
    embed = client.get("/embed").headers["content-security-policy"]
    page = client.get("/e/ALA-2006-0034").headers["content-security-policy"]

    assert "frame-ancestors *" in embed
    assert "frame-ancestors 'self'" in page


@pytest.mark.parametrize("path", ["/embed", "/e/ALA-2006-0034", "/data/meta.json"])
def test_policy_runs_scripts_of_this_server_only(client: TestClient, path: str) -> None:
    policy = dict(
        part.strip().split(" ", 1)
        for part in client.get(path).headers["content-security-policy"].split(";")
    )

    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert "'unsafe-inline'" not in policy["script-src"]
    assert "'unsafe-eval'" not in policy["script-src"]
    assert "http" not in policy["script-src"] + policy["connect-src"] + policy["img-src"]


def test_embed_asks_this_server_only(client: TestClient) -> None:
    text = client.get("/embed").text

    assert "https://" not in text
    assert text.count("<script") == 2
    assert 'type="application/json"' in text


@pytest.mark.parametrize(
    "path",
    [
        "/data/meta.json",
        "/data/events.geojson?limit=1",
        "/data/events.geojson?limit=x",
        "/data/0-0/events.bin",
        "/ui/en.json",
        "/ui/xx.json",
        "/frame/en-x.js",
        "/assets/none",
        "/assets/manifest.json",
        "/embed",
        "/e/ALA-2006-0034",
        "/e/none",
        "/p/bakai",
        "/nowhere",
        "/_stcore/upload_file/x",
    ],
)
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    for method in ("GET", "HEAD", "POST", "OPTIONS", "DELETE"):
        answer = client.request(method, path)
        told = {name: answer.headers.get(name) for name in HEADERS}
        assert told == HEADERS, (method, answer.status_code)
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert "server" not in answer.headers
        assert "set-cookie" not in answer.headers


def test_our_own_failure_carries_the_security_headers_and_tells_nothing() -> None:
    async def broken(_: Request) -> Response:
        raise RuntimeError("secret path")

    app = Starlette(routes=[Route("/", broken)], middleware=[Middleware(Protection)])
    answer = TestClient(app, raise_server_exceptions=False).get("/")

    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers.get("x-content-type-options") == "nosniff"


def test_answer_that_is_not_changed_carries_the_security_headers(client: TestClient) -> None:
    etag = client.get("/data/meta.json").headers["etag"]
    answer = client.get("/data/meta.json", headers={"if-none-match": etag})

    assert answer.status_code == 304
    assert answer.headers["x-content-type-options"] == "nosniff"
