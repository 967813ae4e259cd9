"""A table as it crosses the border between the process that reads and the rest: columns, rows of text, spots. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Fault", "Notes", "Row", "Sheet", "Spot"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a geometry lies: a point in it, and how far around the point it reaches."""

    lon: float
    lat: float
    radius_m: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, one feature of a map."""

    number: int
    """The line of a CSV file, the count of a feature from 1."""
    cells: tuple[str, ...]
    """One for each column, empty where the file says nothing."""
    spot: Spot | None = None
    """From a geometry; CSV has columns instead."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in one row that could not be read."""

    row: int
    column: str
    value: str
    """As it stands in the file, cut after two hundred letters."""
    expected: str
    refused: bool = False
    """Whether the whole row had to be left out."""

    def __str__(self) -> str:
        where = f"row {self.row}" + (f", {self.column}" if self.column else "")
        return f"{where}: {self.value!r} was found; expected {self.expected}"


class Notes:
    """Remarks about a file, each once, with the rows that it is about."""

    def __init__(self) -> None:
        self._rows: dict[str, list[int]] = {}

    def add(self, remark: str, row: int | None = None) -> None:
        """Note a remark, of a row or of the whole file."""
        rows = self._rows.setdefault(remark, [])
        if row is not None:
            rows.append(row)

    def told(self) -> tuple[str, ...]:
        """Return the remarks as sentences; of many rows the first ones are named."""
        return tuple(remark + _named(rows) for remark, rows in self._rows.items())


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was found in a file."""

    form: str
    """``csv``, ``geojson`` or ``kml``."""
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    guesses: tuple[str, ...] = ()
    """What a person should confirm before anything is stored: an encoding, a delimiter."""
    delimiter: str = field(default="")

    def as_json(self) -> dict[str, object]:
        """Return it as plain JSON."""
        return {
            "form": self.form,
            "columns": self.columns,
            "rows": [(r.number, r.cells, _numbers(r.spot)) for r in self.rows],
            "faults": [(f.row, f.column, f.value, f.expected, f.refused) for f in self.faults],
            "notes": self.notes,
            "guesses": self.guesses,
            "delimiter": self.delimiter,
        }

    @classmethod
    def of(cls, answer: Mapping[str, Any]) -> Sheet:
        """Return the sheet of such JSON.

        Raises
        ------
        ValueError, TypeError, KeyError
            It is not of that form.
        """
        columns = _texts(answer["columns"])
        rows = [
            Row(int(number), _texts(cells), _spot(spot)) for number, cells, spot in answer["rows"]
        ]
        if any(len(row.cells) != len(columns) for row in rows):
            raise ValueError("a row has more or fewer cells than there are columns")
        return cls(
            form=str(answer["form"]),
            columns=columns,
            rows=tuple(rows),
            faults=tuple(
                Fault(int(row), str(column), str(value), str(expected), bool(refused))
                for row, column, value, expected, refused in answer["faults"]
            ),
            notes=_texts(answer["notes"]),
            guesses=_texts(answer["guesses"]),
            delimiter=str(answer["delimiter"]),
        )


def _spot(numbers: Sequence[float] | None) -> Spot | None:
    if numbers is None:
        return None
    lon, lat, radius = numbers
    return Spot(float(lon), float(lat), int(radius))


def _numbers(spot: Spot | None) -> tuple[float, float, int] | None:
    return (spot.lon, spot.lat, spot.radius_m) if spot else None


def _texts(values: Sequence[object]) -> tuple[str, ...]:
    return tuple(map(str, values))


def _named(rows: list[int]) -> str:
    if not rows:
        return ""
    shown = ", ".join(map(str, rows[:5]))
    more = f" and {len(rows) - 5} more" if len(rows) > 5 else ""
    return f" (row {shown})" if len(rows) == 1 else f" (rows {shown}{more})"
