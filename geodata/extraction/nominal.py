"""Events that a noun tells: "clashes", "the demolition of 14 houses on Tuesday", and a chronicle's note without a verb. Pure.

A noun only mentions; it tells of something that happened where the verb of its clause is told as done, and is none of those that
announce, forbid, fear or plan (``tables/unsaid.csv``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geodata.extraction.acts import Act, Found
from geodata.extraction.clauses import Line
from geodata.extraction.modality import Modality, modality, planned
from geodata.extraction.phrases import Phrase, phrases, rows, words
from geodata.extraction.report import Report

__all__ = ["ByNoun", "by_noun"]

_NOT = words("не нет no not n't never without neither жоқ емес")
_BEFORE = words("для к ко о об против до от из-за без на against for about of over")
"""Words after which a demolition is only spoken of: "against the demolition", "для сноса"."""
_FINITE = ("past", "pres", "futr", "prts", "inf", "s", "part")


@dataclass(frozen=True, slots=True)
class ByNoun:
    """An event told by a noun, and how its clause is told."""

    found: Found
    told: Modality


def by_noun(report: Report, index: int) -> tuple[ByNoun, ...]:
    """Return the events that nouns of a sentence tell."""
    line = report.rows[index].line
    if report.rows[index].line.sentence.kind != "text":
        return ()
    verbless = not any(t.is_a(*_FINITE) for t in line.tokens)
    if verbless:
        return _notes(report, line) if report.chronicle else ()
    return tuple(_told(report, line))


def _notes(report: Report, line: Line) -> tuple[ByNoun, ...]:
    """ "18:30. A meeting at the school, 300 people"."""
    for row in rows("notes"):
        at = (
            _first(line, row["phrase"], 0, len(line.tokens))
            if row["language"] == report.language
            else None
        )
        if at is not None:
            act = Act("note", (), (), (), row["event_type"])
            return (ByNoun(Found(act, at, at + 1, at), Modality("present", "note")),)
    return ()


def _told(report: Report, line: Line) -> list[ByNoun]:
    made = []
    for row in rows("nouns"):
        if row["language"] != report.language:
            continue
        at = _first(line, row["phrase"], 0, len(line.tokens))
        if at is None:
            continue
        start, end = line.clause(at)
        if end < len(line.tokens) and line.tokens[end].low == "and":
            end = line.clause(end)[1]
        if row["event_type"] == "demolition" and at and _spoken_of(line, at):
            continue
        if any(_first(line, need, start, end) is None for need in row["needs"].split()):
            continue
        told = _verb_of(line, start, end, at)
        if told is not None:
            act = Act("noun", (), (), (), row["event_type"])
            made.append(ByNoun(Found(act, at, at + 1, at), told))
    return made


def _spoken_of(line: Line, at: int) -> bool:
    before = [t.low for t in line.tokens[max(0, at - 2) : at]]
    return before[-1] in _BEFORE or (before[-1] == "the" and before[0] in _BEFORE)


def _verb_of(line: Line, start: int, end: int, at: int) -> Modality | None:
    """How the clause is told, when by a verb of fact; None when it plans, forbids, or is negated."""
    if any(
        _first(line, row["word"], start, end) is not None
        for row in rows("unsaid")
        if row["language"] == line.language
    ):
        return None
    if planned(line, start, end) or any(t.low in _NOT for t in line.tokens):
        return None
    english = line.language == "en"
    if english and any(
        line.tokens[i].low == "to" and line.tokens[i + 1].is_a("base")
        for i in range(max(start, at - 6), at)
    ):
        return None
    forms = ("past",) if english else ("past", "prts", "inf", "futr")
    verbs = [i for i in range(start, end) if line.tokens[i].is_a(*forms) and i != at]
    for i in sorted(verbs, key=lambda i: abs(i - at)):
        told = modality(line, i, i, i + 1)
        return Modality("fact", "noun", told.before) if told.kind == "fact" else None
    return None


def _first(line: Line, text: str, start: int, end: int) -> int | None:
    """Where the first of some phrases begins."""
    every: Sequence[Phrase] = phrases(text, line.language)
    places = (i for i in range(start, end) if any(p.match(line.tokens, i, end) for p in every))
    return next(places, None)
