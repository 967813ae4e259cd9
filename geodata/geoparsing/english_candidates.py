"""English words to stretches that may be place names: known to the gazetteer, or told by a word like River. Floor 2."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geodata.gazetteer.world import Entry
from geodata.geoparsing.contexts import contexts, exact_codes
from geodata.geoparsing.english_tokens import Words

__all__ = ["Found", "Ngram", "known", "ngrams", "typed"]

_LONGEST = 6
_INSIDE = frozenset(
    [
        "of",
        "de",
        "la",
        "le",
        "les",
        "del",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "des",
        "al",
        "el",
        "upon",
        "on",
        "the",
        "and",
        "en",
        "sur",
        "am",
        "van",
        "von",
        "der",
        "y",
        "e",
        "in",
        "by",
        "under",
        "aux",
    ]
)


@dataclass(frozen=True, slots=True)
class Ngram:
    """Words `first` to `last` of a text, both included, and the key to look them up by."""

    first: int
    last: int
    key: str


@dataclass(slots=True)
class Found:
    """A stretch of text that may name a place."""

    first: int
    last: int
    start: int
    end: int
    key: str
    entries: tuple[Entry, ...]
    head: str = ""
    """The class of its own telling word (land, facility, admin, street); empty for a name that is just known."""


def ngrams(words: Words) -> list[Ngram]:
    """Return the stretches of capitalised words, up to six, small words of names allowed inside ("Rio de Janeiro")."""
    found = []
    n, capital, name = len(words), words.capital, words.name
    for i in range(n):
        if not capital[i]:
            continue
        key = name[i]
        found.append(Ngram(i, i, key))
        for j in range(i + 1, min(i + _LONGEST, n)):
            if not words.joined(j):
                if not _before_dc(words, j):
                    break
            elif not capital[j] and words.key[j] not in _INSIDE:
                break
            key = f"{key} {name[j]}"
            if capital[j]:
                found.append(Ngram(i, j, key))
    return found


def _before_dc(words: Words, j: int) -> bool:
    """In "Washington, D.C." both together are the name."""
    return words.gap[j] == ", " and words.key[j] == "dc" and words.key[j - 1] == "washington"


def known(
    words: Words, grams: list[Ngram], entries: Mapping[str, tuple[Entry, ...]]
) -> list[Found]:
    """Return the stretches that the gazetteer knows; an abbreviation only as it must be written."""
    found = []
    codes = exact_codes()
    for gram in grams:
        have = entries.get(gram.key, ())
        if not have:
            continue
        start, end = words.start[gram.first], words.end[gram.last]
        written = words.text[start:end]
        if any(entry.how == "code" for entry in have):
            if written + "." in codes and words.text[end : end + 1] == ".":
                end += 1
            elif written not in codes:
                have = tuple(entry for entry in have if entry.how != "code")
        elif len(written) < 3:
            continue
        if have:
            found.append(Found(gram.first, gram.last, start, end, gram.key, have))
    return found


def typed(words: Words, taken: set[tuple[int, int]]) -> list[Found]:
    """Return longest stretches of capitalised words that end or begin with a telling word, and are not known as a whole."""
    classes = contexts()
    heads = {name: classes[name] for name in ("land", "facility", "admin", "street")}
    found = []
    i, n = 0, len(words)
    while i < n:
        if not words.capital[i] or words.key[i] in classes["function"]:
            i += 1
            continue
        j = _run_end(words, i)
        for last in range(j, i, -1):
            head = _head(words, i, last, heads)
            if head:
                if (i, last) not in taken:
                    start, end = words.start[i], words.end[last]
                    key = " ".join(words.name[i : last + 1])
                    found.append(Found(i, last, start, end, key, (), head))
                break
        i = j + 1
    return found


def _run_end(words: Words, i: int) -> int:
    """Last word of the run of capitalised words that begins at `i`; "of" and a possessive may stand inside."""
    last = j = i
    while j + 1 < len(words) and j - i < 7:
        j += 1
        possessive = words.key[j] == "s" and not words.capital[j] and words.gap[j] == ""
        if not possessive and not words.joined(j):
            break
        if words.capital[j]:
            last = j
        elif not possessive and words.key[j] not in {"of", "de", "the", "and"}:
            break
    return last


def _head(words: Words, first: int, last: int, heads: dict[str, frozenset[str]]) -> str:
    end, begin = words.key[last], words.key[first]
    for name, known_heads in heads.items():
        if end in known_heads:
            return name
    if begin in {
        "lake",
        "mount",
        "mt",
        "river",
        "cape",
        "gulf",
        "isle",
        "port",
        "fort",
        "camp",
        "bay",
    }:
        return "land"
    return ""
