"""An online geocoder behind the offline gazetteer: off unless the operator asks. An edge: it talks to the network. Floor 1.

Nominatim's usage policy holds: at most one question a second, a user agent that names the program, answers kept, and the
credit "© OpenStreetMap contributors" shown with every answer (https://operations.osmfoundation.org/policies/nominatim/).
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from geodata.errors import GazetteerError
from geodata.gazetteer.folding import fold
from geodata.gazetteer.shapes import distance_km
from geodata.space import Point

__all__ = ["CREDIT", "Found", "OnlineGeocoder", "nominatim"]

CREDIT = "© OpenStreetMap contributors (ODbL), through Nominatim"
_LEAST_RADIUS_M = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A place that an online service proposes; an editor decides."""

    name: str
    point: Point
    radius_m: int
    """Half the diagonal of the box that the service gives."""
    reference: str
    """Such as ``relation/214665``."""


class Service(Protocol):
    """Asks one question; returns the service's raw answers. geopy's ``Nominatim`` is wrapped to this by `nominatim`."""

    def __call__(self, query: str, language: str) -> list[dict[str, object]]:
        """Return raw answers, the best first."""


class OnlineGeocoder:
    """Asks a service, seldom, and remembers what it said.

    Parameters
    ----------
    service
        See `nominatim`.
    cache
        A SQLite file; made when absent.
    pause_s
        Least seconds between two questions.
    clock, sleep
        For tests.
    """

    def __init__(
        self,
        service: Service,
        cache: Path,
        *,
        pause_s: float = 1.1,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._service = service
        self._pause, self._clock, self._sleep = pause_s, clock, sleep
        self._last = -1e9
        self._db = sqlite3.connect(cache)
        self._db.execute("CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, value TEXT)")

    def close(self) -> None:
        """Close the cache."""
        self._db.close()

    def find(self, name: str, language: str = "en") -> list[Found]:
        """Return what the service knows of a name.

        Raises
        ------
        GazetteerError
            The service could not be reached or refused.
        """
        key = f"{language}:{fold(name)}"
        row = self._db.execute("SELECT value FROM answer WHERE key = ?", (key,)).fetchone()
        if row is None:
            raw = self._ask(name, language)
            with self._db:
                self._db.execute(
                    "INSERT OR REPLACE INTO answer VALUES (?, ?)", (key, json.dumps(raw))
                )
        else:
            raw = json.loads(row[0])
        return [_found(answer) for answer in raw]

    def _ask(self, name: str, language: str) -> list[dict[str, object]]:
        wait = self._last + self._pause - self._clock()
        if wait > 0:
            self._sleep(wait)
        self._last = self._clock()
        try:
            return self._service(name, language)
        except (
            Exception
        ) as err:  # geopy's many errors share no root that can be named without geopy
            raise GazetteerError(
                f"the online geocoder could not answer for {name!r} ({err}); "
                "try again later, or add the place by hand: holdground gazetteer add"
            ) from err


def _found(raw: dict[str, object]) -> Found:
    lat, lon = float(str(raw["lat"])), float(str(raw["lon"]))
    box = raw.get("boundingbox")
    radius = _LEAST_RADIUS_M
    if isinstance(box, list) and len(box) == 4:
        south, north, west, east = (float(str(edge)) for edge in box)
        radius = max(radius, round(500 * distance_km((south, west), (north, east))))
    reference = f"{raw.get('osm_type', '')}/{raw.get('osm_id', '')}"
    return Found(str(raw.get("display_name", "")), Point(lon, lat), radius, reference)


def nominatim(user_agent: str, domain: str = "nominatim.openstreetmap.org") -> Service:
    """Return a service that asks a Nominatim server through geopy.

    Parameters
    ----------
    user_agent
        Names the program and a contact, as the policy asks.
    domain
        Another server than the public one.

    Raises
    ------
    GazetteerError
        geopy is not installed.
    """
    try:
        from geopy.geocoders import Nominatim  # noqa: PLC0415 - an option, often not installed
    except ImportError as err:
        raise GazetteerError(
            "the online geocoder needs geopy; install it with: pip install geopy"
        ) from err
    client = Nominatim(user_agent=user_agent, domain=domain, timeout=20)

    def ask(query: str, language: str) -> list[dict[str, object]]:
        found = client.geocode(query, exactly_one=False, limit=5, language=language) or []
        return [dict(place.raw) for place in found]

    return ask
