"""What is measured of a stretch of English text that may name a place: one row of numbers each. Pure. Floor 2."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from geodata.gazetteer.world import Word
from geodata.geoparsing.contexts import contexts
from geodata.geoparsing.english_candidates import Found
from geodata.geoparsing.english_tokens import Words

__all__ = ["NAMES", "rows"]

_KINDS = ("country", "adm1", "adm2", "capital", "city", "region", "continent", "curated")
_CLASSES = tuple(contexts())
_HEADS = ("land", "facility", "admin", "street")
NAMES: tuple[str, ...] = (
    *(f"is_{kind}" for kind in _KINDS),
    *("population", "population_alias", "ambiguity", "main_name", "demonym", "code", "plural"),
    *("words", "letters", "zipf", "zipf_last", "forename", "surname", "last_surname", "function"),
    *(f"head_{head}" for head in _HEADS),
    *("own_head_admin", "own_head_land"),
    *("upper", "upper_text", "first", "line_start", "line_end"),
    *(f"before_{name}" for name in _CLASSES),
    *(
        "before_in",
        "before_capital",
        "before_forename",
        "before_known",
        "before_comma_known",
        "before_hyphen",
    ),
    *("before_quote", "before_the", "before_digit", "before_lower_adjective"),
    *(f"after_{name}" for name in _CLASSES),
    *(
        "after_possessive",
        "after_capital",
        "after_comma_known",
        "after_known",
        "after_comma",
        "after_stop",
    ),
    *("after_hyphen", "after_digit", "after_bracket", "after_lower"),
    *("covered", "covers", "covered_population", "overlap_before"),
    *(
        "count",
        "doc_where",
        "doc_comma_known",
        "doc_person",
        "doc_capital_after",
        "doc_lower",
        "text_words",
    ),
    *("settled_of", "after_settled"),
)
_AT = {name: i for i, name in enumerate(NAMES)}
_BEFORE = {name: _AT[f"before_{name}"] for name in _CLASSES}
_AFTER = {name: _AT[f"after_{name}"] for name in _CLASSES}
_SHARED = ("doc_where", "doc_comma_known", "doc_person", "doc_capital_after")


def rows(words: Words, found: Sequence[Found], word: Callable[[str], Word]) -> NDArray[np.float32]:
    """Return one row for each stretch, columns as `NAMES`; `word` tells what is known of an English word."""
    table = np.zeros((len(found), len(NAMES)), np.float32)
    if not found:
        return table
    text = _Text(words, found)
    for row, one in zip(table, found, strict=True):
        _own(row, one, words, word)
        _left(row, one, text, word)
        _right(row, one, text)
        _neighbours(row, one, text)
    _share(table, found)
    return table


class _Text:
    """What several rows of one text ask for."""

    def __init__(self, words: Words, found: Sequence[Found]) -> None:
        self.words = words
        self.starts: dict[int, list[Found]] = defaultdict(list)
        self.ends: dict[int, list[Found]] = defaultdict(list)
        self.best: dict[tuple[int, int], float] = {}
        self.at: dict[int, list[Found]] = defaultdict(list)
        for one in found:
            if one.entries:
                self.starts[one.first].append(one)
                self.ends[one.last].append(one)
            for i in range(one.first, one.last + 1):
                self.at[i].append(one)
            top = max((e.prominence for e in one.entries), default=0)
            self.best[one.first, one.last] = math.log10(1 + top)
        self.lower: set[str] = {
            key for key, capital in zip(words.key, words.capital, strict=True) if not capital
        }
        letters = [c for c in words.text[:20_000] if c.isalpha()]
        self.upper_share = sum(map(str.isupper, letters)) / max(1, len(letters))


def _own(row: NDArray[np.float32], one: Found, words: Words, word: Callable[[str], Word]) -> None:
    for entry in one.entries:
        row[_AT[f"is_{entry.kind}"]] = 1
        if entry.how in {"demonym", "code"}:
            row[_AT[entry.how]] = 1
        if entry.how == "name":
            row[_AT["main_name"]] = 1
    main = [e.prominence for e in one.entries if e.how in ("name", "code")]
    alias = [e.prominence for e in one.entries if e.how not in ("name", "code")]
    row[_AT["population"]] = math.log10(1 + max(main, default=0))
    row[_AT["population_alias"]] = math.log10(1 + max(alias, default=0))
    row[_AT["ambiguity"]] = math.log10(1 + len(one.entries))
    row[_AT["words"]] = one.last - one.first + 1
    row[_AT["letters"]] = min(20, one.end - one.start)
    begin, end = word(words.key[one.first]), word(words.key[one.last])
    row[_AT["zipf"]] = begin.zipf
    row[_AT["zipf_last"]] = end.zipf
    row[_AT["forename"]] = begin.forename
    row[_AT["surname"]] = begin.surname
    row[_AT["last_surname"]] = end.surname
    classes = contexts()
    row[_AT["function"]] = words.key[one.first] in classes["function"]
    row[_AT["plural"]] = row[_AT["demonym"]] and words.key[one.last].endswith("s")
    if one.head:
        row[_AT[f"head_{one.head}"]] = 1
    row[_AT["own_head_admin"]] = one.last > one.first and words.key[one.last] in classes["admin"]
    row[_AT["own_head_land"]] = one.last > one.first and words.key[one.last] in classes["land"]
    row[_AT["upper"]] = all(words.upper[i] for i in range(one.first, one.last + 1))


def _left(row: NDArray[np.float32], one: Found, text: _Text, word: Callable[[str], Word]) -> None:
    words, i = text.words, one.first
    row[_AT["upper_text"]] = text.upper_share
    row[_AT["first"]] = words.first[i]
    gap = words.gap[i]
    row[_AT["line_start"]] = i == 0 or "\n" in gap
    row[_AT["before_quote"]] = gap.endswith(('"', "“", "‘", "'", "«"))
    if i == 0:
        return
    key = words.key[i - 1]
    row[_AT["before_comma_known"]] = gap == ", " and bool(text.ends.get(i - 1))
    row[_AT["before_hyphen"]] = gap in {"-", "‑", "–"}
    near = gap in {" ", ". ", "  ", "\u00a0"} or gap.lstrip() in {"“", '"', "‘"}
    if not near or words.first[i]:
        return
    classes = contexts()
    for name, at in _BEFORE.items():
        row[at] = key in classes[name]
    row[_AT["before_in"]] = key == "in"
    row[_AT["before_the"]] = key == "the"
    row[_AT["before_digit"]] = key.isdecimal()
    if words.capital[i - 1] and gap == " ":
        row[_AT["before_capital"]] = 1
        row[_AT["before_forename"]] = word(key).forename
        row[_AT["before_known"]] = bool(text.ends.get(i - 1))
    elif gap == " ":
        row[_AT["before_lower_adjective"]] = key.endswith(("ern", "al", "ing"))
    if key == "of" and i > 1:
        row[_AT["settled_of"]] = words.key[i - 2] in classes["settled"]


def _right(row: NDArray[np.float32], one: Found, text: _Text) -> None:
    words, j = text.words, one.last + 1
    if j >= len(words):
        row[_AT["line_end"]] = 1
        return
    gap = words.text[one.end : words.start[j]]
    if words.key[j] == "s" and gap == "" and words.text[words.start[j]] in "'’":
        row[_AT["after_possessive"]] = 1
        j += 1
        if j >= len(words):
            return
        gap = words.gap[j]
    row[_AT["line_end"]] = "\n" in gap
    row[_AT["after_comma"]] = gap.startswith(",")
    row[_AT["after_stop"]] = gap.startswith((".", "!", "?", ";"))
    row[_AT["after_hyphen"]] = gap in {"-", "‑", "–"}
    row[_AT["after_bracket"]] = gap.lstrip().startswith(("(", ")"))
    row[_AT["after_comma_known"]] = gap == ", " and bool(text.starts.get(j))
    if gap not in {" ", "  ", "\u00a0", "-", ", "}:
        return
    key, classes = words.key[j], contexts()
    if gap == ", ":
        row[_AFTER["saying"]] = key in classes["saying"]
        row[_AT["after_digit"]] = key.isdecimal()
        return
    for name, at in _AFTER.items():
        row[at] = key in classes[name]
    row[_AT["after_digit"]] = key[:1].isdigit()
    if words.capital[j]:
        row[_AT["after_capital"]] = 1
        row[_AT["after_known"]] = bool(text.starts.get(j))
        row[_AT["after_settled"]] = 0
    else:
        row[_AT["after_lower"]] = 1
        row[_AT["after_settled"]] = key in classes["settled"]


def _neighbours(row: NDArray[np.float32], one: Found, text: _Text) -> None:
    own = text.best[one.first, one.last]
    seen = {id(other): other for i in range(one.first, one.last + 1) for other in text.at[i]}
    for other in seen.values():
        if other is one:
            continue
        if other.first <= one.first and other.last >= one.last:
            row[_AT["covered"]] = 1
            gain = text.best[other.first, other.last] - own
            row[_AT["covered_population"]] = max(row[_AT["covered_population"]], gain + 4)
        elif other.first >= one.first and other.last <= one.last:
            row[_AT["covers"]] = 1
        elif other.first < one.first:
            row[_AT["overlap_before"]] = 1
    row[_AT["doc_lower"]] = text.words.key[one.first] in text.lower
    row[_AT["text_words"]] = math.log10(1 + len(text.words))


def _share(table: NDArray[np.float32], found: Sequence[Found]) -> None:
    """A name keeps its sense through a text: what one place of it tells, all of them tell."""
    groups: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(found):
        groups[one.key].append(i)
    own = {
        "doc_where": ("before_where",),
        "doc_comma_known": ("before_comma_known", "after_comma_known"),
        "doc_person": ("before_title", "before_forename", "after_saying"),
        "doc_capital_after": ("after_capital", "before_capital"),
    }
    for members in groups.values():
        part = table[members]
        table[members, _AT["count"]] = math.log2(1 + len(members))
        for shared, columns in own.items():
            hit = part[:, [_AT[c] for c in columns]].max(axis=1)
            table[members, _AT[shared]] = hit.mean()
