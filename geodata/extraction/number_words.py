"""A number in words or digits, alone: "three dozen", "1 500", "полторы тысячи", "tens of thousands", "екі жүз". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from geodata.extraction.count_words import Entry, Line, lexicon, rows
from geodata.extraction.tokens import tokens

__all__ = ["Number", "number_at"]

_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,9}|\d{1,4}[.,]\d")
_ENDING = frozenset({"ти", "х", "м", "ка", "ю", "мя", "а"})
"""What Russian hangs on digits: 5-ти, 2-х, 40-ка."""
_GROUPS = 4
"""Groups of three digits in the greatest number: thousands of millions."""
_LONGEST = 16
"""Words of the longest number."""
_SHORTENED = frozenset({"тыс", "млн"})
_KAZAKH_CASE = re.compile(
    r"[дтн][ае]н?|[ғгқк][ае]|[дтн][ыі]|[дтн][ыі]ң|[мбп]ен|[ыі]|с[ыі]|[ае]у[ыі]?(?:н[ае]?н?)?"
)
_KAZAKH_ENDING = re.compile(r"[тд][ае]н?|[нғқгк][ае]н?|[нтд][ыі]ң?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read, up to word `end` of its sentence."""

    end: int
    value: int
    """What it says, or the least of what it may mean."""
    kind: str = "exact"
    """``exact``; ``about``; ``least`` where no figure is given ("hundreds"), only that there were several; ``zero``."""
    upper: int = 0
    """The other end of a range that one word holds: пять-семь."""
    scale: int = 1
    """The unit it ends with, 1000 in "5 thousand": a figure before it in a range is meant in the same ("2-3 thousand")."""
    digits: str = ""
    """The digits, when it is nothing else."""


@dataclass(frozen=True, slots=True)
class _Atom:
    """One word of a number."""

    end: int
    kind: str
    """As in the table, or ``digits``, or ``many`` for a plural that counts nothing by itself: сотни."""
    value: float
    text: str


def number_at(line: Line, at: int, *, bounded: bool = False) -> Number | None:
    """Return the number that begins at a word, if one does.

    Parameters
    ----------
    line
        A sentence.
    at
        Place of the number's first word.
    bounded
        Whether "over" or the like stands before it: after one, сотни is one hundred (свыше сотни), not hundreds.
    """
    if _is_tail(line, at):
        return None
    atoms = list(_atoms(line, at, bounded))
    if not atoms:
        return None
    first = atoms[0]
    if first.kind == "zero":
        return Number(first.end, 0, "zero")
    if first.kind in ("few", "vague", "many"):
        return _unknown(atoms)
    used, value, scale = _sum(atoms)
    if value != int(value):
        return None
    rest = atoms[used:]
    same_word = rest and rest[0].end == atoms[used - 1].end
    upper = int(rest[0].value * max(1, scale)) if same_word else 0
    if upper and len(rest) > 1 and rest[1].kind in ("times", "group"):  # два-три десятка
        scale, rest = int(rest[1].value), rest[1:]
        value, upper = value * scale, upper * scale
    return Number(
        rest[0].end if upper else atoms[used - 1].end,
        int(value),
        "about" if first.kind == "about" else "exact",
        upper,
        scale,
        first.text if first.kind == "digits" and used == 1 else "",
    )


def _is_tail(line: Line, at: int) -> bool:
    """Whether this is the end of something longer: of 255-30-12, COVID-19, 14-A."""
    if not (line.joined(at) and re.fullmatch(r"[-–./:]", line.low(at - 1)) and line.joined(at - 1)):
        return False
    return line.low(at - 2)[:1].isalnum()


def _sum(atoms: Sequence[_Atom]) -> tuple[int, float, int]:
    """Add words up while they go down in size: (words used, their sum, the unit they end with)."""
    total, now, scale = 0.0, None, 1
    for used, atom in enumerate(atoms):
        room = scale if scale >= 1000 else float("inf")
        if atom.kind in ("plain", "digits", "about") and now is None and atom.value < room:
            now = atom.value
        elif atom.kind == "plain" and now is not None and atom.value < _open(now):
            now += atom.value
        elif atom.kind == "half" and used:  # мың жарым, екі жарым
            total, now = (total + scale / 2, None) if now is None else (total, now + 0.5)
        elif atom.kind in ("times", "group") and atom.value >= 1000 and atom.value < room:
            total, now = total + (now or 1) * atom.value, None
        elif atom.kind in ("times", "group") and atom.value < 1000 and (now or 1) < atom.value:
            now = (now or 1) * atom.value
        else:
            return used, total + (now or 0), scale
        if atom.kind in ("times", "group"):
            scale = int(atom.value)
    return len(atoms), total + (now or 0), scale


def _open(value: float) -> float:
    """What may be added to a number stays below this: to 20 a digit, to 300 anything under a hundred."""
    return next((power for power in (1000.0, 100.0, 10.0) if value % power == 0), 0.0)


def _unknown(atoms: Sequence[_Atom]) -> Number:
    """Several, hundreds, tens of thousands: at least two of the unit, and no figure."""
    first, *rest = atoms
    value = first.value * (1 if first.kind == "few" else 2)
    scale = 1 if first.kind == "few" else int(first.value)
    end = first.end
    if rest and first.kind == "many" and rest[0].kind == "plain" and rest[0].value < 10:
        one_unit = len(rest) == 1 or rest[1].kind not in ("times", "group")
        if one_unit and rest[0].value > 1:  # сотни две: about two hundred
            return Number(rest[0].end, int(rest[0].value * scale), "about", scale=scale)
    if rest and rest[0].kind in ("times", "group", "many", "vague") and rest[0].value > scale:
        unit = rest[0].value
        return Number(rest[0].end, int(value * unit), "least", scale=int(unit))
    return Number(end, int(value), "least", scale=scale)


def _atoms(line: Line, at: int, bounded: bool) -> Iterator[_Atom]:
    """The words of a number from a place on, for as long as they come."""
    start = at
    while at < min(start + _LONGEST, len(line.words)):
        found = (
            _digits(line, at)
            if line.low(at)[:1].isdigit()
            else _named(line, at, bounded or at > start)
        )
        if (
            not found and at > start and line.low(at) in ("and", "of")
        ):  # two hundred and fifty, tens of thousands
            found = _named(line, at + 1, True) if _joins(line, at) else []
        if not found:
            return
        yield from found
        at = found[-1].end


def _joins(line: Line, at: int) -> bool:
    before, after = (_word(w.partition("-")[0], "en") for w in (line.low(at - 1), line.low(at + 1)))
    if before is None or after is None:
        return False
    if line.low(at) == "of":
        return before[0] == after[0] == "vague"
    return before[0] == "times" and before[1] >= 100 and after[0] == "plain" and after[1] < 100


def _digits(line: Line, at: int) -> list[_Atom]:
    """500, 1,500, 1 500, 1.5, 1000s, 5-ти, 200-ден."""
    low = written = line.low(at)
    if not _DIGITS.fullmatch(low):
        return []
    end = at + 1
    if re.fullmatch(r"[1-9]\d{0,2}", low):
        while re.fullmatch(r"\d{3}", line.low(end)) and _one_space(line, end):
            low, end = low + line.low(end), end + 1
        if end > at + _GROUPS:
            return []  # a column of figures
    value = float(low.replace(",", "" if _THOUSANDS.fullmatch(low) else "."))
    if line.low(end) == "s" and line.joined(end) and re.fullmatch(r"10+", low):
        return [_Atom(end + 1, "vague", value, "")]
    if line.low(end) == "-" and line.joined(end) and line.joined(end + 1):
        tail = line.low(end + 1)
        if (line.language == "ru" and tail in _ENDING) or (
            line.language == "kk" and _KAZAKH_ENDING.fullmatch(tail)
        ):
            end += 2
    elif line.joined(end) and line.low(end)[:1].isalpha():
        return []  # 12th
    return [_Atom(end, "digits", value, written if end == at + 1 else "")]


def _one_space(line: Line, at: int) -> bool:
    return line.text[line.words[at - 1].end : line.words[at].start] in (
        " ",
        "\xa0",
        "\u202f",
        "\u2009",
    )


def _named(line: Line, at: int, single: bool) -> list[_Atom]:
    entries = lexicon("number_words", line.language).at(line, at)
    low = line.low(at)
    fits = [(end, e) for end, e in entries if e.kind != "plural" and _is_number_form(line, low, e)]
    if fits:
        end, entry = fits[0]
        end += low in _SHORTENED and line.low(end) == "."
        many = entry.kind == "group" and low in _plurals() and not single
        return [_Atom(end, "many" if many else entry.kind, float(entry.value), low)]
    parts = [_word(part, line.language) for part in low.split("-")]
    if len(parts) != 2 or None in parts:
        return []
    return [
        _Atom(at + 1, *part, low) for part in parts if part
    ]  # twenty-five, two-hundred, пять-семь


def _is_number_form(line: Line, low: str, entry: Entry) -> bool:
    """Whether a Kazakh number stands in a case, not inside another word (бірлік is no бір)."""
    if line.language != "kk" or "-" in low:
        return True
    ends = (low.removeprefix(w) for w in entry.parts[0][0] if low.startswith(w))
    return any(not end or _KAZAKH_CASE.fullmatch(end) for end in ends)


@lru_cache(maxsize=10_000)
def _word(low: str, language: str) -> tuple[str, float] | None:
    """What one word counts: its kind and value."""
    forms = {low, *(r.lemma for t in tokens(low, 0, len(low), language)[:1] for r in t.readings)}
    for wanted in ({low}, forms):
        for row in rows("number_words"):
            counts = row["language"] == language and row["kind"] != "plural"
            if counts and wanted & set(row["words"].split("|")):
                return row["kind"], float(row["value"])
    return None


@cache
def _plurals() -> frozenset[str]:
    """Forms of сотня, тысяча and their like that mean more than one."""
    found = (row["words"].split("|") for row in rows("number_words") if row["kind"] == "plural")
    return frozenset(word for words in found for word in words)
