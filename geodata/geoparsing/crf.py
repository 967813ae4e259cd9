"""A linear-chain conditional random field, decoded in plain Python from weights kept as JSON. Pure but for reading them. Floor 2.

Trained by `geodata.geoparsing.train_kk` with python-crfsuite, which is not needed to use it. Reference: Lafferty, McCallum,
Pereira, Conditional Random Fields, ICML 2001.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

__all__ = ["Crf", "read_weights"]


@dataclass(frozen=True, slots=True)
class Crf:
    """Weights of a trained field."""

    labels: tuple[str, ...]
    moves: tuple[tuple[float, ...], ...]
    """``moves[a][b]``: from label a to label b."""
    states: dict[str, tuple[tuple[int, float], ...]]
    """Feature to (label, weight) pairs."""

    def marginals(self, rows: Sequence[Iterable[str]]) -> list[list[float]]:
        """Return the probability of each label for each row of features, n rows to n lists of as many numbers as labels.

        Forward-backward with scaling, so that no length of sentence overflows.
        """
        emit = [self._emit(row) for row in rows]
        if not emit:
            return []
        many = range(len(self.labels))
        move = [[exp(w) for w in row] for row in self.moves]
        forward = [_scaled(emit[0])]
        for row in emit[1:]:
            last = forward[-1]
            forward.append(
                _scaled([row[b] * sum(last[a] * move[a][b] for a in many) for b in many])
            )
        backward = [[1.0] * len(self.labels)]
        for row in reversed(emit[1:]):
            after = [row[b] * backward[-1][b] for b in many]
            backward.append(_scaled([sum(move[a][b] * after[b] for b in many) for a in many]))
        backward.reverse()
        return [
            _scaled([f * b for f, b in zip(fs, bs, strict=True)])
            for fs, bs in zip(forward, backward, strict=True)
        ]

    def best(self, rows: Sequence[Iterable[str]]) -> list[str]:
        """Return the likeliest sequence of labels (Viterbi)."""
        scores = [self._scores(row) for row in rows]
        if not scores:
            return []
        many = range(len(self.labels))
        back: list[list[int]] = []
        now = scores[0]
        for row in scores[1:]:
            come = [max(many, key=lambda a, b=b: now[a] + self.moves[a][b]) for b in many]  # type: ignore[misc]
            now = [now[come[b]] + self.moves[come[b]][b] + row[b] for b in many]
            back.append(come)
        at = max(many, key=now.__getitem__)
        path = [at]
        for come in reversed(back):
            at = come[at]
            path.append(at)
        return [self.labels[label] for label in reversed(path)]

    def _scores(self, row: Iterable[str]) -> list[float]:
        total = [0.0] * len(self.labels)
        states = self.states
        for feature in row:
            for label, weight in states.get(feature, ()):
                total[label] += weight
        return total

    def _emit(self, row: Iterable[str]) -> list[float]:
        total = self._scores(row)
        top = max(total)
        return [exp(score - top) for score in total]


def _scaled(row: list[float]) -> list[float]:
    whole = sum(row)
    return [value / whole for value in row]


def read_weights(file: Path) -> Crf:
    """Read what `geodata.geoparsing.train_kk` wrote."""
    with file.open(encoding="utf-8") as text:
        raw = json.load(text)
    return Crf(
        tuple(raw["labels"]),
        tuple(tuple(row) for row in raw["moves"]),
        {
            feature: tuple((int(label), float(weight)) for label, weight in pairs)
            for feature, pairs in raw["states"].items()
        },
    )
