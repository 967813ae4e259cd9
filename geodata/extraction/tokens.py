"""Words of a sentence with what each may be a form of: English by its endings, Russian by its dictionary, Kazakh as written. Pure."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module, resources
from typing import Any

__all__ = ["Reading", "Token", "tokens"]

_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*|\w+?(?=n['’]t\b)|n['’]t\b|['’](?:s|ll|re|ve|d|m)\b|\w+(?:[-‑]\w+)*|[^\w\s]"
)
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a word may be a form of."""

    lemma: str
    """As the dictionary has it, lower case."""
    forms: frozenset[str]
    """What form: English ``base s past part ing``; Russian ``past pres futr inf impr prts prtf grnd noun`` and cases
    (``nomn gent datv accs ablt loct``)."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark: ``text[start:end]`` of the document."""

    start: int
    end: int
    text: str
    low: str
    """Lower case, ё as е."""
    readings: tuple[Reading, ...]

    def has(self, lemma: str) -> bool:
        """Whether the word may be a form of this one."""
        return any(reading.lemma == lemma for reading in self.readings)

    def is_a(self, *forms: str) -> bool:
        """Whether the word may be in one of these forms."""
        return any(form in reading.forms for reading in self.readings for form in forms)

    def forms_of(self, lemmas: frozenset[str]) -> frozenset[str]:
        """Return the forms that the word has as one of these words."""
        return frozenset(f for r in self.readings if r.lemma in lemmas for f in r.forms)

    @property
    def mark(self) -> bool:
        """Whether it is punctuation."""
        return not self.text[0].isalnum() and self.low not in ("n't", "n’t")


def tokens(text: str, start: int, end: int, language: str) -> tuple[Token, ...]:
    """Return the words and marks of ``text[start:end]``, with offsets into the whole text.

    Examples
    --------
    >>> [t.text for t in tokens("Police didn't tear it down.", 0, 27, "en")]
    ['Police', 'did', "n't", 'tear', 'it', 'down', '.']
    """
    read = {"en": _english, "ru": _russian}.get(language, _plain)
    found = []
    for match in _TOKEN.finditer(text, start, end):
        low = match[0].lower().replace("ё", "е").replace("’", "'").replace("‑", "-")
        found.append(Token(match.start(), match.end(), match[0], low, read(low)))
    return tuple(found)


@lru_cache(maxsize=50_000)
def _plain(low: str) -> tuple[Reading, ...]:
    return (Reading(low, frozenset({"as_written"})),)


@lru_cache(maxsize=50_000)
def _english(low: str) -> tuple[Reading, ...]:
    """Every word that this may be a form of; the lexicon decides which of them mean anything."""
    found: dict[str, set[str]] = {low: {"base"}}
    for lemma, forms in _irregular().get(low, {}).items():
        found.setdefault(lemma, set()).update(forms)
        if low != lemma:
            found[low] -= {"base"}
    for ending, told in (("s", ("s",)), ("ed", ("past", "part")), ("ing", ("ing",))):
        if low.endswith(ending) and len(low) >= len(ending) + 2:
            for lemma in _stems(low[: -len(ending)], ending):
                found.setdefault(lemma, set()).update(told)
    return tuple(Reading(lemma, frozenset(forms)) for lemma, forms in found.items())


def _stems(stem: str, ending: str) -> set[str]:
    stems = {stem}
    if ending == "s":
        if stem.endswith("ie"):
            stems.add(stem[:-2] + "y")
        if stem.endswith("ve"):
            stems |= {stem[:-2] + "f", stem[:-2] + "fe"}
        if stem.endswith("e"):
            stems.add(stem[:-1])
        return stems
    stems.add(stem + "e")
    if stem.endswith("i") and ending == "ed":
        stems.add(stem[:-1] + "y")
    if stem[-1] == stem[-2:-1]:
        stems.add(stem[:-1])
    return stems


@cache
def _irregular() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Form to verb to what form it is, from a table."""
    file = resources.files("geodata.extraction") / "tables" / "irregular_en.csv"
    found: dict[str, dict[str, set[str]]] = {}
    for row in csv.DictReader(file.read_text("utf-8").splitlines()):
        for form in ("past", "part", "s", "ing", "plural"):
            for word in (row[form] or "").split("|"):
                if word:
                    found.setdefault(word, {}).setdefault(row["word"], set()).add(form)
    return {
        word: {lemma: frozenset(forms) for lemma, forms in lemmas.items()}
        for word, lemmas in found.items()
    }


_SPEECH = {"INFN": "inf", "PRTS": "prts", "PRTF": "prtf", "GRND": "grnd", "NOUN": "noun"}
_TENSE = {"past", "pres", "futr"}
_CASES = {"nomn", "gent", "datv", "accs", "ablt", "loct"}


@lru_cache(maxsize=50_000)
def _russian(low: str) -> tuple[Reading, ...]:
    if len(low) > _LONGEST or not any("а" <= c <= "я" for c in low):
        return _plain(low)
    found: dict[str, set[str]] = {}
    for parse in _analyser().parse(low):
        if parse.score < 0.01:
            continue
        tag = parse.tag
        forms = found.setdefault(parse.normal_form.replace("ё", "е"), set())
        if tag.POS == "VERB":
            forms.add("impr" if tag.mood == "impr" else str(tag.tense))
        elif tag.POS in _SPEECH:
            forms.add(_SPEECH[tag.POS])
        if tag.POS in {"NOUN", "ADJF", "NPRO", "NUMR", "PRTF"} and str(tag.case) in _CASES:
            forms.add(str(tag.case))
        if tag.POS == "ADJF":
            forms.add("adjf")
    return tuple(Reading(lemma, frozenset(forms)) for lemma, forms in found.items()) or _plain(low)


@cache
def _analyser() -> Any:
    """The dictionary of Russian forms, read once: the one edge of this file."""
    return import_module("pymorphy3").MorphAnalyzer(lang="ru")
