"""Each count of a report given to the event that it is told of. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geodata.extraction.acts import acts_in
from geodata.extraction.clauses import Line
from geodata.extraction.counts import Count
from geodata.extraction.joining import Gathered
from geodata.extraction.modality import modality, outlook, planned
from geodata.extraction.phrases import phrases, rows, words
from geodata.extraction.report import Report, Row
from geodata.extraction.vouching import is_vouched

__all__ = ["Given", "numbers_of"]

_HOMES = frozenset({"demolition", "demolition_attempt", "eviction"})
_FORCES = _HOMES | {"police_operation", "clash", "blockade", "withdrawal", "protest", "arrest"}
_CROWDS = {
    "demolition_attempt", "blockade", "clash", "protest", "hunger_strike", "meeting", "negotiation", "solidarity", "withdrawal",
}  # fmt: skip
_HURT = (
    "clash",
    "casualty",
    "demolition",
    "demolition_attempt",
    "eviction",
    "protest",
    "blockade",
    "police_operation",
)
_HOLDERS: dict[str, tuple[str, ...]] = {
    "police": tuple(sorted(_FORCES)),
    "riot_police": tuple(sorted(_FORCES)),
    "residents": tuple(sorted(_CROWDS)),
    "homes_targeted": (*sorted(_HOMES), "order", "police_operation"),
    "homes_demolished": ("demolition",),
    "killed": ("casualty", "clash"),
    "injured": _HURT,
    "police_injured": _HURT,
    "hospitalised": _HURT,
    "captured": ("clash", "blockade"),
    "arrested": ("arrest", "clash", "protest"),
    "questioned": ("arrest",),
    "charged": ("arrest", "trial"),
    "defendants": ("trial",),
    "in_custody": ("trial", "arrest"),
    "jailed": ("trial", "arrest"),
}
"""Which events may hold which number; for the harm done, the likeliest first."""
_HARM = words("injured police_injured hospitalised")
_STAYING = (
    "demolition_attempt",
    "blockade",
    "protest",
    "meeting",
    "withdrawal",
    "clash",
    "hunger_strike",
)
"""Events whose crowd a sentence of its own may count."""
_AHEAD = words("defendants in_custody jailed charged homes_targeted")
"""Numbers that may be told before their event."""
_ON_HOMES = words("demolish fallen evict attempt demolition_done order arrive")
_FELLING = words("demolish fallen demolition_done")
"""Acts by which homes fall."""
_DONE_TO = {"arrest": "arrested", "hurt": "injured", "trial": "defendants"}
"""What becomes of the people of a clause by its act."""
_NOT_OURS = words("officials machines other families")
_NEVER_ZERO = words("killed arrested captured charged questioned")
_REACH = {"residents": 0, "homes_demolished": 1, "police": 2, "riot_police": 1}
"""Paragraphs back within which a number may still belong to an event told there."""
_SHARED = frozenset({"police", "riot_police"})
"""Police of a sentence are at every act that it tells."""


@dataclass(frozen=True, slots=True)
class Given:
    """A count as a number of an event."""

    name: str
    """A code of the vocabulary's list `quantities`."""
    count: Count
    row: int
    near: bool
    """Whether it stands in a sentence that tells of the event."""


def numbers_of(report: Report, events: Sequence[Gathered]) -> dict[int, list[Given]]:
    """Return for each event, by its index, the counts that are told of it."""
    given: dict[int, list[Given]] = {}
    for index, row in enumerate(report.rows):
        if outlook(row.line) in ("denied", "hearsay"):
            continue
        for count in row.counts:
            name = _name(report, events, index, count)
            if not name:
                continue
            here = _told_here(events, index, name)
            one = Given(name, count, index, bool(here))
            if not here:
                here = _told_before(report, events, index, name)
            elif name not in _SHARED:
                here = [_nearest(events, here, one)]
            for i in here:
                given.setdefault(i, []).append(one)
    return given


def _name(report: Report, events: Sequence[Gathered], index: int, count: Count) -> str:
    """The quantity that a noun stands for; empty where it counts nothing of ours."""
    row = report.rows[index]
    if count.noun == "homes":
        fell = any(_by_noun(e, index) for e in events)
        return _homes(report, row, count) or ("homes_demolished" if fell else "")
    if not count.asserted or count.noun in _NOT_OURS:
        return ""
    if count.noun in _NEVER_ZERO and not _known(count):
        return ""  # "no dead": empty says it as well, and is never misread
    at = next((i for i, t in enumerate(row.line.tokens) if t.end > count.start), 0)
    unsure = count.noun == "killed" and not is_vouched(row.line, at)
    if unsure or planned(row.line, *row.line.clause(at)):
        return ""
    if count.noun in ("people", "residents"):
        return _befallen(row, events, index, count)
    return count.noun


def _by_noun(event: Gathered, index: int) -> bool:
    """Whether a sentence tells of a demolition by the noun alone."""
    return event.event_type == "demolition" and any(
        t.row == index and t.found.act.code == "noun" for t in event.tellings
    )


def _known(count: Count) -> bool:
    quantity = count.quantity
    return bool(quantity.low or quantity.best or quantity.high)


def _befallen(row: Row, events: Sequence[Gathered], index: int, count: Count) -> str:
    """People who were present, or to whom the verb of their clause did something: "eleven youths were picked up"."""
    line = row.line
    at = next((i for i, t in enumerate(line.tokens) if t.end > count.start), 0)
    start, end = line.clause(at)
    for event in events:
        for telling in (*event.tellings, *event.extra):
            head = telling.found.head
            if telling.row == index and start <= head < end:
                name = _DONE_TO.get(telling.found.act.code)
                if name and (telling.found.passive or head < at):
                    return name
    return "residents"


def _homes(report: Report, row: Row, count: Count) -> str:
    """Whether homes fell or were only meant to: the act nearest to the number decides."""
    line = row.line
    told = [
        (
            _breaks(line, line.tokens[f.head].start, count.start),
            abs(line.tokens[f.head].start - count.start),
            f,
        )
        for f in acts_in(line)
        if f.act.code in _ON_HOMES
    ]
    if not told:
        return "homes_targeted" if _meant(report, row) else ""
    found = min(told, key=lambda t: t[:2])[2]
    how = modality(line, found.head, found.first, found.last).kind
    done = how == "fact" or (how == "present" and report.chronicle)
    if found.act.code in _FELLING and done:
        meant = found.object is None and _meant(report, row)
        return "homes_targeted" if meant else "homes_demolished"
    return "homes_targeted" if how != "negated" or _known(count) else ""


def _breaks(line: Line, a: int, b: int) -> int:
    """How many clauses begin between two offsets."""
    low, high = sorted((a, b))
    size = len(line.tokens)
    return sum(1 for i in line.breaks if 0 < i < size and low < line.tokens[i].start <= high)


def _meant(report: Report, row: Row) -> bool:
    some = row.line.tokens
    return any(
        phrase.match(some, i, len(some))
        for cue in rows("targets")
        if cue["language"] == report.language
        for phrase in phrases(cue["phrase"], report.language)
        for i in range(len(some))
    )


def _told_here(events: Sequence[Gathered], row: int, name: str) -> list[int]:
    """Events told in this sentence that may hold the number; of the harm done, the likeliest type first."""
    fit = _HOLDERS.get(name, ())
    found = [
        i
        for i, event in enumerate(events)
        if event.event_type in fit and any(t.row == row for t in (*event.tellings, *event.extra))
    ]
    return sorted(found, key=lambda i: fit.index(events[i].event_type)) if name in _HARM else found


def _nearest(events: Sequence[Gathered], among: Sequence[int], given: Given) -> int:
    """The event whose words stand nearest to a number; the harm done belongs to the likeliest type."""
    if given.name in _HARM:
        return among[0]

    def far(i: int) -> int:
        tellings = [t for t in (*events[i].tellings, *events[i].extra) if t.row == given.row]
        count = given.count
        return min(max(t.start - count.end, count.start - t.end, 0) for t in tellings)

    return min(among, key=far)


def _told_before(report: Report, events: Sequence[Gathered], row: int, name: str) -> list[int]:
    """The event that a sentence without one of its own goes on about: the last told in its paragraph, or just before it."""
    fit = _STAYING if name == "residents" else _HOLDERS.get(name, ())
    reach = report.rows[row].paragraph - _REACH.get(name, 2)
    last: list[tuple[int, int, int]] = []
    for i, event in enumerate(events):
        told = [
            t.row
            for t in (*event.tellings, *event.extra)
            if event.event_type in fit and t.row <= row and report.rows[t.row].paragraph >= reach
        ]
        if told:
            liking = -fit.index(event.event_type) if name in _HARM else 0
            last.append((liking, max(told), i))
    if last:
        return [max(last)[2]]
    return _told_after(report, events, row, name) if name in _AHEAD else []


def _told_after(report: Report, events: Sequence[Gathered], row: int, name: str) -> list[int]:
    """The event that a number leads up to: the next of the paragraph or of the one after it."""
    reach = report.rows[row].paragraph + 1
    after = [
        (min(t.row for t in e.tellings if t.row > row), i)
        for i, e in enumerate(events)
        if e.event_type in _HOLDERS[name] and any(t.row > row for t in e.tellings)
    ]
    near = [(at, i) for at, i in after if report.rows[at].paragraph <= reach]
    return [min(near)[1]] if near else []
