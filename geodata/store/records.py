"""Write records, read them back. One call is one transaction: all of it, or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Engine, RowMapping, Table, delete, func, insert, select, update
from sqlalchemy.dialects import sqlite

from geodata.model import Document, Episode, Event, Facts, Link, Mention, Place, PlaceName, Source
from geodata.store import tables as t

__all__ = ["add_document", "counts", "data_version", "get_meta", "load", "read"]

_BATCH = 5000


def load(engine: Engine, facts: Facts, *, name: str, fingerprint: str, now: dt.datetime) -> bool:
    """Put a set of facts into the record, unless this very set is in it already.

    Records of the set replace those of the same id; others stay. `data_version` grows by one.

    Returns
    -------
    bool
        False when the set was loaded before and nothing was done.
    """
    key = f"facts:{name}"
    with engine.begin() as connection:
        if get_meta(connection, key) == fingerprint:
            return False
        write(connection, facts)
        _set_meta(connection, key, fingerprint)
        _note(connection, now, record=key, after=fingerprint, reason="curated facts loaded")
        _grow(connection)
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
    named = [place.place_id for place in facts.places]
    for i in range(0, len(named), _BATCH):
        part = named[i : i + _BATCH]
        connection.execute(delete(t.place_name).where(t.place_name.c.place_id.in_(part)))
    spellings = [row for place in facts.places for row in t.name_rows(place)]
    if spellings:
        connection.execute(insert(t.place_name), spellings)


def add_document(  # noqa: PLR0913 - the rest are told by keyword
    engine: Engine,
    source: Source,
    document: Document,
    *,
    mentions: Iterable[Mention],
    places: Iterable[Place],
    now: dt.datetime,
) -> bool:
    """Archive a report: its source, its text, the places named in it and those of them that are new, in one transaction.

    Returns
    -------
    bool
        False when the same bytes are archived already; then nothing changes.
    """
    with engine.begin() as connection:
        wanted = t.document.c.document_id == document.document_id
        if connection.scalar(select(t.document.c.document_id).where(wanted)):
            return False
        facts = Facts(
            sources=(source,),
            places=tuple(places),
            documents=(document,),
            mentions=tuple(mentions),
        )
        write(connection, facts)
        reason = f"report of {source.publisher} taken in"
        _note(connection, now, record=f"document:{document.document_id}", reason=reason)
        _grow(connection)
    return True


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
        sources=tuple(Source(**t.plain_of(row)) for row in rows(t.source)),
        places=tuple(
            t.place_of(row, tuple(names.get(row["place_id"], ()))) for row in rows(t.place)
        ),
        events=tuple(Event(**t.plain_of(row)) for row in rows(t.event)),
        claims=tuple(t.claim_of(row) for row in rows(t.claim)),
        links=tuple(Link(**t.plain_of(row)) for row in rows(t.link)),
        episodes=tuple(Episode(**t.plain_of(row)) for row in rows(t.episode)),
        documents=tuple(Document(**t.plain_of(row)) for row in rows(t.document)),
        mentions=tuple(Mention(**t.plain_of(row)) for row in rows(t.mention)),
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


def _grow(connection: Connection) -> None:
    _set_meta(connection, "data_version", str(data_version(connection) + 1))


def _note(
    connection: Connection, now: dt.datetime, *, record: str, reason: str, after: str = ""
) -> None:
    values = {"at": now.isoformat(), "who": "holdground", "record": record, "reason": reason}
    connection.execute(insert(t.revision).values(**values, field="", before="", after=after))


def _replace(connection: Connection, table: Table, records: Iterable[t.Record]) -> None:
    rows = [t.row_of(record) for record in records]
    keys = list(table.primary_key.columns)
    for i in range(0, len(rows), _BATCH):
        part = rows[i : i + _BATCH]
        upsert = sqlite.insert(table)
        fresh = {c.name: c for c in upsert.excluded if c.name not in table.primary_key.columns}
        change = upsert.on_conflict_do_update(index_elements=keys, set_=fresh)
        connection.execute(change, part)
