"""Roles of all place names of a text, each seen beside the others: what one name alone cannot tell. Pure. Floor 2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from geodata.gazetteer.folding import fold
from geodata.gazetteer.world import OURS
from geodata.geoparsing.asides import is_aside
from geodata.geoparsing.comparisons import is_perhaps_likened, on_one_list
from geodata.geoparsing.roles import role_of
from geodata.geoparsing.spans import Span

__all__ = ["roles_of"]

_WIDE = frozenset({"country", "continent", "region", "adm1"})
_LANDS = frozenset({"country", "continent"})
_SEVERAL = 3
_TOWN_SHARE = 0.1
_STOP = re.compile(r"[.!?]\s|\n")
_OF_CITY = re.compile(r",?\s(?:город[ае]?\s|г\.\s?)?")


def roles_of(text: str, spans: Sequence[Span]) -> list[str]:
    """Return the role of each place name of a text, one of `geodata.geoparsing.toponym.ROLES`.

    A name inside an authority's name ("the Almaty authorities"), or of where people came from, is an origin, unless the
    text names no other place. What may be likened ("another Soweto") is a comparison, unless the text tells of it before;
    once it is one, it stays one. Places of our own are likened only in plain words.

    Parameters
    ----------
    text
        The text of the spans.
    spans
        In order, without overlaps.
    """
    roles: list[str] = []
    seen: dict[str, str] = {}
    for i, span in enumerate(spans):
        role = role_of(text, span)
        if role == "event" and not _is_ours(span):
            before = seen.get(_key(span), "")
            listed = i > 0 and roles[-1] == "comparison" and on_one_list(text, spans[i - 1], span)
            perhaps = before != "event" and is_perhaps_likened(text, span)
            role = "comparison" if listed or perhaps or before == "comparison" else role
        seen.setdefault(_key(span), role)
        roles.append(role)
    for several in _sentences(text, spans, roles):
        if _liken_each_other(text, [spans[i] for i in several]):
            roles = ["comparison" if i in several else role for i, role in enumerate(roles)]
    return _without_asides(text, spans, roles)


def _without_asides(text: str, spans: Sequence[Span], roles: Sequence[str]) -> list[str]:
    aside: set[int] = set()
    for i, span in enumerate(spans):
        # суд Бостандыкского района города Алматы: the city belongs to the court as the district does
        goes_on = i - 1 in aside and _OF_CITY.fullmatch(text[spans[i - 1].end : span.start])
        if roles[i] == "event" and (goes_on or is_aside(text, span)):
            aside.add(i)
    left = (i for i, role in enumerate(roles) if role == "event" and i not in aside)
    if all(_is_wide(spans[i]) for i in left):
        return list(roles)
    return ["origin" if i in aside else role for i, role in enumerate(roles)]


def _sentences(text: str, spans: Sequence[Span], roles: Sequence[str]) -> Iterator[list[int]]:
    """The names of each sentence that say where something happened, by their positions."""
    together: list[int] = []
    for i, span in enumerate(spans):
        if together and _STOP.search(text, spans[together[-1]].end, span.start):
            yield together
            together = []
        if roles[i] == "event":
            together.append(i)
    yield together


def _liken_each_other(text: str, spans: Sequence[Span]) -> bool:
    """Whether a sentence without a figure runs through towns of several lands: "in A they burn huts, in B they flood them, …"."""
    if len(spans) < _SEVERAL or any(_is_ours(span) for span in spans):
        return False
    best = [max(s.entries, key=lambda e: e.population) for s in spans if s.entries]
    lands = [e.country or e.place_id for e in best if e.kind not in _LANDS]
    if len(lands) < len(spans) or len(set(lands)) < _SEVERAL:
        return False
    stop = _STOP.search(text, spans[-1].end)
    start = max(text.rfind(mark, 0, spans[0].start) for mark in (". ", "! ", "? ", "\n")) + 1
    return not any(c.isdigit() for c in text[start : stop.start() if stop else len(text)])


def _key(span: Span) -> str:
    return fold(span.name or span.text)


def _is_ours(span: Span) -> bool:
    """Whether it may be a place of ours that has a point; one without is there to be likened to."""
    return any(e.number < OURS and e.kind == "curated" and e.lat is not None for e in span.entries)


def _is_wide(span: Span) -> bool:
    """Whether a name is that of a country or a region, and of no town that is about as large: too wide to be where."""
    if not span.entries or span.entries[0].kind not in _WIDE:
        return False
    towns = [e.population for e in span.entries if e.kind not in _WIDE]
    return max(towns, default=0) < _TOWN_SHARE * span.entries[0].population
