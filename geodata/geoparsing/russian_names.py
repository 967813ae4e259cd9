"""What a Russian word tells about itself: is it a place, a person, an adjective of place, and how it is called in the dictionary. Floor 2."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources

from geodata.gazetteer.endings import adjective_bases, forms, stems
from geodata.gazetteer.folding import fold
from geodata.geoparsing.heads import heads
from geodata.geoparsing.spans import Entry, Places

__all__ = [
    "WIDE",
    "adjective_names",
    "best_entry",
    "head_kind",
    "is_adjective",
    "is_people",
    "is_person",
    "normal_forms",
]

WIDE = frozenset({"country", "continent", "region", "adm1"})
"""Kinds of entries too wide for a name to be someone's by chance."""

_ADJECTIVE = re.compile(
    r"[а-яё-]+(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)\Z", re.IGNORECASE
)
_KNOWN_TO_ALL = 500_000
"""Inhabitants above which a town makes an adjective even if the dictionary of Russian does not know the town."""
_RANK = {"country": 5, "continent": 4, "curated": 4, "adm1": 3, "region": 3, "capital": 2}


def best_entry(names: Iterable[str], places: Places) -> tuple[str, Entry] | None:
    """Return the weightiest place that any of the names has, with that name; None when no name is known."""
    found = [(name, entry) for name in names for entry in places.lookup(fold(name))]
    return max(found, key=lambda f: (_RANK.get(f[1].kind, 0), f[1].population), default=None)


def is_adjective(word: str) -> bool:
    """Whether the word is an adjective such as are made of places: московский, турецкого."""
    return bool(_ADJECTIVE.match(word)) and any(f.speech == "ADJF" for f in forms(word)[:1])


def is_person(word: str) -> bool:
    """Whether the dictionary knows the word as a forename, patronymic or surname and not as a place."""
    known = [f for f in forms(word) if f.known]
    marks = {mark for form in known for mark in form.tags}
    return bool({"Name", "Surn", "Patr"} & marks) and "Geox" not in marks


def is_people(word: str) -> bool:
    """Whether the word names people (американцы, палестинец) or, at least, living beings and no place."""
    top = forms(word)[:1]
    return any(f.known and f.speech == "NOUN" and "anim" in f.tags for f in top) and not any(
        "Geox" in f.tags for f in forms(word)
    )


def adjective_names(word: str, places: Places) -> tuple[str, Entry] | None:
    """Return the place that an adjective is made of, as the gazetteer names it; None when there is none.

    Examples
    --------
    >>> from types import SimpleNamespace as N
    >>> gazetteer = N(lookup=lambda key: [N(kind="city", population=2_000_000)] if key == "алматы" else [])
    >>> adjective_names("алматинских", gazetteer)[0]
    'Алматы'
    """
    lemma = next((f.lemma for f in forms(word) if f.speech == "ADJF"), "")
    told = _told().get(lemma)
    if told is not None:
        return best_entry((told,), places) if told else None
    found = best_entry(adjective_bases(word), places)
    if found is None or found[1].kind in WIDE or found[1].kind == "curated":
        return found
    known = any(f.known and "Geox" in f.tags for f in forms(found[0])) or "-" in found[0]
    return found if known or found[1].population >= _KNOWN_TO_ALL else None


@lru_cache(maxsize=20_000)
def head_kind(word: str) -> str:
    """Return the kind of place that a head word announces (посёлков: settlement), or "" for any other word."""
    known = heads("ru")
    lower = word.lower().rstrip(".")
    if lower in known:
        return known[lower]
    if (
        lower.replace("ё", "е")[:3] not in _beginnings()
    ):  # spares the dictionary most words of a text
        return ""
    return next(
        (known[f.lemma] for f in forms(word) if f.speech == "NOUN" and f.lemma in known), ""
    )


@lru_cache(maxsize=20_000)
def normal_forms(name: str) -> tuple[str, ...]:
    """Return the forms of a name of one or more words to look up, best first: Северной Кореи, Республике Крым.

    Examples
    --------
    >>> normal_forms("Северной Кореи")[0], normal_forms("Шаныраке")[0], normal_forms("Республике Крым")[:2]
    ('Северная Корея', 'Шанырак', ('Республика Крым', 'Крым'))
    """
    words = name.split()
    found: dict[str, None] = {}
    if len(words) == 1:
        plain = re.sub(r"[-‑]\d+\Z", "", name)  # Шаныраке-2 to Шанырак-2, then to Шанырак
        found |= dict.fromkeys(stem + name[len(plain) :] for stem in stems(plain, "ru"))
        found |= dict.fromkeys(stems(plain, "ru"))
    else:
        found[" ".join(_nominative(words))] = None
        if head_kind(words[0]):
            found |= dict.fromkeys(normal_forms(" ".join(words[1:])))
        elif head_kind(words[-1]) and not is_adjective(words[0]):
            found |= dict.fromkeys(normal_forms(" ".join(words[:-1])))
    found[name] = None
    return tuple(found)


def _nominative(words: list[str]) -> list[str]:
    """Each word up to the first noun in the nominative; what follows it depends on it and stays."""
    done: list[str] = []
    for i, word in enumerate(words):
        form = next(iter(forms(word)), None)
        done.append(stems(word, "ru")[0])
        if form is None or form.speech == "NOUN":
            return [*done, *words[i + 1 :]]
    return done


@cache
def _beginnings() -> frozenset[str]:
    """First letters of every head: its case forms share them."""
    return frozenset(head.replace("ё", "е")[:3] for head in heads("ru"))


@cache
def _told() -> dict[str, str]:
    """Adjectives whose place is written down, because no rule gives it; "" for one that is made of no place."""
    file = resources.files("geodata.gazetteer") / "tables" / "adjectives_ru.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return {row["adjective"]: row["name"] for row in rows}
