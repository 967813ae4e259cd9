"""Names of our own places that a recogniser passed over, so that an editor is offered them at least. Pure. Floor 2."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from geodata.gazetteer.folding import tokens
from geodata.gazetteer.gazetteer import Gazetteer
from geodata.gazetteer.world import Word
from geodata.geoparsing.spans import Span

__all__ = ["with_ours"]

_LONGEST = 4
_JOINT = re.compile(r"[\s\-‐‑–]{1,2}\Z")
_SCORE = 0.6


def with_ours(
    text: str, spans: Sequence[Span], gazetteer: Gazetteer, word: Callable[[str], Word]
) -> list[Span]:
    """Return the spans, and capitalised names of our places where no span is; a forename is not taken for a place.

    Parameters
    ----------
    text
        The text of the spans.
    word
        Tells whether a word is a forename.
    """
    done = list(spans)
    words = tokens(text)
    at = 0
    while at < len(words):
        taken = 0
        for n in range(min(_LONGEST, len(words) - at), 0, -1):
            here = words[at : at + n]
            start, end = here[0].start, here[-1].end
            joined = all(_JOINT.match(text[a.end : b.start]) for a, b in pairwise(here))
            if not (
                joined
                and text[start].isupper()
                and text[here[-1].start].isupper() | text[here[-1].start].isdigit()
            ):
                continue
            entries = gazetteer.ours(" ".join(w.folded for w in here))
            if not entries:
                continue
            taken = n
            free = all(end <= s.start or s.end <= start for s in spans)
            if free and not (n == 1 and word(here[0].folded).forename):
                every = gazetteer.lookup(" ".join(w.folded for w in here))
                done.append(Span(start, end, text[start:end], score=_SCORE, entries=every))
            break
        at += taken or 1
    done.sort(key=lambda span: span.start)
    return done
