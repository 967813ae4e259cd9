"""What is published already, as editors see it: found by id or title, corrected with a reason, or withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from dashboard.app_pages.desk_draft import TEXTS, Wire, mark, read_place, text_of
from dashboard.app_pages.desk_history import lines
from dashboard.app_pages.desk_near import episodes
from dashboard.app_pages.desk_place import candidates
from dashboard.data import Snapshot
from geodata import review
from geodata.desk import Desk
from geodata.draft import Whereabouts
from geodata.errors import QueryError, StaleError
from geodata.gazetteer.gazetteer import Gazetteer
from geodata.model import Claim, Event, Place
from geodata.quantity import Quantity
from geodata.store.editors import Editor

__all__ = ["correct", "events", "one_event", "withdraw"]

_PAGE = 20
_FIELDS = (*TEXTS, "episode_id", "sensitivity", "disclosure")


def events(desk: Desk, text: str, page: str) -> dict[str, Any]:
    """Return a page of the events that a search finds; the keys are those of ``EventsData`` in the front end."""
    number = int(page) if page.isdecimal() and 0 < int(page) < 100_000 else 1
    found = desk.find(text[:200], limit=_PAGE + 1, offset=(number - 1) * _PAGE)
    return {
        "text": text,
        "page": number,
        "more": len(found) > _PAGE,
        "items": [
            {
                "event_id": event.event_id,
                "event_type": event.event_type,
                "layer": event.layer,
                "title": event.title,
                "date": event.date,
                "status": event.status,
            }
            for event in found[:_PAGE]
        ],
        "one": None,
    }


def one_event(
    desk: Desk, event_id: str, *, snapshot: Snapshot, gazetteer: Gazetteer
) -> dict[str, Any]:
    """Return an event with its claims, its history, and the places and episodes that it could have."""
    event, claims = desk.told(event_id)
    where = _where(desk, event)
    near = candidates(gazetteer, event.place_id, where, event.where_as_written)
    return {
        "place": near[0] if where else None,
        "candidates": near,
        "episodes": episodes(snapshot.index, event.place_id, event.date, [event_id]),
        "event": asdict(event) | {"layer": event.layer},
        "mark": mark(event, *claims),
        "claims": [asdict(claim) | _basis(desk, claim) for claim in claims],
        "history": lines(desk.history(f"event:{event_id}")),
    }


def _basis(desk: Desk, claim: Claim) -> dict[str, Any]:
    """What a claim rests on: its source, its words there, and whether it is an editor's own word."""
    words = desk.words(claim)
    own = claim.start is None and any(
        line.who and not line.before for line in desk.history(f"claim:{claim.claim_id}")
    )
    return {"source": desk.source(claim.source_id).title, "words": words, "own": own}


def correct(desk: Desk, editor: Editor, wire: Wire) -> str:
    """Correct an event and its claims as an editor asks; returns its id.

    Raises
    ------
    StaleError
        Somebody else changed it after the editor opened it.
    QueryError, InvalidRecordError
        A value cannot be, or there is no reason.
    """
    event, claims = _seen(desk, wire)
    reason = text_of(wire, "reason", 500)
    fields = _mapping(wire.get("fields", {}))
    place, at = _place(desk, fields.pop("place"), event) if "place" in fields else (None, {})
    wanted = replace(event, **_texts(fields), **at)
    if wanted.episode_id != event.episode_id:
        wanted = replace(wanted, sequence=None)
    by_id = {claim.claim_id: claim for claim in claims}
    changed: list[tuple[Claim, Claim]] = []
    for claim_id, changes in _mapping(wire.get("claims", {})).items():
        if claim_id not in by_id:
            raise QueryError(f"the event has no claim {claim_id!r}")
        changed.append((by_id[claim_id], _claim(by_id[claim_id], _mapping(changes))))
    new = [] if place is None else [(None, place)]
    desk.correct(editor, [*new, (event, wanted), *changed], reason)
    return event.event_id


def withdraw(desk: Desk, editor: Editor, wire: Wire) -> str:
    """Take an event off the map as an editor asks; returns its id."""
    event, _claims = _seen(desk, wire)
    reason, instead = text_of(wire, "reason", 40), text_of(wire, "replaced_by", 128)
    if instead:
        desk.told(instead)
    desk.withdraw(editor, event, reason=reason, replaced_by=instead)
    return event.event_id


def _seen(desk: Desk, wire: Wire) -> tuple[Event, tuple[Claim, ...]]:
    """The event as it is now, if that is as the editor saw it."""
    event, claims = desk.told(text_of(wire, "event", 128))
    if text_of(wire, "mark", 64) != mark(event, *claims):
        record = f"event:{event.event_id}"
        last = desk.history(record, limit=1)
        raise StaleError(record, event, last[0].who if last else "", last[0].at if last else "")
    return event, claims


def _where(desk: Desk, event: Event) -> Whereabouts | None:
    place = desk.place(event.place_id) if event.place_id else None
    return Whereabouts(place.name(), place.point, place.radius_m, "picked") if place else None


def _place(desk: Desk, wire: object, event: Event) -> tuple[Place | None, dict[str, Any]]:
    """The place that the editor chose: what has to be made of it, and what the event says."""
    read = read_place(wire, event.event_id[-5:].lower())
    place_id, where = read["place_id"], read["place"]
    if where is None or desk.place(place_id):
        return None, {"place_id": place_id}
    return review.place_of(place_id, where, event.where_as_written), {"place_id": place_id}


def _texts(wire: object) -> dict[str, Any]:
    told = _mapping(wire)
    strangers = [name for name in told if name not in _FIELDS]
    if strangers:
        raise QueryError(f"{strangers[0]!r} is not a field that can be corrected")
    return {name: text_of(told, name) for name in told}


def _claim(claim: Claim, wire: Mapping[str, Any]) -> Claim:
    texts: dict[str, Any] = {
        name: text_of(wire, name)
        for name in ("status", "text", "note", "stated_by")
        if name in wire
    }
    numbers = wire.get("quantity")
    if isinstance(numbers, dict):
        parts = [numbers.get(name) for name in ("low", "best", "high")]
        if any(part is not None and not isinstance(part, int) for part in parts):
            raise QueryError("a number of people or homes is a whole number")
        known = any(part is not None for part in parts)
        return replace(claim, **texts, quantity=Quantity(*parts) if known else None)
    return replace(claim, **texts)


def _mapping(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise QueryError("the correction is not of the form that was expected")
    return value
