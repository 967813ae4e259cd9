"""The editors' door: who gets in, who is kept out, and what the pages say."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient
from support import HEADERS, client_for, put, some_facts

from dashboard import desk_routes, i18n
from dashboard.access import COOKIE, Access
from dashboard.attempts import TRIES
from geodata.settings import Settings
from geodata.store import editors
from geodata.store.engine import open_record

WORDS = "four words make one"
HERE = {"sec-fetch-site": "same-origin"}

Serve = Callable[..., TestClient]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A record with one editor, Anna."""
    settings = put(tmp_path_factory.mktemp("door"), some_facts())
    engine = open_record(settings.db)
    editors.add(engine, "anna", WORDS, dt.datetime.now(dt.UTC))
    engine.dispose()
    return settings


@pytest.fixture
def serve(record: Settings) -> Serve:
    """A server of that record; its tries to log in are its own."""

    def made(
        desk: str = "passphrase", base: str = "https://map.test", **fields: object
    ) -> TestClient:
        named: dict[str, object] = {"hosts": ("map.test", "10.0.0.7"), **fields}
        settings = replace(record, desk=desk, **named)  # type: ignore[arg-type]
        return client_for(settings, base_url=base, follow_redirects=False)

    return made


def _try(client: TestClient, name: str = "anna", words: str = WORDS, **more: str) -> httpx.Response:
    form = {"name": name, "passphrase": words}
    return client.post("/desk/login", data=form, headers=HERE | more)  # type: ignore[return-value]


def _editor_of(settings: Settings, token: str) -> object:
    engine = open_record(settings.db)
    found = Access(replace(settings, desk="passphrase"), engine).of_token(token)
    engine.dispose()
    return found


def test_right_passphrase_leads_to_the_desk(serve: Serve, record: Settings) -> None:
    client = serve()
    answer = _try(client)

    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    assert _editor_of(record, client.cookies[COOKIE]) == editors.Editor("anna")


def test_cookie_is_out_of_reach(serve: Serve) -> None:
    told = _try(serve()).headers["set-cookie"].lower()

    assert {"httponly", "samesite=strict", "secure", "path=/", "max-age=43200"} <= set(
        re.split(r";\s*", told)
    )
    assert "domain" not in told


@pytest.mark.parametrize(
    ("base", "headers", "public", "secure"),
    [
        ("http://localhost:8501", {}, "", False),
        ("https://map.test", {}, "", True),
        ("http://10.0.0.7", {"x-forwarded-proto": "https"}, "", True),
        ("http://10.0.0.7", {}, "https://map.test", True),
    ],
)
def test_cookie_travels_encrypted_wherever_the_browser_does(
    serve: Serve, base: str, headers: dict[str, str], public: str, secure: bool
) -> None:
    answer = _try(serve(base=base, public_url=public), **headers)

    assert ("secure" in answer.headers["set-cookie"].lower()) is secure


def test_cookie_and_ways_stay_behind_the_prefix(serve: Serve) -> None:
    client = serve(base_path="/map")
    form = {"name": "anna", "passphrase": WORDS}
    answer = client.post("/map/desk/login", data=form, headers=HERE)

    assert answer.headers["location"] == "/map/desk"
    assert "path=/map/" in answer.headers["set-cookie"].lower()
    assert 'action="/map/desk/login?lang=en"' in serve(base_path="/map").get("/map/desk/login").text


@pytest.mark.parametrize(
    ("name", "words"),
    [("anna", "wrong"), ("boris", WORDS), ("", ""), ("anna", ""), ("Anna", WORDS)],
)
def test_wrong_passphrase_and_unknown_name_are_told_alike(
    serve: Serve, name: str, words: str
) -> None:
    answer = _try(serve(), name, words)

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert "do not belong together" in answer.text
    assert WORDS not in answer.text
    assert "boris" not in answer.text


def test_unknown_name_takes_as_long_as_a_wrong_passphrase(record: Settings) -> None:
    """Who is an editor cannot be told by a clock: the argon2 hash is reckoned either way."""
    engine = open_record(record.db)

    def seconds(name: str) -> float:
        start = time.perf_counter()
        assert editors.log_in(engine, name, "wrong") is None
        return time.perf_counter() - start

    seconds("boris")
    known, unknown = (min(seconds(name) for _ in range(3)) for name in ("anna", "boris"))
    engine.dispose()
    assert unknown > known / 3


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "https://evil.test"},
        {"origin": "null"},
        {"origin": "https://map.test.evil.test"},
        {"sec-fetch-site": "cross-site", "origin": "https://map.test"},
    ],
)
def test_form_of_another_page_is_refused(serve: Serve, headers: dict[str, str]) -> None:
    form = {"name": "anna", "passphrase": WORDS}
    answer = serve().post("/desk/login", data=form, headers=headers)

    assert answer.status_code == 400
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("public", ["", "https://readers.test/map"])
def test_browser_that_names_only_the_origin_gets_in(serve: Serve, public: str) -> None:
    origin = "https://readers.test" if public else "https://map.test"
    form = {"name": "anna", "passphrase": WORDS}
    answer = serve(public_url=public).post("/desk/login", data=form, headers={"origin": origin})

    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"name":"anna"}'),
        ("multipart/form-data; boundary=x", b"--x--"),
        ("", b"name=anna"),
        ("application/x-www-form-urlencoded", b"name=" + b"a" * 10_000),
        ("application/x-www-form-urlencoded", b"name=%ff&passphrase=x"),
        ("application/x-www-form-urlencoded", b"\xff"),
        ("application/x-www-form-urlencoded", b"&".join([b"a=1"] * 50)),
    ],
)
def test_anything_but_a_small_form_is_refused(serve: Serve, kind: str, body: bytes) -> None:
    answer = serve().post("/desk/login", content=body, headers=HERE | {"content-type": kind})

    assert answer.status_code == 400


def test_guessing_comes_to_a_stop_and_says_when_to_try_again(serve: Serve) -> None:
    client = serve()
    answers = [_try(client, words=f"guess {i}") for i in range(TRIES + 1)]

    assert [a.status_code for a in answers] == [403] * TRIES + [429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert _try(client).status_code == 429, "the right passphrase waits as well"


def test_guessing_one_name_does_not_lock_out_another(serve: Serve, record: Settings) -> None:
    client = serve()
    for i in range(TRIES + 1):
        _try(client, "boris", f"guess {i}")

    assert _try(client).status_code == 303


def test_flood_is_turned_away_before_a_passphrase_is_checked(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_routes, "_MAX_WAITING", 0)

    assert _try(serve()).status_code == 429


def test_who_is_in_already_is_led_to_the_desk(serve: Serve) -> None:
    client = serve()
    _try(client)

    assert client.get("/desk/login").headers["location"] == "/desk"


def test_logging_out_ends_the_session_on_the_server(serve: Serve, record: Settings) -> None:
    client = serve()
    _try(client)
    stolen = client.cookies[COOKIE]
    answer = client.post("/desk/logout", headers=HERE)

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert COOKIE not in client.cookies
    assert _editor_of(record, stolen) is None


def test_another_page_cannot_log_an_editor_out(serve: Serve, record: Settings) -> None:
    client = serve()
    _try(client)

    assert client.post("/desk/logout").status_code == 400
    assert _editor_of(record, client.cookies[COOKIE])


@pytest.mark.parametrize("path", ["/desk/login", "/desk/logout"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_read_only_server_has_no_door(serve: Serve, method: str, path: str) -> None:
    answer = serve("").request(method, path, headers=HERE)

    assert answer.status_code == 404
    assert "This server is read-only" in answer.text
    assert "<form" not in answer.text


def test_server_without_an_editor_says_how_to_add_one(tmp_path: Path) -> None:
    settings = replace(put(tmp_path, some_facts()), desk="passphrase")

    assert "holdground editor add" in client_for(settings).get("/desk/login").text


def test_login_elsewhere_that_is_not_set_up_says_so_without_details(serve: Serve) -> None:
    client = serve("oidc", editors=("anna@a.test",))
    answer = client.get("/desk/login")

    assert answer.status_code == 503
    assert "secrets" not in answer.text
    assert _try(client).status_code == 404
    assert client.post("/desk/logout", headers=HERE).headers["location"] == "/auth/logout"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("path", ["/desk/login", "/desk/logout"])
def test_pages_speak_the_readers_language_and_run_no_script(
    serve: Serve, path: str, language: str
) -> None:
    answer = serve().get(path, headers={"accept-language": language})

    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert f"lang={language}" in answer.text
    assert "<script" not in answer.text
    assert 'content="noindex"' in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert all(answer.headers[name] == value for name, value in HEADERS.items())


def test_markup_in_a_name_stays_out_of_the_page(serve: Serve) -> None:
    answer = _try(serve(), '"><img src=x>{{ canary }}', "wrong")

    assert "<img" not in answer.text
    assert "canary" not in answer.text


def test_nothing_about_a_try_is_logged(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    _try(serve(), "canary-name", "canary-words")

    said = [r.getMessage() for r in caplog.records if r.name.startswith(("dashboard", "geodata"))]
    assert said == []


def test_a_name_of_somebody_elses_that_leads_here_is_no_door(serve: Serve) -> None:
    """DNS rebinding: to the browser the page is of the same origin; the name is not one of ours."""
    with serve(base="http://evil.test:8501", hosts=()) as client:
        assert _try(client, **{"sec-fetch-site": "same-origin"}).status_code == 400
    with serve(base="http://localhost:8501", hosts=()) as client:
        assert _try(client).status_code == 303
