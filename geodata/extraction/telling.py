"""One act as one sentence tells it: what, how surely, where, when, how many. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from geodata.extraction.acts import Found, acts_in
from geodata.extraction.clauses import Line
from geodata.extraction.clock import ClockTime, Duration
from geodata.extraction.counts import Count
from geodata.extraction.dates import When
from geodata.extraction.modality import Modality, modality, outlook, planned
from geodata.extraction.nominal import by_noun
from geodata.extraction.phrases import words
from geodata.extraction.places import Spot
from geodata.extraction.report import Report, Row
from geodata.extraction.vouching import is_vouched

__all__ = ["Telling", "tellings_of"]

_TRIED = {
    "demolish": "demolition_attempt",
    "demolition_done": "demolition_attempt",
    "evict": "eviction",
    "storm": "clash",
    "arrive": "police_operation",
    "cordon": "police_operation",
    "blockade": "blockade",
    "attempt": "demolition_attempt",
}
"""What an act is that was only tried."""
_CAME = {
    "demolish": "demolition_attempt",
    "evict": "eviction",
    "demolition_done": "demolition_attempt",
    "protest": "protest",
    "meeting": "meeting",
    "solidarity": "solidarity",
    "negotiate": "negotiation",
}
"""What an act is that they only came for; people who came to protest did."""
_STATES = frozenset({"statement", "hunger_strike"})
"""Acts told in the present that are never a generality."""
_SEEN = frozenset(
    {"barricade", "blockade", "cordon", "arrive", "protest", "force", "demolish", "storm", "evict"}
)
"""Acts that a Russian report may tell in the present of what goes on as it is written."""
_GENERAL = words(
    "часто обычно всегда редко везде повсюду каждый любой если когда кто часто ежегодно иногда порой"
)
_DATED_NOUNS = frozenset({"order", "legal"})
"""Acts that a noun or a participle with a day tells of as done: "the ruling of 11 February", "a complaint filed on 2 September"."""
_OPENED = words("as which who that since when after where while before")
_NEW = {
    "en": words("another second third fourth next again fresh twice new"),
    "ru": words(
        "другой второй третий следующий снова опять вновь еще очередной повторно повторный"
    ),
    "kk": words("тағы екінші келесі қайта"),
}


_SHORT = 16


@dataclass(frozen=True, slots=True)
class Telling:
    """An act of one sentence."""

    event_type: str
    found: Found
    told: Modality
    outlook: str
    row: int
    """Index of its sentence among the report's rows."""
    start: int
    """Of its clause in the document."""
    end: int
    quoted: bool = False
    again: bool = False
    """Its words say that it was not the first of its kind: "another", "a second"."""
    main: bool = True
    """Whether it stands in the story itself, not in the headline or the lead that sums it up."""
    spot: Spot | None = None
    when: When | None = None
    dated_here: bool = False
    """Whether `when` stands in its own sentence."""
    filed: bool = False
    """Whether `when` is only the day in a dateline or a heading."""
    clock: ClockTime | None = None
    durations: tuple[Duration, ...] = ()
    counts: tuple[Count, ...] = field(default=())


def tellings_of(report: Report, index: int) -> tuple[Telling, ...]:
    """Return the acts of one sentence that happened or were tried; nothing planned, denied or supposed."""
    row = report.rows[index]
    line = row.line
    whole = outlook(line)
    if whole == "rumour":
        return ()
    made = []
    for found in _one_for_each_verb(acts_in(line)):
        if whole == "denied" and found.act.code != "statement":
            continue  # to deny is itself to say
        told = modality(line, found.head, found.first, found.last)
        event_type = _type_of(found, told, whole, row, report)
        if event_type:
            start, end = _clause_span(line, found)
            made.append(
                Telling(
                    event_type,
                    found,
                    told,
                    whole or _hearsay(line, event_type, found.head),
                    index,
                    start,
                    end,
                    quoted=line.quoted[found.head],
                    again=_again(line, found),
                    main=row.paragraph > report.lead,
                )
            )
    made = _without_sayings(row, made)
    if whole == "denied":
        return tuple(made)
    return (*made, *_told_by_nouns(report, index, whole, {t.event_type for t in made}))


def _told_by_nouns(report: Report, index: int, whole: str, known: set[str]) -> list[Telling]:
    """What nouns of a sentence tell that its verbs have not told already."""
    row = report.rows[index]
    line = row.line
    return [
        Telling(
            n.found.act.event_type,
            n.found,
            n.told,
            whole or _hearsay(line, n.found.act.event_type, n.found.head),
            index,
            *_clause_span(line, n.found),
            quoted=line.quoted[n.found.head],
            main=row.paragraph > report.lead,
        )
        for n in by_noun(report, index)
        if n.found.act.event_type not in known
    ]


def _hearsay(line: Line, event_type: str, head: int) -> str:
    """A death counts where the reporter, a court or an authority stands behind it, not where others say so."""
    return "hearsay" if event_type == "casualty" and not is_vouched(line, head) else ""


def _without_sayings(row: Row, made: list[Telling]) -> list[Telling]:
    """That somebody said something is an event only when the sentence dates it and tells of nothing else."""
    acts = [t for t in made if t.found.act.code != "said"]
    if acts or row.line.sentence.kind == "headline":
        return acts
    return [
        t for t in made if _dated_clause(row.line, t.found.head) and t.told.rule == "past tense"
    ]


def _dated_clause(line: Line, head: int) -> bool:
    start, end = line.clause(head)
    opened = line.tokens[start].low in _OPENED
    if opened or planned(line, start, end):
        return False
    return any(t.has("<time>") for t in line.tokens[start:end])


def _one_for_each_verb(found: Iterable[Found]) -> list[Found]:
    """Of the rows that match at one verb, the one that asks for most."""
    best: dict[int, Found] = {}
    for one in found:
        known = best.get(one.head)
        if known is None or _weight(one) > _weight(known):
            best[one.head] = one
    return list(best.values())


def _weight(found: Found) -> tuple[int, int]:
    """What a row asked for; an act on homes asks for homes alone, whoever did it, and people put out are more than homes cleared."""
    asked = (found.object is not None) + (found.subject is not None)
    asked += found.act.code == "demolish" and found.subject is None
    asked += found.act.code == "evict" and found.passive
    return asked + 10 * (found.act.code == "none"), found.last - found.first


def _type_of(found: Found, told: Modality, whole: str, row: Row, report: Report) -> str:
    """The event type that this telling stands for; empty when it tells of nothing that happened."""
    code, kind = found.act.code, told.kind
    if kind == "present":
        live = (
            report.chronicle
            or row.line.sentence.kind == "headline"
            or told.rule == "progressive"
            or code in _STATES
            or (code in _SEEN and row.line.language == "ru" and _is_of_now(found, row))
        )
        kind = "fact" if live and not whole else kind
    if whole == "habitual" and not row.dates:
        return ""
    if code == "statement" and _only_warns(row.line, found):
        return ""
    if kind == "reference" and told.rule in ("noun", "participle") and code in _DATED_NOUNS:
        kind = "fact" if any(t.has("<time>") for t in row.line.tokens) else kind
    if code == "withdraw" and told.rule == "participle":
        return ""  # "leaving 18 people injured"
    if kind == "fact":
        return found.act.event_type
    if kind in ("attempt", "failed"):
        return _TRIED.get(code, "")
    return _CAME.get(code, "") if kind == "came" else ""


def _only_warns(line: Line, found: Found) -> bool:
    """ "Police could be called in, the office warned": a few words of saying about what is only to come."""
    warned = line.tokens[found.head].has("warn") or line.tokens[found.head].has("предупредить")
    start, end = line.clause(found.head)
    first, last = (
        (line.clause(start - 1) if start else (0, 0)),
        (line.clause(end) if end < len(line.tokens) else (0, 0)),
    )
    return warned and (planned(line, *first) or planned(line, *last))


def _is_of_now(found: Found, row: Row) -> bool:
    """ "На въезде горят покрышки", not "власти часто сносят": a short sentence, or one with a place, a day, an hour or a number."""
    some = [t for t in row.line.tokens if not t.mark]
    if any(r.lemma in _GENERAL for t in some for r in t.readings) or row.line.quoted[found.head]:
        return False
    sure = found.act.code in ("barricade", "protest", "cordon")
    marked = any(t.has("<name>") or t.has("<time>") or t.low[0].isdigit() for t in some)
    return marked or bool(row.clocks or row.durations) or (sure and len(some) <= _SHORT)


def _clause_span(line: Line, found: Found) -> tuple[int, int]:
    """The clause of the act in the document, without the marks around it."""
    start, end = line.clause(found.head)
    wanted = [
        i for i in (found.first, found.last - 1, found.object, found.subject) if i is not None
    ]
    start, end = min(start, *wanted), max(end, *(i + 1 for i in wanted))
    some = line.tokens[start:end]
    first = next(t for t in some if not t.mark)
    last = next(t for t in reversed(some) if not t.mark)
    return first.start, last.end


def _again(line: Line, found: Found) -> bool:
    start, end = line.clause(found.head)
    known = _NEW.get(line.language, frozenset())
    return any(r.lemma in known for t in line.tokens[start:end] for r in t.readings)
