"""Place names that a text only likens to: "as in Gaza", «не Андижан», "Газадағыдай". Nothing happened there. Pure. Floor 2."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources

from geodata.geoparsing.spans import Span

__all__ = ["is_likened", "is_perhaps_likened", "on_one_list"]

_BACK, _AHEAD = 90, 60
_QUOTE = "[«“”„\"‘']"
_OF = r"(?:the\s)?(?:[\w-]+\s){1,3}of\s"
_BETWEEN = rf"(?:(?:the|a|an|in|old|в|во|на|секторе?|город[уае]?|г\.)\s|{_OF})*{_QUOTE}?"
"""What may stand between words that liken and the name: "nor [the banlieues of] Paris"."""
_BOTH = re.compile(r"\bкак\s(?:во?|на)\s[«\"“]?\Z", re.IGNORECASE)
_AND_TOO = re.compile(r"[^.!?\n]{0,60},\sтак\sи\s", re.IGNORECASE)
_AGO = re.compile(
    r"[^.!?\n]{0,30}\b(?:years?|decades?|лет|года?|век)\s(?:ago|earlier|before|назад)\b"
)
_JOINT = re.compile(
    rf"(?:,?\s(?:and|or|nor|и|или|ни|және|мен|пен|бен)\s|,\s)(?:(?:in|the|в|во|на)\s){{0,2}}{_QUOTE}?",
    re.IGNORECASE,
)
_STOPS = (". ", "! ", "? ", "\n", ".\n")
_AS_IN = re.compile(r"(?:[дт]ағыдай|[дт]егідей)\Z", re.IGNORECASE)
_SIGNS = {
    "_": r"[\w’'-]+\s",
    "~": r"(?:[\w’'-]+\s){0,3}",
    "<quote>": _QUOTE,
    "<comma>": r"[,(]\s",
    "<dash>": r"[—–-]\s",
}
"""What stands in the table for more than a word."""
_AS_IF = ("дай", "дей", "тай", "тей")


def is_likened(text: str, span: Span) -> bool:
    """Whether the words beside a name say that something is only likened to it.

    Examples
    --------
    >>> text = "This could end as it did in Andijan."
    >>> is_likened(text, Span(28, 35, "Andijan"))
    True
    """
    before, after = _around(text, span)
    if _said("before").search(before):
        return not (_BOTH.search(before) and _AND_TOO.match(after))
    return bool(_said("after").match(after)) or _has_ending(span)


def is_perhaps_likened(text: str, span: Span) -> bool:
    """Whether a name is likened to, provided that the report does not tell of the place itself: "another Soweto"."""
    before, after = _around(text, span)
    if _said("own").search(before) or (_said("told").search(before) and _AGO.match(after)):
        return True
    start = max(text.rfind(stop, 0, span.start) for stop in _STOPS) + 1
    ends = [end for stop in _STOPS if (end := text.find(stop, span.end)) >= 0]
    return bool(_said("sentence").search(text[start : min(ends, default=len(text))]))


def on_one_list(text: str, one: Span, other: Span) -> bool:
    """Whether two names stand on one list, so that what is said of the first goes for the second."""
    return bool(_JOINT.fullmatch(text[one.end : other.start]))


def _around(text: str, span: Span) -> tuple[str, str]:
    before = text[max(0, span.start - _BACK) : span.start].replace("\n", " \n")
    return before, text[span.end : span.end + _AHEAD]


def _has_ending(span: Span) -> bool:
    """Газадағыдай, Газадай: as in Gaza, like Gaza."""
    name, written = span.name.casefold(), span.text.casefold()
    return bool(_AS_IN.search(written)) or (bool(name) and written in {name + e for e in _AS_IF})


@cache
def _said(where: str) -> re.Pattern[str]:
    """One pattern of all rows of the table for this side of the name, in all languages."""
    file = resources.files("geodata.geoparsing") / "tables" / "comparisons.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    each = (words for row in rows if row["where"] == where for words in row["words"].split("|"))
    any_ = "|".join(_pattern(words) for words in each)
    shape = {
        "before": rf"(?:{any_})\s?{_BETWEEN}\Z",
        "own": rf"(?:{any_})\s?{_BETWEEN}\Z",
        "told": rf"(?:{any_})\s(?:the\s)?\Z",
        "after": rf"{_QUOTE}?\s?(?:{any_})",
        "sentence": rf"(?:{any_})\b",
    }
    return re.compile(shape[where], re.IGNORECASE)


def _pattern(words: str) -> str:
    """Words of the table as a pattern: a/b one of them, a_b both, * any ending, _ any word, ~ up to three words."""
    parts = []
    for token in words.split():
        options = (
            re.escape(o).replace(r"\*", r"\w*").replace("_", r"\s") for o in token.split("/")
        )
        parts.append(_SIGNS.get(token) or rf"(?:{'|'.join(options)})\s".replace("'", "['’]"))
    whole = "".join(parts).removesuffix(r"\s")
    return rf"\b{whole}" if words[0].isalpha() else whole
