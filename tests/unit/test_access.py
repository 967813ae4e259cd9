"""Who the editor of a request or of a session is: nobody, unless it is proven anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support import NOW, a_place, settings_in

from dashboard import access
from dashboard.access import Access
from dashboard.data import Data
from dashboard.site import Site
from dashboard.uploads import UPLOADS
from geodata.desk import Desk
from geodata.errors import AccessError
from geodata.store import editors
from geodata.store.editors import SESSION_HOURS, Editor
from tests.desks import ANNA, a_desk

WORDS = "four words make one"
CLAIMS = {
    "is_logged_in": True,
    "email": "Anna@A.test",
    "email_verified": True,
    "iat": NOW.timestamp(),
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with one report; Anna has done something that could be undone."""
    with a_desk(tmp_path) as opened:
        opened.add_place(ANNA, a_place("kalkaman"))
        yield opened


# Who somebody is


def _access(desk: Desk, **environ: str) -> Access:
    return Access(settings_in(Path(), **environ), desk.engine, lambda: NOW)


OIDC = {"HOLDGROUND_DESK": "oidc", "HOLDGROUND_EDITORS": "anna@a.test,carl@a.test"}


def test_verified_address_on_the_list_is_an_editor(desk: Desk) -> None:
    assert _access(desk, **OIDC).of_claims(CLAIMS) == ANNA


@pytest.mark.parametrize(
    "wrong",
    [
        {"is_logged_in": False},
        {"is_logged_in": "true"},
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "false"},
        {"email_verified": 1.5},
        {"email": ""},
        {"email": None},
        {"email": "boris@a.test"},
        {"email": "carl@a.test"},
        {"email": "anna@a.test\x00"},
        {"email": ["anna@a.test"]},
        {"iat": None},
        {"iat": "now"},
        {"iat": NOW.timestamp() - SESSION_HOURS * 3600},
        {"iat": NOW.timestamp() + 3600},
    ],
)
def test_anything_less_is_nobody(desk: Desk, wrong: dict[str, Any]) -> None:
    """Boris is an editor but not on the list; Carl is on the list but was taken off the record."""
    assert _access(desk, **OIDC).of_claims({**CLAIMS, **wrong}) is None
    assert _access(desk, **OIDC).of_claims({}) is None


def test_list_is_followed_when_the_server_starts(desk: Desk) -> None:
    _access(desk, **OIDC).follow_list()
    with desk.engine.connect() as connection:
        found = [editor.name for editor in editors.listed(connection)]

    assert found == ["anna@a.test", "carl@a.test"]


@pytest.mark.parametrize("mode", ["", "passphrase"])
def test_login_elsewhere_counts_only_where_it_is_switched_on(desk: Desk, mode: str) -> None:
    environ = {**OIDC, "HOLDGROUND_DESK": mode}

    assert _access(desk, **environ).of_claims(CLAIMS) is None


@pytest.mark.parametrize("mode", ["", "oidc"])
def test_passphrase_counts_only_where_it_is_switched_on(desk: Desk, mode: str) -> None:
    editors.add(desk.engine, "anna", WORDS, NOW)
    on = _access(desk, HOLDGROUND_DESK="passphrase")
    token = on.log_in("anna", WORDS)
    off = _access(desk, HOLDGROUND_DESK=mode)

    assert token
    assert on.of_token(token) == Editor("anna")
    assert off.of_token(token) is None
    assert off.log_in("anna", WORDS) is None


def test_session_of_a_login_elsewhere_is_no_passphrase_session(desk: Desk) -> None:
    token = editors.start_session(desk.engine, ANNA, NOW)

    assert _access(desk, HOLDGROUND_DESK="passphrase").of_token(token) is None


# The session that runs


class _Run:
    """What Streamlit knows of a session."""

    session_id = "session-1"


@pytest.fixture
def run(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Access]:
    """Stand in for Streamlit: the cookies and the user of the session that runs."""

    def start(mode: str, *, token: str = "", claims: dict[str, Any] | None = None) -> Access:
        settings = settings_in(tmp_path, **{**OIDC, "HOLDGROUND_DESK": mode})
        found = Access(settings, desk.engine, lambda: NOW)
        monkeypatch.setattr(access, "current", lambda: Site(settings, Data(settings.published)))
        monkeypatch.setattr(access, "gate", lambda: found)
        monkeypatch.setattr(access, "_token", lambda: token)
        monkeypatch.setattr(access, "_claims", lambda: claims or {})
        monkeypatch.setattr(access, "get_script_run_ctx", _Run)
        return found

    return start


def test_read_only_server_knows_no_editor(run: Callable[..., Access]) -> None:
    run("", token="x", claims=CLAIMS)

    assert access.current_editor() is None
    with pytest.raises(AccessError, match="only an editor"):
        access.admit_uploads()


def test_editor_of_the_session_is_who_the_cookie_says(
    run: Callable[..., Access], desk: Desk
) -> None:
    editors.add(desk.engine, "anna", WORDS, NOW)
    token = run("passphrase").log_in("anna", WORDS)
    run("passphrase", token=token)
    assert access.current_editor() == Editor("anna")

    access.leave()
    assert access.current_editor() is None


def test_editor_of_the_session_is_whom_the_login_elsewhere_names(
    run: Callable[..., Access],
) -> None:
    run("oidc", claims=CLAIMS)
    assert access.current_editor() == ANNA

    run("oidc", claims={**CLAIMS, "email_verified": False})
    assert access.current_editor() is None


PATH = "/_stcore/upload_file/session-1/file-1"


@pytest.mark.parametrize("mode", ["passphrase", "oidc"])
def test_uploads_end_with_the_right_to_edit(
    run: Callable[..., Access], desk: Desk, mode: str
) -> None:
    editors.add(desk.engine, "anna", WORDS, NOW)
    token = run("passphrase").log_in("anna", WORDS)
    run(mode, token=token, claims=CLAIMS)
    access.admit_uploads()
    assert UPLOADS.refusal("PUT", PATH, 10) is None

    editors.remove(desk.engine, "anna" if mode == "passphrase" else ANNA.name, NOW)
    assert UPLOADS.refusal("PUT", PATH, 10) == (403, "uploads are for editors")
