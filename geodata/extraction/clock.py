"""Clock times and durations in reports: "At 14.30 hrs", "в 5 часов утра", "an hour and a half". Pure.

A time is local to the place that is told of; no zone is read. "At dawn" names no hour and gives none. An hour that may be of
the morning or of the afternoon ("at four o'clock") is taken by the words around it, and told to be approximate where none help.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from geodata.extraction.durations import Duration, find_durations
from geodata.extraction.time_grammar import find, is_trapped, level, value

__all__ = ["ClockTime", "Duration", "find_durations", "find_times"]

_MORNING = re.compile(
    r"(?<!\w)(?:dawn|morning|night|sunrise|before first light|рассвет\w*|утр\w+|ноч\w+|таң\w*|түн\w*)(?!\w)"
)
_TIMETABLE = re.compile(r"(?<!\d)(?:\d{4}|\d\d[:. -]\d\d|\d:\d\d)(?!\d)")
_CYRILLIC = re.compile("[а-я]")
_AFTERNOON = re.compile(
    r"(?<!\w)(?:afternoon|evening|lunch\w*|dusk|вечер\w*|днем|после обеда|кешк\w*|түстен кейін)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day, or a stretch of it: ``text[start:end]`` in Unicode code points."""

    start: int
    end: int
    text: str
    time_start: str
    """HH:MM, local."""
    time_end: str
    """HH:MM where the text names an end; else empty."""
    rule: str
    confidence: float
    approximate: bool
    """Said to be about, by, before or after that time, or of an unnamed half of the day."""


def find_times(text: str, language: str) -> tuple[ClockTime, ...]:
    """Return the clock times of a text, in order, none overlapping another.

    Parameters
    ----------
    text
        Any text.
    language
        en, ru or kk; nothing is found in another.

    Examples
    --------
    >>> [(one.text, one.time_start) for one in find_times("At 14.30 hrs they came; by 6 p.m. all was over.", "en")]
    [('At 14.30 hrs', '14:30'), ('by 6 p.m.', '18:00')]
    """
    levelled = level(text)
    found: list[ClockTime] = []
    for pattern, match in find("clock_patterns", language, levelled):
        if is_trapped("clock_traps", language, levelled, *match.span()):
            continue
        read = _read(pattern.meaning, match, language)
        if read is None:
            continue
        first, last, sure = read
        start, end = match.span()
        rough = bool(match.groupdict().get("rough")) or sure < 0.6
        found.append(ClockTime(start, end, text[start:end], first, last, pattern.rule, sure, rough))
    kept: list[ClockTime] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


class _Told:
    """The words of a match with their numbers."""

    def __init__(self, match: re.Match[str], language: str) -> None:
        self._found = match.groupdict()
        self._language = language
        self.half, self.half2 = self.value("half"), self.value("half2")

    def value(self, name: str) -> str:
        return value(self._language, re.sub(r"\d", "", name), self._found.get(name) or "")

    def number(self, name: str) -> int:
        return int(self.value(name) or 0)

    def names(self, name: str) -> bool:
        return bool(self._found.get(name))

    def hour(self, name: str = "hour") -> int:
        """The hour of the dial; one where only "час" is said, -1 where none is."""
        words = self._found.get(name) or self._found.get("hour3") or ""
        return 1 if words == "час" else int(value(self._language, "hour", words) or -1)


Reading = tuple[str, str, float]
"""Start, end, confidence."""


def _read(meaning: str, match: re.Match[str], language: str) -> Reading | None:
    """Return what a match says; None where there is no such time."""
    told = _Told(match, language)
    if meaning in {"range", "bare"}:
        return _range(told, sure=0.85 if meaning == "range" else 0.45)
    if meaning == "clock":
        if told.names("point"):
            return _written(told.number("point") * 60), "", 0.8
        minutes = told.number("minute") or told.number("minute2")
        known = _minute_of_day(told.hour(), minutes, told.half)
        return _single(known, told, match)
    hour = told.number("nexthour") or told.hour()
    known = _minute_of_day(hour, 0, told.half)
    shift = {"past": told.number("past"), "to": -told.number("past"), "half-to": -30}[meaning]
    return _single(None if known is None else (known + shift) % 1440, told, match)


def _range(told: _Told, sure: float) -> Reading | None:
    last = (
        told.number("point2") * 60
        if told.names("point2")
        else _minute_of_day(told.hour("hour2"), told.number("minute2"), told.half2)
    )
    first = _minute_of_day(told.hour(), told.number("minute"), told.half or told.half2)
    if first is not None and last and first >= last and not told.half:
        # "from 10 to 12.30 p.m.": the first is of the morning
        first = _minute_of_day(told.hour(), told.number("minute"), "")
    if first is None or last is None or first == last:
        return None
    overnight = told.half or told.half2 or told.names("minute2") or told.names("point2")
    if first > last and not overnight:
        return None  # a number that fell from ten to eight
    return _written(first), _written(last), sure


def _minute_of_day(hour: int, minute: int, half: str) -> int | None:
    """Turn an hour of a half of the day into minutes since midnight; None where there is no such hour."""
    if not 0 <= hour <= 24 or (hour == 24 and minute):
        return None
    if hour <= 12:
        evening = half in {"evening", "night"} and hour == 12
        later = (half in {"pm", "evening"} and hour < 12) or (half == "day" and hour < 7)
        if evening or (half == "am" and hour == 12):
            hour = 0
        elif later or (half == "night" and 6 <= hour < 12):
            hour += 12
    elif half == "am" and hour > 12:
        return None
    return hour % 24 * 60 + minute


def _single(known: int | None, told: _Told, match: re.Match[str]) -> Reading | None:
    """Settle the half of the day of a time that does not name it."""
    if known is None:
        return None
    if told.half or known >= 13 * 60 or _is_timetable(match):
        return _written(known), "", 0.9 if match[0][0].isalpha() or told.half else 0.7
    if known >= 8 * 60:
        return _written(known), "", 0.7
    near = match.string[max(0, match.start() - 80) : match.end() + 60]
    if _AFTERNOON.search(near) and not _MORNING.search(near):
        return _written(known + 720), "", 0.7
    if _MORNING.search(near) or _CYRILLIC.search(
        match[0]
    ):  # which counts to 24 where it names no half
        return _written(known), "", 0.7
    return _written(known + 720), "", 0.4


def _is_timetable(match: re.Match[str]) -> bool:
    """Written by the 24 hours of a timetable: "04:30", "05.00", "0500 hrs"."""
    return bool(_TIMETABLE.search(match[0])) and "o'clock" not in match[0]


def _written(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
