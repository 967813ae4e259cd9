"""Place names that the geoparser left without a place, or did not see, read once more in the light of the whole report. Pure.

An editor checks each of them: the draft carries the doubt that its place is not sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geodata.extraction.phrases import rows
from geodata.extraction.tokens import tokens
from geodata.geoparsing.toponym import Toponym

__all__ = ["with_unknown_names"]

_VERBAL = ("past", "grnd", "inf", "prts")
_NAME = r"[A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+){0,2}"
_PLACED = re.compile(
    rf"\b(?:in|near|outside)\s(?P<name>{_NAME})(?!\s*[(&])(?=[\s.,;:)]|\Z)"
    rf"|\bIn\s(?P<opening>{_NAME})(?=,\s[a-z])"
    rf"|\b(?P<named>{_NAME})(?=\s(?:settlement|village|quarter|shanty|slum|neighbourhood|neighborhood|microdistrict|informal)\b)"
)
_DATELINE = re.compile(
    r"(?m)^\s*(?:\([^()\n]{3,60}\)|[A-ZА-ЯЁ][^\n.;:()]{2,30},\s[^\n.;:()]{2,30}?)\s*[-–—]{1,2}\s"
)
_STREET = re.compile(
    r"\b(?:Street|Road|Avenue|Lane|Square|Court|Ministry|University|Council|Party|Union|Committee|Bank|Church)\b"
)


def with_unknown_names(
    text: str, toponyms: Sequence[Toponym], language: str
) -> tuple[Toponym, ...]:
    """Return the toponyms with those settled that one of our own places may be, and names of unknown settlements added."""
    settled = [_settled(t) for t in toponyms if not _is_no_name(t, language)]
    settled = _with_datelines(text, settled)
    settled = [_as_elsewhere(t, settled, language) for t in settled]
    found = [*settled, *(_unseen(text, settled) if language == "en" else ())]
    return tuple(sorted(found, key=lambda t: t.start))


def _is_no_name(toponym: Toponym, language: str) -> bool:
    """ "Сегодня", "Прорвав оцепление" at the head of a sentence."""
    if toponym.place_id is not None:
        return False
    if toponym.text.casefold() in _not_places():
        return True
    first = tokens(toponym.text, 0, len(toponym.text), language)[:1]
    verbal = [t.is_a(*_VERBAL) and not t.is_a("noun", "nomn", "gent") for t in first]
    return language == "ru" and any(verbal)


def _with_datelines(text: str, toponyms: Sequence[Toponym]) -> list[Toponym]:
    """ "(Bangkok, June 21, 2017) – …", "Mombasa, Monday - …": where it was filed is not where it happened."""
    found = list(toponyms)
    for match in _DATELINE.finditer(text):
        inside = [
            i for i, t in enumerate(found) if match.start() <= t.start and t.end <= match.end()
        ]
        for i in inside:
            found[i] = replace(found[i], role="dateline") if found[i].role == "event" else found[i]
    return found


def _settled(toponym: Toponym) -> Toponym:
    """A name that one of our own places bears is taken for it: this is what our places are kept for."""
    if toponym.place_id is not None or not toponym.candidates:
        return toponym
    best = toponym.candidates[0]
    return replace(toponym, place_id=best.place_id) if "ours" in best.reasons else toponym


def _as_elsewhere(toponym: Toponym, every: Sequence[Toponym], language: str) -> Toponym:
    """ "Бакая" is the "Бакай" of the headline, also where more words were taken for its name."""
    if toponym.place_id is not None or toponym.candidates:
        return toponym
    mine = tokens(toponym.text, 0, len(toponym.text), language)
    if not mine:
        return toponym
    lemmas = {r.lemma for r in mine[0].readings}
    for other in every:
        if other.place_id and lemmas & {
            r.lemma
            for t in tokens(other.text, 0, len(other.text), language)[:1]
            for r in t.readings
        }:
            end = toponym.start + mine[0].end
            return replace(
                other,
                start=toponym.start,
                end=end,
                text=toponym.text[: mine[0].end],
                role=toponym.role,
            )
    return toponym


def _unseen(text: str, known: Sequence[Toponym]) -> list[Toponym]:
    """Capitalised names after "in" and before "settlement" that nobody knows."""
    found = []
    for match in _PLACED.finditer(text):
        group = next(name for name, told in match.groupdict().items() if told)
        start, end = match.span(group)
        words = {word.casefold() for word in re.split(r"[\s-]", match[group])}
        if words & _not_places() or _STREET.search(match[group]):
            continue
        if any(t.start < end and start < t.end for t in known):
            continue
        found.append(Toponym(start, end, match[group], "event", None, 0.0))
    return found


def _not_places() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("not_names"))
