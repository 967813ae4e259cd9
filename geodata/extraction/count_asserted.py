"""Whether a sentence asserts what befell those it counts: no "if", no "could", no rumour, no other year. Pure."""

from __future__ import annotations

import re

from geodata.extraction.count_words import Line, context, context_at

__all__ = ["is_asserted"]

_WINDOW = 5
"""Words before a verb within which "could" and "not" are its own."""
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_DAY = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th|-го)?\s+[^\W\d]+,?\s+(?:of\s+)?(?:1[6-9]|20)\d\d\b|\b[^\W\d]+\s+\d{1,2},\s+(?:1[6-9]|20)\d\d\b"
    r"|\b\d{1,2}[./]\d{1,2}[./](?:1[6-9]|20)\d\d\b|\b(?:1[6-9]|20)\d\d\s+жыл\w*\s+\d{1,2}\s"
)


def is_asserted(line: Line, told: tuple[int, int], noun: str, *, unreal: bool, zero: bool) -> bool:
    """Return whether a sentence says as a fact, of its own time, what befell people.

    Parameters
    ----------
    line
        The sentence.
    told
        First and last (exclusive) of the words that say so.
    noun
        What befell them; of deaths most is asked, since a false one does most harm.
    unreal
        Whether the verb is in the infinitive or the future.
    zero
        Whether it is told of nobody; then the negation belongs to it.
    """
    if _is_question(line) or _is_supposed(line, told):
        return False
    first, end = told
    words = context(line.language)
    if not zero and any(
        line.keys[i] & words.get("not", _NONE) for i in range(max(0, first - 3), end)
    ):
        return False
    near = range(max(0, first - _WINDOW), end)
    bare = unreal or (line.language == "en" and line.low(first - 1) == "to")
    if bare and not any(line.keys[i] & words.get("success", _NONE) for i in near):
        return False
    return noun not in ("killed", "casualties") or _is_of_its_time(line)


_NONE: frozenset[str] = frozenset()


def _is_question(line: Line) -> bool:
    return any(word.low == "?" for word in line.words[-2:])


def _is_supposed(line: Line, told: tuple[int, int]) -> bool:
    """Whether it might be, nearly was, or is denied."""
    first, end = told
    words = context(line.language)
    near = range(max(0, first - _WINDOW), end)
    might = any(line.keys[i] & words.get("modal", _NONE) and not _is_month(line, i) for i in near)
    almost = line.low(first - 1) in words.get("almost", _NONE)
    supposed = _any(line, 0, min(end + 1, len(line.words)), "if")
    return might or almost or supposed or _any(line, 0, end, "doubt")


def _is_month(line: Line, at: int) -> bool:
    return line.words[at].text == "May"


def _any(line: Line, start: int, end: int, name: str) -> bool:
    return any(context_at(line, at, name) for at in range(start, end))


def _is_of_its_time(line: Line) -> bool:
    """Whether a death is told neither as hearsay nor of another year."""
    if _any(line, 0, len(line.words), "doubt_killed") or _any(line, 0, len(line.words), "doubt"):
        return False
    told = line.text[line.words[0].start : line.words[-1].end]
    return not _YEAR.search(_DAY.sub("", told))
