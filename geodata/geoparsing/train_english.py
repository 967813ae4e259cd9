"""Trains what ships in ``weights/`` for English and for resolution: ``python -m geodata.geoparsing.train_english --help``.

Only TR-News (MIT licence) goes in. The recogniser's trees need scikit-learn, the ranker's weights scipy; both are for
developers, the geoparser itself asks for numpy alone. Weights for our own places and for foreign scripts are set by hand
(`HAND`), because no corpus has such places.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.gazetteer.gazetteer import Gazetteer
from geodata.gazetteer.shapes import distance_km
from geodata.geoparsing import answers, english, english_features, evidence
from geodata.geoparsing import resolve as resolving
from geodata.geoparsing.answers import Calibration
from geodata.geoparsing.evidence import ABSTAIN, CONTEXT, OWN, Case
from geodata.geoparsing.relations import relations
from geodata.geoparsing.resolve import Ranker
from geodata.geoparsing.spans import Span
from geodata.geoparsing.trees import Trees

__all__ = ["HAND", "Models", "fit", "folds", "main", "write"]

Floats = NDArray[np.float64]
_WANTED = 0.96
_RIGHT_KM = 161.0
_THRESHOLD_FOR_TRAINING = 0.42

HAND = {
    "capital": 0.4,
    "curated": -0.6,
    "ours_anchored": 5.0,
    "foreign_script": -4.0,
    "ours_well_known": 1.5,
}
"""Log-odds: a capital stands for its state in news; a place of ours is nothing special by itself, and is meant where the
text names its city."""


@dataclass(frozen=True, slots=True)
class Models:
    """All that is trained."""

    recogniser: Trees
    ranker: Ranker
    calibration: Calibration


@dataclass(frozen=True, slots=True)
class _Sample:
    """A document laid out for the ranker, with what is right."""

    spans: list[Span]
    case: Case
    own: Floats
    none: Floats
    right: Floats
    """Share of each candidate in being right, shape (candidates,)."""
    nothing: Floats
    """Mentions of each group for which no candidate is right."""


def folds(n: int, k: int = 5, seed: int = 1) -> list[list[int]]:
    """Return `k` lists that share 0..n-1 out by chance."""
    order = list(range(n))
    random.Random(seed).shuffle(order)  # noqa: S311 - folds, not secrets
    return [order[i::k] for i in range(k)]


def fit(documents: Sequence[dict[str, Any]], gazetteer: Gazetteer) -> Models:
    """Train all on documents ``{text, toponyms: [{start, end, lat, lon}]}``.

    The ranker and the calibration learn from what recognisers found that had not seen the document.
    """
    recogniser = _recogniser(documents, gazetteer)
    unseen: list[list[Span]] = [[] for _ in documents]
    for held in folds(len(documents), seed=3):
        seen = [d for i, d in enumerate(documents) if i not in held]
        inner = _recogniser(seen, gazetteer)
        word = gazetteer.world.word if gazetteer.world else None
        assert word is not None
        texts = [documents[i]["text"] for i in held]
        found = english.recognise_many(texts, gazetteer, word, inner, _THRESHOLD_FOR_TRAINING)
        for i, spans in zip(held, found, strict=True):
            unseen[i] = spans
    samples = [_sample(d, s, gazetteer) for d, s in zip(documents, unseen, strict=True)]
    ranker = _ranker(samples)
    return Models(recogniser, ranker, _calibration(documents, samples))


def _recogniser(documents: Sequence[dict[str, Any]], gazetteer: Gazetteer) -> Trees:
    from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415 - for training only

    assert gazetteer.world is not None
    every = english.candidates([d["text"] for d in documents], gazetteer)
    tables = [english_features.rows(words, found, gazetteer.world.word) for words, found in every]
    wanted = [
        [
            float((one.start, one.end) in {(t["start"], t["end"]) for t in d["toponyms"]})
            for one in found
        ]
        for d, (_, found) in zip(documents, every, strict=True)
    ]
    model = HistGradientBoostingClassifier(
        max_iter=120,
        learning_rate=0.08,
        max_leaf_nodes=12,
        min_samples_leaf=20,
        l2_regularization=5.0,
        early_stopping=False,
        random_state=0,
    )
    model.fit(np.concatenate(tables), np.concatenate([np.array(w) for w in wanted]))
    return Trees.of(model, english_features.NAMES)


def _sample(document: dict[str, Any], spans: list[Span], gazetteer: Gazetteer) -> _Sample:
    stated = relations(document["text"], spans)
    groups = resolving.groups_of(spans, gazetteer, stated)
    this = evidence.case(groups, stated)
    right, nothing = np.zeros(len(this.entries)), np.zeros(len(groups))
    at = 0
    for g, group in enumerate(groups):
        here = slice(at, at + len(group.entries))
        at += len(group.entries)
        for member in group.members:
            gold = _gold(document, spans[member])
            if gold is None:
                nothing[g] += 1
            elif gold["lat"] is not None and group.entries:
                km = np.array(
                    [
                        distance_km((gold["lat"], gold["lon"]), (e.lat or 0, e.lon or 0))
                        for e in group.entries
                    ]
                )
                share = np.where(km <= _RIGHT_KM, np.exp(-km / 30) + 1e-3, 0.0)
                if share.sum() > 0:
                    right[here] += share / share.sum()
                else:
                    nothing[g] += 1
    return _Sample(spans, this, evidence.own(this), evidence.abstain(this), right, nothing)


def _gold(document: dict[str, Any], span: Span) -> dict[str, Any] | None:
    every: list[dict[str, Any]] = document["toponyms"]
    return next((t for t in every if span.start < t["end"] and t["start"] < span.end), None)


def _ranker(samples: Sequence[_Sample], penalty: float = 3.0) -> Ranker:
    alone, none_alone = _weights(samples, [s.own for s in samples], penalty)
    ranker = Ranker(alone, np.hstack([alone, np.zeros(len(CONTEXT))]), none_alone, none_alone)
    for rounds in range(3):
        tables = []
        for s in samples:
            chance, _ = resolving.softmax(s.case, s.own @ ranker.alone, s.none @ ranker.none_alone)
            first = resolving.firsts(s.case)
            for _ in range(rounds):
                seen = np.hstack([s.own, evidence.context(s.case, chance, first)])
                chance, _ = resolving.softmax(s.case, seen @ ranker.full, s.none @ ranker.none_full)
            tables.append(np.hstack([s.own, evidence.context(s.case, chance, first)]))
        full, none_full = _weights(samples, tables, penalty)
        ranker = Ranker(alone, full, none_alone, none_full)
    return _by_hand(ranker)


def _by_hand(ranker: Ranker) -> Ranker:
    alone, full = ranker.alone.copy(), ranker.full.copy()
    for name, value in HAND.items():
        full[(*OWN, *CONTEXT).index(name)] = value
        if name in OWN:
            alone[OWN.index(name)] = value
    return Ranker(alone, full, ranker.none_alone, ranker.none_full)


def _weights(
    samples: Sequence[_Sample], tables: Sequence[Floats], penalty: float
) -> tuple[Floats, Floats]:
    """Fit a conditional logit with an abstaining class; each name of a document weighs as the root of its mentions."""
    from scipy.optimize import minimize  # noqa: PLC0415 - for training only

    rows, none = np.vstack(tables), np.vstack([s.none for s in samples])
    starts = np.cumsum([0, *(len(s.case.groups) for s in samples)])
    group = np.concatenate(
        [s.case.group + start for s, start in zip(samples, starts, strict=False)]
    )
    right = np.concatenate([s.right for s in samples])
    nothing = np.concatenate([s.nothing for s in samples])
    groups, width = int(starts[-1]), rows.shape[1]
    total = np.bincount(group, right, minlength=groups) + nothing
    scale = np.where(total > 0, 1 / np.sqrt(np.maximum(total, 1e-9)), 0)
    right, nothing, total = right * scale[group], nothing * scale, total * scale

    def loss(w: Floats) -> tuple[float, Floats]:
        scores, empty = rows @ w[:width], none @ w[width:]
        top = empty.copy()
        np.maximum.at(top, group, scores)
        grown, rest = np.exp(scores - top[group]), np.exp(empty - top)
        whole = np.bincount(group, grown, minlength=groups) + rest
        chance, left = grown / whole[group], rest / whole
        value = -(right * np.log(chance + 1e-12)).sum() - (nothing * np.log(left + 1e-12)).sum()
        slope = np.concatenate(
            [rows.T @ (total[group] * chance - right), none.T @ (total * left - nothing)]
        )
        return float(value + penalty * (w**2).sum() / 2), slope + penalty * w

    start = np.zeros(width + none.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return found[:width], found[width:]


def _calibration(
    documents: Sequence[dict[str, Any]], samples: Sequence[_Sample], k: int = 5
) -> Calibration:
    """Fit how often an answer is right, on documents that the ranker had not seen."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - for training only

    table: list[tuple[float, ...]] = []
    hits: list[bool] = []
    for held in folds(len(samples), k, seed=5):
        ranker = _ranker([s for i, s in enumerate(samples) if i not in held])
        for i in held:
            for resolved in resolving.rank(samples[i].case, ranker):
                best = resolving.best_of(resolved)
                if best is None:
                    continue
                entry = resolved.group.entries[best]
                for member in resolved.group.members:
                    span = samples[i].spans[member]
                    gold = _gold(documents[i], span)
                    if gold is not None and gold["lat"] is None:
                        continue
                    at = (entry.lat or 0.0, entry.lon or 0.0)
                    hits.append(
                        gold is not None
                        and distance_km(at, (gold["lat"], gold["lon"])) <= _RIGHT_KM
                    )
                    table.append(answers.signs(span, resolved, best))
    model = LogisticRegression(C=1.0, max_iter=1000).fit(np.array(table), np.array(hits))
    odds = model.decision_function(np.array(table))
    bias = float(model.intercept_[0]) + _shift(odds, np.array(hits))
    return Calibration(tuple(round(float(w), 4) for w in model.coef_[0]), round(bias, 4))


def _shift(odds: Floats, hits: NDArray[np.bool_]) -> float:
    """Return what to add to the log-odds so that of the answers at 0.7 and above `_WANTED` are right.

    The score is then a careful one, lower than the plain frequency: a reader who trusts 0.7 must not be let down by names
    of another kind than the corpus has.
    """
    order = np.argsort(-odds)
    share = np.cumsum(hits[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(share >= _WANTED)
    cut = odds[order[good[-1]]] if len(good) else odds.max()
    return min(0.0, math.log(0.7 / 0.3) - float(cut))


def write(models: Models, folder: Path) -> None:
    """Write the weights where the geoparser reads them."""
    models.recogniser.write(folder / "english.npz")
    ranker = models.ranker

    def named(names: Sequence[str], column: Floats) -> dict[str, float]:
        return {name: round(float(w), 4) for name, w in zip(names, column, strict=True)}

    parts = {
        "alone": named(OWN, ranker.alone),
        "full": named((*OWN, *CONTEXT), ranker.full),
        "none_alone": named(ABSTAIN, ranker.none_alone),
        "none_full": named(ABSTAIN, ranker.none_full),
    }
    (folder / "ranker.json").write_text(json.dumps(parts, indent=1) + "\n", "utf-8")
    calibration = {"weights": models.calibration.weights, "bias": models.calibration.bias}
    (folder / "calibration.json").write_text(json.dumps(calibration, indent=1) + "\n", "utf-8")


def main() -> None:
    """Train on a corpus and write the weights."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("corpus", type=Path, help="TR-News as JSON lines")
    parser.add_argument("--world", type=Path, required=True, help="the world gazetteer")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("weights"))
    asked = parser.parse_args()
    lines = asked.corpus.read_text("utf-8").splitlines()
    documents = [json.loads(line) for line in lines if line.strip()]
    write(fit(documents, Gazetteer.open(asked.world)), asked.out)


if __name__ == "__main__":
    main()
