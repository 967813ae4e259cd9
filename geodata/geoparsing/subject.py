"""How surely a text is about what our own places are kept for: homes, those who come to pull them down, those who resist. Pure. Floor 2."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources

__all__ = ["subject_of"]

_LEAST, _MOST = 2, 4
_LETTERS = 60_000
"""Of a longer text the beginning tells."""


def subject_of(text: str) -> float:
    """Return 0 for a text that says nothing of it, up to 1 for one that does so in many words.

    One word is no sign: "Police came to Bakai" may be told of any Bakai.

    Examples
    --------
    >>> subject_of("Police came to Bakai.")
    0.0
    >>> subject_of("Bailiffs and police came to pull down homes; residents built barricades.")
    1.0
    """
    found = {match.group().casefold()[:4] for match in _words().finditer(text[:_LETTERS])}
    if len(found) < _LEAST:
        return 0.0
    return min(1.0, len(found) / _MOST)


@cache
def _words() -> re.Pattern[str]:
    file = resources.files("geodata.geoparsing") / "tables" / "subject.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    words = [word for row in rows for word in row["words"].split("|")]
    shapes = (re.escape(w).replace(r"\ ", r"\s").replace(r"\*", r"\w*") for w in words)
    return re.compile(rf"\b(?:{'|'.join(shapes)})\b", re.IGNORECASE)
