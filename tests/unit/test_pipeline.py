"""One thing end to end: the record and its copy are made once; a report goes in and its places come out."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from support import NOW, REPORT, needs_shared

from dashboard.data import Data
from geodata.disclosure import open_published
from geodata.errors import ReadingError
from geodata.intake import About, Ingested, ingest, ingest_bytes
from geodata.pipeline import prepare
from geodata.settings import Settings
from geodata.store import records
from geodata.store.engine import open_record

TEXT = """Clash in Bakai

On 12 May police came to Bakai, a suburb of Alma-Ata. It was just like the Gaza Strip!
Delegates went on to Shanyrak. Nobody came from Kazakhstan's parliament.
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A small report of our own."""
    path = tmp_path / "clash.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def _ingest(path: Path, settings: Settings, published: str = "2006-05-28") -> Ingested:
    return ingest(path, settings, published=published, language="en", now=NOW)


def _frame(settings: Settings) -> dict[str, Any]:
    frame: dict[str, Any] = json.loads(gzip.decompress(Data(settings.published).snapshot().frame))
    return frame


def _counts(settings: Settings) -> dict[str, int]:
    engine = open_record(settings.db)
    with engine.connect() as connection:
        found = records.counts(connection)
    engine.dispose()
    return found


def test_first_run_makes_the_record_and_its_copy(settings: Settings) -> None:
    made = prepare(settings, NOW)

    assert made is not None
    assert made.data_version == 1
    assert len(made.facts.events) == 92
    assert settings.db.is_file()
    assert settings.published.is_file()


def test_second_run_changes_nothing(settings: Settings) -> None:
    prepare(settings, NOW)
    before = settings.published.stat().st_mtime_ns, settings.published.stat().st_ino

    assert prepare(settings, NOW) is None
    assert (settings.published.stat().st_mtime_ns, settings.published.stat().st_ino) == before


def test_lost_copy_is_made_again_from_the_record(settings: Settings) -> None:
    prepare(settings, NOW)
    settings.published.unlink()

    assert prepare(settings, NOW) is not None
    assert open_published(settings.published).data_version == 1


def test_report_is_archived_with_its_text_in_the_record_only(
    settings: Settings, report: Path
) -> None:
    done = _ingest(report, settings)

    assert done.new
    assert done.source.title == "Clash in Bakai"
    assert done.source.published == "2006-05-28"
    assert done.document.retrieved == NOW.isoformat()
    assert done.document.source_id == done.source.source_id
    assert TEXT.encode() not in settings.published.read_bytes()
    public = open_published(settings.published)
    assert public.data_version == 2
    assert [d.text for d in public.facts.documents] == [""]


def test_places_of_a_report_are_on_the_layer_of_named_places(
    settings: Settings, report: Path
) -> None:
    done = _ingest(report, settings)
    named = {m["place_id"]: m["source_id"] for m in _frame(settings)["mentions"]}

    assert set(named) == {"bakai", "almaty", "shanyrak"}
    assert set(named.values()) == {done.source.source_id}


def test_place_that_is_only_likened_is_told_as_not_on_the_map(
    settings: Settings, report: Path
) -> None:
    _ingest(report, settings)
    missing = {one["subject"]: one["reason"] for one in _frame(settings)["not_on_map"]}

    assert missing["Gaza Strip"] == "comparison"


def test_same_report_twice_changes_nothing(settings: Settings, report: Path) -> None:
    first = _ingest(report, settings)
    before = _counts(settings), open_published(settings.published)

    again = _ingest(report, settings)
    assert not again.new
    assert again.source.source_id == first.source.source_id
    assert (_counts(settings), open_published(settings.published)) == before


def test_report_leaves_the_curated_facts_alone(settings: Settings, report: Path) -> None:
    _ingest(report, settings)
    found = _counts(settings)

    assert (found["event"], found["source"], found["document"]) == (92, 71, 1)
    assert prepare(settings, NOW) is None


@pytest.mark.parametrize("published", ["28 May 2006", "2006-13"])
def test_report_with_a_date_that_is_none_is_refused_before_anything_is_written(
    settings: Settings, report: Path, published: str
) -> None:
    with pytest.raises(ValueError, match="EDTF"):
        _ingest(report, settings, published)

    assert not settings.db.exists()


def test_file_that_is_no_report_leaves_the_record_as_it_was(
    settings: Settings, tmp_path: Path
) -> None:
    prepare(settings, NOW)
    before = _counts(settings)

    with pytest.raises(ReadingError):
        _ingest(tmp_path / "none.txt", settings)
    assert _counts(settings) == before


def test_report_that_names_no_place_is_archived_all_the_same(
    settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "quiet.txt"
    path.write_text("Nothing is named here.", encoding="utf-8")

    assert _ingest(path, settings).new
    assert _frame(settings)["mentions"] == []


@needs_shared
def test_founding_report_names_bakai_shanyrak_and_almaty_but_not_gaza(settings: Settings) -> None:
    _ingest(REPORT, settings)
    frame = _frame(settings)
    named = {m["place_id"] for m in frame["mentions"]}

    assert {"bakai", "shanyrak", "almaty"} <= named
    assert "gaza" not in named
    assert "Gaza Strip" in {one["subject"] for one in frame["not_on_map"]}


def test_report_from_the_address_of_a_known_source_is_that_source(settings: Settings) -> None:
    """The founding report is cited by the curated facts already: it is one voice, not two."""
    known = "http://www.socialistworld.net/2006/05/28/kazakhstan-bakai-shanty-residents-clash-with-police"
    about = About(published="2006-05-28", url=known)
    done = ingest_bytes(TEXT.encode(), "clash.txt", settings, about=about, now=NOW)

    assert done.source.source_id == "cwi-2006-05-28-bakai"
    assert {claim.source_id for draft in done.drafts for claim in draft.claims} <= {
        "cwi-2006-05-28-bakai"
    }
    assert _counts(settings)["source"] == 70
