"""One event as a card: everything that is public about it, and who says so; and what was corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from dashboard.data import Snapshot, source_lite
from geodata.history import Correction, Tombstone
from geodata.model import Claim, Link

__all__ = ["card", "corrections_of", "newest_first"]

Told = TypeVar("Told", Correction, Tombstone)


def card(snapshot: Snapshot, event_id: str) -> dict[str, Any] | None:
    """Return the card of an event as the browser gets it, None when there is no such event.

    The keys are those of ``EventCard`` in ``dashboard/frontend/src/types.ts``.
    """
    index = snapshot.index
    row = index.row.get(event_id)
    if row is None:
        return None
    event = index.events[row]
    interval = event.interval
    claims = index.claims.get(event_id, ())
    before, after = _neighbours(snapshot, event_id)
    cited = dict.fromkeys(claim.source_id for claim in claims)
    return asdict(event) | {
        "layer": event.layer,
        "date_start": interval.start.isoformat() if interval and interval.start else None,
        "date_end": interval.end.isoformat() if interval and interval.end else None,
        "time_start": event.time_start or None,
        "time_end": event.time_end or None,
        "place_id": event.place_id or None,
        "episode_id": event.episode_id or None,
        "quantities": {name: asdict(q) for name, q in index.quantities(event_id).items()},
        "previous": before,
        "next": after,
        "sources": [source_lite(index.sources[source_id]) for source_id in cited],
        "claims": [_claim(claim) for claim in claims],
        "links": [_link(snapshot, link, event_id) for link in index.links_of(event_id)],
        "corrected": _corrected(snapshot, event_id),
    }


def corrections_of(snapshot: Snapshot) -> dict[str, Any]:
    """Return every correction and withdrawal that readers are told of, the newest first."""
    facts = snapshot.index.facts
    return {
        "corrections": [asdict(correction) for correction in newest_first(facts.corrections)],
        "withdrawn": [asdict(stone) for stone in newest_first(facts.tombstones)],
    }


def newest_first(told: Sequence[Told]) -> list[Told]:
    """Return corrections or tombstones by their days, the newest first; within a day the last one made."""
    made = sorted(enumerate(told), key=lambda numbered: (numbered[1].at, numbered[0]), reverse=True)
    return [one for _, one in made]


def _corrected(snapshot: Snapshot, event_id: str) -> str | None:
    """Day of the last correction of an event."""
    made = snapshot.corrections.get(event_id)
    return made[-1].at if made else None


def _claim(claim: Claim) -> dict[str, Any]:
    plain = asdict(claim)
    del plain["event_id"]
    return plain


def _link(snapshot: Snapshot, link: Link, event_id: str) -> dict[str, Any]:
    out = link.event_id == event_id
    other_id = link.target_id if out else link.event_id
    other = snapshot.index.events[snapshot.index.row[other_id]]
    return {
        "link_type": link.link_type,
        "direction": "out" if out else "in",
        "event_id": other_id,
        "title": other.title,
        "date": other.date,
        "layer": other.layer,
        "event_type": other.event_type,
        "note": link.note,
    }


def _neighbours(snapshot: Snapshot, event_id: str) -> tuple[str | None, str | None]:
    """Ids of the events before and after in the same episode."""
    index = snapshot.index
    episode_id = index.events[index.row[event_id]].episode_id
    if not episode_id:
        return None, None
    told = [event.event_id for event in index.events if event.episode_id == episode_id]
    at = told.index(event_id)
    return (told[at - 1] if at else None), (told[at + 1] if at + 1 < len(told) else None)
