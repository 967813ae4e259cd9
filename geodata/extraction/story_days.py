"""Which day an expression of time gives an act of the story. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from geodata.dates import Precision, interval_of, precision_of
from geodata.extraction.dates import DateExpression, When, resolve
from geodata.extraction.phrases import words
from geodata.extraction.report import Row
from geodata.extraction.tokens import Token

__all__ = ["PERIOD", "as_period", "date_of", "dateline_end", "evening", "night_before", "resolved"]

PERIOD = "period"
"""Rule of a day and the day that ended what it began."""
_BEGIN = words("begin start open launch last начаться начать стартовать")
_END = words("end finish conclude close завершиться закончиться завершить")
_NEAR = 24
"""Letters from the head of a sentence within which the day of a dateline stands."""


def date_of(when: When | None) -> str:
    """Return its EDTF; empty where there is none."""
    return when.date if when else ""


def dateline_end(row: Row) -> int:
    """Return where "BISHKEK (Agency), Apr 25 -" ends, as an offset: its day is that of filing."""
    words = row.line.tokens
    if not any(
        t.role == "dateline" and t.start <= words[min(2, len(words) - 1)].start
        for t in row.toponyms
    ):
        return 0
    for i, token in enumerate(words[:16]):
        if i and token.low in ("-", "–", "—"):
            return token.end
    early = [d.end for d in row.dates if d.start - words[0].start < _NEAR]
    return max(early, default=0)


def evening(when: When, anchor: str) -> When:
    """ "That night" of the story is dated by its evening, as reports and the house's own facts do."""
    days = interval_of(when.date)
    if not anchor or precision_of(anchor) is not Precision.DAY or not (days.start and days.end):
        return when
    one_night = days.start == interval_of(anchor).start and (days.end - days.start).days == 1
    return (
        replace(when, date=days.start.isoformat())
        if one_night and when.basis == "relative"
        else when
    )


def _since_when(row: Row, expression: DateExpression) -> DateExpression:
    """ "Since 13 April, when two excavators …": the day itself is told of."""
    after = [t.low for t in row.line.tokens if t.start >= expression.end][:2]
    told = expression.bound in ("since", "from") and after in ([",", "when"], [",", "когда"])
    return replace(expression, bound="") if told else expression


def resolved(row: Row, expression: DateExpression, published: str, anchor: str) -> When | None:
    """Return the days that an expression says something happened on; None for a deadline and for what is to come."""
    when = resolve(_since_when(row, expression), published, anchor)
    return None if when is None or when.bound or when.ahead or not when.date else when


def night_before(when: When) -> When:
    """ "They had put up barricades overnight": the night that the day of the story began with."""
    days = interval_of(when.date)
    if when.text.lower() != "overnight" or days.start is None or days.end is None:
        return when
    first, last = days.start - timedelta(1), days.end - timedelta(1)
    return replace(when, date=f"{first.isoformat()}/{last.isoformat()}")


def as_period(row: Row, whens: Sequence[When]) -> list[When]:
    """ "The operation started on 1 February and ended three days later": one stretch of days, of which what follows tells."""
    found = list(whens)
    if len(found) != 2 or any(precision_of(w.date) is not Precision.DAY for w in found):
        return found
    first, last = found
    tokens = [t for t in row.line.tokens if not t.mark]
    begun = any(t.start < first.start and _is_one(t, _BEGIN) for t in tokens)
    ended = any(first.end <= t.start < last.start and _is_one(t, _END) for t in tokens)
    if not (begun and ended and first.date < last.date):
        return found
    return [replace(first, date=f"{first.date}/{last.date}", rule=PERIOD)]


def _is_one(token: Token, lemmas: frozenset[str]) -> bool:
    return any(reading.lemma in lemmas for reading in token.readings)
