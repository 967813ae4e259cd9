"""The small grammar that dates, clock times and durations are written in: words and patterns, read from tables. Pure.

``tables/time_words.csv`` lists words by class (months, weekdays, "last", "ten"), with the value that each stands for; ``=``
means the digits themselves. A pattern names a class in braces: ``{month}`` finds a month and keeps it, ``{month2}`` keeps a
second one, a class in capitals is only found. Words are regular expressions in lower case, with ``ё`` written ``е``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = ["Pattern", "Trap", "find", "is_trapped", "level", "patterns", "table", "traps", "value"]

_PIECE = re.compile(r"\{([A-Za-z]+)(\d?)\}")
_ALIKE = str.maketrans(
    {"ё": "е", "Ё": "е", "’": "'", "‘": "'", "ʼ": "'", "`": "'"}
    | dict.fromkeys("‐‑‒–—−", "-")
    | dict.fromkeys("\u00a0\u2009\u202f\t\r", " ")
)
_TRIGGERS = {
    "date_patterns": (
        ("month", "weekday", "unit", "period", "season", "deictic", "feast", "year"),
        r"\d[./-]\d|(?:1[89]|20)\d\d|\d0-?'?[а-яs]|\d(?:st|nd|rd|th)|\d\d? числа",
    ),
    "clock_patterns": (("point", "hour", "past", "nexthour"), r"\d|пол"),
    "duration_patterns": (("span", "long", "stem"), r"пол"),
}
"""What every pattern of a table holds at least one of: classes of words, and signs."""
_REACH = 56
"""Letters around a word of time within which the rest of its expression stands."""
_AHEAD = re.compile(r"\(\?=(?:[^()]|\([^()]*\))*\)")
_BESIDE = {
    "before": r"(?<![\w])(?:{})[ (\"'«“]*\Z",
    "after": r"\A[ )\"'»”]*(?:{})(?!\w)",
}
_WRAP = re.compile(r"(?<=[^\n]{40})(?<![.!?:;])\n(?!\s*\n)")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to write a time."""

    rule: str
    """Its name, which claims carry."""
    meaning: str
    """Which kind of time it stands for."""
    regex: re.Pattern[str]
    example: str
    """Words that it must find; a test holds it to that."""


@dataclass(frozen=True, slots=True)
class Trap:
    """Words beside an expression that show it to be part of something else."""

    regex: re.Pattern[str]
    before: bool
    groups: frozenset[str]
    """Names of the expressions that it catches."""
    why: str

    def catches(self, text: str, start: int, end: int) -> bool:
        """Say whether the words stand beside this span of a levelled text."""
        beside = text[max(0, start - 30) : start] if self.before else text[end : end + 30]
        return bool(self.regex.search(beside))


def level(text: str) -> str:
    """Return the text in lower case with dashes, apostrophes, spaces and ``ё`` made alike, each letter at its old place.

    A long line that merely wraps is joined by a space; other ends of lines still part what stands on them.
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return _WRAP.sub(" ", lower.translate(_ALIKE))


@cache
def table(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a table beside the code."""
    file = resources.files("geodata.extraction") / "tables" / f"{name}.csv"
    return tuple(csv.DictReader(file.read_text("utf-8").splitlines()))


@cache
def patterns(name: str, language: str) -> tuple[Pattern, ...]:
    """Return the patterns of a table for one language, ready to be searched for."""
    return tuple(
        Pattern(
            row["rule"],
            row["meaning"],
            re.compile(rf"(?<![\w/])(?:{_spelled(row['pattern'], language)})(?!\w)"),
            row["example"],
        )
        for row in table(name)
        if row["language"] == language
    )


@cache
def value(language: str, kind: str, text: str) -> str:
    """Return what a word of a class stands for: ``value("en", "month", "sept.")`` is ``9``; empty when it is none.

    Examples
    --------
    >>> value("ru", "month", "июля"), value("en", "day", "12th")
    ('7', '12')
    """
    for known, regex in _words(language).get(kind, ()):
        if _alone(regex).fullmatch(text):
            return re.sub(r"\D", "", text) if known == "=" else known
    return ""


def is_trapped(name: str, language: str, text: str, start: int, end: int) -> str:
    """Return why the words of a span mean something else by what stands beside them; empty where nothing does.

    Parameters
    ----------
    name
        A table with the columns language, side (before or after), words and why.
    text
        Levelled.
    """
    for trap in traps(name, language):
        if trap.catches(text, start, end):
            return trap.why
    return ""


@cache
def traps(name: str, language: str) -> tuple[Trap, ...]:
    """Return the traps of a table for one language."""
    return tuple(
        Trap(
            re.compile(_BESIDE[row["side"]].format(row["words"])),
            row["side"] == "before",
            frozenset(row.get("groups", "").split("|")),
            row["why"],
        )
        for row in table(name)
        if row["language"] == language
    )


def find(name: str, language: str, text: str) -> Iterator[tuple[Pattern, re.Match[str]]]:
    """Yield every place where a pattern of a table fits the levelled text, overlaps included."""
    windows = list(_windows(name, language, text))
    for pattern in patterns(name, language):
        for start, end in windows:
            for match in pattern.regex.finditer(text, start, end):
                yield pattern, match


def _windows(name: str, language: str, text: str) -> Iterator[tuple[int, int]]:
    """Stretches of the text around words of time: only there are the patterns tried, for they are many."""
    triggers = _triggers(name, language)
    if triggers is None:
        return
    start = end = -1
    for match in triggers.finditer(text):
        if match.start() - _REACH > end:
            if end >= 0:
                yield start, end
            start = max(0, match.start() - _REACH)
        end = _word_end(text, match.end() + _REACH)
    if end >= 0:
        yield start, end


def _word_end(text: str, place: int) -> int:
    space = text.find(" ", place)
    return len(text) if space < 0 else space


@cache
def _triggers(name: str, language: str) -> re.Pattern[str] | None:
    kinds, signs = _TRIGGERS[name]
    words = [regex for kind in kinds for _, regex in _words(language).get(kind, ())]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})|{signs}") if words else None


@cache
def _words(language: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in table("time_words"):
        if row["language"] == language:
            kind = row["class"]
            found[kind] = (*found.get(kind, ()), (row["value"], row["words"]))
    return found


@cache
def _alone(regex: str) -> re.Pattern[str]:
    """The words without what must follow them in a text."""
    return re.compile(_AHEAD.sub("", regex))


def _spelled(pattern: str, language: str) -> str:
    """Write the classes of a pattern out."""

    def words(piece: re.Match[str]) -> str:
        kind, number = piece.groups()
        either = "|".join(regex for _, regex in _words(language)[kind])
        return f"(?:{either})" if kind.isupper() else rf"(?P<{kind}{number}>{either})"

    return _PIECE.sub(words, pattern)
