"""Dates in reports: found as they are written, then resolved against the day of publication and the day of the narrative. Pure.

`find_dates` reads English, Russian and Kazakh by tables of patterns; `resolve` turns what was read into EDTF with its basis.
A word that names no day gives every day it may mean, or nothing: never a false day. A deadline carries its bound, so that it
is not taken for the day on which something happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from geodata.dates import interval_of
from geodata.extraction.date_arithmetic import Stretch, edtf, hull
from geodata.extraction.date_calendar import Frame, stretch_of
from geodata.extraction.date_forms import CalendarDate, Form, Night, Season, Shift, Span, Weekday
from geodata.extraction.date_readings import form_of
from geodata.extraction.time_grammar import find, level, table, traps, value

__all__ = ["DateExpression", "When", "find_dates", "resolve"]

_QUOTE = re.compile(r"“[^”\n]{1,800}”|«[^»\n]{1,800}»|\"[^\"\n]{1,800}\"")
_CLAUSE_START = re.compile(r"[.!?;\n]")
_CLAUSE_END = re.compile(r"[.!?;,\n]")
_BESIDE = re.compile(r"\s?[,(-]?\s?(?:the |в |во )?")
_COUNT = "month-day"
"""The rule that "in May 40 residents" must not be read by."""
_COMMON_WORDS = frozenset({"may", "march", "mar", "august"})
"""Months that in small letters are words of other senses."""


@dataclass(frozen=True, slots=True)
class DateExpression:
    """An expression of time as it stands in a text: ``text[start:end]`` in Unicode code points. Not yet a date."""

    start: int
    end: int
    text: str
    rule: str
    """Name of the pattern that found it."""
    form: Form
    """What it says."""
    bound: str = ""
    """before ("by 1 June"), after ("after 1 June"), since ("since March"), from ("с марта": since or yet to come, as the calendar
    has it); empty for the day of the thing itself."""
    ahead: bool = False
    """The sentence tells a plan: a day to come is meant."""
    dated: bool = False
    """It dates a paper ("a ruling of 3 March", "решение от 3 марта"), not what the sentence tells."""
    quoted: bool = False
    """It stands in somebody's direct speech, whose "today" is not that of the report."""


@dataclass(frozen=True, slots=True)
class When:
    """The days that an expression means."""

    start: int
    end: int
    text: str
    date: str
    """EDTF."""
    basis: str
    """explicit (the calendar's own names), relative (counted from publication or another day), inferred (context only)."""
    rule: str
    confidence: float
    bound: str = ""
    """before or after where the date is only an edge: a deadline, a beginning; its `date` is then open or runs to publication."""
    ahead: bool = False
    """It belongs to a plan."""
    dated: bool = False
    """It dates a paper, not what the sentence tells."""


def find_dates(text: str, language: str) -> tuple[DateExpression, ...]:
    """Return the expressions of date in a text, in order, none overlapping another.

    Parameters
    ----------
    text
        Any text.
    language
        en, ru or kk; nothing is found in another.

    Examples
    --------
    >>> [one.text for one in find_dates("On 12 May police came; on Friday they left.", "en")]
    ['12 May', 'Friday']
    """
    levelled = level(text)
    found = []
    for pattern, match in find("date_patterns", language, levelled):
        form = form_of(pattern.meaning, match, language)
        if form is None or _is_other_word(match, text, language):
            continue
        if trap := _trap(form, pattern.rule, match, language):
            if trap != _COUNT:  # a count leaves the month before it; a name leaves nothing
                found.append(DateExpression(*match.span(), "", "", form))
            continue
        ahead = _is_plan(levelled, match.start(), match.end(), language)
        if pattern.meaning == "ahead-future" and not ahead:
            continue
        start, end, bound = _bounded(match, levelled, language)
        dated = bool(_paper(language).search(levelled, max(0, start - 30), start))
        found.append(
            DateExpression(start, end, text[start:end], pattern.rule, form, bound, ahead, dated)
        )
    quotes = [m.span() for m in _QUOTE.finditer(text)]
    return tuple(
        replace(one, quoted=any(a < one.start and one.end < b for a, b in quotes))
        for one in _without_echoes([one for one in _longest(found) if one.rule], levelled)
    )


def resolve(expression: DateExpression, published: str, anchor: str) -> When | None:
    """Return the days that an expression means, or None where that cannot be told honestly.

    Parameters
    ----------
    expression
        One of `find_dates`.
    published
        EDTF day, month or year of the report; empty where nobody knows it. The coarser it is, the coarser is the answer.
    anchor
        EDTF of the day that the narrative is at, which "the next day" counts from; empty where there is none.

    Examples
    --------
    >>> (friday,) = find_dates("Police came on Friday.", "en")
    >>> resolve(friday, "2006-05-28", "").date
    '2006-05-26'
    """
    frame = Frame(_days(published), _days(anchor), expression.ahead, expression.bound)
    form = _spoken(expression)
    days = stretch_of(form, frame)
    if days is None:
        return None
    guessed = isinstance(form, CalendarDate) and not form.year and len(published) == 4
    leaning = isinstance(form, Shift) and form.origin == "loose" and not frame.anchor
    return When(
        expression.start,
        expression.end,
        expression.text,
        _edged(days, expression.bound, frame) + "?" * guessed,
        "inferred" if leaning else _basis(form),
        expression.rule,
        _confidence(expression, unsure=guessed or leaning),
        "after" if expression.bound in {"since", "from"} else expression.bound,
        expression.ahead and (frame.today is None or days.end >= frame.today),
        expression.dated,
    )


def _days(text: str) -> Stretch | None:
    return hull(interval_of(text)) if text else None


def _spoken(expression: DateExpression) -> Form:
    """In direct speech "today" and "tomorrow" count from the day that is told of, not from the day of the report."""
    form = expression.form
    if expression.quoted and isinstance(form, Shift) and form.origin == "published" and form.plain:
        return replace(form, origin="loose")
    return form


def _edged(days: Stretch, bound: str, frame: Frame) -> str:
    first, _, last = edtf(days).partition("/")
    if bound == "before":
        return f"../{last or first}"
    if bound in {"since", "from"} and frame.today and days.start <= frame.today:
        return edtf(Stretch(days.start, frame.today))
    return f"{first}/.." if bound else edtf(days)


def _basis(form: Form) -> str:
    if isinstance(form, Span | Night):
        return _basis(form.last if isinstance(form, Span) else form.of)
    if isinstance(form, CalendarDate):
        if form.month:
            return "explicit" if form.month_shift is None else "relative"
        return (
            "explicit"
            if form.year
            else ("inferred" if form.day and form.month_shift is None else "relative")
        )
    return "explicit" if isinstance(form, Season) and form.year else "relative"


def _confidence(expression: DateExpression, *, unsure: bool) -> float:
    """How far such an expression is to be trusted; set by hand, and kept in order by the evaluation."""
    form = expression.form
    if isinstance(form, CalendarDate):
        sure = 0.95 if form.year else (0.9 if form.month else 0.6)
    elif isinstance(form, Shift):
        sure = 0.75 if form.origin != "published" else (0.85 if form.low == form.high else 0.6)
    else:
        sure = 0.85
    return round(sure - 0.3 * unsure - 0.2 * expression.quoted - 0.1 * expression.ahead, 2)


def _is_other_word(match: re.Match[str], text: str, language: str) -> bool:
    """Say whether what looks like a month is another word: "they may", "to march"."""
    names = [name for name in ("month", "month2") if match.groupdict().get(name)]
    return language == "en" and any(
        match[name].rstrip(".") in _COMMON_WORDS and text[match.start(name)].islower()
        for name in names
    )


def _trap(form: Form, rule: str, match: re.Match[str], language: str) -> str:
    """Return the kind of thing that the words are a part of (a name, a habit, a number of something); empty for a date."""
    kinds = _kinds(form, rule)
    for trap in traps("date_traps", language):
        if (caught := kinds & trap.groups) and trap.catches(match.string, *match.span()):
            return min(caught)
    return ""


def _kinds(form: Form, rule: str) -> frozenset[str]:
    """Names by which the table of traps calls a form."""
    first = form.first if isinstance(form, Span) else form
    if isinstance(first, Weekday):
        return frozenset({"weekday"})
    if isinstance(first, Season):
        return frozenset({"season"})
    if isinstance(first, Shift):
        return frozenset({"deictic", "eve"} if first.origin == "loose" else {"deictic"})
    if not isinstance(first, CalendarDate):
        return frozenset()
    kind = "day" if first.day else "month" if first.month else "year"
    return frozenset({kind, rule})


def _bounded(match: re.Match[str], text: str, language: str) -> tuple[int, int, str]:
    """Return start and end with the word that makes it an edge ("by", "until", "дейін"), and which edge that is."""
    start, end = match.span()
    told = match.groupdict().get("bound")
    if told:
        return start, end, value(language, "bound", told)
    if text.startswith("'s", end):
        return start, end, ""  # "after Friday's raid": the raid was on Friday
    before, after = _edges(language)
    if after and (found := after.match(text, end)):
        return start, found.end(), value(language, "bound", found[1])
    if before and (found := before.search(text, max(0, start - 30), start)):
        return found.start(1), end, value(language, "bound", found[1])
    return start, end, ""


@cache
def _edges(language: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """What to look for before and after an expression to see whether it is an edge."""
    (words,) = (row["words"] for row in table("time_words") if _row(row, language, "EDGE"))
    if language == "kk":
        return None, re.compile(words)
    return re.compile(words), None


@cache
def _plans(language: str) -> tuple[re.Pattern[str], ...]:
    words = {
        row["value"]: row["words"] for row in table("time_words") if _row(row, language, "PLAN")
    }
    return tuple(
        re.compile(rf"(?<!\w)(?:{words[side]})(?!\w)") for side in ("before", "after", "said")
    )


@cache
def _paper(language: str) -> re.Pattern[str]:
    (words,) = (row["words"] for row in table("time_words") if _row(row, language, "PAPER"))
    return re.compile(rf"(?<!\w)(?:{words}) (?:the )?\Z")


def _row(row: Mapping[str, str], language: str, kind: str) -> bool:
    return row["language"] == language and row["class"] == kind


def _is_plan(text: str, start: int, end: int, language: str) -> bool:
    """Say whether the clause around an expression tells of something still to come."""
    before, after, said = _plans(language)
    left = _CLAUSE_START.split(text[max(0, start - 110) : start])[-1]
    cues = [cue.end() for cue in before.finditer(left)]
    if cues and not said.search(left, cues[-1]):
        return True
    right = _CLAUSE_END.split(text[end : end + 60])[0]
    cue = after.search(right)
    return bool(cue) and not said.search(right, 0, cue.start() if cue else 0)


def _longest(found: Iterable[DateExpression]) -> list[DateExpression]:
    kept: list[DateExpression] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _without_echoes(found: Sequence[DateExpression], text: str) -> Iterator[DateExpression]:
    """Leave out what only repeats a full date beside it: "today, 12 May"; "12 May (Friday)"."""
    echoes: set[int] = set()
    weekdays: dict[int, int] = {}
    for place, (one, other) in enumerate(pairwise(found)):
        if not _BESIDE.fullmatch(text, one.end, other.start):
            continue
        for full, echo in ((place, place + 1), (place + 1, place)):
            date, said = found[full].form, found[echo].form
            plain = isinstance(said, Weekday) or (isinstance(said, Shift) and said.plain)
            if isinstance(date, CalendarDate) and date.day and date.month and plain:
                echoes.add(echo)
                if isinstance(said, Weekday):
                    weekdays[full] = said.weekday
    for place, one in enumerate(found):
        if place not in echoes:
            form = one.form
            if place in weekdays and isinstance(form, CalendarDate):
                form = replace(form, weekday=weekdays[place])
            yield replace(one, form=form)
