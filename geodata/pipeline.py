"""What every way in shares: set-up of the record and its published copy, and the geoparser over the record's places."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from geodata import disclosure
from geodata.disclosure import Published
from geodata.geoparsing.geoparse import Geoparser
from geodata.geoparsing.toponym import Toponym
from geodata.model import Document, Mention, Place
from geodata.reading import facts as tables
from geodata.reading.reports import read_report
from geodata.settings import Settings
from geodata.store import records
from geodata.store.engine import open_record

__all__ = ["Geoparsed", "geoparse", "open_geoparser", "our_places", "prepare"]


@dataclass(frozen=True, slots=True)
class Geoparsed:
    """A report and the places that it names."""

    document: Document
    toponyms: tuple[Toponym, ...]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The toponyms as the record keeps them."""
        return tuple(
            Mention(
                self.document.document_id, t.start, t.end, t.text, t.place_id or "", t.role, t.score
            )
            for t in self.toponyms
        )


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


def open_geoparser(settings: Settings) -> Geoparser:
    """Return a geoparser over our own places, and over the world's if their file was built."""
    world = settings.gazetteer if settings.gazetteer.is_file() else None
    return Geoparser.open(world, our_places(settings))


def our_places(settings: Settings) -> tuple[Place, ...]:
    """Return our places as the record has them; before there is a record, as they are shipped."""
    if not settings.db.is_file():
        return tables.read_facts(tables.shipped()).places
    engine = open_record(settings.db)
    try:
        with engine.connect() as connection:
            return records.read(connection).places
    finally:
        engine.dispose()


def geoparse(
    path: Path, geoparser: Geoparser, *, language: str | None = None, retrieved: str = ""
) -> Geoparsed:
    """Read a report and find the places that it names."""
    document = read_report(path, retrieved=retrieved)
    return Geoparsed(document, geoparser.geoparse(document.text, language))
