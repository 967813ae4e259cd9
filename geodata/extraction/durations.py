"""How long something lasted, as a report tells it: "an hour and a half", "более двух часов", "within the hour". Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from geodata.extraction.time_grammar import find, level, value

__all__ = ["Duration", "find_durations"]


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: ``text[start:end]`` in Unicode code points."""

    start: int
    end: int
    text: str
    low_minutes: int
    high_minutes: int
    """As low as told, or wider where the text only bounds it."""
    rule: str
    kind: str = "lasting"
    """lasting, or within ("within the hour": some time up to it)."""


def find_durations(text: str, language: str) -> tuple[Duration, ...]:
    """Return the lengths of time in a text, in order, none overlapping another.

    "Two days ago" is a date and "at two hours" a time; neither is a length.

    Examples
    --------
    >>> [(one.low_minutes, one.high_minutes) for one in find_durations("It lasted an hour and a half.", "en")]
    [(90, 90)]
    """
    levelled = level(text)
    found = []
    for pattern, match in find("duration_patterns", language, levelled):
        low, high = _READINGS[pattern.meaning](_Told(match, language))
        if high <= 0:
            continue
        start, end = match.span()
        bound = value(language, "approx", match.groupdict().get("approx") or "")
        within = pattern.meaning == "within" or bound == "within"
        low, high = _bounded(low, high, "within" if within else bound)
        kind = "within" if within else "lasting"
        found.append(Duration(start, end, text[start:end], low, high, pattern.rule, kind))
    kept: list[Duration] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


class _Told:
    """The numbers of a match."""

    def __init__(self, match: re.Match[str], language: str) -> None:
        self._match, self._language = match, language

    def value(self, name: str) -> str:
        words = self._match.groupdict().get(name)
        return value(self._language, name.rstrip("2"), words) if words else ""

    @property
    def unit(self) -> int:
        return int(self.value("span") or self.value("long") or 0)

    def count(self, name: str = "count") -> tuple[int, int]:
        low, _, high = (self.value(name) or "1").partition("-")
        return int(low), int(high or low)


def _bounded(low: int, high: int, bound: str) -> tuple[int, int]:
    """Widen a length by the word before it; by how much is our own guess, and an editor sees the words."""
    if bound == "within":
        return 0, high
    if bound == "over":
        return low, high * 3 // 2
    if bound == "under":
        return low * 3 // 4, high
    if bound == "about":
        return low * 3 // 4, high * 5 // 4
    return low, high


def _count(told: _Told) -> tuple[int, int]:
    low, high = told.count()
    return low * told.unit, high * told.unit


def _half(told: _Told) -> tuple[int, int]:
    low, high = _count(told)
    return low + told.unit // 2, high + told.unit // 2


def _decimal(told: _Told) -> tuple[int, int]:
    minutes = round(float(told._match["decimal"].replace(",", ".")) * told.unit)  # noqa: SLF001
    return minutes, minutes


def _range(told: _Told) -> tuple[int, int]:
    return told.count()[0] * told.unit, told.count("count2")[1] * told.unit


def _times(number: float) -> Callable[[_Told], tuple[int, int]]:
    def read(told: _Told) -> tuple[int, int]:
        minutes = round(number * told.unit)
        return minutes, minutes

    return read


def _long(told: _Told) -> tuple[int, int]:
    minutes = int(told.value("stem") or 0) * told.unit
    return minutes, minutes


_READINGS: dict[str, Callable[[_Told], tuple[int, int]]] = {
    "count": _count,
    "half": _half,
    "decimal": _decimal,
    "range": _range,
    "half-unit": _times(0.5),
    "one-half": _times(1.5),
    "half-hour": lambda _told: (30, 30),
    "within": _times(1),
    "long": _long,
    "long-half": _times(1.5),
}
