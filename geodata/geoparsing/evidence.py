"""What speaks for each candidate of each place name of a document: one row of numbers each. Pure. Floor 2."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.gazetteer.world import OURS, Entry
from geodata.geoparsing.relations import Relation

__all__ = [
    "ABSTAIN",
    "CONTEXT",
    "OWN",
    "Case",
    "Group",
    "abstain",
    "case",
    "context",
    "keep",
    "own",
]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

CYRILLIC_WRITERS = frozenset(
    [
        "KZ",
        "RU",
        "UA",
        "BY",
        "KG",
        "UZ",
        "TJ",
        "TM",
        "MN",
        "BG",
        "RS",
        "MK",
        "ME",
        "BA",
        "MD",
        "AM",
        "AZ",
        "GE",
    ]
)
_KEPT = 14
_SMALL = 5_000
_FAR_KM = 150.0
_FULL = 0.8
"""How much a name that holds the name of its city is worth."""
_SUBJECT = 1.0
"""How much a text that is all about our subject is worth; one that names the city is worth half as much again."""
_KINDS = ("country", "adm1", "adm2", "capital", "city", "region", "continent", "curated")
OWN: tuple[str, ...] = (
    *_KINDS,
    *(
        "population",
        "population_town",
        "less_populous",
        "main_name",
        "alias",
        "demonym_or_code",
        "foreign_script",
    ),
    *("top", "alone", "same_name_region", "namesake_small", "ours_well_known"),
)
"""What a candidate tells by itself."""
CONTEXT: tuple[str, ...] = (
    *(
        "country_mass",
        "country_most",
        "adm1_mass",
        "near_60",
        "near_400",
        "country_named",
        "adm1_named",
    ),
    *(
        "comma_inside",
        "comma_against",
        "said_inside",
        "said_against",
        "holds",
        "first_country",
        "first_near",
    ),
    *("ours_anchored", "neighbour_text"),
)
"""What the other places of the document tell of it."""
ABSTAIN: tuple[str, ...] = (
    "bias",
    "largest",
    "many",
    "one_word",
    "surely_place",
    "typed",
    "best_alias",
)
"""What speaks for "none of these"."""


@dataclass(frozen=True, slots=True)
class Group:
    """All mentions of one name in a document: one sense."""

    key: str
    members: tuple[int, ...]
    """Positions in the list of spans."""
    entries: tuple[Entry, ...]
    demonym: bool
    weight: float
    sure: float
    typed: bool
    """The gazetteer knows only a part of the name ("Edmonton" of "Edmonton Airport")."""
    likened: bool = False
    """The text only likens to it, wherever it names it."""


@dataclass(frozen=True, slots=True)
class Case:
    """All candidates of a document, as columns, group after group."""

    groups: tuple[Group, ...]
    group: NDArray[np.int64]
    entries: tuple[Entry, ...]
    km: Floats
    """Distances between candidates, shape (n, n)."""
    inside: Bools
    """``inside[i, j]``: candidate i lies in j; False within one group."""
    same_country: Bools
    country: NDArray[np.str_]
    weight: Floats
    """Of the group of each candidate."""
    stated: tuple[tuple[int, int, str], ...]
    """Pairs of groups (part, whole) and how the text says so."""
    subject: float = 0.0
    """How surely the text is about what our own places are kept for, 0 to 1."""


def case(groups: Sequence[Group], stated: Sequence[Relation], subject: float = 0.0) -> Case:
    """Lay the candidates of all groups out as columns."""
    entries = [entry for group in groups for entry in group.entries]
    number = np.array([g for g, group in enumerate(groups) for _ in group.entries], dtype=np.int64)
    lat = np.radians([e.lat or 0.0 for e in entries])
    lon = np.radians([e.lon or 0.0 for e in entries])
    unit = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)
    km = 6371.0 * np.arccos(np.clip(unit @ unit.T, -1, 1))
    kinds = np.array([e.kind for e in entries])
    country = np.array([e.country or "?" for e in entries])
    numbers = np.array([e.number for e in entries])
    adm1, adm2 = np.array([e.adm1 for e in entries]), np.array([e.adm2 for e in entries])
    same = (country[:, None] == country) & (country != "?")
    inside = same & (kinds == "country")
    inside |= (adm1[:, None] == numbers) & (kinds == "adm1")
    inside |= (adm2[:, None] == numbers) & (kinds == "adm2")
    reach = np.maximum(50.0, np.array([e.radius_m for e in entries]) / 1000)
    town = np.isin(kinds, ("city", "capital", "curated"))
    wide = np.isin(kinds, ("region", "continent"))
    inside |= (km < 50) & town & ~np.isin(kinds, ("country", "adm1"))[:, None]
    inside |= (km < reach) & wide
    inside &= number[:, None] != number
    of_span = {m: g for g, group in enumerate(groups) for m in group.members}
    pairs = {
        (of_span[r.part], of_span[r.whole], r.how)
        for r in stated
        if r.part in of_span and r.whole in of_span and of_span[r.part] != of_span[r.whole]
    }
    weight = np.array([g.weight for g in groups])[number] if len(number) else np.zeros(0)
    return Case(
        tuple(groups),
        number,
        tuple(entries),
        km,
        inside,
        same,
        country,
        weight,
        tuple(sorted(pairs)),
        subject,
    )


def keep(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the candidates worth weighing: ours, and the most populous of each kind."""
    ours = [e for e in entries if e.population == 0 and e.kind == "curated"]
    order = {"country": 0, "continent": 0, "region": 1, "adm1": 1, "capital": 1}
    others = sorted(
        (e for e in entries if e not in ours), key=lambda e: (order.get(e.kind, 2), -e.population)
    )
    return (*ours, *others)[:_KEPT]


def own(this: Case) -> Floats:
    """Return what each candidate tells by itself, columns as `OWN`."""
    table = np.zeros((len(this.entries), len(OWN)))
    at = {name: i for i, name in enumerate(OWN)}
    start = 0
    for group in this.groups:
        end = start + len(group.entries)
        rank = [_weight(e) for e in group.entries]
        best = max(rank, default=0.0)
        cyrillic = "а" <= group.key[:1] <= "я"
        regions = {e.name for e in group.entries if e.kind in ("adm1", "country")}
        for i, entry in enumerate(group.entries):
            row = table[start + i]
            row[at[entry.kind]] = 1
            wide = entry.kind in ("region", "continent")
            logged = math.log10(1 + (entry.prominence if wide else entry.population))
            row[at["population"]] = logged / 5
            row[at["population_town"]] = (
                logged / 5 if entry.kind in ("city", "capital", "adm2") else 0
            )
            row[at["less_populous"]] = best - rank[i]
            how = _how(entry, cyrillic=cyrillic)
            row[at["main_name"]] = how == "name"
            row[at["alias"]] = how == "alias"
            row[at["demonym_or_code"]] = entry.how in ("demonym", "code")
            row[at["top"]] = rank[i] == best
            row[at["alone"]] = len(group.entries) == 1
            row[at["same_name_region"]] = entry.kind == "city" and entry.name in regions
            row[at["foreign_script"]] = cyrillic and not _at_home(entry)
            row[at["ours_well_known"]] = entry.number < OURS and entry.population > 0
            row[at["namesake_small"]] = how == "alias" and entry.population < 5000
        start = end
    return table


def _how(entry: Entry, *, cyrillic: bool) -> str:
    """How the key names a place; the main names of the file are Latin, so where Cyrillic is written a Cyrillic one is no less."""
    if cyrillic and entry.how == "alias" and entry.country in CYRILLIC_WRITERS:
        return "name" if entry.population > _SMALL else "alias"
    return entry.how


def _at_home(entry: Entry) -> bool:
    """A Cyrillic spelling means a place where Cyrillic is written, or one that the whole world knows."""
    return (
        entry.country in CYRILLIC_WRITERS
        or entry.population > 200_000
        or entry.kind not in ("city", "adm2")
    )


def _weight(entry: Entry) -> float:
    bonus = {"country": 1.0, "continent": 1.0, "capital": 0.4, "adm1": 0.2}
    known = entry.prominence if entry.kind in ("region", "continent") else entry.population
    return (math.log10(1 + known) + bonus.get(entry.kind, 0.0)) / 5


def context(this: Case, chance: Floats, firsts: Mapping[int, float]) -> Floats:
    """Return what the other places tell of each candidate, columns as `CONTEXT`.

    Parameters
    ----------
    this
        The candidates.
    chance
        How likely each is held for the right one of its group in this round, shape (n,).
    firsts
        Group to how early it is named, for the first few groups of the document.
    """
    n = len(this.entries)
    table = np.zeros((n, len(CONTEXT)))
    if not n:
        return table
    at = {name: i for i, name in enumerate(CONTEXT)}
    other = this.group[:, None] != this.group
    held = chance * this.weight
    total = held.sum()
    own_sum = np.bincount(this.group, held, minlength=len(this.groups))[this.group]
    rest = np.maximum(total - own_sum, 0.0) + 1.0
    country = (this.same_country & other) @ held
    table[:, at["country_mass"]] = country / rest
    table[:, at["country_most"]] = np.log1p(country)
    adm1 = np.array([e.adm1 if e.kind != "adm1" else e.number for e in this.entries])
    same_adm1 = (adm1[:, None] == adm1) & (adm1 != 0) & other
    table[:, at["adm1_mass"]] = np.log1p(same_adm1 @ held)
    kinds = np.array([e.kind for e in this.entries])
    points = ~np.isin(kinds, ("country", "continent", "region"))
    held_points = held * points
    table[:, at["near_60"]] = np.log1p((np.exp(-this.km / 60) * other) @ held_points)
    table[:, at["near_400"]] = np.log1p((np.exp(-this.km / 400) * other) @ held_points)
    wide = (this.inside & (kinds == "country")) * chance
    table[:, at["country_named"]] = wide.max(axis=1)
    table[:, at["adm1_named"]] = ((this.inside & (kinds == "adm1")) * chance).max(axis=1)
    table[:, at["holds"]] = np.log1p(this.inside.T @ held)
    first = np.array([firsts.get(int(g), 0.0) for g in this.group]) * chance
    table[:, at["first_country"]] = ((this.same_country & other) * first).max(axis=1)
    table[:, at["first_near"]] = ((np.exp(-this.km / 200) * other) * (first * points)).max(axis=1)
    table[:, at["ours_anchored"]] = _anchored(this, chance, other)
    _stated(table, at, this, chance)
    return table


def _anchored(this: Case, chance: Floats, other: Bools) -> Floats:
    """How surely the document is about where our own places lie: it names their city, their country, their neighbours.

    Where it names no place far from them, that it is about what our places are kept for tells too.
    """
    kinds = np.array([e.kind for e in this.entries])
    ours = np.array([e.number < OURS for e in this.entries])
    near = (this.km < 60) & other & ours[:, None]
    city = (near & np.isin(kinds, ("city", "capital"))) * chance
    land = ((this.same_country & other) & (kinds == "country") & ours[:, None]) * chance
    beside = near & ours & (kinds == "curated")
    groups = np.zeros(len(this.entries))
    for g in range(len(this.groups)):
        groups += beside[:, this.group == g].any(axis=1)
    likened = np.array([group.likened for group in this.groups], dtype=bool)[this.group]
    reach = np.maximum(_FAR_KM, np.array([e.radius_m for e in this.entries]) / 1000)
    lands = np.isin(kinds, ("country", "continent", "region"))
    far = np.where(lands, ~this.same_country & (this.country != "?"), this.km > reach)
    elsewhere = other & ~likened & far
    told = np.array([e.how == "full" for e in this.entries]) * _FULL
    subject = this.subject * ours * np.maximum(0, 1 - 1.5 * (elsewhere * chance).max(axis=1))
    found: Floats = np.minimum(
        1.0,
        city.max(axis=1) * 1.5
        + 0.4 * land.max(axis=1)
        + np.minimum(0.6, 0.3 * groups)
        + told
        + _SUBJECT * subject,
    )
    return found


def _stated(table: Floats, at: Mapping[str, int], this: Case, chance: Floats) -> None:
    for part, whole, how in this.stated:
        rows, columns = np.flatnonzero(this.group == part), np.flatnonzero(this.group == whole)
        if not (len(rows) and len(columns)):
            continue
        fits = (this.inside[np.ix_(rows, columns)] * chance[columns]).max(axis=1)
        name = "comma" if how == "comma" else "said"
        table[rows, at[f"{name}_inside"]] = np.maximum(table[rows, at[f"{name}_inside"]], fits)
        against = max(0.0, float(fits.max())) - fits
        table[rows, at[f"{name}_against"]] = np.maximum(table[rows, at[f"{name}_against"]], against)
        back = (this.inside[np.ix_(rows, columns)] * chance[rows][:, None]).max(axis=0)
        table[columns, at["neighbour_text"]] = np.maximum(
            table[columns, at["neighbour_text"]], back
        )


def abstain(this: Case) -> Floats:
    """Return what speaks against all candidates of each group, columns as `ABSTAIN`."""
    table = np.zeros((len(this.groups), len(ABSTAIN)))
    for row, group in zip(table, this.groups, strict=True):
        largest = max((_weight(e) for e in group.entries), default=0.0)
        row[:] = (
            1.0,
            largest,
            math.log10(1 + len(group.entries)),
            " " not in group.key,
            group.sure,
            group.typed,
            all(e.how == "alias" for e in group.entries),
        )
    return table
