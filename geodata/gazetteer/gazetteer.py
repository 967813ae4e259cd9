"""One look-up over our own places and the world's: ours stand in front. Floor 1."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from rapidfuzz import fuzz, process

from geodata.gazetteer.declension import declined
from geodata.gazetteer.folding import fold, skeleton
from geodata.gazetteer.shapes import distance_km
from geodata.gazetteer.world import OURS, Entry, World
from geodata.model import Place

__all__ = ["Endings", "Gazetteer", "Hit"]

_SHORTEST_SKELETON = 4
_BEGINNING, _STEM = 3, 5
"""Letters of a name that no case ending changes; and that an adjective made of it keeps."""
_SAME_KM = 40.0
_SIMILAR = 80.0


class Endings(Protocol):
    """Takes the case endings off words: Russian and Kazakh have one (`geodata.gazetteer.endings`)."""

    def stems(self, word: str) -> Iterable[str]:
        """Yield dictionary forms that `word` may be, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a search proposes."""

    entry: Entry
    spelling: str
    """The folded name that matched."""
    score: float
    """0 to 1: how near the spelling is to what was asked."""


class Gazetteer:
    """Names to places, in any spelling.

    Parameters
    ----------
    places
        Our own places. They come first, and a place of the world that is the same one is left out.
    world
        The world's places; without it only ours are known.

    Examples
    --------
    >>> from geodata.model import PlaceName
    >>> bakai = Place("bakai", "shanty_town", names=(PlaceName("Бакай", "ru", main=True),))
    >>> [entry.place_id for entry in Gazetteer([bakai]).lookup(fold("Bakay"))]
    ['bakai']
    """

    def __init__(self, places: Iterable[Place] = (), world: World | None = None) -> None:
        self.world = world
        self.places = {place.place_id: place for place in places}
        self._ours: dict[str, Entry] = {}
        self._number = OURS
        for place in self.places.values():
            self._entry(place)
        self._by_key: dict[str, dict[str, Entry]] = defaultdict(dict)
        self._by_skeleton: dict[str, dict[str, Entry]] = defaultdict(dict)
        self._declined: dict[str, str] = {}
        for place in self.places.values():
            self._index(place)
        self._beginnings = {key[:_BEGINNING] for key in self._by_key if " " in key}
        self._merged: dict[str, tuple[Entry, ...]] = {}

    @classmethod
    def open(cls, world_file: Path | None, places: Iterable[Place] = ()) -> Gazetteer:
        """Open over a world file.

        Raises
        ------
        GazetteerError
            The file is missing or is not one of this version.
        """
        return cls(places, World(world_file) if world_file else None)

    def lookup(self, key: str) -> tuple[Entry, ...]:
        """Return the places that have a name with this folded key: ours first, then by population."""
        ours = self._our_entries(key)
        world = self.world.lookup(key) if self.world else ()
        return self._merge(key, ours, world) if ours else world

    def ours(self, key: str) -> tuple[Entry, ...]:
        """Return our own places that have a name with this folded key, or one that romanises alike."""
        return tuple(self._our_entries(key).values())

    def ours_declined(self, key: str) -> str:
        """Return the name of one of our own places that a folded key is a Russian case of; "" when there is none."""
        return self._declined.get(key, "")

    def may_begin_ours(self, key: str) -> bool:
        """Whether a folded word, in any case, can be the first of a longer name of one of our own places."""
        return key[:_BEGINNING] in self._beginnings

    def lookup_many(self, keys: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
        """Return `lookup` of each key, with few questions to the disk."""
        wanted = list(dict.fromkeys(keys))
        world = self.world.lookup_many(wanted) if self.world else dict.fromkeys(wanted, ())
        found: dict[str, tuple[Entry, ...]] = {}
        for key in wanted:
            ours = self._our_entries(key)
            found[key] = self._merge(key, ours, world[key]) if ours else world[key]
        return found

    def find(self, name: str, endings: Endings | None = None) -> tuple[Entry, ...]:
        """Return the places that a name in any spelling, script or case may mean.

        Parameters
        ----------
        name
            As written: "Алматыда", "Bakay", "SAINT-ETIENNE".
        endings
            Takes case endings off; tried when the name itself is unknown.
        """
        found = self.lookup(fold(name))
        if not found and endings is not None:
            for stem in endings.stems(name):
                found = self.lookup(fold(stem))
                if found:
                    break
        if not found and self.world:
            found = self.world.spelled_alike(name)
        return found

    def get(self, place_id: str) -> Entry | None:
        """Return a place by its id; None when there is none."""
        return self._ours.get(place_id) or (self.world.get(place_id) if self.world else None)

    def number(self, number: int) -> Entry | None:
        """Return a place of the world by its GeoNames id."""
        return self.world.number(number) if self.world else None

    def chain(self, entry: Entry) -> tuple[str, ...]:
        """Return the ids of the places that contain `entry`, the nearest first."""
        found: list[str] = []
        parent = entry.parent_id
        while parent and parent not in found and parent in self._ours:
            found.append(parent)
            parent = self._ours[parent].parent_id
        numbers = (entry.adm2, entry.adm1)
        found += [f"gn:{number}" for number in numbers if number and number != entry.number]
        if entry.country and entry.kind != "country":
            found.append(f"cc:{entry.country}")
        return tuple(dict.fromkeys(found))

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Return places whose name begins like `text` or is nearly it, the best first: for a desk, not for running text."""
        best: dict[str, Hit] = {}
        for hit in self._proposals(text, limit):
            known = best.get(hit.entry.place_id)
            if known is None or known.score < hit.score:
                best[hit.entry.place_id] = hit
        return sorted(best.values(), key=self._rank)[:limit]

    def _proposals(self, text: str, limit: int) -> Iterator[Hit]:
        key = fold(text)
        if not key:
            return
        yield from (Hit(entry, key, 1.0) for entry in self.find(text))
        for name, entries in self._by_key.items():
            score = 0.99 if name.startswith(key) else fuzz.ratio(key, name) / 100
            if score >= _SIMILAR / 100:
                yield from (Hit(entry, name, score) for entry in entries.values())
        if self.world is None:
            return
        yield from (Hit(entry, key, 0.95) for entry in self.world.starting_with(text, limit))
        near = process.extract(
            key, self.world.keys_like(key), scorer=fuzz.ratio, score_cutoff=_SIMILAR, limit=limit
        )
        for name, ratio, _ in near:
            yield from (Hit(entry, name, ratio / 100) for entry in self.lookup(name)[:5])

    def _rank(self, hit: Hit) -> tuple[float, bool, int]:
        return (-round(hit.score, 2), hit.entry.place_id not in self._ours, -hit.entry.population)

    def _our_entries(self, key: str) -> dict[str, Entry]:
        found = self._by_key.get(key)
        if found is None and self._by_skeleton and not key.startswith("~"):
            bones = skeleton(key)
            if len(bones) >= _SHORTEST_SKELETON:
                found = self._by_skeleton.get(bones)
        return found or {}

    def _merge(self, key: str, ours: dict[str, Entry], world: Iterable[Entry]) -> tuple[Entry, ...]:
        if key not in self._merged:
            others = [e for e in world if not any(_same(e, our) for our in ours.values())]
            self._merged[key] = (*ours.values(), *others)
        return self._merged[key]

    def _entry(self, place: Place) -> Entry:
        """Our place as an entry; without a point of ours it takes the world's, or that of what contains it."""
        known = self._ours.get(place.place_id)
        if known is not None:
            return known
        parent = self.places.get(place.parent_id)
        above = self._entry(parent) if parent and parent.place_id != place.place_id else None
        twin = self._twin(place)
        around = twin or (above if place.point is None else None)
        point = place.point or (around.point if around else None)
        self._number -= 1
        entry = Entry(
            number=self._number,
            place_id=place.place_id,
            name=place.name(),
            lat=point.lat if point else None,
            lon=point.lon if point else None,
            kind=twin.kind if twin else "curated",
            population=twin.population if twin else 0,
            country=twin.country if twin else (above.country if above else ""),
            adm1=twin.adm1 if twin else (above.adm1 if above else 0),
            adm2=twin.adm2 if twin else 0,
            radius_m=place.radius_m or (around.radius_m if around else 0),
            parent_id=place.parent_id,
        )
        self._ours[place.place_id] = entry
        return entry

    def _twin(self, place: Place) -> Entry | None:
        """The same place in the world file, for its population and country."""
        if self.world is None or place.kind not in ("country", "city"):
            return None
        for entry in self.world.lookup(fold(place.name())):
            if place.kind == "country" and entry.kind == "country":
                return entry
            near = place.point and distance_km((place.point.lat, place.point.lon), _at(entry)) < 40
            if place.kind == "city" and entry.kind in ("city", "capital") and near:
                return entry
        return None

    def _holds_name_of_whole(self, place: Place, key: str) -> bool:
        """Whether a longer name says itself where its place is: Almaty City Court, Алматинский городской суд."""
        if " " not in key:
            return False
        first = {word[:_STEM] for word in key.split() if len(word) >= _STEM}
        around = (
            self.places[i] for i in self.chain(self._ours[place.place_id]) if i in self.places
        )
        return any(fold(name.name)[:_STEM] in first for whole in around for name in whole.names)

    def _index(self, place: Place) -> None:
        entry = self._ours[place.place_id]
        for name in place.names:
            key = fold(name.name)
            if not (name.searchable and key):
                continue
            how = "name" if name.main else "alias"
            how = "full" if self._holds_name_of_whole(place, key) else how
            self._by_key[key].setdefault(place.place_id, replace(entry, how=how))
            if name.language == "ru":
                for form in declined(name.name):
                    self._declined.setdefault(fold(form), name.name)
            bones = skeleton(name.name)
            if len(bones) >= _SHORTEST_SKELETON:
                self._by_skeleton[bones].setdefault(place.place_id, replace(entry, how="alias"))


def _at(entry: Entry) -> tuple[float, float]:
    return (entry.lat or 0.0, entry.lon or 0.0)


def _same(entry: Entry, our: Entry) -> bool:
    """A place of the world that is one of ours: the country itself, or a namesake where ours lies."""
    if our.kind == "country" or entry.kind == "country":
        return our.kind == entry.kind and our.country == entry.country
    if our.lat is None or entry.lat is None:
        return False
    return distance_km(_at(entry), _at(our)) < max(_SAME_KM, our.radius_m / 1000)
