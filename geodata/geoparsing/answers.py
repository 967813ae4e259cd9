"""Weighed candidates to answers: a place with a calibrated score, or an honest "not known" within what contains it. Pure. Floor 2."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from geodata.gazetteer.shapes import distance_km
from geodata.gazetteer.world import OURS, Entry
from geodata.geoparsing.evidence import CONTEXT
from geodata.geoparsing.relations import Relation
from geodata.geoparsing.resolve import Resolved, best_of
from geodata.geoparsing.spans import Span
from geodata.geoparsing.toponym import Candidate, Toponym
from geodata.space import Point

__all__ = ["Calibration", "answers", "signs"]

_LEAST = 0.3
"""A best candidate below this chance is no answer."""
_LEAST_CONTESTED = 0.7
_INSIDE_TOWNS = frozenset({"street", "facility"})
_SURE_TOWN, _MOST, _TOWN_KM = 0.6, 0.75, 60
_SHOWN = 8
_AT = {name: i for i, name in enumerate(CONTEXT)}
_REASONS = (
    ("ours_anchored", 0.3, "anchored"),
    ("said_inside", 0.3, "stated"),
    ("comma_inside", 0.3, "comma"),
    ("near_60", 0.3, "near"),
    ("adm1_named", 0.3, "region-named"),
    ("country_named", 0.3, "country-named"),
    ("country_mass", 0.3, "country"),
)
_LARGE = 100_000


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic map from `signs` to how often such an answer was right."""

    weights: tuple[float, ...]
    bias: float

    def score(self, signs_: Sequence[float]) -> float:
        """Return 0 to 1."""
        odds = self.bias + sum(w * s for w, s in zip(self.weights, signs_, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def signs(span: Span, resolved: Resolved, best: int) -> tuple[float, ...]:
    """Return what the calibration looks at: recognition, chance, width of the place, whether only a part of the name is known."""
    chance = resolved.together[best]
    wide = resolved.group.entries[best].kind in ("country", "continent")
    return (_logit(span.score), _logit(chance), float(wide), float(resolved.group.typed))


def answers(
    spans: Sequence[Span],
    groups: Sequence[Resolved],
    stated: Sequence[Relation],
    roles: Sequence[str],
    calibration: Calibration | None = None,
) -> tuple[Toponym, ...]:
    """Return one toponym for each span, in order.

    Parameters
    ----------
    spans, roles
        Of equal length.
    groups
        The weighed candidates; each span belongs to one group.
    stated
        What the text says of one place being in another.
    """
    table = calibration or _shipped()
    of_span = {m: resolved for resolved in groups for m in resolved.group.members}
    chosen = {m: _best(resolved) for m, resolved in of_span.items()}
    town = _only_town(groups)
    done = []
    for i, (span, role) in enumerate(zip(spans, roles, strict=True)):
        resolved, best = of_span[i], chosen[i]
        shown = _candidates(resolved)
        if best is None:
            within = _container(i, stated, of_span, chosen)
            if within is None and span.kind in _INSIDE_TOWNS and not resolved.chances:
                within = town
            done.append(Toponym(span.start, span.end, span.text, role, None, 0.0, shown, within))
            continue
        score = round(table.score(signs(span, resolved, best)), 4)
        place_id = resolved.group.entries[best].place_id
        done.append(Toponym(span.start, span.end, span.text, role, place_id, score, shown))
    return tuple(done)


def _best(resolved: Resolved) -> int | None:
    best = best_of(resolved)
    if best is None:
        return None
    entries = resolved.group.entries
    # A namesake of one of our places must be much likelier than not, or it is left to the editor.
    contested = entries[best].number >= OURS and any(e.number < OURS for e in entries)
    return best if resolved.together[best] >= (_LEAST_CONTESTED if contested else _LEAST) else None


def _candidates(resolved: Resolved) -> tuple[Candidate, ...]:
    entries, group = resolved.group.entries, resolved.group
    best = best_of(resolved)
    order = sorted(range(len(entries)), key=lambda i: (i != best, -resolved.chances[i]))[:_SHOWN]
    largest = max((e.population for e in entries), default=0)
    return tuple(
        _candidate(
            entries[i],
            resolved.chances[i],
            _reasons(entries[i], resolved.evidence[i], largest, len(entries), group.typed),
        )
        for i in order
    )


def _candidate(entry: Entry, chance: float, reasons: tuple[str, ...]) -> Candidate:
    point = entry.point or Point(0.0, 0.0)
    return Candidate(
        entry.place_id,
        entry.name,
        point,
        entry.radius_m,
        round(chance, 4),
        reasons,
        entry.kind,
        entry.country,
    )


def _reasons(
    entry: Entry, row: Sequence[float], largest: int, many: int, typed: bool
) -> tuple[str, ...]:
    found = ["ours"] if entry.number < OURS else []
    found += [code for name, least, code in _REASONS if row[_AT[name]] >= least]
    if entry.population == largest and entry.population >= _LARGE:
        found.append("largest")
    if many == 1:
        found.append("only")
    if typed:
        found.append("part")
    return tuple(found)


def _container(
    i: int,
    stated: Sequence[Relation],
    of_span: dict[int, Resolved],
    chosen: dict[int, int | None],
) -> Candidate | None:
    """The resolved place that the text says contains mention `i`, or another mention of its name."""
    members = of_span[i].group.members
    for relation in stated:
        if relation.part in members:
            best = chosen.get(relation.whole)
            if best is not None:
                whole = of_span[relation.whole]
                return _candidate(whole.group.entries[best], whole.chances[best], ("stated",))
    return None


def _only_town(groups: Sequence[Resolved]) -> Candidate | None:
    """The town that a document is about: where three of four mentions of towns lie; None when there is no such."""
    towns: list[tuple[float, Entry]] = []
    for resolved in groups:
        best = best_of(resolved)
        if best is None or resolved.together[best] < _SURE_TOWN:
            continue
        entry = resolved.group.entries[best]
        if entry.kind in ("city", "capital", "curated", "adm2") and not resolved.group.demonym:
            towns.append((len(resolved.group.members), entry))
    if not towns:
        return None
    _, main = max(towns, key=lambda town: (town[0], town[1].population))
    at = (main.lat or 0.0, main.lon or 0.0)
    near = sum(n for n, e in towns if distance_km(at, (e.lat or 0.0, e.lon or 0.0)) < _TOWN_KM)
    if near < _MOST * sum(n for n, _ in towns):
        return None
    return replace(
        _candidate(main, 0.0, ("only-town",)), radius_m=max(main.radius_m, 1000 * _TOWN_KM)
    )


def _logit(chance: float) -> float:
    held = min(0.9995, max(0.0005, chance))
    return math.log(held / (1 - held))


@cache
def _shipped() -> Calibration:
    file = resources.files("geodata.geoparsing") / "weights" / "calibration.json"
    data = json.loads(file.read_text("utf-8"))
    return Calibration(tuple(data["weights"]), float(data["bias"]))
