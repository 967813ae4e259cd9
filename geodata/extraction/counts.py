"""How many: police, residents, homes, arrests, injuries, as a report says it, with bounds. Never a guess, never a death that is not told. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from geodata.extraction.count_asserted import is_asserted
from geodata.extraction.count_groups import OUTCOMES, PEOPLE, Group, groups
from geodata.extraction.count_states import State, governing, states
from geodata.extraction.count_words import Line, context, context_at, lexicon, lines
from geodata.quantity import Quantity

__all__ = ["NOUNS", "Count", "find_counts"]

NOUNS = (
    "police",
    "riot_police",
    "residents",
    "people",
    "homes",
    "families",
    "killed",
    "injured",
    "police_injured",
    "hospitalised",
    "arrested",
    "captured",
    "questioned",
    "charged",
    "defendants",
    "in_custody",
    "jailed",
    "officials",
    "machines",
    "other",
)
"""What may be counted. ``other`` is people of whom the report leaves open what befell them: casualties."""

_FORCE = frozenset({"police", "riot_police"})
_SURE = {"exact": 0.95, "range": 0.95, "low": 0.95, "high": 0.9, "about": 0.9, "zero": 0.85}
_FURTHER = frozenset({"killed", "charged", "jailed", "in_custody"})
"""What may yet befall the wounded, the detained and those on trial."""
_FEW = 5
"""So many speak to a reporter; more are a crowd."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number and what it counts: ``text == document[start:end]``."""

    start: int
    end: int
    text: str
    quantity: Quantity
    noun: str
    """One of `NOUNS`."""
    rule: str
    """How the number was read, and by what it became this noun: ``low``, ``exact:passive``."""
    confidence: float
    head: tuple[int, int]
    """Where the noun stands; the number when it stands alone."""
    who: str = ""
    """Of an outcome, whom the report names beside the number: residents, police, …; empty when it names nobody."""
    state: tuple[int, int] | None = None
    """Where the words stand that say what befell them: "were arrested"."""
    asserted: bool = True
    """Whether that is said as a fact of the report's own time. A count that is not must not become a claim."""
    part: bool = False
    """Whether those are some of the ones counted just before: "including forty riot police"."""


def find_counts(text: str, language: str) -> tuple[Count, ...]:
    """Return the counts of people, homes and machines in a text, in order.

    Parameters
    ----------
    text
        Any text; offsets are Unicode code points into it.
    language
        en, ru or kk.

    Examples
    --------
    >>> [(c.text, c.noun, c.quantity.low) for c in find_counts("Over 200 police came. Two women were hurt.", "en")]
    [('Over 200 police', 'police', 200), ('Two women', 'injured', 2)]
    """
    return tuple(count for line in lines(text, language) for count in _in_line(line))


def _in_line(line: Line) -> Iterator[Count]:
    every, known = groups(line), states(line)
    told: list[Count] = []
    last: Group | None = None
    for group in every:
        state = governing(line, group, every, known)
        noun, governed = _noun(line, group, state)
        if not noun and last is not None:
            noun = _noun_before(line, group, last)
        if not noun or _says_nothing(line, group, noun, state if governed else None):
            continue
        last = replace(group, noun=noun)
        told += _counts(line, group, noun, state if governed else None)
    if not any(count.quantity.high == 0 for count in told):
        told += _none_of_them(line)
    yield from sorted(told, key=lambda count: (count.start, count.end))


def _noun(line: Line, group: Group, state: State | None) -> tuple[str, bool]:
    """What a group counts, and whether a verb made it so."""
    if group.noun in OUTCOMES:
        if state is not None and state.noun in _FURTHER:
            return state.noun, state.noun != group.noun
        hurt = group.who in _FORCE and group.noun == "injured"
        return ("police_injured" if hurt else group.noun), False
    spared = (
        group.amount.zero and state is not None and (state.how, state.noun) == ("active", "killed")
    )
    if state is None or spared or (state.noun == "people" and group.noun):
        return group.noun, False
    if state.noun in ("people", "homes"):
        fell = state.noun == "homes"
        return (
            group.noun if fell else "people"
        ), fell and group.noun == "homes" and group.amount.zero
    takers = PEOPLE if state.noun != "captured" else {*_FORCE, "officials"}
    if group.noun not in takers or (not group.noun and _is_age(line, group)):
        return group.noun, False
    hurt = state.noun == "injured" and group.noun in _FORCE
    return ("police_injured" if hurt else state.noun), True


def _is_age(line: Line, group: Group) -> bool:
    """Ivanov, 43, was arrested."""
    return (
        bool(group.amount.digits)
        and line.low(group.start - 1) == ","
        and line.low(group.end) == ","
    )


def _noun_before(line: Line, group: Group, last: Group) -> str:
    """What a number alone takes over: 30 homes fell, 40 more were marked; 11 were hurt, four of them policemen."""
    if _is_more(line, group):
        return last.noun
    if not group.part or last.noun not in OUTCOMES or line.low(group.start - 1) != ",":
        return ""
    fits = lexicon("count_nouns", line.language).at(line, group.end)
    force = any(entry.value in _FORCE for _, entry in fits)
    return "police_injured" if force and last.noun == "injured" else last.noun


def _is_more(line: Line, group: Group) -> bool:
    return (
        line.low(group.end - 1) in ("more", "further", "additional")
        or line.low(group.start - 1) == "ещё"
    )


def _says_nothing(line: Line, group: Group, noun: str, state: State | None) -> bool:
    """One woman, three residents told us, no police: numbers that count nobody present."""
    outcome = state is not None or noun in OUTCOMES
    if group.amount.zero:
        softened = context(line.language).get("soften", frozenset())
        last = max(group.end, state.end if state else 0)
        near = range(max(0, group.start - 2), min(last + 1, len(line.words)))
        return not outcome or any(line.keys[i] & softened for i in near)
    if group.implied:
        return state is None
    if outcome or noun not in PEOPLE:
        return False
    words = context(line.language)
    kin = line.keys[group.head[0]] & words.get("kin", frozenset())
    if kin and line.low(group.start - 1) in words["kin_before"]:
        return True  # a widow and her three children
    if group.amount.plain == 1 and group.amount.rule == "exact":
        return True
    speech = context_at(line, group.end, "speech")
    return bool(speech) and 1 < group.amount.plain <= _FEW


def _counts(line: Line, group: Group, noun: str, state: State | None) -> Iterator[Count]:
    outcome = state is not None or noun in OUTCOMES
    first, end = (state.first, state.end) if state else group.head
    unreal = state is not None and state.infinitive
    asserted = not outcome or is_asserted(
        line, (first, end), noun, unreal=unreal, zero=group.amount.zero
    )
    if (
        group.amount.zero
        and line.language == "ru"
        and state is not None
        and not _is_negated(line, state)
    ):
        return
    zero = group.amount.zero
    nouns = (noun,) if noun != "casualties" else ("killed", "injured") if zero else ("other",)
    rule = group.amount.rule + (f":{state.how}" if state else "")
    start, stop = line.words[group.start].start, line.words[group.end - 1].end
    for one in nouns:
        yield Count(
            start,
            stop,
            line.text[start:stop],
            group.amount.quantity,
            one,
            rule,
            _confidence(group, state),
            _span(line, group.head),
            who=group.who or (group.noun if state or group.noun not in OUTCOMES else ""),
            state=_span(line, (state.first, state.end)) if state else None,
            asserted=asserted,
            part=group.part,
        )


def _confidence(group: Group, state: State | None) -> float:
    sure = _SURE.get(group.amount.rule, 0.75)
    if state is None:
        return sure
    near = group.start - state.end <= 1 and state.first - group.end <= 2
    return round(sure * (0.95 if near else 0.8), 2)


def _span(line: Line, words: tuple[int, int]) -> tuple[int, int]:
    return line.words[words[0]].start, line.words[words[1] - 1].end


def _is_negated(line: Line, state: State) -> bool:
    """Никто не пострадал: the verb itself must be denied."""
    return any(line.low(at) == "не" for at in range(max(0, state.first - 2), state.end))


def _none_of_them(line: Line) -> Iterator[Count]:
    """Погибших и раненых нет; обошлось без жертв; зардап шеккендер жоқ."""
    if line.language == "en":
        return
    at = 0
    while at < len(line.words):
        run = list(_outcomes(line, at))
        if not run:
            at += 1
            continue
        end = run[-1][1]
        closed = context_at(line, end, "no")
        spared = line.low(at - 1) == "без" and line.low(at - 2).startswith("обошл")
        led = any(
            line.keys[i] & context(line.language).get("no_before", frozenset())
            for i in range(max(0, at - 2), at)
        )
        if spared or (closed and not led):
            yield from _zeros(line, run, at - 2 if spared else at, end if spared else closed)
        at = end


def _outcomes(line: Line, at: int) -> Iterator[tuple[int, int, str]]:
    """Nouns of those befallen that stand joined from a word on: погибших и раненых."""
    while True:
        fits = [(e, x.value) for e, x in lexicon("count_nouns", line.language).at(line, at)]
        found = next(((e, v) for e, v in fits if v in OUTCOMES), None)
        if found is None or (line.language == "ru" and not line.words[at].is_a("gent")):
            return
        yield at, found[0], found[1]
        at = found[0]
        if line.low(at) not in ("и", ",", "или", "мен", "және"):
            return
        at += 1


def _zeros(line: Line, run: list[tuple[int, int, str]], first: int, end: int) -> Iterator[Count]:
    asserted = is_asserted(line, (first, end), "", unreal=False, zero=True)
    start, stop = _span(line, (first, end))
    told: set[str] = set()
    for at, after, noun in run:
        for one in ("killed", "injured") if noun == "casualties" else (noun,):
            if one in told:
                continue
            told.add(one)
            head = _span(line, (at, after))
            words = line.text[start:stop]
            nobody = Quantity(0, 0, 0)
            yield Count(
                start, stop, words, nobody, one, "zero", _SURE["zero"], head, asserted=asserted
            )
