"""Finds in a sentence what somebody did: a verb of the lexicon with the kinds of words that it needs beside it. Pure.

The lexicon is ``tables/acts.csv``. A row matches when its `head` stands in the sentence, one of its `object` words where an object
may stand, and one of its `subject` words where a subject may stand; whether the act is a fact is for `geodata.extraction.modality`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from geodata.extraction.clauses import Line
from geodata.extraction.phrases import Phrase, phrases, rows, words

__all__ = ["Act", "Found", "acts_in"]

_FAR = 22
"""Words between a verb and its subject or object, at most."""
_PREPOSITIONS = words(
    "of to from with against by at in on for near into over towards toward among behind around under between like than"
)
_BE = words("be is are was were been being am 's 're get gets got getting")
_MANY = words(
    "one two three several some many most both half couple busload hundred dozen thousand group crowd column number squad team unit line handful score convoy detachment lot four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
_JOINTS = words("and who which that")
_ROUGHLY = words("over around under near between")
"""Prepositions that make a number rough: "over 200 police"."""
_ARTICLES = words("the a an their his her our my your its this that these those")
_ACRONYM = 3
"""Capitals from which on a word is an acronym without a case of its own: ОМОН, СОБР."""
_PRONOUNS = words("they we who he she it")
_VERBAL = ("past", "part", "ing", "s", "base")
_RUSSIAN_VERBAL = ("past", "pres", "futr", "inf", "prts", "prtf", "grnd", "impr")


@dataclass(frozen=True, slots=True)
class Act:
    """One row of the lexicon."""

    code: str
    heads: tuple[Phrase, ...]
    objects: tuple[Phrase, ...]
    subjects: tuple[Phrase, ...]
    event_type: str


@dataclass(frozen=True, slots=True)
class Found:
    """One act of one line; indices count the line's words."""

    act: Act
    first: int
    last: int
    """The word after the last one of the head."""
    head: int
    """The verb."""
    object: int | None = None
    """A word of its object."""
    subject: int | None = None
    passive: bool = False

    @property
    def weight(self) -> tuple[int, int]:
        """How much its row asked for: object and subject before length."""
        return (self.object is not None) + (self.subject is not None), self.last - self.first


def acts_in(line: Line) -> tuple[Found, ...]:
    """Return what the lexicon finds in a sentence, in order of its verbs.

    Where two rows match at one verb, all are returned: who calls decides by what the report is about.
    """
    found: dict[tuple[str, int], Found] = {}
    exact, stems = _by_first(line.language)
    for at, token in enumerate(line.tokens):
        keys = sorted({reading.lemma for reading in token.readings})
        some = [pair for key in keys for pair in exact.get(key, ())]
        for act, phrase in (*some, *stems):
            one = _match(line, at, act, phrase)
            if one is None:
                continue
            known = found.setdefault((act.code + act.event_type, one.head), one)
            if one.weight > known.weight:
                found[act.code + act.event_type, one.head] = one
    return tuple(sorted(found.values(), key=lambda one: (one.head, one.first)))


@cache
def _by_first(
    language: str,
) -> tuple[Mapping[str, tuple[tuple[Act, Phrase], ...]], tuple[tuple[Act, Phrase], ...]]:
    """The lexicon by the first word of its heads; second, the heads that begin with a stem."""
    exact: dict[str, list[tuple[Act, Phrase]]] = {}
    stems: list[tuple[Act, Phrase]] = []
    for row in rows("acts"):
        if row["language"] != language:
            continue
        cells = [phrases(row[name], language) for name in ("head", "object", "subject")]
        act = Act(row["act"], cells[0], cells[1], cells[2], row["event_type"])
        for phrase in act.heads:
            for lemma in phrase.words[0].lemmas:
                exact.setdefault(lemma, []).append((act, phrase))
            if phrase.words[0].stems:
                stems.append((act, phrase))
    return {lemma: tuple(some) for lemma, some in exact.items()}, tuple(stems)


def _match(line: Line, at: int, act: Act, phrase: Phrase) -> Found | None:
    last = phrase.match(line.tokens, at, len(line.tokens))
    if last is None:
        return None
    head = _verb(line, at, last)
    if head is None or line.tokens[at].has("<time>") or _is_name(line, at):
        return None
    passive = line.language == "en" and _is_passive(line, head)
    object_ = subject = None
    if act.subjects:
        by_agent = passive and bool(act.objects)
        subject = _hit(line, act.subjects, _subject_places(line, at, head, last, passive=by_agent))
        if subject is None:
            return None
    if act.objects:
        places = _object_places(line, head, last, passive=passive)
        object_ = _hit(line, act.objects, (i for i in places if i != subject))
        if object_ is None:
            return None
    return Found(act, at, last, head, object_, subject, passive)


def _is_name(line: Line, at: int) -> bool:
    """Whether a word is part of a place name; "на Советской выселены" is read as one, and its small letter says that it is none."""
    token = line.tokens[at]
    if line.language == "ru" and token.is_a("past", "prts", "pres") and token.text[0].islower():
        return False
    return token.has("<name>")


def _verb(line: Line, at: int, last: int) -> int | None:
    """The word of the head that carries its tense; None when an English noun is all there is."""
    if line.language != "en":
        verbs = (i for i in range(at, last) if line.tokens[i].is_a(*_RUSSIAN_VERBAL))
        return next(verbs, at)
    return at if line.tokens[at].is_a(*_VERBAL) else None


def _is_passive(line: Line, head: int) -> bool:
    token = line.tokens[head]
    if not token.is_a("part"):
        return False
    for i in range(head - 1, max(-1, head - 5), -1):
        before = line.tokens[i]
        if before.low in _BE:
            return True
        if before.mark or not (before.low.endswith("ly") or before.low in _SMALL):
            break
    after = line.tokens[head + 1] if head + 1 < len(line.tokens) else None
    return after is None or after.low in _AFTER_PARTICIPLE


_AFTER_PARTICIPLE = words("by . , in on at during across into onto from over")
_SMALL = frozenset("not n't already also then now all both again still since just reportedly")


def _hit(line: Line, wanted: tuple[Phrase, ...], places: Iterator[int]) -> int | None:
    for i in places:
        if any(phrase.match(line.tokens, i, len(line.tokens)) for phrase in wanted):
            return i
    return None


def _object_places(line: Line, head: int, last: int, *, passive: bool) -> Iterator[int]:
    start, end = line.clause(head)
    end = max(end, line.clause(last - 1)[1])
    if end < len(line.tokens) and line.tokens[end].low in ("that", "что", "чтобы"):
        end = line.clause(end)[1]
    if line.language != "en":
        yield from (i for i in range(max(start, head - _FAR), min(end, head + _FAR)) if i != head)
        yield from _before_aside(line, start)
        return
    if passive:
        yield from range(head - 1, max(_reach(line, head, start), head - _FAR) - 1, -1)
        agent = (i for i in range(head + 1, end) if line.tokens[i].low == "by")
        end = next(agent, end)
    yield from range(head + 1, min(max(end, last), head + _FAR))
    yield from range(last, min(end, last + _FAR))


def _before_aside(line: Line, start: int) -> Iterator[int]:
    """ "Акция голодовки, в которой участвуют семьи, идёт": the clause before a relative one that a comma closes."""
    if start < 2 or line.tokens[start - 1].low != ",":
        return
    aside, _ = line.clause(start - 1)
    if any(t.has("который") for t in line.tokens[aside : aside + 3]) and aside:
        yield from range(*line.clause(aside - 1))


def _reach(line: Line, head: int, start: int) -> int:
    """How far left the subject of a passive may stand: in its clause, or before the "which" or the "and" that begins it."""
    opener = line.tokens[start].low
    if opener in ("who", "which", "that", "whose"):
        return max(_limit(line, head), start - 5)
    if opener in ("and", "but", "or", "then", "nor", "being") and start:
        return max(_limit(line, head), line.clause(start - 1)[0])
    return start


def _limit(line: Line, head: int) -> int:
    """How far left one may look: to the last mark that ends a statement."""
    marks = (i + 1 for i in range(head - 1, -1, -1) if line.tokens[i].low in ';:—–“”"')
    return next(marks, 0)


def _subject_places(line: Line, at: int, head: int, last: int, *, passive: bool) -> Iterator[int]:
    """Likely subjects, the likeliest first."""
    start, end = line.clause(head)
    if line.language != "en":
        yield from _russian_subjects(line, head, start, end)
        return
    if passive:
        by = next(
            (i for i in range(last, min(end + 8, len(line.tokens))) if line.tokens[i].low == "by"),
            None,
        )
        if by is not None:
            yield from range(by + 1, min(by + 9, len(line.tokens)))
            if _has_agent(line, head, by):
                return
    yield from (
        i
        for i in range(at - 1, max(_limit(line, at), at - _FAR) - 1, -1)
        if not _governed(line, i) or _before_relative(line, i, at)
    )


def _has_agent(line: Line, head: int, by: int) -> bool:
    """ "Was blocked by women": nobody else did it; "was blocked by noon" does not say who."""
    timed = line.tokens[min(by + 1, len(line.tokens) - 1)].has("<time>")
    return not timed and any(t.low in _BE for t in line.tokens[max(0, head - 4) : head])


def _russian_subjects(line: Line, head: int, start: int, end: int) -> Iterator[int]:
    """Nominatives of the clause, and genitives after a number; then those of the sentence before it."""
    near = sorted(range(start, end), key=lambda i: (abs(i - head), i))
    sure = [i for i in near if i != head and _is_subject(line, i)]
    yield from sure
    if line.tokens[head].is_a("prts"):
        yield from (i for i in near if i != head and line.tokens[i].is_a("ablt"))
    if sure:
        return
    yield from (i for i in _before_aside(line, start) if _is_subject(line, i))
    yield from (i for i in near if i != head and _may_be_subject(line, i))
    yield from (i for i in range(start - 1, max(-1, start - _FAR), -1) if _may_be_subject(line, i))


def _is_subject(line: Line, i: int) -> bool:
    """A noun that can be nothing but a nominative, and no name in quotation marks."""
    if i and line.tokens[i - 1].low == "«":
        return False
    readings = line.tokens[i].readings
    return any("noun" in r.forms for r in readings) and all(
        "nomn" in r.forms and not r.forms & {"accs", "gent"} for r in readings
    )


def _may_be_subject(line: Line, i: int) -> bool:
    token = line.tokens[i]
    acronym = token.text.isupper() and len(token.text) >= _ACRONYM
    if token.is_a("nomn", "as_written") or line.language == "kk" or acronym:
        return True
    if token.is_a("gent"):
        return any(
            before.low[:1].isdigit()
            or before.is_a("as_written")
            or before.has("человек")
            or _many(before.low)
            for before in line.tokens[max(0, i - 3) : i]
        )
    return False


def _many(low: str) -> bool:
    return low.startswith(
        (
            "сот",
            "десят",
            "неск",
            "много",
            "больш",
            "боле",
            "около",
            "тысяч",
            "групп",
            "толп",
            "дв",
            "тр",
            "чет",
            "пят",
            "шест",
            "сем",
            "вос",
            "сорок",
            "пол",
            "част",
        )
    )


def _governed(line: Line, i: int) -> bool:
    """Whether a preposition stands before the word's phrase: "of the residents" is nobody's subject."""
    if line.tokens[i].low in _PRONOUNS:
        return False
    for j in range(i - 1, max(-1, i - 5), -1):
        token = line.tokens[j]
        if token.low in _PREPOSITIONS:
            return not _counts_only(line, j)
        if token.low in _ARTICLES and j and line.tokens[j - 1].low not in _PREPOSITIONS:
            return False
        closed = token.low in _JOINTS or token.has("<time>") or token.has("<name>")
        if closed or token.mark or token.is_a("past"):
            return False
    return False


def _counts_only(line: Line, at: int) -> bool:
    """Whether the preposition at `at` belongs to a number: "hundreds of police", "over 200 police"."""
    token = line.tokens[at]
    if token.low == "of" and at and any(line.tokens[at - 1].has(lemma) for lemma in _MANY):
        return True
    return token.low in _ROUGHLY and line.tokens[at + 1].low[:1].isdigit()


def _before_relative(line: Line, i: int, at: int) -> bool:
    return any(line.tokens[j].low in ("who", "which", "that") for j in range(i + 1, min(i + 3, at)))
