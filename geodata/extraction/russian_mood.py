"""How a Russian verb is told: by its form, a negation before it, and the word that governs an infinitive. Pure."""

from __future__ import annotations

from geodata.extraction.clauses import Line
from geodata.extraction.mood import SKIPPED, Modality, means
from geodata.extraction.phrases import words

__all__ = ["purpose", "told"]

_COULD = words("удаться смочь успеть мочь дать суметь позволить получиться решиться")
_WHOM = words("нас вас меня тебя их его ее")
"""Pronouns that are an object: "нас выкинут" is "they will", not "thrown"."""
_NOBODY = words("никто никого ничего никем никому ни")

_BY_FORM = (
    ("past", Modality("fact", "past tense")),
    ("grnd", Modality("fact", "adverbial participle")),
    ("pres", Modality("present", "present tense")),
    ("futr", Modality("plan", "future")),
    ("impr", Modality("plan", "imperative")),
)


def told(line: Line, head: int, first: int, depth: int = 0) -> Modality:
    """Return how the verb at `head` is told; the words of its act begin at `first`.

    Parameters
    ----------
    line
        The sentence.
    head
        Index of the verb.
    first
        First word of the act.
    depth
        How many verbs stand between this one and the one asked for.
    """
    token = line.tokens[head]
    if _is_negated(line, head, first):
        return Modality("negated", "negation")
    if token.is_a("inf") and not token.is_a("past"):
        return _governed(line, head, depth)
    if token.is_a("prts") and token.is_a("futr") and _has_object(line, head):
        return Modality("plan", "future")
    if token.is_a("prts") or (token.is_a("prtf") and not token.is_a("past", "noun")):
        return _participle(line, head)
    if token.is_a("past") and _begun(line, head):
        return Modality("attempt", "begun in vain")
    fitting = (how for form, how in _BY_FORM if token.is_a(form))
    return next(fitting, Modality("reference", "noun"))


def _has_object(line: Line, head: int) -> bool:
    start, end = line.clause(head)
    return any(t.low in _WHOM for t in line.tokens[start:end])


def _begun(line: Line, head: int) -> bool:
    """ "Начали было ломать", "полезли было на крышу"."""
    after = line.tokens[head + 1] if head + 1 < len(line.tokens) else None
    return after is not None and after.low == "было" and not line.tokens[head].is_a("prts")


def _is_negated(line: Line, head: int, first: int) -> bool:
    """ "не снесли", "так и не снесли", "никого не задержали"; a phrase of the lexicon that says "не" itself means it."""
    if line.tokens[first].low == "не" and first < head:
        return False
    i = first - 1
    while i >= 0 and line.tokens[i].low in SKIPPED:
        i -= 1
    if i >= 0 and line.tokens[i].low in ("не", "ни", "без"):
        return True
    start, end = line.clause(head)
    marks = [j for j in range(start, end) if line.tokens[j].mark]
    left = max((j for j in marks if j < head), default=start)
    right = min((j for j in marks if j > head), default=end)
    return any(
        t.low in _NOBODY and not (t.low == "ни" and line.tokens[i + 1].low == "с")  # "ни с чем"
        for i, t in enumerate(line.tokens[left : min(right, len(line.tokens) - 1)], left)
    )


def purpose(line: Line, head: int) -> Modality | None:
    """ "Приехали, чтобы снести": they came for it; None where the clause before tells of no coming."""
    start, _ = line.clause(head)
    if start < 2 or line.tokens[start].low != "чтобы" or not line.tokens[head].is_a("inf"):
        return None
    begun, end = line.clause(start - 1)
    meanings = means("ru", "governor")
    for i in range(begun, end):
        lemmas = {r.lemma for r in line.tokens[i].readings}
        came = any(meanings.get(lemma) == "came" for lemma in lemmas)
        if came and told(line, i, i, 1).kind == "fact":
            return Modality("came", "they came in order to")
    return None


def _participle(line: Line, head: int) -> Modality:
    start, end = line.clause(head)
    around = line.tokens[max(start, head - 6) : min(end, head + 4)]
    if any(t.has("быть") and t.is_a("futr", "inf") for t in around) or any(
        t.has("должный") or t.has("мочь") for t in around
    ):
        return Modality("plan", "passive to be")
    if any(t.low == "не" for t in line.tokens[max(start, head - 2) : head]):
        return Modality("negated", "negation")
    if line.tokens[head].is_a("prts"):
        return Modality("fact", "passive")
    return Modality("reference", "participle")


def _governed(line: Line, head: int, depth: int) -> Modality:
    """An infinitive: the nearest word that can govern it, before it first."""
    meanings = means("ru", "governor")
    start, end = line.clause(head)
    places = [*range(head - 1, max(start, head - 8) - 1, -1), *range(head + 1, min(end, head + 4))]
    for j in places:
        lemma = next((r.lemma for r in line.tokens[j].readings if r.lemma in meanings), "")
        if not lemma:
            continue
        sense = meanings[lemma]
        negated = any(t.low == "не" for t in line.tokens[max(start, j - 2) : j])
        if negated:
            return Modality("failed" if lemma in _COULD else "negated", f"not {lemma}")
        if sense == "plan" or depth > 2 or line.tokens[j].is_a("noun"):
            return Modality(sense, f"after {lemma}")
        mine = told(line, j, j, depth + 1)
        if mine.kind in ("fact", "attempt", "came"):
            kind = mine.kind if sense == "fact" else sense
            return Modality(kind, f"after {lemma}")
        return mine
    return Modality("plan", "infinitive")
