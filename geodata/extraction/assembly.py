"""Events put together as drafts: each field a claim with the words that say so. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geodata.draft import Draft
from geodata.extraction.joining import Gathered
from geodata.extraction.numbers import Given
from geodata.extraction.outcome import Outcome
from geodata.extraction.report import Report
from geodata.extraction.speakers import stated_by
from geodata.extraction.telling import Telling
from geodata.extraction.titles import title_of
from geodata.model import Claim, Link
from geodata.quantity import Quantity, envelope

__all__ = ["Parts", "derived_times", "draft_of", "times_of"]

_LONGEST = 160
"""Letters of the report that a claim may hold: it becomes public when it is accepted."""
_SURE = {"fact": 0.85, "attempt": 0.8, "came": 0.75, "failed": 0.75, "present": 0.65}


@dataclass(frozen=True, slots=True)
class Parts:
    """An event with all that was told of it."""

    draft_id: str
    event: Gathered
    numbers: tuple[Given, ...]
    outcome: Outcome | None
    times: tuple[Evidence, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a claim says and the words that say it."""

    field: str
    value: str
    """Of the draft's field; empty for numbers."""
    start: int
    end: int
    rule: str
    confidence: float
    quantity: Quantity | None = None


def draft_of(report: Report, parts: Parts, voice: str) -> Draft:
    """Return the draft of one event."""
    event = parts.event
    evidence = [
        *_told(event),
        *_dated(event),
        *parts.times,
        *_placed(event),
        *_ended(parts.outcome),
        *_counted(parts.numbers),
    ]
    claims = tuple(_claim(report, parts.draft_id, i, e, voice) for i, e in enumerate(evidence, 1))
    spot, dated = event.spot, event.dated
    numbers = _ranges(claims)
    return Draft(
        draft_id=parts.draft_id,
        document_id=report.document.document_id,
        source_id=report.document.source_id,
        event_type=event.event_type,
        title=title_of(event.event_type, spot.whereabouts().name if spot else "", numbers),
        date=event.date,
        date_basis=dated.when.basis if dated.when else "inferred",
        time_start=next((e.value for e in parts.times if e.field == "time_start"), ""),
        time_end=next((e.value for e in parts.times if e.field == "time_end"), ""),
        timezone="",
        place_id=(spot.toponym.place_id or "") if spot else "",
        place=spot.whereabouts() if spot else None,
        where_as_written=spot.toponym.text if spot else "",
        outcome=parts.outcome.code if parts.outcome else "",
        claims=claims,
        links=parts.links,
        doubts=_doubts(event, numbers, parts.numbers),
        confidence=_confidence(event),
    )


def times_of(event: Gathered) -> tuple[Evidence, ...]:
    """Return the hours of an event: those in the sentence of its first telling that has one."""
    for telling in event.tellings:
        clock = telling.clock
        if clock is None:
            continue
        sure = round(clock.confidence - 0.1 * clock.approximate, 2)
        start = Evidence(
            "time_start", clock.time_start, clock.start, clock.end, clock.rule, max(sure, 0.1)
        )
        if not clock.time_end:
            return (start,)
        return start, Evidence(
            "time_end", clock.time_end, clock.start, clock.end, clock.rule, max(sure, 0.1)
        )
    return ()


def derived_times(events: Sequence[Gathered], index: int) -> tuple[Evidence, ...]:
    """Return the hours of a stand-off or of talks whose length is told, counted back from the storming or the leaving that ended it.

    Only where the next act of the story follows it at a told hour, on the same day and at the same place.
    """
    mine = events[index]
    lengths = [d for t in mine.tellings for d in t.durations if d.low_minutes == d.high_minutes]
    after = [
        e
        for e in events
        if e.event_type in ("clash", "withdrawal")
        and e.date == mine.date
        and e.spot
        and mine.spot
        and e.spot.key == mine.spot.key
    ]
    clocks = [
        t.clock for e in after for t in e.tellings if t.clock and t.start > mine.tellings[-1].end
    ]
    if mine.event_type != "negotiation" or not lengths or not clocks:
        return ()
    length, clock = lengths[0], min(clocks, key=lambda c: c.start)
    hour, minute = (int(part) for part in clock.time_start.split(":"))
    begun = 60 * hour + minute - length.low_minutes
    if begun < 0:
        return ()
    rule = "derived: its length before the next act"
    start = f"{begun // 60:02d}:{begun % 60:02d}"
    return (
        Evidence("time_start", start, length.start, length.end, rule, 0.5),
        Evidence("time_end", clock.time_start, clock.start, clock.end, rule, 0.5),
    )


def _told(event: Gathered) -> list[Evidence]:
    """Each telling once: that it happened."""
    found: dict[tuple[int, int], Evidence] = {}
    for telling in (*event.tellings, *event.extra):
        rule = f"act:{telling.found.act.code}/{telling.told.kind}"
        span = (telling.start, telling.end)
        found.setdefault(span, Evidence("event", "", *span, rule, _sure(telling)))
    return list(found.values())


def _dated(event: Gathered) -> list[Evidence]:
    """Every expression of the day, once."""
    found: dict[tuple[int, int], Evidence] = {}
    for telling in event.tellings:
        when = telling.when
        if when is not None and when.date == event.date:
            rule = f"date:{when.rule}" if telling.dated_here else f"date:{when.rule}/context"
            span = (when.start, when.end)
            found.setdefault(span, Evidence("date", when.date, *span, rule, when.confidence))
    return list(found.values())


def _placed(event: Gathered) -> list[Evidence]:
    spot = event.spot
    if spot is None:
        return []
    name = spot.toponym
    sure = 0.9 if name.place_id and spot.how == "named" else 0.7 if name.place_id else 0.4
    return [
        Evidence("place_id", name.place_id or "", name.start, name.end, f"place:{spot.how}", sure)
    ]


def _ended(outcome: Outcome | None) -> list[Evidence]:
    if outcome is None:
        return []
    return [
        Evidence(
            "outcome", outcome.code, outcome.start, outcome.end, f"outcome:{outcome.rule}", 0.7
        )
    ]


def _counted(numbers: Sequence[Given]) -> list[Evidence]:
    """Numbers as claims; a weaker "at least" beside a stronger one is kept in words, so that no one is counted twice."""
    found = []
    for one in numbers:
        rule = f"count:{one.count.rule}" + ("" if one.near else "/context")
        sure = round(max(one.count.confidence - (0 if one.near else 0.15), 0.1), 2)
        span = (one.count.start, one.count.end)
        if _outdone(one, numbers):
            found.append(Evidence("summary", "", *span, rule, sure))
        else:
            found.append(Evidence(one.name, "", *span, rule, sure, one.count.quantity))
    return found


def _outdone(one: Given, numbers: Sequence[Given]) -> bool:
    mine = one.count.quantity
    if mine.high is not None or mine.best is not None or mine.low is None:
        return False
    return any(
        other.name == one.name
        and other is not one
        and (other.count.quantity.low or 0) > (mine.low or 0)
        for other in numbers
    )


def _claim(report: Report, draft_id: str, number: int, evidence: Evidence, voice: str) -> Claim:
    text = report.document.text
    start, end = _short(text, evidence.start, evidence.end)
    row = next(r for r in report.rows if r.line.sentence.start <= start < r.line.sentence.end)
    return Claim(
        claim_id=f"{draft_id}-c{number:02d}",
        event_id=draft_id,
        source_id=report.document.source_id,
        field=evidence.field,
        text=" ".join(text[start:end].split()),
        quantity=evidence.quantity,
        stated_by=stated_by(row.line, voice=voice),
        start=start,
        end=end,
        status="proposed",
        document_id=report.document.document_id,
        rule=evidence.rule,
        confidence=evidence.confidence,
    )


def _short(text: str, start: int, end: int) -> tuple[int, int]:
    """At most 160 letters, cut between two words."""
    if end - start <= _LONGEST:
        return start, end
    cut = text.rfind(" ", start + 1, start + _LONGEST)
    return start, cut if cut > start else start + _LONGEST


def _ranges(claims: Sequence[Claim]) -> Mapping[str, Quantity]:
    found: dict[str, list[Quantity]] = {}
    for claim in claims:
        if claim.quantity:
            found.setdefault(claim.field, []).append(claim.quantity)
    ranges = {name: envelope(every) for name, every in found.items()}
    return {name: known for name, known in ranges.items() if known}


def _doubts(
    event: Gathered, ranges: Mapping[str, Quantity], numbers: Sequence[Given]
) -> tuple[str, ...]:
    spot, dated = event.spot, event.dated
    found = {
        "no_day": not event.date,
        "no_place": spot is None,
        "place_unsure": spot is not None and spot.toponym.place_id is None,
        "place_from_context": spot is not None and spot.how == "discourse",
        "date_from_context": bool(event.date) and not dated.dated_here,
        "hearsay": all(t.outlook == "hearsay" for t in event.tellings),
        "background": event.first.told.before,
        "sources_differ": _differ(ranges, numbers),
    }
    return tuple(code for code, holds in found.items() if holds)


def _differ(ranges: Mapping[str, Quantity], numbers: Sequence[Given]) -> bool:
    for name in ranges:
        every = {g.count.quantity for g in numbers if g.name == name and not _outdone(g, numbers)}
        if len(every) > 1:
            return True
    return False


def _sure(telling: Telling) -> float:
    sure = _SURE.get(telling.told.kind, 0.6) - 0.15 * telling.quoted - 0.3 * bool(telling.outlook)
    return round(max(sure, 0.1), 2)


def _confidence(event: Gathered) -> float:
    sure = max(_sure(t) for t in event.tellings) + 0.03 * (len(event.tellings) - 1)
    spot = event.spot
    sure -= (
        0.1 * (not event.date)
        + 0.15 * (spot is None)
        + 0.05 * (spot is not None and spot.how != "named")
    )
    return round(min(max(sure, 0.05), 0.97), 2)
