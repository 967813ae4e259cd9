"""Rows of a sheet become drafts: each cell that is understood a field with a claim behind it, the rest kept in a note. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geodata import vocabulary
from geodata.dates import Precision, precision_of
from geodata.draft import Draft, Whereabouts
from geodata.model import TIME, Claim
from geodata.quantity import Quantity
from geodata.reading.imports.cells import Cells
from geodata.reading.imports.columns import table
from geodata.reading.imports.values import count_of
from geodata.reading.imports.when import When, when_of
from geodata.reading.imports.where import whereabouts_of
from geodata.space import Point

__all__ = ["draft_of"]

_TITLE = 200
_ZONE = re.compile(r"[A-Z][A-Za-z_]+(?:/[A-Za-z0-9_+-]+){0,2}\Z")
_NOTED = ("", "note", "id", "acled_type", "date_precision", "place_precision")
"""Fields of which the note keeps the cell."""
_SURE, _LESS = 0.9, 0.2


def draft_of(cells: Cells, document_id: str, order: str) -> Draft:
    """Return the draft of a row; what the row does not say, or says unreadably, is empty.

    Parameters
    ----------
    cells
        The row; takes faults.
    document_id
        Of the file.
    order
        Of day and month in dates with slashes.
    """
    when = when_of(cells, order)
    place = whereabouts_of(cells)
    kind = _event_type(cells)
    read = {
        "date": when.text,
        "event_type": kind,
        "time_start": _time(cells, "time_start"),
        "time_end": _time(cells, "time_end"),
        "outcome": _code(cells, "outcome", "outcomes"),
    }
    basis, zone = _code(cells, "date_basis", "date_basis"), _zone(cells)
    missing = sum([not kind, not when.edtf, place is None or place.point is None])
    draft_id = f"{document_id[:12]}-{cells.number}"
    return Draft(
        draft_id=draft_id,
        document_id=document_id,
        source_id=f"import-{document_id[:12]}",
        event_type=kind,
        title=_title(cells, kind, place),
        summary=cells["summary"],
        date=when.edtf,
        date_basis=basis or "explicit",
        time_start=read["time_start"],
        time_end=read["time_end"],
        timezone=zone,
        place=place,
        where_as_written=cells["where"] or cells["place"],
        outcome=read["outcome"],
        claims=_claims(cells, draft_id, document_id, read),
        doubts=_doubts(when, place),
        confidence=round(_SURE - _LESS * missing, 1),
    )


def _event_type(cells: Cells) -> str:
    written = cells["event_type"]
    known = _types(cells.scheme).get(written.casefold(), "")
    if written and not known:
        cells.remark(f"the type {written[:60]!r} is none of ours, and was left open", "event_type")
    return known


def _code(cells: Cells, field: str, words: str) -> str:
    written = cells[field]
    known = _codes(words).get(written.casefold(), "")
    if written and not known:
        cells.fault(field, f"one of {', '.join(vocabulary.terms(words))}")
    return known


def _time(cells: Cells, field: str) -> str:
    written = cells[field]
    padded = written.zfill(5) if re.match(r"[0-9]:[0-9]{2}\Z", written) else written[:5]
    if written and not TIME.match(padded):
        cells.fault(field, "an hour such as 14:30")
        return ""
    return padded


def _zone(cells: Cells) -> str:
    written = cells["timezone"]
    if written and not _ZONE.match(written):
        cells.fault("timezone", "a time zone by its name, such as Asia/Almaty")
        return ""
    return written


def _title(cells: Cells, kind: str, place: Whereabouts | None) -> str:
    given = " ".join(cells["title"].split())
    label = vocabulary.label("event_types", kind) if kind else "Event"
    return (given or (f"{label}: {place.name}" if place else label))[:_TITLE]


def _doubts(when: When, place: Whereabouts | None) -> tuple[str, ...]:
    vague = not when.edtf or precision_of(when.edtf) is not Precision.DAY
    adrift = place is not None and place.point in (None, Point(0, 0))
    found = {
        "imported": True,
        "no_day": vague,
        "no_place": place is None,
        "place_unsure": adrift,
    }
    return tuple(doubt for doubt, there in found.items() if there)


def _claims(
    cells: Cells, draft_id: str, document_id: str, read: dict[str, str]
) -> tuple[Claim, ...]:
    """What the file says, in its own words, of every field that could be read."""
    told = cells["notes"] or cells["summary"] or cells["title"]
    made: list[tuple[str, str, Quantity | None]] = [
        ("event", told or f"row {cells.number} of the file", None),
        ("date", read["date"], None),
        ("place_id", cells["place"] or cells["where"], None),
        *((name, cells[name], None) for name in _WORDED if read[name]),
        *_quantities(cells),
    ]
    # Last, when every fault of the row is known.
    rest = " | ".join(cells.rest(_NOTED))
    return tuple(
        Claim(
            claim_id=f"{draft_id}-c{count}",
            event_id=draft_id,
            source_id=f"import-{document_id[:12]}",
            field=field,
            text=text,
            quantity=quantity,
            status="proposed",
            note=rest if field == "event" else "",
            document_id=document_id,
            rule=f"import:{cells.scheme or 'columns'}",
            confidence=_SURE,
        )
        for count, (field, text, quantity) in enumerate(filter(_says_something, made), 1)
    )


_WORDED = ("event_type", "time_start", "time_end", "outcome")


def _says_something(claim: tuple[str, str, Quantity | None]) -> bool:
    return bool(claim[1] or claim[2])


def _quantities(cells: Cells) -> Iterator[tuple[str, str, Quantity]]:
    """Field, what the file writes, and the number, of every quantity that the row gives."""
    for name in vocabulary.terms("quantities"):
        fields = (f"{name}_low", name, f"{name}_high")
        low, best, high = (cells.attempt(field, count_of) for field in fields)
        given = [part for part in (low, best, high) if isinstance(part, Quantity)]
        if given:
            parts = (f"{cells.column(field)}: {cells[field]}" for field in fields if cells[field])
            alone = isinstance(best, Quantity) and len(given) == 1
            yield (
                name,
                ", ".join(parts),
                given[0] if alone else _joined(cells, name, low, best, high),
            )


def _joined(cells: Cells, name: str, *found: object) -> Quantity:
    """One range of three columns; where they contradict each other, the range that holds them all."""
    low, best, high = (part if isinstance(part, Quantity) else None for part in found)
    parts = [low.low if low else None, best.best if best else None, high.high if high else None]
    known = [part for part in parts if part is not None]
    if known != sorted(known):
        wanted = f"low <= best <= high, not {', '.join(map(str, parts))}"
        cells.fault(name if best else f"{name}_low", wanted)
        parts[0], parts[2] = min(known), max(known)
    return Quantity(*parts)


@cache
def _types(scheme: str) -> dict[str, str]:
    """What a table may call an event type: ACLED's own words, or ours in any language."""
    if scheme == "acled":
        return {row["sub_event_type"].casefold(): row["event_type"] for row in table("acled_types")}
    return {} if scheme else _codes("event_types")


@cache
def _codes(words: str) -> dict[str, str]:
    return {
        name.casefold(): code
        for code, term in vocabulary.terms(words).items()
        for name in (code, code.replace("_", " "), *term.labels.values())
    }
