"""A report cut into paragraphs and sentences, each told what it is: headline, text, or a line that is not the report's own. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from razdel import sentenize

__all__ = ["KINDS", "Sentence", "sentences"]

KINDS = ("headline", "text", "boilerplate")
"""A headline sums up what follows; boilerplate ("Leave a reply") is nobody's report."""

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_ENDS = re.compile(r"[.!?…:;,—–]['\"»”’)\]]*\s*\Z")
_TITLE_WORDS = 16
"""A longer line without a full stop is a sentence that somebody forgot to close."""
_ABBREVIATION = re.compile(
    r"(?:\A|[\s(\"“«])(?:Mr|Mrs|Ms|Dr|St|No|Nos|Gen|Lt|Col|Sgt|Capt|Maj|Prof|Rev|Hon|Gov|Sen|Jr|Sr|vs|approx|ca|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Tues?|Wed|Thurs?|Fri|[A-Z]|Мкр|мкр|ул|пос|стр"
    r"|д|г|р-н|им|просп|пр)\.\s*\Z"
)
_BOILERPLATE = re.compile(
    r"©|\bcopyright\b|all rights reserved|\bsubscribe\b|newsletter|\bpatreon\b|\bpatron\b|leave a reply|e-?mail address"
    r"|first to comment|liked this article|follow us|sign up|terms of (?:use|service)|privacy policy|\bcookies?\b|https?://|www\."
    r"|\A\s*(?:inquiries|enquiries|contact)\s*:|see also:|read more"
    r"|все права защищены|подпис(?:аться|ывайтесь|ка на)|политика конфиденциальности|читайте также|при перепечатке"
    r"|мнение автора может не совпадать|телефон для справок|барлық құқықтар",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``text[start:end]`` in Unicode code points."""

    start: int
    end: int
    paragraph: int
    """Number of its paragraph, from 0."""
    kind: str = "text"
    """One of `KINDS`."""


def sentences(text: str, language: str) -> tuple[Sentence, ...]:
    """Return the sentences of a report in order.

    Parameters
    ----------
    text
        Any text; a line is a paragraph.
    language
        en, ru or kk. One splitter serves all three: it is told only how abbreviations look in them.

    Examples
    --------
    >>> text = "Homes fall\\n\\nPolice came at 5 p.m. They left."
    >>> [(text[s.start : s.end], s.kind) for s in sentences(text, "en")]
    [('Homes fall', 'headline'), ('Police came at 5 p.m.', 'text'), ('They left.', 'text')]
    """
    del language
    found: list[Sentence] = []
    body = False
    for number, match in enumerate(_PARAGRAPH.finditer(text)):
        kind = _kind(match[0], first=not body and number == 0)
        body = body or kind == "text"
        found += [Sentence(a, b, number, kind) for a, b in _cut(text, match.start(), match.end())]
    return tuple(found)


def _kind(line: str, *, first: bool) -> str:
    if len(line) < 240 and _BOILERPLATE.search(line):
        return "boilerplate"
    short = len(line.split()) <= _TITLE_WORDS
    cried = first and short and line.rstrip()[-1] in "!?…)"
    return "headline" if short and (cried or not _ENDS.search(line)) else "text"


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences of one line; a cut right after an abbreviation is mended."""
    begun: int | None = None
    for piece in sentenize(text[start:end]):
        first = start + piece.start if begun is None else begun
        last = start + piece.stop
        if _ABBREVIATION.search(text[first:last]) and last < end:
            begun = first
            continue
        begun = None
        yield first, last
    if begun is not None:
        yield begun, start + len(text[start:end].rstrip())
