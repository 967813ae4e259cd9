"""What readers are told of changes to something that was public. Pure.

Old numbers, dates, places, types and outcomes are told; old wording is not, for it may be the very thing that had to go. Who
changed it is not told either.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import groupby
from typing import Any

from geodata.history import Correction, Revision
from geodata.quantity import Quantity

__all__ = ["corrections"]

_TOLD = ("event_type", "date", "time_start", "time_end", "place_id", "outcome", "status")
_NAMED = ("title", "summary", "where_as_written", "episode_id")
"""Fields of which only the change itself is told."""
_PUBLIC_CLAIMS = ("accepted", "unverifiable")
_SEEN = ("field", "text", "quantity", "stated_by", "source_id", "status")
"""What readers see of a claim."""


def corrections(revisions: Iterable[Revision]) -> tuple[Correction, ...]:
    """Return the corrections that a history of events and claims holds, the oldest first.

    What came or went together with its event is no correction; a claim that joined it later is one. Of what was changed in
    one go in the same way, readers are told once.
    """
    every = tuple(revisions)
    whole = {(r.record.partition(":")[2], r.change_id) for r in every if _came_or_went(r)}
    found: list[Correction] = []
    for _, together in groupby(every, key=lambda revision: revision.change_id):
        told = (c for revision in together for c in _of(revision, whole))
        found += dict.fromkeys(told)
    return tuple(found)


def _of(revision: Revision, whole: AbstractSet[tuple[str, str]]) -> Iterator[Correction]:
    kind = revision.record.partition(":")[0]
    if kind == "event":
        yield from _of_event(revision)
    elif kind == "claim":
        yield from _of_claim(revision, whole)


def _of_event(revision: Revision) -> Iterator[Correction]:
    if not (revision.before and revision.after):
        return
    was, became = json.loads(revision.before), json.loads(revision.after)
    for name in (*_TOLD, *_NAMED):
        if was[name] != became[name]:
            before, after = (was[name], became[name]) if name in _TOLD else ("", "")
            day = revision.at[:10]
            yield Correction(was["event_id"], day, name, before, after, revision.reason)


def _of_claim(revision: Revision, whole: AbstractSet[tuple[str, str]]) -> Iterator[Correction]:
    was = json.loads(revision.before) if revision.before else None
    became = json.loads(revision.after) if revision.after else None
    claim = became or was
    if claim is None or (claim["event_id"], revision.change_id) in whole:
        return
    if _seen(was) == _seen(became):
        return
    # A source that joins tells again much that others told: that it joined, and its numbers, are news; the rest is not.
    if was is None and claim["field"] != "event" and not claim["quantity"]:
        return
    day = revision.at[:10]
    field = "source" if was is None and claim["field"] == "event" else claim["field"]
    yield Correction(
        claim["event_id"], day, field, _counted(was), _counted(became), revision.reason
    )


def _counted(claim: Mapping[str, Any] | None) -> str:
    """The number of a claim that counts; nothing of its words."""
    if claim is None or claim["status"] != "accepted" or not claim["quantity"]:
        return ""
    quantity = Quantity(**claim["quantity"])
    if quantity.low == quantity.high:
        return str(quantity.low if quantity.low is not None else quantity.best)
    if quantity.high is None:
        return f"≥ {quantity.low}"
    return f"≤ {quantity.high}" if quantity.low is None else f"{quantity.low}–{quantity.high}"


def _seen(claim: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """What readers see of a claim; None where they do not."""
    if claim is None or claim["status"] not in _PUBLIC_CLAIMS:
        return None
    return {name: claim[name] for name in _SEEN}


def _came_or_went(revision: Revision) -> bool:
    """Whether a revision made an event, or took it away."""
    return revision.record.startswith("event:") and not (revision.before and revision.after)
