"""Many documents at once: JSON lines in, one JSON line for each mention out, resumable. An edge: it reads and writes files. Floor 2.

In: ``{"doc_id": …, "text": …}`` a line. Out: ``{"doc_id", "start", "end", "text", "lat", "lon", "place_id", "score", "role"}`` a
line, in the order of the input. Which documents are done is kept beside the output (``OUT.done``), because a document may
name no place at all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.errors import ReadingError
from geodata.geoparsing.geoparse import Geoparser
from geodata.geoparsing.toponym import Toponym

__all__ = ["Batch", "as_line", "geoparse_jsonl"]

Progress = Callable[[int, int], None]
"""Called with bytes of the input that are done, and all of them."""

_PART = 100


@dataclass(frozen=True, slots=True)
class Batch:
    """What a run did."""

    documents: int
    """Documents read in this run."""
    skipped: int
    """Documents that an earlier run had done."""
    mentions: int
    problems: tuple[str, ...]
    """One sentence for each line that is no document."""


def as_line(doc_id: str, toponym: Toponym) -> dict[str, Any]:
    """Return a toponym as the record that is written; an unresolved one has the point of what contains it, or none."""
    place = toponym.place
    return {
        "doc_id": doc_id,
        "start": toponym.start,
        "end": toponym.end,
        "text": toponym.text,
        "lat": place.point.lat if place else None,
        "lon": place.point.lon if place else None,
        "place_id": toponym.place_id,
        "score": toponym.score,
        "role": toponym.role,
        "radius_m": place.radius_m if place else None,
    }


def geoparse_jsonl(
    source: Path,
    out: Path,
    geoparser: Geoparser,
    *,
    language: str | None = None,
    progress: Progress | None = None,
) -> Batch:
    """Geoparse every document of a file; started again it goes on where it was stopped.

    Parameters
    ----------
    source
        JSON lines, UTF-8.
    out
        Written to at its end. A last line cut short by a crash is taken away first.
    language
        Of all documents; found out for each when None.
    progress
        Told after each hundred documents.

    Raises
    ------
    ReadingError
        A file cannot be read or written.
    """
    try:
        return _run(source, out, geoparser, language, progress or (lambda _done, _all: None))
    except OSError as err:
        if isinstance(err, ReadingError):
            raise
        raise ReadingError(f"{source} could not be geoparsed into {out} ({err})") from err


def _run(
    source: Path, out: Path, geoparser: Geoparser, language: str | None, progress: Progress
) -> Batch:
    ledger = out.with_name(f"{out.name}.done")
    done = _mend(out, ledger)
    size = source.stat().st_size
    count = skipped = mentions = 0
    problems: list[str] = []
    part: list[tuple[str, str]] = []
    with out.open("a", encoding="utf-8") as lines, ledger.open("a", encoding="utf-8") as marks:

        def flush(read: int) -> None:
            nonlocal count, mentions
            found = geoparser.geoparse_many([text for _, text in part], language)
            for (doc_id, _), toponyms in zip(part, found, strict=True):
                for toponym in toponyms:
                    lines.write(json.dumps(as_line(doc_id, toponym), ensure_ascii=False) + "\n")
                mentions += len(toponyms)
            lines.flush()
            # The ledger says how long the output was: what stands after that is half a part and is taken away.
            marks.writelines(json.dumps([doc_id, lines.tell()]) + "\n" for doc_id, _ in part)
            marks.flush()
            count += len(part)
            part.clear()
            progress(read, size)

        for number, read, raw in _lines(source):
            document = _document(raw)
            if isinstance(document, str):
                problems.append(f"{source.name}:{number} {document}")
            elif document[0] in done:
                skipped += 1
            else:
                done.add(document[0])
                part.append(document)
                if len(part) >= _PART:
                    flush(read)
        flush(size)
    return Batch(count, skipped, mentions, tuple(problems))


def _lines(source: Path) -> Iterator[tuple[int, int, bytes]]:
    """Yield number of the line, bytes read so far, and the line."""
    read = 0
    with source.open("rb") as stream:
        for number, raw in enumerate(stream, start=1):
            read += len(raw)
            if raw.strip():
                yield number, read, raw


def _document(raw: bytes) -> tuple[str, str] | str:
    try:
        value = json.loads(raw)
    except (UnicodeDecodeError, json.JSONDecodeError) as err:
        return f"is not JSON ({err}); it was left out"
    if (
        not isinstance(value, dict)
        or "doc_id" not in value
        or not isinstance(value.get("text"), str)
    ):
        return 'has no "doc_id" and "text"; it was left out'
    return str(value["doc_id"]), value["text"]


def _mend(out: Path, ledger: Path) -> set[str]:
    """Take away what a stopped run had written of its last part; return the documents that are done."""
    done: set[str] = set()
    length = 0
    if ledger.is_file():
        whole = ledger.read_text("utf-8")
        kept = whole[: whole.rfind("\n") + 1]
        ledger.write_text(kept, "utf-8")
        for line in kept.splitlines():
            doc_id, end = json.loads(line)
            done.add(doc_id)
            length = max(length, int(end))
    if out.is_file() and out.stat().st_size > length:
        with out.open("r+b") as stream:
            stream.truncate(length)
    return done
