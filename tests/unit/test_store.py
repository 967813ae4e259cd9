"""The record: what was acknowledged is there, all of it or none of it."""

from __future__ import annotations

import dataclasses
import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from support import NOW, a_claim, a_place, a_source, an_episode, an_event, some_facts

from geodata.draft import Draft
from geodata.errors import SchemaVersionError, StoreError
from geodata.model import Document, Facts, Link, Mention, PlaceName
from geodata.quantity import Quantity
from geodata.reading.shingles import shingles
from geodata.store import drafts, records
from geodata.store.engine import open_readonly, open_record


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A new, empty record."""
    opened = open_record(tmp_path / "record.db")
    yield opened
    opened.dispose()


def _load(engine: Engine, facts: Facts, fingerprint: str = "1") -> bool:
    return records.load(engine, facts, name="test", fingerprint=fingerprint, now=NOW)


def _read(engine: Engine) -> Facts:
    with engine.connect() as connection:
        return records.read(connection)


def _version(engine: Engine) -> int:
    with engine.connect() as connection:
        return records.data_version(connection)


def test_shipped_facts_come_back_as_they_went_in(engine: Engine, facts: Facts) -> None:
    _load(engine, facts)
    back = _read(engine)

    for kind in ("sources", "places", "events", "claims", "episodes"):
        put, got = getattr(facts, kind), getattr(back, kind)
        assert set(got) == set(put), kind
    assert set(back.links) == set(facts.links)


def test_record_with_every_field_filled_comes_back_equal(engine: Engine) -> None:
    whole = Facts(
        sources=(a_source(author="А. Б.", url="https://a.test/x", published="2006-05", note="n"),),
        places=(
            a_place("almaty", kind="city"),
            a_place(
                parent_id="almaty",
                names=(
                    PlaceName("Бақай", "kk", main=True, valid="1990/.."),
                    PlaceName("the ravine", "en", "informal", searchable=False),
                ),
            ),
        ),
        episodes=(an_episode(place_id="bakai", summary="s"),),
        events=(
            an_event(episode_id="day", sequence=3, time_start="11:00", outcome="repelled"),
            an_event("T-2", date="", place_id=""),
        ),
        claims=(
            a_claim(field="police", quantity=Quantity(1500, None, 2000), start=3, end=9),
            a_claim("c2", "T-2"),
        ),
        links=(Link("T-1", "follows", "T-2", "why"),),
        documents=(Document("ab12", "paper", "text", "2026-01-01T00:00:00+00:00"),),
        mentions=(Mention("ab12", 0, 4, "text", "bakai", "comparison", 0.25),),
    )
    _load(engine, whole)

    back = _read(engine)
    assert dataclasses.replace(back, places=()) == dataclasses.replace(whole, places=())
    assert set(back.places) == set(whole.places)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("trusted_schema", 0)],
)
def test_safe_settings_are_in_force_on_every_connection(
    engine: Engine, pragma: str, value: object
) -> None:
    with engine.connect() as one, engine.connect() as other:
        assert one.execute(text(f"PRAGMA {pragma}")).scalar() == value
        assert other.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_setting_that_did_not_take_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from geodata.store import engine as engines

    monkeypatch.setitem(engines._PRAGMAS, "journal_mode", "impossible")

    with pytest.raises(StoreError, match="did not take journal_mode"):
        open_record(tmp_path / "record.db")


def test_loading_the_same_facts_twice_changes_nothing(engine: Engine) -> None:
    assert _load(engine, some_facts())
    before = (_read(engine), _version(engine))

    assert not _load(engine, some_facts())
    assert (_read(engine), _version(engine)) == before


def test_data_version_grows_with_every_change(engine: Engine) -> None:
    assert _version(engine) == 0
    _load(engine, some_facts(), "1")
    assert _version(engine) == 1
    _load(engine, some_facts(events=(an_event(title="Another title"),)), "2")

    assert _version(engine) == 2
    assert _read(engine).events[0].title == "Another title"


def test_new_set_leaves_records_of_others_alone(engine: Engine) -> None:
    _load(engine, some_facts(), "1")
    _load(engine, some_facts(events=(an_event("T-2"),), claims=(a_claim("c2", "T-2"),)), "2")

    assert [event.event_id for event in _read(engine).events] == ["T-1", "T-2"]


def test_spelling_taken_from_a_place_is_gone(engine: Engine) -> None:
    two = (PlaceName("Bakai", "en", main=True), PlaceName("Bakay", "en"))
    _load(engine, some_facts(places=(a_place(names=two),)), "1")
    _load(engine, some_facts(places=(a_place(names=two[:1]),)), "2")

    assert _read(engine).places[0].names == two[:1]


@pytest.mark.parametrize(
    "broken",
    [
        some_facts(events=(an_event(place_id="atlantis"),)),
        some_facts(claims=(a_claim(event_id="T-9"),)),
        some_facts(claims=(a_claim(source_id="hearsay"),)),
        some_facts(links=(Link("T-1", "follows", "T-9"),)),
        some_facts(sources=(a_source(derived_from="lost"),)),
        some_facts(places=(a_place(parent_id="nowhere"),)),
        some_facts(events=(an_event(episode_id="no_day"),)),
    ],
    ids=["place", "event", "source", "target", "original", "parent", "episode"],
)
def test_reference_to_nothing_is_refused_and_nothing_is_written(
    engine: Engine, broken: Facts
) -> None:
    with pytest.raises(IntegrityError):
        _load(engine, broken)

    assert _read(engine) == Facts()
    assert _version(engine) == 0


def test_every_load_leaves_a_note_of_when_and_why(engine: Engine) -> None:
    _load(engine, some_facts())
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT at, who, record, reason FROM revision")).all()

    assert rows == [(NOW.isoformat(), "holdground", "facts:test", "curated facts loaded")]


def test_report_is_archived_once_with_its_bytes_and_drafts(engine: Engine) -> None:
    _load(engine, some_facts())
    content = b"Bakai"
    document = Document(hashlib.sha256(content).hexdigest(), "report", "Bakai")
    mention = Mention(document.document_id, 0, 5, "Bakai", "bakai")
    draft = Draft("d-01", document.document_id, "report")
    report = drafts.TakenIn(
        a_source("report"), document, content, (draft,), (mention,), shingles=shingles("Bakai")
    )

    assert drafts.take_in(engine, report, NOW)
    assert not drafts.take_in(engine, report, NOW)
    assert _version(engine) == 2
    assert _read(engine).mentions == (mention,)
    with engine.connect() as connection:
        assert drafts.drafts_of(connection, document.document_id) == (draft,)
        assert [q.states for q in drafts.queue(connection)] == [{"proposed": 1}]
        assert list(drafts.unsound(connection)) == []


def test_archived_bytes_that_were_changed_or_lost_are_found(engine: Engine) -> None:
    _load(engine, some_facts())
    for content in (b"one", b"two"):
        document = Document(hashlib.sha256(content).hexdigest(), "paper", content.decode())
        drafts.take_in(engine, drafts.TakenIn(a_source(), document, content), NOW)
    one, two = (hashlib.sha256(content).hexdigest() for content in (b"one", b"two"))
    with engine.begin() as connection:
        changed = {"x": b"other", "id": one}
        connection.execute(
            text("UPDATE original SET content = :x WHERE document_id = :id"), changed
        )
        connection.execute(text("DELETE FROM original WHERE document_id = :id"), {"id": two})
    with engine.connect() as connection:
        found = {bad.document_id: bad.problem for bad in drafts.unsound(connection)}

    assert found == {one: "changed", two: "missing"}


def test_text_with_another_headline_is_proposed_as_a_relative(engine: Engine) -> None:
    _load(engine, some_facts())
    body = " ".join(f"word{i}" for i in range(200))
    document = Document("ab12", "paper", body)
    drafts.take_in(engine, drafts.TakenIn(a_source(), document, b"", shingles=shingles(body)), NOW)
    with engine.connect() as connection:
        copied = drafts.relatives(connection, shingles(f"Another headline\n{body}"))
        other = drafts.relatives(connection, shingles("quite another text about other things"))

    assert [name for name, part in copied if part > 0.8] == ["ab12"]
    assert other == ()


def test_counts_are_those_of_the_tables(engine: Engine) -> None:
    _load(engine, some_facts())
    with engine.connect() as connection:
        found = records.counts(connection)

    assert (found["event"], found["place"], found["source"], found["claim"]) == (1, 1, 1, 1)


def test_database_of_another_version_is_refused_with_both_versions(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    open_record(path).dispose()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    raw.close()

    with pytest.raises(SchemaVersionError, match=r"99.*2") as caught:
        open_record(path)

    assert (caught.value.found, caught.value.expected) == (99, 2)


def test_file_that_is_no_database_is_refused_in_our_words(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.write_bytes(b"this is a letter, not a database " * 100)

    with pytest.raises(StoreError, match="Holdground file"):
        open_record(path)
    assert path.read_bytes().startswith(b"this is a letter")


def test_folder_of_the_record_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deep" / "record.db"
    open_record(path).dispose()

    assert path.is_file()


def test_published_copy_cannot_be_written_through_its_reader(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    engine = open_record(path)
    _load(engine, some_facts())
    with engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    engine.dispose()
    reader = open_readonly(path)

    with reader.connect() as connection, pytest.raises(Exception, match="readonly"):
        connection.execute(text("DELETE FROM claim"))
    reader.dispose()


def test_missing_copy_is_told_with_what_makes_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holdground publish"):
        open_readonly(tmp_path / "none.db")
