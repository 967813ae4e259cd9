"""Which column of a table means which field: exports of ACLED and UCDP GED by their own names, other tables by synonyms."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from geodata import vocabulary

__all__ = ["MANY", "Layout", "layout_of", "precisions", "table"]

MANY = ("area", "note", "")
"""Fields that several columns may have; of any other the first column counts."""

_MARKS = {
    "acled": {"event id cnty", "event date", "sub event type"},
    "ucdp": {"where prec", "date prec", "date start", "best"},
}
"""Columns by which an export is known."""

_WORD = re.compile(r"[^\W_]+|№")
_CAMEL = re.compile(r"(?<=[a-zа-яё0-9])(?=[A-ZА-ЯЁ])")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of one table mean."""

    scheme: str
    """``acled``, ``ucdp``, or empty for any other table."""
    fields: tuple[str, ...]
    """One for each column: a field, ``note`` for what is only kept, empty for what is not understood."""

    def at(self, field: str) -> int | None:
        """Return which column holds a field; None when no column does."""
        return self.fields.index(field) if field in self.fields else None

    @property
    def understood(self) -> bool:
        """Whether any column says something about events."""
        return any(self.fields)


def layout_of(columns: Sequence[str]) -> Layout:
    """Return what the columns of a table mean.

    Examples
    --------
    >>> layout_of(["Дата", "SweepLocation", "deaths", "colour"]).fields
    ('date', 'place', 'killed', '')
    """
    names = [_folded(column) for column in columns]
    scheme = next((one for one, marks in _MARKS.items() if marks <= set(names)), "")
    known = _known(scheme)
    prefix = _prefix(names)
    fields: list[str] = []
    for name in names:
        field = known.get(name) or known.get(name.removeprefix(prefix), "")
        taken = field in fields and field not in MANY
        fields.append("note" if taken else field)
    return Layout(scheme, tuple(fields))


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the tables beside this file."""
    file = resources.files(__package__ or "geodata.reading.imports") / "tables" / f"{name}.csv"
    return list(csv.DictReader(file.read_text("utf-8").splitlines()))


@cache
def _known(scheme: str) -> Mapping[str, str]:
    rows = table("columns")
    named = {row["name"]: row["field"] for row in rows if row["scheme"] == scheme}
    if scheme:
        return named
    for code, term in vocabulary.terms("quantities").items():
        for name in (code, *term.labels.values()):
            named.setdefault(_folded(name), code)
        for part in ("low", "high"):
            named[_folded(f"{code} {part}")] = f"{code}_{part}"
        named[_folded(f"{code} best")] = code
    return named


def _folded(name: str) -> str:
    spaced = _CAMEL.sub(" ", name)
    return " ".join(_WORD.findall(spaced)).casefold()


def _prefix(names: Sequence[str]) -> str:
    """A first word that a third of the columns share ("SweepDate", "SweepType") says nothing."""
    first = Counter(name.partition(" ")[0] for name in names if " " in name)
    word, count = first.most_common(1)[0] if first else ("", 0)
    return f"{word} " if count >= 3 and count * 3 >= len(names) else "\0"


@cache
def precisions(scheme: str, field: str) -> Mapping[str, str]:
    """Return the codes of an export for how exactly a place or a date is known, each with metres or a unit."""
    return {
        row["code"]: row["value"]
        for row in table("precision")
        if (row["scheme"], row["field"]) == (scheme, field)
    }
