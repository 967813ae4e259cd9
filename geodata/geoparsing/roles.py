"""What a place name is there for: told from the words around it by patterns, so that an editor can foretell it. Pure. Floor 2."""

from __future__ import annotations

import re

from geodata.geoparsing.comparisons import is_likened
from geodata.geoparsing.contexts import contexts
from geodata.geoparsing.spans import Span

__all__ = ["role_of"]

_BACK = 60
_ORIGIN_AFTER = re.compile(
    r"[-‑–](?:based|born|bred|raised|native|educated|registered|headquartered)\b", re.IGNORECASE
)
_ORIGIN_BEFORE = re.compile(
    r"\b(?:born\s(?:and\sraised\s)?in|(?:a\s)?natives?\sof|hails?\sfrom|(?:comes?|came)\sfrom|originally\sfrom|raised\sin|grew\sup\sin"
    r"|based\sin|headquartered\sin|citizens?\sof|уроженец|уроженка|родом\sиз|родил(?:ся|ась)\sв|выходец\sиз"
    r"|базирующ\w+\sв)\s+(?:the\s|г\.\s?)?(?:\w+ern\s)?\Z",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"\A\s*(?:by|reporting by|written by|автор:?|от)\s+[^\n.]{3,60}\s(?:in|в|из)\s+\Z",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"""\A\s*(?P<place>[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^\n:;()—–]{1,60}?)
        (?:\s*\((?P<agency>[^)\n]{2,40})\)\s*(?:[-—–:.]|--)?\s*
        |\s*(?:—|–|--)\s+
        |\s+-\s+)""",
    re.VERBOSE,
)
_RUSSIAN_DATELINE = re.compile(
    r"\A\s*(?P<place>[А-ЯЁӘҒҚҢӨҰҮҺІ][^\n:;()]{1,40}?)[.,]\s+\d{1,2}\s+\w+(?:\s+\d{4})?\.?\s+(?:[-—–]\s*)?(?:[A-ZА-ЯЁ«/(]|$)",
)
_DAY = re.compile(
    r"\b(?:\d{1,2}|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\b", re.IGNORECASE
)
_BOILERPLATE = re.compile(
    r"©|\bcopyright\b|all rights reserved|\bsubscribe\b|newsletter|\bpatreon\b|\bpatron\b|leave a reply|your e-?mail"
    r"|follow us|sign up|terms of (?:use|service)|privacy policy|cookie|\btel(?:ephone)?\s*[.:]|\bfax\s*[.:]|https?://|www\."
    r"|все права защищены|подпис(?:ка|аться|ывайтесь)|политика конфиденциальности|барлық құқықтар",
    re.IGNORECASE,
)


def role_of(text: str, span: Span) -> str:
    """Return the role of a place name by itself, one of `geodata.geoparsing.toponym.ROLES`.

    Examples
    --------
    >>> text = "It was just like the Gaza Strip!"
    >>> role_of(text, Span(21, 31, "Gaza Strip"))
    'comparison'
    >>> role_of("The Almaty-based lawyer said", Span(4, 10, "Almaty"))
    'origin'
    """
    before = text[max(0, span.start - _BACK) : span.start].replace("\n", " \n")
    after = text[span.end : span.end + _BACK]
    if is_likened(text, span):
        return "comparison"
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = text[start : end if end >= 0 else len(text)][:600]
    if len(line) < 200 and _BOILERPLATE.search(line):
        return "boilerplate"
    if _in_dateline(line, span.end - start):
        return "dateline"
    byline = _BYLINE.match(text[start : span.start]) if span.start - start < 90 else None
    if _ORIGIN_AFTER.match(after) or _ORIGIN_BEFORE.search(before) or byline:
        return "origin"
    if span.demonym and not _names_a_place(after):
        return "origin"
    return "event"


def _in_dateline(line: str, end: int) -> bool:
    """ "ALMATY, Kazakhstan (AP) - …": capitals, an agency in brackets, or a day before the dash tell it from a sentence."""
    if end > 80:
        return False
    for pattern in (_DATELINE, _RUSSIAN_DATELINE):
        match = pattern.match(line)
        if match and end <= match.end("place"):
            place = match["place"]
            if pattern is _RUSSIAN_DATELINE or match["agency"] or match.end() < len(line):
                first = re.split(r"[,\s]", place.strip())[0]
                agency = bool(match.groupdict().get("agency")) and len(place.split()) <= 6
                if pattern is _RUSSIAN_DATELINE or agency or first.isupper() or _dated(place):
                    return True
    return False


def _dated(place: str) -> bool:
    return "," in place and bool(_DAY.search(place)) and len(place.split()) <= 6


def _names_a_place(after: str) -> bool:
    """ "the Turkish capital", "алматинский микрорайон": the adjective says where, not who."""
    words = re.findall(r"[^\W\d_]+", after)[:3]
    wanted = contexts()["settled"] | contexts()["admin"] | contexts()["land"]
    russian = (
        "город",
        "райо",
        "микрор",
        "поселк",
        "посёлк",
        "област",
        "сел",
        "улиц",
        "окраин",
        "территор",
    )
    return any(w.lower() in wanted or w.lower().startswith(russian) for w in words[:2])
