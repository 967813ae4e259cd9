"""The published facts as columns: filter, count, and the compact payload that the map draws from.

The columns are what the browser gets too, so both sides reason with the same numbers.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

import numpy as np
from numpy.typing import NDArray

from geodata import vocabulary
from geodata.dates import Interval, overlaps, within
from geodata.disclosure import Published
from geodata.errors import QueryError
from geodata.model import Claim, Event, Facts, Link, Place, Problem
from geodata.quantity import Quantity, envelope
from geodata.space import Bbox, Point, bbox_of, distance_m, mercator

__all__ = ["NO_DAY", "NO_POINT", "Index", "Located", "Query"]

_CORE_ROOM_M = 10_000
NO_DAY = -(2**31)
NO_POINT = 2**32 - 1
MAGIC = 0x42454748  # "HGEB", little endian
_EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Located:
    """Where a place is drawn."""

    point: Point
    radius_m: int
    stands_in: str
    """Id of the containing place whose point this is; empty when the place has its own."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for; every part that is given must hold."""

    bbox: Bbox | None = None
    interval: Interval | None = None
    certain: bool = False
    """True: the event lies wholly in the interval. False: the two overlap."""
    layers: frozenset[str] = frozenset()
    event_types: frozenset[str] = frozenset()
    place_ids: frozenset[str] = frozenset()
    limit: int | None = None
    """How many to send; it does not change what matches."""


class Index:
    """One published version, ready for questions. Immutable; made anew when the data version grows.

    Parameters
    ----------
    published
        The public facts. Events become rows sorted by first possible day, then time, then id.
    """

    def __init__(self, published: Published) -> None:
        self.data_version = published.data_version
        self.facts: Facts = published.facts
        self.places = {place.place_id: place for place in self.facts.places}
        self.sources = {source.source_id: source for source in self.facts.sources}
        self.episodes = {episode.episode_id: episode for episode in self.facts.episodes}
        self.claims = _grouped(self.facts.claims)
        self.events: tuple[Event, ...] = tuple(sorted(self.facts.events, key=_order))
        self.row = {event.event_id: i for i, event in enumerate(self.events)}
        self._links: dict[str, list[Link]] = defaultdict(list)
        for link in self.facts.links:
            self._links[link.event_id].append(link)
            self._links[link.target_id].append(link)

    @cached_property
    def located(self) -> dict[str, Located | None]:
        """Where each place is drawn: at its own point, else at its nearest containing place that has one."""
        return {place_id: self._locate(place_id) for place_id in self.places}

    @cached_property
    def token(self) -> str:
        """The name of this version in addresses: data version and a hash of what the browser is sent."""
        digest = hashlib.sha256(repr(self.facts).encode("utf-8", "surrogatepass"))
        return f"{self.data_version}-{digest.hexdigest()[:12]}"

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Events that cannot be on the map, as (event id, code of the reason)."""
        found = []
        for event in self.events:
            if not event.place_id:
                found.append(Problem(event.event_id, "no_place"))
            elif self.located[event.place_id] is None:
                found.append(Problem(event.event_id, "no_point"))
            elif not event.date:
                found.append(Problem(event.event_id, "no_date"))
        return tuple(found)

    @property
    def bbox(self) -> Bbox | None:
        """The smallest box that holds every event on the map."""
        spots = (self.located.get(event.place_id) for event in self.events)
        return bbox_of(spot.point for spot in spots if spot)

    def core_bbox(self, share: float = 0.85) -> Bbox:
        """Return the box, with room for the doubt of its places, that holds the `share` of events nearest to their middle.

        A few events far away do not make everything else a dot: streets are fetched for this box.

        Raises
        ------
        QueryError
            No event is on the map.
        """
        spots = [spot for event in self.events if (spot := self.located.get(event.place_id))]
        if not spots:
            raise QueryError("no event is on the map, so its area is not known; give a bbox")
        middle = Point(
            median(spot.point.lon for spot in spots), median(spot.point.lat for spot in spots)
        )
        spots.sort(key=lambda spot: distance_m(spot.point, middle))
        core = spots[: max(1, round(share * len(spots)))]
        north = max(min(spot.radius_m, _CORE_ROOM_M) for spot in core) / 111_000
        east = north / math.cos(math.radians(middle.lat))
        lons, lats = [spot.point.lon for spot in core], [spot.point.lat for spot in core]
        return Bbox(
            max(-180.0, min(lons) - east),
            max(-85.0, min(lats) - north),
            min(180.0, max(lons) + east),
            min(85.0, max(lats) + north),
        )

    @property
    def extent(self) -> Interval:
        """First and last day on which anything may have happened."""
        starts = [e.interval.start for e in self.events if e.interval and e.interval.start]
        ends = [e.interval.end for e in self.events if e.interval and e.interval.end]
        return Interval(min(starts, default=None), max(ends, default=None))

    def links_of(self, event_id: str) -> Sequence[Link]:
        """Return the links that start or end at an event."""
        return self._links.get(event_id, ())

    def quantities(self, event_id: str) -> dict[str, Quantity]:
        """Return each quantity of an event as the range that holds what every accepted claim says."""
        said: dict[str, list[Quantity]] = defaultdict(list)
        for claim in self.claims.get(event_id, ()):
            if claim.quantity and claim.status == "accepted":
                said[claim.field].append(claim.quantity)
        ranges = (
            (name, envelope(said[name])) for name in vocabulary.terms("quantities") if name in said
        )
        return {name: whole for name, whole in ranges if whole}

    def find(self, query: Query) -> list[int]:
        """Return every row that matches, in order; the caller cuts at `query.limit`."""
        return [i for i, event in enumerate(self.events) if self._matches(event, query)]

    def _matches(self, event: Event, query: Query) -> bool:
        if query.layers and event.layer not in query.layers:
            return False
        if query.event_types and event.event_type not in query.event_types:
            return False
        if query.place_ids and event.place_id not in query.place_ids:
            return False
        if query.interval:
            holds = within if query.certain else overlaps
            if event.interval is None or not holds(event.interval, query.interval):
                return False
        if query.bbox:
            spot = self.located.get(event.place_id)
            return spot is not None and spot.point in query.bbox
        return True

    def _locate(self, place_id: str) -> Located | None:
        place: Place | None = self.places[place_id]
        while place is not None:
            if place.point and place.radius_m:
                stands_in = "" if place.place_id == place_id else place.place_id
                return Located(place.point, place.radius_m, stands_in)
            place = self.places.get(place.parent_id)
        return None

    def payload(self) -> bytes:
        """Return the compact columns (format in README of ``dashboard/frontend``): about 40 bytes an event."""
        columns = self._columns()
        head = {
            "n": len(self.events),
            "token": self.token,
            "epoch": _EPOCH.isoformat(),
            "columns": [],
            "layers": [layer.layer for layer in vocabulary.layers()],
            "event_types": list(vocabulary.event_types()),
            "outcomes": ["", *vocabulary.terms("outcomes")],
            "places": ["", *self.places],
            "sources": list(self.sources),
            "episodes": ["", *self.episodes],
        }
        return _pack(head, columns)

    def _columns(self) -> dict[str, NDArray[np.generic]]:
        code = {
            "layer": {layer.layer: i for i, layer in enumerate(vocabulary.layers())},
            "event_type": {name: i for i, name in enumerate(vocabulary.event_types())},
            "outcome": {name: i for i, name in enumerate(["", *vocabulary.terms("outcomes")])},
            "place": {name: i for i, name in enumerate(["", *self.places])},
            "episode": {name: i for i, name in enumerate(["", *self.episodes])},
        }
        source = {name: i for i, name in enumerate(self.sources)}
        spots = [self.located.get(event.place_id) for event in self.events]
        xy = [mercator(spot.point) if spot else None for spot in spots]
        cited = [
            sorted({source[c.source_id] for c in self.claims.get(e.event_id, ())})
            for e in self.events
        ]
        days = [_days(event.interval) for event in self.events]
        return {
            "x": _u32(
                NO_POINT if at is None else min(int(at[0] * 2**32), NO_POINT - 1) for at in xy
            ),
            "y": _u32(
                NO_POINT if at is None else min(int(at[1] * 2**32), NO_POINT - 1) for at in xy
            ),
            "start": np.array([first for first, _ in days], "<i4"),
            "end": np.array([last for _, last in days], "<i4"),
            "radius": _u32(spot.radius_m if spot else 0 for spot in spots),
            "source_ptr": np.cumsum([0, *(len(one) for one in cited)]).astype("<u4"),
            "minute": np.array([_minute(event.time_start) for event in self.events], "<i2"),
            "place": np.array([code["place"][e.place_id] for e in self.events], "<u2"),
            "episode": np.array([code["episode"][e.episode_id] for e in self.events], "<u2"),
            "source_idx": np.array([one for every in cited for one in every], "<u2"),
            "layer": np.array([code["layer"][e.layer] for e in self.events], "u1"),
            "event_type": np.array([code["event_type"][e.event_type] for e in self.events], "u1"),
            "outcome": np.array([code["outcome"][e.outcome] for e in self.events], "u1"),
        }


def _order(event: Event) -> tuple[dt.date, bool, int, str, str]:
    interval = event.interval
    first = (interval.start if interval else None) or dt.date.min
    # Within an episode the editor's order holds; elsewhere the clock, and what has no clock comes last.
    return (
        first,
        event.sequence is None,
        event.sequence or 0,
        event.time_start or "~",
        event.event_id,
    )


def _grouped(claims: Iterable[Claim]) -> dict[str, tuple[Claim, ...]]:
    by_event: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_event[claim.event_id].append(claim)
    return {event_id: tuple(every) for event_id, every in by_event.items()}


def _days(interval: Interval | None) -> tuple[int, int]:
    """Days since 1970-01-01; an open end reaches as far as the number goes."""
    if interval is None:
        return NO_DAY, NO_DAY
    first = (interval.start - _EPOCH).days if interval.start else NO_DAY + 1
    last = (interval.end - _EPOCH).days if interval.end else 2**31 - 1
    return first, last


def _minute(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:]) if time else -1


def _u32(values: Iterable[int]) -> NDArray[np.uint32]:
    return np.fromiter(values, "<u4")


_NAMES = {"uint32": "u32", "int32": "i32", "uint16": "u16", "int16": "i16", "uint8": "u8"}


def _pack(head: dict[str, object], columns: dict[str, NDArray[np.generic]]) -> bytes:
    """Header with the place of every column, then the columns, each aligned to four bytes."""

    def header(at: int) -> bytes:
        laid, offset = [], at
        for name, column in columns.items():
            kind = _NAMES[column.dtype.name]
            laid.append({"name": name, "type": kind, "offset": offset, "length": len(column)})
            offset += -(-column.nbytes // 4) * 4
        text = json.dumps(
            head | {"columns": laid}, ensure_ascii=False, separators=(",", ":")
        ).encode()
        return text + b" " * (-len(text) % 4)

    size = (
        len(header(0)) + 256
    )  # room for the offsets, which are written with more digits the second time
    text = header(12 + size)
    text += b" " * (size - len(text))
    blocks = [column.tobytes() + b"\0" * (-column.nbytes % 4) for column in columns.values()]
    return b"".join([np.array([MAGIC, 1, size], "<u4").tobytes(), text, *blocks])
