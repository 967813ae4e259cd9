"""English names that no gazetteer has, and that the words around them show to be places: "evictions in Mathare". Pure. Floor 2.

Most quarters that are cleared are in no gazetteer. A capitalised word that no dictionary knows is one of them if people live
in it ("residents of X", "X families"), if what contains it follows ("in X, Nairobi"), or if things are in it twice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from geodata.gazetteer.world import Word
from geodata.geoparsing.contexts import contexts
from geodata.geoparsing.english_tokens import Words
from geodata.geoparsing.role_words import any_of
from geodata.geoparsing.spans import Span

__all__ = ["unknown"]

_SHORTEST = 4
_IN = frozenset({"in", "at", "near", "outside"})
_OF = frozenset({"of", "in", "from", "at"})
_TWICE = 2
_SCORE = 0.6


def unknown(words: Words, spans: Sequence[Span], word: Callable[[str], Word]) -> list[Span]:
    """Return the spans, with names of unknown places where no span is.

    Parameters
    ----------
    words
        The text.
    spans
        What is found already, in order.
    word
        Tells what is known of an English word.
    """
    taken = [(span.start, span.end) for span in spans]
    begins = {span.start for span in spans}
    mentions: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for first, last in _names(words, word):
        start, end = words.start[first], words.end[last]
        if all(end <= s or e <= start for s, e in taken):
            mentions[" ".join(words.key[first : last + 1])].append((first, last))
    done = list(spans)
    for same in mentions.values():
        if _is_place(words, same, begins):
            for first, last in same:
                start, end = words.start[first], words.end[last]
                done.append(Span(start, end, words.text[start:end], score=_SCORE))
    done.sort(key=lambda span: span.start)
    return done


def _names(words: Words, word: Callable[[str], Word]) -> Iterator[tuple[int, int]]:
    """First and last of runs of capitalised words of which none is known; beside other capitals there is no telling."""
    i, n = 0, len(words)
    while i < n:
        last = i
        while last < n and words.capital[last] and (last == i or words.gap[last] in " -"):
            last += 1
        run = range(i, last)
        if run and all(_is_unknown(words, j, word) for j in run):
            yield i, last - 1
        i = max(last, i + 1)


def _is_unknown(words: Words, i: int, word: Callable[[str], Word]) -> bool:
    key = words.key[i]
    if len(key) < _SHORTEST or not key.isalpha() or (words.upper[i] and len(key) <= _SHORTEST):
        return False
    about = word(key)
    if about.zipf or about.forename or about.surname:
        return False
    return not any(key in some for some in contexts().values())


def _is_place(words: Words, same: Sequence[tuple[int, int]], begins: set[int]) -> bool:
    """Whether something shows that a name is a place, and nothing that it is a person."""
    inside, shown = 0, False
    for first, last in same:
        before = words.key[first - 1] if first and words.gap[first] in (" ", " the ") else ""
        ahead = words.key[first - 2] if first > 1 and not words.first[first - 1] else ""
        after = words.key[last + 1] if last + 1 < len(words) else ""
        gap = words.gap[last + 1] if after else ""
        if before in contexts()["title"] or (after in contexts()["saying"] and gap in (" ", ", ")):
            return False
        inside += before in _IN
        shown |= before in _OF and bool(_dwellers().fullmatch(ahead))
        shown |= gap == " " and bool(_dwellers().fullmatch(after)) and not words.capital[last + 1]
        shown |= before in _IN and gap == ", " and words.start[last + 1] in begins
    return shown or inside >= _TWICE


@cache
def _dwellers() -> re.Pattern[str]:
    return re.compile(any_of("en", "dweller"))
