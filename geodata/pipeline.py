"""One thing end to end: set-up of the record and its published copy; one report into the archive."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from pathlib import Path

from geodata import disclosure
from geodata.dates import interval_of
from geodata.disclosure import Published
from geodata.gazetteer.names import Gazetteer
from geodata.geoparsing.curated import find_places
from geodata.model import Document, Mention, Source
from geodata.reading import facts as tables
from geodata.reading.reports import read_report
from geodata.settings import Settings
from geodata.store import records
from geodata.store.engine import open_record

__all__ = ["Geoparsed", "Ingested", "geoparse", "ingest", "prepare"]


@dataclass(frozen=True, slots=True)
class Geoparsed:
    """A report and the places that it names."""

    document: Document
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Ingested:
    """What came of one report."""

    source: Source
    geoparsed: Geoparsed
    new: bool
    """False when the same bytes were archived before."""


def prepare(settings: Settings, now: dt.datetime) -> Published | None:
    """Make the record and its published copy if they are missing or behind; quick when nothing is to do.

    Returns
    -------
    Published or None
        The new copy; None when the copy that is there is up to date.
    """
    folder = tables.shipped()
    mark = tables.fingerprint(folder)
    engine = open_record(settings.db)
    try:
        with engine.connect() as connection:
            known = records.get_meta(connection, "facts:almaty") == mark
        if not known:
            facts = tables.read_facts(folder)
            records.load(engine, facts, name="almaty", fingerprint=mark, now=now)
        with engine.connect() as connection:
            version = records.data_version(connection)
        if disclosure.published_version(settings.published) != version:
            return disclosure.publish(engine, settings.published)
    finally:
        engine.dispose()
    return None


def geoparse(
    path: Path, gazetteer: Gazetteer, *, source_id: str = "", retrieved: str = ""
) -> Geoparsed:
    """Read a report and find the known places in it."""
    document = read_report(path, source_id, retrieved)
    return Geoparsed(document, tuple(find_places(document.text, gazetteer, document.document_id)))


def ingest(
    path: Path, settings: Settings, *, published: str, language: str, now: dt.datetime
) -> Ingested:
    """Archive a report as a source and put the places that it names on the layer "named in reports".

    Parameters
    ----------
    path
        A text file.
    published
        EDTF date of the report.
    language
        BCP 47 code of its language; empty when unknown.
    now
        The moment of ingestion, with its time zone.

    Raises
    ------
    ReadingError
        The file cannot be read as a report.
    ValueError
        `published` is not a date.
    """
    interval_of(published)
    prepare(settings, now)
    engine = open_record(settings.db)
    try:
        with engine.connect() as connection:
            gazetteer = Gazetteer(records.read(connection).places)
        retrieved = now.astimezone(dt.UTC).isoformat(timespec="seconds")
        found = geoparse(path, gazetteer, retrieved=retrieved)
        source = _source(found.document, path, published, language)
        document = replace(found.document, source_id=source.source_id)
        new = records.add_document(engine, source, document, found.mentions, now=now)
        if new:
            disclosure.publish(engine, settings.published)
    finally:
        engine.dispose()
    return Ingested(source, Geoparsed(document, found.mentions), new)


def _source(document: Document, path: Path, published: str, language: str) -> Source:
    first_line = next(line.strip() for line in document.text.splitlines() if line.strip())
    return Source(
        source_id=f"report-{document.document_id[:12]}",
        title=re.sub(r"\s+", " ", first_line)[:200],
        publisher=path.name,
        publisher_kind="press",
        language=language,
        published=published,
        note="taken in from a file; publisher and reliability not yet reviewed",
    )
