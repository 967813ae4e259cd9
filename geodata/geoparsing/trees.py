"""Boosted trees as plain arrays: read from an .npz file, asked for many rows at once. An edge only where it reads the file. Floor 2."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Trees"]


@dataclass(frozen=True, slots=True)
class Trees:
    """An additive model of binary trees; rows that go left at a node have ``x[feature] <= threshold``."""

    feature: NDArray[np.int16]
    """Of each node of each tree, shape (trees, nodes); -1 at a leaf."""
    threshold: NDArray[np.float32]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float32]
    """Of each leaf, in log-odds."""
    base: float
    names: tuple[str, ...]
    """Of the features, in the order of the columns."""
    depth: int

    @classmethod
    def read(cls, file: Traversable | Path) -> Trees:
        """Read what `write` wrote."""
        with file.open("rb") as stream, np.load(stream, allow_pickle=False) as data:
            return cls(
                feature=data["feature"],
                threshold=data["threshold"],
                left=data["left"],
                right=data["right"],
                value=data["value"],
                base=float(data["base"]),
                names=tuple(str(name) for name in data["names"]),
                depth=int(data["depth"]),
            )

    def write(self, file: Path) -> None:
        """Write to an .npz file without pickles."""
        np.savez_compressed(
            file,
            feature=self.feature,
            threshold=self.threshold,
            left=self.left,
            right=self.right,
            value=self.value,
            base=np.float64(self.base),
            names=np.array(self.names),
            depth=np.int64(self.depth),
        )

    def log_odds(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the log-odds of each row, shape (n,), for `rows` of shape (n, features)."""
        n, trees = len(rows), len(self.feature)
        if not n:
            return np.zeros(0)
        total = np.full(n, self.base)
        at_row = np.arange(n)
        for t in range(trees):
            feature, threshold = self.feature[t], self.threshold[t]
            left, right = self.left[t], self.right[t]
            node = np.zeros(n, dtype=np.int64)
            for _ in range(self.depth):
                asked = feature[node]
                goes_left = rows[at_row, asked] <= threshold[node]
                node = np.where(asked < 0, node, np.where(goes_left, left[node], right[node]))
            total += self.value[t][node]
        return total

    @classmethod
    def of(cls, model: Any, names: tuple[str, ...]) -> Trees:
        """Take the trees out of a fitted scikit-learn ``HistGradientBoostingClassifier``; training only."""
        grown = [stage[0].nodes for stage in model._predictors]  # noqa: SLF001
        width = max(len(nodes) for nodes in grown)
        shape = (len(grown), width)
        feature = np.full(shape, -1, np.int16)
        left, right = np.zeros(shape, np.int16), np.zeros(shape, np.int16)
        threshold, value = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        for t, nodes in enumerate(grown):
            for i, node in enumerate(nodes):
                if node["is_leaf"]:
                    value[t, i] = node["value"]
                else:
                    feature[t, i], threshold[t, i] = node["feature_idx"], node["num_threshold"]
                    left[t, i], right[t, i] = node["left"], node["right"]
        depth = max(int(nodes["depth"].max()) for nodes in grown)
        base = float(np.ravel(model._baseline_prediction)[0])  # noqa: SLF001
        return cls(feature, threshold, left, right, value, base, names, depth)
