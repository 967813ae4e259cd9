"""Words that tell what a place name is there for: authorities, people who come from somewhere. Read once from tables/role_words.csv. Floor 2."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources

__all__ = ["any_of"]


@cache
def any_of(language: str, kind: str) -> str:
    """Return a pattern of all words of a class, the longest first; a star in the table stands for any ending.

    Examples
    --------
    >>> import re
    >>> bool(re.fullmatch(any_of("ru", "body"), "прокуратурой"))
    True
    """
    file = resources.files("geodata.geoparsing") / "tables" / "role_words.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    words = [
        word
        for row in rows
        if (row["language"], row["class"]) == (language, kind)
        for word in row["words"].split("|")
    ]
    shapes = (
        re.escape(word).replace(r"\ ", r"\s").replace(r"\*", r"\w*").replace("'", "['’]")
        for word in sorted(words, key=len, reverse=True)
    )
    return f"(?:{'|'.join(shapes)})"
