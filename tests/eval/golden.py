"""The golden pairs: invented reports and what an attentive editor would draft from them (tests/golden/README.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geodata.model import Document
from geodata.quantity import Quantity
from geodata.reading.reports import read_report

__all__ = ["GOLDEN", "Expected", "Pair", "read_pair", "read_pairs"]

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


@dataclass(frozen=True, slots=True)
class Expected:
    """One event that a report tells."""

    event_type: str
    date: str
    date_basis: str
    place: str
    evidence: str
    time_start: str = ""
    outcome: str = ""
    quantities: Mapping[str, Quantity] = field(default_factory=dict)
    optional: bool = False
    """It may be drafted or not, and counts neither way."""
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other answers as good, for `event_type`, `date` and `place`."""
    unscored: frozenset[str] = frozenset()
    """Fields on which careful readers would differ."""

    def answers(self, name: str) -> tuple[str, ...]:
        """Every value of a field that is right."""
        return (str(getattr(self, name)), *self.also.get(name, ()))


@dataclass(frozen=True, slots=True)
class Pair:
    """A report and what to expect of it."""

    name: str
    document: Document
    published: str
    language: str
    style: str
    events: tuple[Expected, ...]
    not_events: tuple[str, ...]


def read_pairs(folder: Path = GOLDEN) -> tuple[Pair, ...]:
    """Return the pairs of a folder, by name."""
    return tuple(read_pair(file) for file in sorted(folder.glob("*.json")))


def read_pair(file: Path) -> Pair:
    """Return the pair of a ``NAME.LANGUAGE.json`` and the text beside it."""
    told = json.loads(file.read_text("utf-8"))
    return Pair(
        name=file.stem,
        document=read_report(file.with_suffix(".txt"), source_id=file.stem.replace(".", "-")),
        published=told["published"],
        language=told["language"],
        style=told["style"],
        events=tuple(_expected(event) for event in told["events"]),
        not_events=tuple(told["not_events"]),
    )


def _expected(raw: Mapping[str, Any]) -> Expected:
    fields = dict(raw)
    quantities = {name: Quantity(**each) for name, each in fields.pop("quantities").items()}
    also = {name: tuple(values) for name, values in fields.pop("also", {}).items()}
    unscored = frozenset(fields.pop("unscored", ()))
    return Expected(**fields, quantities=quantities, also=also, unscored=unscored)
