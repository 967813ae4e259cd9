"""From the words that a pattern found to what they say: a match becomes a form, or nothing where it makes no sense. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from geodata.extraction.date_forms import (
    CalendarDate,
    Form,
    Night,
    Origin,
    Past,
    Period,
    Season,
    Shift,
    Span,
    Weekday,
)
from geodata.extraction.time_grammar import value

__all__ = ["form_of"]


def form_of(meaning: str, match: re.Match[str], language: str) -> Form | None:
    """Return what a match of a pattern with this meaning says; None where it cannot be a date."""
    return _READINGS[meaning](_Groups(match, language))


class _Groups:
    """The words of a match by class, each with its value."""

    def __init__(self, match: re.Match[str], language: str) -> None:
        self.text = match[0]
        self._found = match.groupdict()
        self._language = language

    def __contains__(self, name: str) -> bool:
        return self._found.get(name) is not None

    def raw(self, name: str) -> str:
        return self._found.get(name) or ""

    def value(self, name: str) -> str:
        """What the word stands for; empty where it was not found."""
        return value(self._language, name.rstrip("2"), self.raw(name)) if name in self else ""

    def number(self, name: str) -> int:
        return int(self.value(name) or 0)

    def signed(self, name: str) -> int | None:
        told = self.value(name)
        return int(told) if told else None

    def counted(self) -> tuple[int, int]:
        """Low and high of a count; one where none is told ("неделю назад")."""
        low, _, high = (self.value("count") or "1").partition("-")
        return int(low), int(high or low)


def _date(g: _Groups, mark: str = "") -> CalendarDate | None:
    """The first or second date of a match; what only the other one names is filled in by the caller."""
    if "dayno" in g:
        return _numbered(g.raw("dayno"), g.raw("monthno"), g.raw("yearno"))
    year, shift = _year(g, f"year{mark}")
    day = g.number(f"day{mark}") or g.number(f"dayth{mark}")
    weekday = g.value(f"weekday{mark}")
    counted = g.raw("monthshift")
    month = g.number(f"month{mark}")
    if not (mark or year or day or month) and shift is None:
        return None
    return CalendarDate(
        year=year,
        year_shift=shift,
        month=month,
        month_shift=(1 if counted in {"next", "следующего"} else -1) if counted else None,
        day=day,
        part=g.value(f"part{mark}"),
        weekday=int(weekday) if weekday and not mark else None,
    )


def _year(g: _Groups, name: str) -> tuple[int, int | None]:
    told = g.value(name)
    if digits := re.search(r"\d{4}", g.raw(name)):
        return int(digits[0]), None
    if not told:
        return 0, None
    return 0, int(told)


def _numbered(day: str, month: str, year: str) -> CalendarDate | None:
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    full = int(year) if len(year) == 4 else 2000 + int(year) - 100 * (int(year) > 68)
    return CalendarDate(year=full, month=int(month), day=int(day))


def _calendar(g: _Groups) -> Form | None:
    first = _date(g)
    if first is None or not any(f"{name}2" in g for name in ("day", "month", "year", "part")):
        return first
    if first.month and not any(f"{name}2" in g for name in ("day", "month", "part")):
        year, shift = _year(g, "year2")  # "14 шілде 2006 жылы": the year stands last
        return replace(first, year=year or first.year, year_shift=shift)
    last = _date(g, "2")
    return _run(g, first, last) if last else None


def _run(g: _Groups, first: CalendarDate, last: CalendarDate) -> Form | None:
    """From one date to another; what only one of them names holds for both, but the year is left to `Span`."""
    if not (last.year or last.year_shift is not None):
        last = replace(last, year=first.year, year_shift=first.year_shift)
    last = replace(last, month=last.month or first.month)
    month = first.month or last.month
    backwards = month == last.month and first.day > last.day > 0  # "14-12 May" is no run of days
    if backwards or not (month or _listed(g, first.year, last.year)):
        return None
    return Span(replace(first, month=month, year_shift=None, weekday=None), last)


def _listed(g: _Groups, first: int, last: int) -> bool:
    """Years joined by "and" are a run only where one follows the other ("in 1995 and 2002" is none)."""
    loose = any(word in g.text for word in (" и ", " and ")) and "between" not in g.text
    return "между" in g.text or not loose or last == first + 1


def _slashed(g: _Groups) -> Form | None:
    """12/05/06 may be either: only what one order alone allows is read."""
    day, month, year = g.raw("dayno"), g.raw("monthno"), g.raw("yearno")
    either = {_numbered(day, month, year), _numbered(month, day, year)} - {None}
    return either.pop() if len(either) == 1 else None


def _which_month(g: _Groups) -> Form | None:
    return CalendarDate(month=g.number("month"), month_shift=g.signed("which"))


def _weekday(g: _Groups) -> Form | None:
    first = Weekday(g.number("weekday"), g.signed("which"), g.signed("week"))
    if "weekday2" not in g:
        return first
    last = Weekday(g.number("weekday2"), g.signed("which"), None)
    beside = "run" in g or (" and " not in g.text and " и " not in g.text)
    if not beside and (last.weekday - first.weekday) % 7 != 1:
        return None  # "on Monday and Friday" leaves out what lies between
    return Span(first, last)


def _deictic(g: _Groups) -> Form | None:
    origin, *days = g.value("deictic").split()
    low, high = int(days[0]), int(days[-1])
    return Shift(_ORIGINS[origin], low, high, "day", plain=True)


def _ago(g: _Groups) -> Form | None:
    if "halfyear" in g:
        return Shift("published", -1, -1, "halfyear")
    low, high = g.counted()
    return Shift("published", -high, -low, g.value("unit"), about="about" in g)


def _later(g: _Groups) -> Form | None:
    low, high = g.counted()
    return Shift("anchor", low, high, g.value("unit"), about="about" in g)


def _earlier(g: _Groups) -> Form | None:
    low, high = g.counted()
    return Shift("anchor", -high, -low, g.value("unit"), about="about" in g)


def _ahead(g: _Groups) -> Form | None:
    low, high = g.counted()
    return Shift("published", low, high, g.value("unit"))


def _either(g: _Groups) -> Form | None:
    low, high = g.counted()
    return Shift("either", low, high, g.value("unit"), about="about" in g)


def _over(g: _Groups) -> Form | None:
    return Past(g.counted()[1], g.value("unit"))


def _period(g: _Groups) -> Form | None:
    part = g.value("part")
    if "beforelast" in g:
        return Period(g.value("period"), -2)
    if "following" in g:
        return Period(g.value("period"), 1, origin="anchor")
    if "edge" in g:
        return Period(g.value("period"), 0, g.raw("edge") or "earlier")
    return Period(g.value("period"), g.signed("which"), part)


def _decade(g: _Groups) -> Form | None:
    told = int(g.raw("decade"))
    first = told if told > 100 else 1900 + told
    return CalendarDate(year=first, years=10, part=g.value("part"))


def _season(g: _Groups) -> Form | None:
    year, shift = _year(g, "year")
    season, part = g.value("season"), g.value("part")
    return Season(season, year, shift, g.signed("which"), part, double="year2" in g)


def _night(g: _Groups) -> Form | None:
    return _night_of(g, before=False)


def _night_before(g: _Groups) -> Form | None:
    return _night_of(g, before=True)


def _night_of(g: _Groups, *, before: bool) -> Form | None:
    of: CalendarDate | Weekday | None = _date(g)
    if "day" not in g:
        of = Weekday(g.number("weekday"), g.signed("which"))
    return Night(of, before) if of else None


def _eve(g: _Groups) -> Form | None:
    of = _date(g)
    return Night(of, before=True, only_eve=True) if of else None


def _feast(g: _Groups) -> Form | None:
    month, _, day = g.value("feast").partition("-")
    year, shift = _year(g, "year")
    return CalendarDate(year=year, year_shift=shift, month=int(month), day=int(day))


_ORIGINS: dict[str, Origin] = {"published": "published", "anchor": "anchor", "loose": "loose"}
_READINGS: dict[str, Callable[[_Groups], Form | None]] = {
    "calendar": _calendar,
    "slashed": _slashed,
    "which-month": _which_month,
    "weekday": _weekday,
    "deictic": _deictic,
    "ago": _ago,
    "later": _later,
    "earlier": _earlier,
    "ahead": _ahead,
    "ahead-future": _ahead,
    "either": _either,
    "over": _over,
    "period": _period,
    "decade": _decade,
    "season": _season,
    "night": _night,
    "night-before": _night_before,
    "eve": _eve,
    "feast": _feast,
}
