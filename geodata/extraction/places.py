"""Where an act happened: the place its sentence names, or the one that the report speaks of. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from geodata.draft import Whereabouts
from geodata.extraction.clauses import Line
from geodata.extraction.phrases import in_class, words
from geodata.geoparsing.toponym import Toponym

__all__ = ["Spot", "best_spot", "contains", "same_place"]

_INTO = words(
    "in at near outside into to around on inside through within for toward towards throughout across "
    "в во на под у около возле к ко вокруг близ внутри через по за"
)
_BESIDE = words("алдында алдына жанында маңында")
_OUT = words("from из изо от со")
_WIDE = frozenset({"country", "continent"})
_WIDE_RADIUS = 150_000


@dataclass(frozen=True, slots=True)
class Spot:
    """A place name chosen for an act, and how."""

    toponym: Toponym
    how: str
    """``named`` in its own sentence, or ``discourse``: the report spoke of it last."""
    strong: bool = True

    @property
    def key(self) -> str:
        """What tells one place from another."""
        return self.toponym.place_id or self.toponym.text.casefold()

    def whereabouts(self) -> Whereabouts:
        """Return what a draft says of the place: with a point if it, or what contains it, is known."""
        place = self.toponym.place
        how = "within" if self.toponym.place_id is None and place else self.how
        if place is None:
            return Whereabouts(self.toponym.text, how=how)
        name = place.name if self.toponym.place_id else self.toponym.text
        return Whereabouts(name, place.point, max(1, place.radius_m), how)


def best_spot(
    line: Line, head: int, toponyms: Sequence[Toponym], subject: int | None = None
) -> Spot | None:
    """Return the place that a sentence names for the act at `head`; None when it names none.

    Parameters
    ----------
    line
        The sentence.
    head
        Index of the act's verb.
    toponyms
        The place names of the sentence that may be an event's place.
    subject
        Index of the word for who acts: the city of a city's authority is not where it acts.
    """
    scored = [(_score(line, head, t, toponyms, subject), -i, t) for i, t in enumerate(toponyms)]
    if not scored:
        return None
    _, _, chosen = max(scored, key=lambda s: (s[0], s[1]))
    return Spot(chosen, "named", _tie(line, chosen, subject) >= 0)


def same_place(one: Spot | None, other: Spot | None) -> bool:
    """Whether two places may be one: the same, or nobody knows one of them."""
    return one is None or other is None or one.key == other.key


def contains(wide: Spot, narrow: Spot) -> bool:
    """Whether one place is a wider one around the other."""
    a, b = wide.toponym.place, narrow.toponym.place
    if a is None or b is None or wide.key == narrow.key:
        return False
    if a.kind == "country":
        return a.country in ("", b.country) or not b.country
    if a.radius_m <= b.radius_m:
        return False
    return _metres(a.point.lon, a.point.lat, b.point.lon, b.point.lat) <= a.radius_m


def is_wide(toponym: Toponym) -> bool:
    """Whether a name is that of a country or a region: too wide to be where something happened."""
    place = toponym.place
    return place is not None and (place.kind in _WIDE or place.radius_m > _WIDE_RADIUS)


def _score(
    line: Line, head: int, toponym: Toponym, every: Sequence[Toponym], subject: int | None
) -> float:
    first, _ = _places_of(line, toponym)
    start, end = line.clause(head)
    score = 3.0 if start <= first < end else 1.0
    score += _tie(line, toponym, subject)
    score -= 0.08 * abs(first - head)
    if is_wide(toponym):
        score -= 5
    mine = Spot(toponym, "named")
    if any(contains(mine, Spot(t, "named")) for t in every if t is not toponym):
        score -= 2.5
    return score


def _tie(line: Line, toponym: Toponym, subject: int | None) -> float:
    """How much the words around a name make it a place where something happens; below 0 they do not."""
    first, last = _places_of(line, toponym)
    return _before(line, first, subject) + _after(line, last)


def _places_of(line: Line, toponym: Toponym) -> tuple[int, int]:
    """Indices of the words of a name: the first, and the one after the last."""
    first = next((i for i, t in enumerate(line.tokens) if t.end > toponym.start), 0)
    last = next((i for i, t in enumerate(line.tokens) if t.start >= toponym.end), len(line.tokens))
    return first, last


def _before(line: Line, first: int, subject: int | None) -> float:
    """What the words before a name say: "in", "from", "the settlement of", "residents of"."""
    language = line.language
    for i in range(first - 1, max(-1, first - 8), -1):
        token = line.tokens[i]
        if token.low in _OUT:
            return -4.0
        if token.low in _INTO:
            return 2.0
        if i == subject:
            return -2.0
        if any(in_class(token, name, language) for name in ("place", "home", "seat")):
            continue
        if in_class(token, "resident", language):
            return -2.0
        if in_class(token, "official", language) or in_class(token, "court", language):
            return -1.0
        if token.mark or token.is_a("past", "pres"):
            break
    return 0.0


def _after(line: Line, last: int) -> float:
    """What the words after a name say: "Bakai residents", "the Almaty authorities"."""
    if any(token.low in _BESIDE for token in line.tokens[last : last + 4]):
        return 3.0
    for token in line.tokens[last : last + 3]:
        if token.mark or token.low in ("and", "и"):
            return 0.0
        if in_class(token, "place", line.language) or in_class(token, "home", line.language):
            return 0.5
        if in_class(token, "resident", line.language):
            return -1.5
        if any(in_class(token, name, line.language) for name in ("official", "police", "court")):
            return -2.0
    return 0.0


def _metres(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    east = (lon - other_lon) * math.cos(math.radians((lat + other_lat) / 2))
    return math.hypot(east, lat - other_lat) * 111_320
