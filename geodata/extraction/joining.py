"""Tellings of one event brought together; what only leads up to an act joined with it. Pure.

Two tellings are one event when type, place and day agree, unless the report says that it happened again. Joining too much is
mended at the desk with a click; an event told twice on the map is a lie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from geodata.dates import interval_of, overlaps
from geodata.extraction.phrases import in_class
from geodata.extraction.places import Spot, contains, same_place
from geodata.extraction.report import Report
from geodata.extraction.telling import Telling

__all__ = ["Gathered", "gather"]

_HOMES = ("demolition", "demolition_attempt", "eviction")
"""What is done to homes: a second one on the same day is a phase of its own."""


_HURTING = (
    "clash",
    "demolition",
    "demolition_attempt",
    "eviction",
    "blockade",
    "protest",
    "police_operation",
)


_LONG = 60
"""Days before the report from which on an act is no part of what it tells without a day."""
_FILED_WITHIN = 3
"""Days before a dateline within which what it reports undated may have happened."""
_ASIDES = {"withdrawal": ("demolition_attempt",), "trial": ("order",)}


@dataclass(eq=False)
class Gathered:
    """One event and everything that tells of it."""

    event_type: str
    tellings: list[Telling]
    phase: int = 0
    """How many attempts on homes the report had told before it."""
    extra: list[Telling] = field(default_factory=list)
    """Tellings of acts that are only a part of it: the coming of those who then demolished."""

    @property
    def first(self) -> Telling:
        """The telling that came first in the text."""
        return self.tellings[0]

    @property
    def main(self) -> Telling:
        """The telling in the course of the story, not in its headline or lead, where there is one."""
        return next((t for t in self.tellings if t.main), self.first)

    @property
    def spot(self) -> Spot | None:
        """The best known place: one named beside the act before one taken from the context."""
        named = [t.spot for t in self.tellings if t.spot and t.spot.how == "named"]
        return next(iter(named), self.first.spot)

    @property
    def dated(self) -> Telling:
        """The telling that says the day best."""
        here = [t for t in self.tellings if t.when and t.dated_here]
        known = sorted((t for t in self.tellings if t.when), key=lambda t: t.filed)
        return next(iter(here), next(iter(known), self.first))

    @property
    def date(self) -> str:
        """EDTF; empty where no telling has one."""
        return self.dated.when.date if self.dated.when else ""


def gather(report: Report, tellings: Sequence[Telling]) -> tuple[Gathered, ...]:
    """Return the events that the tellings are of, in the order in which the story comes to them."""
    events: list[Gathered] = []
    phase = 0
    for telling in tellings:
        summary = report.rows[telling.row].paragraph <= report.lead
        known = _known(report, events, telling, phase)
        if known is not None:
            known.tellings.append(telling)
            continue
        if telling.event_type in _HOMES and telling.again and not summary:
            phase += any(e.event_type in _HOMES and _one_day(e, telling) for e in events)
        events.append(Gathered(telling.event_type, [telling], phase))
    events = _without_approaches(report, events)
    events = _without_hurts(_without_lesser(events))
    events = _without_echoes(report, _without_asides(events))
    return tuple(sorted(events, key=lambda e: e.main.start))


def _known(
    report: Report, events: Sequence[Gathered], telling: Telling, phase: int
) -> Gathered | None:
    """The event that a telling is one more telling of."""
    alike = [
        e
        for e in events
        if e.event_type == telling.event_type
        and _is_hurt(e.first) == _is_hurt(telling)
        and _one_day(e, telling)
        and _one_place(e, telling)
        and not _long_ago(report, e, telling)
    ]
    if not alike:
        return None
    newest = alike[-1]
    if newest.event_type in _HOMES and telling.again and newest.first.row != telling.row:
        ordinal = telling.told.kind == "reference"
        return newest if ordinal or newest.first.again else None
    if newest.event_type == "negotiation" and newest.phase != phase:
        return None
    return newest


def _long_ago(report: Report, event: Gathered, telling: Telling) -> bool:
    """Whether one of the two is told without a day and the other is of a time long before the report."""
    mine, its = telling.when, event.dated.when
    known = mine or its
    if known is None or (mine and its) or not report.published:
        return False
    end, written = interval_of(known.date).end, interval_of(report.published).start
    return bool(end and written and (written - end).days > _LONG)


def _is_hurt(telling: Telling) -> bool:
    """An injury and a death are both casualties, and not one event."""
    return telling.found.act.code == "hurt"


def _one_day(event: Gathered, telling: Telling) -> bool:
    mine, its = telling.when, event.dated.when
    if mine is None or its is None:
        return True
    if telling.filed != event.dated.filed:
        return _days_between(mine.date, its.date) <= _FILED_WITHIN
    if not (telling.dated_here or event.dated.dated_here):
        return mine.date == its.date
    if telling.filed:
        return _days_between(mine.date, its.date) <= _FILED_WITHIN
    return mine.date == its.date or (
        overlaps(interval_of(mine.date), interval_of(its.date))
        and (not telling.dated_here or not event.dated.dated_here)
    )


def _days_between(one: str, other: str) -> int:
    a, b = interval_of(one).start, interval_of(other).start
    return abs((a - b).days) if a and b else 10_000


def _one_place(event: Gathered, telling: Telling) -> bool:
    mine, its = telling.spot, event.spot
    if mine is None or its is None or same_place(mine, its):
        return True
    return contains(mine, its) or contains(its, mine) if _loose(mine, its) else False


def _loose(mine: Spot, its: Spot) -> bool:
    """A place taken from the context, or one that hardly belongs to its act, gives way to the other."""
    return not (mine.how == "named" and its.how == "named" and mine.strong and its.strong)


def _without_approaches(report: Report, events: Sequence[Gathered]) -> list[Gathered]:
    """Join the coming of machines and bailiffs with what they came for; alone it is an attempt."""
    kept: list[Gathered] = []
    for event in events:
        if event.event_type == "police_operation" and all(
            t.found.act.code == "arrive" for t in event.tellings
        ):
            act = _act_for(event, events)
            if act is not None and not _tells_of_police(report, event, act):
                act.extra += event.tellings
                continue
            police = any(_in_clause(report, t, "police") for t in event.tellings)
            if act is None and (not police or _turned_back(report, event, events)):
                event.event_type = _aim(event, events)
        kept.append(event)
    return kept


def _turned_back(report: Report, event: Gathered, events: Sequence[Gathered]) -> bool:
    """Whether they came with machines that pull down houses, and were stopped or left."""
    machines = any(
        _in_clause(report, t, name) for t in event.tellings for name in ("wrecker", "bailiff")
    )
    return machines and any(
        e.event_type in ("blockade", "withdrawal")
        and _one_day(e, event.first)
        and _one_place(e, event.first)
        for e in events
    )


def _aim(event: Gathered, events: Sequence[Gathered]) -> str:
    """What bailiffs and machines that came without police came for: what they came for the last time, else to demolish."""
    before = [
        e
        for e in events
        if e.event_type in ("demolition_attempt", "eviction") and _one_place(e, event.first)
    ]
    return before[-1].event_type if before else "demolition_attempt"


def _act_for(event: Gathered, events: Sequence[Gathered]) -> Gathered | None:
    """The act on homes of the same day and place, the next one in the text first."""
    acts = [
        e
        for e in events
        if e.event_type in _HOMES and _one_day(e, event.first) and _one_place(e, event.first)
    ]
    later = [e for e in acts if e.first.row >= event.first.row]
    return next(iter(later), next(iter(acts), None))


def _tells_of_police(report: Report, event: Gathered, act: Gathered) -> bool:
    """Whether the coming of police has a sentence of its own."""
    rows = {t.row for t in act.tellings}
    alone = [t for t in event.tellings if t.row not in rows and _in_clause(report, t, "police")]
    return bool(alone)


def _in_clause(report: Report, telling: Telling, name: str) -> bool:
    """Whether a word of a class stands in the clause of a telling."""
    line = report.rows[telling.row].line
    start, end = line.clause(telling.found.head)
    subject = telling.found.subject
    start = start if subject is None else min(start, max(0, subject - 1))
    return any(in_class(t, name, line.language) for t in line.tokens[start:end])


def _without_lesser(events: Sequence[Gathered]) -> list[Gathered]:
    """An attempt that ended in fallen homes is their demolition; so is the eviction told with it."""
    fallen = [e for e in events if e.event_type == "demolition"]
    kept = []
    for event in events:
        lesser = event.event_type in ("demolition_attempt", "eviction")
        act = next(
            (
                e
                for e in fallen
                if lesser
                and e.phase == event.phase
                and _one_day(e, event.first)
                and _one_place(e, event.first)
            ),
            None,
        )
        if act is None:
            kept.append(event)
        else:
            act.extra += event.tellings
    return kept


def _without_hurts(events: Sequence[Gathered]) -> list[Gathered]:
    """Injuries are told of the clash, or of the act on homes, in which people were hurt; a death stands by itself."""
    kept = []
    for event in events:
        hurt = event.event_type == "casualty" and all(
            t.found.act.code == "hurt" for t in event.tellings
        )
        act = next((e for e in events if hurt and _died_too(e, event)), None) or next(
            (
                e
                for kind in _HURTING
                for e in events
                if hurt
                and e.event_type == kind
                and _one_day(e, event.first)
                and _one_place(e, event.first)
            ),
            None,
        )
        if act is None:
            kept.append(event)
        else:
            act.extra += event.tellings
    return kept


def _died_too(death: Gathered, hurt: Gathered) -> bool:
    """Whether a sentence tells of the wound and of the death: "hit by a bullet, he died"."""
    rows = {t.row for t in death.tellings if not _is_hurt(t)}
    return death.event_type == "casualty" and bool(rows & {t.row for t in hurt.tellings})


def _without_asides(events: Sequence[Gathered]) -> list[Gathered]:
    """Leaving told in one breath with the attempt is its outcome; a court that grants and orders at once has ordered."""
    kept = []
    for event in events:
        wanted = _ASIDES.get(event.event_type, ())
        rows = {t.row for t in event.tellings}
        act = next(
            (
                e
                for e in events
                if e.event_type in wanted
                and rows <= {t.row for t in e.tellings}
                and _one_day(e, event.first)
            ),
            None,
        )
        if act is None or event.first.clock is not None:
            kept.append(event)
        else:
            act.extra += event.tellings
    return kept


def _without_echoes(report: Report, events: Sequence[Gathered]) -> list[Gathered]:
    """What only a headline tells is told below in other words; it becomes an event where nothing else does."""
    body = [
        e for e in events if any(report.rows[t.row].paragraph >= report.lead for t in e.tellings)
    ]
    if not body:
        return list(events)
    body += [
        e for e in events if e not in body and any(t.dated_here or t.clock for t in e.tellings)
    ]
    for event in events:
        if event in body:
            continue
        same = next((e for e in body if e.event_type == event.event_type), None)
        if same is not None:
            same.extra += event.tellings
    return body
