"""Who stands behind a death: the reporter, or one who must know it, before it counts. Pure.

That "two people died" is a fact where the report says so itself, or has it from a police, a court, a hospital, a ministry (class
`voucher` of ``tables/classes.csv``). In "my nephew swears that …", "they heard that …", "по словам соседей …" it is hearsay.
"""

from __future__ import annotations

from geodata.extraction.clauses import Line
from geodata.extraction.phrases import in_class, phrases, rows, words

__all__ = ["is_vouched"]

_THAT = words("that что будто")
_JOINTS = words("and or but when while as after if though и а но когда")
_ONE_SELF = words("we i мы я")
_LEARNED = words("see know count find watch learn видеть увидеть знать узнать насчитать")
_KNOWN = words("известно confirmed подтвердилось")
_TO = words("to told tell tells against by from before")
_VERBS = ("past", "s", "part")
_FAR = 3
"""Words before "police" among which a "told" makes them the ones who were told."""


def is_vouched(line: Line, at: int) -> bool:
    """Return whether what the word at `at` tells is said by the report itself, or by one who must know it.

    Examples
    --------
    >>> from geodata.extraction.clauses import line_of
    >>> from geodata.extraction.sentences import Sentence
    >>> text = "A neighbour swears that two people died."
    >>> is_vouched(line_of(text, Sentence(0, len(text), 0), "en", {}), 6)
    False
    """
    if "voucher" not in _classes_of(line):
        return True
    said = _sayings(line)
    complement = _complement(line, at)
    spans = [line.clause(i) for i in said]
    if complement is not None:
        spans.append(line.clause(max(0, complement - 1)))
    if not spans:
        return True
    return any(_stands_behind(line, a, b, at) for a, b in spans)


def _classes_of(line: Line) -> frozenset[str]:
    return frozenset(r["class"] for r in rows("classes") if r["language"] == line.language)


def _sayings(line: Line) -> list[int]:
    """Where words of saying stand."""
    size = len(line.tokens)
    wanted = [
        phrase
        for row in rows("speech")
        if row["language"] == line.language
        for phrase in phrases(row["phrase"], line.language)
    ]
    return [i for i in range(size) if any(p.match(line.tokens, i, size) for p in wanted)]


def _complement(line: Line, at: int) -> int | None:
    """The "that" of the clause in which a word stands, when it opens what somebody says and no relative clause."""
    start, _ = line.clause(at)
    while start and line.tokens[start].low in _JOINTS:
        start, _ = line.clause(start - 1)
    if start == 0 or line.tokens[start].low not in _THAT:
        return None
    after = line.tokens[min(start + 1, len(line.tokens) - 1)]
    relative = line.language == "en" and after.is_a(*_VERBS) and not after.is_a("noun")
    return None if relative else start


def _stands_behind(line: Line, start: int, end: int, at: int) -> bool:
    """Whether a clause of saying names one who must know, or is the reporter's own observation."""
    if start <= at < end:
        end = at if any(t.low in _THAT for t in line.tokens[start:at]) else end
    some = line.tokens[start:end]
    low = {t.low for t in some}
    if low & _KNOWN and not low & _THAT:
        return True
    learned = any(r.lemma in _LEARNED for t in some for r in t.readings)
    if learned and low & _ONE_SELF:
        return True
    return any(
        in_class(token, "voucher", line.language) and not _is_told(line, i)
        for i, token in enumerate(some, start)
    )


def _is_told(line: Line, at: int) -> bool:
    """ "Told the police that …", "the court was told that …": they are those who hear it."""
    before = {t.low for t in line.tokens[max(0, at - _FAR) : at]}
    after = [t.low for t in line.tokens[at + 1 : at + _FAR]]
    heard = bool(after) and (after[0] == "heard" or after[-1] == "told")
    return bool(before & _TO) or heard
