"""A sentence as counting sees it: its words, what they may be forms of, and the lists of words that mean something beside a number. Pure."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType

from geodata.extraction.sentences import sentences
from geodata.extraction.tokens import Token, tokens
from geodata.gazetteer.endings import stems

__all__ = ["Entry", "Lexicon", "Line", "context", "context_at", "lexicon", "lines", "rows"]

_PARTS = " + "
"""Between the parts of an entry that stand near each other in either order: ``получить + ранение``."""
_NOUNS = ("count_nouns", "actors")
"""Tables that list nouns: English ones in the singular."""


_MOST = 200
"""Words of the longest sentence; a longer one is no prose and is cut, so that no text takes long."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: its words and, for each, the forms under which a table may list it."""

    text: str
    language: str
    words: tuple[Token, ...]
    keys: tuple[frozenset[str], ...]

    def low(self, at: int) -> str:
        """Return the word at a place, lower case; nothing outside the sentence."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def joined(self, at: int) -> bool:
        """Whether no space stands between this word and the one before."""
        return 0 < at < len(self.words) and self.words[at - 1].end == self.words[at].start


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a table, one of its alternatives."""

    parts: tuple[tuple[frozenset[str], ...], ...]
    """Each part is a run of words; each word any of a few forms."""
    value: str
    """What it counts or means: a noun of `Count`, a number."""
    kind: str
    """How it behaves; each table says in its header what its kinds are."""


class Lexicon:
    """The entries of one table in one language, found by the first word of their first part."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_key: dict[str, list[Entry]] = {}
        for entry in entries:
            for key in entry.parts[0][0]:
                self._by_key.setdefault(key, []).append(entry)

    def at(self, line: Line, at: int) -> list[tuple[int, Entry]]:
        """Return the entries whose first part begins at a word, each with where that part ends, longest first."""
        if not 0 <= at < len(line.words):
            return []
        found = {id(e): e for key in line.keys[at] for e in self._by_key.get(key, ())}
        fits = [(at + len(e.parts[0]), e) for e in found.values() if matches(line, at, e.parts[0])]
        return sorted(fits, key=lambda fit: -fit[0])

    def before(self, line: Line, at: int, longest: int = 5) -> tuple[int, Entry] | None:
        """Return the longest entry whose first part ends just before a word, with where it begins."""
        for start in range(max(0, at - longest), at):
            for end, entry in self.at(line, start):
                if end == at:
                    return start, entry
        return None


def matches(line: Line, at: int, part: tuple[frozenset[str], ...]) -> bool:
    """Whether a run of words stands at a place."""
    if at + len(part) > len(line.words):
        return False
    return all(forms & line.keys[at + i] for i, forms in enumerate(part))


def lines(text: str, language: str) -> tuple[Line, ...]:
    """Return the sentences of a text that are its own; "Leave a reply" counts nobody."""
    found = []
    for sentence in sentences(text, language):
        if sentence.kind != "boilerplate":
            words = tokens(text, sentence.start, sentence.end, language)
            for at in range(0, len(words), _MOST):
                part = words[at : at + _MOST]
                keys = tuple(_keys(word, language) for word in part)
                found.append(Line(text, language, part, keys))
    return tuple(found)


@cache
def rows(table: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of one of the tables beside this file."""
    file = resources.files("geodata.extraction") / "tables" / f"{table}.csv"
    return tuple(csv.DictReader(file.read_text("utf-8").splitlines()))


@cache
def lexicon(table: str, language: str) -> Lexicon:
    """Return a table whose columns are language, words, what they mean and how they behave."""
    return Lexicon(
        entry
        for language_of, words, value, kind in map(_columns, rows(table))
        if language_of == language
        for phrase in words.split("|")
        for entry in _entries(phrase, language, value, kind, table)
    )


@cache
def context(language: str) -> Mapping[str, frozenset[str]]:
    """Return class of context to its words and phrases, lower case."""
    found: dict[str, set[str]] = {}
    for row in rows("count_context"):
        if row["language"] == language:
            found.setdefault(row["class"], set()).update(row["words"].split("|"))
    return MappingProxyType({name: frozenset(words - {""}) for name, words in found.items()})


def context_at(line: Line, at: int, name: str) -> int:
    """Return where a word or phrase of a class of context that begins at a word ends; 0 when there is none."""
    return max((end for end, _ in _contexts(line.language, name).at(line, at)), default=0)


@cache
def _contexts(language: str, name: str) -> Lexicon:
    phrases = context(language).get(name, frozenset())
    return Lexicon(Entry((_forms(phrase, language),), name, "") for phrase in sorted(phrases))


def _columns(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row.values())[:4]


def _entries(phrase: str, language: str, value: str, kind: str, table: str) -> Iterable[Entry]:
    parts = tuple(_forms(part, language) for part in phrase.split(_PARTS))
    nouns = table in _NOUNS and language == "en" and kind != "mass"
    counted = nouns and table == "count_nouns"
    yield Entry(parts, value, "one" if counted else kind)
    if nouns:
        *words, last = phrase.split()
        plural = (_forms(" ".join([*words, _plural(last)]), language),)
        yield Entry(plural, value, "many" if counted else kind)


def _plural(word: str) -> str:
    for ending, instead in (("man", "men"), ("child", "children"), ("person", "persons")):
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x", "by-")) else "s")


def _forms(phrase: str, language: str) -> tuple[frozenset[str], ...]:
    """The words of a table as the words of a text will be looked up."""
    found = []
    for word in tokens(phrase, 0, len(phrase), language):
        lemmas = {reading.lemma for reading in word.readings}
        natural = language == "ru" and word.low not in lemmas
        found.append(frozenset(lemmas if natural else {word.low}))
    return tuple(found)


def _keys(word: Token, language: str) -> frozenset[str]:
    return _keys_of(word.low, language, tuple(r.lemma for r in word.readings))


@lru_cache(maxsize=50_000)
def _keys_of(low: str, language: str, lemmas: tuple[str, ...]) -> frozenset[str]:
    if language == "ru":
        return frozenset({low, *lemmas})
    return frozenset({low, *stems(low, "kk")}) if language == "kk" else frozenset({low})
