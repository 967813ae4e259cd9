"""The editors' side of one record: what waits, what an editor decides, and the way from there to the public map.

Every call that writes is one transaction that names its editor, holds what was before and after, and is refused when somebody
else was faster. A decision that was acknowledged is on the disk; the published copy follows, and is made again at the next
start when the process dies in between.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from geodata import disclosure, review
from geodata.draft import Draft
from geodata.errors import QueryError, StoreError
from geodata.history import Revision
from geodata.model import Claim, Episode, Event, Place, Source
from geodata.settings import Settings
from geodata.shelf import Shelf
from geodata.store import changes, drafts, editors, records
from geodata.store import tables as t
from geodata.store.changes import Change
from geodata.store.editors import Editor
from geodata.store.engine import writing

__all__ = ["Desk"]

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No letters or digits that are taken for one another."""

Correctable = Event | Claim | Source | Place


class Desk(Shelf):
    """The desk of one record.

    Parameters
    ----------
    settings
        The operator's choices: where the record and its published copy are.
    clock
        Returns the moment, with its time zone.
    """

    def __init__(self, settings: Settings, clock: Callable[[], dt.datetime]) -> None:
        super().__init__(settings)
        self._clock = clock

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

    def add_draft(
        self,
        editor: Editor,
        document_id: str,
        *,
        start: int | None = None,
        end: int | None = None,
        like: Draft | None = None,
    ) -> Draft:
        """Add a draft of an editor's own after the others of a document: what was not found, or one event that was two.

        Parameters
        ----------
        start, end
            The words of the document that say so; None where it begins with nothing.
        like
            A draft, as the editor saw it, to begin with a copy of.

        Raises
        ------
        QueryError
            There is no such document, or it has no such words.
        StaleError
            Somebody else changed the other draft meanwhile.
        """
        with self._deciding(editor) as connection:
            document = drafts.document(connection, document_id)
            if document is None or (like and like.document_id != document_id):
                raise QueryError(f"there is no document {document_id!r} in the archive")
            draft_id = drafts.next_id(connection, document_id)
            made = (
                review.copied(like, draft_id)
                if like
                else review.begun(document, draft_id, start, end)
            )
            seen = [Change(like, like)] if like else []
            self._apply(connection, editor, [*seen, Change(None, made)], "")
        return made

    def accept(
        self, editor: Editor, seen: Draft, *, episode: Episode | None = None, reason: str = ""
    ) -> review.Decided:
        """Make a draft an event, and publish it.

        Parameters
        ----------
        episode
            The one that it is part of, which is made when it is new.

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
                episode_id=episode.episode_id if episode else "",
                reason=reason,
            )
            made = [decided.place, _missing(connection, episode), decided.event, *decided.claims]
            new = [Change(None, one) for one in made if one is not None]
            done = Change(seen, decided.draft)
            self._apply(connection, editor, [done, *new, *_linked(connection, decided)], reason)
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
            done = Change(seen, decided.draft)
            self._apply(connection, editor, [done, *new, *_linked(connection, decided)], reason)
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
        changed: Iterable[tuple[Correctable | None, Correctable]],
        reason: str,
    ) -> None:
        """Correct what is in the record, all of it together. What is public needs a reason that readers can see.

        Parameters
        ----------
        changed
            Each record as the editor saw it, None where it is new, and what it is to be.

        Raises
        ------
        QueryError
            There is no reason, or a source would be a copy of its own copy.
        StaleError
            Somebody else changed one of them meanwhile.
        """
        wanted = [Change(seen, to_be) for seen, to_be in changed]
        with self._deciding(editor) as connection:
            if not reason.strip() and _is_told(connection, wanted):
                raise QueryError("a correction needs a reason; readers will see it")
            self._apply(connection, editor, wanted, reason)
            for one in wanted:
                if isinstance(one.after, Source) and one.after.derived_from:
                    _demand_origin(connection, one.after)
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
                "nothing was written: this names a record that is not there, or takes one away that others rest on"
            ) from err

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


def _siblings(connection: Connection, draft: Draft) -> tuple[Draft, ...]:
    every = drafts.drafts_of(connection, draft.document_id)
    return tuple(one for one in every if one.draft_id != draft.draft_id)


def _linked(connection: Connection, decided: review.Decided) -> list[Change]:
    found = [Change(None, link) for link in decided.links]
    return [one for one in found if changes.current(connection, one.record) is None]


def _missing(connection: Connection, episode: Episode | None) -> Episode | None:
    """The episode, if it has to be made."""
    if episode is None or changes.current(connection, f"episode:{episode.episode_id}"):
        return None
    if not episode.title.strip():
        raise QueryError("give the new episode a title")
    return episode


def _is_told(connection: Connection, wanted: Iterable[Change]) -> bool:
    """Whether a change is one that readers may ask the reason of: of events and claims always, of sources that they see."""
    before = [one.before for one in wanted if one.before is not None]
    if not all(isinstance(one, Source) for one in before):
        return True
    shown = {s.source_id for s in disclosure.disclose(records.read(connection)).sources}
    return any(isinstance(one, Source) and one.source_id in shown for one in before)


def _demand_origin(connection: Connection, source: Source) -> None:
    """See to it that what a source copies does not, in the end, copy that source."""
    passed, at = {source.source_id}, source.derived_from
    while at:
        if at in passed:
            raise QueryError("a report cannot be a copy of its own copy")
        passed.add(at)
        origin = drafts.source(connection, at)
        at = origin.derived_from if origin else ""
