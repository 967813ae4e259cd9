"""The one gate to the public: from the record to the published copy, which never held what must not be public.

Readers' pages, routes and exports open the published copy only, so that most leaks are impossible rather than forbidden.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Engine, insert
from sqlalchemy.exc import DatabaseError

from geodata.corrections import corrections
from geodata.errors import StoreError
from geodata.history import Correction, Tombstone
from geodata.model import Claim, Event, Facts, Place, Source
from geodata.space import Point
from geodata.store import changes, records, tables
from geodata.store import engine as stores

__all__ = ["Published", "disclose", "open_published", "publish", "published_version"]

_PUBLIC_CLAIMS = ("accepted", "unverifiable")
_WORLD = "gn:"
_COARSE_KINDS = ("district", "city", "region", "country")


@dataclass(frozen=True, slots=True)
class Published:
    """What the public may see, and which version of it."""

    data_version: int
    facts: Facts


def disclose(facts: Facts) -> Facts:
    """Return what may be public of a set of records. Pure.

    - Events that are published, not on hold and not withheld. Those of high sensitivity, or disclosed by district only, are
      moved to the district (or city, region) that contains their place and lose the place as written, the claims about
      their place, and the place of their episode.
    - Claims that were accepted, and those marked unverifiable (they are shown apart and never counted).
    - Links between public events; episodes that have one.
    - Points of places, with no more decimals than their radius supports: a digit beyond that would be false precision.
    - Sources and places, but for those that nothing public refers to and something hidden does.
    - Documents that were released or that a public claim points into, with the places that they name, without their text: the
      archive is for editors, and the text is its author's.
    - Corrections of public events; of those that were ever made less exact, only that something was changed.
    - Tombstones of withdrawn events, but for those on hold or withheld; they name no event that is not public.
    """
    places = {place.place_id: place for place in facts.places}
    events = tuple(_event(event, places) for event in facts.events if _is_public(event))
    shown = {event.event_id for event in events}
    told = {event.episode_id for event in events}
    masked = {event.event_id for event in facts.events if _is_masked(event)}
    vague = {event.episode_id for event in facts.events if event.event_id in masked}
    claims = tuple(
        claim
        for claim in facts.claims
        if claim.event_id in shown
        and claim.status in _PUBLIC_CLAIMS
        and not (claim.field == "place_id" and claim.event_id in masked)
    )
    facts = _without_unreleased(facts, claims)
    shown_places = _places(facts, events)
    kept = {place.place_id for place in shown_places}
    return replace(
        facts,
        events=events,
        sources=_sources(facts, claims),
        places=shown_places,
        claims=claims,
        links=tuple(
            link for link in facts.links if link.event_id in shown and link.target_id in shown
        ),
        episodes=tuple(
            replace(episode, place_id="")
            if episode.episode_id in vague or episode.place_id not in kept
            else episode
            for episode in facts.episodes
            if episode.episode_id in told
        ),
        documents=tuple(replace(document, text="", url="") for document in facts.documents),
        corrections=_corrections(facts, shown, masked, kept),
        tombstones=_tombstones(facts, shown),
    )


def publish(record: Engine, target: Path) -> Published:
    """Make the published copy anew: written aside, flushed to the disk, then swapped in.

    A reader sees the old copy or the new one, never half of either, also after a power cut.
    """
    with record.connect() as connection:
        version = records.data_version(connection)
        record_facts = records.read(connection)
        made = corrections(changes.public_history(connection))
        facts = disclose(replace(record_facts, corrections=made))
    aside = target.with_name(f"{target.name}.{os.getpid()}.new")
    aside.unlink(missing_ok=True)
    try:
        _write(aside, facts, version)
        aside.replace(target)
        _flush(target.parent)
    finally:
        aside.unlink(missing_ok=True)
    return Published(version, facts)


def open_published(path: Path) -> Published:
    """Read the published copy.

    Raises
    ------
    StoreError
        There is no copy at `path`, or it is not one.
    """
    engine = stores.open_readonly(path)
    try:
        with engine.connect() as connection:
            return Published(records.data_version(connection), records.read(connection))
    except DatabaseError as err:
        raise StoreError(
            f"{path} is not a published copy ({err.orig}); make it anew with `holdground publish`"
        ) from err
    finally:
        engine.dispose()


def published_version(path: Path) -> int | None:
    """Return the data version of the published copy at `path`; None when there is none that can be read."""
    if not path.is_file():
        return None
    engine = stores.open_readonly(path)
    try:
        with engine.connect() as connection:
            return records.data_version(connection)
    except DatabaseError:
        return None
    finally:
        engine.dispose()


def _is_public(event: Event) -> bool:
    return event.status == "published" and not _is_hidden(event)


def _is_hidden(event: Event) -> bool:
    return event.sensitivity == "hold" or event.disclosure == "withheld"


def _is_masked(event: Event) -> bool:
    return event.disclosure == "district" or event.sensitivity == "high"


def _event(event: Event, places: dict[str, Place]) -> Event:
    """Move an event to its district where only that may be told."""
    if not _is_masked(event):
        return event
    at = places.get(event.place_id)
    while at is not None and at.kind not in _COARSE_KINDS:
        at = places.get(at.parent_id)
    return replace(event, place_id=at.place_id if at else "", where_as_written="")


def _without_unreleased(facts: Facts, claims: Iterable[Claim]) -> Facts:
    """Leave out the reports that nobody released and no public claim rests on, with their sources and the places they name."""
    cited = {claim.document_id for claim in claims}
    cited_sources = {claim.source_id for claim in claims}
    documents = tuple(d for d in facts.documents if d.released or d.document_id in cited)
    told = {document.document_id for document in documents}
    kept = {document.source_id for document in documents} | cited_sources
    silent = {d.source_id for d in facts.documents} - kept
    return replace(
        facts,
        documents=documents,
        sources=tuple(s for s in facts.sources if s.source_id not in silent),
        mentions=tuple(m for m in facts.mentions if m.document_id in told),
    )


def _corrections(
    facts: Facts, shown: AbstractSet[str], masked: AbstractSet[str], places: AbstractSet[str]
) -> tuple[Correction, ...]:
    """What a correction says must not tell more than the event does."""
    public = [c for c in facts.corrections if c.event_id in shown]
    return tuple(
        replace(c, before="", after="", reason="")
        if c.event_id in masked
        or (c.field == "place_id" and not {c.before, c.after} <= {"", *places})
        else c
        for c in public
        if c.field != "status"
    )


def _tombstones(facts: Facts, shown: AbstractSet[str]) -> tuple[Tombstone, ...]:
    """A stone must not tell of an event that nobody knew of, be it under it or beside it."""
    hidden = {event.event_id for event in facts.events if _is_hidden(event)}
    return tuple(
        stone if stone.replaced_by in shown else replace(stone, replaced_by="")
        for stone in facts.tombstones
        if stone.event_id not in hidden
    )


def _sources(facts: Facts, claims: Iterable[Claim]) -> tuple[Source, ...]:
    told = {claim.source_id for claim in claims}
    told |= {document.source_id for document in facts.documents}
    told |= {source.derived_from for source in facts.sources if source.source_id in told}
    hidden = {claim.source_id for claim in facts.claims} - told
    kept = tuple(source for source in facts.sources if source.source_id not in hidden)
    known = {source.source_id for source in kept}
    return tuple(
        source if source.derived_from in known else replace(source, derived_from="")
        for source in kept
    )


def _places(facts: Facts, events: Iterable[Event]) -> tuple[Place, ...]:
    parents = {place.place_id: place.parent_id for place in facts.places}
    told = {event.place_id for event in events} | {m.place_id for m in facts.mentions}
    for place_id in tuple(told):
        at = parents.get(place_id, "")
        while at and at not in told:
            told.add(at)
            at = parents.get(at, "")
    hidden = {event.place_id for event in facts.events} - told
    return tuple(
        replace(place, point=_rounded(place))
        for place in facts.places
        if place.place_id not in hidden
        and not _inside(place.place_id, hidden, parents)
        # A place of the world is in the record only for the sake of what refers to it.
        and (place.place_id in told or not place.place_id.startswith(_WORLD))
    )


def _inside(place_id: str, hidden: AbstractSet[str], parents: Mapping[str, str]) -> bool:
    """Say whether a place lies in a hidden one, whose name its parent would tell."""
    at = parents.get(place_id, "")
    while at and at not in hidden:
        at = parents.get(at, "")
    return bool(at)


def _rounded(place: Place) -> Point | None:
    if place.point is None or place.radius_m is None:
        return None
    # One digit finer than the radius: 5 km are 0.045 degrees, so three decimals (a hundred metres).
    decimals = min(7, max(0, math.ceil(-math.log10(place.radius_m / 111_000)) + 1))
    return Point(round(place.point.lon, decimals), round(place.point.lat, decimals))


def _write(path: Path, facts: Facts, version: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    copy = stores.open_rebuildable(path)
    try:
        with copy.begin() as connection:
            records.write(connection, facts)
            row = {"key": "data_version", "value": str(version)}
            connection.execute(insert(tables.meta).values(**row))
    finally:
        copy.dispose()
    _flush(path)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
