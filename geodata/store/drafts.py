"""Documents and what was drafted from them: taken in together, listed for review, read one by one."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Engine, case, func, insert, select

from geodata.draft import STATES, Draft
from geodata.errors import StoreError
from geodata.model import Document, Facts, Mention, Place, Source
from geodata.store import records
from geodata.store import rows as r
from geodata.store import tables as t
from geodata.store.engine import writing

__all__ = [
    "Queued",
    "TakenIn",
    "Unsound",
    "document",
    "drafts_of",
    "mentions_of",
    "next_id",
    "original_draft",
    "queue",
    "relatives",
    "source",
    "source_at",
    "take_in",
    "unsound",
]

_SKETCH = 64
"""Hashes kept of a document; of documents that share a half of their word sequences about 32 are the same."""
_BATCH = 5000


@dataclass(frozen=True, slots=True)
class TakenIn:
    """All that comes of one report, on its way into the record."""

    source: Source
    document: Document
    content: bytes
    """The bytes as collected."""
    drafts: tuple[Draft, ...] = ()
    mentions: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    """Places of the world's gazetteer that the report names and the record lacks."""
    shingles: tuple[int, ...] = ()
    """Hashes of its word sequences; see `geodata.review.families`."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A document in the queue."""

    source: Source
    document_id: str
    retrieved: str
    states: dict[str, int]
    """State to number of drafts; states with none are left out."""


@dataclass(frozen=True, slots=True)
class Unsound:
    """A document whose bytes are not what they were."""

    document_id: str
    source_id: str
    problem: str
    """``missing`` or ``changed``."""


def take_in(engine: Engine, report: TakenIn, now: dt.datetime) -> bool:
    """Archive a report with its bytes, its mentions and its drafts, in one transaction.

    Returns
    -------
    bool
        False when the same bytes are archived already; then nothing changes.
    """
    doc = report.document
    with writing(engine) as connection:
        if document(connection, doc.document_id):
            return False
        facts = Facts(
            sources=(report.source,),
            places=report.places,
            documents=(doc,),
            mentions=report.mentions,
        )
        records.write(connection, facts)
        _insert(connection, report)
        reason = f"report of {report.source.publisher} taken in"
        records.note(connection, now, record=f"document:{doc.document_id}", reason=reason)
        records.grow(connection)
    return True


def queue(
    connection: Connection, state: str | None = None, *, limit: int = 50, offset: int = 0
) -> tuple[Queued, ...]:
    """Return the documents that have drafts (of a state), those that wait first, then the newest.

    A document without any draft counts as waiting: somebody should see that nothing was found in it.
    """
    open_states = t.draft.c.state.in_(("proposed", "in_review"))
    waiting = func.max(case((open_states, 1), (t.draft.c.draft_id.is_(None), 1), else_=0))
    listed = (
        select(t.document.c.document_id)
        .outerjoin(t.draft, t.draft.c.document_id == t.document.c.document_id)
        .where(*([t.draft.c.state == state] if state else []))
        .group_by(t.document.c.document_id)
        .order_by(waiting.desc(), t.document.c.retrieved.desc(), t.document.c.document_id)
        .limit(limit)
        .offset(offset)
    )
    return tuple(_queued(connection, found) for found in connection.scalars(listed).all())


def document(connection: Connection, document_id: str) -> Document | None:
    """Return a document; None when it is not archived."""
    row = _first(connection, t.document.c.document_id == document_id)
    return Document(**r.plain_of(row)) if row else None


def source(connection: Connection, source_id: str) -> Source | None:
    """Return a source; None when it is not known."""
    query = select(t.source).where(t.source.c.source_id == source_id)
    row = connection.execute(query).mappings().first()
    return Source(**r.plain_of(row)) if row else None


def source_at(connection: Connection, url: str) -> Source | None:
    """Return the source that is published at an address; http and https, and a slash at the end, make no difference."""
    bare = url.partition("://")[2].rstrip("/")
    same = [f"{scheme}://{bare}{end}" for scheme in ("http", "https") for end in ("", "/")]
    query = select(t.source).where(t.source.c.url.in_(same)).order_by(t.source.c.source_id)
    row = connection.execute(query).mappings().first()
    return Source(**r.plain_of(row)) if row else None


def drafts_of(connection: Connection, document_id: str) -> tuple[Draft, ...]:
    """Return the drafts of a document, in the order of its text."""
    mine = t.draft.c.document_id == document_id
    bodies = connection.scalars(select(t.draft.c.body).where(mine).order_by(t.draft.c.position))
    return tuple(r.record_of(body, Draft) for body in bodies)


def next_id(connection: Connection, document_id: str) -> str:
    """Return an id for one more draft of a document, with a number that none of its drafts has or had."""
    start = f"{document_id[:12]}-"
    there = select(t.draft.c.draft_id).where(t.draft.c.document_id == document_id)
    known = select(t.revision.c.record).where(t.revision.c.record.startswith(f"draft:{start}"))
    ids = [*connection.scalars(there), *connection.scalars(known)]
    numbers = [int(found) for one in ids if (found := one.rpartition("-")[2]).isdecimal()]
    return f"{start}{max(numbers, default=0) + 1:02d}"


def mentions_of(connection: Connection, document_id: str) -> tuple[Mention, ...]:
    """Return the place names found in a document, in order."""
    mine = t.mention.c.document_id == document_id
    query = select(t.mention).where(mine).order_by(t.mention.c.start)
    return tuple(Mention(**r.plain_of(row)) for row in connection.execute(query).mappings())


def original_draft(connection: Connection, draft_id: str) -> Draft:
    """Return a draft as it was proposed, before anybody touched it.

    Raises
    ------
    StoreError
        There is no such draft.
    """
    mine = t.draft.c.draft_id == draft_id
    text = connection.scalar(select(t.draft.c.original).where(mine))
    if text is None:
        raise StoreError(f"there is no draft {draft_id!r}")
    return r.record_of(text, Draft)


def relatives(connection: Connection, shingles: Sequence[int]) -> tuple[tuple[str, float], ...]:
    """Return documents that share hashes with a sketch: (document id, part shared, 0 to 1), the nearest first."""
    if not shingles:
        return ()
    shared = func.count()
    query = (
        select(t.shingle.c.document_id, shared)
        .where(t.shingle.c.hash.in_(list(shingles)[:_SKETCH]))
        .group_by(t.shingle.c.document_id)
        .order_by(shared.desc(), t.shingle.c.document_id)
        .limit(20)
    )
    size = min(_SKETCH, len(shingles))
    return tuple((found, count / size) for found, count in connection.execute(query))


def unsound(connection: Connection) -> Iterable[Unsound]:
    """Hash the archived bytes of every document again, and yield those that are missing or not what they were."""
    query = (
        select(t.document.c.document_id, t.document.c.source_id, t.original.c.content)
        .outerjoin(t.original, t.original.c.document_id == t.document.c.document_id)
        .order_by(t.document.c.document_id)
        .execution_options(yield_per=1)
    )
    for document_id, source_id, content in connection.execute(query):
        if content is None:
            yield Unsound(document_id, source_id or "", "missing")
        elif hashlib.sha256(content).hexdigest() != document_id:
            yield Unsound(document_id, source_id or "", "changed")


def _insert(connection: Connection, report: TakenIn) -> None:
    document_id = report.document.document_id
    connection.execute(insert(t.original).values(document_id=document_id, content=report.content))
    hashes = sorted(set(report.shingles))[:_SKETCH]
    if hashes:
        rows = [{"hash": found, "document_id": document_id} for found in hashes]
        connection.execute(insert(t.shingle), rows)
    for start in range(0, len(report.drafts), _BATCH):
        part = report.drafts[start : start + _BATCH]
        rows = [
            r.row_of(draft) | {"position": start + i, "original": r.json_of(draft)}
            for i, draft in enumerate(part)
        ]
        connection.execute(insert(t.draft), rows)


def _queued(connection: Connection, document_id: str) -> Queued:
    doc = _first(connection, t.document.c.document_id == document_id)
    assert doc is not None
    mine = t.draft.c.document_id == document_id
    found = connection.execute(
        select(t.draft.c.state, func.count()).where(mine).group_by(t.draft.c.state)
    )
    counted: dict[str, int] = {state: count for state, count in found}  # noqa: C416 - rows are no pairs to mypy
    known = source(connection, doc["source_id"])
    if known is None:
        raise StoreError(f"the document {document_id} has no source; the record is damaged")
    states = {state: counted[state] for state in STATES if state in counted}
    return Queued(known, document_id, doc["retrieved"], states)


def _first(connection: Connection, where: ColumnElement[bool]) -> r.Row | None:
    return connection.execute(select(t.document).where(where)).mappings().first()
