"""Kazakh words as a tagger sees them: shape, affixes, what the gazetteer knows of their stems, what stands beside them. Floor 2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from geodata.gazetteer.endings import stems
from geodata.gazetteer.folding import fold
from geodata.geoparsing.heads import heads
from geodata.geoparsing.spans import Entry, Places

__all__ = ["Word", "features", "head_of", "known_words", "sentences"]

_TOKEN = re.compile(r"[^\W_]+(?:[-‑–'’ʼ][^\W_]+)*|[^\w\s]")
_END = frozenset(".!?…")
_MOST = 400
"""Words of the longest sentence; a longer one is cut."""
_RANK = dict(
    zip(
        ["adm2", "city", "region", "capital", "adm1", "curated", "continent", "country"],
        range(8),
        strict=True,
    )
)
_LONGEST = 4
"""Words of the longest name looked up."""


@dataclass(frozen=True, slots=True)
class Word:
    """One token: ``text[start:end]``."""

    start: int
    end: int
    text: str


def sentences(text: str) -> Iterator[list[Word]]:
    """Yield the tokens of each sentence, or line, of a text."""
    sentence: list[Word] = []
    last = 0
    for match in _TOKEN.finditer(text):
        if sentence and (
            len(sentence) == _MOST
            or "\n" in text[last : match.start()]
            or (sentence[-1].text in _END and match.group()[0].isupper())
        ):
            yield sentence
            sentence = []
        sentence.append(Word(match.start(), match.end(), match.group()))
        last = match.end()
    if sentence:
        yield sentence


def features(words: Sequence[Word], known: Sequence[dict[str, str]]) -> list[list[str]]:
    """Return the features of each word of one sentence, n words to n lists; `known` is what `known_words` gives."""
    own = [
        [*_shape_features(word.text), *(f"{n}={v}" for n, v in about.items() if n != "ours")]
        for word, about in zip(words, known, strict=True)
    ]
    told = [_neighbour_features(word.text, about) for word, about in zip(words, known, strict=True)]
    rows = []
    for i, word in enumerate(words):
        row = ["bias", *own[i]]
        for step in (-2, -1, 1, 2):
            if 0 <= i + step < len(words):
                row += [
                    f"{step}:{feature}" for feature in told[i + step][: 99 if abs(step) == 1 else 4]
                ]
            elif abs(step) == 1:
                row.append(f"{step}:edge")
        place = known[i].get("one", "-")
        after = _lookup(known, i + 1, "head")
        row += [
            f"one|head+1={place}|{after}",
            f"one|shape={place}|{_shape(word.text)}",
            f"one|head-1={place}|{_lookup(known, i - 1, 'head')}",
            f"one|shape+1={place}|{_shape(words[i + 1].text) if i + 1 < len(words) else '-'}",
            f"one|end={place}|{known[i].get('end', '')}",
            f"head|head+1={known[i].get('head', '-')}|{after}",
            *_ahead(words, known, i),
            f"shape-1|shape|shape+1={'|'.join(_shape(w.text) for w in words[max(0, i - 1) : i + 2])}",
        ]
        rows.append(row)
    return rows


def _ahead(words: Sequence[Word], known: Sequence[dict[str, str]], i: int) -> list[str]:
    """What kind of head comes next in the phrase, how far, and whether only a list of names lies between."""
    listed = True
    for step, (word, about) in enumerate(
        zip(words[i + 1 : i + 8], known[i + 1 : i + 8], strict=True), 1
    ):
        text = word.text
        if "head" in about and text[0].islower():
            far = "1" if step == 1 else "2" if step == 2 else "3"
            kind = about["head"]
            row = [
                f"ahead={kind}",
                f"ahead={kind}|{far}",
                f"ahead={kind}|{known[i].get('one', '-')}",
            ]
            return [*row, f"list={kind}"] if listed and step > 1 else row
        if text in (".", ";", ":", "—", "!", "?", "»"):
            break
        listed = listed and (text[0].isupper() or text in (",", "және", "мен", "пен", "бен"))
    return ["ahead=-"]


def _lookup(known: Sequence[dict[str, str]], i: int, name: str) -> str:
    return known[i].get(name, "-") if 0 <= i < len(known) else "edge"


def _shape_features(word: str) -> list[str]:
    lower = word.lower()
    row = [f"w={lower}", f"shape={_shape(word)}"]
    row += [f"p{n}={lower[:n]}" for n in (1, 2, 3, 4) if len(lower) > n]
    row += [f"s{n}={lower[-n:]}" for n in (1, 2, 3, 4, 5) if len(lower) > n]
    row.append(f"stem={stems(word, 'kk')[0].lower()}")
    return row


def _neighbour_features(word: str, about: dict[str, str]) -> list[str]:
    lower = word.lower()
    return [
        f"shape={_shape(word)}",
        f"head={about.get('head', '-')}",
        f"one={about.get('one', '-')}",
        f"w={lower}",
        f"s3={lower[-3:]}",
        f"stem={stems(word, 'kk')[0].lower()}",
        f"long={about.get('long', '-')}",
    ]


@lru_cache(maxsize=50_000)
def _shape(word: str) -> str:
    if not word[:1].isalnum():
        return word
    if word.isdigit():
        return "9"
    capitals = sum(c.isupper() for c in word)
    shape = "x" if not capitals else "X" if word.isupper() else "Xx" if word[0].isupper() else "xX"
    return shape + ("-" if "-" in word else "") + ("9" if any(c.isdigit() for c in word) else "")


@lru_cache(maxsize=50_000)
def head_of(word: str) -> str:
    """Return the kind of place that a head word announces (ауылында: settlement), or "" for any other word."""
    known = heads("kk")
    return next((known[stem] for stem in stems(word.lower(), "kk") if stem in known), "")


def known_words(words: Sequence[Word], places: Places) -> list[dict[str, str]]:
    """What the gazetteer and the list of heads know of each word."""
    about = [{"head": kind} if (kind := head_of(word.text)) else {} for word in words]
    keys: dict[tuple[int, int], list[str]] = {}
    for i, word in enumerate(words):
        if word.text[0].isupper():
            for many in range(1, _LONGEST + 1):
                last = i + many - 1
                if last >= len(words) or not words[last].text[0].isalnum():
                    break
                before = [w.text for w in words[i:last]]
                keys[i, many] = [
                    fold(" ".join([*before, s])) for s in stems(words[last].text, "kk")
                ]
    found = places.lookup_many({key for some in keys.values() for key in some})
    end = 0
    for (i, many), some in keys.items():
        hit = next(((n, found[key]) for n, key in enumerate(some) if found.get(key)), None)
        if hit is None:
            continue
        if many == 1:
            about[i] |= _single(words[i].text, *hit)
            continue
        for place in range(i, i + many):
            if place >= end or place > i:
                about[place]["long"] = ("B" if place == i else "I") + _weight(hit[1])
        end = max(end, i + many)
    return about


def _keys(words: Sequence[Word]) -> Iterator[tuple[int, list[str]]]:
    """How many words, and the keys of the names they may be: all as written but the last, whose ending goes."""
    for many in range(1, len(words) + 1):
        *before, last = [w.text for w in words[:many]]
        if not last[0].isalnum():
            break
        yield many, [fold(" ".join([*before, stem])) for stem in stems(last, "kk")]


def _single(word: str, number: int, entries: Sequence[Entry]) -> dict[str, str]:
    """What is known of one word that is a name without its ending, the `number`-th of its stems."""
    stem = stems(word, "kk")[number]
    about = {
        "one": _weight(entries) + ("~" if number else ""),
        "end": word[len(stem) :].lower(),
    }
    if any(entry.kind == "curated" for entry in entries):
        about["ours"] = "yes"
    return about


def _weight(entries: Sequence[Entry]) -> str:
    """The weightiest of some places, in a word or two: ``country``, ``city5`` (five digits of inhabitants)."""
    best = max(entries, key=lambda e: (_RANK.get(e.kind, 0), e.population))
    if best.kind == "curated":  # there are none when the tagger learns; to it they are towns
        return "city6"
    return f"city{len(str(best.population))}" if best.kind == "city" else best.kind
