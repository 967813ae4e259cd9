"""What readers are told of changes to something that was public. Pure.

Old numbers, dates, places, types and outcomes are told; old wording is not, for it may be the very thing that had to go. Who
changed it is not told either.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from geodata.history import Correction, Revision
from geodata.quantity import Quantity

__all__ = ["corrections"]

_TOLD = ("event_type", "date", "time_start", "time_end", "place_id", "outcome", "status")
_NAMED = ("title", "summary", "where_as_written", "episode_id")
"""Fields of which only the change itself is told."""
_PUBLIC_CLAIMS = ("accepted", "unverifiable")


def corrections(revisions: Iterable[Revision]) -> tuple[Correction, ...]:
    """Return the corrections that a history of events and claims holds, the oldest first.

    What came with an event when it was first published is no correction; a claim that joined it later is one.
    """
    every = tuple(revisions)
    first = {r.record.partition(":")[2]: r.change_id for r in every if _is_new_event(r)}
    found: list[Correction] = []
    for revision in every:
        kind = revision.record.partition(":")[0]
        if kind == "event":
            found += _of_event(revision)
        elif kind == "claim":
            found += _of_claim(revision, first)
    return tuple(found)


def _of_event(revision: Revision) -> Iterator[Correction]:
    if not (revision.before and revision.after):
        return
    was, became = json.loads(revision.before), json.loads(revision.after)
    for name in (*_TOLD, *_NAMED):
        if was[name] != became[name]:
            before, after = (was[name], became[name]) if name in _TOLD else ("", "")
            day = revision.at[:10]
            yield Correction(was["event_id"], day, name, before, after, revision.reason)


def _of_claim(revision: Revision, first: Mapping[str, str]) -> Iterator[Correction]:
    was = json.loads(revision.before) if revision.before else None
    became = json.loads(revision.after) if revision.after else None
    claim = became or was
    if claim is None or first.get(claim["event_id"]) == revision.change_id:
        return
    before, after = _said(was), _said(became)
    if before == after and _is_public(was) == _is_public(became):
        return
    yield Correction(
        claim["event_id"], revision.at[:10], claim["field"], before, after, revision.reason
    )


def _said(claim: Mapping[str, Any] | None) -> str:
    """The number of a public claim; nothing of its words."""
    if claim is None or not _is_public(claim) or not claim["quantity"]:
        return ""
    quantity = Quantity(**claim["quantity"])
    if quantity.low == quantity.high:
        return str(quantity.low if quantity.low is not None else quantity.best)
    if quantity.high is None:
        return f"≥ {quantity.low}"
    return f"≤ {quantity.high}" if quantity.low is None else f"{quantity.low}–{quantity.high}"


def _is_public(claim: Mapping[str, Any] | None) -> bool:
    return claim is not None and claim["status"] in _PUBLIC_CLAIMS


def _is_new_event(revision: Revision) -> bool:
    return revision.record.startswith("event:") and not revision.before
