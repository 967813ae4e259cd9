"""What is public near a draft: events that look the same, events that it can be tied to, episodes that it can be part of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from geodata import review
from geodata.draft import Draft
from geodata.index import Index
from geodata.model import Event

__all__ = ["alike", "brief", "episodes", "events"]

_EVENTS = 30
_EPISODES = 12


def alike(index: Index, drafts: Sequence[Draft]) -> dict[str, list[dict[str, Any]]]:
    """Return, by draft that waits, the public events of its place, day and type, but for those that this report became."""
    waiting = [draft for draft in drafts if draft.state in ("proposed", "in_review")]
    ours = {draft.event_id for draft in drafts}
    places = {draft.place_id for draft in waiting if draft.place_id}
    near = [e for e in index.events if e.place_id in places and e.event_id not in ours]
    return {
        draft.draft_id: [
            brief(event)
            for event in review.duplicates(draft, near)
            if event.event_type == draft.event_type
        ]
        for draft in waiting
    }


def events(index: Index, draft: Draft) -> list[Event]:
    """Return the public events at the place, those nearest in time first, and those that the draft is tied to."""
    tied = {link.target_id for link in draft.links}
    here = [e for e in index.events if draft.place_id and e.place_id == draft.place_id]
    here.sort(key=lambda event: _apart(event.date, draft.date))
    more = [index.events[index.row[one]] for one in tied if one in index.row]
    return list({event.event_id: event for event in (*more, *here[:_EVENTS])}.values())


def episodes(
    index: Index, place_id: str, date: str, with_events: Sequence[str] = ()
) -> list[dict[str, str]]:
    """Return the episodes that an event can be part of: those of certain events, then those at its place, the nearest first.

    Parameters
    ----------
    with_events
        Ids of events that may well be of the same confrontation: what else the report became.
    """
    told = [index.events[index.row[one]] for one in with_events if one in index.row]
    here = [e for e in index.events if place_id and e.place_id == place_id]
    here.sort(key=lambda event: _apart(event.date, date))
    ids = [event.episode_id for event in (*told, *here) if event.episode_id]
    ids += [e.episode_id for e in index.facts.episodes if place_id and e.place_id == place_id]
    return [
        {"episode_id": one, "title": index.episodes[one].title}
        for one in dict.fromkeys(ids)
        if one in index.episodes
    ][:_EPISODES]


def brief(event: Event) -> dict[str, Any]:
    """Return an event in a line; the keys are those of ``Brief`` in the front end."""
    return {
        "event_id": event.event_id,
        "event_type": event.event_type,
        "layer": event.layer,
        "title": event.title,
        "date": event.date,
        "time_start": event.time_start,
    }


def _apart(one: str, other: str) -> int:
    """Roughly how many days lie between two dates; far when one is missing."""
    if not (one[:4].isdecimal() and other[:4].isdecimal()):
        return 10**6
    return abs(_day(one) - _day(other))


def _day(date: str) -> int:
    parts = [*date[:10].split("-"), "1", "1"]
    year, month, day = (int(part) if part.isdecimal() else 1 for part in parts[:3])
    return year * 372 + month * 31 + day
