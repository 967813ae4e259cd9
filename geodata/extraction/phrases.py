"""Small patterns of words: lemmas, stems, classes of words and gaps, as the tables write them. Pure.

A phrase is words with blanks between; a word is a lemma (`demolish` stands for all its forms), a stem with a star (`бұз*`), or a
class of ``tables/classes.csv`` (`@home`), or ``<name>`` for a place name. ``~`` lets up to six words stand between its neighbours. Articles and possessives may
always stand between two words.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from geodata.extraction.tokens import Token

__all__ = ["Phrase", "Word", "classes", "in_class", "phrases", "rows", "words"]

_GAP = 6


def words(text: str) -> frozenset[str]:
    """Return a set of words written in one line."""
    return frozenset(text.split())


_LITTLE = words(
    "the a an this that these those all own s 's new its his her our your my their свой его их ее этот весь"
)
_STOPS = frozenset(".;:!?")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a phrase."""

    lemmas: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()

    def fits(self, token: Token) -> bool:
        """Whether a word of the text is one of these."""
        if self.stems and token.low.startswith(self.stems):
            return True
        return any(reading.lemma in self.lemmas for reading in token.readings)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in order, each with how many others may stand before it."""

    words: tuple[Word, ...]
    gaps: tuple[int, ...]

    def match(self, tokens: Sequence[Token], at: int, end: int) -> int | None:
        """Return the index after the last word of the phrase when it begins at `at`; None when it does not."""
        if not self.words[0].fits(tokens[at]):
            return None
        place = at + 1
        for word, gap in zip(self.words[1:], self.gaps[1:], strict=True):
            found = _next(tokens, place, end, word, gap)
            if found is None:
                return None
            place = found + 1
        return place


def _next(tokens: Sequence[Token], start: int, end: int, word: Word, gap: int) -> int | None:
    skipped = 0
    for i in range(start, end):
        if word.fits(tokens[i]):
            return i
        if tokens[i].low in _STOPS:
            return None
        if tokens[i].low not in _LITTLE or gap:
            skipped += 1
        if skipped > gap:
            return None
    return None


@cache
def phrases(text: str, language: str) -> tuple[Phrase, ...]:
    """Read phrases of a table's cell, divided by ``|``."""
    return tuple(_phrase(part, language) for part in text.split("|") if part.strip())


def _phrase(text: str, language: str) -> Phrase:
    words, gaps, gap = [], [], 0
    for part in text.split():
        if part == "~":
            gap = _GAP
            continue
        words.append(_word(part, language))
        gaps.append(gap)
        gap = 0
    return Phrase(tuple(words), tuple(gaps))


def _word(part: str, language: str) -> Word:
    if part.startswith("<"):
        return Word(lemmas=frozenset({part}))
    if part.startswith("@"):
        return classes(language)[part[1:]]
    if part.endswith("*"):
        return Word(stems=(part[:-1].replace("_", " "),))
    return Word(lemmas=frozenset({part.replace("ё", "е").replace("_", " ")}))


@cache
def classes(language: str) -> Mapping[str, Word]:
    """Return the classes of words of a language; rows of one class are read as one."""
    found: dict[str, list[str]] = {}
    for row in rows("classes"):
        if row["language"] == language:
            found.setdefault(row["class"], []).extend(row["words"].replace("ё", "е").split("|"))
    return {
        name: Word(
            frozenset(part for part in parts if not part.endswith("*")),
            tuple(part[:-1] for part in parts if part.endswith("*")),
        )
        for name, parts in found.items()
    }


def in_class(token: Token, name: str, language: str) -> bool:
    """Whether a word of the text belongs to a class."""
    known = classes(language).get(name)
    return known is not None and known.fits(token)


@cache
def rows(table: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of one of the tables beside this file."""
    file = resources.files("geodata.extraction") / "tables" / f"{table}.csv"
    return tuple(csv.DictReader(file.read_text("utf-8").splitlines()))
