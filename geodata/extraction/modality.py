"""Did it happen? A verb told as done, tried, planned, doubted or denied, by the words around it. Pure.

Cues are in ``tables/modality.csv``. Whatever is not surely told as done is no fact: a plan taken for a fact is the worst mistake.
"""

from __future__ import annotations

from geodata.extraction import english_mood, russian_mood
from geodata.extraction.clauses import Line
from geodata.extraction.mood import KINDS, Modality, cues, means
from geodata.extraction.phrases import words

__all__ = ["KINDS", "Modality", "modality", "outlook", "planned"]

_OUTLOOKS = (("denial", "denied"), ("hearsay", "hearsay"), ("habit", "habitual"))
_THAT = words("that lest")
_UNTIL = words("until till")
_IS = words("is are has have does do")
_KAZAKH_NOT = words("керек тиіс мүмкін жоспарлап емес жоқ")


def modality(line: Line, head: int, first: int, last: int) -> Modality:
    """Return how the verb at `head` is told; the words from `first` to before `last` are its own.

    Examples
    --------
    >>> from geodata.extraction.clauses import line_of
    >>> from geodata.extraction.sentences import Sentence
    >>> text = "They wanted to demolish the house."
    >>> modality(line_of(text, Sentence(0, len(text), 0), "en", {}), 3, 3, 4).kind
    'plan'
    """
    start, end = line.clause(head)
    came = russian_mood.purpose(line, head) if line.language == "ru" else None
    if came is not None:
        return came
    if _conditional(line, start, end) or _asked(line, head):
        return Modality("hypothetical", "condition or question")
    if _believed(line, start):
        return Modality("hypothetical", "belief")
    if line.language == "en":
        return english_mood.told(line, head, first, last)
    if line.language == "ru":
        return russian_mood.told(line, head, first)
    return _kazakh(line, head)


def outlook(line: Line) -> str:
    """Return `denied`, `hearsay` or `habitual` when the whole sentence is told so; else the empty text."""
    size = len(line.tokens)
    return next((name for kind, name in _OUTLOOKS if _has(line, kind, 0, size)), "")


def planned(line: Line, start: int, end: int) -> bool:
    """Whether a clause speaks of what is to come: "would not return", "если придут"."""
    some = line.tokens[start:end]
    if _conditional(line, start, end):
        return True
    if line.language == "en":
        modals = means("en", "modal")
        return any(t.low in modals and not t.has("<time>") for t in some)
    finite = [t for t in some if t.is_a("past", "pres", "futr", "prts")]
    return bool(finite) and all(t.is_a("futr") for t in finite)


def _has(line: Line, kind: str, start: int, end: int) -> bool:
    size = len(line.tokens)
    return any(
        p.match(line.tokens, i, size) for p in cues(line.language, kind) for i in range(start, end)
    )


def _conditional(line: Line, start: int, end: int) -> bool:
    """Whether a clause sets a condition; "until midnight" only says how long."""
    size = len(line.tokens)
    return any(
        p.match(line.tokens, i, size)
        for p in cues(line.language, "condition")
        for i in range(start, end)
        if line.tokens[i].low not in _UNTIL or not _how_long(line, i)
    )


def _believed(line: Line, start: int) -> bool:
    """Whether a clause is what somebody only thinks: "fear that the bulldozers have come"."""
    if line.tokens[start].low not in _THAT:
        return False
    before = range(max(0, start - 2), start)
    return any(
        p.match(line.tokens, i, start) for p in cues(line.language, "belief") for i in before
    )


def _how_long(line: Line, at: int) -> bool:
    _, end = line.clause(at)
    after = line.tokens[at + 1 : end]
    return not any(t.is_a("past") or (t.is_a("s") and t.low in _IS) for t in after)


def _asked(line: Line, head: int) -> bool:
    last = [t.low for t in line.tokens[-2:]]
    return last[-1] == "?" or (line.quoted[head] and "?" in last)


def _kazakh(line: Line, head: int) -> Modality:
    low = line.tokens[head].low
    after = {t.low for t in line.tokens[head + 1 : head + 4]}
    if after & _KAZAKH_NOT:
        return Modality("plan", "not done")
    meant = low.endswith(("мақ", "мек", "бақ", "бек", "пақ", "пек"))
    return Modality(
        "attempt" if meant and after & {"болды"} else "plan" if meant else "fact", "as written"
    )
