"""Stretches of days and the calendar's own arithmetic: months, thirds, seasons, the shortest EDTF. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from geodata.dates import Interval

__all__ = [
    "DAY",
    "Stretch",
    "edtf",
    "hull",
    "month_end",
    "part_of",
    "same_day",
    "season_of",
    "shift_month",
    "whole",
]

DAY = dt.timedelta(days=1)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_THIRDS = {"early": (0, 1, 3), "mid": (1, 2, 3), "late": (2, 3, 3), "first_half": (0, 1, 2)} | {
    "second_half": (1, 2, 2),
    **{f"q{n}": (n - 1, n, 4) for n in (1, 2, 3, 4)},
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A closed run of days, both ends known."""

    start: dt.date
    end: dt.date


def hull(interval: Interval | None) -> Stretch | None:
    """Return an interval with both ends known as a stretch."""
    if interval is None or interval.start is None or interval.end is None:
        return None
    return Stretch(interval.start, interval.end)


def edtf(days: Stretch) -> str:
    """Write days as the shortest EDTF text that means just them.

    Examples
    --------
    >>> edtf(Stretch(dt.date(2006, 6, 1), dt.date(2006, 8, 31)))
    '2006-06/2006-08'
    """
    first, last = days.start.isoformat(), days.end.isoformat()
    if days.start.day == 1 and days.end == month_end(days.end):
        first, last = first[:7], last[:7]
        if days.start.month == 1 and days.end.month == 12:
            first, last = first[:4], last[:4]
    return first if first == last else f"{first}/{last}"


def whole(unit: str, today: dt.date, offset: int) -> Stretch:
    """Return the week, weekend, month, year or decade so many of them from that of a day."""
    monday = today - today.weekday() * DAY + 7 * offset * DAY
    if unit == "week":
        return Stretch(monday, monday + 6 * DAY)
    if unit == "weekend":
        # "last weekend" on a Wednesday is the one just past; on a Sunday it is that of the week before.
        return Stretch(monday + 5 * DAY, monday + 6 * DAY)
    if unit == "month":
        first = shift_month(today, offset)
        return Stretch(first, month_end(first))
    if unit == "decade":
        year = today.year // 10 * 10 + 10 * offset
        return Stretch(dt.date(year, 1, 1), dt.date(year + 9, 12, 31))
    year = today.year + offset
    return Stretch(dt.date(year, 1, 1), dt.date(year, 12, 31))


def season_of(season: str, year: int) -> Stretch:
    """Return a season of the north; winter begins in the December of its year."""
    first = dt.date(year, _SEASONS[season], 1)
    return Stretch(first, month_end(shift_month(first, 2)))


def part_of(whole: Stretch, part: str) -> Stretch:
    """Return a part of a month (ten days), of a year (by months) or of a week; all of it where none is named."""
    if part not in _THIRDS:
        return whole
    first, last, of = _THIRDS[part]
    days = (whole.end - whole.start).days + 1
    if days > 31:
        months = round(days / 30.44)
        start = shift_month(whole.start, months * first // of)
        return Stretch(start, month_end(shift_month(whole.start, months * last // of - 1)))
    cut = [days * edge // of if of != 3 or days < 28 else 10 * edge for edge in (first, last)]
    end = whole.end if last == of else whole.start + (cut[1] - 1) * DAY
    return Stretch(whole.start + cut[0] * DAY, end)


def shift_month(day: dt.date, months: int) -> dt.date:
    """Return the first day of the month so many months away."""
    number = day.year * 12 + day.month - 1 + months
    return dt.date(number // 12, number % 12 + 1, 1)


def same_day(day: dt.date, months: int) -> dt.date:
    """Return the same day of another month, or its last day where it is shorter."""
    first = shift_month(day, months)
    return first.replace(day=min(day.day, month_end(first).day))


def month_end(day: dt.date) -> dt.date:
    """Return the last day of the month of a day."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
