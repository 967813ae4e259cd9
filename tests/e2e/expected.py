"""What the map must show, worked out from the shipped facts without the map's own code."""

from __future__ import annotations

import datetime as dt

from geodata.model import Event, Facts


def inside(facts: Facts, first: str, last: str, *, certain: bool = False) -> set[str]:
    """Return ids of the events that may have happened in the window, or that surely did."""
    start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return {event.event_id for event in facts.events if _inside(event, start, end, certain)}


def _inside(event: Event, start: dt.date, end: dt.date, certain: bool) -> bool:
    interval = event.interval
    if interval is None:
        return False
    first, last = interval.start or dt.date.min, interval.end or dt.date.max
    return start <= first and last <= end if certain else first <= end and last >= start


def cited(facts: Facts, event_id: str) -> set[str]:
    """Return ids of the sources of an event."""
    return {claim.source_id for claim in facts.claims if claim.event_id == event_id}
