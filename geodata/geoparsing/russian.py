"""Place names in Russian text: slovnet's tagger, joined with look-ups of inflected words and with typed names. Floor 2.

The tagger (news, three kinds of names) finds most places in running text. Added to it here: names inside names of
organisations («Совет Европы»), names that a head word announces (посёлок Бакай, мкр. «Шанырак», улица Палладина), lists of
such names, and adjectives (алматинский). Taken from it: peoples, unions of states, clubs and products named after places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from geodata.gazetteer.endings import forms
from geodata.gazetteer.folding import fold
from geodata.geoparsing.russian_model import Tagged, tag
from geodata.geoparsing.russian_names import (
    WIDE,
    adjective_names,
    best_entry,
    head_kind,
    is_adjective,
    is_person,
    normal_forms,
)
from geodata.geoparsing.russian_pieces import (
    ANNOUNCED,
    QUOTES,
    SURE,
    WORD,
    is_town,
    joined,
    pieces,
    span_of,
)
from geodata.geoparsing.spans import Entry, Places, Span

__all__ = ["ADJECTIVES", "recognise"]

ADJECTIVES = ("none", "names", "local", "all")
"""Which adjectives count as mentions: none; those in proper names (Московский университет); also those of a town or
region in lower case (московское метро); also those of countries (российские власти)."""

_TERRITORY = frozenset({"settlement", "neighbourhood", "district", "region"})
"""Kinds whose adjective says where they lie: в украинском селе."""
_WHERE = re.compile(
    r"(?:\b(?:[Вв]о?|[Нн]а|[Ии]з|[Оо]т|[Дд]о|[Уу]|[Кк]о?|[Пп]од|близ|около)|,|\bи) [«\"“]?\Z"
)
"""A preposition of place, or the joint of a list."""
_AND = re.compile(r"(?:,|,? (?:и|или|а также)) [«\"“]?\Z")
_BIG = 100_000
"""Inhabitants above which a town's name needs no second witness."""
_GLOSS = re.compile(r"\s?\((?:[а-яё]{1,6}\. )?([A-Z][\w'’.\- ]{1,40})\)")


def recognise(text: str, places: Places, adjectives: str = "local") -> list[Span]:
    """Return the place names of a Russian text, in order, none overlapping another.

    Parameters
    ----------
    text
        Any text; ``text[s.start:s.end] == s.text`` for each span.
    places
        Gazetteer to look names up in.
    adjectives
        One of `ADJECTIVES`.

    Raises
    ------
    SetupError
        The packages of the tagger are not installed.
    """
    tagged = tag(text)
    words = list(WORD.finditer(text))
    found = _Found(text)
    for name in tagged:
        if name.kind == "LOC":
            for span in pieces(text, name, places):
                found.add(span)
    for span in _announced(text, words, tagged, places):
        found.add(span)
    for span in found.spans():
        gloss = _GLOSS.match(text, span.end)
        if gloss:  # Хоххайм-ам-Майн (нем. Hochheim am Main): the same place in its own letters
            found.add(replace(span, start=gloss.start(1), end=gloss.end(1), text=gloss.group(1)))
    for span in _alone(text, words, tagged, places, adjectives):
        found.add(span)
    for name in tagged:
        if name.kind == "PER" and name.score < 0.9:
            _add_listed(found, name, places)
    return joined(text, found.spans(), places)


class _Found:
    """Spans found so far; the first to claim a letter keeps it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._by_start: dict[int, Span] = {}
        self._by_end: dict[int, Span] = {}
        self._claimed = bytearray(len(text))

    def add(self, span: Span) -> None:
        if self.free(span.start, span.end):
            self._claimed[span.start : span.end] = b"\1" * (span.end - span.start)
            self._by_start[span.start] = self._by_end[span.end] = span

    def free(self, start: int, end: int) -> bool:
        return not any(self._claimed[start:end])

    def ending_at(self, end: int) -> Span | None:
        return self._by_end.get(end)

    def spans(self) -> list[Span]:
        return [self._by_start[start] for start in sorted(self._by_start)]


def _announced(
    text: str, words: list[re.Match[str]], tagged: list[Tagged], places: Places
) -> Iterator[Span]:
    """Names after a head word: посёлок Бакай, мкр. «Калкаман-2», улица Палладина."""
    people = {t.start for t in tagged if t.kind == "PER"}
    for i, word in enumerate(words[:-1]):
        kind = head_kind(word.group())
        if kind not in ANNOUNCED or _is_year(text, word) or _is_initial(word.group()):
            continue
        name = words[i + 1]
        gap = text[word.end() : name.start()]
        if gap.startswith(".") and len(word.group()) > 3:
            continue
        if (
            not re.fullmatch(r"\.?\s?[«\"“„]?|\.?\s\d{1,3}-?\w?\s", gap)
            or not name.group()[0].isupper()
        ):
            continue
        if (
            kind == "settlement"
            and is_person(name.group())
            and not places.lookup(fold(name.group()))
        ):
            continue
        if kind == "street" and is_town(name.group(), places):
            continue
        end = name.end()
        for more in words[i + 2 : i + 4]:
            joined = text[end : more.start()] == " " and more.group()[0].isupper()
            if not joined or more.start() in people:
                break
            known = best_entry(normal_forms(text[name.start() : more.end()]), places)
            if known or is_adjective(name.group()) or gap[-1:] in QUOTES:
                end = more.end()
        yield span_of(text, (name.start(), end), places, kind=kind, score=SURE)


def _is_initial(word: str) -> bool:
    """Г. Лопатин is no town of Лопатин."""
    return len(word) == 1 and word.isupper()


def _is_year(text: str, word: re.Match[str]) -> bool:
    """2006 г. is no town."""
    return word.group().lower() in ("г", "гг") and bool(
        re.search(r"\d\s?\Z", text[max(0, word.start() - 3) : word.start()])
    )


def _alone(
    text: str,
    words: list[re.Match[str]],
    tagged: list[Tagged],
    places: Places,
    adjectives: str,
) -> Iterator[Span]:
    """Single words that the tagger left, or took for part of an organisation, and that name a place all the same."""
    for word, name in _beside(words, tagged):
        written, where = word.group(), word.span()
        if len(written) < 2 or (name is not None and name.kind == "LOC"):
            continue
        if is_adjective(written):
            named = written[0].isupper() and (
                (name is not None and name.kind == "ORG") or not _begins(text, where[0])
            )
            place = _adjective(written, places, adjectives, named or _binds(text, where[1]))
            if place is not None and (name is None or name.kind != "PER"):
                yield Span(*where, written, place[0], 0.6, place[1], demonym=True)
        elif written[0].isupper():
            if _is_ours(text, word, name, places):
                yield span_of(text, where, places, kind="", score=0.8)
            elif (name is None or name.kind != "PER") and _is_known_place(text, word, places):
                yield span_of(text, where, places, kind="", score=0.7)


def _beside(
    words: list[re.Match[str]], tagged: list[Tagged]
) -> Iterator[tuple[re.Match[str], Tagged | None]]:
    """Each word with the name that it is part of."""
    at = 0
    for word in words:
        while at < len(tagged) and tagged[at].end <= word.start():
            at += 1
        inside = at < len(tagged) and tagged[at].start < word.end()
        yield word, tagged[at] if inside else None


def _binds(text: str, end: int) -> bool:
    """Whether the next word is a settlement, a district, a region: в украинском селе."""
    return any(head_kind(w) in _TERRITORY for w in WORD.findall(text[end : end + 30])[:1])


def _is_ours(text: str, word: re.Match[str], name: Tagged | None, places: Places) -> bool:
    """Whether a word is a place of our own list, which the tagger cannot know, and no person and no club."""
    if is_person(word.group()) or _stands_in_quotes(text, word):
        return False
    if name is not None and name.kind == "PER":
        whole = (name.start, name.end) == word.span()
        if not whole or not _WHERE.search(text[max(0, name.start - 8) : name.start]):
            return False
    known = (e for n in normal_forms(word.group()) for e in places.lookup(fold(n)))
    return any(entry.kind == "curated" for entry in known)


def _stands_in_quotes(text: str, word: re.Match[str]) -> bool:
    """«Барселона», «Мурманск-198»: what fills quotes alone is a club, a film, a ship."""
    start, end = word.span()
    return start > 0 and text[start - 1] in QUOTES and text[end : end + 1] in (*QUOTES, "-")


def _adjective(
    word: str, places: Places, wanted: str, named: bool
) -> tuple[str, tuple[Entry, ...]] | None:
    """The place of an adjective, if such adjectives are wanted; `named`: it is part of a proper name or says where one lies."""
    if wanted == "none" or (not named and wanted == "names"):
        return None
    found = adjective_names(word, places)
    if found is None or (
        not named and wanted != "all" and found[1].kind in ("country", "continent")
    ):
        return None
    return found[0], places.lookup(fold(found[0]))


def _begins(text: str, start: int) -> bool:
    """Whether a sentence, a line or a quotation begins here, where any word has a capital."""
    return bool(
        re.search(
            r"(?:\A|\n|[.!?…:]|[.!?…:] ?[—–-]|[«\"“„])[\s«\"“„]*\Z", text[max(0, start - 6) : start]
        )
    )


def _is_known_place(text: str, word: re.Match[str], places: Places) -> bool:
    """Whether the dictionary and the gazetteer both know the word as a place too big to be anything else."""
    readings = forms(word.group())
    if not any("Geox" in f.tags and f.known for f in readings[:1]) or any(
        "Surn" in f.tags and f.known for f in readings
    ):
        return False
    if _stands_in_quotes(text, word):
        return False
    entry = best_entry(normal_forms(word.group()), places)
    return entry is not None and (entry[1].kind in WIDE or entry[1].population >= _BIG)


def _add_listed(found: _Found, name: Tagged, places: Places) -> None:
    """A "person" that goes on a list of places is one of them: в посёлках Бакай, Шанырак и Калкаман."""
    text = found.text
    if not found.free(name.start, name.end) or " " in text[name.start : name.end]:
        return
    back = max(0, name.start - 12)
    joint = _AND.search(text[back : name.start])
    if joint is None or is_person(text[name.start : name.end]):
        return
    last = found.ending_at(back + joint.start()) or found.ending_at(back + joint.start() - 1)
    if last is not None:
        kind = last.kind if last.kind in ANNOUNCED else ""
        found.add(span_of(text, (name.start, name.end), places, kind=kind, score=0.6))
