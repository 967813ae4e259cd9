"""The closed lists of words: event types, layers, outcomes and the rest, each a CSV file that an expert can edit.

Every list has a code and a label in English, Russian and Kazakh. A Kazakh label that nobody has checked is not shown; Russian
stands in for it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

__all__ = [
    "LANGUAGES",
    "LISTS",
    "Layer",
    "Term",
    "claimable",
    "event_types",
    "label",
    "layer_of",
    "layers",
    "terms",
]

LANGUAGES = ("en", "ru", "kk")

LISTS = (
    "layers",
    "event_types",
    "outcomes",
    "link_types",
    "quantities",
    "publisher_kinds",
    "stated_by",
    "claim_status",
    "reliability",
    "place_kinds",
    "date_basis",
    "claim_fields",
    "doubts",
    "withdrawals",
)


@dataclass(frozen=True, slots=True)
class Term:
    """One word of one list."""

    code: str
    labels: Mapping[str, str]
    """Language to label; a language without a checked label is absent."""
    inverse: Mapping[str, str]
    """Links only: the label read from the far end ("answered by")."""
    definition: str
    layer: str = ""
    """Event types only."""
    acled: tuple[str, str] = ("", "")
    """Event types only: ACLED event type and sub-event type."""

    def label(self, language: str) -> str:
        """Return the label in a language; Kazakh falls back on Russian, all on English, in the end on the code."""
        return _in_language(self.labels, language) or self.code

    def inverse_label(self, language: str) -> str:
        """Return the label read from the far end; the code when there is none."""
        return _in_language(self.inverse, language) or self.code


@dataclass(frozen=True, slots=True)
class Layer:
    """One of the three layers of the map, told apart by shape and by colour."""

    layer: str
    colour: str
    shape: str


@cache
def terms(name: str) -> Mapping[str, Term]:
    """Return one list, code to term, in the order of its file.

    Raises
    ------
    KeyError
        There is no such list.
    """
    if name not in LISTS:
        raise KeyError(f"{name!r} is not a list of the vocabulary; there are {', '.join(LISTS)}")
    return MappingProxyType({term.code: term for term in map(_term, _rows(name))})


@cache
def claimable() -> frozenset[str]:
    """Return what a claim may speak of: every quantity, and the fields that hold text."""
    return frozenset(terms("quantities")) | frozenset(terms("claim_fields"))


def event_types() -> Mapping[str, Term]:
    """Return the event types, each with its layer."""
    return terms("event_types")


@cache
def layers() -> tuple[Layer, ...]:
    """Return the layers in the order in which they are drawn and listed."""
    return tuple(Layer(row["layer"], row["colour"], row["shape"]) for row in _rows("layers"))


def layer_of(event_type: str) -> str:
    """Return the layer of an event type.

    Examples
    --------
    >>> layer_of("barricade")
    'resistance'
    """
    return event_types()[event_type].layer


def label(name: str, code: str, language: str = "en") -> str:
    """Return the label of a code; a code that the list lacks is returned as it is, never dropped.

    Examples
    --------
    >>> label("layers", "resistance")
    'Resistance'
    """
    term = terms(name).get(code)
    return term.label(language) if term else code


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files(__name__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _term(row: dict[str, str]) -> Term:
    code = row.get("code") or row.get("event_type") or row["layer"]
    checked = row.get("kk_checked") == "1"

    def spoken(prefix: str) -> dict[str, str]:
        every = {language: row.get(f"{prefix}_{language}", "") for language in LANGUAGES}
        return {lang: text for lang, text in every.items() if text and (lang != "kk" or checked)}

    return Term(
        code=code,
        labels=spoken("label"),
        inverse=spoken("inverse"),
        definition=row.get("definition", ""),
        layer=row.get("layer", "") if "event_type" in row else "",
        acled=(row.get("acled_event_type", ""), row.get("acled_sub_event_type", "")),
    )


def _in_language(labels: Mapping[str, str], language: str) -> str:
    chain = {"kk": ("kk", "ru", "en"), "ru": ("ru", "en")}.get(language, ("en",))
    return next((labels[one] for one in chain if one in labels), "")
