"""A gazetteer of a dozen places, for tests of recognisers: they must not need the world file."""

from __future__ import annotations

from collections.abc import Iterable

from geodata.gazetteer.folding import fold
from geodata.gazetteer.world import Entry

_PLACES = {
    "Алматы|Алма-Ата": ("gn:1526384", "city", 2_000_000, "KZ"),
    "Астана|Нұр-Сұлтан": ("gn:1526273", "capital", 1_300_000, "KZ"),
    "Москва": ("gn:524901", "capital", 10_381_222, "RU"),
    "Париж": ("gn:2988507", "capital", 2_138_551, "FR"),
    "Казахстан|Қазақстан": ("cc:KZ", "country", 18_000_000, "KZ"),
    "Россия|Ресей|РФ": ("cc:RU", "country", 144_000_000, "RU"),
    "США|АҚШ|Америка": ("cc:US", "country", 327_000_000, "US"),
    "Северная Корея|Солтүстік Корея": ("cc:KP", "country", 25_000_000, "KP"),
    "Корея": ("cc:KR", "country", 51_000_000, "KR"),
    "Босния и Герцеговина": ("cc:BA", "country", 3_300_000, "BA"),
    "Европа|Еуропа": ("rg:europe", "continent", 0, ""),
    "Алматинская область|Алматы облысы": ("gn:1537162", "adm1", 2_000_000, "KZ"),
    "Шығыс Қазақстан облысы|Шығыс Қазақстан": ("gn:1517381", "adm1", 1_300_000, "KZ"),
    "Бакай|Бақай": ("bakai", "curated", 0, "KZ"),
    "Шанырак|Шаңырақ": ("shanyrak", "curated", 0, "KZ"),
    "Калкаман|Қалқаман": ("kalkaman", "curated", 0, "KZ"),
    "Айгерим|Айгерім": ("aigerim", "curated", 0, "KZ"),
}


class SmallGazetteer:
    """Answers look-ups as `geodata.gazetteer.gazetteer.Gazetteer` does."""

    def __init__(self) -> None:
        self._by_key: dict[str, tuple[Entry, ...]] = {}
        for number, (names, (place_id, kind, population, country)) in enumerate(_PLACES.items()):
            for name in names.split("|"):
                entry = Entry(
                    number, place_id, name, 0.0, 0.0, kind, population, country, 0, 0, 5_000
                )
                self._by_key[fold(name)] = (*self._by_key.get(fold(name), ()), entry)

    def lookup(self, key: str) -> tuple[Entry, ...]:
        """Return the places of a key."""
        return self._by_key.get(key, ())

    def lookup_many(self, keys: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
        """Return the places of each key."""
        return {key: self.lookup(key) for key in keys}
