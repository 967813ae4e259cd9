"""One row of a sheet by field instead of by column; what cannot be read is noted once, with what was expected. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from geodata.errors import InvalidRecordError
from geodata.reading.imports.columns import Layout
from geodata.reading.imports.sheet import Fault, Notes, Row, Spot

__all__ = ["Cells"]

_NO_DATE = "a date such as 2024-03-01 or 01.03.2024, that exists"


class Cells:
    """The cells of one row.

    Parameters
    ----------
    layout, columns
        What the columns mean, and what they are called.
    row
        The row.
    notes
        Takes remarks about the file.
    """

    def __init__(self, layout: Layout, columns: Sequence[str], row: Row, notes: Notes) -> None:
        self.faults: list[Fault] = []
        self.scheme = layout.scheme
        self._layout, self._columns, self._row, self._notes = layout, columns, row, notes
        self._unread: set[int] = set()

    def __getitem__(self, field: str) -> str:
        at = self._layout.at(field)
        return self._row.cells[at] if at is not None else ""

    @property
    def number(self) -> int:
        """The row's number in the file."""
        return self._row.number

    @property
    def spot(self) -> Spot | None:
        """What the row's geometry covers, in files that have geometries."""
        return self._row.spot

    def code(self, field: str) -> str:
        """Return a cell that holds a code: spreadsheets make ``1.0`` of 1."""
        return self[field].removesuffix(".0")

    def every(self, field: str) -> list[str]:
        """Return what the columns of a field that several may have say, without the empty ones."""
        pairs = zip(self._row.cells, self._layout.fields, strict=True)
        return [cell for cell, known in pairs if known == field and cell]

    def column(self, field: str) -> str:
        """Return what the column of a field is called in the file; empty when there is none."""
        at = self._layout.at(field)
        return self._columns[at] if at is not None else ""

    def fault(self, field: str, expected: str) -> None:
        """Note that a cell could not be read."""
        self._keep(field)
        found = Fault(self._row.number, self.column(field), self[field][:200], expected)
        if found not in self.faults:
            self.faults.append(found)

    def remark(self, text: str, field: str = "") -> None:
        """Note something about this row; the cell of `field` then stays in the note."""
        self._keep(field)
        self._notes.add(text, self._row.number)

    def attempt(self, field: str, make: Callable[[str], object]) -> object | None:
        """Return what `make` makes of a cell; None of an empty one, or of one that it refuses, which is noted."""
        if not self[field]:
            return None
        try:
            return make(self[field])
        except InvalidRecordError as err:
            self.fault(field, "; ".join(err.errors.values()))
        except ValueError as err:
            told = str(err)
            self.fault(field, _NO_DATE if "EDTF" in told else told)
        return None

    def rest(self, fields: Sequence[str]) -> Iterator[str]:
        """Yield as ``column: cell`` what stands in columns of some fields, or could not be read."""
        for at, (cell, field) in enumerate(zip(self._row.cells, self._layout.fields, strict=True)):
            if cell and (field in fields or at in self._unread):
                yield f"{self._columns[at]}: {cell}"

    def _keep(self, field: str) -> None:
        at = self._layout.at(field)
        if at is not None:
            self._unread.add(at)
