"""What changed: the revision that the record keeps, and the two things that readers are told."""

from __future__ import annotations

from dataclasses import dataclass

from geodata import vocabulary
from geodata.errors import Faults

__all__ = ["Correction", "Revision", "Tombstone"]


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of one record: who, when, what it was, what it is, and why. Never altered, never removed."""

    change_id: str
    """The revisions that were made together share it; together they are undone."""
    at: str
    """ISO 8601 in UTC."""
    who: str
    record: str
    """``kind:key``, as in ``event:ALA-2006-0016``."""
    before: str
    """JSON; empty where the record was not there."""
    after: str
    """JSON; empty where the record was taken away."""
    reason: str
    revision_id: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """What readers are told of a change to something that was public before. Editors are not named."""

    event_id: str
    at: str
    """Day of the change, ISO 8601."""
    field: str
    """A field of the event, or of its claims."""
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stands at the link of an event that was withdrawn: its id, the day, and the kind of reason; nothing of its content."""

    event_id: str
    at: str
    """Day of the withdrawal, ISO 8601."""
    reason: str
    """A code of the vocabulary's list `withdrawals`."""
    replaced_by: str = ""
    """The event that tells of the same thing."""

    def __post_init__(self) -> None:
        faults = Faults()
        faults.identifier("event_id", self.event_id)
        faults.one_of("reason", self.reason, vocabulary.terms("withdrawals"))
        faults.end(f"tombstone {self.event_id!r}")
