"""EDTF dates (ISO 8601-2) and the closed interval of days they stand for. Pure.

A date keeps its own precision: ``2006-05`` is a month, not its first day. The interval is the set of days on which the
thing may have happened; it is what the time filter reasons with.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from edtf import EDTFParseException, parse_edtf

__all__ = ["Interval", "Precision", "interval_of", "overlaps", "precision_of", "within"]

# What the facts may use of EDTF: levels 0 and 1 without seasons, unspecified digits and years beyond four digits.
_PART = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?[~?%]?"
_SHAPE = re.compile(rf"(?:{_PART}|{_PART}/{_PART}|{_PART}/\.\.|\.\./{_PART})\Z")
_DAYS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[~?%]?(?:/[0-9]{4}-[0-9]{2}-[0-9]{2}[~?%]?)?\Z")


class Precision(IntEnum):
    """How exactly a date is known; the number is what the compact payload carries."""

    DAY = 0
    INTERVAL = 1
    MONTH = 2
    YEAR = 3
    OPEN = 4


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of days; ``None`` is an end that nobody knows."""

    start: dt.date | None
    """First day on which it may have happened."""
    end: dt.date | None
    """Last day on which it may have happened."""

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"interval starts on {self.start}, after its end {self.end}")


@lru_cache(maxsize=65_536)
def interval_of(text: str) -> Interval:
    """Return the closed interval of days that an EDTF text stands for.

    Parameters
    ----------
    text
        EDTF level 0 or 1: ``2006-05-12``, ``2006-05``, ``2006``, ``2006-05-31/2006-06-01``, ``2006-03-10~``, ``../2018``.
        The marks ``~`` (about), ``?`` (uncertain) and ``%`` (both) say how sure the date is; they do not widen the interval,
        for nobody said by how much.

    Raises
    ------
    ValueError
        The text is not such a date, or is a day that does not exist.

    Examples
    --------
    >>> interval_of("2006-05").end.isoformat()
    '2006-05-31'

    References
    ----------
    Extended Date/Time Format (EDTF) specification, Library of Congress; ISO 8601-2:2019.
    """
    if not _SHAPE.match(text):
        raise ValueError(_refusal(text))
    # Plain days are checked by the standard library below; the full grammar takes 7 ms a date.
    if not _DAYS.match(text):
        try:
            parse_edtf(text)
        except (EDTFParseException, ValueError) as err:
            raise ValueError(_refusal(text)) from err
    first, _, last = text.partition("/")
    return Interval(_edge(first, first=True), _edge(last or first, first=False))


def precision_of(text: str) -> Precision:
    """Return how exactly an EDTF text names its day.

    Examples
    --------
    >>> precision_of("2006-05-12~").name
    'DAY'
    """
    if ".." in text:
        return Precision.OPEN
    if "/" in text:
        return Precision.INTERVAL
    return (Precision.YEAR, Precision.MONTH, Precision.DAY)[text.count("-")]


def overlaps(one: Interval, other: Interval) -> bool:
    """Say whether an event of interval `one` may have happened inside `other`: they share a day."""
    return (one.start is None or other.end is None or one.start <= other.end) and (
        one.end is None or other.start is None or one.end >= other.start
    )


def within(one: Interval, other: Interval) -> bool:
    """Say whether an event of interval `one` certainly happened inside `other`: it lies wholly in it.

    An open end of `one` lies in `other` only where `other` is open at that end too.
    """
    starts = other.start is None or (one.start is not None and one.start >= other.start)
    ends = other.end is None or (one.end is not None and one.end <= other.end)
    return starts and ends


def _edge(part: str, *, first: bool) -> dt.date | None:
    if part == "..":
        return None
    numbers = [int(number) for number in part.rstrip("~?%").split("-")]
    year = numbers[0]
    month = numbers[1] if len(numbers) > 1 else (1 if first else 12)
    if not (year >= dt.MINYEAR and 1 <= month <= 12):
        raise ValueError(_refusal(part))
    last_day = calendar.monthrange(year, month)[1]
    day = numbers[2] if len(numbers) > 2 else (1 if first else last_day)
    if not 1 <= day <= last_day:
        raise ValueError(_refusal(part))
    return dt.date(year, month, day)


def _refusal(text: str) -> str:
    return (
        f"{text!r} is not a date we can read; write EDTF such as 2006-05-12, 2006-05, "
        "2006-05-31/2006-06-01, 2006-03-10~ or ../2018"
    )
