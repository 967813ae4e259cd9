"""What a date expression says, before anybody knows the day it was written: "a Friday", "12 May of some year", "two weeks back".

Floor of plain records; `date_calendar` turns them into days.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "CalendarDate",
    "Form",
    "Night",
    "Origin",
    "Past",
    "Period",
    "Season",
    "Shift",
    "Span",
    "Weekday",
]

Origin = Literal["published", "anchor", "either", "loose"]
"""`either`: from publication where a plan is told, from the narrative's day elsewhere ("через три дня");
`loose`: from the narrative's day where there is one, else from publication ("накануне")."""


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A day, month or year of the calendar, as far as it is named; 0 is not named."""

    year: int = 0
    year_shift: int | None = None
    """Years from that of publication: -1 for "last year"."""
    month: int = 0
    month_shift: int | None = None
    """Months from that of publication: -1 for "the 12th of last month"; with a month named, -1 is "last March"."""
    day: int = 0
    part: str = ""
    """early, mid, late, first_half, second_half, q1 to q4; empty for the whole."""
    weekday: int | None = None
    """The weekday named beside it, Monday 0; it may tell the year."""
    years: int = 1
    """10 for a decade."""


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week."""

    weekday: int
    which: int | None = None
    """-1 last, 0 this, 1 next; None where only the day is named."""
    week: int | None = None
    """-1 for "Monday of last week"."""


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units before (negative) or after a day."""

    origin: Origin
    low: int
    high: int
    unit: str
    about: bool = False
    """Said to be a guess ("about ten days ago")."""
    plain: bool = False
    """A word such as "yesterday" rather than a count."""


@dataclass(frozen=True, slots=True)
class Past:
    """The stretch up to publication: "over the past two weeks"."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Period:
    """A week, weekend, month, year or decade counted from that of publication."""

    unit: str
    offset: int | None
    """None where only the nearest can be meant ("at the weekend", "at the end of the month")."""
    part: str = ""
    """As in `CalendarDate`; also earlier (up to publication) and later (from it on)."""
    origin: Origin = "published"


@dataclass(frozen=True, slots=True)
class Season:
    """A season of a year."""

    season: str
    year: int = 0
    year_shift: int | None = None
    offset: int | None = None
    """-1 last, 0 this, 1 next; None where the nearest can be meant."""
    part: str = ""
    double: bool = False
    """Named by both its years: "the winter of 2005-06"."""


@dataclass(frozen=True, slots=True)
class Span:
    """From one to the other, both included."""

    first: CalendarDate | Weekday
    last: CalendarDate | Weekday


@dataclass(frozen=True, slots=True)
class Night:
    """A night that begins on one day and ends on the next."""

    of: CalendarDate | Weekday
    before: bool
    """True where the day named is the one on which the night ends ("в ночь на 14 июля")."""
    only_eve: bool = False
    """Only the day before is meant ("on the eve of 12 May")."""


Form = CalendarDate | Weekday | Shift | Past | Period | Season | Span | Night
"""Everything that an expression may say."""
