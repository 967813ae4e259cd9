"""A folder of CSV tables in, `Facts` out; every fault of every file told in one message.

The folder holds ``sources.csv, places.csv, place_names.csv, events.csv, claims.csv, links.csv, episodes.csv``; what their
columns mean stands in the README beside the shipped set (``geodata/data/almaty``).
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from geodata.errors import FactsError, GeodataError, ReadingError
from geodata.model import Claim, Episode, Event, Facts, Link, Place, PlaceName, Source
from geodata.quantity import Quantity
from geodata.space import Point

__all__ = ["fingerprint", "read_facts", "shipped"]

FILES = ("sources", "places", "place_names", "events", "claims", "links", "episodes")

Row = dict[str, str]
Record = TypeVar("Record")


def shipped(name: str = "almaty") -> Traversable:
    """Return the folder of a set of facts that comes with the package."""
    return resources.files("geodata").joinpath("data", name)


def fingerprint(folder: Traversable | Path) -> str:
    """Return the SHA-256 of the tables of a folder: it tells whether a set was loaded already."""
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(folder.joinpath(f"{name}.csv").read_bytes())
    return digest.hexdigest()


def read_facts(folder: Traversable | Path) -> Facts:
    """Read and check a whole set of facts.

    Raises
    ------
    ReadingError
        A table is missing or is not UTF-8 CSV.
    FactsError
        Anything in the tables is wrong: an unknown id or code, a date that is none, a number range upside down, a link to
        nothing. The message lists every fault with its file and line.
    """
    faults: list[str] = []
    names: dict[str, list[PlaceName]] = {}
    for line, row in _rows(folder, "place_names"):
        made = _attempt(faults, f"place_names.csv:{line}", lambda row=row: _place_name(row))  # type: ignore[misc]
        if made:
            names.setdefault(row["place_id"], []).append(made)

    def table(name: str, make: Callable[[Row], Record]) -> tuple[Record, ...]:
        made = (
            _attempt(faults, f"{name}.csv:{line}", lambda row=row: make(row))  # type: ignore[misc]
            for line, row in _rows(folder, name)
        )
        return tuple(record for record in made if record is not None)

    facts = Facts(
        sources=table("sources", lambda row: Source(**row)),
        places=table("places", lambda row: _place(row, names.get(row["place_id"], ()))),
        events=table("events", _event),
        claims=table("claims", _claim),
        links=table("links", lambda row: Link(**row)),
        episodes=table("episodes", lambda row: Episode(**row)),
    )
    faults.extend(_dangling(facts, names))
    if faults:
        raise FactsError(faults)
    return facts


def _rows(folder: Traversable | Path, name: str) -> list[tuple[int, Row]]:
    file = folder.joinpath(f"{name}.csv")
    try:
        text = file.read_bytes().decode("utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True, restval="")
        rows = [(reader.line_num, row) for row in reader]
    except FileNotFoundError as err:
        raise ReadingError(
            f"{file} is missing; a set of facts has {', '.join(FILES)} as .csv"
        ) from err
    except (UnicodeDecodeError, csv.Error) as err:
        raise ReadingError(
            f"{file} is not a UTF-8 CSV table ({err}); save it as UTF-8 with commas"
        ) from err
    if any(None in row for _, row in rows):
        bad = next(line for line, row in rows if None in row)
        raise ReadingError(
            f"{file}:{bad} has more cells than the header; quote cells that hold commas"
        )
    return rows


def _attempt(faults: list[str], where: str, make: Callable[[], Record]) -> Record | None:
    try:
        return make()
    except (GeodataError, ValueError) as err:
        faults.append(f"{where}: {err}")
    except (TypeError, KeyError) as err:
        faults.append(f"{where}: the columns are not those of the table ({err})")
    return None


def _place_name(row: Row) -> PlaceName:
    return PlaceName(
        name=row["name"],
        language=row["language"],
        kind=row["kind"],
        main=_flag(row["main"]),
        searchable=_flag(row["searchable"]),
        valid=row["valid"],
    )


def _place(row: Row, names: Iterable[PlaceName]) -> Place:
    lon, lat, radius = row.pop("lon"), row.pop("lat"), row.pop("radius_m")
    if bool(lon) != bool(lat):
        raise ValueError(
            f"place {row['place_id']!r} has only one of lon and lat; give both or none"
        )
    return Place(
        **row,
        point=Point(float(lon), float(lat)) if lon else None,
        radius_m=_number(radius) if lon else None,
        names=tuple(names),
    )


def _event(row: Row) -> Event:
    sequence = row.pop("sequence")
    return Event(**row, sequence=_number(sequence))


def _claim(row: Row) -> Claim:
    low, best, high = (_number(row.pop(part)) for part in ("low", "best", "high"))
    start, end = _number(row.pop("start")), _number(row.pop("end"))
    known = any(part is not None for part in (low, best, high))
    quantity = Quantity(low, best, high) if known else None
    words: dict[str, Any] = dict(row)
    return Claim(**words, quantity=quantity, start=start, end=end)


def _number(text: str) -> int | None:
    if not text:
        return None
    try:
        return int(text)
    except ValueError:
        raise ValueError(
            f"{text!r} is not a whole number; leave the cell empty when it is unknown"
        ) from None


def _flag(text: str) -> bool:
    if text not in ("", "0", "1"):
        raise ValueError(f"{text!r} is not a flag; write 1, 0 or leave it empty")
    return text == "1"


def _dangling(facts: Facts, names: dict[str, list[PlaceName]]) -> list[str]:
    """Name every reference to nothing and every id given twice."""
    faults: list[str] = []
    ids = {
        "source": _unique(faults, "sources.csv", [s.source_id for s in facts.sources]),
        "place": _unique(faults, "places.csv", [p.place_id for p in facts.places]),
        "event": _unique(faults, "events.csv", [e.event_id for e in facts.events]),
        "episode": _unique(faults, "episodes.csv", [e.episode_id for e in facts.episodes]),
    }
    _unique(faults, "claims.csv", [c.claim_id for c in facts.claims])

    def known(kind: str, wanted: str, where: str) -> None:
        if wanted and wanted not in ids[kind]:
            faults.append(f"{where}: there is no {kind} {wanted!r}")

    for source in facts.sources:
        known("source", source.derived_from, f"sources.csv, {source.source_id}")
    for place in facts.places:
        known("place", place.parent_id, f"places.csv, {place.place_id}")
    for place_id in names:
        known("place", place_id, "place_names.csv")
    for episode in facts.episodes:
        known("place", episode.place_id, f"episodes.csv, {episode.episode_id}")
    for event in facts.events:
        known("place", event.place_id, f"events.csv, {event.event_id}")
        known("episode", event.episode_id, f"events.csv, {event.event_id}")
    for claim in facts.claims:
        known("event", claim.event_id, f"claims.csv, {claim.claim_id}")
        known("source", claim.source_id, f"claims.csv, {claim.claim_id}")
    for link in facts.links:
        known("event", link.event_id, "links.csv")
        known("event", link.target_id, f"links.csv, {link.event_id}")
    claimed = {claim.event_id for claim in facts.claims if claim.status == "accepted"}
    faults += [
        f"events.csv, {event.event_id}: no source says it happened; add an accepted claim"
        for event in facts.events
        if event.event_id not in claimed
    ]
    faults += _circles(facts.places)
    return faults


def _unique(faults: list[str], file: str, every: list[str]) -> set[str]:
    seen: set[str] = set()
    for one in every:
        if one in seen:
            faults.append(f"{file}: the id {one!r} is given twice")
        seen.add(one)
    return seen


def _circles(places: Iterable[Place]) -> list[str]:
    parents = {place.place_id: place.parent_id for place in places}
    faults = []
    for place_id, parent_id in parents.items():
        seen, at = {place_id}, parent_id
        while at and at not in seen:
            seen.add(at)
            at = parents.get(at, "")
        if at == place_id:
            faults.append(f"places.csv, {place_id}: it contains itself through its parents")
    return faults
