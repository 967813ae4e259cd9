"""The world's places by name: a read-only SQLite file that `geodata.gazetteer.build` makes. An edge: it reads the disk. Floor 1."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from geodata.errors import GazetteerError
from geodata.gazetteer.folding import fold, skeleton
from geodata.space import Point

__all__ = ["KINDS", "OURS", "SCHEMA", "Entry", "Word", "World"]

SCHEMA = 1
"""Version of the file's layout; a file of another version is built anew."""

KINDS = ("country", "adm1", "adm2", "city", "capital", "region", "continent", "curated")
"""Kinds of entries; `capital` is the seat of a country, `region` a named part of the world without a government."""

OURS = -100_000
"""Places of our own, which `geodata.gazetteer.gazetteer` puts in front, have a `number` below this one."""

_KNOWN_AS = {"region": 2_000_000, "continent": 50_000_000, "curated": 50_000}
_MAX_ENTRIES = 80
_CACHE = 50_000
_COLUMNS = "id, place_id, name, lat, lon, kind, population, country, adm1, adm2, radius_m"


@dataclass(slots=True, eq=False)
class Entry:
    """One place under one name. Treated as frozen; not declared so, because making a frozen one costs four times as much."""

    number: int
    """GeoNames id; negative where there is none."""
    place_id: str
    """``gn:<GeoNames id>``, ``cc:<ISO 3166 code>``, ``rg:<slug>``, or the slug of a curated place."""
    name: str
    lat: float | None
    lon: float | None
    kind: str
    """One of `KINDS`."""
    population: int
    country: str
    """ISO 3166-1 alpha-2; empty for regions that cross borders."""
    adm1: int
    """`number` of the first-level region that contains it, 0 if none."""
    adm2: int
    radius_m: int
    """Metres from the point within which the place surely lies; estimated from area, members or population."""
    how: str = "name"
    """How the key names it: ``name`` its main name, ``alias``, ``demonym`` (adjective or people), ``code`` (abbreviation);
    ``full`` for a place of ours whose name holds that of what contains it (Almaty City Court)."""
    parent_id: str = ""
    """Id of the curated place that contains it; empty for places of the world file."""

    @property
    def prominence(self) -> int:
        """Inhabitants; for a sea or a range that has none, as many as make a town about as well known."""
        return self.population or _KNOWN_AS.get(self.kind, 0)

    @property
    def point(self) -> Point | None:
        """Its representative point; None when nobody knows."""
        return None if self.lat is None or self.lon is None else Point(self.lon, self.lat)


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of an English word: is it in the dictionary in lower case, a forename, a surname, and how common."""

    zipf: float = 0.0
    """log10 of its uses in a thousand million words, 0 when rare."""
    common: bool = False
    forename: bool = False
    surname: bool = False


_NO_WORD = Word()
_HOW = ("name", "alias", "demonym", "code")


class World:
    """The world file, open for reading.

    Parameters
    ----------
    file
        What `geodata.gazetteer.build.build` made.

    Raises
    ------
    GazetteerError
        There is no such file, or another version of Holdground made it.
    """

    def __init__(self, file: Path) -> None:
        if not file.is_file():
            raise GazetteerError(
                f"there is no gazetteer at {str(file)!r}; build it with: holdground gazetteer build"
            )
        uri = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
        self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            found = self._db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        except sqlite3.DatabaseError as err:
            self._db.close()
            raise GazetteerError(
                f"{str(file)!r} is not a gazetteer ({err}); build it anew with: holdground gazetteer build"
            ) from err
        if found is None or found[0] != str(SCHEMA):
            self._db.close()
            raise GazetteerError(
                f"{str(file)!r} was made by another version of Holdground; "
                "build it anew with: holdground gazetteer build"
            )
        self.file = file
        self._cache: dict[str, tuple[Entry, ...]] = {}
        self._places: dict[int, Entry] = {}
        self._words: dict[str, Word] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        err: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def lookup(self, key: str) -> tuple[Entry, ...]:
        """Return the places that have a name with this folded key, the most populous first.

        Parameters
        ----------
        key
            What `fold` gives for a name; for a name in running text fold it first.
        """
        known = self._cache.get(key)
        if known is None:
            known = self._fetch([key])[key]
        return known

    def lookup_many(self, keys: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
        """Return `lookup` of each key; one question to the database for many keys."""
        wanted = set(keys)
        # Taken out first: fetching may empty the cache.
        found = {key: self._cache[key] for key in wanted if key in self._cache}
        missing = [key for key in wanted if key not in found]
        for i in range(0, len(missing), 900):
            found |= self._fetch(missing[i : i + 900])
        return found

    def spelled_alike(self, name: str) -> tuple[Entry, ...]:
        """Return places of the Cyrillic-writing countries whose main name has the `skeleton` of `name`."""
        return self.lookup("~" + skeleton(name))

    def get(self, place_id: str) -> Entry | None:
        """Return a place by its id; None when there is none."""
        if place_id.startswith("gn:") and place_id[3:].isdecimal() and len(place_id) < 15:
            return self.number(int(place_id[3:]))
        row = self._db.execute(
            f"SELECT {_COLUMNS} FROM place WHERE place_id = ? AND place_id NOT LIKE 'gn:%'",  # noqa: S608
            (place_id,),
        ).fetchone()
        return Entry(*row) if row else None

    def number(self, number: int) -> Entry | None:
        """Return a place by its GeoNames id."""
        if number not in self._places:
            row = self._db.execute(
                f"SELECT {_COLUMNS} FROM place WHERE id = ?",  # noqa: S608
                (number,),
            ).fetchone()
            if row is None:
                return None
            self._places[number] = Entry(*row)
        return self._places[number]

    def starting_with(self, text: str, limit: int = 20) -> list[Entry]:
        """Return places with a name that begins with `text`, the most populous first: for a desk that completes while one types."""
        key = fold(text)
        if not key:
            return []
        rows = self._db.execute(
            f"SELECT DISTINCT {_COLUMNS} FROM name JOIN place ON place.id = name.place "  # noqa: S608
            "WHERE name.key >= ? AND name.key < ? ORDER BY population DESC LIMIT ?",
            (key, key + "\U0010ffff", limit),
        )
        return [Entry(*row) for row in rows]

    def keys_like(self, key: str) -> Iterator[str]:
        """Yield the folded names that share the first two letters with `key` and are about as long, for fuzzy search."""
        rows = self._db.execute(
            "SELECT DISTINCT key FROM name WHERE key >= ? AND key < ? AND length(key) BETWEEN ? AND ?",
            (key[:2], key[:2] + "\U0010ffff", len(key) - 2, len(key) + 2),
        )
        return (row[0] for row in rows)

    def names_of(self, number: int) -> list[str]:
        """Return every folded name of a place."""
        rows = self._db.execute("SELECT key FROM name WHERE place = ? ORDER BY key", (number,))
        return [row[0] for row in rows]

    def word(self, key: str) -> Word:
        """Return what is known of an English word, by its folded form."""
        if self._words is None:
            rows = self._db.execute("SELECT word, zipf, flags FROM word")
            self._words = {
                word: Word(zipf / 10, bool(flags & 1), bool(flags & 2), bool(flags & 4))
                for word, zipf, flags in rows
            }
        return self._words.get(key, _NO_WORD)

    def counts(self) -> dict[str, int]:
        """Return how many places of each kind, and how many names, the file holds."""
        found = dict(self._db.execute("SELECT kind, count(*) FROM place GROUP BY kind").fetchall())
        found["names"] = self._db.execute("SELECT count(*) FROM name").fetchone()[0]
        return found

    def _fetch(self, keys: Sequence[str]) -> dict[str, tuple[Entry, ...]]:
        marks = ",".join("?" * len(keys))
        rows = self._db.execute(
            f"SELECT key, how, {_COLUMNS} FROM name JOIN place ON place.id = name.place "  # noqa: S608
            f"WHERE key IN ({marks})",
            keys,
        )
        found: dict[str, list[Entry]] = {key: [] for key in keys}
        for key, how, *columns in rows:
            entry = Entry(*columns)
            entry.how = _HOW[how]
            found[key].append(entry)
        if len(self._cache) > _CACHE:
            self._cache.clear()
        done = {}
        for key, entries in found.items():
            entries.sort(key=lambda e: (-e.population, e.number))
            done[key] = self._cache[key] = tuple(entries[:_MAX_ENTRIES])
        return done
