"""English names that nobody knows, and that the text itself says are places: "the village of X", "X shanty town". Pure. Floor 2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from geodata.gazetteer.folding import fold
from geodata.geoparsing.contexts import contexts
from geodata.geoparsing.english_plain import is_a_people
from geodata.geoparsing.english_tokens import Words
from geodata.geoparsing.spans import Places, Span

__all__ = ["announced"]

_NAME = r"[A-ZÀ-ÞŻŁĆŚĞİŞ][\w'’]+(?:[ -](?:(?:de|da|do|al|el|la) )?[A-Z0-9À-ÞŻŁĆŚĞİŞ][\w'’]*){0,3}"
_TYPES = (
    "shanty ?town|shanty-town|slum|favela|township|settlement|microdistrict|micro-district|neighbou?rhood|village|hamlet"
    "|suburb|quarter|barrio|kampung|district|encampment|refugee camp|informal settlement|squatter settlement"
)
_OF = re.compile(
    rf"\b(?P<type>{_TYPES}|town|city|borough|parish|shanty towns? and villages?)s?\s(?:of|called|named|known as)\s[“\"]?(?P<name>{_NAME})"
)
_BEFORE_TYPE = re.compile(
    rf"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]f|[Ff]rom|[Tt]o|[Tt]he|[Oo]utside|[Aa]cross|[Ii]nto|[Aa]nother|[Nn]earby)\s(?:the\s)?(?P<name>{_NAME})\s(?P<type>{_TYPES})s?\b"
)
_DATELINE = re.compile(
    r"^(?P<name>[A-Z][A-Z'’ -]{2,30}[A-Z])(?=,\s[A-Z][\w.]+[^\n]{0,40}(?:\([A-Z]|[-—–])|\s\([A-Z][A-Za-z ]{1,20}\)\s?[-—–])",
    re.MULTILINE,
)
_SCORE = {"of": 0.8, "type": 0.7, "dateline": 0.75}


def announced(words: Words, spans: Sequence[Span], places: Places) -> list[Span]:
    """Return the spans together with names that the text announces, where none of them overlaps.

    Parameters
    ----------
    words
        The text.
    spans
        What is found already; it is kept.
    places
        Asked for names that were thought unlikely before.
    """
    done = list(spans)
    ordinary = contexts()["function"] | contexts()["time"] | contexts()["title"]
    for start, end, kind, how in _matches(words.text):
        name = words.text[start:end]
        first = name.split()[0].casefold()
        free = all(end <= s.start or s.end <= start for s in done)
        if free and first not in ordinary and not is_a_people(name) and not name.isdecimal():
            found = places.lookup(fold(name))
            done.append(Span(start, end, name, score=_SCORE[how], entries=found, kind=kind))
    done.sort(key=lambda span: span.start)
    return done


def _matches(text: str) -> Iterator[tuple[int, int, str, str]]:
    for pattern, how in ((_OF, "of"), (_BEFORE_TYPE, "type")):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            name = match["name"]
            for ending in ("'s", "’s"):
                if name.endswith(ending):
                    end -= len(ending)
            yield start, end, match["type"].casefold(), how
    for match in _DATELINE.finditer(text):
        yield *match.span("name"), "", "dateline"
