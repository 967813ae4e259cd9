"""Editors who log in elsewhere, over the real server: the whole way there and back, and every lie on it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from joserfc.jwk import RSAKey
from support import settings_in

from geodata.store import editors
from geodata.store.engine import open_record
from tests.oidc_stub import CLIENT, Stub, oidc_stub
from tests.servers import free_port, holdground, running
from tests.sessions import listed_pages

EDITOR = {"email": "anna@a.test", "email_verified": True}
SECRETS = """
[auth]
redirect_uri = "{app}/oauth2callback"
cookie_secret = "a secret that is long enough for a test"
client_id = "{client}"
client_secret = "x"
server_metadata_url = "{place}/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def place() -> Iterator[Stub]:
    """The place where editors log in."""
    with oidc_stub() as stub:
        yield stub


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the record is, and the secrets of the operator."""
    return tmp_path_factory.mktemp("oidc")


@pytest.fixture(scope="module")
def app(place: Stub, folder: Path) -> Iterator[str]:
    """Address of a server whose editors log in there."""
    port = free_port()
    address = f"http://localhost:{port}"
    (folder / ".streamlit").mkdir()
    secrets = SECRETS.format(app=address, client=CLIENT, place=place.address)
    (folder / ".streamlit" / "secrets.toml").write_text(secrets)
    environment = {
        "HOME": str(folder),
        "HOLDGROUND_DB": str(settings_in(folder).db),
        "HOLDGROUND_DESK": "oidc",
        "HOLDGROUND_EDITORS": "anna@a.test, boris@a.test",
        "PORT": str(port),
    }
    command = [str(Path(sys.executable).with_name("holdground")), "serve"]
    with running(command, f"{address}/data/meta.json", environment):
        yield address


@pytest.fixture
def person(place: Stub) -> Iterator[httpx.Client]:
    """A browser without scripts; the place is honest again."""
    place.claims, place.state, place.signing_key = dict(EDITOR), None, place.key
    with httpx.Client(follow_redirects=True, timeout=20) as client:
        yield client


def _log_in(person: httpx.Client, app: str) -> httpx.Response:
    return person.get(f"{app}/desk/login")


def test_editor_of_the_list_gets_the_desk(person: httpx.Client, app: str) -> None:
    assert "desk" not in listed_pages(person, app)
    answer = _log_in(person, app)

    assert str(answer.url) == f"{app}/"
    assert any("/authorize" in str(step.url) for step in answer.history)
    assert "desk" in listed_pages(person, app)


def test_originals_are_for_those_who_logged_in_there(person: httpx.Client, app: str) -> None:
    assert person.get(f"{app}/desk/original/x").status_code == 403
    person.cookies.set("_streamlit_user", "invented")
    assert person.get(f"{app}/desk/original/x").status_code == 403
    person.cookies.clear()
    _log_in(person, app)

    assert person.get(f"{app}/desk/original/x").status_code == 404, "there is none of this id"


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "mallory@a.test", "email_verified": True},
        {"email": "anna@a.test", "email_verified": False},
        {"email": "anna@a.test"},
        {"email_verified": True},
        {"email": "anna@a.test.evil.test", "email_verified": True},
    ],
)
def test_whoever_else_logs_in_there_stays_a_reader(
    person: httpx.Client, app: str, place: Stub, claims: dict[str, object]
) -> None:
    place.claims = claims
    _log_in(person, app)

    assert "_streamlit_user" in person.cookies
    assert "desk" not in listed_pages(person, app)


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "another"},
        {"aud": "another-app"},
        {"iss": "https://evil.test"},
        {"exp": 1_000_000_000},
        {"iat": 9_999_999_999},
    ],
)
def test_token_that_is_not_for_this_login_is_refused(
    person: httpx.Client, app: str, place: Stub, lie: dict[str, object]
) -> None:
    place.claims = {**EDITOR, **lie}
    _log_in(person, app)

    assert "_streamlit_user" not in person.cookies
    assert "desk" not in listed_pages(person, app)


def test_token_that_somebody_else_signed_is_refused(
    person: httpx.Client, app: str, place: Stub
) -> None:
    place.signing_key = RSAKey.generate_key(2048, {"kid": "one"})
    _log_in(person, app)

    assert "_streamlit_user" not in person.cookies


def test_answer_to_a_question_nobody_asked_is_refused(
    person: httpx.Client, app: str, place: Stub
) -> None:
    place.state = "invented"
    _log_in(person, app)

    assert "_streamlit_user" not in person.cookies


def test_answer_that_was_used_opens_nothing_again(person: httpx.Client, app: str) -> None:
    answer = _log_in(person, app)
    callback = next(str(s.url) for s in answer.history if "oauth2callback" in str(s.url))
    with httpx.Client(follow_redirects=True, timeout=20) as thief:
        thief.get(callback)
        assert "_streamlit_user" not in thief.cookies


def test_forged_cookie_and_forged_headers_open_nothing(person: httpx.Client, app: str) -> None:
    person.cookies.set("_streamlit_user", '{"is_logged_in": true, "email": "anna@a.test"}')
    person.headers["X-User-Email"] = "anna@a.test"

    assert "desk" not in listed_pages(person, app)


def test_who_logs_out_is_a_reader_again(person: httpx.Client, app: str) -> None:
    _log_in(person, app)
    answer = person.post(f"{app}/desk/logout", headers={"sec-fetch-site": "same-origin"})

    assert str(answer.url) == f"{app}/"
    assert "desk" not in listed_pages(person, app)


def test_stolen_cookie_of_a_removed_editor_opens_nothing(
    person: httpx.Client, app: str, place: Stub, folder: Path
) -> None:
    place.claims = {"email": "boris@a.test", "email_verified": True}
    _log_in(person, app)
    assert "desk" in listed_pages(person, app)

    engine = open_record(settings_in(folder).db)
    editors.remove(engine, "boris@a.test", editors.dt.datetime.now(editors.dt.UTC))
    engine.dispose()
    assert "desk" not in listed_pages(person, app)


def test_server_whose_login_is_not_set_up_serves_its_readers(tmp_path: Path) -> None:
    environment = {
        "HOME": str(tmp_path),
        "HOLDGROUND_DESK": "oidc",
        "HOLDGROUND_EDITORS": "a@a.test",
    }
    with holdground(tmp_path / "record.db", **environment) as app, httpx.Client() as reader:
        assert reader.get(f"{app}/data/meta.json").status_code == 200
        assert reader.get(f"{app}/desk/login").status_code == 503
        assert "desk" not in listed_pages(reader, app)
