"""What the tests share: where things are, and small records that are valid until a test changes one field."""

from __future__ import annotations

import datetime as dt
import json
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geodata import disclosure
from geodata.disclosure import Published
from geodata.index import Index
from geodata.model import Claim, Episode, Event, Facts, Place, PlaceName, Source
from geodata.settings import Settings
from geodata.space import Point
from geodata.store import records
from geodata.store.engine import open_record

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
"""The folder of real inputs beside the checkout; not part of the project."""
REPORT = SHARED / "reports" / "bakai-2006-05-12.en.txt"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="real inputs (../shared) are not beside this checkout"
)

NOW = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}
"""Headers that every answer carries, whatever happened."""


def settings_in(folder: Path, **environ: str) -> Settings:
    """Return settings whose record lies in `folder`; nothing of the machine's environment enters."""
    return Settings.of({"HOLDGROUND_DB": str(folder / "record.db"), **environ})


def a_source(source_id: str = "paper", **fields: Any) -> Source:
    """Return a valid source."""
    plain = {"title": "A report", "publisher": "A paper", "publisher_kind": "press"}
    return Source(source_id=source_id, **{**plain, **fields})


def a_place(place_id: str = "bakai", **fields: Any) -> Place:
    """Return a valid place: Bakai with its five kilometres of doubt."""
    plain = {
        "kind": "shanty_town",
        "point": Point(76.8512345, 43.3012345),
        "radius_m": 5000,
        "names": (PlaceName(place_id.capitalize(), "en", main=True),),
    }
    return Place(place_id=place_id, **{**plain, **fields})


def an_event(event_id: str = "T-1", **fields: Any) -> Event:
    """Return a valid event."""
    plain = {
        "event_type": "demolition_attempt",
        "title": "Police come to Bakai",
        "date": "2006-05-12",
        "place_id": "bakai",
    }
    return Event(event_id=event_id, **{**plain, **fields})


def a_claim(claim_id: str = "c1", event_id: str = "T-1", **fields: Any) -> Claim:
    """Return a valid claim."""
    plain = {"source_id": "paper", "field": "event", "text": "Police came."}
    return Claim(claim_id=claim_id, event_id=event_id, **{**plain, **fields})


def some_facts(**parts: Any) -> Facts:
    """Return a small whole set: one source, one place, one event with one claim."""
    plain: dict[str, Any] = {
        "sources": (a_source(),),
        "places": (a_place(),),
        "events": (an_event(),),
        "claims": (a_claim(),),
    }
    return Facts(**{**plain, **parts})


def an_episode(episode_id: str = "day", **fields: Any) -> Episode:
    """Return a valid episode."""
    return Episode(episode_id=episode_id, **{"title": "A day", **fields})


def index_of(facts: Facts, version: int = 1) -> Index:
    """Return the index of what the public may see of `facts`."""
    return Index(Published(version, disclosure.disclose(facts)))


def put(folder: Path, facts: Facts, name: str = "test") -> Settings:
    """Load `facts` into a record in `folder`, publish them, and return the settings that point there."""
    settings = settings_in(folder)
    engine = open_record(settings.db)
    try:
        records.load(engine, facts, name=name, fingerprint=repr(facts), now=NOW)
        disclosure.publish(engine, settings.published)
    finally:
        engine.dispose()
    return settings


def client_for(settings: Settings, **options: Any) -> TestClient:
    """Return a client of our routes behind the protection, without Streamlit's own pages."""
    from dashboard.data import Data
    from dashboard.protection import Protection
    from dashboard.routes import routes
    from dashboard.site import Site

    site = Site(settings, Data(settings.published))
    inside = Starlette(routes=routes(site))
    return TestClient(Protection(inside, base=site.base), **options)


def unpack(payload: bytes) -> tuple[dict[str, Any], Mapping[str, np.ndarray]]:
    """Read the compact columns as the browser does: (header, column name to numbers)."""
    magic, version, size = struct.unpack_from("<3I", payload)
    assert (magic, version) == (0x42454748, 1)
    head = json.loads(payload[12 : 12 + size].decode("utf-8"))
    kinds = {"u32": "<u4", "i32": "<i4", "u16": "<u2", "i16": "<i2", "u8": "u1"}
    columns = {
        column["name"]: np.frombuffer(
            payload, kinds[column["type"]], count=column["length"], offset=column["offset"]
        )
        for column in head["columns"]
    }
    return head, columns


def ids(events: Iterable[Any]) -> list[str]:
    """Return the ids of events or of GeoJSON features, in their order."""
    return [e["properties"]["event_id"] if isinstance(e, dict) else e.event_id for e in events]
