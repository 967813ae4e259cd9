"""A link can only fetch public web pages: every address behind a name is checked, and no answer is endless."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain

import pytest
from support import SHARED, needs_shared

from geodata.errors import ReadingError
from geodata.reading import fetch as fetching
from geodata.reading.fetch import Fetched, fetch, is_public

PAGE = b"<html><body><p>Police came to Bakai.</p></body></html>"


class _Site(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        type(self).asked.append(self.headers["host"] + self.path)
        answer = getattr(self, f"_{self.path.strip('/').split('/')[0]}", None)
        if answer:
            answer()
        else:
            self.send_error(404)

    def _page(self) -> None:
        self._send(PAGE, "text/html; charset=utf-8")

    def _moved(self) -> None:
        self._to("/page")

    def _inside(self) -> None:
        self._to("http://intern.example/page")

    def _file(self) -> None:
        self._to("file:///etc/passwd")

    def _round(self) -> None:
        self._to("/round")

    def _film(self) -> None:
        self._send(b"\0" * 10, "video/mp4")

    def _packed(self) -> None:
        self._send(gzip.compress(PAGE), "text/html", ("content-encoding", "gzip"))

    def _endless(self) -> None:
        self._send(b"", "text/plain", length=False)
        piece = b"a" * 65_536
        try:
            while True:
                self.wfile.write(piece)
        except OSError:
            return

    def _drip(self) -> None:
        self._send(b"", "text/plain", length=False)
        try:
            for _ in range(100):
                self.wfile.write(b"a")
                time.sleep(0.05)
        except OSError:
            return

    def _to(self, where: str) -> None:
        self.send_response(302)
        self.send_header("location", where)
        self.end_headers()

    def _send(
        self, body: bytes, media_type: str, *more: tuple[str, str], length: bool = True
    ) -> None:
        self.send_response(200)
        self.send_header("content-type", media_type)
        if length:
            self.send_header("content-length", str(len(body)))
        for name, value in more:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def site() -> Iterator[type[_Site]]:
    """A web site on this machine that stands for the public internet."""
    handler = type("Site", (_Site,), {"asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    handler.port = server.server_port
    threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
    ).start()
    yield handler
    server.shutdown()
    server.server_close()


def _fetch(site: type[_Site], path: str, host: str = "news.example") -> Fetched:
    """Fetch with a name server of our own: ``news.example`` is public and is this machine, ``intern.example`` is private."""
    names = {"news.example": "127.0.0.1", "intern.example": "10.0.0.5"}
    port = site.port  # type: ignore[attr-defined]
    return fetch(
        f"http://{host}:{port}{path}",
        resolve=lambda name, _port: [names[name]],
        allowed=lambda address: address == "127.0.0.1",
        ports=(port, 80),
    )


def test_page_comes_with_its_bytes_and_last_address(site: type[_Site]) -> None:
    found = _fetch(site, "/moved")

    assert (found.content, found.media_type) == (PAGE, "text/html")
    assert found.url.endswith("/page")


def test_server_is_asked_under_the_name_not_the_address(site: type[_Site]) -> None:
    _fetch(site, "/page")

    assert site.asked[0].startswith("news.example:")


def test_redirect_to_a_private_address_is_refused_before_anything_is_sent(
    site: type[_Site],
) -> None:
    with pytest.raises(ReadingError, match="public internet"):
        _fetch(site, "/inside")

    assert len(site.asked) == 1


def test_second_answer_of_the_name_server_changes_nothing(site: type[_Site]) -> None:
    """DNS rebinding: the address that was checked is the one that is asked; the name is not looked up again."""
    answers = chain([["127.0.0.1"]], iter(lambda: ["10.0.0.5"], None))
    port = site.port  # type: ignore[attr-defined]
    found = fetch(
        f"http://news.example:{port}/page",
        resolve=lambda _name, _port: next(answers),
        allowed=lambda address: address == "127.0.0.1",
        ports=(port,),
    )

    assert found.content == PAGE


def test_name_with_one_private_address_among_public_ones_is_refused() -> None:
    with pytest.raises(ReadingError, match="public internet"):
        fetch("http://news.example/", resolve=lambda *_: ["93.184.216.34", "10.0.0.5"])


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/round", "more than 5 times"),
        ("/file", "public web page"),
        ("/film", "video/mp4"),
        ("/packed", "packed"),
        ("/endless", "longer than"),
        ("/none", "404"),
    ],
)
def test_answer_that_is_no_report_is_refused_in_one_sentence(
    site: type[_Site], path: str, told: str
) -> None:
    with pytest.raises(ReadingError, match=told) as caught:
        _fetch(site, path)

    assert "\n" not in str(caught.value)


def test_answer_that_drips_is_cut_at_the_time_limit(
    site: type[_Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MAX_SECONDS", 0.3)

    with pytest.raises(ReadingError, match="took more than"):
        _fetch(site, "/drip")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.5",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "fe80::1%eth0",
        "fd00:ec2::254",
        "no",
    ],
)
def test_address_that_is_not_of_the_public_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_address_of_the_public_internet(address: str) -> None:
    assert is_public(address)


@needs_shared
def test_every_spelling_of_a_private_address_is_refused_before_any_packet() -> None:
    asked: list[str] = []

    def looked_up(host: str, _port: int) -> list[str]:
        """Numbers are read as the system reads them; every other name but one leads inside."""
        asked.append(host)
        try:
            found = socket.getaddrinfo(host, 80, flags=socket.AI_NUMERICHOST)
        except OSError:
            return ["93.184.216.34" if host == "good.example" else "127.0.0.1"]
        return [str(found[0][4][0])]

    urls = json.loads((SHARED / "nasty" / "ssrf" / "urls.json").read_text("utf-8"))
    for url in urls:
        with pytest.raises(ReadingError, match="public"):
            fetch(url, resolve=looked_up)
    assert len(urls) == 54
    assert "good.example" not in asked
