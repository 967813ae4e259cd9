"""Who may edit: passphrases nobody can read back, sessions that end, and a right that goes at once."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from support import NOW

from geodata.errors import AccessError, QueryError
from geodata.store import editors
from geodata.store import tables as t
from geodata.store.editors import SESSION_HOURS, Editor
from geodata.store.engine import open_record

WORDS = "four words make one"
LATER = NOW + dt.timedelta(hours=SESSION_HOURS)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A new record."""
    opened = open_record(tmp_path / "record.db")
    yield opened
    opened.dispose()


@pytest.fixture
def anna(engine: Engine) -> Editor:
    """An editor with a passphrase."""
    return editors.add(engine, "anna", WORDS, NOW)


def _of(engine: Engine, token: str, now: dt.datetime = NOW) -> Editor | None:
    with engine.connect() as connection:
        return editors.of_session(connection, token, now)


def _listed(engine: Engine) -> list[tuple[str, str]]:
    with engine.connect() as connection:
        return [(editor.name, editor.kind) for editor in editors.listed(connection)]


def test_right_passphrase_opens_and_any_other_does_not(engine: Engine, anna: Editor) -> None:
    assert editors.log_in(engine, "anna", WORDS) == anna
    for name, words in (("anna", WORDS + " "), ("anna", ""), ("Anna", WORDS), ("boris", WORDS)):
        assert editors.log_in(engine, name, words) is None


def test_passphrase_is_nowhere_in_the_file(engine: Engine, anna: Editor, tmp_path: Path) -> None:
    token = editors.start_session(engine, anna, NOW)
    engine.dispose()
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())

    assert b"$argon2id$" in written
    assert WORDS.encode() not in written
    assert token.encode() not in written


@pytest.mark.parametrize("words", ["", "short", "eleven char"])
def test_short_passphrase_is_refused(engine: Engine, words: str) -> None:
    with pytest.raises(QueryError, match="at least 12"):
        editors.add(engine, "anna", words, NOW)
    assert _listed(engine) == []


@pytest.mark.parametrize("name", ["", " ", " anna", "anna\n", "a" * 81, "a\x00b", "\u202eanna"])
def test_name_that_could_deceive_is_refused(engine: Engine, name: str) -> None:
    with pytest.raises(QueryError, match="will not do"):
        editors.add(engine, name, WORDS, NOW)


def test_session_knows_its_editor_until_it_ends(engine: Engine, anna: Editor) -> None:
    token = editors.start_session(engine, anna, NOW)

    assert _of(engine, token) == anna
    assert _of(engine, token, LATER - dt.timedelta(seconds=1)) == anna
    assert _of(engine, token, LATER) is None
    editors.end_session(engine, token)
    assert _of(engine, token) is None


def test_two_sessions_are_two_tokens(engine: Engine, anna: Editor) -> None:
    first, second = (editors.start_session(engine, anna, NOW) for _ in range(2))
    editors.end_session(engine, first)

    assert first != second
    assert _of(engine, second) == anna


@pytest.mark.parametrize("token", ["", "x", "' OR 1=1 --", "\x00"])
def test_invented_token_is_nobodys(engine: Engine, anna: Editor, token: str) -> None:
    editors.start_session(engine, anna, NOW)

    assert _of(engine, token) is None


def test_ended_sessions_are_swept_when_a_new_one_starts(engine: Engine, anna: Editor) -> None:
    editors.start_session(engine, anna, NOW)
    editors.start_session(engine, anna, LATER)

    with engine.connect() as connection:
        assert len(connection.execute(select(t.editor_session)).all()) == 1


def test_removed_editor_is_out_at_once(engine: Engine, anna: Editor) -> None:
    token = editors.start_session(engine, anna, NOW)
    editors.remove(engine, "anna", NOW)

    assert _of(engine, token) is None
    assert editors.log_in(engine, "anna", WORDS) is None
    assert _listed(engine) == []
    with pytest.raises(AccessError), engine.begin() as connection:
        editors.demand(connection, anna)
    with pytest.raises(AccessError):
        editors.start_session(engine, anna, NOW)


def test_removed_editor_may_come_back_with_a_new_passphrase(engine: Engine, anna: Editor) -> None:
    old = editors.start_session(engine, anna, NOW)
    editors.remove(engine, "anna", NOW)
    editors.add(engine, "anna", "other words for her", NOW)

    assert editors.log_in(engine, "anna", WORDS) is None
    assert editors.log_in(engine, "anna", "other words for her") == anna
    assert _of(engine, old) is None


def test_new_passphrase_ends_the_sessions_of_the_old_one(engine: Engine, anna: Editor) -> None:
    token = editors.start_session(engine, anna, NOW)
    editors.add(engine, "anna", "other words for her", NOW)

    assert _of(engine, token) is None


def test_removing_a_stranger_says_so(engine: Engine) -> None:
    with pytest.raises(QueryError, match="there is no editor 'nobody'"):
        editors.remove(engine, "nobody", NOW)


def test_editor_of_a_login_elsewhere_has_no_passphrase(engine: Engine) -> None:
    outside = editors.admit(engine, "anna@a.test", NOW)

    assert outside == Editor("anna@a.test", "oidc")
    assert editors.admit(engine, "anna@a.test", NOW) == outside
    for words in ("", WORDS):
        assert editors.log_in(engine, "anna@a.test", words) is None
    with engine.connect() as connection:
        assert not editors.any_with_passphrase(connection)


def test_name_of_a_passphrase_is_not_taken_over_by_a_login_elsewhere(
    engine: Engine, anna: Editor
) -> None:
    with pytest.raises(AccessError, match="remove that one first"):
        editors.admit(engine, "anna", NOW)


def test_kind_of_login_counts(engine: Engine, anna: Editor) -> None:
    with engine.begin() as connection:
        editors.demand(connection, anna)
        for stranger in (Editor("anna", "oidc"), Editor("nobody"), None):
            with pytest.raises(AccessError, match="nothing was written"):
                editors.demand(connection, stranger)


def test_who_is_off_the_list_is_out(engine: Engine, anna: Editor) -> None:
    for name in ("a@a.test", "b@a.test"):
        editors.admit(engine, name, NOW)
    editors.keep_only(engine, ["b@a.test"], NOW)

    assert _listed(engine) == [("anna", "passphrase"), ("b@a.test", "oidc")]


def test_removed_editor_stays_on_record(engine: Engine, anna: Editor, tmp_path: Path) -> None:
    editors.remove(engine, "anna", NOW)
    engine.dispose()
    with sqlite3.connect(tmp_path / "record.db") as raw:
        row = raw.execute("SELECT name, secret, removed FROM editor").fetchone()
    raw.close()

    assert row == ("anna", "", NOW.isoformat(timespec="seconds"))
