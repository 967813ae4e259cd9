"""What lies on the desk: the reports that wait, their drafts, what is public, and who changed what. Nothing here writes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Column, ColumnElement, Connection, Engine, func, or_, select

from geodata import review
from geodata.draft import Draft
from geodata.errors import QueryError
from geodata.history import Revision
from geodata.model import Claim, Document, Event, Facts, Mention, Place, Source
from geodata.settings import Settings
from geodata.store import changes, drafts, records
from geodata.store import tables as t
from geodata.store.engine import open_record

__all__ = ["Opened", "Shelf"]


@dataclass(frozen=True, slots=True)
class Opened:
    """A document on the desk."""

    source: Source
    document: Document
    mentions: tuple[Mention, ...]
    drafts: tuple[Draft, ...]
    relatives: tuple[tuple[Source, float], ...]
    """Sources that tell much the same in the same words, and how much of it, 0 to 1."""


class Shelf:
    """What editors see of one record.

    Parameters
    ----------
    settings
        The operator's choices: where the record is.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.engine: Engine = open_record(settings.db)

    def close(self) -> None:
        """Let go of the record."""
        self.engine.dispose()

    def queue(
        self, state: str | None = None, *, limit: int = 50, offset: int = 0
    ) -> tuple[drafts.Queued, ...]:
        """Return the documents with drafts, those that wait first."""
        with self.engine.connect() as connection:
            return drafts.queue(connection, state, limit=limit, offset=offset)

    def open(self, document_id: str) -> Opened:
        """Return a document with all that was found in it.

        Raises
        ------
        QueryError
            There is no such document.
        """
        with self.engine.connect() as connection:
            document = drafts.document(connection, document_id)
            source = drafts.source(connection, document.source_id) if document else None
            if document is None or source is None:
                raise QueryError(f"there is no document {document_id!r} in the archive")
            mine = select(t.shingle.c.hash).where(t.shingle.c.document_id == document_id)
            near = drafts.relatives(connection, connection.scalars(mine).all())
            kin = [
                (found, part)
                for other, part in near
                if other != document_id and (found := _source_of(connection, other))
            ]
            return Opened(
                source,
                document,
                drafts.mentions_of(connection, document_id),
                drafts.drafts_of(connection, document_id),
                tuple(kin),
            )

    def draft(self, draft_id: str) -> Draft:
        """Return a draft as it is now."""
        with self.engine.connect() as connection:
            found = changes.current(connection, f"draft:{draft_id}")
        if not isinstance(found, Draft):
            raise QueryError(f"there is no draft {draft_id!r}")
        return found

    def original(self, document_id: str) -> tuple[Document, bytes]:
        """Return a document and its bytes as they were collected.

        Raises
        ------
        QueryError
            There is no such document.
        """
        mine = t.original.c.document_id == document_id
        with self.engine.connect() as connection:
            document = drafts.document(connection, document_id)
            content = connection.scalar(select(t.original.c.content).where(mine))
        if document is None or content is None:
            raise QueryError(f"there is no document {document_id!r} in the archive")
        return document, content

    def place(self, place_id: str) -> Place | None:
        """Return a place of the record; None when it has none of this id."""
        with self.engine.connect() as connection:
            found = changes.current(connection, f"place:{place_id}")
        return found if isinstance(found, Place) else None

    def words(self, claim: Claim) -> str:
        """Return the words of a document that a claim rests on; empty when it has no span, or the document is not archived."""
        if claim.start is None or claim.end is None:
            return ""
        c = t.document.c
        with self.engine.connect() as connection:
            of_source = select(c.document_id).where(c.source_id == claim.source_id)
            ids = [claim.document_id] if claim.document_id else connection.scalars(of_source).all()
            document = drafts.document(connection, ids[0]) if len(ids) == 1 else None
        return document.text[claim.start : claim.end] if document else ""

    def source(self, source_id: str) -> Source:
        """Return a source as it is now."""
        with self.engine.connect() as connection:
            found = drafts.source(connection, source_id)
        if found is None:
            raise QueryError(f"there is no source {source_id!r}")
        return found

    def sources(self, text: str = "", *, limit: int = 20) -> tuple[Source, ...]:
        """Return sources whose id, title, publisher or author holds a text, the latest published first."""
        c = t.source.c
        query = (
            select(c.source_id)
            .where(_holds(text, c.source_id, c.title, c.publisher, c.author))
            .order_by(c.published.desc(), c.source_id)
            .limit(limit)
        )
        with self.engine.connect() as connection:
            found = [drafts.source(connection, one) for one in connection.scalars(query).all()]
        return tuple(one for one in found if one)

    def facts(self) -> Facts:
        """Return the whole record, the hidden parts included."""
        with self.engine.connect() as connection:
            return records.read(connection)

    def duplicates(self, draft: Draft) -> tuple[Event, ...]:
        """Return the events that a draft may tell of again."""
        mine = t.event.c.place_id == draft.place_id
        with self.engine.connect() as connection:
            ids = connection.scalars(select(t.event.c.event_id).where(mine)).all()
            found = [changes.current(connection, f"event:{one}") for one in ids]
        return review.duplicates(draft, [one for one in found if isinstance(one, Event)])

    def history(self, record: str | None = None, *, limit: int = 100) -> tuple[Revision, ...]:
        """Return what was changed, the oldest first: of one record (``draft:…``, ``event:…``), or of all."""
        with self.engine.connect() as connection:
            return changes.history(connection, record=record, limit=limit)

    def version(self) -> int:
        """Return the version of what the public may see; it grows with every change of that."""
        with self.engine.connect() as connection:
            return records.data_version(connection)

    def find(self, text: str = "", *, limit: int = 20, offset: int = 0) -> tuple[Event, ...]:
        """Return events of the record whose id or title holds a text, the latest day first."""
        query = (
            select(t.event.c.event_id)
            .where(_holds(text, t.event.c.event_id, t.event.c.title))
            .order_by(t.event.c.date.desc(), t.event.c.event_id)
            .limit(limit)
            .offset(offset)
        )
        with self.engine.connect() as connection:
            found = [
                changes.current(connection, f"event:{one}") for one in connection.scalars(query)
            ]
        return tuple(one for one in found if isinstance(one, Event))

    def told(self, event_id: str) -> tuple[Event, tuple[Claim, ...]]:
        """Return an event and its claims.

        Raises
        ------
        QueryError
            There is no such event.
        """
        mine = t.claim.c.event_id == event_id
        with self.engine.connect() as connection:
            event = changes.current(connection, f"event:{event_id}")
            if not isinstance(event, Event):
                raise QueryError(f"there is no event {event_id!r}")
            ids = connection.scalars(
                select(t.claim.c.claim_id).where(mine).order_by(t.claim.c.claim_id)
            ).all()
            claims = [changes.current(connection, f"claim:{one}") for one in ids]
        return event, tuple(one for one in claims if isinstance(one, Claim))


def _holds(text: str, *columns: Column[str]) -> ColumnElement[bool]:
    """Whether one of the columns holds a text, case aside, in any script."""
    wanted = text.strip().casefold()
    return or_(*(func.fold(column).contains(wanted, autoescape=True) for column in columns))


def _source_of(connection: Connection, document_id: str) -> Source | None:
    document = drafts.document(connection, document_id)
    return drafts.source(connection, document.source_id) if document else None
