"""What a recogniser hands to the resolver: a stretch of text that names a place, and the places it may be. Floor 2."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from geodata.gazetteer.world import Entry

__all__ = ["Entry", "Places", "Span"]


@dataclass(frozen=True, slots=True)
class Span:
    """A place name as written: ``text[start:end]`` in Unicode code points."""

    start: int
    end: int
    text: str
    """As written."""
    name: str = ""
    """The name to look up, in its dictionary form ("Шанырак" for "Шаныраке"); empty when it is `text` itself."""
    score: float = 1.0
    """0 to 1: how surely it names a place."""
    entries: tuple[Entry, ...] = ()
    """What the gazetteer knows under this name; empty for a name that only its type gives away ("the village of X")."""
    demonym: bool = False
    """True for an adjective or a people ("Turkish", "российский"), which stands for its country."""
    kind: str = ""
    """What the text says it is ("shanty town", "district"); empty when it does not say."""


class Places(Protocol):
    """What recognisers ask of the gazetteer."""

    def lookup(self, key: str) -> tuple[Entry, ...]:
        """Return the places with this folded name, ours first."""

    def lookup_many(self, keys: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
        """Return `lookup` of each key."""
