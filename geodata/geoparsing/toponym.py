"""What geoparsing gives back: each place name of a text with its place, or with an honest "not known". Floor 2."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.space import Point

__all__ = ["ROLES", "Candidate", "Toponym"]

ROLES = ("event", "comparison", "dateline", "origin", "boilerplate")
"""What a name is there for: to say where something happened; to liken; where the report was filed; where somebody is from or
whose authority acts ("the Almaty police"); in a line that is not the report's own text. Only an `event` may become an event's
place."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean."""

    place_id: str
    name: str
    point: Point
    radius_m: int
    """Metres from the point within which the place surely lies."""
    score: float
    """0 to 1."""
    reasons: tuple[str, ...] = ()
    """Short codes, the weightiest first: ``ours``, ``anchored``, ``stated``, ``comma``, ``near``, ``region-named``,
    ``country-named``, ``country``, ``largest``, ``only``, ``part`` (only a part of the name is known)."""
    kind: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in a text: ``text[start:end]``, in Unicode code points."""

    start: int
    end: int
    text: str
    role: str
    """One of `ROLES`."""
    place_id: str | None
    """None when no candidate is sure enough."""
    score: float
    """0 to 1, calibrated: of the answers at 0.7 and above 95 in 100 are right. 0 when unresolved."""
    candidates: tuple[Candidate, ...] = ()
    """The best first."""
    within: Candidate | None = None
    """For an unresolved name: the place that the text says contains it, with that place's radius (reason ``stated``); for a
    street or a building in a document about one town, that town and what lies around it (reason ``only-town``)."""

    @property
    def place(self) -> Candidate | None:
        """The chosen candidate; for an unresolved name the place that contains it; None when neither is known."""
        if self.place_id is None:
            return self.within
        return next(c for c in self.candidates if c.place_id == self.place_id)
