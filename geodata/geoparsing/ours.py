"""Names of our own places that a recogniser passed over, or cut short, in any case. Pure. Floor 2."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from geodata.gazetteer.endings import stems
from geodata.gazetteer.folding import Token, fold, tokens
from geodata.gazetteer.gazetteer import Gazetteer
from geodata.gazetteer.world import OURS, Word
from geodata.geoparsing.spans import Span

__all__ = ["with_ours"]

_LONGEST = 6
_JOINT = re.compile(r"[\s\-‐‑–]{0,2}[«»\"“”„]?[\s\-‐‑–]{0,2}\Z")
_SCORE, _SURE = 0.6, 0.9
_PLACED = re.compile(
    r"\b(?:во?|на|из|от|до|у|ко?|под|над|за|по|перед|между|близ|около|возле|вокруг|против|через|внутри|рядом с|снос\w*|штурм\w*"
    r"|жител\w+|жильц\w+|посёл\w+|посел\w+|микрорайон\w*|домо?в?\w?|окраин\w+|улиц\w*)\s[«\"“]?\Z",
    re.IGNORECASE,
)
"""What stands before a place and not before a person."""


def with_ours(
    text: str,
    spans: Sequence[Span],
    gazetteer: Gazetteer,
    word: Callable[[str], Word],
    language: str,
) -> list[Span]:
    """Return the spans, longer names of our places instead of their parts, and names of our places where no span is.

    "Medeu district" is found where only "Medeu" was, «Алматинском городском суде» where only the adjective was. A forename by
    itself is not taken for a place.

    Parameters
    ----------
    text
        The text of the spans.
    word
        Tells whether a word is a forename.
    language
        Whose case endings to take off: en, ru, kk.
    """
    done = list(spans)
    words = tokens(text)
    least = 2 if language == "en" else 1  # English single words have been weighed already
    at = 0
    while at < len(words):
        taken = 0
        most = _LONGEST if gazetteer.may_begin_ours(words[at].folded) else 1
        for n in range(min(most, len(words) - at), least - 1, -1):
            here = words[at : at + n]
            found = _ours(text, here, gazetteer, language) if _is_name(text, here) else None
            if found is None:
                continue
            taken = n
            if n > 1 or _is_place(text, found, word(here[0].folded)):
                done = _joined(done, found)
            break
        at += taken or 1
    done.sort(key=lambda span: span.start)
    return done


def _is_name(text: str, words: Sequence[Token]) -> bool:
    """Whether the words stand together and are written as a name."""
    if not any(text[w.start].isupper() for w in words):
        return False
    return all(a.end < b.start and _JOINT.match(text[a.end : b.start]) for a, b in pairwise(words))


def _is_place(text: str, found: Span, about: Word) -> bool:
    """Whether a single word names a place here: in its plain form, unless it is a forename; else where only places stand."""
    if fold(found.text) == fold(found.name):
        return not about.forename
    if found.entries[0].population:
        return True
    return bool(_PLACED.search(text[max(0, found.start - 20) : found.start]))


def _ours(text: str, words: Sequence[Token], gazetteer: Gazetteer, language: str) -> Span | None:
    start, end = words[0].start, words[-1].end
    for name in _names(text[start:end], gazetteer, language):
        if name and gazetteer.ours(fold(name)):
            entries = gazetteer.lookup(fold(name))
            score = _SURE if len(words) > 1 else _SCORE
            return Span(start, end, text[start:end], name, score, entries)
    return None


def _names(written: str, gazetteer: Gazetteer, language: str) -> Iterator[str]:
    """What a name may be called in the dictionary."""
    yield written
    if language == "ru":
        yield gazetteer.ours_declined(fold(written))
    elif language == "kk":
        before, _, last = written.rpartition(" ")
        for stem in stems(last, "kk"):
            yield f"{before} {stem}" if before else stem


def _joined(spans: list[Span], found: Span) -> list[Span]:
    """The spans with `found`: in place of what is unknown there or of a part of it; a part that means the same stays."""
    inside = [s for s in spans if found.start <= s.start and s.end <= found.end]
    around = [s for s in spans if s not in inside and s.start < found.end and found.start < s.end]
    if any(s.entries for s in around):
        return spans
    meant = found.entries[0].place_id
    for s in inside:
        if s.entries and s.entries[0].place_id == meant and s.entries[0].number < OURS:
            known = replace(s, name=found.name, entries=found.entries)
            sharper = len(found.entries) < len(s.entries)
            return [known if s is other and sharper else other for other in spans]
    if len(inside) == 1 and (inside[0].start, inside[0].end) == (found.start, found.end):
        return spans if inside[0].entries else [*(s for s in spans if s not in inside), found]
    return [*(s for s in spans if s not in inside and s not in around), found]
