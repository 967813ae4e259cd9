"""The Russian cases of a place's name, by rule: for names that no dictionary knows (Таугуль, Айгерим-2). Pure. Floor 1."""

from __future__ import annotations

import re

__all__ = ["declined"]

_TAIL = re.compile(r"[\s\-‑]\d+\Z")
_ADJECTIVE = re.compile(r"(?P<stem>[\w-]+)(?P<end>ий|ый|ой)\Z")
_SOFT = "гкхжшчщ"
_HISSING = "жшчщц"
_VOWELS = "иыуюэоё"
_CASES = 5
"""Genitive, dative, accusative, instrumental, prepositional."""

_HARD = ("а", "у", "", "ом", "е")
_FEMININE = ("и", "и", "ь", "ью", "и")
_ENDS = {
    "й": ("я", "ю", "й", "ем", "е"),
    "ь": ("я", "ю", "ь", "ем", "е"),
    "а": ("ы", "е", "у", "ой", "е"),
    "я": ("и", "е", "ю", "ей", "е"),
    "е": ("я", "ю", "е", "ем", "е"),
}
"""Endings of the five cases, by the last letter of the name."""


def declined(name: str) -> tuple[str, ...]:
    """Return the forms of a name in the five oblique cases, without those that are the name itself.

    Adjectives before the first noun go with it; what follows the noun stays. Numbers stay.

    Examples
    --------
    >>> declined("Таугуль-3")[0], "Алматинским городским судом" in declined("Алматинский городской суд")
    ('Таугуля-3', True)
    """
    tail = _TAIL.search(name)
    words = (name[: tail.start()] if tail else name).split(" ")
    rows: list[list[str]] = [[] for _ in range(2 * _CASES)]
    noun_seen = False
    for i, word in enumerate(words):
        adjective = _ADJECTIVE.match(word) if i + 1 < len(words) and not noun_seen else None
        forms = _adjective(adjective) if adjective else _noun(word)
        forms = (word,) * (2 * _CASES) if noun_seen else forms
        noun_seen = noun_seen or adjective is None
        for row, form in zip(rows, forms, strict=True):
            row.append(form)
    end = tail.group() if tail else ""
    found = dict.fromkeys(" ".join(row) + end for row in rows)
    return tuple(form for form in found if form != name)


def _adjective(word: re.Match[str]) -> tuple[str, ...]:
    stem, soft = word["stem"], word["end"] == "ий" and word["stem"][-1] not in _SOFT
    hard = ("его", "ему", "ий", "им", "ем") if soft else ("ого", "ому", word["end"], "ым", "ом")
    if not soft and stem[-1] in _SOFT:
        hard = (*hard[:3], "им", "ом")
    return tuple(stem + end for end in hard) * 2


def _noun(word: str) -> tuple[str, ...]:
    """Twice five cases: the second five of a noun in -ь as feminine, of any other noun as the first."""
    last, stem = word[-1:], word[:-1]
    if last.lower() in _VOWELS or not last.isalpha() or (word.isupper() and len(word) > 1):
        return (word,) * (2 * _CASES)
    if last not in _ENDS:
        return tuple(word + end for end in _HARD) * 2
    ends = _ENDS[last]
    after = stem[-1:].lower()
    if last == "а":
        ends = (
            "и" if after in _SOFT else ends[0],
            "е",
            "у",
            "ей" if after in _HISSING else "ой",
            "е",
        )
    elif last == "я" and after == "и":
        ends = ("и", "и", "ю", "ей", "и")
    return tuple(stem + end for end in (*ends, *(_FEMININE if last == "ь" else ends)))
