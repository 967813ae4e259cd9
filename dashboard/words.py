"""Dates, ranges and distances in the reader's words; the twin of ``frontend/src/words.ts``. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from babel.dates import format_date
from babel.numbers import format_decimal

from dashboard import i18n
from geodata import vocabulary
from geodata.dates import Interval, Precision, interval_of, precision_of
from geodata.history import Correction
from geodata.model import Event, Place
from geodata.quantity import Quantity

__all__ = [
    "change_words",
    "date_words",
    "day_words",
    "distance_words",
    "edtf_words",
    "field_words",
    "range_words",
]

# English dates in the order of those who read of Almaty: 12 May 2006.
_LOCALE = {"en": "en_GB", "ru": "ru", "kk": "kk"}


def date_words(event: Event, language: str) -> str:
    """Return when an event happened, with the precision of its source."""
    _ = i18n.translator(language).gettext
    if not event.date:
        return _("date not known")
    words = edtf_words(event.date, language)
    if event.time_start:
        words = _("{date}, {time} (local time)").format(date=words, time=event.time_start)
    return words


def edtf_words(edtf: str, language: str) -> str:
    """Return an EDTF date in words.

    Examples
    --------
    >>> edtf_words("2006-05-12~", "en")
    'about 12 May 2006'
    """
    _ = i18n.translator(language).gettext
    words = _interval_words(edtf, interval_of(edtf), language)
    if "~" in edtf or "%" in edtf:
        words = _("about {date}").format(date=words)
    if "?" in edtf or "%" in edtf:
        words = _("{date} (uncertain)").format(date=words)
    return words


def day_words(day: str, language: str) -> str:
    """Return a day, ``2006-05-12``, in words."""
    return _day(dt.date.fromisoformat(day), language)


def field_words(name: str, language: str) -> str:
    """Return what a field of an event, or of its claims, is called."""
    _ = i18n.translator(language).gettext
    own = {
        "title": _("Title"),
        "where_as_written": _("Place as written"),
        "episode_id": _("Episode"),
        "source": _("Sources"),
    }
    if name in own:
        return own[name]
    known = "quantities" if name in vocabulary.terms("quantities") else "claim_fields"
    return vocabulary.label(known, name, language)


def change_words(correction: Correction, places: Mapping[str, Place], language: str) -> str:
    """Return what was changed, before → after; where neither is told, in what way."""
    _ = i18n.translator(language).gettext
    before, after = (
        _value_words(correction.field, value, places, language)
        for value in (correction.before, correction.after)
    )
    if before and after:
        return f"{before} → {after}"
    if after:
        return _("added: {value}").format(value=after)
    if before:
        return _("taken away: {value}").format(value=before)
    if correction.field in ("title", "summary", "where_as_written"):
        return _("reworded")
    if correction.field == "source":
        return _("one more source tells of it")
    return _("what is said of it was changed")


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


def _value_words(name: str, value: str, places: Mapping[str, Place], language: str) -> str:
    if not value:
        return ""
    if name == "date":
        return edtf_words(value, language)
    if name == "place_id":
        return places[value].name(language) if value in places else value
    lists = {"event_type": "event_types", "outcome": "outcomes"}
    return vocabulary.label(lists[name], value, language) if name in lists else value


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
