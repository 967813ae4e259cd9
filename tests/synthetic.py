"""Made-up events in any number, for measuring and for trying to break things. They never enter a real record."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from random import Random

from geodata.disclosure import publish
from geodata.model import Claim, Event, Facts, Place, PlaceName, Source
from geodata.space import Point
from geodata.store import records
from geodata.store.engine import open_record

_TYPES = ("demolition_attempt", "demolition", "barricade", "clash", "protest", "arrest")
_FIRST = dt.date(2004, 1, 1)
_DAYS = 6500


def facts(count: int, *, seed: int = 7) -> Facts:
    """Return `count` events over 18 years at places scattered around Almaty, the same for the same seed."""
    random = Random(seed)
    places = tuple(_place(i, random) for i in range(max(1, min(2000, count // 20))))
    source = Source("synthetic", "Made-up events", "Benchmark", "press")
    events, claims = [], []
    for i in range(count):
        day = _FIRST + dt.timedelta(days=int(random.random() ** 2 * _DAYS))
        event_id = f"SYN-{day.year}-{i:06d}"
        kind = _TYPES[random.randrange(len(_TYPES))]
        place = places[random.randrange(len(places))]
        title = f"Made-up {kind.replace('_', ' ')} {i}"
        events.append(Event(event_id, kind, title, date=day.isoformat(), place_id=place.place_id))
        claims.append(Claim(f"{event_id}-c01", event_id, "synthetic", "event", text="made up"))
    return Facts(sources=(source,), places=places, events=tuple(events), claims=tuple(claims))


def publish_only(made: Facts, db: Path) -> None:
    """Make a record at `db` that holds nothing but `made`, and its published copy."""
    record = open_record(db)
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    records.load(record, made, name="synthetic", fingerprint="synthetic", now=now)
    publish(record, db.with_name(f"{db.stem}.published.db"))
    record.dispose()


def _place(number: int, random: Random) -> Place:
    point = Point(round(76.9 + random.gauss(0, 0.25), 5), round(43.28 + random.gauss(0, 0.15), 5))
    name = PlaceName(f"Place {number}", "en", main=True)
    return Place(f"place-{number}", "microdistrict", point=point, radius_m=400, names=(name,))
