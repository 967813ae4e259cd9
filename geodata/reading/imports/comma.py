"""CSV in, a sheet out: encoding and delimiter are found, told, and left for a person to confirm."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from geodata.errors import ReadingError
from geodata.reading.encoding import decode_lines
from geodata.reading.imports.cleaning import clean, column_names
from geodata.reading.imports.limits import check_columns, check_rows
from geodata.reading.imports.sheet import Fault, Notes, Row, Sheet

__all__ = ["read"]

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_LONGEST_CELL = 200_000
_RARE = 5
"""NUL in more than one of so many bytes is no slip of a text but another kind of file."""


def read(data: bytes) -> Sheet:
    """Read a table whose first line names the columns.

    Raises
    ------
    ReadingError
        It is empty or no text; the sentence wants the file's name in front.
    """
    notes = Notes()
    if 0 < data.count(0) * _RARE < len(data):
        notes.add("NUL replaced by U+FFFD")
        data = data.replace(b"\0", b"\xef\xbf\xbd")
    text, guess = decode_lines(data)
    guesses = [guess] if guess else []
    text = clean(text, notes)
    if not text.strip():
        raise ReadingError("is empty; give a table whose first line names its columns")
    csv.field_size_limit(_LONGEST_CELL)
    delimiter = max(_DELIMITERS, key=lambda one: len(_header(text, one)))
    if delimiter != ",":
        guesses.append(f"cells are parted by {_DELIMITERS[delimiter]}")
    header = _header(text, delimiter)
    check_columns(len(header))
    rows: list[Row] = []
    faults: list[Fault] = []
    for line, found in _records(text, delimiter, len(header)):
        if isinstance(found, Fault):
            faults.append(found)
        else:
            rows.append(Row(line, tuple(cell.strip() for cell in found)))
            check_rows(len(rows))
    columns = column_names(header, notes)
    return Sheet(
        "csv", columns, tuple(rows), tuple(faults), notes.told(), tuple(guesses), delimiter
    )


def _header(text: str, delimiter: str) -> list[str]:
    try:
        return next(filter(None, csv.reader(io.StringIO(text), delimiter=delimiter)), [])
    except csv.Error:
        return []


def _records(text: str, delimiter: str, width: int) -> Iterator[tuple[int, list[str] | Fault]]:
    """Every record after the header with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    past_header = False
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as err:
            written = text.splitlines()[line - 1 : line]
            expected = f"cells whose quotes are closed ({err})"
            yield line, Fault(line, "", "".join(written)[:200], expected, refused=True)
            continue
        if not cells:
            continue
        if not past_header:
            past_header = True
            continue
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if len(cells) != width:
            expected = f"{width} cells, as in the first line, not {len(cells)}"
            yield line, Fault(line, "", delimiter.join(cells)[:200], expected, refused=True)
        else:
            yield line, cells
