"""Words that tell what an English name beside them is: "in", "President", "University", "River". Read once from a table. Floor 2."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

__all__ = ["contexts", "exact_codes"]


@cache
def contexts() -> dict[str, frozenset[str]]:
    """Return class of context to its words, lower case."""
    file = resources.files("geodata.geoparsing") / "tables" / "contexts_en.csv"
    rows = csv.DictReader(file.read_text("utf-8").splitlines())
    return {row["class"]: frozenset(row["words"].split("|")) for row in rows}


@cache
def exact_codes() -> frozenset[str]:
    """Return abbreviations just as they must be written: "U.S." and "Ky.", not "us" or "Man"."""
    file = resources.files("geodata.gazetteer") / "tables" / "codes.csv"
    rows = csv.DictReader(file.read_text("utf-8").splitlines())
    return frozenset(code.removeprefix("the ") for row in rows for code in row["names"].split("|"))
