"""Who told it: the source of a report as editors see it, corrected, and tied to the one that it copies or translates."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from dashboard.app_pages.desk_draft import Wire, mark, text_of
from dashboard.data import Snapshot
from geodata.desk import Desk
from geodata.errors import QueryError, StaleError
from geodata.model import Source
from geodata.shelf import Opened
from geodata.store.editors import Editor

__all__ = ["correct", "found", "join", "packed", "relatives"]

_FIELDS = (
    "title",
    "publisher",
    "publisher_kind",
    "author",
    "language",
    "url",
    "published",
    "reliability",
    "derived_from",
)
_NEAR = 0.3
"""Of two texts that share less than this, most that is the same are phrases of the trade."""


def packed(desk: Desk, source: Source, snapshot: Snapshot) -> dict[str, Any]:
    """Return a source as the browser gets it; the keys are those of ``SourceData`` in the front end."""
    plain = asdict(source)
    return {name: plain[name] for name in ("source_id", *_FIELDS)} | {
        "url": source.url or None,
        "mark": mark(source),
        "public": source.source_id in snapshot.index.sources,
        "origin": _brief(desk.source(source.derived_from)) if source.derived_from else None,
    }


def relatives(desk: Desk, opened: Opened) -> list[dict[str, Any]]:
    """Return the sources that tell much the same in the same words, and whether they count as one voice already."""
    mine = _origin(desk, opened.source).source_id
    return [
        _brief(kin) | {"shared": shared, "family": _origin(desk, kin).source_id == mine}
        for kin, shared in opened.relatives
        if shared >= _NEAR and kin.source_id != opened.source.source_id
    ]


def found(desk: Desk, text: str) -> list[dict[str, Any]]:
    """Return the sources that a search finds."""
    return [_brief(source) for source in desk.sources(text)]


def correct(desk: Desk, editor: Editor, wire: Wire) -> None:
    """Correct a source as an editor asks.

    Raises
    ------
    StaleError
        Somebody else changed it after the editor opened it.
    QueryError, InvalidRecordError
        A value cannot be, or the source is public and there is no reason.
    """
    seen, fields = _seen(desk, wire), wire.get("fields", {})
    if not isinstance(fields, dict) or not set(fields) <= set(_FIELDS):
        raise QueryError("the correction is not of the form that was expected")
    wanted = replace(seen, **{name: text_of(fields, name, 1000) for name in fields})
    if wanted.derived_from:
        desk.source(wanted.derived_from)
    desk.correct(editor, [(seen, wanted)], text_of(wire, "reason", 500))


def join(desk: Desk, editor: Editor, wire: Wire) -> None:
    """Make one family of two sources: the later one, with all that copies it, counts as a copy of the earlier."""
    seen = _seen(desk, wire)
    pair = (_origin(desk, seen), _origin(desk, desk.source(text_of(wire, "other", 128))))
    if pair[0] == pair[1]:
        raise QueryError("they are one family already")
    first, later = sorted(pair, key=lambda one: (one.published or "~", one is pair[0]))
    reason = "tells the same in the same words"
    desk.correct(editor, [(later, replace(later, derived_from=first.source_id))], reason)


def _origin(desk: Desk, source: Source) -> Source:
    """The source at the beginning of a line of copies."""
    passed = {source.source_id}
    while source.derived_from and source.derived_from not in passed:
        passed.add(source.derived_from)
        source = desk.source(source.derived_from)
    return source


def _seen(desk: Desk, wire: Wire) -> Source:
    """The source as it is now, if that is as the editor saw it."""
    source = desk.source(text_of(wire, "source", 128))
    if text_of(wire, "mark", 64) != mark(source):
        record = f"source:{source.source_id}"
        last = desk.history(record, limit=1)
        raise StaleError(record, source, last[0].who if last else "", last[0].at if last else "")
    return source


def _brief(source: Source) -> dict[str, Any]:
    return {
        "source_id": source.source_id,
        "title": source.title or source.source_id,
        "publisher": source.publisher,
        "published": source.published,
    }
