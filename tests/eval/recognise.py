"""How well Russian and Kazakh place names are found: ``python -m tests.eval.recognise [--markdown FILE]``.

Exact spans only, with bootstrap intervals over documents. The Russian recogniser learns from no corpus of its own: natasha's
weights come with its package, the rest is rules. The Kazakh tagger is trained here on the first half of KazNERD's valid
part and reported on the second; the weights that ship are trained on both. The corpora lie outside the repository.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from geodata.gazetteer.build import build
from geodata.gazetteer.gazetteer import Gazetteer
from geodata.geoparsing import kazakh, russian, train_kk
from geodata.geoparsing.crf import Crf
from geodata.geoparsing.russian_model import tag
from geodata.geoparsing.spans import Places
from geodata.reading.facts import read_facts, shipped

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
CORPORA = {"nerel_dev_ru": "NEREL dev", "factrueval_dev_ru": "FactRuEval dev"}
KAZAKH = "kaznerd_valid_kk"

Document = dict[str, Any]
Spans = set[tuple[int, int]]
Counts = tuple[int, int, int]
"""Right, found, and wanted names of one document."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; return 0 also where the corpora are absent."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--world", type=Path, default=Path(".cache/world.sqlite"))
    parser.add_argument("--markdown", type=Path, help="write the table here too")
    parser.add_argument("--boot", type=int, default=1000)
    asked = parser.parse_args(arguments)
    folder = asked.shared / "corpora"
    if not folder.is_dir():
        sys.stdout.write(
            f"eval skipped: there are no corpora at {folder}; they are not part of the repository\n"
        )
        return 0
    if not asked.world.is_file():
        build(asked.world)
    places = Gazetteer.open(asked.world, read_facts(shipped()).places)
    rows: list[list[str]] = []
    for name, title in CORPORA.items():
        documents = _read(folder / f"{name}.jsonl")
        rows.append(_row(title, "natasha alone", documents, _natasha, asked.boot))
        for adjectives in russian.ADJECTIVES:
            label = f"ours, adjectives: {adjectives}" + (
                " (default)" if adjectives == "local" else ""
            )
            rows.append(_row(title, label, documents, _russian(places, adjectives), asked.boot))
    documents = _read(folder / f"{KAZAKH}.jsonl")
    rows += _kazakh_rows(documents, places, asked)
    head = ["corpus", "system", "P", "R", "F1", "95 %", "documents of 350 words a CPU-second"]
    table = "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    stamp = f"\n{dt.datetime.now(dt.UTC).date()}, exact spans; peak memory {peak} MB, training included\n\n"
    sys.stdout.write(stamp + table + "\n")
    if asked.markdown:
        asked.markdown.write_text(stamp + table + "\n", encoding="utf-8")
    return 0


def _read(file: Path) -> list[Document]:
    if not file.is_file():
        sys.stdout.write(f"skipped: there is no {file}\n")
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _natasha(text: str) -> Spans:
    return {(name.start, name.end) for name in tag(text) if name.kind == "LOC"}


def _russian(places: Places, adjectives: str) -> Callable[[str], Spans]:
    return lambda text: {(s.start, s.end) for s in russian.recognise(text, places, adjectives)}


def _kazakh_rows(
    documents: list[Document], places: Places, asked: argparse.Namespace
) -> list[list[str]]:
    half = len(documents) // 2
    with tempfile.TemporaryDirectory() as folder:
        field = train_kk.train(documents[:half], places, Path(folder) / "half.json")
    title, system = "KazNERD valid, second half", "ours, trained on the first"
    return [_row(title, system, documents[half:], _kazakh(places, field), asked.boot)]


def _kazakh(places: Places, field: Crf) -> Callable[[str], Spans]:
    return lambda text: {(s.start, s.end) for s in kazakh.recognise(text, places, field)}


def _row(
    corpus: str, system: str, documents: list[Document], find: Callable[[str], Spans], boot: int
) -> list[str]:
    if documents:
        find(documents[0]["text"])  # the models are read before the clock starts
    start = time.process_time()
    found = [find(document["text"]) for document in documents]
    seconds = time.process_time() - start
    counts = [
        (len(some & gold), len(some), len(gold))
        for some, gold in zip(found, map(_gold, documents), strict=True)
    ]
    low, high = _interval(counts, boot)
    words = sum(len(document["text"].split()) for document in documents)
    figures = [f"{value:.3f}" for value in _scores(counts)]
    return [
        corpus,
        system,
        *figures,
        f"{low:.3f}-{high:.3f}",
        f"{words / 350 / max(seconds, 1e-9):.0f}",
    ]


def _gold(document: Document) -> Spans:
    return {(name["start"], name["end"]) for name in document["toponyms"]}


def _scores(counts: Iterable[Counts]) -> tuple[float, float, float]:
    right, found, wanted = (sum(column) for column in zip(*counts, strict=True))
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    return precision, recall, 2 * right / max(found + wanted, 1)


def _interval(counts: list[Counts], boot: int) -> tuple[float, float]:
    """The middle 95 % of F1 over documents drawn with replacement."""
    chance = random.Random(7)
    drawn = sorted(_scores(chance.choices(counts, k=len(counts)))[2] for _ in range(boot))
    return drawn[int(0.025 * boot)], drawn[min(int(0.975 * boot), boot - 1)]


if __name__ == "__main__":
    raise SystemExit(main())
