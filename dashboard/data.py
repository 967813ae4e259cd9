"""The published copy as the routes and pages need it. The only caches of this package are here and in ``i18n``."""

from __future__ import annotations

import gzip
import json
import threading
from collections import Counter
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from geodata.disclosure import open_published
from geodata.history import Correction, Tombstone
from geodata.index import Index
from geodata.model import Mention, Place, Source

__all__ = ["Data", "Snapshot"]


@dataclass(frozen=True)
class Snapshot:
    """One published version, and the bytes that the browser is sent of it, compressed once."""

    index: Index

    @property
    def token(self) -> str:
        """The version's name in addresses."""
        return self.index.token

    @cached_property
    def meta(self) -> dict[str, Any]:
        """What ``/data/meta.json`` says."""
        index, extent = self.index, self.index.extent
        kinds = ("events", "places", "sources", "episodes")
        return {
            "data_version": index.data_version,
            "token": index.token,
            "counts": {kind: len(getattr(index.facts, kind)) for kind in kinds},
            "bbox": index.bbox.as_list() if index.bbox else None,
            "date_start": extent.start.isoformat() if extent.start else None,
            "date_end": extent.end.isoformat() if extent.end else None,
            "not_on_map": len(self._not_on_map()),
        }

    @cached_property
    def corrections(self) -> dict[str, list[Correction]]:
        """The corrections of each event that has some, the oldest first."""
        found: dict[str, list[Correction]] = {}
        for correction in self.index.facts.corrections:
            found.setdefault(correction.event_id, []).append(correction)
        return found

    @cached_property
    def tombstones(self) -> dict[str, Tombstone]:
        """What stands at the links of withdrawn events, by their ids."""
        return {stone.event_id: stone for stone in self.index.facts.tombstones}

    @cached_property
    def payload(self) -> bytes:
        """The compact columns, gzipped."""
        return gzip.compress(self.index.payload(), 6, mtime=0)

    @cached_property
    def texts(self) -> bytes:
        """Ids, titles and search text in the order of the columns, gzipped JSON."""
        events = self.index.events
        return _squeezed(
            {
                "event_id": [event.event_id for event in events],
                "title": [event.title for event in events],
                "date": [event.date for event in events],
                "text": [self._haystack(row) for row in range(len(events))],
            }
        )

    @cached_property
    def frame(self) -> bytes:
        """Places, sources, episodes and what is not on the map, gzipped JSON."""
        facts = self.index.facts
        in_episode: dict[str, list[str]] = {}
        for event in self.index.events:
            in_episode.setdefault(event.episode_id, []).append(event.event_id)
        return _squeezed(
            {
                "places": [self.place(place) for place in facts.places],
                "sources": [source_lite(source) for source in facts.sources],
                "episodes": [
                    asdict(e)
                    | {"place_id": e.place_id or None, "event_ids": in_episode[e.episode_id]}
                    for e in facts.episodes
                ],
                "not_on_map": self._not_on_map(),
                "mentions": self._mentions(),
            }
        )

    def place(self, place: Place) -> dict[str, Any]:
        """Return a place as the browser gets it: where it is drawn, and whose point that is."""
        spot = self.index.located[place.place_id]
        return {
            "place_id": place.place_id,
            "kind": place.kind,
            "parent_id": place.parent_id or None,
            "names": {language: place.name(language) for language in ("en", "ru", "kk")},
            "spellings": list(dict.fromkeys(name.name for name in place.names)),
            "lon": spot.point.lon if spot else None,
            "lat": spot.point.lat if spot else None,
            "radius_m": spot.radius_m if spot else None,
            "stands_in": (spot.stands_in or None) if spot else None,
            "coordinate_source": place.coordinate_source,
            "confidence": place.confidence,
            "note": place.note,
            "boundary": None,
        }

    def _haystack(self, row: int) -> str:
        event = self.index.events[row]
        place = self.index.places.get(event.place_id)
        names = [name.name for name in place.names] if place else []
        parts = [event.title, event.summary, event.where_as_written, event.event_id, *names]
        return " ".join(parts).lower()

    def _not_on_map(self) -> list[dict[str, Any]]:
        index = self.index
        events = [
            {
                "subject": problem.subject,
                "title": index.events[index.row[problem.subject]].title,
                "reason": problem.reason,
                "event_id": problem.subject,
            }
            for problem in index.problems
        ]
        named = dict.fromkeys(
            (m.place_id or m.text, self._why_not(m))
            for m in index.facts.mentions
            if m.role == "comparison" or index.located.get(m.place_id) is None
        )
        return events + [
            {
                "subject": subject,
                "title": index.places[subject].name() if subject in index.places else subject,
                "reason": reason,
                "event_id": None,
            }
            for subject, reason in named
        ]

    @staticmethod
    def _why_not(mention: Mention) -> str:
        if mention.role == "comparison":
            return "comparison"
        return "no_point" if mention.place_id else "unresolved"

    def _mentions(self) -> list[dict[str, Any]]:
        """Places named in reports, once per place and report; a place named only to liken is not among them."""
        index = self.index
        report = {document.document_id: document.source_id for document in index.facts.documents}
        named = Counter(
            (m.place_id, m.document_id)
            for m in index.facts.mentions
            if m.role == "event" and index.located.get(m.place_id)
        )
        return [
            {
                "place_id": place_id,
                "source_id": report[document_id],
                "text": index.places[place_id].name(),
                "count": count,
            }
            for (place_id, document_id), count in named.items()
        ]


class Data:
    """The newest snapshot of a published copy; read anew when the file was swapped.

    Parameters
    ----------
    path
        The published copy. Every change replaces the file, so its inode and time tell whether it is new.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._mark: tuple[int, int, int] | None = None
        self._snapshot: Snapshot | None = None

    def snapshot(self) -> Snapshot:
        """Return the current version; the same object until the copy is replaced.

        Raises
        ------
        StoreError
            There is no published copy.
        """
        mark = self._look()
        if self._snapshot is None or (mark is not None and mark != self._mark):
            with self._lock:
                if self._snapshot is None or mark != self._mark:
                    self._snapshot = Snapshot(Index(open_published(self._path)))
                    self._mark = mark
        return self._snapshot

    def _look(self) -> tuple[int, int, int] | None:
        try:
            stat = self._path.stat()
        except OSError:
            return None
        return stat.st_ino, stat.st_mtime_ns, stat.st_size


def source_lite(source: Source) -> dict[str, Any]:
    """Return a source as the browser gets it."""
    plain = asdict(source)
    del plain["note"]
    return plain | {"url": source.url or None, "derived_from": source.derived_from or None}


def _squeezed(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode("utf-8", "replace"), 6, mtime=0)
