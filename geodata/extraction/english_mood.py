"""How an English verb is told: by its form, the auxiliaries before it, and the verb that governs it. Pure."""

from __future__ import annotations

from geodata.extraction.clauses import Line
from geodata.extraction.mood import SKIPPED, Modality, means
from geodata.extraction.phrases import words

__all__ = ["told"]

_HAVE = words("have has had having 've")
_DO = words("do does did")
_BE = words("is are was were am 's 're 'm be been being get got gets getting")
_NOTHING = words("no nobody none neither nothing")
_NOBODY = _NOTHING | words("nor without")
_DETERMINERS = words("the a an of their these those our his her for any some to most")
_NEAR_PREPOSITIONS = words("of for from against without instead before")
"""Words that govern an -ing form only from right before it."""
_WEAK = words("of for from by after before have has had set")
"""Words that govern an infinitive only from right before it."""
_AFTER = words("the a by in on at")
_NEW = words("an first second third another new latest fresh")
_CAUSES = ("force", "make", "see", "watch", "help")
_WANTS = words("order want demand need require have get")
_FREES = words("release free drop quash")
_BACK = 9
"""Words before an infinitive among which its governor is looked for."""


def told(line: Line, head: int, first: int, last: int, depth: int = 0) -> Modality:
    """Return how the verb at `head` is told; the words from `first` to before `last` are its own.

    Parameters
    ----------
    line
        The sentence.
    head
        Index of the verb.
    first, last
        The words of the act, of which the verb is one.
    depth
        How many verbs stand between this one and the one asked for.
    """
    negated, i = _walk_back(line, first)
    before = line.tokens[i].low if i >= 0 else ""
    if negated or _nothing(line, head, last):
        return Modality("failed" if before in ("could", "can", "able") else "negated", "negation")
    forms = frozenset(form for reading in line.tokens[head].readings for form in reading.forms)
    shared = _shared(line, i, forms) if before in ("and", "or", "nor") and depth < 3 else None
    if shared is not None:
        same = told(line, shared, shared, shared + 1, depth + 1)
        if same.kind != "reference":
            return same
    return _by_auxiliary(line, i, forms, depth) or _by_form(line, head, first, last, depth)


def _by_auxiliary(line: Line, i: int, forms: frozenset[str], depth: int) -> Modality | None:
    """What the auxiliary at `i` says; None when there is none."""
    before = line.tokens[i].low if i >= 0 else ""
    if before == "to":
        return _governed(line, i, depth)
    if _is_modal(line, i):
        return Modality("plan", f"modal {before}")
    if before in _BE and forms & {"part", "ing"}:
        return _auxiliary(line, i, depth, passive=not forms & {"ing"})
    if before in _HAVE and "part" in forms:
        inner = _auxiliary(line, i, depth, passive=False)
        return Modality(inner.kind, inner.rule, before == "had")
    return Modality("fact", "do") if before in _DO else None


def _by_form(line: Line, head: int, first: int, last: int, depth: int) -> Modality:
    """What the form of a verb without an auxiliary says."""
    if line.tokens[head].is_a("past", "part"):
        return _plain_past(line, head, last, _walk_back(line, first)[1])
    if line.tokens[head].is_a("ing"):
        return _gerund(line, first, depth)
    return _bare(line, head, depth)


def _shared(line: Line, joint: int, forms: frozenset[str]) -> int | None:
    """The verb before "and" that has the auxiliary of both: "was not beaten or detained", "to come and demolish"."""
    for j in range(joint - 1, max(-1, joint - 8), -1):
        token = line.tokens[j]
        if token.low in ';:—–"“”':
            return None
        if forms & {"past", "part"}:
            if token.is_a("part") and token.low not in _HAVE | _BE | _DO:
                return j
        elif "base" in forms and j and line.tokens[j - 1].low in {"to", *means("en", "modal")}:
            return j
    return None


def _walk_back(line: Line, first: int) -> tuple[bool, int]:
    """Skip adverbs to the left; say whether a negation was among them, and where the walk ended."""
    negations = means("en", "negation")
    negated, i = False, first - 1
    while i >= 0 and i >= first - 5:
        low = line.tokens[i].low
        if low in negations:
            negated = True
        elif not (low in SKIPPED or (low.endswith("ly") and low not in ("family", "only"))):
            break
        i -= 1
    return negated, i


def _nothing(line: Line, head: int, last: int) -> bool:
    """Whether the subject or the object is nobody: "no house was demolished", "arrested no one"."""
    start, _ = line.clause(head)
    for i in range(head - 1, max(start, head - 8) - 1, -1):
        token = line.tokens[i]
        not_one = token.low == "not" and line.tokens[i + 1].low in ("a", "one", "any", "even")
        if token.low in _NOBODY or not_one:
            return True
        if token.low in ("and", "but") or (token.is_a("past") and token.low not in _BE | _HAVE):
            break
    return any(t.low in _NOTHING for t in line.tokens[last : last + 3])


def _is_modal(line: Line, i: int) -> bool:
    """ "May" is a month where it stands in a date."""
    return (
        i >= 0 and line.tokens[i].low in means("en", "modal") and not line.tokens[i].has("<time>")
    )


def _auxiliary(  # noqa: PLR0911 - one return for each auxiliary
    line: Line, i: int, depth: int, *, passive: bool
) -> Modality:
    """The verb stands behind a form of be or have at `i`: how is that one told?"""
    low = line.tokens[i].low
    negated, j = _walk_back(line, i)
    before = line.tokens[j].low if j >= 0 else ""
    if negated:
        return Modality("negated", "negation")
    if before == "to":
        return _governed(line, j, depth)
    if _is_modal(line, j) or low in ("be", "get"):
        return Modality("plan", "modal")
    if low == "being" and before not in _BE:
        return _gerund(line, i, depth)
    if low == "been":
        modal = _is_modal(line, _walk_back(line, j)[1])
        return Modality("hypothetical" if modal else "fact", "perfect", before == "had")
    if passive and low in ("is", "are", "am", "'s", "'re", "'m"):
        return Modality("present", "present passive")
    return Modality("fact", "passive" if passive else "progressive")


def _governed(line: Line, to: int, depth: int) -> Modality:
    """An infinitive: the word that governs it tells what it means."""
    start = max(0, to - _BACK)
    meanings = means("en", "governor")
    for j in range(to - 1, start - 1, -1):
        token = line.tokens[j]
        if token.low in '.;:—–"“”!?':
            break
        lemma = next((r.lemma for r in token.readings if r.lemma in meanings), "")
        if lemma == "turn" and line.tokens[j + 1].low != "up":
            continue  # "turned down an application to evict"
        if lemma and not (token.low in _WEAK and j < to - 1):
            return _through(line, j, meanings[lemma], lemma, depth)
    if any(t.low in _BE for t in line.tokens[max(0, to - 2) : to]):
        return Modality("plan", "be to")
    return Modality("plan", "infinitive")


def _through(line: Line, j: int, sense: str, lemma: str, depth: int) -> Modality:
    """What the governor makes of its verb, given how the governor itself is told."""
    if sense in ("plan", "negated", "hearsay") or depth > 2:
        return Modality("negated" if sense == "negated" else "plan", f"after {lemma}")
    noun = lemma in ("bid", "effort") or line.tokens[j].low in ("attempt", "attempts")
    if noun:
        return _noun_attempt(line, j)
    if lemma in ("unable", "able", "after", "by", "while", "when"):
        return Modality(sense, f"after {lemma}")
    mine = told(line, j, j, j + 1, depth + 1)
    if mine.kind == "present":
        return Modality("plan", f"after {lemma}")
    if mine.kind not in ("fact", "attempt", "came"):
        return mine
    return Modality(sense if sense != "fact" else mine.kind, f"after {lemma}", mine.before)


def _noun_attempt(line: Line, j: int) -> Modality:
    """ "An attempt to demolish …" tells of one; "their attempts to …" only speaks of those told elsewhere."""
    before = line.tokens[j - 1].low if j else ""
    first = line.tokens[j - 2].low if j > 1 else ""
    if before in _NEW or first in ("an", "another", "a"):
        return Modality("attempt", "after attempt")
    return Modality("reference", "attempts spoken of")


def _plain_past(line: Line, head: int, last: int, i: int) -> Modality:
    tokens = line.tokens
    before = tokens[i] if i >= 0 else None
    after = tokens[last] if last < len(tokens) else None
    start, _ = line.clause(head)
    modifies = after is not None and not after.mark and after.low not in _AFTER
    if _to_be_freed(line, head, start):
        return Modality("reference", "to be released")
    if before is not None and before.low in _DETERMINERS and modifies:
        among = i and tokens[i - 1].low == "among" and start in (i, i - 1)
        if among:
            return Modality("fact", "among those")
        return Modality("reference", "participle before its noun")
    verbs = [
        j
        for j in range(max(start, head - 7), head)
        if any(r.lemma in _WANTS and r.forms & {"past", "base", "s"} for r in tokens[j].readings)
        and tokens[j - 1].low not in _DETERMINERS | {"'s", "'"}
    ]
    if verbs and tokens[head].is_a("part") and _object_between(line, verbs[-1], head):
        return Modality("plan", "wanted done")
    return Modality("fact", "past tense")


def _to_be_freed(line: Line, head: int, start: int) -> bool:
    """ "To release those still detained": whom one asks to free is only spoken of."""
    before = range(max(start, head - 8), head)
    return any(
        r.lemma in _FREES and not r.forms & {"past", "part"}
        for i in before
        for r in line.tokens[i].readings
    )


def _bare(line: Line, head: int, depth: int) -> Modality:
    """ "forced them to leave", "saw the police beat a man"; else the present."""
    start, _ = line.clause(head)
    if line.tokens[head].is_a("base") and depth < 2:
        for j in range(head - 1, max(start, head - 6) - 1, -1):
            if any(line.tokens[j].has(lemma) for lemma in _CAUSES):
                return told(line, j, j, j + 1, depth + 1)
    return Modality("present", "present tense")


def _object_between(line: Line, verb: int, head: int) -> bool:
    """ "ordered the homes demolished": nothing but a noun phrase between."""
    between = line.tokens[verb + 1 : head]
    return len(between) <= 5 and not any(
        t.mark or t.low in ("and", "but", "that", "who", "which", "to") or t.low in _BE
        for t in between
    )


def _gerund(line: Line, first: int, depth: int) -> Modality:
    meanings = means("en", "governor")
    start, _ = line.clause(first)
    if first and line.tokens[first - 1].low in ("the", "a", "this", "their", "any", "such", "its"):
        return Modality("reference", "noun of doing")
    for j in range(first - 1, max(-1, first - 7), -1):
        token = line.tokens[j]
        if token.mark:
            break
        lemma = next((r.lemma for r in token.readings if r.lemma in meanings), "")
        if lemma in _NEAR_PREPOSITIONS and j != first - 1:
            continue
        if lemma:
            return _through(line, j, meanings[lemma], lemma, depth)
    main = [j for j in range(len(line.tokens)) if line.tokens[j].is_a("past") and j < start]
    if main or first == 0:
        its = told(line, main[-1], main[-1], main[-1] + 1, 3) if main else None
        if its and its.kind in ("plan", "negated", "hypothetical"):
            return its
        return Modality("fact", "participle")
    return Modality("present", "participle")
