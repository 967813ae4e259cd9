"""Write records, read them back. One call is one transaction: all of it, or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, Engine, RowMapping, Table, delete, func, insert, select, update
from sqlalchemy.dialects import sqlite

from geodata.history import Correction, Tombstone
from geodata.model import Document, Episode, Event, Facts, Link, Mention, PlaceName, Source
from geodata.store import rows as r
from geodata.store import tables as t
from geodata.store.engine import writing

__all__ = [
    "PROGRAM",
    "counts",
    "data_version",
    "get_meta",
    "grow",
    "load",
    "note",
    "read",
    "write",
]

PROGRAM = "holdground"
"""Who is written into the history for what no person did."""

_BATCH = 5000


def load(engine: Engine, facts: Facts, *, name: str, fingerprint: str, now: dt.datetime) -> bool:
    """Put a set of facts into the record, unless this very set is in it already.

    Records of the set replace those of the same id, but for those that an editor has changed or withdrawn: a person's
    decision outlives a new edition of the set. Others stay. `data_version` grows by one.

    Returns
    -------
    bool
        False when the set was loaded before and nothing was done.
    """
    key = f"facts:{name}"
    with writing(engine) as connection:
        if get_meta(connection, key) == fingerprint:
            return False
        write(connection, _untouched(connection, facts))
        _set_meta(connection, key, fingerprint)
        note(connection, now, record=key, after=fingerprint, reason="curated facts loaded")
        grow(connection)
    return True


def write(connection: Connection, facts: Facts) -> None:
    """Insert or replace every record of `facts`, inside the caller's transaction."""
    _replace(connection, t.source, facts.sources)
    _replace(connection, t.place, facts.places)
    _replace(connection, t.episode, facts.episodes)
    _replace(connection, t.event, facts.events)
    _replace(connection, t.claim, facts.claims)
    _replace(connection, t.link, facts.links)
    _replace(connection, t.document, facts.documents)
    _replace(connection, t.mention, facts.mentions)
    _replace(connection, t.tombstone, facts.tombstones)
    if facts.corrections:
        connection.execute(insert(t.correction), [r.row_of(c) for c in facts.corrections])
    named = [place.place_id for place in facts.places]
    for i in range(0, len(named), _BATCH):
        part = named[i : i + _BATCH]
        connection.execute(delete(t.place_name).where(t.place_name.c.place_id.in_(part)))
    spellings = [row for place in facts.places for row in r.name_rows(place)]
    if spellings:
        connection.execute(insert(t.place_name), spellings)


def read(connection: Connection) -> Facts:
    """Return every record, each kind in the order of its ids."""

    def rows(table: Table) -> Sequence[RowMapping]:
        found = connection.execute(select(table).order_by(*table.primary_key))
        return found.mappings().all()

    names: dict[str, list[PlaceName]] = {}
    for row in rows(t.place_name):
        plain = {k: v for k, v in row.items() if k not in ("place_id", "position")}
        names.setdefault(row["place_id"], []).append(PlaceName(**plain))
    return Facts(
        sources=tuple(Source(**r.plain_of(row)) for row in rows(t.source)),
        places=tuple(
            r.place_of(row, tuple(names.get(row["place_id"], ()))) for row in rows(t.place)
        ),
        events=tuple(Event(**r.plain_of(row)) for row in rows(t.event)),
        claims=tuple(r.claim_of(row) for row in rows(t.claim)),
        links=tuple(Link(**r.plain_of(row)) for row in rows(t.link)),
        episodes=tuple(Episode(**r.plain_of(row)) for row in rows(t.episode)),
        documents=tuple(Document(**r.plain_of(row)) for row in rows(t.document)),
        mentions=tuple(Mention(**r.plain_of(row)) for row in rows(t.mention)),
        tombstones=tuple(Tombstone(**r.plain_of(row)) for row in rows(t.tombstone)),
        corrections=tuple(
            Correction(**{k: v for k, v in row.items() if k != "correction_id"})
            for row in rows(t.correction)
        ),
    )


def data_version(connection: Connection) -> int:
    """Return the counter that grows with every change of what may be published; 0 for an empty record."""
    return int(get_meta(connection, "data_version") or 0)


def counts(connection: Connection) -> dict[str, int]:
    """Return the number of rows of each table that holds records."""
    kinds = (t.source, t.place, t.event, t.claim, t.link, t.episode, t.document, t.mention)
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in kinds
    }


def get_meta(connection: Connection, key: str) -> str | None:
    """Return one entry of the table of settings; None when it is not set."""
    return connection.scalar(select(t.meta.c.value).where(t.meta.c.key == key))


def _set_meta(connection: Connection, key: str, value: str) -> None:
    if (
        connection.execute(update(t.meta).where(t.meta.c.key == key).values(value=value)).rowcount
        == 0
    ):
        connection.execute(insert(t.meta).values(key=key, value=value))


def grow(connection: Connection) -> None:
    """Count one more change of what may be published."""
    _set_meta(connection, "data_version", str(data_version(connection) + 1))


def note(
    connection: Connection, now: dt.datetime, *, record: str, reason: str, after: str = ""
) -> None:
    """Write into the history what no person did."""
    values = {"at": now.isoformat(), "who": PROGRAM, "record": record, "reason": reason}
    connection.execute(insert(t.revision).values(**values, change_id="", before="", after=after))


def _untouched(connection: Connection, facts: Facts) -> Facts:
    """Leave out what a person has changed since it was loaded."""
    by_people = select(t.revision.c.record).where(t.revision.c.who != PROGRAM).distinct()
    touched = set(connection.scalars(by_people))
    gone = set(connection.scalars(select(t.tombstone.c.event_id)))
    return replace(
        facts,
        sources=tuple(x for x in facts.sources if f"source:{x.source_id}" not in touched),
        places=tuple(x for x in facts.places if f"place:{x.place_id}" not in touched),
        events=tuple(x for x in facts.events if f"event:{x.event_id}" not in touched),
        claims=tuple(
            x
            for x in facts.claims
            if f"claim:{x.claim_id}" not in touched and x.event_id not in gone
        ),
        links=tuple(
            x
            for x in facts.links
            if f"link:{x.event_id}|{x.link_type}|{x.target_id}" not in touched
        ),
    )


def _replace(connection: Connection, table: Table, records: Iterable[r.Record]) -> None:
    rows = [r.row_of(record) for record in records]
    keys = list(table.primary_key.columns)
    for i in range(0, len(rows), _BATCH):
        part = rows[i : i + _BATCH]
        upsert = sqlite.insert(table)
        fresh = {c.name: c for c in upsert.excluded if c.name not in table.primary_key.columns}
        change = upsert.on_conflict_do_update(index_elements=keys, set_=fresh)
        connection.execute(change, part)
