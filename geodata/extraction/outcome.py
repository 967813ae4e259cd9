"""How an attempt on homes ended, told from the words after it and from what else the report tells. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geodata.extraction.joining import Gathered
from geodata.extraction.numbers import Given
from geodata.extraction.phrases import phrases, rows
from geodata.extraction.report import Report

__all__ = ["Outcome", "outcome_of"]

_HOMES = frozenset({"demolition", "demolition_attempt", "eviction"})
_LEFT = frozenset({"withdrawal"})
_STOOD = frozenset({"blockade", "barricade", "clash", "negotiation", "protest"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended, and the words that say so."""

    code: str
    rule: str
    start: int
    end: int


def outcome_of(
    report: Report, events: Sequence[Gathered], event: Gathered, numbers: Sequence[Given]
) -> Outcome | None:
    """Return the outcome of an act on homes; None where none can be told, or the event has none."""
    if event.event_type not in _HOMES:
        return None
    first, end = _stretch(report, events, event)
    words = _worded(report, first, end, event)
    if event.event_type == "demolition_attempt":
        return words or _left(events, event)
    tried = all(t.told.kind in ("attempt", "came", "failed") for t in event.tellings)
    if event.event_type == "eviction" and tried:
        return words or _left(events, event)
    if words and words.code == "partial":
        return words
    left = _left_standing(numbers)
    if left:
        return left
    return Outcome("completed", "the act is told as done", event.first.start, event.first.end)


def _left_standing(numbers: Sequence[Given]) -> Outcome | None:
    """More homes were to fall than fell."""
    fell = [g for g in numbers if g.name == "homes_demolished"]
    meant = [g for g in numbers if g.name == "homes_targeted"]
    if not fell or not meant:
        return None
    most = max(g.count.quantity.high or g.count.quantity.low or 0 for g in fell)
    least = min(g.count.quantity.low or g.count.quantity.best or 0 for g in meant)
    if 0 < most < least:
        return Outcome(
            "partial", "fewer fell than were to fall", meant[0].count.start, meant[0].count.end
        )
    return None


def _stretch(report: Report, events: Sequence[Gathered], event: Gathered) -> tuple[int, int]:
    """Rows from the first telling to the next act on homes, of another phase, day or place."""
    first = (
        event.tellings[-1].row
        if len(event.tellings) > 1 and event.first.row <= report.lead + 1
        else event.first.row
    )
    others = [
        e.first.row
        for e in events
        if e is not event and e.event_type in _HOMES and e.first.row > first
    ]
    return event.first.row, min(others, default=len(report.rows))


def _worded(report: Report, first: int, end: int, event: Gathered) -> Outcome | None:
    wanted = {
        "demolition": ("partial",),
        "demolition_attempt": ("postponed", "cancelled", "repelled"),
        "eviction": ("postponed", "cancelled", "repelled"),
    }[event.event_type]
    for row in report.rows[first : min(end, first + 14)]:
        line = row.line
        for cue in rows("outcomes"):
            if cue["language"] != report.language or cue["outcome"] not in wanted:
                continue
            for phrase in phrases(cue["phrase"], report.language):
                for i in range(len(line.tokens)):
                    last = phrase.match(line.tokens, i, len(line.tokens))
                    if last is not None:
                        a, b = line.tokens[i].start, line.tokens[last - 1].end
                        return Outcome(cue["outcome"], f"words: {cue['phrase']}", a, b)
    return None


def _left(events: Sequence[Gathered], event: Gathered) -> Outcome | None:
    """Those who came left, and residents had stood against them."""
    away = next((t for t in event.extra if t.found.act.code == "withdraw"), None)
    after = [e for e in events if e.date == event.date and e.main.start > event.main.start]
    left = next((e for e in after if e.event_type in _LEFT), None)
    stood = any(e.event_type in _STOOD for e in events if e.date == event.date)
    if away and stood:
        return Outcome("repelled", "they left", away.start, away.end)
    if left and stood:
        return Outcome("repelled", "they left", left.first.start, left.first.end)
    return None
