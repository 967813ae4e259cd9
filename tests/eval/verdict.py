"""What the judge says of one report: which drafts are right, missed, invented, and how good the fields of the right ones are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from geodata.dates import interval_of
from geodata.draft import Draft
from geodata.gazetteer.folding import fold
from geodata.quantity import Quantity
from geodata.reading.facts import read_facts, shipped
from tests.eval.golden import Expected, Pair

__all__ = ["FIELDS", "Verdict", "judge"]

FIELDS = ("date_basis", "time_start", "outcome", "quantities")
_ENDING = {"demolition_attempt", "demolition", "eviction", "police_operation"}
"""Event types that have an outcome."""


@dataclass(slots=True)
class Verdict:
    """One report, judged."""

    pair: Pair
    matched: list[tuple[Expected, Draft]] = field(default_factory=list)
    allowed: list[Draft] = field(default_factory=list)
    """Drafts of optional events, and rumours that are marked as such: they count neither way."""
    missed: list[Expected] = field(default_factory=list)
    invented: list[Draft] = field(default_factory=list)
    from_not_events: list[Draft] = field(default_factory=list)
    """Those of the invented whose words are a plan, a denial, a rumour, a comparison."""
    false_killed: list[Draft] = field(default_factory=list)
    right: Counter[str] = field(default_factory=Counter)
    """Per field, on the matched."""
    scored: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    """A line for each field of the matched that is wrong."""
    overlapping: int = 0
    """Matched drafts whose words overlap the expected ones."""
    covered: float = 0.0
    """Sum over the matched: the part of the expected words that the draft's words hold."""

    @property
    def counts(self) -> tuple[int, int, int]:
        """Right, drafted, expected; optional ones nowhere."""
        right = len(self.matched)
        return right, right + len(self.invented), right + len(self.missed)


def judge(pair: Pair, drafts: Iterable[Draft]) -> Verdict:
    """Match drafts with what is expected, one to one, those whose words overlap most first."""
    verdict = Verdict(pair)
    left = list(drafts)
    verdict.false_killed = _false_killed(pair, left)
    required = [event for event in pair.events if not event.optional]
    verdict.matched = _match(pair, required, left)
    taken = {id(event) for event, _ in verdict.matched}
    verdict.missed = [event for event in required if id(event) not in taken]
    verdict.allowed = [d for _, d in _match(pair, [e for e in pair.events if e.optional], left)]
    for draft in left:
        untrue = _from_not_event(pair, draft)
        if untrue and "hearsay" in draft.doubts:
            verdict.allowed.append(draft)
            continue
        verdict.invented.append(draft)
        if untrue:
            verdict.from_not_events.append(draft)
    for event, draft in verdict.matched:
        _score_fields(verdict, event, draft)
        covered = _covered(pair, event, draft)
        verdict.overlapping += covered > 0
        verdict.covered += covered
    return verdict


def _match(pair: Pair, events: list[Expected], left: list[Draft]) -> list[tuple[Expected, Draft]]:
    """Take from `left` the drafts that are right."""
    proposals = sorted(
        (-_covered(pair, event, draft), i, j)
        for i, event in enumerate(events)
        for j, draft in enumerate(left)
        if _same(event, draft)
    )
    pairs: dict[int, int] = {}
    for _, i, j in proposals:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    found = [(events[i], left[j]) for i, j in sorted(pairs.items())]
    for j in sorted(pairs.values(), reverse=True):
        del left[j]
    return found


def _same(event: Expected, draft: Draft) -> bool:
    return (
        draft.event_type in event.answers("event_type")
        and any(_same_date(date, draft.date) for date in event.answers("date"))
        and any(_same_place(place, draft) for place in event.answers("place"))
    )


def _same_date(expected: str, drafted: str) -> bool:
    if not expected or not drafted:
        # "Before today" says no more than nothing.
        return (expected or drafted).startswith("../") or expected == drafted
    return interval_of(expected) == interval_of(drafted)


def _same_place(expected: str, draft: Draft) -> bool:
    if expected == draft.place_id:
        return True
    written = {fold(draft.where_as_written), fold(draft.place.name if draft.place else "")} - {""}
    names = _our_names().get(expected)
    if names is not None:
        return not draft.place_id and bool(written & names)
    return fold(expected) in written


@cache
def _our_names() -> dict[str, frozenset[str]]:
    """The folded names of the shipped places; some have no point, and a draft may then give only the name."""
    return {
        place.place_id: frozenset(fold(known.name) for known in place.names)
        for place in read_facts(shipped()).places
    }


def _spans(draft: Draft) -> list[tuple[int, int]]:
    """Where the report says that it happened."""
    claims = [c for c in draft.claims if c.field == "event"]
    return [(c.start, c.end) for c in claims if c.start is not None and c.end is not None]


def _covered(pair: Pair, event: Expected, draft: Draft) -> float:
    start, end = _span_of(pair, event.evidence)
    return max((_shared(start, end, *span) / (end - start) for span in _spans(draft)), default=0.0)


def _span_of(pair: Pair, words: str) -> tuple[int, int]:
    start = pair.document.text.index(words)
    return start, start + len(words)


def _shared(start: int, end: int, other_start: int, other_end: int) -> int:
    return max(0, min(end, other_end) - max(start, other_start))


def _from_not_event(pair: Pair, draft: Draft) -> bool:
    """Its words lie in what is no event, and not in those of an expected event of its type."""
    untrue = any(
        _shared(*_span_of(pair, words), *span)
        for words in pair.not_events
        for span in _spans(draft)
    )
    return untrue and not any(
        draft.event_type in event.answers("event_type") and _covered(pair, event, draft)
        for event in pair.events
    )


def _false_killed(pair: Pair, drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts that count dead whom the report does not vouch for."""
    vouched = [_ends(e.quantities["killed"]) for e in pair.events if "killed" in e.quantities]
    dead = {d.draft_id: d.quantities["killed"] for d in drafts if "killed" in d.quantities}
    false = {
        name
        for name, told in dead.items()
        if any(_ends(told)) and not any(_inside(_ends(told), each) for each in vouched)
    }
    return [draft for draft in drafts if draft.draft_id in false]


def _inside(one: tuple[int | None, ...], other: tuple[int | None, ...]) -> bool:
    low, high = other[0] or 0, other[-1]
    return (one[0] or 0) >= low and (high is None or (one[-1] is not None and one[-1] <= high))


def _ends(quantity: Quantity) -> tuple[int | None, int | None]:
    """A figure that stands alone is both ends of what its source says."""
    if quantity.low is None and quantity.high is None:
        return quantity.best, quantity.best
    return quantity.low, quantity.high


def _score_fields(verdict: Verdict, event: Expected, draft: Draft) -> None:
    for name in ("date_basis", "time_start", "outcome"):
        wanted, given = getattr(event, name), getattr(draft, name)
        if name == "outcome":
            if draft.event_type not in _ENDING:
                continue
            wanted, given = (value.replace("unknown", "") for value in (wanted, given))
        context = name == "date_basis" and "date_from_context" in draft.doubts
        if (wanted or given) and name not in event.unscored:
            _note(verdict, event, name, wanted, given, fine=wanted == given or context)
    wanted_numbers, given_numbers = event.quantities, draft.quantities
    for name in sorted(({*wanted_numbers} | {*given_numbers}) - event.unscored):
        one, other = wanted_numbers.get(name), given_numbers.get(name)
        fine = one is not None and other is not None and _ends(one) == _ends(other)
        _note(verdict, event, "quantities", f"{name} {one}", f"{other}", fine=fine)


def _note(
    verdict: Verdict, event: Expected, name: str, wanted: str, given: str, *, fine: bool
) -> None:
    verdict.scored[name] += 1
    verdict.right[name] += fine
    if not fine:
        verdict.wrong.append(
            f"{event.event_type} {event.date} {event.place}: {name} is {given or '(nothing)'}, expected {wanted or '(nothing)'}"
        )
