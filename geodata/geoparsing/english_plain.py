"""English words that share their letters with a town: the name of a people (Roma), a word that heads a line (Riverbank). Pure. Floor 2."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache
from importlib import resources

from geodata.gazetteer.world import Word
from geodata.geoparsing.contexts import contexts
from geodata.geoparsing.english_candidates import Found
from geodata.geoparsing.english_tokens import Words

__all__ = ["is_a_people", "is_holiday", "is_people", "is_plain_word"]

_OFTEN = 4.4
"""Zipf frequency of words that make compounds: river, bank, water, side."""
_SHORTEST = 4
_SMALL = 60_000
"""Inhabitants; a larger town is known by its name."""
_WHERE = frozenset({"in", "at", "near", "to", "from", "outside", "around"})


def is_people(words: Words, i: int) -> bool:
    """Whether word `i` is the name of a people here: before a word in lower case ("Roma families"), or not after "in"."""
    if words.key[i] not in _peoples():
        return False
    after = i + 1 < len(words) and words.gap[i + 1] in " -" and not words.capital[i + 1]
    if after and words.key[i + 1] not in contexts()["function"]:
        return True
    return i == 0 or words.key[i - 1] not in _WHERE


def is_a_people(name: str) -> bool:
    """Whether a name is one that a people shares with a town."""
    return name.casefold() in _peoples()


def is_holiday(words: Words, last: int) -> bool:
    """Whether a name that ends with word `last` is that of a day: "by St Andrew's day"."""
    return (
        last + 2 < len(words)
        and words.key[last + 1] == "s"
        and words.key[last + 2] in ("day", "eve")
    )


def is_plain_word(words: Words, one: Found, word: Callable[[str], Word]) -> bool:
    """Whether a small town's name is a compound of plain words that only stands where every word has a capital: "Riverbank huts"."""
    i = one.first
    if not words.first[i] or i + 1 >= len(words) or words.gap[i + 1] != " " or words.capital[i + 1]:
        return False
    if (
        max((e.population for e in one.entries), default=0) > _SMALL
        or words.key.count(words.key[i]) > 1
    ):
        return False
    key = words.key[i]
    cuts = range(_SHORTEST, len(key) - _SHORTEST + 1)
    return any(min(word(key[:n]).zipf, word(key[n:]).zipf) >= _OFTEN for n in cuts)


@cache
def _peoples() -> frozenset[str]:
    """Peoples that have a town for a namesake."""
    file = resources.files("geodata.geoparsing") / "tables" / "peoples_en.csv"
    rows = csv.DictReader(file.read_text("utf-8").splitlines())
    return frozenset(row["people"] for row in rows)
