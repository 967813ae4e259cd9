"""Events that a noun tells: "clashes", "the demolition of 14 houses on Tuesday", and a chronicle's note without a verb. Pure.

A noun only mentions; it tells of something that happened where the verb of its clause is told as done, and is none of those that
announce, forbid, fear or plan (``tables/unsaid.csv``). Nouns that are often only spoken of need more (``<happened>`` in
``tables/nouns.csv``): they are the subject of such a verb, stand beside a day that is past, or after "during" and "since".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geodata.extraction.acts import Act, Found
from geodata.extraction.clauses import Line
from geodata.extraction.dates import resolve
from geodata.extraction.modality import Modality, modality, planned
from geodata.extraction.phrases import Phrase, phrases, rows, words
from geodata.extraction.report import Report, Row

__all__ = ["ByNoun", "by_noun"]

_NOT = words("не нет no not n't never without neither жоқ емес")
_WAS = words("был была было были будет состоялся состоялась состоялось состоялись")
_BOUND = words("больше менее меньше более только раз считая")
_WHILE = words("день момент час время ход начало итог результат разгар место")
"""Nouns that tell when: "в день оглашения приговора"."""
_BEFORE = words("для к ко о об против до от из-за без на against for about of over")
"""Words after which a demolition is only spoken of: "against the demolition", "для сноса"."""
_SINCE = words(
    "during after since amid following in with at by despite upon when while up dispersed attended addressed joined scattered"
)
"""Words before a noun that take it for granted: "since their capture", "at a meeting"."""
_ARTICLES = words("the a an their his her this that any more")
_HAPPENED = "<happened>"
_DATED = "<dated>"
_DAY_NEAR = 10
"""Words between a noun and the day that dates it, at most."""
_PREPOSITIONS = words(
    "of to from with against by at in on for into over towards about before behind"
)
_AUXILIARY = words("is are was were has have had does do did be been")
_RELATIVES = words("who which that whose where")
_PRESENT = words("is are has have do does will would may can must should")
_FINITE = ("past", "pres", "futr", "prts", "inf", "s", "part")


@dataclass(frozen=True, slots=True)
class ByNoun:
    """An event told by a noun, and how its clause is told."""

    found: Found
    told: Modality


def by_noun(report: Report, index: int) -> tuple[ByNoun, ...]:
    """Return the events that nouns of a sentence tell."""
    line = report.rows[index].line
    if report.rows[index].line.sentence.kind != "text":
        return ()
    verbless = not any(t.is_a(*_FINITE) for t in line.tokens)
    if verbless:
        return _notes(report, line) if report.chronicle else ()
    return tuple(_told(report, report.rows[index]))


def _notes(report: Report, line: Line) -> tuple[ByNoun, ...]:
    """ "18:30. A meeting at the school, 300 people"."""
    for row in rows("notes"):
        at = (
            _first(line, row["phrase"], 0, len(line.tokens))
            if row["language"] == report.language
            else None
        )
        if at is not None:
            act = Act("note", (), (), (), row["event_type"])
            return (ByNoun(Found(act, at, at + 1, at), Modality("present", "note")),)
    return ()


def _told(report: Report, row: Row) -> list[ByNoun]:
    made = []
    for entry in rows("nouns"):
        if entry["language"] != report.language:
            continue
        needs = entry["needs"].split()
        for at in _every(row.line, entry["phrase"]):
            if report.language == "en" and row.line.tokens[at].is_a("past"):
                continue  # "barricaded themselves": a verb, told by the lexicon
            told = _one(report, row, entry, needs, at)
            if told is not None:
                act = Act("noun", (), (), (), entry["event_type"])
                made.append(ByNoun(Found(act, at, at + 1, at), told))
                break
    return made


def _one(
    report: Report, row: Row, entry: Mapping[str, str], needs: Sequence[str], at: int
) -> Modality | None:
    """How the noun at `at` is told; None where it tells of nothing."""
    line = row.line
    start, end = line.clause(at)
    if end < len(line.tokens) and line.tokens[end].low == "and":
        end = line.clause(end)[1]
    strict = _HAPPENED in needs
    if (strict or entry["event_type"] == "demolition") and at and _spoken_of(line, at):
        return None
    wanted = [need for need in needs if need not in (_HAPPENED, _DATED)]
    far = (0, len(line.tokens)) if _DATED in needs else (start, end)
    if any(_first(line, need, *far) is None for need in wanted):
        return None
    if entry["without"] and _first(line, entry["without"], start, end) is not None:
        return None
    if _DATED in needs:
        return _by_day(report, row, at) if _unspoken(line, start, end) else None
    if not strict:
        return _verb_of(line, start, end, at)
    russian = line.language == "ru"
    return _russian(line, start, end, at) if russian else _happened(report, row, start, end, at)


def _happened(report: Report, row: Row, start: int, end: int, at: int) -> Modality | None:
    """A noun that is the subject of a verb of fact, is dated, or is taken for granted by the word before it."""
    line = row.line
    if line.tokens[at].is_a("past") or _governed(line, at) or not _unspoken(line, start, at + 1):
        return None
    verb = _next_verb(line, at)
    if _is_subject(line, start, at) and verb is not None:
        told = modality(line, verb, verb, verb + 1)
        fact = told.kind == "fact" and _unspoken(line, verb, min(verb + 2, len(line.tokens)))
        return Modality("fact", "noun", told.before) if fact else None
    if _taken_for_granted(line, at):
        main = _main_verb(line)
        if main is None or modality(line, main, main, main + 1).kind == "fact":
            return Modality("fact", "noun")
    return _by_day(report, row, at) if _unspoken(line, start, end) else None


def _russian(line: Line, start: int, end: int, at: int) -> Modality | None:
    """ "Задержание лидера подтвердила жена", "после выселения", "Беспорядки в Плеханово: сломано ограждение"."""
    before = next((t.low for t in reversed(line.tokens[start:at]) if not t.is_a("adjf")), "")
    named = end < len(line.tokens) and line.tokens[end].low in (":", "—", "–")
    if named and not any(t.is_a(*_FINITE) for t in line.tokens[start:end]):
        start, end = end, len(line.tokens)
    owner = line.tokens[at - 1] if at and line.tokens[at].is_a("gent") else None
    of_another = owner is not None and owner.is_a("noun") and not any(map(owner.has, _WHILE))
    return None if of_another or before in _BEFORE else _verb_of(line, start, end, at)


def _by_day(report: Report, row: Row, at: int) -> Modality | None:
    """A noun with a day that is past right after it: "the ruling of 11 February"."""
    line = row.line
    near = (line.tokens[at].start, line.tokens[min(at + _DAY_NEAR, len(line.tokens) - 1)].end)
    for date in row.dates:
        if near[0] <= date.start and date.end <= near[1]:
            when = resolve(date, report.published, "")
            if when is None or not (when.ahead or when.bound):
                return Modality("fact", "noun")
    return None


def _is_subject(line: Line, start: int, at: int) -> bool:
    """Whether no verb stands before the noun in its clause, and no preposition right before its phrase."""
    for i in range(at - 1, max(start, at - 5) - 1, -1):
        token = line.tokens[i]
        if token.low in _PREPOSITIONS:
            return False
    return not any(
        line.tokens[i].is_a("past") or line.tokens[i].low in _AUXILIARY for i in range(start, at)
    )


def _next_verb(line: Line, at: int) -> int | None:
    """The finite verb of which a noun is the subject: the first one after it that no "who" or "which" opens."""
    others = 0
    for i in range(at + 1, len(line.tokens)):
        token = line.tokens[i]
        if token.low in ".;:!?":
            return None
        others += token.low in ("who", "which", "that", "whose", "where")
        finite = token.is_a("past", "s") and i and line.tokens[i - 1].low in _RELATIVES
        if token.mark or token.has("<time>") or token.has("<name>"):
            continue
        if others and (finite or token.is_a("past")):
            others -= 1
        elif token.low in _PRESENT:
            return None
        elif token.is_a("past") and modality(line, i, i, i + 1).kind != "reference":
            return i
    return None


def _main_verb(line: Line) -> int | None:
    verbs = (i for i, t in enumerate(line.tokens) if t.is_a("past") and not t.has("<name>"))
    return next(verbs, None)


def _taken_for_granted(line: Line, at: int) -> bool:
    """ "During the eviction of …", "since their capture": nothing but articles and adjectives between."""
    for i in range(at - 1, max(-1, at - 5), -1):
        token = line.tokens[i]
        if token.low in _SINCE:
            return True
        if token.mark or token.low in _PREPOSITIONS or token.is_a("past", "ing"):
            return False
    return False


def _governed(line: Line, at: int) -> bool:
    """ "To march", "will protest": a verb after all; "March" in a date is a month."""
    if (
        line.tokens[at].has("<time>")
        or line.tokens[at].has("<name>")
        or line.tokens[at].text == "March"
    ):
        return True
    before = line.tokens[at - 1].low if at else ""
    return before in (
        "to",
        "will",
        "would",
        "may",
        "should",
        "must",
        "can",
        "could",
        "shall",
        "they",
        "we",
    )


def _unspoken(line: Line, start: int, end: int) -> bool:
    """Whether no word of the clause takes the noun back: "announced", "against", "no"."""
    if any(
        _first(line, row["word"], start, end) is not None
        for row in rows("unsaid")
        if row["language"] == line.language
    ):
        return False
    return not planned(line, start, end) and not any(t.low in _NOT for t in line.tokens[start:end])


def _every(line: Line, text: str) -> Iterator[int]:
    """Where some of the phrases begin."""
    every, size = phrases(text, line.language), len(line.tokens)
    yield from (i for i in range(size) if any(p.match(line.tokens, i, size) for p in every))


def _spoken_of(line: Line, at: int) -> bool:
    before = [t.low for t in line.tokens[max(0, at - 2) : at]]
    return before[-1] in _BEFORE or (before[-1] in _ARTICLES and before[0] in _BEFORE)


def _denied(line: Line, start: int, end: int) -> bool:
    """Whether a "not" stands in the sentence; in Russian, in its clause or as "не было", and not in "не больше получаса"."""
    if line.language != "ru":
        return any(t.low in _NOT for t in line.tokens)
    for i, token in enumerate(line.tokens):
        after = line.tokens[min(i + 1, len(line.tokens) - 1)]
        absent = token.low in ("нет", "никто") or (token.low == "не" and after.low in _WAS)
        if absent or (start <= i < end and token.low in _NOT and after.low not in _BOUND):
            return True
    return False


def _verb_of(line: Line, start: int, end: int, at: int) -> Modality | None:
    """How the clause is told, when by a verb of fact; None when it plans, forbids, or is negated."""
    if any(
        _first(line, row["word"], start, end) is not None
        for row in rows("unsaid")
        if row["language"] == line.language
    ):
        return None
    if planned(line, start, end) or _denied(line, start, end):
        return None
    english = line.language == "en"
    if english and any(
        line.tokens[i].low == "to" and line.tokens[i + 1].is_a("base")
        for i in range(max(start, at - 6), at)
    ):
        return None
    forms = ("past",) if english else ("past", "prts", "inf", "futr")
    verbs = [i for i in range(start, end) if line.tokens[i].is_a(*forms) and i != at]
    for i in sorted(verbs, key=lambda i: abs(i - at)):
        told = modality(line, i, i, i + 1)
        return Modality("fact", "noun", told.before) if told.kind == "fact" else None
    return None


def _first(line: Line, text: str, start: int, end: int) -> int | None:
    """Where the first of some phrases begins."""
    every: Sequence[Phrase] = phrases(text, line.language)
    places = (i for i in range(start, end) if any(p.match(line.tokens, i, end) for p in every))
    return next(places, None)
