"""Where it happened: candidates for the place of a draft, the search among ours and the world's, and places of our own."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable
from typing import Any

from dashboard.app_pages.desk_draft import Wire, slug, text_of
from geodata.draft import Whereabouts
from geodata.errors import QueryError
from geodata.gazetteer.gazetteer import Gazetteer
from geodata.gazetteer.world import Entry
from geodata.model import Mention, Place, PlaceName
from geodata.pipeline import open_geoparser
from geodata.settings import Settings
from geodata.space import Point, distance_m

__all__ = ["Places", "candidates", "containers", "found", "new_id", "place_of"]

_MOST = 12
_AREAS = ("shanty_town", "microdistrict", "district", "city", "region", "country")


class Places:
    """The gazetteer of the desk, opened anew when the record has other places.

    Parameters
    ----------
    settings
        Where the record and the world's places are.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._version = ""
        self._gazetteer: Gazetteer | None = None

    def gazetteer(self, version: str) -> Gazetteer:
        """Return the gazetteer as of a version of the record."""
        with self._lock:
            if self._gazetteer is None or version != self._version:
                self._gazetteer = open_geoparser(self._settings).gazetteer
                self._version = version
            return self._gazetteer


def found(gazetteer: Gazetteer, text: str) -> list[dict[str, Any]]:
    """Return the places that a search proposes, the best first."""
    return [_entry(hit.entry, "picked") for hit in gazetteer.search(text, _MOST)]


def candidates(
    gazetteer: Gazetteer,
    place_id: str,
    where: Whereabouts | None,
    written: str,
    mentions: Iterable[Mention] = (),
) -> list[dict[str, Any]]:
    """Return the places that may be meant: its own, those that the report names, those with a name like what is written.

    Parameters
    ----------
    where
        The place as it stands.
    written
        What the report calls it.
    """
    listed: dict[str, dict[str, Any]] = {}
    if where:
        listed[place_id] = _plain(place_id, where.name, where.point, where.radius_m, where.how)
    for mention in mentions:
        entry = gazetteer.get(mention.place_id) if mention.place_id else None
        if entry and mention.role == "event":
            listed.setdefault(entry.place_id, _entry(entry, "picked"))
    for name in dict.fromkeys((written, where.name if where else "")):
        for hit in gazetteer.search(name, 5) if name else ():
            listed.setdefault(hit.entry.place_id, _entry(hit.entry, "picked"))
    return list(listed.values())[:_MOST]


def containers(places: Iterable[Place], lon: object, lat: object) -> list[dict[str, Any]]:
    """Return the places of the record that a new one may lie in: those around it, the smallest first, then the nearest."""
    if not (isinstance(lon, int | float) and isinstance(lat, int | float)):
        return []
    here = Point(float(lon), float(lat))
    known = [
        (distance_m(one.point, here), one)
        for one in places
        if one.point and one.radius_m and one.kind in _AREAS
    ]
    around = [pair for pair in known if pair[0] <= (pair[1].radius_m or 0)]
    others = [pair for pair in known if pair not in around]
    around.sort(key=lambda pair: pair[1].radius_m or 0)
    others.sort(key=lambda pair: pair[0])
    return [
        {"place_id": one.place_id, "name": one.name(), "kind": one.kind}
        for _, one in (*around, *others)
    ][:_MOST]


def place_of(wire: Wire) -> Place:
    """Return the place of our own that an editor describes.

    Raises
    ------
    QueryError, InvalidRecordError
        Something of it cannot be.
    """
    names = tuple(
        PlaceName(name, language, main=True)
        for language in ("en", "ru", "kk")
        if (name := text_of(wire, f"name_{language}", 200))
    )
    if not names:
        raise QueryError("give the place a name in at least one language")
    evidence = text_of(wire, "evidence", 1000)
    if not evidence:
        raise QueryError("say how you know where the place is; readers see it")
    return Place(
        place_id=text_of(wire, "place_id", 128) or new_id(names[0].name),
        kind=text_of(wire, "kind", 40) or "other",
        parent_id=text_of(wire, "parent_id", 128),
        point=_point(wire),
        radius_m=_radius(wire),
        names=names,
        coordinate_source=evidence,
        confidence="low",
        licence="CC BY 4.0",
    )


def new_id(name: str) -> str:
    """Return an id for a place of this name that no other place has."""
    return f"{slug(name)}-{secrets.token_hex(2)}"


def _point(wire: Wire) -> Point:
    lon, lat = wire.get("lon"), wire.get("lat")
    if not (isinstance(lon, int | float) and isinstance(lat, int | float)):
        raise QueryError("say where the place is: click on the map, or type longitude and latitude")
    return Point(float(lon), float(lat))


def _radius(wire: Wire) -> int:
    radius = wire.get("radius_m")
    if not isinstance(radius, int | float) or radius <= 0:
        raise QueryError("say within how many metres of the point the place surely lies")
    return round(radius)


def _entry(entry: Entry, how: str) -> dict[str, Any]:
    plain = _plain(entry.place_id, entry.name, entry.point, entry.radius_m or None, how)
    return plain | {"kind": entry.kind, "country": entry.country}


def _plain(
    place_id: str, name: str, point: Point | None, radius_m: int | None, how: str
) -> dict[str, Any]:
    return {
        "place_id": place_id,
        "name": name,
        "lon": point.lon if point else None,
        "lat": point.lat if point else None,
        "radius_m": radius_m if point else None,
        "how": how,
        "kind": "",
        "country": "",
    }
