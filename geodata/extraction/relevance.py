"""Is the report about people's homes at all? Arrests, trials and deaths of other stories are not ours. Pure.

Whoever puts a report in takes it to be ours: a short one with any sign of homes is read so, unless it has the words of another
story, a match, a war, a robbery (weight ``-`` in ``tables/themes.csv``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from geodata.extraction.acts import acts_in
from geodata.extraction.phrases import phrases, rows
from geodata.extraction.report import Report, Row

__all__ = ["near_homes"]

_OTHER = "-"
"""Weight of the words of another story."""
_OURS = frozenset({"demolish", "demolition_done", "evict", "attempt", "fallen"})
_ENOUGH = 4
"""Weight of cues from which on a report is one of homes under threat."""
_ENOUGH_OF_WEAK = 7
"""The same where every cue is a weak one."""
_LONG = 20
"""A longer text needs a cue more for each so many paragraphs."""
_AT_MOST = 2
"""How often one cue counts: a word said ten times is still one sign."""
_REACH = 8
"""Paragraphs around one that speaks of homes under threat within which other acts belong to it."""


def near_homes(report: Report) -> frozenset[int]:
    """Return the numbers of the paragraphs that belong to a story of homes under threat."""
    cues = {row.paragraph: [] for row in report.rows}  # type: dict[int, list[str]]
    for row in report.rows:
        cues[row.paragraph] += _cues(report, row)
    counted = Counter(cue for some in cues.values() for cue in some)
    counted, alien = _parted(counted)
    ours = _names_ours(report)
    weight = 2 * ours + sum(int(cue[0]) * min(times, _AT_MOST) for cue, times in counted.items())
    strong = ours or any(cue[0] == "2" for cue in counted)
    if weight < (_ENOUGH if strong else _ENOUGH_OF_WEAK) + len(cues) // _LONG:
        short = bool(counted) and len(cues) <= _LONG
        return frozenset(cues) if short and not alien else frozenset()
    return frozenset(
        p + d for p, some in cues.items() if _of_ours(some) for d in range(-_REACH, _REACH + 1)
    )


def _of_ours(some: Sequence[str]) -> bool:
    return any(cue[0] != _OTHER for cue in some)


def _parted(counted: Counter[str]) -> tuple[Counter[str], bool]:
    """The signs of our story, be they of no weight, and whether there are those of another."""
    mine = Counter({cue: times for cue, times in counted.items() if cue[0] != _OTHER})
    return mine, len(mine) < len(counted)


def _names_ours(report: Report) -> bool:
    """Whether the report names one of the settlements that this gazetteer is kept for."""
    return any(
        "ours" in best.reasons and best.kind == "curated"
        for row in report.rows
        for toponym in row.toponyms
        for best in toponym.candidates[:1]
    )


def _cues(report: Report, row: Row) -> list[str]:
    """The signs of a sentence, each with its weight in front."""
    words = row.line.tokens
    found = [
        f"{theme['weight']} {theme['phrase']}"
        for theme in rows("themes")
        if theme["language"] == report.language
        for phrase in phrases(theme["phrase"], report.language)
        if any(phrase.match(words, i, len(words)) for i in range(len(words)))
    ]
    return found + ["2 act" for act in acts_in(row.line) if act.act.code in _OURS]
