"""English text to words with their offsets and surroundings. Pure. Floor 2."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geodata.gazetteer.folding import word_key

__all__ = ["Words", "split"]

# Initials keep their dots (U.S.); a possessive is a word of its own, so that "Turkey's" names Turkey.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|['’](?:s|S)\b|[^\W_]+(?:['’](?![sS]\b)[^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?:…][\"”’')\]]*\s|\n")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_DOTTED = frozenset(
    {"st", "ste", "mt", "ft", "dr", "mr", "mrs", "ms", "gen", "col", "sen", "rep", "gov", "prof"}
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, column by column, all of the same length."""

    text: str
    start: list[int]
    end: list[int]
    key: list[str]
    """Folded, abbreviations of names not written out."""
    name: list[str]
    """Folded as part of a place's name: "saint" for "St."."""
    capital: list[bool]
    upper: list[bool]
    """All letters capital, and more than one."""
    gap: list[str]
    """What stands between the word before and this one."""
    first: list[bool]
    """The first word of a sentence or line."""

    def __len__(self) -> int:
        return len(self.start)

    def joined(self, i: int) -> bool:
        """Whether word `i` can go on a name that the word before belongs to."""
        gap = self.gap[i]
        return gap in {" ", "-", "‑", "–", "\u00a0", "  "} or (
            gap in {". ", "."} and self.key[i - 1] in _DOTTED
        )


def split(text: str) -> Words:
    """Return the words of a text."""
    matches = list(_WORD.finditer(text))
    start = [m.start() for m in matches]
    end = [m.end() for m in matches]
    raw = [m.group() for m in matches]
    key = [word_key(word) for word in raw]
    before = [0, *end][: len(start)]
    gap = [text[b:s] for b, s in zip(before, start, strict=True)]
    first = [
        i == 0
        or (
            len(gap[i]) > 1
            and bool(_SENTENCE_END.search(gap[i]))
            and not (gap[i] == ". " and key[i - 1] in _DOTTED)
        )
        for i in range(len(raw))
    ]
    return Words(
        text=text,
        start=start,
        end=end,
        key=key,
        name=[_SHORT.get(k, k) for k in key],
        capital=[word[0].isupper() for word in raw],
        upper=[len(word) > 1 and word.isupper() for word in raw],
        gap=gap,
        first=first,
    )
