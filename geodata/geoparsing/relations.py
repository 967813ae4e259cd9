"""What an English, Russian or Kazakh text says of one place beside another: "X, Texas", "the Y suburb of X". Pure. Floor 2."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from geodata.geoparsing.contexts import contexts
from geodata.geoparsing.spans import Span

__all__ = ["Relation", "relations"]

_LONGEST_GAP = 70
_SETTLED = "|".join(
    [
        *sorted(contexts()["settled"]),
        "shanty town",
        "capital city",
        "shanty-town",
        "border town",
        "town centre",
    ]
)
_COMMA = re.compile(r",\s*\Z")
_BRACKET = re.compile(r"\s\(\Z")
_IN = re.compile(
    r",?\s(?:in|within|of)\s(?:the\s)?(?:(?:\w+ern|north|south|east|west|central|upstate|rural|nearby)[\s-]){0,2}\Z",
    re.IGNORECASE,
)
_APPOSITION = re.compile(
    rf",?\s(?:(?:a|an|the|another|one)\s)?(?:[\w'’-]+\s){{0,4}}(?:{_SETTLED})s?,?\s(?:[\w'’-]+\s){{0,3}}?(?:in|of|near|outside|from)\s(?:the\s)?"
    r"(?:(?:\w+ern|central)\s)?\Z",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r",\s(?:an?|the|another|one\sof)\s(?:\w+\s)?\Z", re.IGNORECASE)
_TYPE_AFTER = re.compile(rf"\s(?:\w+\s){{0,2}}(?:{_SETTLED})\b", re.IGNORECASE)
_WHOLE_FIRST = re.compile(
    rf"(?:['’]s?)?\s(?:[\w-]+\s){{0,3}}(?:{_SETTLED})s?(?:\sof|,)?\s(?:the\s)?\Z", re.IGNORECASE
)
_OWNER = re.compile(r"['’]s\s(?:(?:[a-z-]+)\s){0,3}\Z")
_RUSSIAN_WHOLE = re.compile(
    r"(?:,?\s(?:в|во)?\s?(?:г\.|город[а-я]*|пос[её]л[а-я]*|микрорайон[а-я]*|мкр\.?|район[а-я]*|сел[а-я]+|аул[а-я]*)\s[«\"]?|,\s)\Z",
    re.IGNORECASE,
)


# What parts two spans, what must follow the second, whether the part comes first, and how sure it is. The first that fits counts.
_SAID: tuple[tuple[re.Pattern[str], re.Pattern[str] | None, bool, str], ...] = (
    (_COMMA, None, True, "comma"),
    (_BRACKET, re.compile(r"\)"), True, "in"),
    (_WHOLE_FIRST, None, False, "said"),
    (_IN, None, True, "in"),
    (_APPOSITION, None, True, "said"),
    (_ANOTHER, _TYPE_AFTER, True, "said"),
    (_OWNER, None, False, "in"),
    (_RUSSIAN_WHOLE, None, False, "comma"),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """`part` lies in or at `whole`; both are positions in the list of spans."""

    part: int
    whole: int
    how: str
    """``comma``, ``in`` or ``said``: a comma may be only a list."""


def relations(text: str, spans: Sequence[Span]) -> list[Relation]:
    """Return what the text states of neighbouring spans.

    Parameters
    ----------
    text
        The text of the spans.
    spans
        In order, without overlaps.
    """
    found: list[Relation] = []
    for i, (one, two) in enumerate(pairwise(spans)):
        gap = text[one.end : two.start]
        if len(gap) > _LONGEST_GAP or "\n" in gap:
            continue
        told = _told(gap, text[two.end : two.end + 40])
        if told is not None:
            part_first, how = told
            part, whole = (i, i + 1) if part_first else (i + 1, i)
            found.append(Relation(part, whole, how))
    return found


def _told(gap: str, after: str) -> tuple[bool, str] | None:
    """Whether the part stands before the whole, and how it is said; None where nothing is said."""
    for pattern, follows, part_first, how in _SAID:
        if pattern.fullmatch(gap) and (follows is None or follows.match(after)):
            return part_first, how
    return None
