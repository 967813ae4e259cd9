"""One record ↔ one row."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, TypeVar

from cattrs.preconf.json import make_converter
from sqlalchemy import RowMapping

from geodata.draft import Draft
from geodata.history import Correction, Tombstone
from geodata.model import Claim, Document, Episode, Event, Link, Mention, Place, PlaceName, Source
from geodata.quantity import Quantity
from geodata.space import Point

__all__ = [
    "Record",
    "Row",
    "claim_of",
    "json_of",
    "name_rows",
    "place_of",
    "plain_of",
    "record_of",
    "row_of",
]

_DRAFT_COLUMNS = ("draft_id", "document_id", "state", "event_id")

R = TypeVar("R")
Row = RowMapping
Record = (
    Source
    | Place
    | Event
    | Claim
    | Link
    | Episode
    | Document
    | Mention
    | Draft
    | Tombstone
    | Correction
)

_CONVERTER = make_converter()
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
    elif isinstance(record, Draft):
        row = {name: getattr(record, name) for name in _DRAFT_COLUMNS} | {"body": json_of(record)}
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


def json_of(record: Record) -> str:
    """Return a record as JSON, the same text for the same record."""
    return _CONVERTER.dumps(record, ensure_ascii=False, sort_keys=True)


def record_of(text: str, kind: type[R]) -> R:
    """Return the record of what `json_of` wrote."""
    return _CONVERTER.loads(text, kind)
