"""A record of an older version becomes one of this version: all of it, or nothing of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from support import NOW, a_claim, an_event, settings_in

from geodata import disclosure
from geodata.errors import SchemaVersionError
from geodata.model import Claim
from geodata.quantity import Quantity
from geodata.store import changes, editors, migrations, records
from geodata.store.changes import Change
from geodata.store.engine import open_record
from geodata.store.tables import SCHEMA_VERSION, metadata

OLD = Path(__file__).with_name("record_v1.sql").read_text("utf-8")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A record that version 1 wrote."""
    path = tmp_path / "record.db"
    raw = sqlite3.connect(path)
    raw.executescript(OLD)
    raw.close()
    return path


def _columns(path: Path) -> dict[str, set[str]]:
    raw = sqlite3.connect(path)
    names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {
        name: {row[1] for row in raw.execute(f'PRAGMA table_info("{name}")')} for name in names
    }
    raw.close()
    return found


def _dump(path: Path) -> list[str]:
    raw = sqlite3.connect(path)
    lines = list(raw.iterdump())
    raw.close()
    return lines


def _open(path: Path) -> Engine:
    return open_record(path)


def test_old_record_gets_every_table_and_column_of_a_new_one(old: Path, tmp_path: Path) -> None:
    _open(old).dispose()
    _open(tmp_path / "new.db").dispose()

    assert _columns(old) == _columns(tmp_path / "new.db")
    assert set(_columns(old)) == set(metadata.tables)


def test_what_was_recorded_is_still_there(old: Path) -> None:
    engine = _open(old)
    with engine.connect() as connection:
        facts = records.read(connection)
        history = changes.history(connection)
    engine.dispose()

    assert [event.event_id for event in facts.events] == ["T-1", "T-2"]
    assert facts.events[0] == an_event(outcome="repelled")
    assert facts.claims == (
        a_claim(start=3, end=9),
        Claim("c2", "T-1", "paper", "police", quantity=Quantity(low=100)),
    )
    assert [link.link_type for link in facts.links] == ["responds_to"]
    assert [document.text for document in facts.documents] == ["On 12 May police came to Bakai."]
    assert [(r.who, r.record, r.change_id) for r in history] == [("holdground", "facts:old", "")]


def test_it_is_published_anew_and_shows_the_same(old: Path, tmp_path: Path) -> None:
    engine = _open(old)
    published = disclosure.publish(engine, settings_in(tmp_path).published)
    engine.dispose()

    assert published.data_version > 7
    assert len(published.facts.events) == 2
    assert [m.place_id for m in published.facts.mentions] == ["bakai"]


def test_it_can_be_edited(old: Path) -> None:
    engine = _open(old)
    editors.admit(engine, "anna@a.test", NOW)
    with engine.execution_options(immediate=True).begin() as connection:
        seen = changes.current(connection, "event:T-1")
        change = Change(seen, an_event(outcome="partial"))
        changes.apply(connection, [change], change_id="x", who="anna", now=NOW, reason="checked")
        assert changes.current(connection, "event:T-1") == an_event(outcome="partial")
    engine.dispose()


def test_opening_it_twice_changes_nothing_more(old: Path) -> None:
    _open(old).dispose()
    once = _dump(old)
    _open(old).dispose()

    assert _dump(old) == once


def test_step_that_fails_leaves_the_old_record(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _dump(old)
    broken = (*migrations._STEPS[1], "ALTER TABLE no_such_table ADD COLUMN x TEXT")
    monkeypatch.setitem(migrations._STEPS, 1, broken)

    with pytest.raises((OperationalError, RuntimeError)):
        _open(old)
    assert _dump(old) == before


@pytest.mark.parametrize("version", [0, SCHEMA_VERSION + 1, 99])
def test_version_that_no_way_leads_from_is_refused(old: Path, version: int) -> None:
    raw = sqlite3.connect(old)
    raw.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", (str(version),))
    raw.commit()
    raw.close()
    before = _dump(old)

    with pytest.raises(SchemaVersionError, match=f"version {version}"):
        _open(old)
    assert _dump(old) == before
