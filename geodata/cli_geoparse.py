"""The screen side of ``holdground geoparse``: a coloured text, JSON lines, a bar for long work. An edge: it writes to the terminal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

from geodata.geoparsing.geoparse import Geoparser
from geodata.geoparsing.jsonl import Batch, as_line, geoparse_jsonl
from geodata.geoparsing.toponym import Toponym

__all__ = ["jsonl_with_bar", "print_json", "print_toponyms"]

_STYLES = {
    "event": "bold green",
    "comparison": "dim magenta",
    "dateline": "cyan",
    "origin": "blue",
    "boilerplate": "dim",
}
_UNRESOLVED = "bold yellow"


def jsonl_with_bar(
    source: Path, out: Path, geoparser: Geoparser, *, language: str | None = None
) -> Batch:
    """Geoparse a file of documents with a progress bar on the error stream; lines that are no documents are told there.

    Raises
    ------
    ReadingError
        A file cannot be read or written.
    """
    err = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err) as bar:
        task = bar.add_task(source.name, total=None)
        done = geoparse_jsonl(
            source,
            out,
            geoparser,
            language=language,
            progress=lambda read, size: bar.update(task, completed=read, total=size),
        )
    for problem in done.problems:
        err.print(Text(problem, style="yellow"))
    return done


def print_json(toponyms: Sequence[Toponym], console: Console) -> None:
    """Print one JSON line for each toponym, candidates and reasons included."""
    for toponym in toponyms:
        line = as_line("", toponym) | {"candidates": [asdict(c) for c in toponym.candidates]}
        del line["doc_id"]
        text = json.dumps(line, ensure_ascii=False)
        console.print(text, markup=False, highlight=False, soft_wrap=True)


def print_toponyms(text: str, toponyms: Sequence[Toponym], console: Console) -> None:
    """Print the text with its places coloured by role, then a line for each place."""
    shown = Text(text)
    for t in toponyms:
        style = _STYLES[t.role] if t.place_id else _UNRESOLVED
        shown.stylize(style, t.start, t.end)
    console.print(shown, soft_wrap=True)
    for t in toponyms:
        console.print(
            Text(_line(t), style=_STYLES[t.role] if t.place_id else _UNRESOLVED), soft_wrap=True
        )


def _line(toponym: Toponym) -> str:
    place = toponym.place
    head = f"{toponym.start:>6}-{toponym.end:<6} {toponym.text:<24}"
    if toponym.place_id is not None and place is not None:
        reasons = ", ".join(place.reasons)
        return f"{head} {place.place_id} {place.name}, {toponym.role}, {toponym.score:.2f}, ± {place.radius_m / 1000:.1f} km ({reasons})"
    where = f"within {place.name}, ± {place.radius_m / 1000:.1f} km" if place else "unresolved"
    offered = ", ".join(f"{c.place_id} {c.score:.2f}" for c in toponym.candidates[:3])
    return f"{head} {where}, {toponym.role}" + (f"; candidates: {offered}" if offered else "")
