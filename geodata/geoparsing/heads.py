"""Words that say what kind of place a name beside them is: посёлок, район, облысы, көшесі. Read once from tables/heads.csv. Floor 2."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

__all__ = ["ORGANISATION", "heads"]

ORGANISATION = "organisation"
"""The kind of heads whose names are no places: футбольный клуб «Алматы»."""


@cache
def heads(language: str) -> dict[str, str]:
    """Return head word (lower case, nominative in Russian, with its possessive in Kazakh) to kind of place.

    Examples
    --------
    >>> heads("ru")["посёлок"], heads("kk")["облысы"]
    ('settlement', 'region')
    """
    file = resources.files("geodata.geoparsing") / "tables" / "heads.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return {row["word"]: row["kind"] for row in rows if row["language"] == language}
