"""The records that pass between the floors: frozen, checked when made, every fault told at once.

Words and fields are those of the README's table. Text fields hold what was read or written by an editor; they are never
markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from geodata import vocabulary
from geodata.dates import Interval, interval_of
from geodata.errors import Faults
from geodata.history import Correction, Tombstone
from geodata.quantity import Quantity
from geodata.space import Point

__all__ = [
    "TIME",
    "Claim",
    "Document",
    "Episode",
    "Event",
    "Facts",
    "Link",
    "Mention",
    "Place",
    "PlaceName",
    "Problem",
    "Source",
    "check_radius",
]

TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]\Z")
"""An hour of the day, HH:MM."""
NAME_KINDS = ("official", "former", "informal", "transliteration", "inflected")
EVENT_STATUS = ("draft", "published", "withdrawn")
SENSITIVITY = ("open", "restricted", "high", "hold")
DISCLOSURE = ("exact", "place", "district", "withheld")


@dataclass(frozen=True, slots=True)
class Source:
    """One publication."""

    source_id: str
    title: str
    publisher: str
    publisher_kind: str
    author: str = ""
    language: str = ""
    """BCP 47."""
    url: str = ""
    """http or https, or empty."""
    published: str = ""
    """EDTF; empty when unknown."""
    reliability: str = "99"
    """HURIDOCS micro-thesaurus 42: 01 to 05, 99 unknown."""
    derived_from: str = ""
    """Id of the source that this one translates or copies."""
    note: str = ""

    def __post_init__(self) -> None:
        faults = Faults()
        faults.identifier("source_id", self.source_id)
        faults.check(bool(self.publisher), "publisher", "is empty; name who published it")
        faults.one_of("publisher_kind", self.publisher_kind, vocabulary.terms("publisher_kinds"))
        faults.one_of("reliability", self.reliability, vocabulary.terms("reliability"))
        faults.check(
            not self.url or _is_web(self.url),
            "url",
            f"{self.url!r} is not an http or https address",
        )
        if self.published:
            faults.attempt("published", lambda: interval_of(self.published))
        faults.end(f"source {self.source_id!r}")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One spelling of a place."""

    name: str
    language: str
    kind: str = "official"
    main: bool = False
    """Shown to readers of its language."""
    searchable: bool = True
    """False for ordinary words ("the ravine") that a look-up in running text must not take for the place."""
    valid: str = ""
    """EDTF interval in which the name was in use; empty when unknown."""

    def __post_init__(self) -> None:
        faults = Faults()
        faults.check(bool(self.name.strip()), "name", "is empty")
        faults.one_of("kind", self.kind, NAME_KINDS)
        if self.valid:
            faults.attempt("valid", lambda: interval_of(self.valid))
        faults.end(f"place name {self.name!r}")


@dataclass(frozen=True, slots=True)
class Place:
    """One record of the gazetteer: a place that exists or has vanished, with honest doubt about where."""

    place_id: str
    kind: str
    parent_id: str = ""
    point: Point | None = None
    """None when nobody knows; readers then see the parent's."""
    radius_m: int | None = None
    """Metres from the point within which the place surely lies."""
    names: tuple[PlaceName, ...] = ()
    existed: str = ""
    coordinate_source: str = ""
    confidence: str = ""
    licence: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        faults = Faults()
        faults.identifier("place_id", self.place_id)
        faults.one_of("kind", self.kind, vocabulary.terms("place_kinds"))
        faults.check(self.parent_id != self.place_id, "parent_id", "a place cannot contain itself")
        faults.check(bool(self.names), "names", "is empty; a place needs at least one name")
        check_radius(faults, self.point, self.radius_m)
        if self.existed:
            faults.attempt("existed", lambda: interval_of(self.existed))
        faults.end(f"place {self.place_id!r}")

    def name(self, language: str = "en") -> str:
        """Return the name for readers of a language; Kazakh falls back on Russian, all on English, then on any."""
        chain = {"kk": ("kk", "ru", "en"), "ru": ("ru", "en")}.get(language, ("en", "ru"))
        for wanted in chain:
            for name in self.names:
                if name.main and name.language == wanted:
                    return name.name
        return self.names[0].name


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says about one field of one event."""

    claim_id: str
    event_id: str
    source_id: str
    field: str
    text: str = ""
    quantity: Quantity | None = None
    stated_by: str = "unknown"
    start: int | None = None
    """Offset of the evidence in the document, in Unicode code points."""
    end: int | None = None
    """End of the evidence, exclusive."""
    status: str = "accepted"
    note: str = ""
    document_id: str = ""
    """The document that `start` and `end` count in; empty where there is no span, or only one document it can be."""
    rule: str = ""
    """The rule that proposed it; empty when a person wrote it."""
    confidence: float | None = None
    """0 to 1, of the rule; None when a person wrote it."""

    def __post_init__(self) -> None:
        faults = Faults()
        faults.identifier("claim_id", self.claim_id)
        faults.one_of("field", self.field, vocabulary.claimable())
        faults.one_of("stated_by", self.stated_by, vocabulary.terms("stated_by"))
        faults.one_of("status", self.status, vocabulary.terms("claim_status"))
        faults.check(bool(self.text or self.quantity), "text", "a claim needs a text or a number")
        faults.check(
            self.quantity is None or self.field in vocabulary.terms("quantities"),
            "field",
            f"{self.field!r} does not hold a number",
        )
        if self.start is not None or self.end is not None:
            ordered = self.start is not None and self.end is not None and 0 <= self.start < self.end
            faults.check(
                ordered, "start", f"the span {self.start}..{self.end} is not 0 <= start < end"
            )
        sure = self.confidence is None or 0 <= self.confidence <= 1
        faults.check(sure, "confidence", f"{self.confidence} is not in 0..1")
        faults.end(f"claim {self.claim_id!r}")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened at one place in one interval. Its numbers are its claims' (see `envelope`)."""

    event_id: str
    event_type: str
    title: str
    summary: str = ""
    date: str = ""
    """EDTF; empty when no source names a day."""
    date_basis: str = "explicit"
    time_start: str = ""
    """HH:MM, local."""
    time_end: str = ""
    timezone: str = ""
    """IANA name."""
    place_id: str = ""
    where_as_written: str = ""
    outcome: str = ""
    """Of an attempt; empty for other events."""
    episode_id: str = ""
    sequence: int | None = None
    """Position in the episode."""
    status: str = "published"
    sensitivity: str = "open"
    disclosure: str = "place"
    note: str = ""

    def __post_init__(self) -> None:
        faults = Faults()
        faults.identifier("event_id", self.event_id)
        faults.one_of("event_type", self.event_type, vocabulary.event_types())
        faults.check(bool(self.title.strip()), "title", "is empty; say in one line what happened")
        if self.date:
            faults.attempt("date", lambda: interval_of(self.date))
        faults.one_of("date_basis", self.date_basis, vocabulary.terms("date_basis"))
        for name in ("time_start", "time_end"):
            value = getattr(self, name)
            faults.check(
                not value or bool(TIME.match(value)), name, f"{value!r} is not a time HH:MM"
            )
        if self.outcome:
            faults.one_of("outcome", self.outcome, vocabulary.terms("outcomes"))
        faults.one_of("status", self.status, EVENT_STATUS)
        faults.one_of("sensitivity", self.sensitivity, SENSITIVITY)
        faults.one_of("disclosure", self.disclosure, DISCLOSURE)
        faults.end(f"event {self.event_id!r}")

    @property
    def layer(self) -> str:
        """The layer of the event's type."""
        return vocabulary.layer_of(self.event_type)

    @property
    def interval(self) -> Interval | None:
        """The closed interval of days of the date; None when undated."""
        return interval_of(self.date) if self.date else None


@dataclass(frozen=True, slots=True)
class Link:
    """A typed tie between two events: `event_id` responds to, follows, … `target_id`."""

    event_id: str
    link_type: str
    target_id: str
    note: str = ""

    def __post_init__(self) -> None:
        faults = Faults()
        faults.one_of("link_type", self.link_type, vocabulary.terms("link_types"))
        faults.check(
            self.event_id != self.target_id, "target_id", "an event cannot be tied to itself"
        )
        faults.end(f"link {self.event_id!r} {self.link_type} {self.target_id!r}")


@dataclass(frozen=True, slots=True)
class Episode:
    """The events of one confrontation, in order."""

    episode_id: str
    title: str
    summary: str = ""
    place_id: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be placed, dated or read: kept and shown, never dropped."""

    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a source as read."""

    document_id: str
    """SHA-256 of its bytes, in hexadecimal."""
    source_id: str
    text: str
    retrieved: str = ""
    """When its bytes were taken in, ISO 8601 in UTC."""
    media_type: str = ""
    """What its bytes are: ``text/plain``, ``text/html``, ``application/pdf`` …"""
    url: str = ""
    """Where the bytes came from; empty for a file or a pasted text."""
    released: bool = False
    """True: readers may see that this report exists and which places it names before any event of it is accepted."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name in a document: `text[start:end]`."""

    document_id: str
    start: int
    end: int
    text: str
    place_id: str = ""
    """Empty where no place is sure enough."""
    role: str = "event"
    """What the name is there for; see `geodata.geoparsing.toponym.ROLES`. Only an `event` may become an event's place."""
    score: float = 1.0
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A whole set of records that belong together."""

    sources: tuple[Source, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    links: tuple[Link, ...] = ()
    episodes: tuple[Episode, ...] = ()
    documents: tuple[Document, ...] = field(default=())
    mentions: tuple[Mention, ...] = field(default=())
    tombstones: tuple[Tombstone, ...] = ()
    corrections: tuple[Correction, ...] = ()


def check_radius(faults: Faults, point: Point | None, radius_m: int | None) -> None:
    """Note a point without a radius in metres, a radius without a point, and a radius of nothing."""
    faults.check(
        (point is None) == (radius_m is None),
        "radius_m",
        "a point needs a radius in metres, and a radius needs a point",
    )
    faults.check(radius_m is None or radius_m > 0, "radius_m", "must be above 0")


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(parts.netloc)
        and not re.search(r"[\x00-\x20]", url)
    )
