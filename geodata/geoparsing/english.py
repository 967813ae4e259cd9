"""Place names in English text: look-ups of capitalised words, weighed by a small model. Floor 2.

The model (boosted trees in ``weights/english.npz``) is trained on TR-News only, by ``python -m
geodata.geoparsing.train_english``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geodata.gazetteer.world import OURS, Word
from geodata.geoparsing import english_features
from geodata.geoparsing.contexts import contexts
from geodata.geoparsing.english_announced import announced
from geodata.geoparsing.english_candidates import Found, known, ngrams, typed
from geodata.geoparsing.english_plain import is_holiday, is_people, is_plain_word
from geodata.geoparsing.english_tokens import Words, split
from geodata.geoparsing.english_unknown import unknown
from geodata.geoparsing.spans import Places, Span
from geodata.geoparsing.trees import Trees

__all__ = ["THRESHOLD", "candidates", "choose", "recognise_many"]

_FOR_OURS, _FOR_PERSON, _FOR_FULL_NAME, _FOR_PEOPLE, _FOR_WORD = 4.0, -1.5, -3.0, -6.0, -4.0
_RARE = 3.5
THRESHOLD = 0.42
"""Below this a stretch is not held for a place name."""


def recognise_many(
    texts: Sequence[str],
    places: Places,
    word: Callable[[str], Word],
    model: Trees | None = None,
    threshold: float = THRESHOLD,
) -> list[list[Span]]:
    """Return the place names of each text, in order, none overlapping another.

    Parameters
    ----------
    texts
        Any texts; they go through the model together, which is what makes many of them quick.
    places
        Gazetteer to look names up in.
    word
        Tells what is known of an English word.
    model
        Another model than the shipped one.
    threshold
        Chance from which a stretch is held for a place name.
    """
    trees = model or _shipped()
    every = candidates(texts, places)
    tables = [english_features.rows(words, found, word) for words, found in every]
    odds = trees.log_odds(np.concatenate(tables)) if tables else np.zeros(0)
    odds += [_told(one, words, word) for words, found in every for one in found]
    chances = 1 / (1 + np.exp(-odds))
    done, at = [], 0
    for words, found in every:
        spans = choose(words, found, chances[at : at + len(found)], threshold)
        done.append(unknown(words, announced(words, spans, places), word))
        at += len(found)
    return done


def candidates(texts: Sequence[str], places: Places) -> list[tuple[Words, list[Found]]]:
    """Return the words of each text and the stretches that may name places."""
    every = [split(text) for text in texts]
    grams = [ngrams(words) for words in every]
    entries = places.lookup_many({gram.key for some in grams for gram in some})
    done = []
    for words, some in zip(every, grams, strict=True):
        found = known(words, some, entries)
        found += typed(words, {(one.first, one.last) for one in found})
        found.sort(key=lambda one: (one.start, one.end))
        done.append((words, found))
    return done


def choose(
    words: Words, found: Sequence[Found], chances: NDArray[np.float64], threshold: float = THRESHOLD
) -> list[Span]:
    """Return the surest stretches that do not overlap."""
    order = sorted(
        range(len(found)),
        key=lambda i: (-round(float(chances[i]), 3), found[i].first - found[i].last),
    )
    taken: set[int] = set()
    spans = []
    for i in order:
        if chances[i] < threshold:
            break
        one = found[i]
        covers = set(range(one.first, one.last + 1))
        if covers & taken:
            continue
        taken |= covers
        demonym = bool(one.entries) and all(e.how == "demonym" for e in one.entries[:1])
        spans.append(
            Span(
                start=one.start,
                end=one.end,
                text=words.text[one.start : one.end],
                score=float(chances[i]),
                entries=one.entries,
                demonym=demonym,
                kind=one.head,
            )
        )
    spans.sort(key=lambda span: span.start)
    return [a for a, b in pairwise([*spans, None]) if a and (b is None or a.end <= b.start)]


def _told(one: Found, words: Words, word: Callable[[str], Word]) -> float:
    """Log-odds that no corpus teaches: of names that an editor put on our list, of forenames before a surname, of peoples."""
    begin = word(words.key[one.first])
    single = one.first == one.last
    if is_holiday(words, one.last):
        return _FOR_WORD
    if single and (is_people(words, one.first) or is_plain_word(words, one, word)):
        return _FOR_PEOPLE if is_people(words, one.first) else _FOR_WORD
    person = single and (begin.forename or begin.surname)
    if single and begin.forename and _surname_follows(one, words, word):
        return _FOR_FULL_NAME
    if any(entry.number < OURS for entry in one.entries):
        return _FOR_PERSON if person else _FOR_OURS
    return 0.0


def _surname_follows(one: Found, words: Words, word: Callable[[str], Word]) -> bool:
    """In "Paris Hilton" and "Jordan Peele" the next word is a name and tells no kind of place or body."""
    i = one.last + 1
    if i >= len(words) or words.gap[i] != " " or not words.capital[i] or words.upper[i]:
        return False
    if any(words.key[i] in some for some in contexts().values()):
        return False
    following = word(words.key[i])
    return following.surname or following.zipf < _RARE


@cache
def _shipped() -> Trees:
    return Trees.read(resources.files("geodata.geoparsing") / "weights" / "english.npz")
