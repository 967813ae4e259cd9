"""The parameters of ``/data/events.geojson``: text from strangers in, a `Query` out, or one sentence that says what is wrong."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable

from starlette.datastructures import QueryParams

from geodata import vocabulary
from geodata.dates import Interval
from geodata.errors import QueryError
from geodata.index import Index, Query
from geodata.space import Bbox

__all__ = ["PARAMETERS", "parse_query"]

PARAMETERS = ("bbox", "datetime", "when", "layer", "event_type", "place_id", "limit")
MAX_LIMIT = 100_000

# RFC 3339: a day, or a moment of which the day counts.
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?\Z")


def parse_query(params: QueryParams, index: Index) -> Query:
    """Read the parameters.

    Raises
    ------
    QueryError
        A parameter is unknown, given twice where once is meant, or holds what it cannot.

    References
    ----------
    OGC API - Features - Part 1, §7.15 (``bbox``, ``datetime``, ``limit``; unknown parameters are refused).
    """
    for name in params:
        if name not in PARAMETERS:
            raise QueryError(f"unknown parameter {_cut(name)}; there are {', '.join(PARAMETERS)}")
    layers = [layer.layer for layer in vocabulary.layers()]
    return Query(
        bbox=_bbox(params),
        interval=_interval(params),
        certain=_when(params),
        layers=_codes(params, "layer", layers),
        event_types=_codes(params, "event_type", vocabulary.event_types()),
        place_ids=_codes(params, "place_id", index.places),
        limit=_limit(params),
    )


def _once(params: QueryParams, name: str) -> str | None:
    given = params.getlist(name)
    if len(given) > 1:
        raise QueryError(f"{name} is given {len(given)} times; give it once")
    return given[0] if given else None


def _bbox(params: QueryParams) -> Bbox | None:
    text = _once(params, "bbox")
    if text is None:
        return None
    expected = "expected four numbers west,south,east,north in degrees"
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        raise QueryError(f"bbox is {_cut(text)}; {expected}") from None
    if len(numbers) != 4:
        raise QueryError(f"bbox has {len(numbers)} numbers; {expected}")
    try:
        return Bbox(*numbers)
    except ValueError as err:
        raise QueryError(f"bbox cannot be: {err}") from None


def _interval(params: QueryParams) -> Interval | None:
    text = _once(params, "datetime")
    if text is None:
        return None
    ends = text.split("/")
    days = [_day(end, text) for end in ends]
    if len(ends) > 2 or all(day is None for day in days):
        raise QueryError(_not_a_time(text))
    first, last = days[0], days[-1]
    if first and last and first > last:
        raise QueryError(f"datetime {_cut(text)} ends before it starts; swap its ends")
    return Interval(first, last)


def _day(end: str, text: str) -> dt.date | None:
    if end in ("", "..") and "/" in text:
        return None
    match = _MOMENT.match(end)
    try:
        return dt.date.fromisoformat(match[1]) if match else _refuse(_not_a_time(text))
    except ValueError:
        raise QueryError(_not_a_time(text)) from None


def _refuse(sentence: str) -> dt.date:
    raise QueryError(sentence)


def _not_a_time(text: str) -> str:
    return (
        f"datetime is {_cut(text)}; expected a day such as 2006-05-12, or an interval such as "
        "2006-05-01/2006-05-31, 2006-05-01/.. or ../2006-05-31"
    )


def _when(params: QueryParams) -> bool:
    text = _once(params, "when") or "possible"
    if text not in ("possible", "certain"):
        raise QueryError(f"when is {_cut(text)}; expected possible or certain")
    return text == "certain"


def _codes(params: QueryParams, name: str, known: Collection[str]) -> frozenset[str]:
    given = [code for text in params.getlist(name) for code in text.split(",")]
    for code in given:
        if code not in known:
            raise QueryError(f"{name} {_cut(code)} is not known; {_some(known)}")
    return frozenset(given)


def _limit(params: QueryParams) -> int | None:
    text = _once(params, "limit")
    if text is None:
        return None
    if not (re.fullmatch(r"[0-9]{1,9}", text) and 1 <= int(text) <= MAX_LIMIT):
        raise QueryError(f"limit is {_cut(text)}; expected a whole number from 1 to {MAX_LIMIT}")
    return int(text)


def _some(known: Iterable[str]) -> str:
    every = sorted(known)
    tail = ", …" if len(every) > 20 else ""
    return f"there are {', '.join(every[:20])}{tail}"


def _cut(text: str) -> str:
    return repr(text[:80] + ("…" if len(text) > 80 else ""))
