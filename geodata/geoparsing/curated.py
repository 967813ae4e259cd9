"""Find the places of a gazetteer in a text: whole words, any spelling, any script, the longest name first. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from geodata.gazetteer.names import Gazetteer, Token, tokens
from geodata.model import Mention

__all__ = ["find_places"]

_JOINT = re.compile(r"[\s\-‐‑–.«»\"“”()]{1,3}\Z")

# "It was just like the Gaza Strip": the place is named to liken, nothing happened there.
_COMPARISON = re.compile(
    r"\b(?:(?:just|much|rather) like|like (?:in )?the|looks? like|resembl\w+|reminiscent of|compared (?:to|with)"
    r"|словно|будто|как в|похож\w* на|напомина\w+|сияқты)\s+(?:the\s+|в\s+|на\s+)?\Z",
    re.IGNORECASE,
)
_LOOK_BACK = 48


def find_places(text: str, gazetteer: Gazetteer, document_id: str = "") -> list[Mention]:
    """Return each mention of a known place, in order, with its offsets.

    Parameters
    ----------
    text
        Any text; ``text[m.start:m.end] == m.text`` holds for each mention, in Unicode code points.
    gazetteer
        The names to look for. A spelling that belongs to several places goes to the one that contains the others if there
        is one, else it is left out: a guess would be worse than a gap.

    Examples
    --------
    >>> from geodata.model import Place, PlaceName
    >>> bakai = Place("bakai", "shanty_town", names=(PlaceName("Бақай", "kk", main=True),))
    >>> find_places("Снос в поселке БАКАЙ.", Gazetteer([bakai]))[0].text
    'БАКАЙ'
    """
    return list(_scan(text, tokens(text), gazetteer, document_id))


def _scan(
    text: str, words: Sequence[Token], gazetteer: Gazetteer, document_id: str
) -> Iterator[Mention]:
    at = 0
    while at < len(words):
        length, place_id = _longest(text, words, at, gazetteer)
        if not length:
            at += 1
            continue
        start, end = words[at].start, words[at + length - 1].end
        if place_id:
            before = text[max(0, start - _LOOK_BACK) : start]
            role = "comparison" if _COMPARISON.search(before) else "event"
            yield Mention(document_id, start, end, text[start:end], place_id, role)
        at += length


def _longest(
    text: str, words: Sequence[Token], at: int, gazetteer: Gazetteer
) -> tuple[int, str | None]:
    for name, place_ids in gazetteer.starting_with(words[at].folded):
        here = words[at : at + len(name)]
        if tuple(word.folded for word in here) == name and _joined(text, here):
            return len(name), _one_of(place_ids, gazetteer)
    return 0, None


def _joined(text: str, here: Sequence[Token]) -> bool:
    gaps = (text[a.end : b.start] for a, b in pairwise(here))
    return all(_JOINT.match(gap) for gap in gaps)


def _one_of(place_ids: Sequence[str], gazetteer: Gazetteer) -> str | None:
    """The only place, or the one that contains all the others of the same name."""
    for candidate in place_ids:
        others = [gazetteer.places[other] for other in place_ids if other != candidate]
        if all(other.parent_id == candidate for other in others):
            return candidate
    return None
