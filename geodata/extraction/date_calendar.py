"""What days an expression of time stands for, seen from the day of publication and from the day the narrative is at. Pure.

The calendar of news: a bare weekday is the latest one, and the day of publication itself when it is that weekday; a day without
a year is the latest such day, or one within a fortnight ahead; what has no exact day gets every day it may mean.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from geodata.extraction.date_arithmetic import (
    DAY,
    Stretch,
    month_end,
    part_of,
    same_day,
    season_of,
    shift_month,
    whole,
)
from geodata.extraction.date_forms import (
    CalendarDate,
    Form,
    Night,
    Past,
    Period,
    Season,
    Shift,
    Span,
    Weekday,
)

__all__ = ["Frame", "stretch_of"]

SOON = 14 * DAY
"""How far ahead a day without a year may lie when nothing says that it is a plan."""
_SOON_BOUND = {"since": 0 * DAY, "from": 60 * DAY, "after": 60 * DAY}
RETELLING = 60 * DAY
"""How far from the narrative's day a day without a year is still taken for that narrative's year."""


@dataclass(frozen=True, slots=True)
class Frame:
    """From where an expression is seen."""

    published: Stretch | None
    anchor: Stretch | None
    ahead: bool = False
    """A plan is told: days to come are meant."""
    bound: str = ""

    @property
    def today(self) -> dt.date | None:
        """The last day on which the report may have been published."""
        return self.published.end if self.published else None


def stretch_of(form: Form, frame: Frame) -> Stretch | None:
    """Return the days that a form may mean, or None where that cannot be told."""
    try:
        return _DAYS[type(form)](form, frame)
    except (ValueError, OverflowError):  # a day that does not exist, or lies beyond the calendar
        return None


def _calendar(form: CalendarDate, frame: Frame) -> Stretch | None:
    if form.year_shift is not None:
        if frame.today is None:
            return None
        form = replace(form, year=frame.today.year + form.year_shift, year_shift=None)
    if form.year:
        return _dated(form)
    if form.month == 0 or form.month_shift is not None:
        return _month_counted(form, frame)
    return _year_sought(form, frame)


def _dated(form: CalendarDate) -> Stretch:
    """Days of a form with a year."""
    if form.day:
        day = dt.date(form.year, form.month, form.day)
        return Stretch(day, day)
    if form.month:
        first = dt.date(form.year, form.month, 1)
        return part_of(Stretch(first, month_end(first)), form.part)
    return part_of(
        Stretch(dt.date(form.year, 1, 1), dt.date(form.year + form.years - 1, 12, 31)), form.part
    )


def _month_counted(form: CalendarDate, frame: Frame) -> Stretch | None:
    """ "The 12th", "the 12th of last month", "last March"."""
    today = frame.today
    if today is None:
        return None
    if form.month:  # "last March": never the month of publication itself
        years = [today.year + shift for shift in (-1, 0, 1)]
        found = [_dated(replace(form, year=year)) for year in years]
        if form.month_shift == 0:
            return found[1]
        past = form.month_shift == -1
        fit = [s for s in found if (s.end < today if past else s.start > today)]
        return (fit[-1] if past else fit[0]) if fit else None
    month = shift_month(today, form.month_shift or 0)
    here = replace(form, year=month.year, month=month.month)
    if form.month_shift is not None:
        return _dated(here)
    before, after = shift_month(today, -1), shift_month(today, 1)
    around = [replace(here, year=m.year, month=m.month) for m in (before, month, after)]
    return _nearest([days for one in around for days in _exists(one)], frame)


def _year_sought(form: CalendarDate, frame: Frame) -> Stretch | None:
    """A day or month without a year."""
    near = frame.anchor
    if near and (frame.today is None or near.end.year < frame.today.year):
        told = [
            s for y in (near.end.year, near.end.year + 1) for s in _exists(replace(form, year=y))
        ]
        close = [
            s for s in told if near.start - RETELLING <= s.end and s.start <= near.end + RETELLING
        ]
        if close:
            return close[0]
    if frame.today is None:
        return None
    years = range(frame.today.year - 8, frame.today.year + 2)
    found = [s for year in years for s in _exists(replace(form, year=year))]
    if form.weekday is not None:
        fit = [s for s in found[-4:] if s.start.weekday() == form.weekday]
        found = fit or found
    return _nearest(found, frame)


def _nearest(found: list[Stretch], frame: Frame) -> Stretch | None:
    """Of the same day in several years or months, the one that news means."""
    today = frame.today
    if today is None or not found:
        return None
    if frame.bound == "before" and not frame.ahead:
        return min(found, key=lambda s: abs(s.start - today))
    if frame.ahead:
        found = [s for s in found if s.end >= today] or found[-1:]
        return found[0]
    near = _SOON_BOUND.get(frame.bound, SOON)
    past = [s for s in found if s.start <= today + near]
    return past[-1] if past else None


def _exists(form: CalendarDate) -> Iterator[Stretch]:
    try:
        yield _dated(form)
    except ValueError:  # 29 February of a common year
        return


def _weekday(form: Weekday, frame: Frame) -> Stretch | None:
    def on(today: dt.date) -> Stretch:
        monday = today - today.weekday() * DAY
        back = (today.weekday() - form.weekday) % 7
        if form.week is not None:
            day = monday + (7 * form.week + form.weekday) * DAY
        elif form.which == -1:
            day = today - (back or 7) * DAY
        elif form.which == 1:
            day = today + (7 - back) * DAY
        elif form.which == 0:
            day = monday + form.weekday * DAY
        elif frame.ahead or frame.bound == "before":
            day = today + (-back % 7) * DAY
        else:
            day = today - back * DAY
        return Stretch(day, day)

    return _seen_from(frame.published, on)


def _shift(form: Shift, frame: Frame) -> Stretch | None:
    origin = form.origin
    if origin == "either":
        origin = "published" if frame.ahead else "anchor"
    base = frame.published if origin == "published" else frame.anchor
    if origin == "loose":
        base = base or frame.published
    return _seen_from(base, lambda day: _moved(day, form))


def _moved(day: dt.date, form: Shift) -> Stretch:
    """A day so many units away, as exactly as such words are meant."""
    low, high, unit = sorted((form.low, form.high)), form.about, form.unit
    first, last = low
    if unit == "hour":
        days = [-(-abs(n) // 24) for n in (first, last)]
        sign = -1 if first < 0 else 1
        ends = sorted((day + sign * max(days) * DAY, day))
        return Stretch(*ends)
    if unit in ("month", "halfyear", "year", "decade"):
        months = {"month": 1, "halfyear": 6, "year": 12, "decade": 120}[unit]
        start, end = (shift_month(day, n * months) for n in (first, last))
        if unit in ("year", "decade"):
            slack = 5 if unit == "decade" else int(high)
            return Stretch(dt.date(start.year - slack, 1, 1), dt.date(end.year + slack, 12, 31))
        slack = int(high or unit == "halfyear")
        return Stretch(shift_month(start, -slack), month_end(shift_month(end, slack)))
    each = {"day": 1, "week": 7, "fortnight": 14}[unit]
    slack = 0 if form.plain else _slack(each, first, last)
    if high:
        slack = max(2, 2 * slack)
    return Stretch(day + (first * each - slack) * DAY, day + (last * each + slack) * DAY)


def _slack(each: int, first: int, last: int) -> int:
    """Days by which a count of days or weeks may be off: nobody who says "ten days ago" has counted."""
    if first != last:
        return 0
    days = abs(first) * each
    return 3 if days >= 14 else int(days >= 7)


def _past(form: Past, frame: Frame) -> Stretch | None:
    def on(today: dt.date) -> Stretch:
        if form.unit in ("month", "halfyear", "year", "decade"):
            months = {"month": 1, "halfyear": 6, "year": 12, "decade": 120}[form.unit]
            return Stretch(same_day(today, -form.count * months), today)
        days = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14}[form.unit] * form.count
        return Stretch(today - max(1, round(days)) * DAY, today)

    return _seen_from(frame.published, on)


def _period(form: Period, frame: Frame) -> Stretch | None:
    def on(today: dt.date) -> Stretch:
        all_of_it = whole(form.unit, today, form.offset or 0)
        if form.part == "earlier":
            return Stretch(all_of_it.start, today)
        if form.part == "later":
            return Stretch(today, all_of_it.end)
        found = part_of(all_of_it, form.part)
        if form.offset is None and found.start > today and not (frame.ahead or frame.bound):
            found = part_of(whole(form.unit, today, -1), form.part)
        return found

    return _seen_from(frame.anchor if form.origin == "anchor" else frame.published, on)


def _season(form: Season, frame: Frame) -> Stretch | None:
    if form.year_shift is not None and frame.today is None:
        return None
    year = form.year or (frame.today.year + (form.year_shift or 0) if frame.today else 0)
    if not year:
        return None
    if form.year or form.year_shift is not None:
        found = season_of(form.season, year)
        if form.season == "winter" and not form.double:  # it may be named by either of its years
            found = Stretch(season_of("winter", year - 1).start.replace(month=12), found.end)
        return part_of(found, form.part)
    today = frame.today or dt.date.min
    around = [part_of(season_of(form.season, y), form.part) for y in range(year - 2, year + 2)]
    if form.offset == 1 or (form.offset is None and frame.ahead):
        return next((s for s in around if s.end >= today), None)
    started = [s for s in around if s.start <= today]
    if form.offset == 0 and started[-1].end < today and started[-1].start.year < year:
        return around[-2]
    finished = [s for s in started if s.end < today or form.offset != -1]
    return finished[-1]


def _span(form: Span, frame: Frame) -> Stretch | None:
    last = stretch_of(form.last, frame)
    if last is None:
        return None
    first: Stretch | None
    if isinstance(form.first, CalendarDate):
        start = form.first if form.first.year else replace(form.first, year=last.end.year)
        first = _dated(start)
        if first.start > last.end and not form.first.year:
            first = _dated(replace(start, year=last.end.year - 1))
    else:
        first = stretch_of(form.first, frame)
        if first and first.start > last.end:
            first = Stretch(first.start - 7 * DAY, first.end - 7 * DAY)
    if first is None or first.start > last.end:
        return None
    return Stretch(first.start, last.end)


def _night(form: Night, frame: Frame) -> Stretch | None:
    day = stretch_of(form.of, frame)
    if day is None:
        return None
    if form.only_eve:
        return Stretch(day.start - DAY, day.end - DAY)
    return Stretch(day.start - DAY, day.end) if form.before else Stretch(day.start, day.end + DAY)


def _seen_from(base: Stretch | None, on: Callable[[dt.date], Stretch]) -> Stretch | None:
    """Every day meant when the origin is known only as a stretch."""
    if base is None:
        return None
    first, last = on(base.start), on(base.end)
    return Stretch(min(first.start, last.start), max(first.end, last.end))


_DAYS: dict[type, Callable[..., Stretch | None]] = {
    CalendarDate: _calendar,
    Weekday: _weekday,
    Shift: _shift,
    Past: _past,
    Period: _period,
    Season: _season,
    Span: _span,
    Night: _night,
}
