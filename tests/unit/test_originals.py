"""The bytes of a report as they were collected: for editors to save, never for a browser to open."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from support import NOW, client_for, put, some_facts

from dashboard.access import COOKIE
from geodata.settings import Settings
from geodata.store import drafts, editors
from geodata.store.engine import open_record
from tests.desks import DOCUMENT, TEXT, a_report

ATTACK = b"<script>alert(document.cookie)</script>"
PAGE = "c" * 64


@pytest.fixture
def served(tmp_path: Path) -> tuple[Settings, str]:
    """The settings of a server with two archived reports, and the cookie of an editor."""
    settings = replace(put(tmp_path, some_facts()), desk="passphrase")
    engine = open_record(settings.db)
    drafts.take_in(engine, a_report(), NOW)
    report = a_report()
    page = replace(report.document, document_id=PAGE, media_type="text/html")
    drafts.take_in(
        engine, replace(report, document=page, content=ATTACK, drafts=(), shingles=()), NOW
    )
    now = dt.datetime.now(dt.UTC)
    token = editors.start_session(
        engine, editors.add(engine, "anna", "four words make one", now), now
    )
    engine.dispose()
    return settings, token


def _client(settings: Settings, token: str) -> TestClient:
    client = client_for(settings, follow_redirects=False)
    client.cookies.set(COOKIE, token)
    return client


def test_editor_saves_the_very_bytes(served: tuple[Settings, str]) -> None:
    answer = _client(*served).get(f"/desk/original/{DOCUMENT}")

    assert answer.content == TEXT.encode()
    assert answer.headers["content-disposition"] == f'attachment; filename="{DOCUMENT[:12]}.bin"'


def test_page_of_a_stranger_is_never_opened_here(served: tuple[Settings, str]) -> None:
    answer = _client(*served).get(f"/desk/original/{PAGE}")

    assert answer.content == ATTACK
    assert answer.headers["content-disposition"] == f'attachment; filename="{PAGE[:12]}.html"'
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("token", ["", "invented"])
def test_nobody_else_gets_them(served: tuple[Settings, str], token: str) -> None:
    answer = _client(served[0], token).get(f"/desk/original/{DOCUMENT}")

    assert answer.status_code == 403
    assert TEXT.encode() not in answer.content


def test_server_without_a_desk_has_none(served: tuple[Settings, str]) -> None:
    settings, token = served
    answer = _client(replace(settings, desk=""), token).get(f"/desk/original/{DOCUMENT}")

    assert answer.status_code == 404
    assert TEXT.encode() not in answer.content


@pytest.mark.parametrize("document", ["0" * 64, "x", "..%2Frecord.db"])
def test_what_is_not_archived_is_not_there(served: tuple[Settings, str], document: str) -> None:
    assert _client(*served).get(f"/desk/original/{document}").status_code == 404
