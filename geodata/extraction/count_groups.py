"""Amounts with what they count: "forty riot police", "13 of the 66 houses", "двенадцать раненых", "человек сорок". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from geodata.extraction.count_amounts import Amount, amounts
from geodata.extraction.count_words import Entry, Line, context, context_at, lexicon
from geodata.quantity import Quantity

__all__ = ["OUTCOMES", "PEOPLE", "Group", "groups"]

PEOPLE = frozenset({"", "police", "riot_police", "residents", "people", "officials"})
"""Nouns of those to whom something may happen; the empty one is a number alone: "two were hurt"."""
OUTCOMES = frozenset(
    {
        "killed",
        "injured",
        "hospitalised",
        "arrested",
        "captured",
        "questioned",
        "charged",
        "defendants",
        "in_custody",
        "jailed",
        "casualties",
    }
)
"""Nouns that already say what happened: "five arrests", "двое погибших"."""
_FURTHER = 4
"""Words that may stand between a number and its noun: two hundred heavily armed police."""
_NO_PLURAL = frozenset({"is", "was", "has", "as", "us", "his", "this", "its", "across", "besides"})


@dataclass(frozen=True, slots=True)
class Group:
    """Words ``[start, end)`` of the sentence: so many of these."""

    start: int
    end: int
    amount: Amount
    noun: str = ""
    """What is counted, empty when the number stands alone."""
    who: str = ""
    """Of an outcome, to whom: "12 wounded policemen"."""
    head: tuple[int, int] = (0, 0)
    """Words of the noun, or of the number when it stands alone."""
    implied: bool = False
    """Whether one is meant and no number stands there: a child, погиб полицейский."""
    part: bool = False
    """Whether those are some of the ones counted just before: including forty riot police."""


def groups(line: Line) -> tuple[Group, ...]:
    """Return what a sentence counts, in order; numbers that stand alone are among it."""
    found: list[Group] = []
    for amount in amounts(line):
        if found and amount.start < found[-1].end:
            continue  # the 66 of "13 of the 66 houses"
        group = _group(line, amount)
        if group is not None and not group.noun and line.language == "ru":
            group = _inverted(line, group, found[-1].end if found else 0)
        if group is not None:
            found.append(replace(group, part=_is_part(line, group)))
    found += _single(line, found)
    return tuple(sorted(found, key=lambda group: group.start))


def _group(line: Line, amount: Amount) -> Group | None:
    """An amount with its noun; None where the noun says that it counts something else."""
    bare = Group(amount.start, amount.end, amount, head=(amount.number, amount.end))
    at, many = amount.end, amount.plain != 1 and not amount.zero
    if line.low(at) == "-" and line.low(at + 1) == "strong":
        at, many = at + 2, False
    if end := context_at(line, at, "them"):
        return replace(bare, end=end)
    if context_at(line, amount.start - 3, "half_of") or context_at(
        line, amount.start - 2, "half_of"
    ):
        return None
    if end := context_at(line, at, "partitive"):
        whole = next((a for a in amounts(line) if a.start <= end < a.end), None)
        at, many = (whole.end if whole else end), many or whole is not None
        if line.keys[amount.number] & {"one", "один"}:
            many = True
            if whole is None:
                return None  # one of the bailiffs
        if whole is None and any(e.value in OUTCOMES for _, e in _nouns(line, at, True)):
            return replace(
                bare, end=_nouns(line, at, True)[0][0]
            )  # two of the injured are not all of them
    if line.low(at) in ("more", "other", "further", "additional", "другие", "других"):
        at += 1
        bare = replace(bare, end=at)
    return _with_noun(line, bare, at, many)


def _with_noun(line: Line, bare: Group, at: int, many: bool) -> Group | None:
    further = 1 if line.language == "kk" else _FURTHER
    for place in range(at, min(at + further + 1, len(line.words))):
        fits = _nouns(line, place, many)
        if fits:
            return _extended(line, bare, place, fits[0], many)
        if not _is_modifier(line, place):
            break
    if line.low(at) == "strong" and _stands_alone(line, at + 1, bare):
        return replace(bare, noun="people")  # a crowd, about 600 strong
    crowd = bare.start and context_at(line, bare.start - 2, "crowd") == bare.start
    if crowd and not re.search(r"[^s]s$", line.low(at)):
        return replace(bare, noun="people")
    return bare if _stands_alone(line, at, bare) else None


def _stands_alone(line: Line, at: int, bare: Group) -> bool:
    """Whether a number without a known noun has none: of "20 cows died" nobody may be counted."""
    if at >= len(line.words) or line.words[at].mark or bare.amount.zero:
        return True
    if line.language == "ru":
        while at + 1 < len(line.words) and _is_modifier(line, at):
            at += 1
        first = line.words[at].readings[0].forms
        return "noun" not in first or not first & {"gent", "datv", "ablt", "loct"}
    if line.language == "kk":
        return bool(lexicon("count_states", "kk").at(line, at))
    return _is_free(line, at)


def _is_free(line: Line, at: int) -> bool:
    """Whether an English word cannot be a noun that a number before it would count."""
    if line.words[at].mark:
        return True
    words = context("en")
    free = words["aux"] | words["modal"] | words["stop"] | words["adverb"] | words["not"]
    verb = lexicon("count_states", "en").at(line, at)
    return bool(verb) or line.low(at) in free or line.low(at).endswith("ly")


def _extended(
    line: Line, bare: Group, place: int, fit: tuple[int, Entry], many: bool
) -> Group | None:
    """The noun found, and nouns that follow it at once and are the true ones: 12 wounded policemen, 40 women protesters."""
    end, entry = fit
    noun, who = entry.value, ""
    while line.language != "kk" and (fits := _nouns(line, end, many)):
        if noun in OUTCOMES:
            who = fits[0][1].value
        elif line.language == "en" or fits[0][1].value in ("machines", "homes", ""):
            noun = fits[0][1].value
        else:
            break
        place, end = (place, end) if noun in OUTCOMES else (end, end)
        end = fits[0][0]
    low = line.low(end)
    compound = entry.kind == "mass" and line.language == "en" and noun in ("police", "riot_police")
    if not noun or (compound and re.search(r"[^s]s$", low) and low not in _NO_PLURAL):
        return None  # two police stations
    if line.language == "ru" and not _agrees(line, place, bare.amount):
        return bare
    return replace(bare, end=end, noun=noun, who=who, head=(place, end))


def _nouns(line: Line, at: int, many: bool) -> list[tuple[int, Entry]]:
    fits = lexicon("count_nouns", line.language).at(line, at)
    if line.language == "ru" and fits:  # пострадавшие, not пострадали
        word = line.words[fits[0][0] - 1]
        if word.is_a(*_VERB) and not word.is_a("noun", "adjf", "prtf"):
            return []
    return [(end, entry) for end, entry in fits if entry.kind != "one" or not many]


_VERB = ("past", "pres", "futr", "prts", "inf", "grnd")


def _is_modifier(line: Line, at: int) -> bool:
    word = line.words[at]
    if word.mark or word.text[0].isdigit():
        return False
    if line.language == "ru":
        prior = at > 0 and line.words[at - 1].is_a("prtf", "adjf")
        return word.is_a("adjf", "prtf") or (prior and word.is_a("ablt"))
    if line.language == "kk":
        verb = lexicon("count_states", "kk").at(line, at) or word.low[-2:] in (
            "ды",
            "ді",
            "ты",
            "ті",
        )
        number = lexicon("number_words", "kk").at(line, at)
        return not (verb or number) and word.low not in context("kk")["and"]
    plural = word.text.islower() and re.search(r"[^sui']s$", word.low)
    number = lexicon("number_words", "en").at(line, at)
    return word.low not in context("en")["stop"] and not plural and not number


def _agrees(line: Line, at: int, amount: Amount) -> bool:
    """Five and more take another case than the nominative: in «статья 12 жители» the number is not theirs."""
    if amount.plain < 5 or (amount.plain % 10 in (1, 2, 3, 4) and amount.plain % 100 // 10 != 1):
        return True
    forms = {form for reading in line.words[at].readings for form in reading.forms}
    return not ({"nomn"} <= forms and not forms & {"gent", "datv", "ablt", "loct"})


def _inverted(line: Line, group: Group, taken: int) -> Group:
    """Человек сорок: the noun before its number makes it an estimate."""
    at = group.start - 1
    estimated = line.low(at) in ("в", "на", "под", "до")
    at -= estimated  # человек на сорок
    least = group.amount.quantity.low if group.amount.rule == "low" else None
    figure = group.amount.plain if least is None else least
    if at < taken or figure < 5 or group.amount.rule not in ("exact", "low"):
        return group
    fits = [(end, e) for end, e in _nouns(line, at, True) if end == at + 1 and e.value]
    modified = at and not estimated and line.words[at - 1].is_a("adjf", "noun")
    if not fits or modified or not line.words[at].is_a("gent"):
        return group
    estimate = Quantity(best=figure) if least is None else group.amount.quantity
    amount = replace(group.amount, quantity=estimate, rule="inversion")
    return replace(group, start=at, amount=amount, noun=fits[0][1].value, head=(at, at + 1))


def _is_part(line: Line, group: Group) -> bool:
    starts = range(max(0, group.start - 3), group.start)
    before = any(context_at(line, at, "parenthesis") == group.start for at in starts)
    some = context_at(line, group.amount.end, "partitive") > group.amount.end + 1
    return before or some or bool(context_at(line, group.amount.end, "them"))


def _single(line: Line, found: list[Group]) -> Iterator[Group]:
    """One person of whom no number is said: a child; in Russian any person in the nominative singular."""
    for first in range(len(line.words)):
        head = _person_at(line, first)
        if head and not any(g.start < head[1] and first < g.end for g in found):
            noun = _nouns(line, head[0], False)[0][1].value
            amount = Amount(first, first, Quantity(1, 1, 1), "implied", first, 1)
            yield Group(first, head[1], amount, noun, head=head, implied=True)


def _person_at(line: Line, first: int) -> tuple[int, int] | None:
    """Words of the noun of one person whose mention begins at a word."""
    begin, last = first, first + 1
    if line.language == "en":
        if line.low(first) not in ("a", "an"):
            return None
        aged = line.low(first + 1)[:1].isdigit() and line.low(first + 2) == "-"
        begin = first + (3 if aged else 1)  # a 12-year-old boy
        last = begin + 4
    elif line.language != "ru":
        return None
    for place in range(begin, min(last, len(line.words))):
        fits = [fit for fit in _nouns(line, place, False) if fit[1].kind != "mass"]
        if fits:
            one = fits[0][1].value in PEOPLE and _is_one(line, place, fits[0])
            return (place, fits[0][0]) if one else None
        if not _is_modifier(line, place):
            return None
    return None


def _is_one(line: Line, at: int, fit: tuple[int, Entry]) -> bool:
    if line.language == "en":
        end = fit[0]
        free = end >= len(line.words) or _is_free(line, end) or line.low(end + 1) == "by"
        return fit[1].kind == "one" and free
    word = line.words[at]
    named = any(r.lemma == word.low and {"nomn", "noun"} <= r.forms for r in word.readings)
    return named and word.low not in ("народ", "чел", "люди", "дети", "лицо")
