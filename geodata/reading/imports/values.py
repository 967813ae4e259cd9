"""Cells of a table as values: dates as EDTF, degrees, numbers. What may mean two things is not read. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from babel.dates import get_month_names

from geodata.dates import interval_of
from geodata.quantity import Quantity
from geodata.vocabulary import LANGUAGES

__all__ = ["DAY_FIRST", "MONTH_FIRST", "count_of", "date_of", "degrees_of", "order_of"]

DAY_FIRST, MONTH_FIRST = "day/month/year", "month/day/year"

_ISO = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}[0-9:.,]*\s?(?:Z|UTC|[+-][0-9:]{2,6})?\Z"
)
_SLASHED = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})\Z")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})\Z")
_BACKWARDS = re.compile(r"([0-9]{4})[./]([0-9]{1,2})[./]([0-9]{1,2})\Z")
_WEEK = re.compile(r"([0-9]{4})-?W([0-9]{2})\Z")
_ABOUT = re.compile(
    r"(?:c\.|ca\.?|circa|about|around|около|ок\.|шамамен)\s*([0-9]{4}(?:-[0-9]{2}){0,2})\Z",
    re.IGNORECASE,
)
_DAY_MONTH = re.compile(r"([0-9]{1,2})\.?\s+([^\W\d_]+)\.?,?\s+([0-9]{4})(?:\s*г(?:\.|ода)?)?\Z")
_MONTH_DAY = re.compile(r"([^\W\d_]+)\.?\s+([0-9]{1,2}),?\s+([0-9]{4})\Z")
_MONTH = re.compile(r"([^\W\d_]+)\.?,?\s+([0-9]{4})(?:\s*г(?:\.|ода)?)?\Z")

_DEGREES = re.compile(r"[+-]?[0-9]{1,3}(?:[.,][0-9]{1,40})?\Z")
_PARTS = re.compile(
    r"([+-]?[0-9]{1,3})\s*[°º]\s*(?:([0-9]{1,2})\s*['′’]\s*)?(?:([0-9]{1,2}(?:[.,][0-9]{1,10})?)\s*(?:[\"″”]|'')?)?\s*([NSEWСЮВЗ]?)\Z",
    re.IGNORECASE,
)
_WEST_OR_SOUTH = "SWЮЗ"

_COUNT = re.compile(r"([0-9]{1,9})(?:\.0{1,6})?\Z")
_RANGE = re.compile(r"([0-9]{1,9})\s*[-–—]\s*([0-9]{1,9})\Z")
_AT_LEAST = re.compile(r"([0-9]{1,9})\s*\+\Z")


def order_of(cells: Iterable[str]) -> str:
    """Return how a column writes dates with slashes: `DAY_FIRST`, `MONTH_FIRST`, or empty when its cells do not agree or tell.

    Examples
    --------
    >>> order_of(["31/12/2024", "01/02/2024"])
    'day/month/year'
    """
    found = {
        DAY_FIRST if int(match[1]) > 12 else MONTH_FIRST
        for match in map(_SLASHED.match, cells)
        if match and (int(match[1]) > 12) != (int(match[2]) > 12)
    }
    return found.pop() if len(found) == 1 else ""


def date_of(text: str, order: str = "") -> str:
    """Return a date as EDTF with no more precision than it was written with.

    Parameters
    ----------
    text
        ISO 8601, EDTF, ``01.03.2024``, ``1 March 2024``, ``1 марта 2024``, ``2019-W23``, ``ca. 2018``; ``31/12/2024`` where
        only one reading is possible.
    order
        Of day and month where both readings are possible; empty when nobody knows.

    Raises
    ------
    ValueError
        It is no date, no day that exists, or may mean two days.
    """
    written = text.strip()
    for form, read in _FORMS:
        if match := form.match(written):
            return _checked(read(match, order))
    return _checked(written)


def _slashed(match: re.Match[str], order: str) -> str:
    one, two, year = match.groups()
    either = int(one) <= 12 and int(two) <= 12 and one != two
    if either and not order:
        raise ValueError("a date that means one day only, such as 2024-03-01")
    day_first = order == DAY_FIRST if either else int(two) <= 12
    return _day(year, two, one) if day_first else _day(year, one, two)


def _week(match: re.Match[str], _: str) -> str:
    try:
        monday = dt.date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return f"{monday}/{monday + dt.timedelta(days=6)}"
    except (ValueError, OverflowError):
        raise ValueError("a week that exists") from None


def _day(year: str, month: str, day: str) -> str:
    return f"{year}-{month:0>2}-{day:0>2}"


def _checked(edtf: str) -> str:
    interval_of(edtf)
    return edtf


def _month(name: str) -> str:
    number = _months().get(name.casefold())
    if number is None:
        raise ValueError("a month by its name in English, Russian or Kazakh")
    return str(number)


@cache
def _months() -> Mapping[str, int]:
    return {
        name.rstrip(".").casefold(): number
        for language in LANGUAGES
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, context, language).items()
    }


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], str]], ...] = (
    (_ISO, lambda m, _: m[1]),
    (_SLASHED, _slashed),
    (_DOTTED, lambda m, _: _day(m[3], m[2], m[1])),
    (_BACKWARDS, lambda m, _: _day(m[1], m[2], m[3])),
    (_WEEK, _week),
    (_ABOUT, lambda m, _: f"{m[1]}~"),
    (_DAY_MONTH, lambda m, _: _day(m[3], _month(m[2]), m[1])),
    (_MONTH_DAY, lambda m, _: _day(m[3], _month(m[1]), m[2])),
    (_MONTH, lambda m, _: f"{m[2]}-{_month(m[1]):0>2}"),
)


def degrees_of(text: str) -> float:
    """Return degrees: ``76.85``, ``76,85``, ``43°14'17"N``.

    Raises
    ------
    ValueError
        It is none, or does not tell its hemisphere.
    """
    if _DEGREES.match(text):
        return float(text.replace(",", "."))
    match = _PARTS.match(text)
    if not match:
        raise ValueError("degrees such as 76.85")
    whole, minutes, seconds, side = match.groups()
    if not side and whole[0] not in "+-":
        raise ValueError(
            "degrees with their hemisphere (N, S, E or W), or decimal degrees such as 76.85"
        )
    if int(minutes or 0) >= 60 or float((seconds or "0").replace(",", ".")) >= 60:
        raise ValueError("less than 60 minutes and seconds")
    value = (
        abs(int(whole)) + int(minutes or 0) / 60 + float((seconds or "0").replace(",", ".")) / 3600
    )
    below = side.upper() in _WEST_OR_SOUTH if side else whole[0] == "-"
    return round(-value if below else value, 7)


def count_of(text: str) -> Quantity:
    """Return a number of people or homes: ``12``, ``12.0``, ``30-50``, ``50+``.

    Raises
    ------
    ValueError
        It is none.
    """
    plain = re.sub(r"(?<=[0-9])[  ](?=[0-9]{3}(?![0-9]))", "", text.strip())
    if match := _COUNT.match(plain):
        number = int(match[1])
        return Quantity(number, number, number)
    if match := _RANGE.match(plain):
        return Quantity(int(match[1]), None, int(match[2]))
    if match := _AT_LEAST.match(plain):
        return Quantity(low=int(match[1]))
    raise ValueError("a whole number such as 12, 30-50 or 50+")
