"""The geoparser beside the published ones, by one judge: ``python -m tests.eval.geoparse [--markdown FILE]``.

The corpora and the judge lie outside the repository (``../shared``); where they are absent this says so and stops. TR-News
is what the shipped weights are trained on, so its row comes from models that had not seen the document (5-fold
cross-validation by document, everything retrained in each fold). The other corpora are never trained on.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from geodata.gazetteer.build import build
from geodata.gazetteer.gazetteer import Gazetteer
from geodata.geoparsing.geoparse import Geoparser
from geodata.geoparsing.jsonl import as_line
from geodata.reading.facts import read_facts, shipped

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
TRAINED_ON = "trnews"
CORPORA = {"trnews": "TR-News", "geowebnews": "GeoWebNews", "tudloc": "TUD-Loc"}
BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)

Document = dict[str, Any]
Line = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scoreboard; return 0 also where the corpora are absent."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--world", type=Path, default=Path(".cache/world.sqlite"))
    parser.add_argument("--markdown", type=Path, help="write the table here too")
    parser.add_argument("--boot", type=int, default=200)
    asked = parser.parse_args(arguments)
    tool = asked.shared / "tools" / "eval_geoparse.py"
    if not tool.is_file():
        sys.stdout.write(
            f"eval skipped: there is no judge at {tool}; the corpora are not part of the repository\n"
        )
        return 0
    if not asked.world.is_file():
        build(asked.world)
    judge = _load(tool)
    geoparser = Geoparser(Gazetteer.open(asked.world, read_facts(shipped()).places))
    table: list[list[str]] = []
    for name, title in CORPORA.items():
        file = asked.shared / "corpora" / f"{name}.jsonl"
        if file.is_file():
            documents = judge.load(file)
            lines, seconds = _ours(documents, geoparser, held_out=name == TRAINED_ON)
            words = sum(len(d["text"].split()) for d in documents)
            sys.stdout.write(
                f"\n{title}: {len(documents)} documents, {words:,} words, {seconds:.2f} CPU-s = {words / 350 / seconds:.0f} documents of 350 words a CPU-second\n"
            )
            table += _rows(judge, title, documents, lines, asked)
            _calibration(judge, documents, lines)
    head = [
        "corpus",
        "system",
        "P",
        "R",
        "F1 exact",
        "F1 overlap",
        "A@161",
        "median km",
        "AUC",
        "end to end F1",
        "95 %",
    ]
    text = "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *table])
    stamp = f"\n{dt.datetime.now(dt.UTC).date()}, judge tools/eval_geoparse.py; end to end = found and within 161 km\n\n"
    sys.stdout.write(stamp + text + "\n")
    if asked.markdown:
        asked.markdown.write_text(stamp + text + "\n", "utf-8")
    return 0


def _load(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("judge", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _ours(
    documents: list[Document], geoparser: Geoparser, *, held_out: bool
) -> tuple[list[Line], float]:
    if not held_out:
        start = time.process_time()
        lines = _lines(documents, geoparser)
        return lines, time.process_time() - start
    from geodata.geoparsing import train_english

    lines, seconds = [], 0.0
    world_only = Gazetteer((), geoparser.gazetteer.world)
    for fold in train_english.folds(len(documents)):
        models = train_english.fit(
            [d for i, d in enumerate(documents) if i not in fold], world_only
        )
        unseen = Geoparser(
            geoparser.gazetteer,
            recogniser=models.recogniser,
            ranker=models.ranker,
            calibration=models.calibration,
        )
        start = time.process_time()
        lines += _lines([documents[i] for i in fold], unseen)
        seconds += time.process_time() - start
    return lines, seconds


def _lines(documents: list[Document], geoparser: Geoparser) -> list[Line]:
    found: list[Line] = []
    for i in range(0, len(documents), 50):
        part = documents[i : i + 50]
        for document, toponyms in zip(
            part, geoparser.geoparse_many([d["text"] for d in part], "en"), strict=True
        ):
            found += [as_line(str(document["doc_id"]), t) for t in toponyms]
    return found


def _rows(
    judge: ModuleType,
    title: str,
    documents: list[Document],
    ours: list[Line],
    asked: argparse.Namespace,
) -> list[list[str]]:
    name = next(k for k, v in CORPORA.items() if v == title)
    systems = {"Holdground" + (" (cross-validated)" if name == TRAINED_ON else ""): ours}
    for file in sorted((asked.shared / "corpora" / "peers").glob(f"{name}.*.jsonl")):
        systems[file.stem.split(".", 1)[1].replace("eupeg_", "")] = judge.load(file)
    return [
        [title, system, *_row(judge, documents, lines, asked.boot)]
        for system, lines in systems.items()
    ]


def _row(judge: ModuleType, documents: list[Document], lines: list[Line], boot: int) -> list[str]:
    import random

    by: dict[str, list[Line]] = {}
    for line in lines:
        place = {k: None if line.get(k) in (None, "") else float(line[k]) for k in ("lat", "lon")}
        span = {k: int(line[k]) for k in ("start", "end")}
        by.setdefault(str(line["doc_id"]), []).append(span | place)
    stats = [judge.doc_stats(d, by.get(str(d["doc_id"]), []), False, None) for d in documents]
    r = judge.agg(stats)
    chance = random.Random(7)
    drawn = sorted(judge.agg(chance.choices(stats, k=len(stats)))["e2e"][2] for _ in range(boot))
    low, high = (drawn[int(0.025 * boot)], drawn[int(0.975 * boot)]) if drawn else (0.0, 0.0)
    parts = [*r["exact"][:2], r["exact"][2], r["overlap"][2], r["A161"]]
    return [
        *(f"{100 * x:.1f}" for x in parts),
        f"{r['median']:.0f}",
        f"{r['AUC']:.3f}",
        f"{100 * r['e2e'][2]:.1f}",
        f"{100 * low:.1f}-{100 * high:.1f}",
    ]


def _calibration(judge: ModuleType, documents: list[Document], lines: list[Line]) -> None:
    """Print how often answers of each score are right; a name that the corpus does not mark counts as wrong in the first column."""
    by: dict[str, list[Line]] = {}
    for line in lines:
        by.setdefault(line["doc_id"], []).append(line)
    told: list[tuple[float, bool, bool]] = []
    for document in documents:
        mine = by.get(str(document["doc_id"]), [])
        pairs = {j: i for i, j in judge.match(document["toponyms"], mine)[0]}
        for j, line in enumerate(mine):
            gold = document["toponyms"][pairs[j]] if j in pairs else None
            if line["lat"] is None or (gold is not None and gold["lat"] is None):
                continue
            right = (
                gold is not None
                and judge.km(gold["lat"], gold["lon"], line["lat"], line["lon"]) <= 161
            )
            told.append((line["score"], right, gold is not None))
    rows = [f"{'score':>12} {'n':>5} {'right, of all':>14} {'right, of marked names':>23}"]
    for low, high in [*pairwise(BINS), (0.7, 1.01)]:
        part = [(right, marked) for score, right, marked in told if low <= score < high]
        marked = [right for right, is_marked in part if is_marked]
        if part and marked:
            every = sum(r for r, _ in part) / len(part)
            rows.append(
                f"{low:.2f} - {min(high, 1):.2f} {len(part):5d} {100 * every:13.1f}% {100 * sum(marked) / len(marked):22.1f}%"
            )
    sys.stdout.write("\n".join(rows) + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
