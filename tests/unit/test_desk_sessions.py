"""The passphrase desk over the real server: what a session may, before, while and after somebody is an editor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine
from support import settings_in
from websockets.exceptions import InvalidStatus

from geodata.store import editors
from geodata.store.engine import open_record
from tests.servers import holdground
from tests.sessions import listed_pages, session

WORDS = "four words make one"
HERE = {"sec-fetch-site": "same-origin"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the record is."""
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def app(folder: Path) -> Iterator[str]:
    """Address of a server with a desk; no secrets of Streamlit are there."""
    with holdground(settings_in(folder).db, HOME=str(folder), HOLDGROUND_DESK="passphrase") as at:
        yield at


@pytest.fixture
def record(app: str, folder: Path) -> Iterator[Engine]:
    """The record, in which Anna is an editor."""
    engine = open_record(settings_in(folder).db)
    editors.add(engine, "anna", WORDS, dt.datetime.now(dt.UTC))
    yield engine
    engine.dispose()


@pytest.fixture
def anna(app: str, record: Engine) -> Iterator[httpx.Client]:
    """A browser in which Anna has logged in."""
    with httpx.Client(timeout=20) as client:
        form = {"name": "anna", "passphrase": WORDS}
        answer = client.post(f"{app}/desk/login", data=form, headers=HERE)
        assert answer.status_code == 303
        yield client


def _upload(client: httpx.Client, app: str, session_id: str, size: int = 10) -> int:
    token = client.cookies.get("_streamlit_xsrf", "")
    answer = client.put(
        f"{app}/_stcore/upload_file/{session_id}/file-1",
        files={"file": ("report.txt", b"x" * size)},
        headers={"X-Xsrftoken": token},
    )
    return answer.status_code


def test_desk_is_listed_for_an_editor_only(app: str, anna: httpx.Client) -> None:
    with httpx.Client() as reader:
        assert "desk" not in listed_pages(reader, app)
        reader.cookies.set("hg_desk", "invented")
        assert "desk" not in listed_pages(reader, app)

    assert "desk" in listed_pages(anna, app)


def test_open_session_loses_the_desk_with_the_right(
    app: str, anna: httpx.Client, record: Engine
) -> None:
    with session(anna, app) as opened:
        assert "desk" in opened.pages()
        editors.remove(record, "anna", dt.datetime.now(dt.UTC))
        assert "desk" not in opened.pages()


def test_open_session_loses_the_desk_when_its_editor_logs_out_elsewhere(
    app: str, anna: httpx.Client
) -> None:
    with session(anna, app) as opened:
        assert "desk" in opened.pages()
        anna.post(f"{app}/desk/logout", headers=HERE)
        assert "desk" not in opened.pages()


@pytest.mark.parametrize("page", ["", "desk"])
def test_reader_who_asks_for_the_desk_uploads_nothing_either(app: str, page: str) -> None:
    with httpx.Client() as reader, session(reader, app) as opened:
        assert _upload(reader, app, opened.name(page)) == 403


def test_editor_uploads_once_the_desk_is_open_and_for_as_long_as_they_are_one(
    app: str, anna: httpx.Client, record: Engine
) -> None:
    with session(anna, app) as opened:
        assert _upload(anna, app, opened.name()) == 403, "the map admits nobody"
        assert _upload(anna, app, opened.name("desk")) == 204
        assert _upload(anna, app, opened.name("desk"), 21 * 2**20) == 413
        editors.remove(record, "anna", dt.datetime.now(dt.UTC))
        assert _upload(anna, app, opened.name()) == 403


def test_page_elsewhere_opens_no_session_with_an_editors_cookie(
    app: str, anna: httpx.Client
) -> None:
    with pytest.raises(InvalidStatus), session(anna, app, origin="https://evil.test"):
        pass
