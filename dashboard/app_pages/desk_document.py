"""One document on the desk: its text, its drafts, and what an editor needs to decide on the one that is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from dashboard.app_pages.desk_draft import packed
from dashboard.app_pages.desk_history import lines
from dashboard.app_pages.desk_place import candidates
from dashboard.app_pages.desk_preview import widened
from dashboard.data import Snapshot
from geodata.desk import Desk, Opened
from geodata.draft import Draft
from geodata.gazetteer.gazetteer import Gazetteer
from geodata.model import Event, Source

__all__ = ["chosen", "document"]

_WAITING = ("proposed", "in_review")
_NEAR = 30
"""Events at the place that a draft can be tied to."""


def chosen(opened: Opened, wanted: str) -> Draft | None:
    """Return the draft that is open: the wanted one, else the first that waits, else the first; None when there is none."""
    by_id = {draft.draft_id: draft for draft in opened.drafts}
    waiting = (draft for draft in opened.drafts if draft.state in _WAITING)
    return by_id.get(wanted) or next(waiting, None) or next(iter(opened.drafts), None)


def document(  # noqa: PLR0913 - told by keyword
    desk: Desk,
    opened: Opened,
    draft: Draft | None,
    *,
    snapshot: Snapshot,
    gazetteer: Gazetteer,
    translate: Callable[[str], str],
    language: str,
) -> dict[str, Any]:
    """Return a document as the browser gets it; the keys are those of ``DocumentData`` in the front end."""
    source, text = opened.source, opened.document
    return {
        "doc": text.document_id,
        "text": text.text,
        "source": _source(source),
        "retrieved": text.retrieved,
        "relatives": [
            {"title": kin.title, "publisher": kin.publisher, "shared": shared}
            for kin, shared in opened.relatives
        ],
        "drafts": [packed(one, translate, language) for one in opened.drafts],
        "open": draft.draft_id if draft else "",
        "aside": _aside(desk, opened, draft, snapshot, gazetteer) if draft else None,
    }


def _aside(
    desk: Desk, opened: Opened, draft: Draft, snapshot: Snapshot, gazetteer: Gazetteer
) -> dict[str, Any]:
    """What only the open draft needs."""
    twins = desk.duplicates(draft)
    return {
        "draft": draft.draft_id,
        "duplicates": [_brief(e) | {"widens": widened(draft, e, snapshot)} for e in twins[:5]],
        "candidates": candidates(gazetteer, draft, opened.mentions),
        "events": [_brief(event) for event in _near(snapshot, draft)],
        "history": lines(desk.history(f"draft:{draft.draft_id}")),
    }


def _near(snapshot: Snapshot, draft: Draft) -> list[Event]:
    """The public events at the place, those nearest in time first, and those that the draft is tied to."""
    index = snapshot.index
    tied = {link.target_id for link in draft.links}
    here = [e for e in index.events if draft.place_id and e.place_id == draft.place_id]
    here.sort(key=lambda event: _apart(event.date, draft.date))
    more = [index.events[index.row[one]] for one in tied if one in index.row]
    return list({event.event_id: event for event in (*more, *here[:_NEAR])}.values())


def _apart(one: str, other: str) -> int:
    """Roughly how many days lie between two dates; far when one is missing."""
    if not (one[:4].isdecimal() and other[:4].isdecimal()):
        return 10**6
    return abs(_day(one) - _day(other))


def _day(date: str) -> int:
    parts = [*date[:10].split("-"), "1", "1"]
    year, month, day = (int(part) if part.isdecimal() else 1 for part in parts[:3])
    return year * 372 + month * 31 + day


def _brief(event: Event) -> dict[str, Any]:
    return {
        "event_id": event.event_id,
        "event_type": event.event_type,
        "layer": event.layer,
        "title": event.title,
        "date": event.date,
        "time_start": event.time_start,
    }


def _source(source: Source) -> dict[str, Any]:
    plain = asdict(source)
    return {
        name: plain[name]
        for name in ("title", "publisher", "publisher_kind", "author", "language", "published")
    } | {"url": source.url or None}
