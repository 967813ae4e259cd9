"""What is published already, as editors see it: found by id or title, corrected with a reason, or withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from dashboard.app_pages.desk_draft import Wire, mark, text_of
from dashboard.app_pages.desk_history import lines
from geodata.desk import Desk
from geodata.errors import QueryError, StaleError
from geodata.model import Claim, Event
from geodata.quantity import Quantity
from geodata.store.editors import Editor

__all__ = ["correct", "events", "one_event", "withdraw"]

_PAGE = 20
_FIELDS = (
    "event_type",
    "title",
    "summary",
    "date",
    "date_basis",
    "time_start",
    "time_end",
    "timezone",
    "where_as_written",
    "outcome",
    "sensitivity",
    "disclosure",
)


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


def one_event(desk: Desk, event_id: str) -> dict[str, Any]:
    """Return an event with its claims and its history."""
    event, claims = desk.told(event_id)
    return {
        "event": asdict(event) | {"layer": event.layer},
        "mark": mark(event, *claims),
        "claims": [asdict(claim) for claim in claims],
        "history": lines(desk.history(f"event:{event_id}")),
    }


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
    if not reason:
        raise QueryError("a correction needs a reason; readers will see it")
    wanted = replace(event, **_texts(wire.get("fields", {})))
    by_id = {claim.claim_id: claim for claim in claims}
    changed: list[tuple[Claim, Claim]] = []
    for claim_id, changes in _mapping(wire.get("claims", {})).items():
        if claim_id not in by_id:
            raise QueryError(f"the event has no claim {claim_id!r}")
        changed.append((by_id[claim_id], _claim(by_id[claim_id], _mapping(changes))))
    if wanted != event:
        desk.correct(editor, event, wanted, reason)
    for before, after in changed:
        desk.correct(editor, before, after, reason)
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
