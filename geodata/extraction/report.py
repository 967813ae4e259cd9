"""A document with everything that was found in it, laid out sentence by sentence. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from geodata.extraction.clauses import Line, line_of
from geodata.extraction.clock import ClockTime, Duration, find_durations, find_times
from geodata.extraction.counts import Count, find_counts
from geodata.extraction.dates import DateExpression, find_dates
from geodata.extraction.sentences import sentences
from geodata.extraction.unknown_names import with_unknown_names
from geodata.geoparsing.toponym import Toponym
from geodata.model import Document

__all__ = ["Report", "Row", "lay_out"]


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_LABEL_ENDS = frozenset(".:-–—|")
_HOUR = re.compile(r"[0-2]?[0-9][:.][0-5][0-9]\Z")
S = TypeVar("S", bound=_Spanned)


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence with what was found in it."""

    line: Line
    toponyms: tuple[Toponym, ...]
    """Only those that may be an event's place, and datelines."""
    dates: tuple[DateExpression, ...]
    clocks: tuple[ClockTime, ...]
    durations: tuple[Duration, ...]
    counts: tuple[Count, ...]

    @property
    def paragraph(self) -> int:
        """Number of its paragraph."""
        return self.line.sentence.paragraph


@dataclass(frozen=True, slots=True)
class Report:
    """A document read sentence by sentence."""

    document: Document
    language: str
    published: str
    rows: tuple[Row, ...]
    lead: int
    """Number of the paragraph that tells the news in short; those before it are headlines."""
    chronicle: bool
    """Told in the present, hour by hour."""


def lay_out(
    document: Document, toponyms: Sequence[Toponym], published: str, language: str
) -> Report:
    """Read a document: its sentences, and in each what the other readers found."""
    text = document.text
    dates, clocks = find_dates(text, language), find_times(text, language)
    durations, counts = find_durations(text, language), find_counts(text, language)
    every = with_unknown_names(text, toponyms, language)
    places = [t for t in every if t.role in ("event", "dateline")]
    found = []
    for sentence in sentences(text, language):
        if sentence.kind == "boilerplate":
            continue
        a, b = sentence.start, sentence.end
        found.append(
            Row(
                line_of(
                    text,
                    sentence,
                    language,
                    {
                        "<name>": _spans(_inside(places, a, b)),
                        "<time>": _spans([*_inside(dates, a, b), *_inside(clocks, a, b)]),
                    },
                ),
                _inside(places, a, b),
                _inside(dates, a, b),
                _inside(clocks, a, b),
                _inside(durations, a, b),
                _inside(counts, a, b),
            )
        )
    body = [row.paragraph for row in found if row.line.sentence.kind == "text"]
    return Report(
        document, language, published, tuple(found), min(body, default=0), _chronicle(found)
    )


def _inside(some: Sequence[S], start: int, end: int) -> tuple[S, ...]:
    return tuple(one for one in some if start <= one.start and one.end <= end)


def _spans(some: Sequence[_Spanned]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in some]


def _chronicle(rows: Sequence[Row]) -> bool:
    """Whether paragraphs begin with the hour, as those of a live page do."""
    led = {row.paragraph for row in rows if _labelled(row)}
    return len(led) >= 2


def _labelled(row: Row) -> bool:
    """ "18:30 The drivers leave", "14 January. Women surround them"."""
    words = row.line.tokens
    if not words or _HOUR.match(words[0].text):
        return bool(words)
    day = next((d for d in row.dates if d.start == words[0].start), None)
    after = next((t for t in words if day and t.start >= day.end), None)
    return day is not None and (after is None or after.low in _LABEL_ENDS)
