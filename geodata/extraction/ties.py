"""Which draft answers, follows or is part of which: by type, place, day and order in the report. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.extraction.joining import Gathered
from geodata.extraction.phrases import rows

__all__ = ["ties_of"]


def ties_of(events: Sequence[Gathered], index: int) -> tuple[tuple[str, int], ...]:
    """Return the ties of one event: link type, and the index of the event that it is tied to."""
    mine = events[index]
    found: list[tuple[str, int]] = []
    for row in rows("ties"):
        if row["event_type"] != mine.event_type:
            continue
        target = _target(events, index, row["targets"].split("|"), row["link_type"])
        if target is not None and all(target != known for _, known in found):
            found.append((row["link_type"], target))
    return tuple(found)


def _target(
    events: Sequence[Gathered], index: int, wanted: Sequence[str], link_type: str
) -> int | None:
    """The event of a wanted type that was told last before this one; at the same place where there is one.

    Only where none was told before it may it be one that the report tells afterwards, of the same day.
    """
    mine = events[index]
    fit = [
        i
        for i, e in enumerate(events)
        if i != index and e.event_type in wanted and _before(e, mine, link_type)
    ]
    near = [i for i in fit if _at_one(events[i], mine)]
    before = [i for i in near if events[i].main.start < mine.main.start]
    return before[-1] if before else next(iter(near), None)


def _before(one: Gathered, mine: Gathered, link_type: str) -> bool:
    if one.date and mine.date and one.date > mine.date:
        return False
    return one.main.start < mine.main.start or (link_type != "follows" and one.date == mine.date)


def _at_one(one: Gathered, mine: Gathered) -> bool:
    a, b = one.spot, mine.spot
    return (
        a is None
        or b is None
        or a.key == b.key
        or mine.event_type in ("solidarity", "protest", "trial", "legal_action")
    )
