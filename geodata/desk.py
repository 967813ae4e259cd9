"""The editors' side of one record: what waits, what an editor decides, and the way from there to the public map.

Every call that writes is one transaction that names its editor, holds what was before and after, and is refused when somebody
else was faster. A decision that was acknowledged is on the disk; the published copy follows, and is made again at the next
start when the process dies in between.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, or_, select
from sqlalchemy.exc import IntegrityError

from geodata import disclosure, review
from geodata.draft import Draft
from geodata.errors import QueryError, StoreError
from geodata.history import Revision
from geodata.model import Claim, Document, Event, Facts, Mention, Place, Source
from geodata.settings import Settings
from geodata.store import changes, drafts, editors, records
from geodata.store import tables as t
from geodata.store.changes import Change
from geodata.store.editors import Editor
from geodata.store.engine import open_record, writing

__all__ = ["Desk", "Opened"]

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No letters or digits that are taken for one another."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A document on the desk."""

    source: Source
    document: Document
    mentions: tuple[Mention, ...]
    drafts: tuple[Draft, ...]
    relatives: tuple[tuple[Source, float], ...]
    """Sources that tell much the same in the same words, and how much of it, 0 to 1."""


class Desk:
    """The desk of one record.

    Parameters
    ----------
    settings
        The operator's choices: where the record and its published copy are.
    clock
        Returns the moment, with its time zone.
    """

    def __init__(self, settings: Settings, clock: Callable[[], dt.datetime]) -> None:
        self._settings = settings
        self._clock = clock
        self.engine: Engine = open_record(settings.db)

    def close(self) -> None:
        """Let go of the record."""
        self.engine.dispose()

    # What is there

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
            return _draft(connection, draft_id)

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
        escaped = re.sub(r"([%_\\])", r"\\\1", text.strip())
        like = f"%{escaped}%"
        told = or_(
            t.event.c.event_id.ilike(like, escape="\\"), t.event.c.title.ilike(like, escape="\\")
        )
        query = (
            select(t.event.c.event_id)
            .where(told)
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

    # What an editor does

    def save(self, editor: Editor, seen: Draft, wanted: Draft, reason: str = "") -> Draft:
        """Keep an edited draft.

        Parameters
        ----------
        seen
            The draft as the editor saw it.
        wanted
            What they made of it.

        Raises
        ------
        StaleError
            Somebody else changed it meanwhile; nothing was written.
        """
        self._change(editor, [Change(seen, wanted)], reason)
        return wanted

    def accept(
        self, editor: Editor, seen: Draft, *, episode_id: str = "", reason: str = ""
    ) -> review.Decided:
        """Make a draft an event, and publish it.

        Raises
        ------
        ReviewError
            Something is missing; all of it.
        StaleError
            Somebody else changed the draft meanwhile.
        """
        with self._deciding(editor) as connection:
            decided = review.accept(
                seen,
                event_id=_new_id(connection, seen.date),
                siblings=_siblings(connection, seen),
                known_places=connection.scalars(select(t.place.c.place_id)).all(),
                episode_id=episode_id,
                reason=reason,
            )
            made = [decided.place, decided.event, *decided.claims]
            new = [Change(None, one) for one in made if one is not None]
            self._write(
                connection, editor, [*new, *_linked(connection, decided)], seen, decided, reason
            )
        self._publish()
        return decided

    def merge(
        self, editor: Editor, seen: Draft, event_id: str, *, reason: str = ""
    ) -> review.Decided:
        """Join a draft's claims to an event that is there, and publish it."""
        with self._deciding(editor) as connection:
            event = changes.current(connection, f"event:{event_id}")
            if not isinstance(event, Event) or event.status != "published":
                raise QueryError(f"there is no event {event_id!r} that could be joined")
            decided = review.merge(seen, event, siblings=_siblings(connection, seen), reason=reason)
            new = [Change(None, claim) for claim in decided.claims]
            self._write(
                connection, editor, [*new, *_linked(connection, decided)], seen, decided, reason
            )
        self._publish()
        return decided

    def set_aside(self, editor: Editor, seen: Draft, state: str, reason: str) -> Draft:
        """Reject a draft, mark it unverifiable, or open it again."""
        with self._deciding(editor) as connection:
            closed = review.close(seen, state, reason)
            self._apply(connection, editor, [Change(seen, closed)], reason)
        return closed

    def correct(
        self,
        editor: Editor,
        seen: Event | Claim | Source,
        wanted: Event | Claim | Source,
        reason: str,
    ) -> None:
        """Correct something that is public, with a reason that readers can see."""
        with self._deciding(editor) as connection:
            if not reason.strip():
                raise QueryError("a correction needs a reason; readers will see it")
            self._apply(connection, editor, [Change(seen, wanted)], reason)
        self._publish()

    def withdraw(self, editor: Editor, seen: Event, *, reason: str, replaced_by: str = "") -> None:
        """Take an event off the map; at its link stands a tombstone that tells nothing of what it held.

        Parameters
        ----------
        reason
            A code of the vocabulary's list `withdrawals`.
        """
        with self._deciding(editor) as connection:
            gone, stone = review.withdraw(
                seen, reason=reason, now=self._clock(), replaced_by=replaced_by
            )
            self._apply(connection, editor, [Change(seen, gone), Change(None, stone)], reason)
        self._publish()

    def add_place(self, editor: Editor, place: Place, reason: str = "") -> None:
        """Add a place of our own to the gazetteer."""
        self._change(editor, [Change(None, place)], reason or "place added at the desk")

    def undo(self, editor: Editor, change_id: str = "") -> tuple[Revision, ...]:
        """Take back a change, or the editor's last one that still stands; returns what was taken back.

        Raises
        ------
        StaleError
            Something of it was changed again since.
        StoreError
            There is nothing to undo.
        """
        with self._deciding(editor) as connection:
            wanted = change_id or changes.last_standing(connection, editor.name)
            taken = changes.undo(connection, wanted, who=editor.name, now=self._clock())
        self._publish()
        return taken

    # How it is written

    def _change(self, editor: Editor, wanted: Sequence[Change], reason: str) -> None:
        with self._deciding(editor) as connection:
            self._apply(connection, editor, wanted, reason)

    @contextmanager
    def _deciding(self, editor: Editor) -> Iterator[Connection]:
        """A transaction that writes, for somebody who may: that is asked before anything else."""
        try:
            with writing(self.engine) as connection:
                editors.demand(connection, editor)
                yield connection
        except IntegrityError as err:
            raise StoreError(
                "nothing was written: this names a record that is not there, or takes one away that others rest on; "
                "undo or change those first"
            ) from err

    def _write(  # noqa: PLR0913, PLR0917 - the parts of one decision
        self,
        connection: Connection,
        editor: Editor,
        made: Sequence[Change],
        seen: Draft,
        decided: review.Decided,
        reason: str,
    ) -> None:
        self._apply(connection, editor, [Change(seen, decided.draft), *made], reason)

    def _apply(
        self, connection: Connection, editor: Editor, wanted: Iterable[Change], reason: str
    ) -> None:
        changes.apply(
            connection,
            wanted,
            change_id=_token(),
            who=editor.name,
            now=self._clock(),
            reason=reason,
        )

    def _publish(self) -> None:
        disclosure.publish(self.engine, self._settings.published)


def _token() -> str:
    return secrets.token_hex(8)


def _new_id(connection: Connection, date: str) -> str:
    """An id that no event has or had. It is not a running number: a gap in one would tell of what is hidden."""
    year = date.lstrip("./")[:4] if date else "0000"
    while True:
        found = f"HG-{year}-{''.join(secrets.choice(_ALPHABET) for _ in range(5))}"
        used = changes.current(connection, f"event:{found}")
        if used is None and not changes.history(connection, record=f"event:{found}", limit=1):
            return found


def _draft(connection: Connection, draft_id: str) -> Draft:
    found = changes.current(connection, f"draft:{draft_id}")
    if not isinstance(found, Draft):
        raise QueryError(f"there is no draft {draft_id!r}")
    return found


def _siblings(connection: Connection, draft: Draft) -> tuple[Draft, ...]:
    every = drafts.drafts_of(connection, draft.document_id)
    return tuple(one for one in every if one.draft_id != draft.draft_id)


def _linked(connection: Connection, decided: review.Decided) -> list[Change]:
    found = [Change(None, link) for link in decided.links]
    return [one for one in found if changes.current(connection, one.record) is None]


def _source_of(connection: Connection, document_id: str) -> Source | None:
    document = drafts.document(connection, document_id)
    return drafts.source(connection, document.source_id) if document else None
