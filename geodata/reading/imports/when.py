"""When a row says that something happened: from one column, two or three, as exact as the file says it is known. Pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from geodata.dates import Precision, interval_of, precision_of
from geodata.reading.imports.cells import Cells
from geodata.reading.imports.columns import precisions
from geodata.reading.imports.values import date_of

__all__ = ["When", "when_of"]

_EPOCH = re.compile(r"-?[0-9]{1,11}(?:\.0*)?\Z")
_START = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class When:
    """A date and how the file writes it."""

    text: str = ""
    edtf: str = ""
    """Empty when nobody says, or when it could not be read."""


def when_of(cells: Cells, order: str) -> When:
    """Return when a row happened.

    Parameters
    ----------
    cells
        The row; takes faults.
    order
        Of day and month in dates with slashes; see `geodata.reading.imports.values.order_of`.
    """
    written = cells["date"]
    if written:
        found = cells.attempt("date", lambda cell: date_of(cell, order))
        return When(written, _as_known(cells, str(found)) if found else "")
    if cells["date_start"] or cells["date_end"]:
        return _span(cells, order)
    return _parts(cells)


def _span(cells: Cells, order: str) -> When:
    def read(cell: str) -> str:
        if cells.scheme == "ucdp" and _EPOCH.match(cell):
            return _from_epoch(float(cell))
        return date_of(cell, order)

    fields = ("date_start", "date_end")
    start, end = (str(cells.attempt(field, read) or "") for field in fields)
    told = " – ".join(dict.fromkeys(cells[field] for field in fields if cells[field]))
    edtf = _between(cells, start, end)
    return When(f"{edtf} ({told})" if _EPOCH.match(cells["date_start"]) else told, edtf)


def _between(cells: Cells, start: str, end: str) -> str:
    """The interval, or the month or year that it is exactly."""
    if not start or not end or start == end:
        return start or end
    text = f"{start}/{end}"
    try:
        interval = interval_of(text)
    except ValueError:
        cells.fault("date_end", "a day that is not before the first one")
        return ""
    return next((short for short in (start[:7], start[:4]) if interval_of(short) == interval), text)


def _parts(cells: Cells) -> When:
    parts = [cells.code(name) for name in ("year", "month", "day")]
    known = parts[: parts.index("")] if "" in parts else parts
    if not known:
        return When()
    joined = "-".join(part.zfill(2) for part in known)
    try:
        interval_of(joined)
    except ValueError:
        cells.fault("year", "a year, a month and a day that exist")
        return When(" ".join(known))
    return When(" ".join(known), joined)


def _as_known(cells: Cells, edtf: str) -> str:
    """The date as exact as the file's precision code says that it is known."""
    known = precisions(cells.scheme, "date_precision").get(cells.code("date_precision"), "day")
    if known == "day" or precision_of(edtf) is not Precision.DAY:
        return edtf
    if known == "month":
        return edtf[:7]
    middle, three = dt.date.fromisoformat(edtf[:10]), dt.timedelta(days=3)
    if not dt.date.min + three <= middle <= dt.date.max - three:
        return edtf[:7]
    return f"{middle - three}/{middle + three}"


def _from_epoch(seconds: float) -> str:
    try:
        return (_START + dt.timedelta(seconds=seconds)).date().isoformat()
    except OverflowError:
        raise ValueError("seconds since 1970") from None
