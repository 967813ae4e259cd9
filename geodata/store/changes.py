"""Change records so that nothing is lost: each change names what it saw, is written down, and can be undone.

A change of a record that is no longer what its editor saw is refused. What was changed together is one transaction, and so is
its undoing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from geodata.draft import Draft
from geodata.errors import StaleError, StoreError
from geodata.history import Revision, Tombstone
from geodata.model import Claim, Episode, Event, Link, Place, PlaceName, Source
from geodata.store import records
from geodata.store import rows as r
from geodata.store import tables as t

__all__ = [
    "UNDO",
    "Change",
    "apply",
    "current",
    "history",
    "last_standing",
    "public_history",
    "undo",
]

UNDO = "undo-"

Changeable = Event | Claim | Link | Source | Place | Episode | Draft | Tombstone

_TABLES: dict[str, tuple[type[Changeable], Table]] = {
    "event": (Event, t.event),
    "claim": (Claim, t.claim),
    "link": (Link, t.link),
    "source": (Source, t.source),
    "place": (Place, t.place),
    "episode": (Episode, t.episode),
    "draft": (Draft, t.draft),
    "tombstone": (Tombstone, t.tombstone),
}
_KINDS = {kind: name for name, (kind, _table) in _TABLES.items()}
_PUBLIC = ("event", "claim", "link", "source", "place", "episode", "tombstone")


@dataclass(frozen=True, slots=True)
class Change:
    """What a record was when its editor saw it, and what it is to be. None is a record that is not there."""

    before: Changeable | None
    after: Changeable | None

    @property
    def record(self) -> str:
        """``kind:key``."""
        record = self.after if self.after is not None else self.before
        if record is None:
            raise StoreError("a change needs a record before or after it")
        kind = _KINDS[type(record)]
        keys = (getattr(record, column.name) for column in _TABLES[kind][1].primary_key)
        return f"{kind}:{'|'.join(keys)}"


def apply(  # noqa: PLR0913 - told by keyword
    connection: Connection,
    changes: Iterable[Change],
    *,
    change_id: str,
    who: str,
    now: dt.datetime,
    reason: str,
) -> None:
    """Write changes and their revisions, inside the caller's transaction, which must be one of `engine.writing`.

    Raises
    ------
    StaleError
        A record is not what the editor saw; the transaction must be rolled back.
    """
    at = now.astimezone(dt.UTC).isoformat(timespec="seconds")
    public = False
    for change in changes:
        kind = change.record.partition(":")[0]
        found = current(connection, change.record)
        if found != change.before:
            raise _stale(connection, change.record, found)
        if found == change.after:
            continue
        _write(connection, kind, change)
        before = r.json_of(change.before) if change.before else ""
        after = r.json_of(change.after) if change.after else ""
        values = {"change_id": change_id, "at": at, "who": who, "record": change.record}
        row = values | {"before": before, "after": after, "reason": reason}
        connection.execute(insert(t.revision).values(**row))
        public = public or kind in _PUBLIC
    if public:
        records.grow(connection)


def undo(
    connection: Connection, undone: str, *, who: str, now: dt.datetime
) -> tuple[Revision, ...]:
    """Take back what was changed together, as a change of its own; the history keeps both.

    The id of that change is the undone one's with ``undo-`` before it, so that nothing is undone twice and an undoing can be
    undone; what was undone and done again is taken back by undoing the last of these. An event that was public for a while
    and is taken back leaves a tombstone at its link.

    Returns
    -------
    tuple of Revision
        What was taken back.

    Raises
    ------
    StaleError
        Something of it was changed again since.
    StoreError
        There is no such change, or it was undone already.
    """
    last = _last_of(connection, undone)
    taken = history(connection, change_id=last)
    if not taken:
        raise StoreError(f"there is no change {undone!r} that could be undone")
    if _depth(last) % 2 != _depth(undone) % 2:
        raise StoreError(f"the change {undone!r} was undone already")
    back = [_Reading(revision).turned() for revision in reversed(taken)]
    day = now.astimezone(dt.UTC).date().isoformat()
    gone = [c.before for c in back if isinstance(c.before, Event) and c.after is None]
    # What was undone and done again brings its stone back by itself.
    known = {c.after.event_id for c in back if isinstance(c.after, Tombstone)}
    stones = [
        Change(None, Tombstone(event.event_id, day, "error"))
        for event in gone
        if event.event_id not in known
    ]
    change_id = f"{UNDO}{last}"
    reason = _reason(change_id, taken[0].reason)
    apply(connection, [*back, *stones], change_id=change_id, who=who, now=now, reason=reason)
    return taken


def _last_of(connection: Connection, change_id: str) -> str:
    """The last undoing of the undoing of … a change; the change itself where there is none."""
    known = set(connection.scalars(select(t.revision.c.change_id).distinct()))
    while f"{UNDO}{change_id}" in known:
        change_id = f"{UNDO}{change_id}"
    return change_id


def _depth(change_id: str) -> int:
    """How many times a change was undone and done again."""
    return change_id.count(UNDO)


def _reason(change_id: str, reason: str) -> str:
    """What readers and editors are told of an undoing: in one word, and why it was done in the first place."""
    for word in ("undone", "redone"):
        reason = "" if reason == word else reason.removeprefix(f"{word}: ")
    word = "undone" if _depth(change_id) % 2 else "redone"
    return f"{word}: {reason}" if reason else word


def last_standing(connection: Connection, who: str) -> str:
    """Return the newest change of somebody that is not undone.

    Raises
    ------
    StoreError
        There is none.
    """
    mine = t.revision.c.who == who
    newest_first = (
        select(t.revision.c.change_id).where(mine).order_by(t.revision.c.revision_id.desc())
    )
    made: tuple[str, ...] = tuple(dict.fromkeys(connection.scalars(newest_first)))
    known: set[str] = set(connection.scalars(select(t.revision.c.change_id).distinct()))
    for change_id in made:
        if not change_id.startswith(UNDO) and _stands(change_id, known):
            return change_id
    raise StoreError("there is nothing of yours to undo")


def _stands(change_id: str, known: Collection[str]) -> bool:
    undoing = f"{UNDO}{change_id}"
    return undoing not in known or not _stands(undoing, known)


def history(
    connection: Connection,
    *,
    record: str | None = None,
    change_id: str | None = None,
    who: str | None = None,
    limit: int | None = None,
) -> tuple[Revision, ...]:
    """Return revisions, the oldest first; with a limit, the newest ones."""
    wanted = [
        column == value
        for column, value in (
            (t.revision.c.record, record),
            (t.revision.c.change_id, change_id),
            (t.revision.c.who, who),
        )
        if value is not None
    ]
    query = select(t.revision).where(*wanted).order_by(t.revision.c.revision_id.desc()).limit(limit)
    found = connection.execute(query).mappings().all()
    return tuple(Revision(**row) for row in reversed(found))


def public_history(connection: Connection) -> tuple[Revision, ...]:
    """Return the revisions of events and claims, the oldest first."""
    kinds = (t.revision.c.record.startswith("event:"), t.revision.c.record.startswith("claim:"))
    query = select(t.revision).where(or_(*kinds)).order_by(t.revision.c.revision_id)
    return tuple(Revision(**row) for row in connection.execute(query).mappings())


def current(connection: Connection, record: str) -> Changeable | None:
    """Return a record as it is now; None when it is not there.

    Parameters
    ----------
    record
        ``kind:key``.
    """
    kind, _, key = record.partition(":")
    model, table = _TABLES[kind]
    row = connection.execute(select(table).where(_at(table, key.split("|")))).mappings().first()
    if row is None:
        return None
    if model is Draft:
        return r.record_of(row["body"], Draft)
    if model is Claim:
        return r.claim_of(row)
    if model is Place:
        return r.place_of(row, _names(connection, key))
    return model(**r.plain_of(row))


@dataclass(frozen=True, slots=True)
class _Reading:
    revision: Revision

    def turned(self) -> Change:
        """The change that takes this one back."""
        kind = _TABLES[self.revision.record.partition(":")[0]][0]
        was, became = (
            r.record_of(text, kind) if text else None
            for text in (self.revision.before, self.revision.after)
        )
        return Change(became, was)


def _write(connection: Connection, kind: str, change: Change) -> None:
    table = _TABLES[kind][1]
    key = change.record.partition(":")[2]
    here = _at(table, key.split("|"))
    if kind == "place":
        connection.execute(delete(t.place_name).where(t.place_name.c.place_id == key))
    if change.after is None:
        connection.execute(delete(table).where(here))
        return
    values = r.row_of(change.after)
    if isinstance(change.after, Draft) and change.before is None:
        values |= _own(connection, change.after)
    statement = update(table).where(here) if change.before is not None else insert(table)
    connection.execute(statement.values(**values))
    if isinstance(change.after, Place):
        connection.execute(insert(t.place_name), r.name_rows(change.after))


def _own(connection: Connection, draft: Draft) -> dict[str, object]:
    """What the row of an editor's own draft holds besides: the last position, and how they began it, as what was proposed."""
    mine = t.draft.c.document_id == draft.document_id
    last = connection.scalar(select(func.max(t.draft.c.position)).where(mine))
    return {"position": 0 if last is None else last + 1, "original": r.json_of(draft)}


def _names(connection: Connection, place_id: str) -> tuple[PlaceName, ...]:
    mine = t.place_name.c.place_id == place_id
    query = select(t.place_name).where(mine).order_by(t.place_name.c.position)
    return tuple(
        PlaceName(**{k: v for k, v in row.items() if k not in ("place_id", "position")})
        for row in connection.execute(query).mappings()
    )


def _at(table: Table, keys: Sequence[str]) -> ColumnElement[bool]:
    return and_(*(column == key for column, key in zip(table.primary_key, keys, strict=True)))


def _stale(connection: Connection, record: str, found: Changeable | None) -> StaleError:
    last = history(connection, record=record, limit=1)
    return StaleError(record, found, last[0].who if last else "", last[0].at if last else "")
