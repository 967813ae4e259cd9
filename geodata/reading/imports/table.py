"""A table by somebody else in, drafts out with a report on its columns. Nothing is stored, and nothing is guessed silently. An edge.

The whole file is one source and one document, whose text is empty: a draft points to a row, not to words.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from geodata.draft import Draft
from geodata.errors import ReadingError
from geodata.model import Document, Problem, Source
from geodata.reading import sandbox
from geodata.reading.formats import check_file_name
from geodata.reading.imports.cells import Cells
from geodata.reading.imports.columns import Layout, layout_of
from geodata.reading.imports.rows import draft_of
from geodata.reading.imports.sheet import Fault, Notes, Sheet
from geodata.reading.imports.values import order_of
from geodata.reading.reports import MAX_BYTES

__all__ = ["Column", "Imported", "read_table"]

SECONDS = 5
"""Of work in the process that reads; a table of the greatest length takes less."""

_MEDIA = {"csv": "text/csv", "geojson": "application/geo+json", "kml": "application/vnd.google-earth.kml+xml"}  # fmt: skip
_MAKERS = {
    "acled": (
        "Armed Conflict Location & Event Data (ACLED)",
        "ngo",
        "ACLED's terms of use restrict republication; look them up before anything of it is published.",
    ),
    "ucdp": ("Uppsala Conflict Data Program (UCDP)", "unknown", "UCDP GED is CC BY 4.0; cite it."),
}
"""Scheme to publisher, kind of publisher, and what an editor must know."""


_NOTHING = "no column is understood, so nothing was made of the rows; name columns date, place, lat, lon, type …"


@dataclass(frozen=True, slots=True)
class Column:
    """What became of one column."""

    name: str
    """As it is called in the file, or here if that name could not stand."""
    field: str
    """What it was read as; ``note`` for known but kept in the note only; empty for not understood."""
    filled: int
    """Cells that hold something."""
    refused: int
    """Cells that could not be read."""

    @property
    def told(self) -> str:
        """What to tell an editor."""
        if not self.field:
            return "not understood, kept in the note"
        return "kept in the note" if self.field == "note" else f"read as {self.field}"


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of one table."""

    source: Source
    document: Document
    """Its `text` is empty."""
    form: str
    """``csv``, ``geojson``, ``kml``, ``acled`` or ``ucdp``."""
    drafts: tuple[Draft, ...]
    columns: tuple[Column, ...]
    faults: tuple[Fault, ...]
    """What could not be read, row by row."""
    notes: tuple[str, ...]
    """What was mended, dropped or left open."""
    to_confirm: tuple[str, ...]
    """What was guessed about the file. Unless it is empty, a person must agree before anything is stored."""

    @property
    def refused(self) -> int:
        """How many rows could not be read at all."""
        return sum(fault.refused for fault in self.faults)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The faults as the record keeps them."""
        name = self.document.document_id[:12]
        return tuple(Problem(f"{name}-{fault.row}", str(fault)) for fault in self.faults)


def read_table(
    data: bytes, name: str, *, publisher: str = "", kind: str = "", language: str = ""
) -> Imported:
    """Read a table of events.

    Parameters
    ----------
    data
        CSV, GeoJSON or KML, at most `geodata.reading.reports.MAX_BYTES`.
    name
        The file's name; its ending tells the format. Never opened.
    publisher, kind, language
        Of the source; empty where nobody has said. ACLED and UCDP are known by their columns.

    Raises
    ------
    ReadingError
        It is no such table; one sentence that begins with the name.
    InvalidRecordError
        `kind` is not one of the vocabulary.
    """
    wrong = check_file_name(name)
    if wrong:
        raise ReadingError(f"{name!r} {wrong}")
    if len(data) > MAX_BYTES:
        raise ReadingError(f"{name} has more than the {MAX_BYTES:,} bytes that we read; cut it up")
    answer = sandbox.ask("table", data, name, seconds=SECONDS)
    try:
        sheet = Sheet.of(answer)
    except (ValueError, TypeError, KeyError) as err:
        raise ReadingError(f"{name} made the process that read it answer nonsense") from err
    document_id = hashlib.sha256(data).hexdigest()
    layout = layout_of(sheet.columns)
    made = _MAKERS.get(layout.scheme, (name, "unknown", ""))
    source = Source(
        source_id=f"import-{document_id[:12]}",
        title=name,
        publisher=publisher or made[0],
        publisher_kind=kind or made[1],
        language=language,
        note=made[2],
    )
    document = Document(document_id, source.source_id, "", media_type=_MEDIA.get(sheet.form, ""))
    return _imported(sheet, layout, source, document)


def _imported(sheet: Sheet, layout: Layout, source: Source, document: Document) -> Imported:
    notes = Notes()
    guesses = list(sheet.guesses)
    order = order_of(_cells(sheet, layout, "date", "date_start", "date_end"))
    if order:
        guesses.append(f"dates with slashes were read as {order}")
    if any("," in cell for cell in _cells(sheet, layout, "lat", "lon")):
        guesses.append("degrees are written with a decimal comma")
    useful = layout.understood or sheet.form != "csv"
    if sheet.rows and not useful:
        notes.add(_NOTHING)
    every = [Cells(layout, sheet.columns, row, notes) for row in sheet.rows] if useful else []
    drafts = tuple(draft_of(cells, document.document_id, order) for cells in every)
    found = (*sheet.faults, *(fault for cells in every for fault in cells.faults))
    faults = tuple(sorted(found, key=lambda fault: fault.row))
    return Imported(
        source=source,
        document=document,
        form=layout.scheme or sheet.form,
        drafts=drafts,
        columns=_report(sheet, layout, faults),
        faults=faults,
        notes=(*sheet.notes, *notes.told()),
        to_confirm=tuple(guesses),
    )


def _cells(sheet: Sheet, layout: Layout, *fields: str) -> list[str]:
    wanted = [at for field in fields if (at := layout.at(field)) is not None]
    return [row.cells[at] for row in sheet.rows for at in wanted]


def _report(sheet: Sheet, layout: Layout, faults: Sequence[Fault]) -> tuple[Column, ...]:
    refused = Counter(fault.column for fault in faults)
    return tuple(
        Column(name, field, sum(bool(row.cells[at]) for row in sheet.rows), refused[name])
        for at, (name, field) in enumerate(zip(sheet.columns, layout.fields, strict=True))
    )
