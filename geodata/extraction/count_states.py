"""What befell those who are counted: the word that governs a number ("were arrested", "ранения получили"), and whether it is asserted. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from geodata.extraction.count_groups import OUTCOMES, Group
from geodata.extraction.count_words import Entry, Line, context, context_at, lexicon, matches

__all__ = ["State", "governing", "states"]

_NEAR = 6
"""Words within which the parts of a phrase stand: получили … ранения."""
_FAR = 12
"""Words within which a verb may follow those it tells of."""


@dataclass(frozen=True, slots=True)
class State:
    """A word or phrase that says what befell people: words ``[first, end)``."""

    first: int
    end: int
    noun: str
    how: str
    """``state`` its subject is in it; ``passive``, ``active`` of a verb that has an object; ``verb`` may be either (English);
    ``object`` only its object is in it; ``around`` stands on both sides of its object."""
    places: tuple[int, ...] = ()
    """Where each of its parts begins."""
    infinitive: bool = False
    """Whether a Russian verb is in the infinitive or the future."""


def states(line: Line) -> tuple[State, ...]:
    """Return every such word or phrase of a sentence; of two that overlap the longer."""
    every = [state for at in range(len(line.words)) for state in _at(line, at)]
    every.sort(key=lambda s: (len(s.places) == 1, s.first - s.end, s.first))
    found: list[State] = []
    for state in every:
        if not any(_overlap(state, other) for other in found):
            found.append(state)
    return tuple(sorted(found, key=lambda s: s.first))


def _overlap(state: State, other: State) -> bool:
    """Whether two say the same thing twice; the parts of a phrase may have another phrase between them."""
    if (state.how == "around") != (other.how == "around"):
        return False  # "treated for" beside "treated … for": before its object, and around it
    apart = len(other.places) > 1 and not set(other.places) & set(state.places)
    crossing = other.first < state.end and state.first < other.end
    same_place = state.how == "object" and (state.first, state.end) == (other.first, other.end)
    return crossing and not apart and not same_place


def governing(
    line: Line, group: Group, every: Sequence[Group], known: Sequence[State]
) -> State | None:
    """Return what befell a group: the nearest on its right or left, then what it shares with a group it is joined to.

    Parameters
    ----------
    line
        The sentence.
    group
        One of `every`.
    every
        All groups of the sentence.
    known
        All states of the sentence.
    """
    around = next((s for s in known if s.how != "object" and _surrounds(line, s, group)), None)
    if around is not None:
        return around
    near, joined = _right(line, group, every, known)
    if near is not None and not joined:
        return near
    alone = group.implied or group.noun in OUTCOMES
    left = _left(line, group, every, known) if line.language != "kk" else None
    if left is not None:
        return left
    if near is not None and not alone:
        return near
    before = None if alone else _joined_before(line, group, every)
    if before is None:
        return None
    return _left(line, before, every, known) or _around(line, before, known)


def _at(line: Line, at: int) -> Iterator[State]:
    for end, entry in lexicon("count_states", line.language).at(line, at):
        places, last = [at], end
        for part in entry.parts[1:]:
            place = _part(line, at, end, part, _NEAR + 4 * (entry.kind == "around"))
            if place is None:
                break
            places.append(place)
            last = max(last, place + len(part))
        else:
            yield _state(line, entry, tuple(places), last)


def _part(line: Line, at: int, end: int, part: tuple[frozenset[str], ...], near: int) -> int | None:
    """Where another part of a phrase stands, nearest first, no comma between."""
    ahead = list(range(end, min(end + near, len(line.words))))
    back = list(range(at - 1, max(at - _NEAR, 0) - 1, -1)) if line.language == "ru" else []
    for way in (ahead, back):
        for place in way:
            if line.low(place) in (",", ";", ":", "(", ")"):
                break
            if matches(line, place, part):
                return place
    return None


def _state(line: Line, entry: Entry, places: tuple[int, ...], end: int) -> State:
    how = {"transitive": "verb"}.get(entry.kind, entry.kind)
    word = line.words[places[0]]
    forms = word.forms_of(entry.parts[0][0])
    if line.language == "ru" and entry.kind == "transitive":
        how = "passive" if "prts" in forms else "active" if forms & _FINITE else "none"
    elif line.language == "ru" and "prtf" in forms and len(places) == 1:
        how = "none"
    unreal = bool(forms & {"inf", "futr"}) and not forms & {"past", "pres"}
    return State(min(places), end, entry.value, how, places, unreal and line.language == "ru")


_FINITE = frozenset({"past", "pres", "futr", "inf", "grnd"})


def _surrounds(line: Line, state: State, group: Group) -> bool:
    inside = state.first < group.start and group.end <= state.end and len(state.places) > 1
    if state.how == "around":
        return inside and not any(line.words[i].mark for i in range(state.first, group.start))
    return (
        inside
        and line.language == "ru"
        and not set(state.places) & set(range(group.start, group.end))
    )


def _around(line: Line, group: Group, known: Sequence[State]) -> State | None:
    return next((s for s in known if _surrounds(line, s, group)), None)


def _joined_before(line: Line, group: Group, every: Sequence[Group]) -> Group | None:
    """The group to which this one is joined: [two women] and three men."""
    joint = group.start - 1
    if line.low(joint) not in {*context(line.language)["and"], ","}:
        return None
    before = next((g for g in every if g.end == joint), None)
    further = before and _joined_before(line, before, every)
    return further or before


def _right(
    line: Line, group: Group, every: Sequence[Group], known: Sequence[State]
) -> tuple[State | None, bool]:
    """What follows a group and tells of it, and whether another group joined to it stands between."""
    step = {"en": _english_step, "ru": _russian_step}.get(line.language, _kazakh_step)
    starts = {g.start: g for g in every if not g.implied or line.language == "en"}
    at, joined, before = group.end, False, ""
    seen: dict[str, int] = {}
    joints: set[str] = set()
    if line.low(at + 1) == "by" and not any(s.first == at for s in known):
        seen["relative"] = at  # a man hit by a bullet died
        at += 2
    while at < min(group.end + _FAR, len(line.words)):
        here = next((s for s in known if s.first == at and s.how != "none"), None)
        if here is not None and here.how not in ("object", "around"):
            listed = joints != {","}  # "154 were ill, 21 died" is no list
            return (here if listed and _takes(line, group, here, seen) else None), joined
        other = starts.get(at)
        if other is not None and not other.part:
            if before not in {*context(line.language)["and"], ","}:
                return None, joined
            joints.add(before)
            joined, at, before = True, other.end, ""
            continue
        if aside := _aside(line, at, starts):
            at, before = aside, ","
            continue
        if not step(line, at, seen, starts):
            return None, joined
        before = line.low(at)
        at += 1
    return None, joined


def _aside(line: Line, at: int, starts: dict[int, Group]) -> int:
    """Where what is said in passing ends: two residents[, among them a child,] were hurt; 0 where nothing is."""
    if line.low(at) not in (",", "(") or at + 1 >= len(line.words):
        return 0
    close = ")" if line.low(at) == "(" else ","
    size = len(line.words)
    end = next((i + 1 for i in range(at + 1, size) if line.low(i) == close), 0)
    part = at + 1 in starts and starts[at + 1].part
    if part or context_at(line, at + 1, "parenthesis"):
        return end or size
    named = line.words[at + 1].text[0].isupper() or line.low(at + 1).isdigit()
    return end if named and end and end - at <= _APPOSITION else 0


_APPOSITION = 6
"""Words and commas of a name or an age that stands in between: one officer, Aset B., died."""


def _takes(line: Line, group: Group, state: State, seen: dict[str, int]) -> bool:
    """Whether a verb that follows a group tells what befell it, not what it did."""
    if group.implied and "far" in seen and not {"aux", "relative"} & seen.keys():
        return False
    if state.how in ("state", "passive"):
        return True
    alone = _nothing_follows(line, state.end)
    if line.language == "en":
        return "aux" in seen or ("far" not in seen and alone)
    object_case = any(line.words[i].is_a("accs", "gent") for i in range(*group.head))
    return state.how == "active" and alone and object_case and not group.noun.endswith("police")


def _nothing_follows(line: Line, at: int) -> bool:
    """Whether no object stands after a verb: an end, a mark, a preposition, a joint."""
    if at >= len(line.words) or line.words[at].mark:
        return True
    if line.language == "en":
        return line.low(at) in context("en")["after_verb"] or line.low(at).endswith("ly")
    return not line.words[at].is_a("accs", "nomn", "adjf") or line.low(at) in context("ru")["and"]


def _english_step(line: Line, at: int, seen: dict[str, int], starts: dict[int, Group]) -> bool:
    """Whether the search may go past a word."""
    words, low = context("en"), line.low(at)
    if low in words["aux"] or low in words["modal"]:
        seen["aux"] = at
        return True
    if any(low in words[name] for name in ("adverb", "soften", "not")) or low.endswith("ly"):
        return True
    if "aux" in seen:
        return _after_auxiliary(line, at, seen, starts)
    if low in (",", "and"):
        return at + 1 in starts or line.low(at + 1) == "and"
    seen["far"] = at
    closed = line.words[at].mark and low not in _QUOTES
    return not (closed or low in words["barrier"] or re.search(r"\w\wed$", low))


_QUOTES = frozenset("'’\"“”«»")


def _after_auxiliary(line: Line, at: int, seen: dict[str, int], starts: dict[int, Group]) -> bool:
    """Whether what stands between "were" and the verb is a report of it, or another verb: were said to have been …"""
    if at < seen.get("until", 0):
        return True
    if until := _further_verb(line, at, starts):
        seen["until"] = until
        return True
    told = context("en")["told"]
    return line.low(at) in told or (line.low(at) == "to" and line.low(at - 1) in told)


def _further_verb(line: Line, at: int, starts: dict[int, Group]) -> int:
    """Where a second verb of the same people begins: was set alight and [died]; 0 when there is none."""
    for place in range(at + 1, min(at + 4, len(line.words))):
        if line.words[place].mark or place in starts:
            return 0
        if line.low(place) == "and":
            return 0 if place + 1 in starts else place + 1
    return 0


def _russian_step(line: Line, at: int, seen: dict[str, int], starts: dict[int, Group]) -> bool:
    words, word = context("ru"), line.words[at]
    if line.keys[at] & words["copula"] or line.keys[at] & (words["modal"] | words["not"]):
        seen["aux"] = at
        return True
    if word.low in (",", "и", "или"):
        return at + 1 in starts
    if word.mark:
        return word.low in ("—", "–", "-")
    if word.low in words["barrier"]:
        return False
    if word.is_a("past", "pres", "futr", "prts", "inf", "grnd") and not word.is_a("noun", "adjf"):
        return False
    seen["far"] = at
    return True


def _kazakh_step(line: Line, at: int, seen: dict[str, int], starts: dict[int, Group]) -> bool:
    word = line.words[at]
    seen["far"] = at
    if word.mark:
        return word.low == "," and at + 1 in starts
    verb = re.search(r"(?:ды|ді|ты|ті)$", word.low) and at + 1 >= len(line.words) - 1
    return not verb and word.low not in context("kk")["barrier"]


def _left(line: Line, group: Group, every: Sequence[Group], known: Sequence[State]) -> State | None:
    """What stands before a group and has it for its object, or in Russian for its subject."""
    if line.language == "en":
        fits = [s for s in known if s.end == group.start and s.how in ("verb", "object")]
        return next((s for s in fits if not _is_passive(line, s)), None)
    ends = {g.end for g in every if not g.implied}
    limit = 1 if group.implied else _NEAR
    for at in range(group.start, max(group.start - limit - 1, -1), -1):
        here = next((s for s in known if s.end == at and s.how not in ("none", "around")), None)
        if here is not None:
            return here if _befalls(line, group, here, at) else None
        if at in ends or at == 0 or not _passes(line, at - 1):
            return None
    return None


def _befalls(line: Line, group: Group, state: State, at: int) -> bool:
    """Whether, in Russian, the case of a number lets it be what the verb before it befell."""
    cases = {form for r in line.words[group.amount.number].readings for form in r.forms} & _CASES
    if not cases and group.noun:  # digits: ask the noun
        cases = {form for r in line.words[group.head[0]].readings for form in r.forms} & _CASES
    doer = cases == {"ablt"}  # застрелен двумя неизвестными
    subject = cases == {"nomn"} or line.low(group.amount.number) in _SUBJECTS
    if state.how == "object":
        return at == group.start and not subject
    return not doer and not (state.how == "active" and (subject or group.implied))


_CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})
_SUBJECTS = frozenset(
    {"два", "две", "три", "четыре", "двое", "трое", "четверо", "пятеро", "шестеро"}
)
"""Forms that are no object where people are counted: убили двух женщин, убили две женщины."""


def _passes(line: Line, at: int) -> bool:
    """Whether, in Russian, a word may stand between a verb and those it tells of: задержаны [в Бакае] пять человек."""
    word, words = line.words[at], context("ru")
    if line.keys[at] & words["copula"]:
        return True
    if word.mark:
        return word.low in ("—", "–", "-", "«", "»", ":")
    verb = word.is_a("past", "pres", "futr", "prts", "inf", "grnd") and not word.is_a(
        "noun", "adjf"
    )
    return not verb and word.low not in words["barrier"] and word.low not in words["and"]


def _is_passive(line: Line, state: State) -> bool:
    """Were arrested 12 …: the number begins something else."""
    before: Callable[[int], str] = line.low
    return before(state.first - 1) in ("was", "were", "been", "being", "is", "are")
