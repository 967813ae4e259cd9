"""What extraction proposes and an editor decides on: a draft is not yet an event.

A draft keeps every field beside the claims that carry it, so that an editor sees for each value which words of the report
say so. What was proposed is never overwritten: the store keeps it beside what the editor made of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from geodata import vocabulary
from geodata.dates import interval_of
from geodata.errors import Faults
from geodata.model import TIME, Claim, Link, Problem, check_radius
from geodata.quantity import Quantity, envelope
from geodata.space import Point

__all__ = ["FOUND", "STATES", "Draft", "Extraction", "Whereabouts"]

STATES = ("proposed", "in_review", "published", "rejected", "unverifiable", "duplicate")
"""Where a draft stands. `published` made an event, `duplicate` joined its claims to one that is there."""

FOUND = ("named", "discourse", "within", "picked", "by_hand", "imported")
"""How the place of a draft was found: named in its own sentence; the nearest one that the report speaks of; the place that the
text says contains it; picked by an editor among candidates; placed by hand; read from an imported table."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a draft says that something happened."""

    name: str
    point: Point | None = None
    """None when nobody knows."""
    radius_m: int | None = None
    """Metres from the point within which the place surely lies."""
    how: str = "named"
    """One of `FOUND`."""
    parent_id: str = ""
    """The place that contains it, where it is new and an editor said so."""

    def __post_init__(self) -> None:
        faults = Faults()
        faults.one_of("how", self.how, FOUND)
        check_radius(faults, self.point, self.radius_m)
        faults.end(f"place {self.name!r}")


@dataclass(frozen=True, slots=True)
class Draft:
    """One thing that a report says happened, as far as it was understood. Empty is not known."""

    draft_id: str
    """First twelve digits of the document's id, ``-``, a number: stable for a document and a version of the rules."""
    document_id: str
    source_id: str
    event_type: str = ""
    title: str = ""
    """Our own words; never a sentence of the report."""
    summary: str = ""
    date: str = ""
    """EDTF."""
    date_basis: str = "explicit"
    time_start: str = ""
    """HH:MM, local."""
    time_end: str = ""
    timezone: str = ""
    place_id: str = ""
    place: Whereabouts | None = None
    where_as_written: str = ""
    outcome: str = ""
    claims: tuple[Claim, ...] = ()
    """Each with its span in the document, the rule that made it, and a confidence; their `event_id` is the draft's id."""
    links: tuple[Link, ...] = ()
    """From this draft to other drafts of the report or to events."""
    doubts: tuple[str, ...] = ()
    """Codes of the vocabulary's list `doubts`: what an editor should look at first."""
    confidence: float = 0.0
    """0 to 1."""
    state: str = "proposed"
    """One of `STATES`."""
    event_id: str = ""
    """The event that it became or joined."""
    reason: str = ""
    """Why it was decided so."""

    def __post_init__(self) -> None:
        faults = Faults()
        if self.event_type:
            faults.one_of("event_type", self.event_type, vocabulary.event_types())
        if self.date:
            faults.attempt("date", lambda: interval_of(self.date))
        faults.one_of("date_basis", self.date_basis, vocabulary.terms("date_basis"))
        for name in ("time_start", "time_end"):
            value = getattr(self, name)
            faults.check(not value or bool(TIME.match(value)), name, f"{value!r} is not HH:MM")
        if self.outcome:
            faults.one_of("outcome", self.outcome, vocabulary.terms("outcomes"))
        for doubt in self.doubts:
            faults.one_of("doubts", doubt, vocabulary.terms("doubts"))
        faults.one_of("state", self.state, STATES)
        faults.check(0 <= self.confidence <= 1, "confidence", f"{self.confidence} is not in 0..1")
        strangers = [c.claim_id for c in self.claims if c.event_id != self.draft_id]
        faults.check(not strangers, "claims", f"{strangers} belong to another draft")
        faults.end(f"draft {self.draft_id!r}")

    @property
    def layer(self) -> str:
        """The layer of the event type; empty while that is not known."""
        return vocabulary.layer_of(self.event_type) if self.event_type else ""

    @property
    def quantities(self) -> Mapping[str, Quantity]:
        """The range of each number over the claims that were not turned down."""
        found: dict[str, list[Quantity]] = {}
        for claim in self.claims:
            if claim.quantity and claim.status in ("proposed", "accepted"):
                found.setdefault(claim.field, []).append(claim.quantity)
        ranges = {name: envelope(every) for name, every in found.items()}
        return {name: known for name, known in ranges.items() if known}

    def claim(self, name: str) -> Claim | None:
        """Return the first claim about a field that was not turned down."""
        fine = ("proposed", "accepted")
        return next((c for c in self.claims if c.field == name and c.status in fine), None)


@dataclass(frozen=True, slots=True)
class Extraction:
    """What came of one document: its drafts in the order of the text, and what could not be made out."""

    drafts: tuple[Draft, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
