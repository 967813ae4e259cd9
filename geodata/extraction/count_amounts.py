"""Numbers with their bounds: "over 200", "between 5 and 7", "свыше двух тысяч", "200-ден астам"; never a date, a clock time or a price. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geodata.extraction.count_words import Line, context, context_at, lexicon, lines
from geodata.extraction.number_words import Number, number_at
from geodata.quantity import Quantity

__all__ = ["Amount", "amounts", "read_quantity"]

_BETWEEN = {"en": ("between", "from"), "ru": ("от", "с", "между"), "kk": ()}
_TO = {
    "en": frozenset({"-", "–", "—", "to", "or", "and", "&"}),
    "ru": frozenset({"-", "–", "—", "до", "или", "либо"}),
    "kk": frozenset({"-", "–", "—", "мен", "немесе"}),
}
_NEEDS_BETWEEN = frozenset({"and", "&"})
_CLOCK = re.compile(r"\d{1,2}[.:]\d\d")
_AM = re.compile(r"\s?[ap]\.?\s?m\b", re.IGNORECASE)
_DECADE = re.compile(r"(?:1[89]|20)\d0s")
_YEAR = re.compile(r"1[89]\d\d|20\d\d")


@dataclass(frozen=True, slots=True)
class Amount:
    """So many, of something that the words after it tell: words ``[start, end)`` of the sentence."""

    start: int
    end: int
    quantity: Quantity
    rule: str
    number: int
    """Where its number itself begins."""
    plain: int
    """The figure by which a noun agrees: 1 in "one home"; 2 or more otherwise."""
    digits: str = ""

    @property
    def zero(self) -> bool:
        """Whether it says that there was none."""
        return self.quantity.high == 0


def amounts(line: Line) -> tuple[Amount, ...]:
    """Return the amounts of a sentence in order, none overlapping another."""
    found: list[Amount] = []
    at = 0
    while at < len(line.words):
        amount = _amount(line, at)
        if amount is None:
            at += 1
            continue
        if not _is_measure(line, amount):
            found.append(amount)
        at = amount.end
    return tuple(found)


def read_quantity(text: str, language: str) -> Quantity | None:
    """Return the first amount that a cell of a table gives: "100s", ">50", "several thousand"; None where it gives none.

    Examples
    --------
    >>> read_quantity("several hundred", "en")
    Quantity(low=200, best=None, high=None)
    """
    for line in lines(text, language):
        for amount in amounts(line):
            return amount.quantity
    return None


def _amount(line: Line, at: int) -> Amount | None:
    """The amount whose first word this is: a bound, if any, then the number, then what follows it as a bound."""
    bounds = lexicon("count_bounds", line.language)
    start, bound = at, ""
    while fits := [(end, e) for end, e in bounds.at(line, at) if e.value == "before"]:
        end, entry = fits[0]
        bound = entry.kind if entry.kind != "exact" else bound
        at = end
    opened = line.low(at) in _BETWEEN[line.language] or line.low(at - 1) in _BETWEEN[line.language]
    opener = at
    if line.low(at) in _BETWEEN[line.language]:
        at += 1
    number = number_at(line, at, bounded=bool(bound) or opened)
    if number is None:
        return None
    upper = _upper(line, number, opened)
    end = upper.end if upper else number.end
    aside = line.low(end) == ","  # человек шестьдесят, не меньше
    for after, entry in bounds.at(line, end + aside):
        if entry.value == ("aside" if aside else "after"):
            bound, end = entry.kind, after
            break
    quantity = _quantity(number, upper, bound)
    if quantity is None:
        return None
    rule = "range" if upper or number.upper else bound or number.kind
    plain = number.value if number.kind == "exact" and not upper else 2
    if opener < at and upper is None and start == opener:
        start = at  # a family with four children
    return Amount(start, end, quantity, rule, at, plain, number.digits if not upper else "")


def _upper(line: Line, number: Number, opened: bool) -> Number | None:
    """The other end of a range."""
    joint = line.low(number.end)
    if joint not in _TO[line.language] or (joint in _NEEDS_BETWEEN and not opened):
        return None
    if number.kind != "exact" or number.upper:
        return None
    if joint == "-" and line.joined(number.end) != line.joined(number.end + 1):
        return None
    upper = number_at(line, number.end + 1, bounded=True) or _after_dash(line, number.end + 1)
    if upper is None or upper.kind == "least":
        return None
    low = number.value * (upper.scale if number.scale == 1 and number.value < upper.scale else 1)
    return upper if low < upper.value else None


def _after_dash(line: Line, at: int) -> Number | None:
    """100-150: what follows the dash is no tail when a figure stands before it."""
    further = line.low(at + 1) in ("-", "–") and line.joined(at + 1)
    low = line.low(at)
    if not re.fullmatch(r"\d{1,7}", low) or (further and line.low(at + 2)[:1].isdigit()):
        return None
    return Number(at + 1, int(low))


def _quantity(number: Number, upper: Number | None, bound: str) -> Quantity | None:
    value, high = number.value, number.upper
    if upper is not None:
        scaled = number.scale == 1 and value < upper.scale
        value, high = value * (upper.scale if scaled else 1), upper.value
    if high:
        return Quantity(value, None, high) if value < high else None
    if number.kind == "zero":
        return Quantity(0, 0, 0)
    if bound == "high" and number.kind != "least":
        return Quantity(high=value)
    if bound == "low" or number.kind == "least":
        return Quantity(low=value)
    if bound == "about" or number.kind == "about":
        return Quantity(best=value)
    return Quantity(value, value, value) if value else None


def _is_measure(line: Line, amount: Amount) -> bool:
    """Whether the number counts time, money, distance, or nothing at all: a date, an age, a telephone, an article of law."""
    after, before = amount.end, line.low(amount.number - 1)
    dash = line.low(after) == "-"
    if context_at(line, after + dash, "unit") or _is_hour_or_ordinal(line, amount, before):
        return True
    rest = line.text[line.words[after - 1].end :][:8]
    if amount.digits and rest[:1] in ("%", "°", "/", "-", "–") and line.joined(after):
        return not re.match(r"[-–](?:strong|odd)", rest)
    if amount.digits and amount.start == amount.number and amount.number:
        return _is_label(line, amount, before)
    return _is_year_range(amount)


def _is_hour_or_ordinal(line: Line, amount: Amount, before: str) -> bool:
    """14.30, 6 a.m., часов в шесть, the 1990s, үшінші."""
    written = line.text[line.words[amount.number].start : line.words[amount.end - 1].end]
    rest = line.text[line.words[amount.end - 1].end :][:8]
    hours = before == "в" and amount.number > 1 and "час" in line.keys[amount.number - 2]
    ordinal = line.language == "kk" and line.low(amount.end).endswith(("ншы", "нші"))
    decade_or_clock = _DECADE.fullmatch(written) or _CLOCK.fullmatch(written)
    return bool(hours or ordinal or decade_or_clock or _AM.match(rest))


def _is_year_range(amount: Amount) -> bool:
    low, high = amount.quantity.low, amount.quantity.high
    return bool(low and high and low < high and _YEAR.fullmatch(str(low)) and high < 2100)


def _is_label(line: Line, amount: Amount, before: str) -> bool:
    """Whether bare digits name a thing, a year or an hour instead of counting."""
    words, prior = context(line.language), line.words[amount.number - 1]
    labels = words.get("label", frozenset())
    if before in _MONTH_OR_VERB:
        labelled = prior.text[0].isupper() and amount.number > 1
    elif before == "." and line.joined(amount.number - 1):
        labelled = bool(labels & line.keys[amount.number - 2])
    else:
        labelled = bool(labels & line.keys[amount.number - 1])
    one_in = before in ("in", "из") and line.low(amount.number - 2) in ("1", "one", "один")
    tail = before == "-" and line.joined(amount.number)
    return labelled or one_in or tail or _is_year_or_hour(line, amount, before)


_MONTH_OR_VERB = ("may", "march")
_ALSO_BEFORE_COUNTS = ("of", "from", "to", "the", "до", "с", "от", "за", "к", "из")
"""Before a year as before a round number: a crowd of 2000 people."""


def _is_year_or_hour(line: Line, amount: Amount, before: str) -> bool:
    words = context(line.language)
    if _YEAR.fullmatch(amount.digits) and before in words.get("year_before", frozenset()):
        return not (before in _ALSO_BEFORE_COUNTS and amount.plain % 50 == 0)
    if amount.plain > 24 or before not in words.get("clock_before", frozenset()):
        return False
    counted = lexicon("count_nouns", line.language).at(line, amount.end)
    return not any(entry.value == "homes" for _, entry in counted)
