"""Place names that say whose body or where people come from, not where something happened: "the Almaty authorities". Pure. Floor 2.

Such a name is where it happened only if the report names no other place, or if the body's building is what is meant
("outside the Almaty city hall").
"""

from __future__ import annotations

import re
from functools import cache

from geodata.geoparsing.role_words import any_of
from geodata.geoparsing.spans import Span

__all__ = ["is_aside"]

_BACK, _AHEAD = 90, 60
_KAZAKH_FROM = re.compile(r"[дтн][ае]н\Z")
_ADJECTIVE = re.compile(r"[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)\Z", re.IGNORECASE)
_ADJECTIVE_ENDS = r"\w+(?:[ыио]й|[ое]го|[ое]му|[ыи]м|[ое]м|ая|ую|[ыи]е|[ыи]х)"
_DONE_TO = re.compile(
    r",?\s(?:(?:who|which|that|have|had|котор\w+)\s){0,2}(?:(?:was|were|are|been|were\sbeing|был\w*)\s)?"
    r"(?:\w*(?:jailed|arrested|detained|sentenced|injured|wounded|killed|evicted|removed|displaced|beaten|summoned|charged)\b"
    r"|задержа\w+|арестова\w+|осужд\w+|ранен\w*|выселен\w*|избит\w*|убит\w*)",
    re.IGNORECASE,
)
"""What is done to people is mostly done where they are from."""
_IN_COURT = re.compile(r"\bво?\s\Z", re.IGNORECASE)
_RUSSIAN_MIDDLE = r"(?:(?:\w+(?:ого|его|ой|ей|ых|их)|внутренних\sдел|дел|здравоохранения|юстиции|архитектуры|образования|города|г\.|по\s\w+\s\w+)\s)"


def is_aside(text: str, span: Span) -> bool:
    """Whether a name is a part of an authority's name, or says where people came from.

    Examples
    --------
    >>> text = "The Almaty authorities sent police."
    >>> is_aside(text, Span(4, 10, "Almaty"))
    True
    >>> is_aside("They stood outside the Almaty city hall.", Span(23, 29, "Almaty"))
    False
    """
    before = text[max(0, span.start - _BACK) : span.start]
    after = text[span.end : span.end + _AHEAD]
    if any(pattern.search(before) for pattern in _came()):
        return not _DONE_TO.match(after)
    if _KAZAKH_FROM.search(span.text) and after.startswith(" келген"):
        return True
    ahead = (*_ahead(), _after_adjective()) if _ADJECTIVE.search(span.text) else _ahead()
    if any(pattern.match(after) for pattern in ahead):
        return not _beside(before, after)
    for pattern in _behind():
        match = pattern.search(before)
        if match:
            court = match.group().startswith("суд") and _IN_COURT.search(before[: match.start()])
            return not (court or _beside(before[: match.start()], after))
    return False


def _beside(lead: str, after: str) -> bool:
    """Whether what is meant is the place where the body sits: people stand before it, march to it."""
    leads, ahead = _places_of_bodies()
    return bool(leads.search(lead) or ahead.search(after))


@cache
def _ahead() -> tuple[re.Pattern[str], ...]:
    """Authorities after the name: "Medeu district court", "Алматы қаласының әкімдігі"."""
    en, kk = any_of("en", "body"), any_of("kk", "body")
    between, kazakh_between = any_of("en", "between"), any_of("kk", "between")
    return _compiled(
        rf"(?:['’]s)?[\s-](?:{between}\s){{0,3}}{en}\b(?!\s(?:station|post|headquarters))",
        rf"\s(?:{kazakh_between}\s){{0,2}}{kk}\b",
    )


@cache
def _after_adjective() -> re.Pattern[str]:
    """Authorities after an adjective: «Бостандыкский районный суд», «алматинские власти»."""
    return _compiled(rf"\s(?:{_ADJECTIVE_ENDS}\s){{0,2}}{any_of('ru', 'body')}\b")[0]


@cache
def _behind() -> tuple[re.Pattern[str], ...]:
    """Authorities before the name: "the mayor of X", "Департамент внутренних дел Алматы"."""
    en, ru = any_of("en", "body"), any_of("ru", "body")
    return _compiled(
        rf"\b{en}\sof\s(?:the\s)?(?:(?:city|town|district)\sof\s)?\Z",
        rf"\b{ru}\s{_RUSSIAN_MIDDLE}{{0,4}}[«\"]?\Z",
    )


@cache
def _came() -> tuple[re.Pattern[str], ...]:
    """Those who come from somewhere: "activists from X"; they that live there are no such people."""
    en, ru = any_of("en", "comer"), any_of("ru", "comer")
    return _compiled(
        rf"\b{en}\sfrom\s(?:the\s)?(?:\w+\sof\s|nearby\s|neighbou?ring\s)?\Z",
        rf"\b{ru}\s(?:(?:приехал|прибыл|приш)\w+\s)?из\s(?:города\s|пос[её]лка\s|села\s|соседнего\s)?[«\"]?\Z",
    )


@cache
def _places_of_bodies() -> tuple[re.Pattern[str], re.Pattern[str]]:
    en, ru, kk = any_of("en", "beside"), any_of("ru", "beside"), any_of("kk", "beside")
    adjective = r"(?:\w+(?:ого|ому|ым|ой|ую|ый)\s)"
    leads = rf"(?:\b{en}\s(?:the\s|a\s)?(?:(?:building|gates?|entrance|steps|offices?)\sof\s(?:the\s)?)?|\b{ru}\s{adjective}{{0,2}})\Z"
    return re.compile(leads, re.IGNORECASE), re.compile(rf"\A[^.!?\n]{{0,45}}\b{kk}", re.IGNORECASE)


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
