"""Place names to places: candidates weighed by themselves and by one another, three rounds, or none of them. Pure. Floor 2."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from geodata.gazetteer.folding import fold
from geodata.gazetteer.world import OURS, Entry
from geodata.geoparsing import evidence
from geodata.geoparsing.evidence import ABSTAIN, CONTEXT, OWN, Case, Group
from geodata.geoparsing.relations import Relation, relations
from geodata.geoparsing.spans import Places, Span
from geodata.geoparsing.subject import subject_of

__all__ = ["Ranker", "Resolved", "best_of", "firsts", "groups_of", "rank", "resolve", "softmax"]

Floats = NDArray[np.float64]
_ROUNDS = 3
_FIRSTS = 6
_IN_PARTS = frozenset({"land", "facility", "admin", "street"})
"""Kinds that are called after a place near them; of a quarter or a village the whole name must be known."""
_TOGETHER_KM = 40.0


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weights of the evidence: for the first round, and for those that know the other places."""

    alone: Floats
    """Of `OWN`."""
    full: Floats
    """Of `OWN` and `CONTEXT`."""
    none_alone: Floats
    """Of `ABSTAIN`, first round."""
    none_full: Floats

    @classmethod
    def read(cls) -> Ranker:
        """Read the shipped weights, which `geodata.geoparsing.train_ranker` made."""
        return _shipped()


@dataclass(frozen=True, slots=True)
class Resolved:
    """What became of one group of mentions."""

    group: Group
    chances: tuple[float, ...]
    """Of each entry of the group, summing with `none` to 1."""
    together: tuple[float, ...]
    """The same, with the chances of the entries that lie where it does: a city and the province of its name are one answer."""
    none: float
    evidence: tuple[tuple[float, ...], ...]
    """Rows as `CONTEXT`, one for each entry: why."""


def groups_of(
    spans: Sequence[Span],
    places: Places,
    stated: Sequence[Relation] = (),
    roles: Sequence[str] = (),
) -> list[Group]:
    """Put the mentions of one name together, with the candidates worth weighing.

    A name keeps one sense through a document, unless the document itself tells two apart ("Springfield, Illinois").
    """
    keys = [fold(span.name or span.text) for span in spans]
    told = _told_apart(spans, keys, stated)
    by_key: dict[tuple[str, str], list[int]] = {}
    for i, key in enumerate(keys):
        by_key.setdefault((key, told.get(i, "")), []).append(i)
    done = []
    for (key, _), members in by_key.items():
        first = spans[members[0]]
        entries = first.entries or places.lookup(key)
        typed = False
        if not entries and first.kind in _IN_PARTS:
            entries, typed = _part(key, places), True
        found = [e for e in entries if e.lat is not None]
        sure = max(spans[m].score for m in members)
        done.append(
            Group(
                key=key,
                members=tuple(members),
                entries=evidence.keep(found),
                demonym=first.demonym,
                weight=float(np.log2(1 + len(members))) * (0.5 if first.demonym else 1.0) * sure,
                sure=sure,
                typed=typed,
                likened=bool(roles) and all(roles[m] == "comparison" for m in members),
            )
        )
    return done


def _told_apart(
    spans: Sequence[Span], keys: Sequence[str], stated: Sequence[Relation]
) -> dict[int, str]:
    """Mention to the key of the region that stands behind its comma, for names that have several such."""
    behind: dict[str, dict[int, str]] = {}
    for relation in stated:
        wide = {e.number for e in spans[relation.whole].entries if e.kind in ("adm1", "country")}
        lands = {e.country for e in spans[relation.whole].entries if e.kind == "country"}
        if any(e.adm1 in wide or e.country in lands for e in spans[relation.part].entries):
            behind.setdefault(keys[relation.part], {})[relation.part] = keys[relation.whole]
    told: dict[int, str] = {}
    for key, of_member in behind.items():
        if len(set(of_member.values())) > 1:
            last = next(iter(of_member.values()))
            for i, other in enumerate(keys):
                if other == key:
                    last = of_member.get(i, last)
                    told[i] = last
    return told


def _part(key: str, places: Places) -> tuple[Entry, ...]:
    """The longest beginning of a longer name that is known: the town of "Edmonton International Airport"."""
    words = key.split()
    for n in range(len(words) - 1, 0, -1):
        found = places.lookup(" ".join(words[:n]))
        if found:
            return tuple(replace(e, how="alias") for e in found)
    return ()


def resolve(
    text: str,
    spans: Sequence[Span],
    places: Places,
    ranker: Ranker | None = None,
    roles: Sequence[str] = (),
) -> list[Resolved]:
    """Weigh the candidates of all place names of a document together.

    Parameters
    ----------
    text
        The text of the spans.
    spans
        In order, without overlaps.
    places
        Asked for names that have no candidates yet.
    ranker
        Another one than the shipped.
    roles
        Of the spans, where known: what is only likened to tells nothing of where the text is at.

    Returns
    -------
    list of Resolved
        One for each name; every span is a member of one of them.
    """
    stated = relations(text, spans)
    groups = groups_of(spans, places, stated, roles)
    ours = any(entry.number < OURS for group in groups for entry in group.entries)
    this = evidence.case(groups, stated, subject_of(text) if ours else 0.0)
    return rank(this, ranker or _shipped())


def rank(this: Case, ranker: Ranker, rounds: int = _ROUNDS) -> list[Resolved]:
    """Run the rounds on one laid-out document."""
    own, none = evidence.own(this), evidence.abstain(this)
    chance, left = softmax(this, own @ ranker.alone, none @ ranker.none_alone)
    seen = np.zeros((len(this.entries), len(CONTEXT)))
    first = firsts(this)
    for _ in range(rounds):
        seen = evidence.context(this, chance, first)
        scores = np.hstack([own, seen]) @ ranker.full
        chance, left = softmax(this, scores, none @ ranker.none_full)
    done, at = [], 0
    same = (this.km < _TOGETHER_KM) & (this.group[:, None] == this.group)
    together = same @ chance
    for g, group in enumerate(this.groups):
        n = len(group.entries)
        rows = tuple(tuple(map(float, row)) for row in seen[at : at + n])
        one, all_ = (tuple(map(float, column[at : at + n])) for column in (chance, together))
        done.append(Resolved(group, one, all_, float(left[g]), rows))
        at += n
    return done


def firsts(this: Case) -> dict[int, float]:
    """Return how early each of the first groups is named, 1 for the first."""
    order = sorted(range(len(this.groups)), key=lambda g: this.groups[g].members[0])
    return {g: 1 - i / _FIRSTS for i, g in enumerate(order[:_FIRSTS])}


def softmax(this: Case, scores: Floats, none: Floats) -> tuple[Floats, Floats]:
    """Return the chance of each candidate within its group, and of none, which competes in it."""
    groups = len(this.groups)
    top = none.copy()
    np.maximum.at(top, this.group, scores)
    grown = np.exp(scores - top[this.group])
    rest = np.exp(none - top)
    total = np.bincount(this.group, grown, minlength=groups) + rest
    return grown / total[this.group], rest / total


def best_of(resolved: Resolved) -> int | None:
    """Return the position of the likeliest entry of a group, None when it has none."""
    if not resolved.chances:
        return None
    order = range(len(resolved.chances))
    return max(order, key=lambda i: (round(resolved.together[i], 6), resolved.chances[i]))


@cache
def _shipped() -> Ranker:
    file = resources.files("geodata.geoparsing") / "weights" / "ranker.json"
    data = json.loads(file.read_text("utf-8"))

    def column(part: str, names: Sequence[str]) -> Floats:
        return np.array([float(data[part].get(name, 0.0)) for name in names])

    return Ranker(
        alone=column("alone", OWN),
        full=column("full", (*OWN, *CONTEXT)),
        none_alone=column("none_alone", ABSTAIN),
        none_full=column("none_full", ABSTAIN),
    )
