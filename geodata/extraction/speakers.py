"""Who says it: residents, an authority, a court, or the reporter. Pure."""

from __future__ import annotations

from geodata.extraction.clauses import Line
from geodata.extraction.phrases import Phrase, in_class, phrases, rows

__all__ = ["stated_by"]

_REACH = 7
_ORDER = (
    ("court", "court"),
    ("police", "authority"),
    ("bailiff", "authority"),
    ("official", "authority"),
    ("resident", "resident"),
)


def stated_by(line: Line, *, voice: str = "reporter") -> str:
    """Return who stands behind a sentence, a code of the vocabulary's list `stated_by`.

    Parameters
    ----------
    line
        The sentence.
    voice
        Who speaks where the sentence names nobody: the author.
    """
    for i in range(len(line.tokens)):
        for phrase in _cues(line.language):
            end = phrase.match(line.tokens, i, len(line.tokens))
            if end is not None:
                found = _speaker(line, i, end)
                if found:
                    return found
    return "unknown" if any(line.quoted) else voice


def _speaker(line: Line, first: int, end: int) -> str:
    """The nearest words that name somebody, around "said"."""
    near = [
        *range(end, min(end + _REACH, len(line.tokens))),
        *range(first - 1, max(-1, first - _REACH), -1),
    ]
    found = []
    for i in near:
        for name, code in _ORDER:
            if in_class(line.tokens[i], name, line.language):
                found.append((min(abs(i - first), abs(i - end)), code))
                break
    return min(found)[1] if found else ""


def _cues(language: str) -> tuple[Phrase, ...]:
    return tuple(
        p
        for row in rows("speech")
        if row["language"] == language
        for p in phrases(row["phrase"], language)
    )
