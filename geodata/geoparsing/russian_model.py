"""The slovnet tagger of Russian news (MIT), its weights taken from natasha's wheel. An edge: it reads them once. Floor 2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.errors import SetupError

__all__ = ["Tagged", "tag"]

_NER = "data/model/slovnet_ner_news_v1.tar"
_NAVEC = "data/emb/navec_news_v1_1B_250K_300d_100q.tar"
_BLOCK = 6_000
"""Code points tagged at once: enough context, bounded memory."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A name the tagger found."""

    start: int
    end: int
    kind: str
    """``LOC``, ``ORG`` or ``PER``."""
    score: float
    """Lowest probability of any of its words to belong to a name of this kind."""


def tag(text: str) -> list[Tagged]:
    """Return the names in a Russian text, in order, with offsets in Unicode code points.

    Raises
    ------
    SetupError
        The packages natasha and slovnet are not installed whole.
    """
    return [found for start, block in _blocks(text) for found in _tag_block(block, start)]


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Cut a long text at ends of lines, or of words where a line is too long."""
    start = 0
    while len(text) - start > _BLOCK:
        cut = text.rfind("\n", start + _BLOCK // 2, start + _BLOCK)
        cut = cut if cut > 0 else text.rfind(" ", start + _BLOCK // 2, start + _BLOCK)
        cut = cut + 1 if cut > 0 else start + _BLOCK
        yield start, text[start:cut]
        start = cut
    yield start, text[start:]


def _tag_block(block: str, offset: int) -> Iterator[Tagged]:
    if not re.search(r"[^\W\d_]", block):
        return
    model = _model()
    tokenize = import_module("slovnet.token").tokenize
    words = [(w.start, w.stop, w.text) for w in tokenize(block)]
    if not words:
        return
    inputs = next(iter(model.encoder([[word for _, _, word in words]])))
    with _pools().limit(
        limits=1, user_api="blas"
    ):  # matrices this small cost three times as much on two threads
        scores = model.model(inputs.word_id, inputs.shape_id, inputs.pad_mask)
    crf = model.model.head.crf
    best = crf.decode(scores, ~inputs.pad_mask)[0]
    tags = [model.decoder.tags_vocab.decode(i) for i in best]
    sure = _marginals(scores[0, : len(words)], crf.transitions.array)
    every = model.decoder.tags_vocab.items
    columns = {
        kind: [i for i, name in enumerate(every) if name.endswith(kind)]
        for kind in ("LOC", "ORG", "PER")
    }
    at = 0
    while at < len(words):
        kind = tags[at][2:]
        end = at + 1
        if kind:
            while end < len(words) and tags[end] == f"I-{kind}":
                end += 1
            score = float(sure[at:end, columns[kind]].sum(axis=1).min())
            yield Tagged(offset + words[at][0], offset + words[end - 1][1], kind, score)
        at = end


def _marginals(emissions: NDArray[np.float32], moves: NDArray[np.float32]) -> NDArray[np.float64]:
    """Probability of each tag of each word, by the forward-backward algorithm; n words, t tags to (n, t)."""
    emit = np.exp(emissions - emissions.max(axis=1, keepdims=True)).astype(np.float64)
    move = np.exp(moves - moves.max()).astype(np.float64)
    forward, backward = np.empty_like(emit), np.ones_like(emit)
    forward[0] = emit[0] / emit[0].sum()
    for i in range(1, len(emit)):
        row = (forward[i - 1] @ move) * emit[i]
        forward[i] = row / row.sum()
    for i in range(len(emit) - 2, -1, -1):
        row = move @ (emit[i + 1] * backward[i + 1])
        backward[i] = row / row.sum()
    both = forward * backward
    return np.asarray(both / both.sum(axis=1, keepdims=True))


@cache
def _pools() -> Any:
    """The thread pools of the libraries under numpy, found once."""
    return import_module("threadpoolctl").ThreadpoolController()


@cache
def _model() -> Any:
    """Read the weights, once (0.7 s, 34 MB of files); natasha itself is never imported."""
    spec = find_spec("natasha")
    if spec is None or spec.origin is None or find_spec("slovnet") is None:
        raise SetupError(
            "Russian needs the packages natasha and slovnet, which are not installed; run: pip install natasha slovnet"
        )
    home = Path(spec.origin).parent
    for file in (_NER, _NAVEC):
        if not (home / file).is_file():
            raise SetupError(
                f"natasha is installed without {file!r}; install it again with: pip install --force-reinstall natasha"
            )
    navec = import_module("navec").Navec.load(str(home / _NAVEC))
    return import_module("slovnet").NER.load(str(home / _NER)).navec(navec).infer
