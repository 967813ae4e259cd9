"""Who may: every route and every call that writes, for everybody who could ask. What has no row here is denied."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient
from support import NOW, a_place, client_for, put, settings_in, some_facts

from dashboard.access import COOKIE, Access
from dashboard.data import Data
from dashboard.routes import routes
from dashboard.site import Site
from geodata.desk import Desk
from geodata.errors import AccessError, QueryError
from geodata.settings import Settings
from geodata.store import changes, editors
from geodata.store.editors import SESSION_HOURS, Editor
from geodata.store.engine import open_record
from tests.desks import ANNA, a_desk, a_draft

WORDS = "four words make one"
CLAIMS = {
    "is_logged_in": True,
    "email": "Anna@A.test",
    "email_verified": True,
    "iat": NOW.timestamp(),
}

# The routes


PUBLIC = {
    "/data/meta.json": "/data/meta.json",
    "/data/events.geojson": "/data/events.geojson",
    "/data/corrections.json": "/data/corrections.json",
    "/data/{token}/events.bin": "/data/x/events.bin",
    "/data/{token}/text.json": "/data/x/text.json",
    "/data/{token}/frame.json": "/data/x/frame.json",
    "/data/{token}/events/{event_id}.json": "/data/x/events/T-1.json",
    "/ui/{language}.json": "/ui/en.json",
    "/frame/{name}.js": "/frame/x.js",
    "/assets/{path:path}": "/assets/manifest.json",
    "/": "/",
    "/map": "/map",
    "/episodes": "/episodes",
    "/sources": "/sources",
    "/corrections": "/corrections",
    "/about": "/about",
    "/desk": "/desk",
    "/icon.svg": "/icon.svg",
    "/embed": "/embed",
    "/e/{event_id}": "/e/T-1",
    "/p/{place_id}": "/p/bakai",
}
"""Routes that readers get, whoever they are: the cookie changes nothing. `/desk` is the empty frame of Streamlit's page."""

DOOR = {
    ("GET", "/desk/login"): {"editor": 303, "others": 200},
    ("POST", "/desk/login"): {"editor": 403, "others": 403},
    ("GET", "/desk/logout"): {"editor": 200, "others": 200},
    ("POST", "/desk/logout"): {"editor": 303, "others": 303},
    ("GET", "/desk/original/{document_id}"): {"editor": 404, "others": 403},
}
WHO = ("anonymous", "editor", "removed", "expired")


@pytest.fixture
def site_settings(tmp_path: Path) -> Settings:
    """A server with a desk and one public event."""
    return replace(put(tmp_path, some_facts()), desk="passphrase", hosts=("testserver",))


@pytest.fixture
def tokens(site_settings: Settings) -> dict[str, str]:
    """The cookie that each of them carries."""
    engine = open_record(site_settings.db)
    now = dt.datetime.now(dt.UTC)
    anna = editors.add(engine, "anna", WORDS, now)
    boris = editors.add(engine, "boris", WORDS, now)
    long_ago = now - dt.timedelta(hours=SESSION_HOURS)
    expired = editors.start_session(engine, anna, long_ago)
    found = {"anonymous": "", "editor": editors.start_session(engine, anna, now)}
    found["removed"] = editors.start_session(engine, boris, now)
    # Starting a session sweeps those that ended: this one ends while it is there.
    found["expired"] = expired
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO editor_session VALUES (?, 'anna', ?, ?)",
            (editors._hash(expired), long_ago.isoformat(), long_ago.isoformat()),
        )
    editors.remove(engine, "boris", now)
    engine.dispose()
    return found


def _client(settings: Settings, token: str) -> TestClient:
    client = client_for(settings, follow_redirects=False)
    if token:
        client.cookies.set(COOKIE, token)
    return client


def _paths(settings: Settings) -> set[tuple[str, str]]:
    found = routes(Site(settings, Data(settings.published)))
    return {
        (method, route.path)
        for route in found
        if isinstance(route, Route)
        for method in (route.methods or {"*"}) - {"HEAD"}
    }


def test_every_route_has_its_row(site_settings: Settings) -> None:
    """A new route fails here until somebody says who may ask for it."""
    ours = {pair for pair in _paths(site_settings) if not pair[1].startswith("/basemap")}

    assert ours == {("GET", path) for path in PUBLIC} | set(DOOR)


def test_base_map_is_only_read(site_settings: Settings) -> None:
    assert {method for method, path in _paths(site_settings) if path.startswith("/basemap")} == {
        "GET"
    }


def test_readers_get_the_same_whoever_they_are(
    site_settings: Settings, tokens: dict[str, str]
) -> None:
    for path in PUBLIC.values():
        answers = [_client(site_settings, tokens[who]).get(path) for who in WHO]
        assert len({(a.status_code, a.content) for a in answers}) == 1, path
        assert all("set-cookie" not in a.headers for a in answers), path


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(("method", "path"), DOOR)
def test_door_opens_for_a_session_that_stands(
    site_settings: Settings, tokens: dict[str, str], who: str, method: str, path: str
) -> None:
    client = _client(site_settings, tokens[who])
    form = {"name": "anna", "passphrase": "not it at all"} if path.endswith("login") else {}
    here = {"sec-fetch-site": "same-origin"}
    answer = client.request(method, path, headers=here, data=form or None)

    assert answer.status_code == DOOR[method, path]["editor" if who == "editor" else "others"]
    assert answer.headers["cache-control"] == "no-store"


def test_nothing_public_can_be_written_to(site_settings: Settings, tokens: dict[str, str]) -> None:
    client = _client(site_settings, tokens["editor"])
    for path in PUBLIC.values():
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            assert client.request(method, path).status_code == 405, (method, path)


# The calls that write


def _event(desk: Desk) -> Any:
    return desk.facts().events[0]


Act = Callable[[Desk, Any], object]
WRITES: dict[str, Act] = {
    "add_draft": lambda desk, who: desk.add_draft(who, a_draft().document_id),
    "save": lambda desk, who: desk.save(who, a_draft(), replace(a_draft(), title="Another")),
    "accept": lambda desk, who: desk.accept(who, a_draft()),
    "merge": lambda desk, who: desk.merge(who, a_draft(), "T-1"),
    "set_aside": lambda desk, who: desk.set_aside(who, a_draft(), "rejected", "no event"),
    "correct": lambda desk, who: desk.correct(
        who, [(_event(desk), replace(_event(desk), title="Another"))], "checked"
    ),
    "withdraw": lambda desk, who: desk.withdraw(who, _event(desk), reason="error"),
    "add_place": lambda desk, who: desk.add_place(who, a_place("new-quarter")),
    "undo": lambda desk, who: desk.undo(who),
}
READS = {
    "close", "queue", "open", "draft", "facts", "duplicates", "history", "version", "find", "told",
    "original", "place", "source", "sources", "words",
}  # fmt: skip


def test_every_call_of_the_desk_has_its_row() -> None:
    """A new method fails here until somebody says who may call it."""
    methods = {
        name: inspect.signature(body).parameters
        for name, body in inspect.getmembers(Desk, inspect.isfunction)
        if not name.startswith("_")
    }

    assert {name for name, taken in methods.items() if "editor" in taken} == set(WRITES)
    assert {name for name, taken in methods.items() if "editor" not in taken} == READS


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with one report; Anna has done something that could be undone."""
    with a_desk(tmp_path) as opened:
        opened.add_place(ANNA, a_place("kalkaman"))
        yield opened


def _expired(desk: Desk) -> Editor | None:
    carl = editors.add(desk.engine, "carl", WORDS, NOW)
    token = editors.start_session(desk.engine, carl, NOW)
    late = NOW + dt.timedelta(hours=SESSION_HOURS)
    settings = settings_in(Path(), HOLDGROUND_DESK="passphrase")
    return Access(settings, desk.engine, lambda: late).of_token(token)


def _removed(desk: Desk) -> Editor:
    editors.remove(desk.engine, ANNA.name, NOW)
    return ANNA


NOBODY: dict[str, Callable[[Desk], Editor | None]] = {
    "anonymous": lambda _desk: None,
    "invented": lambda _desk: Editor("mallory"),
    "of another kind": lambda _desk: Editor(ANNA.name, "passphrase"),
    "removed": _removed,
    "expired": _expired,
}


@pytest.mark.parametrize("call", WRITES)
@pytest.mark.parametrize("who", NOBODY)
def test_who_is_no_editor_writes_nothing(desk: Desk, call: str, who: str) -> None:
    nobody = NOBODY[who](desk)
    before = (desk.facts(), len(desk.history()), desk.draft(a_draft().draft_id))

    with pytest.raises(AccessError, match="nothing was written"):
        WRITES[call](desk, nobody)

    assert (desk.facts(), len(desk.history()), desk.draft(a_draft().draft_id)) == before


@pytest.mark.parametrize("call", WRITES)
def test_editor_writes_under_their_name(desk: Desk, call: str) -> None:
    WRITES[call](desk, ANNA)

    with desk.engine.connect() as connection:
        assert changes.history(connection)[-1].who == ANNA.name


def test_stranger_is_denied_before_anything_else_is_looked_at(desk: Desk) -> None:
    with pytest.raises(AccessError):
        desk.merge(Editor("mallory"), a_draft(), "no-such-event")
    with pytest.raises(QueryError):
        desk.merge(ANNA, a_draft(), "no-such-event")
