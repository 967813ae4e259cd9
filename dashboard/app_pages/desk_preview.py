"""What readers would see: the card of an event that is not public yet, made from the facts as they would be published. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from dashboard.cards import card
from dashboard.data import Snapshot
from geodata import vocabulary
from geodata.disclosure import Published, disclose
from geodata.draft import Draft
from geodata.index import Index
from geodata.model import Claim, Event, Facts, Source
from geodata.quantity import Quantity, envelope
from geodata.review import Decided

__all__ = ["preview", "widened"]


def preview(snapshot: Snapshot, decided: Decided, source: Source) -> dict[str, Any]:
    """Return the card that a decision would give, and the places that it names.

    Parameters
    ----------
    snapshot
        What is public now.
    decided
        What a decision would make of a draft.
    source
        The source of the draft.
    """
    event = decided.event
    assert event is not None
    facts = _around(snapshot.index, decided, event, source)
    would_be = Snapshot(Index(Published(snapshot.index.data_version, disclose(facts))))
    places = [would_be.place(place) for place in would_be.index.facts.places]
    return {"card": card(would_be, event.event_id), "places": places}


def widened(draft: Draft, event: Event, snapshot: Snapshot) -> list[dict[str, Any]]:
    """Return the numbers of an event that a draft's claims would change: each before and after."""
    mine: dict[str, list[Quantity]] = {}
    for claim in draft.claims:
        if claim.quantity and claim.status in ("proposed", "accepted"):
            mine.setdefault(claim.field, []).append(claim.quantity)
    rows = []
    for name in vocabulary.terms("quantities"):
        said = [
            claim.quantity
            for claim in snapshot.index.claims.get(event.event_id, ())
            if claim.field == name and claim.quantity and claim.status == "accepted"
        ]
        before, after = envelope(said), envelope([*said, *mine.get(name, [])])
        if before != after:
            rows.append({"field": name, "before": _plain(before), "after": _plain(after)})
    return rows


def _around(index: Index, decided: Decided, event: Event, source: Source) -> Facts:
    """The facts that a card of this event needs, as they would be."""
    linked = {end for link in decided.links for end in (link.event_id, link.target_id)}
    old = index.links_of(event.event_id)
    linked |= {end for link in old for end in (link.event_id, link.target_id)}
    others = [index.events[index.row[one]] for one in linked if one in index.row]
    mates = [one for one in index.events if event.episode_id and one.episode_id == event.episode_id]
    events = {one.event_id: one for one in (*others, *mates)} | {event.event_id: event}
    episode = index.episodes.get(event.episode_id)
    places = dict(index.places)
    if decided.place:
        places[decided.place.place_id] = decided.place
    claims = (*index.claims.get(event.event_id, ()), *decided.claims)
    return Facts(
        sources=_sources(index, claims, source),
        places=tuple(places.values()),
        events=tuple(events.values()),
        claims=tuple({claim.claim_id: claim for claim in claims}.values()),
        links=tuple(dict.fromkeys((*old, *decided.links))),
        episodes=(episode,) if episode else (),
    )


def _sources(index: Index, claims: Sequence[Claim], mine: Source) -> tuple[Source, ...]:
    told = {claim.source_id: index.sources.get(claim.source_id) for claim in claims}
    told |= {s.derived_from: index.sources.get(s.derived_from) for s in told.values() if s}
    known = {key: found for key, found in told.items() if found} | {mine.source_id: mine}
    return tuple(
        one if one.derived_from in known else replace(one, derived_from="")
        for one in known.values()
    )


def _plain(quantity: Quantity | None) -> dict[str, Any] | None:
    return asdict(quantity) if quantity else None
