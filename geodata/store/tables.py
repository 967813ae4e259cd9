"""The tables, and one record ↔ one row. The record and the published copy share them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    RowMapping,
    String,
    Table,
    Text,
)

from geodata.model import Claim, Document, Episode, Event, Link, Mention, Place, PlaceName, Source
from geodata.quantity import Quantity
from geodata.space import Point

__all__ = ["SCHEMA_VERSION", "metadata"]

SCHEMA_VERSION = 1

metadata = MetaData()


def _to(target: str, name: str, *, key: bool = False) -> Column[str]:
    """A reference that is checked at commit, so that records may come in any order."""
    return Column(
        name,
        String,
        ForeignKey(target, deferrable=True, initially="DEFERRED"),
        primary_key=key,
        nullable=not key,
    )


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, default="")


meta = Table("meta", metadata, Column("key", String, primary_key=True), _text("value"))

source = Table(
    "source",
    metadata,
    Column("source_id", String, primary_key=True),
    *(_text(n) for n in ("title", "publisher", "publisher_kind", "author", "language", "url")),
    *(_text(n) for n in ("published", "reliability")),
    _to("source.source_id", "derived_from"),
    _text("note"),
)

place = Table(
    "place",
    metadata,
    Column("place_id", String, primary_key=True),
    _text("kind"),
    _to("place.place_id", "parent_id"),
    Column("lon", Float),
    Column("lat", Float),
    Column("radius_m", Integer),
    *(_text(n) for n in ("existed", "coordinate_source", "confidence", "licence", "note")),
)

place_name = Table(
    "place_name",
    metadata,
    _to("place.place_id", "place_id", key=True),
    Column("position", Integer, primary_key=True),
    *(_text(n) for n in ("name", "language", "kind", "valid")),
    Column("main", Boolean, nullable=False),
    Column("searchable", Boolean, nullable=False),
)

episode = Table(
    "episode",
    metadata,
    Column("episode_id", String, primary_key=True),
    _text("title"),
    _text("summary"),
    _to("place.place_id", "place_id"),
)

event = Table(
    "event",
    metadata,
    Column("event_id", String, primary_key=True),
    *(_text(n) for n in ("event_type", "title", "summary", "date", "date_basis")),
    *(_text(n) for n in ("time_start", "time_end", "timezone")),
    _to("place.place_id", "place_id"),
    _text("where_as_written"),
    _text("outcome"),
    _to("episode.episode_id", "episode_id"),
    Column("sequence", Integer),
    *(_text(n) for n in ("status", "sensitivity", "disclosure", "note")),
)

claim = Table(
    "claim",
    metadata,
    Column("claim_id", String, primary_key=True),
    _to("event.event_id", "event_id"),
    _to("source.source_id", "source_id"),
    _text("field"),
    _text("text"),
    *(Column(n, Integer) for n in ("low", "best", "high")),
    _text("stated_by"),
    *(Column(n, Integer) for n in ("start", "end")),
    _text("status"),
    _text("note"),
)
Index("claim_of_event", claim.c.event_id)

link = Table(
    "link",
    metadata,
    _to("event.event_id", "event_id", key=True),
    Column("link_type", String, primary_key=True),
    _to("event.event_id", "target_id", key=True),
    _text("note"),
)

document = Table(
    "document",
    metadata,
    Column("document_id", String, primary_key=True),
    _to("source.source_id", "source_id"),
    _text("text"),
    _text("retrieved"),
)

mention = Table(
    "mention",
    metadata,
    _to("document.document_id", "document_id", key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, primary_key=True),
    _text("text"),
    _to("place.place_id", "place_id"),
    _text("role"),
    Column("score", Float, nullable=False),
)

revision = Table(
    "revision",
    metadata,
    Column("revision_id", Integer, primary_key=True),
    *(_text(n) for n in ("at", "who", "record", "field", "before", "after", "reason")),
)

Row = RowMapping
Record = Source | Place | Event | Claim | Link | Episode | Document | Mention

_REFERENCES = ("derived_from", "parent_id", "place_id", "episode_id")


def row_of(record: Record) -> dict[str, Any]:
    """Return the row of a record; an empty reference is NULL, so that the database can check the others."""
    if isinstance(record, Place):
        row = {k: v for k, v in asdict(record).items() if k not in ("point", "names")}
        row["lon"] = record.point.lon if record.point else None
        row["lat"] = record.point.lat if record.point else None
    elif isinstance(record, Claim):
        row = {k: v for k, v in asdict(record).items() if k != "quantity"}
        quantity = record.quantity
        row |= asdict(quantity) if quantity else {"low": None, "best": None, "high": None}
    else:
        row = asdict(record)
    for name in _REFERENCES:
        if row.get(name) == "":
            row[name] = None
    return row


def name_rows(record: Place) -> list[dict[str, Any]]:
    """Return the rows of a place's spellings, in their order."""
    return [
        {"place_id": record.place_id, "position": i, **asdict(name)}
        for i, name in enumerate(record.names)
    ]


def _plain(row: Row, *leave_out: str) -> dict[str, Any]:
    return {
        key: "" if value is None and key in _REFERENCES else value
        for key, value in row.items()
        if key not in leave_out
    }


def place_of(row: Row, names: tuple[PlaceName, ...]) -> Place:
    """Return the place of a row and its spellings."""
    point = None if row["lon"] is None else Point(row["lon"], row["lat"])
    return Place(**_plain(row, "lon", "lat"), point=point, names=names)


def claim_of(row: Row) -> Claim:
    """Return the claim of a row."""
    parts = (row["low"], row["best"], row["high"])
    quantity = None if all(part is None for part in parts) else Quantity(*parts)
    return Claim(**_plain(row, "low", "best", "high"), quantity=quantity)


def plain_of(row: Row) -> dict[str, Any]:
    """Return the fields of a row whose record has the same fields; a NULL reference becomes empty."""
    return _plain(row)
