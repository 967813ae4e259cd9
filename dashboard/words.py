"""Dates, ranges and distances in the reader's words; the twin of ``frontend/src/words.ts``. Pure."""

from __future__ import annotations

import datetime as dt

from babel.dates import format_date
from babel.numbers import format_decimal

from dashboard import i18n
from geodata.dates import Interval, Precision, precision_of
from geodata.model import Event
from geodata.quantity import Quantity

__all__ = ["date_words", "distance_words", "range_words"]

# English dates in the order of those who read of Almaty: 12 May 2006.
_LOCALE = {"en": "en_GB", "ru": "ru", "kk": "kk"}


def date_words(event: Event, language: str) -> str:
    """Return when an event happened, with the precision of its source."""
    _ = i18n.translator(language).gettext
    interval = event.interval
    if interval is None:
        return _("date not known")
    words = _interval_words(event.date, interval, language)
    if "~" in event.date or "%" in event.date:
        words = _("about {date}").format(date=words)
    if "?" in event.date or "%" in event.date:
        words = _("{date} (uncertain)").format(date=words)
    if event.time_start:
        words = _("{date}, {time} (local time)").format(date=words, time=event.time_start)
    return words


def range_words(quantity: Quantity, language: str) -> str:
    """Return a range: "350 to 500", "at least 200", "up to 400", "40"."""
    _ = i18n.translator(language).gettext
    low, best, high = (
        None if part is None else format_decimal(part, locale=_LOCALE[language])
        for part in (quantity.low, quantity.best, quantity.high)
    )
    if low is high is None:
        return str(best)
    if high is None:
        return _("at least {n}").format(n=low)
    if low is None:
        return _("up to {n}").format(n=high)
    return low if low == high else _("{low} to {high}").format(low=low, high=high)


def distance_words(metres: int, language: str) -> str:
    """Return a distance in metres or kilometres.

    Examples
    --------
    >>> distance_words(1500, "en")
    '1.5 km'
    """
    _ = i18n.translator(language).gettext
    locale = _LOCALE[language]
    if metres < 1000:
        return _("{n} m").format(n=format_decimal(metres, locale=locale))
    return _("{n} km").format(n=format_decimal(round(metres / 1000, 1), locale=locale))


def _interval_words(edtf: str, interval: Interval, language: str) -> str:
    _ = i18n.translator(language).gettext
    first, last = interval.start, interval.end
    precision = precision_of(edtf)
    if first is None:
        return _("{date} or earlier").format(date=_day(last, language))
    if precision is Precision.DAY:
        return _day(first, language)
    if precision is Precision.MONTH:
        month = format_date(first, "LLLL y", _LOCALE[language])
        return _("{date} (day not known)").format(date=month)
    if precision is Precision.YEAR:
        return _("{date} (month and day not known)").format(date=first.year)
    if last is None:
        return _("{date} or later").format(date=_day(first, language))
    return _("between {first} and {last}").format(
        first=_day(first, language), last=_day(last, language)
    )


def _day(day: dt.date | None, language: str) -> str:
    return format_date(day, "long", _LOCALE[language])
