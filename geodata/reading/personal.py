"""Details of private people that a report holds and that must not be published unseen: phones, personal numbers, house addresses. Pure.

A net for the hasty eye, not a proof: what it finds an editor looks at, what it does not find may still be there. Letters that
nobody sees (zero-width, soft hyphens) do not hide anything from it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Detail", "details_of", "told"]

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_GAP = r"[ \u00a0().-]{0,3}"
_PATTERNS = {
    "phone number": re.compile(rf"(?<![\w+])(?:\+[0-9](?:{_GAP}[0-9]){{9,13}}|8(?:{_GAP}[0-9]){{10}})(?![0-9])"),
    "personal number": re.compile(
        r"(?<![0-9])[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[1-6][0-9]{5}(?![0-9])"
    ),
    "house address": re.compile(
        r"\bhouse (?:no\.? ?)?[0-9]{1,4}\b|\b[0-9]{1,4}[a-z]? [A-Z]\w{1,30} (?:street|st\.|avenue|lane)|"
        r"\bдом(?:а|е|у)? (?:№ ?)?[0-9]{1,4}\b|\b(?:ул\.|улиц[аеы]|пер\.|просп\.|проспект[ае]?) ?[А-ЯЁӘҒҚҢӨҰҮҺІ]\w{1,30},? (?:д\. ?)?[0-9]{1,4}\b|"
        r"\b[0-9]{1,4}[- ]үй\b"
    ),
}  # fmt: skip
_SHORTENED = re.compile(r"\b[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]\w{2,20} [A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]\.")


@dataclass(frozen=True, slots=True)
class Detail:
    """One detail of a private person: `text[start:end]`."""

    start: int
    end: int
    kind: str
    """``phone number``, ``personal number``, ``house address``, or ``shortened name``."""


def details_of(text: str) -> tuple[Detail, ...]:
    """Return the details of private people in a text, in its order.

    A name with an initial ("Aigul K.") counts only where another detail stands in the text: so are people called whose names
    somebody wanted to keep back, but presidents, too.
    """
    seen = _INVISIBLE.sub("", text)
    # How many letters were taken out before a letter of what is left.
    gone = [match.start() - count for count, match in enumerate(_INVISIBLE.finditer(text))]

    def at(i: int) -> int:
        return i + bisect_right(gone, i)

    found = list(_found(seen))
    if found:
        found += [(match, "shortened name") for match in _SHORTENED.finditer(seen)]
    details = (Detail(at(m.start()), at(m.end() - 1) + 1, kind) for m, kind in found)
    return tuple(sorted(details, key=lambda detail: detail.start))


def told(text: str) -> str:
    """Return what an editor must see to before publication, as a sentence; empty when nothing was found."""
    counts = Counter(detail.kind for detail in details_of(text))
    if not counts:
        return ""
    listed = ", ".join(f"{kind} ({count})" for kind, count in counts.items())
    return f"the text holds details of people that must not be published unseen: {listed}"


def _found(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            yield match, kind
