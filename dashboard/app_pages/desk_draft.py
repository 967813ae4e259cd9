"""A draft on its way to the browser, and an editor's changes on their way back. Pure.

The browser sends only the fields that were changed, and the mark of the draft as it was when it was opened.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from geodata import review, vocabulary
from geodata.draft import Draft, Whereabouts
from geodata.errors import QueryError
from geodata.gazetteer.folding import romanise
from geodata.model import Link
from geodata.quantity import Quantity
from geodata.space import Point
from geodata.store.rows import Record, json_of

__all__ = [
    "TEXTS",
    "Edits",
    "Wire",
    "edited",
    "faults_in_words",
    "mark",
    "packed",
    "read_edits",
    "read_place",
    "slug",
    "text_of",
]

Wire = Mapping[str, Any]
"""A JSON object as the browser sent it; nothing in it is believed."""

TEXTS = (
    "event_type",
    "title",
    "summary",
    "date",
    "date_basis",
    "time_start",
    "time_end",
    "timezone",
    "where_as_written",
    "outcome",
)
"""Fields of a draft, and of an event, that hold a text."""
_CLAIM_TEXTS = ("status", "text", "note", "stated_by")
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Edits:
    """What an editor changed of one draft."""

    fields: Mapping[str, object] = field(default_factory=dict)
    claims: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """Claim id to what of it was changed."""
    added: Sequence[tuple[str, Mapping[str, object]]] = ()
    """New claims: what each speaks of, and the rest."""

    def __bool__(self) -> bool:
        return bool(self.fields or self.claims or self.added)


def mark(*records: Record) -> str:
    """Return a short name of records exactly as they are: any change gives another."""
    whole = "\n".join(json_of(record) for record in records)
    return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:16]


def packed(draft: Draft, _: Callable[[str], str], language: str) -> dict[str, Any]:
    """Return a draft as the browser gets it; the keys are those of ``DraftData`` in the front end."""
    return asdict(draft) | {
        "layer": draft.layer,
        "mark": mark(draft),
        "faults": faults_in_words(draft, _, language),
        "unsupported": list(review.unsupported(draft)),
        "quantities": {name: asdict(known) for name, known in draft.quantities.items()},
    }


def faults_in_words(draft: Draft, _: Callable[[str], str], language: str) -> list[str]:
    """Return what keeps a draft from being accepted, in the editor's language."""
    bare = set(review.unsupported(draft))
    told = [_(fault) for fault in review.faults(draft)]
    plain = told[: len(told) - len(bare)] if bare else told
    return plain + [
        _("“{field}” rests on no claim: show the words that say so, or empty it.").format(
            field=vocabulary.label("claim_fields", name, language)
        )
        for name in review.unsupported(draft)
    ]


def edited(draft: Draft, edits: Edits) -> Draft:
    """Return a draft with an editor's changes.

    Raises
    ------
    ReviewError, InvalidRecordError
        A change is not allowed, or a value is not one that the field can hold.
    """
    if edits.fields:
        draft = review.edit(draft, **edits.fields)
    for claim_id, changes in edits.claims.items():
        draft = review.edit_claim(draft, claim_id, **changes)
    for name, rest in edits.added:
        draft = review.add_claim(draft, name, **rest)  # type: ignore[arg-type]
    return draft


def read_edits(wire: object, draft: Draft, length: int) -> Edits:
    """Read an editor's changes.

    Parameters
    ----------
    wire
        ``{fields, claims, added}`` as the browser sent it.
    length
        Letters of the document, beyond which no evidence lies.

    Raises
    ------
    QueryError
        It is not of this form.
    """
    whole = _object(wire or {}, "edits")
    fields = _fields(_object(whole.get("fields", {}), "fields"), draft)
    claims = {
        claim_id: _claim(_object(changes, "claim"), length)
        for claim_id, changes in _object(whole.get("claims", {}), "claims").items()
    }
    new = whole.get("added", [])
    if not isinstance(new, list):
        raise QueryError("added claims are a list")
    added = [
        (text_of(_object(one, "claim"), "field", 60), _claim(_object(one, "claim"), length))
        for one in new
    ]
    for _name, rest in added:
        rest.pop("status", None)
    return Edits(fields, claims, added)


def text_of(wire: Wire, name: str, longest: int = _LONGEST) -> str:
    """Return a text of a message, without blanks around it; empty when it is not there.

    Raises
    ------
    QueryError
        It is no text, or too long.
    """
    value = wire.get(name, "")
    if not isinstance(value, str):
        raise QueryError(f"{name} is not a text")
    if len(value) > longest:
        raise QueryError(f"{name} has {len(value)} letters; {longest} is the most")
    return value.strip()


def slug(name: str) -> str:
    """Return a name in the letters of an id.

    Examples
    --------
    >>> slug("Бакай (север)")
    'bakai-sever'
    """
    return re.sub(r"[^a-z0-9]+", "-", romanise(name)).strip("-")[:40] or "place"


def _fields(wire: Wire, draft: Draft) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in wire:
        if name in TEXTS:
            found[name] = text_of(wire, name)
        elif name == "place":
            found |= read_place(wire[name], draft.draft_id[:6])
        elif name == "links":
            found["links"] = _links(wire[name], draft)
        else:
            raise QueryError(f"{name!r} is not a field of a draft")
    return found


def read_place(wire: object, stem: str) -> dict[str, Any]:
    """Read the place that an editor chose: its id, and where it is; both empty for none.

    Parameters
    ----------
    stem
        What the id of a place that was put down by hand ends with.

    Raises
    ------
    QueryError, InvalidRecordError
        It is not of that form.
    """
    if wire is None:
        return {"place_id": "", "place": None}
    told = _object(wire, "place")
    lon, lat, radius = (_number(told.get(name), name) for name in ("lon", "lat", "radius_m"))
    point = None if lon is None or lat is None else Point(lon, lat)
    where = Whereabouts(
        name=text_of(told, "name", 200),
        point=point,
        radius_m=None if point is None or radius is None else round(radius),
        how=text_of(told, "how", 20) or "picked",
        parent_id=text_of(told, "parent_id", 128),
    )
    place_id = text_of(told, "place_id", 128)
    if not place_id and where.how == "by_hand":
        place_id = f"{slug(where.name)}-{stem}"
    return {"place_id": place_id, "place": where if place_id else None}


def _links(wire: object, draft: Draft) -> tuple[Link, ...]:
    if not isinstance(wire, list):
        raise QueryError("links are a list")
    told = [_object(one, "link") for one in wire]
    return tuple(
        Link(draft.draft_id, text_of(one, "link_type", 40), text_of(one, "target_id", 128))
        for one in told
    )


def _claim(wire: Wire, length: int) -> dict[str, object]:
    found: dict[str, object] = {name: text_of(wire, name) for name in _CLAIM_TEXTS if name in wire}
    if "quantity" in wire:
        found["quantity"] = _quantity(wire["quantity"])
    if wire.get("start") is not None:
        start, end = wire["start"], wire.get("end")
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length):
            raise QueryError(f"the words {start!r} to {end!r} are not in the report")
        found |= {"start": start, "end": end}
    return found


def _quantity(wire: object) -> Quantity | None:
    if wire is None:
        return None
    told = _object(wire, "number")
    parts = {name: told.get(name) for name in ("low", "best", "high")}
    if any(part is not None and not isinstance(part, int) for part in parts.values()):
        raise QueryError("a number of people or homes is a whole number")
    return Quantity(**parts) if any(part is not None for part in parts.values()) else None


def _number(value: object, name: str) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise QueryError(f"{name} is not a number")
    return float(value)


def _object(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise QueryError(f"{name} is not of the form that was expected")
    return value
