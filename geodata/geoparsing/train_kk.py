"""Train the Kazakh tagger: ``python -m geodata.geoparsing.train_kk --corpus kaznerd_valid_kk.jsonl --gazetteer world.sqlite``.

KazNERD is CC BY 4.0 (Yeshpanov, Khassanov, Varol: KazNERD: Kazakh Named Entity Recognition Dataset, LREC 2022). Needs
python-crfsuite, which the tagger itself does not.
"""

from __future__ import annotations

import argparse
import json
import logging
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from geodata.gazetteer.world import World
from geodata.geoparsing.crf import Crf, read_weights
from geodata.geoparsing.kazakh import WEIGHTS
from geodata.geoparsing.kazakh_features import Word, features, known_words, sentences
from geodata.geoparsing.spans import Places

__all__ = ["labelled", "main", "train"]

_log = logging.getLogger(__name__)
_L1, _L2 = 0.03, 0.03
_ITERATIONS = 150


def labelled(
    documents: Iterable[Mapping[str, Any]], places: Places
) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Yield features and labels of each sentence: B- and I- with the class of the name, O elsewhere."""
    for document in documents:
        gold = sorted(document["toponyms"], key=lambda t: t["start"])
        for words in sentences(document["text"]):
            if any(word.text[0].isupper() for word in words):
                rows = features(words, known_words(words, places))
                yield rows, [_label(word, gold) for word in words]


def _label(word: Word, gold: Sequence[Mapping[str, Any]]) -> str:
    name = next((t for t in gold if t["start"] < word.end and word.start < t["end"]), None)
    if name is None:
        return "O"
    return f"{'B' if word.start <= name['start'] else 'I'}-{name.get('kind', 'GPE')}"


def train(documents: Iterable[Mapping[str, Any]], places: Places, file: Path) -> Crf:
    """Train on documents ``{text, toponyms: [{start, end, kind}]}`` and write the weights as JSON."""
    pycrfsuite = import_module("pycrfsuite")
    trainer = pycrfsuite.Trainer(verbose=False)
    for rows, labels in labelled(documents, places):
        trainer.append(rows, labels)
    trainer.set_params(
        {"c1": _L1, "c2": _L2, "max_iterations": _ITERATIONS, "feature.possible_transitions": True}
    )
    with tempfile.TemporaryDirectory() as folder:
        binary = str(Path(folder) / "kk.crfsuite")
        trainer.train(binary)
        tagger = pycrfsuite.Tagger()
        tagger.open(binary)
        info = tagger.info()
        tagger.close()
    labels = sorted(info.labels)
    number = {label: i for i, label in enumerate(labels)}
    states: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for (feature, label), weight in sorted(info.state_features.items()):
        if abs(weight) >= 0.005:
            states[feature].append((number[label], round(weight, 3)))
    moves = [[round(info.transitions.get((a, b), -9.0), 3) for b in labels] for a in labels]
    content = {"labels": labels, "moves": moves, "states": states}
    file.write_text(
        json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    return read_weights(file)


def main() -> None:
    """Train on a whole corpus and write the weights that ship."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="KazNERD as JSON lines")
    parser.add_argument("--gazetteer", type=Path, required=True, help="the built world file")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    with chosen.corpus.open(encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    with World(chosen.gazetteer) as places:
        field = train(documents, places, chosen.out)
    _log.info("%d documents, %d features, %s", len(documents), len(field.states), chosen.out)


if __name__ == "__main__":
    main()
