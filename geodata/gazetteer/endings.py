"""Words as they stand in a text to the forms a gazetteer may know: Russian and Kazakh case endings. Pure but for one lazy model.

In: one word and its language. Out: the forms to look up, best first. Floor 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

__all__ = ["Form", "adjective_bases", "forms", "stems"]

_CACHE = 50_000
_LONGEST = 60
"""Letters; a longer "word" is no name and is left alone."""

_BACK, _FRONT = frozenset("аоұыуяёюэ"), frozenset("әөүіеиэ")
_VOWELS = _BACK | _FRONT
_VOICELESS = frozenset("пфкқтсшщчцхһбвгд")
"""Final sounds after which an ending begins with т, қ, к or п: the voiceless, and б в г д, which only loans end in."""
_NASAL = frozenset("мнң")

# Kazakh case endings. Each row: the ending, what the sound before it must be (v vowel, n nasal, s other voiced sound,
# t voiceless), and whether it follows a possessive (p). Grammar: T. Qordabaev; the six cases, locative attribute, comitative.
_CASES: tuple[tuple[str, str], ...] = (
    *((e, "vn") for e in ("ның", "нің")),
    *((e, "sn") for e in ("дың", "дің")),
    *((e, "t") for e in ("тың", "тің", "ты", "ті", "қа", "ке", "та", "те", "тан", "тен")),
    *((e, "t") for e in ("тағы", "тегі", "пен")),
    *((e, "v") for e in ("ны", "ні")),
    *((e, "sn") for e in ("ды", "ді")),
    *((e, "vsn") for e in ("ға", "ге", "да", "де", "дағы", "дегі")),
    *((e, "vs") for e in ("дан", "ден")),
    *((e, "n") for e in ("нан", "нен")),
    *((e, "vsn") for e in ("мен",)),
    *((e, "sn") for e in ("бен",)),
    *((e, "p") for e in ("нан", "нен", "на", "не", "нда", "нде", "ндағы", "ндегі", "н")),
    *((e, "vsnt") for e in ("ша", "ше", "дай", "дей", "тай", "тей", "сыз", "сіз")),
)
_DERIVED: tuple[tuple[str, str], ...] = (
    *((e, "vsn") for e in ("лық", "лік")),
    *((e, "sn") for e in ("дық", "дік")),
    *((e, "t") for e in ("тық", "тік")),
    *((e, "v") for e in ("лар", "лер")),
    *((e, "sn") for e in ("дар", "дер", "лар", "лер")),
    *((e, "t") for e in ("тар", "тер")),
    *((e, "v") for e in ("сы", "сі")),
    *((e, "snt") for e in ("ы", "і")),
    *((e, "vsnt") for e in ("ғы", "гі", "қы", "кі")),
)
_RUSSIAN = re.compile(r"[а-яёәғқңөұүһі0-9]+(?:[-‑][а-яёәғқңөұүһі0-9]+)*", re.IGNORECASE)
"""All that the dictionary is asked about; it stumbles over rarer signs."""
_SHORTEST = 3
"""Letters that must be left before an ending."""

# Genitive and the like of Russian adjectives are pymorphy's; these are the ways an adjective is made of a place's name.
_ADJECTIVES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("инский", ("а", "ы", "и", "о", "у", "я", "ин", "ино", "ия", "е", "")),
    ("енский", ("на", "но", "ень", "ен", "ено", "ье", "ня", "")),
    ("анский", ("а", "у", "о", "ан", "ань", "ана", "")),
    ("ийский", ("ия", "ий", "и", "ея", "")),
    ("ейский", ("ея", "а", "ей", "и")),
    ("овский", ("ва", "ов", "ово", "ова", "о", "а", "и", "", "ы")),
    ("евский", ("ев", "ево", "ева", "ь", "и", "о", "")),
    ("йский", ("й", "я", "и", "е")),
    ("ецкий", ("ец", "ция", "ца", "ецк")),
    ("цкий", ("ц", "цк", "цы", "цей", "т", "ца")),
    ("имский", ("а", "им", "имо")),
    ("ский", ("", "а", "ь", "ы", "и", "о", "е", "ия", "я", "ск", "ша", "ье")),
    ("кий", ("к", "", "ки", "ка")),
)


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a Russian word."""

    lemma: str
    """Nominative singular, lower case; of an adjective, masculine."""
    nominative: str
    """Nominative in the word's own number and gender, lower case."""
    speech: str
    """Part of speech as OpenCorpora writes it: ``NOUN``, ``ADJF``, …; empty when unknown."""
    tags: frozenset[str]
    """Its other marks: ``Geox`` place, ``Name`` forename, ``Surn`` surname, ``Orgn``, ``anim``, ``plur``, ``gent`` …"""
    score: float
    """0 to 1: how likely this reading is without context."""
    known: bool
    """Whether the dictionary has the word; else the reading is a guess by its ending."""


def stems(word: str, language: str) -> tuple[str, ...]:
    """Return the forms under which a word may stand in a gazetteer, best first; the word itself is always among them.

    Parameters
    ----------
    word
        One word as written; hyphens may stand inside.
    language
        ``ru`` or ``kk``; for any other language the word alone is returned.

    Examples
    --------
    >>> stems("Алматыда", "kk")[0], stems("Шаңырақтағы", "kk")[0], stems("Қазақстанның", "kk")[0]
    ('Алматы', 'Шаңырақ', 'Қазақстан')
    >>> stems("Бакае", "ru")[0], stems("Алма-Ате", "ru")[0], stems("Химках", "ru")[0]
    ('Бакай', 'Алма-Ата', 'Химки')
    """
    if len(word) > _LONGEST or not any(c.isalpha() for c in word):
        return (word,)
    if language == "ru":
        return _russian(word)
    if language == "kk":
        return _kazakh(word)
    return (word,)


@lru_cache(maxsize=_CACHE)
def forms(word: str) -> tuple[Form, ...]:
    """Return the readings of a Russian word, the likeliest first, those of a place's name before all.

    Examples
    --------
    >>> forms("Киргизии")[0].nominative
    'киргизия'
    """
    if len(word) > _LONGEST or not _RUSSIAN.fullmatch(word):
        return ()
    found = []
    for parse in _analyser().parse(word):
        tag = parse.tag
        tags = frozenset(str(tag).replace(" ", ",").split(","))
        nominative = parse.inflect({"nomn"}) if {"NOUN", "ADJF"} & tags else None
        form = Form(
            parse.normal_form,
            nominative.word if nominative else parse.word,
            str(tag.POS or ""),
            tags,
            float(parse.score),
            bool(parse.is_known),
        )
        found.append(form)
    best: dict[tuple[str, str, str], Form] = {}
    for form in sorted(found, key=_rank, reverse=True):
        best.setdefault((form.lemma, form.nominative, form.speech), form)
    return tuple(best.values())


def adjective_bases(word: str) -> tuple[str, ...]:
    """Return what a Russian adjective of place may be made of: московского gives Москва among others; () for other words.

    Most of what is returned is no word at all: only a gazetteer can tell.

    Examples
    --------
    >>> "Алматы" in adjective_bases("алматинские"), "Муром" in adjective_bases("Муромским")
    (True, True)
    """
    lemma = next((f.lemma for f in forms(word) if f.speech == "ADJF"), "")
    bases: dict[str, None] = {}
    for ending, instead in _ADJECTIVES:
        if lemma.endswith(ending) and len(lemma) - len(ending) >= 2:
            root = lemma[: -len(ending)]
            bases |= dict.fromkeys(_capitals(root + end) for end in instead)
    return tuple(bases)


@lru_cache(maxsize=_CACHE)
def _russian(word: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for form in forms(word):
        if form.speech in ("NOUN", "ADJF", ""):
            found[_as_written(form.nominative, word)] = None
    for form in forms(word):
        if form.speech in ("NOUN", "ADJF"):
            found[_as_written(form.lemma, word)] = None
    found[word] = None
    return tuple(found)


def _rank(form: Form) -> float:
    """Known places first; of guesses, masculine things first, the indeclinable last, the shorter of equals."""
    rank = form.score
    if form.known:
        return rank + 2 * ("Geox" in form.tags)
    thing = "anim" not in form.tags
    rank += 0.01 * ("Geox" in form.tags) + 0.02 * (thing and "masc" in form.tags)
    return rank - 0.5 * ("Fixd" in form.tags) - 0.0001 * len(form.nominative)


@lru_cache(maxsize=_CACHE)
def _kazakh(word: str) -> tuple[str, ...]:
    lower = word.lower()
    if len(lower) != len(word):  # İ and its like change length: offsets into the word would slip
        return (word,)
    sure: list[str] = []
    likely: list[str] = []
    doubtful: list[str] = []
    for length, good in _strips(lower, _CASES):
        (sure if good else doubtful).append(word[:length])
        for shorter, fine in _strips(lower[:length], _DERIVED):
            (likely if good and fine else doubtful).append(word[:shorter])
    for length, good in _strips(lower, _DERIVED):
        (likely if good else doubtful).append(word[:length])
    every = dict.fromkeys(stem.rstrip("-") for stem in (*sure, word, *likely, *doubtful))
    return tuple(every | {word: None})


def _strips(lower: str, endings: tuple[tuple[str, str], ...]) -> list[tuple[int, bool]]:
    """Lengths of what is left without each ending that fits, longest ending first, and whether the sounds agree."""
    found: dict[int, bool] = {}
    for ending, before in endings:
        if lower.endswith(ending) and len(lower) - len(ending) >= _SHORTEST:
            length = len(lower) - len(ending)
            found[length] = found.get(length, False) or _agree(lower[:length], ending, before)
    return sorted(found.items())


def _agree(stem: str, ending: str, before: str) -> bool:
    """Whether Kazakh would put this ending after these sounds: vowel harmony and assimilation of the consonant."""
    if (stem + ending).endswith("стан"):  # a country's name, no ablative
        return False
    if stem.endswith("-"):  # АҚШ-қа, G20-ға: the letters' names rule, not the letters
        return True
    stem = stem.rstrip("ьъ")
    mine = next((c for c in reversed(stem) if c in _VOWELS and c not in "уию"), "")
    its = next((c for c in ending if c in _VOWELS), "")
    if ending not in ("мен", "бен", "пен") and its and mine and (its in _BACK) != (mine in _BACK):
        return False
    last = stem[-1:]
    if last and last in "уиюй":  # between vowel and consonant: Атыраудың, Сочиді
        sounds = "vs"
    elif last in _VOWELS:
        sounds = "vp" if last in "ыі" else "v"
    else:
        sounds = "n" if last in _NASAL else "t" if last in _VOICELESS else "s"
    return any(sound in before for sound in sounds)


def _as_written(form: str, word: str) -> str:
    """Give `form` the capitals of `word`."""
    if word.isupper() and len(word) > 1:
        return form.upper()
    return _capitals(form) if word[:1].isupper() else form


def _capitals(form: str) -> str:
    """алма-ата to Алма-Ата, ростов-на-дону to Ростов-на-Дону."""
    parts = form.split("-")
    small = {"на", "де", "ла", "ле", "дель", "дю", "эль", "ан", "ам", "ди", "да", "сюр", "под", "о"}
    return "-".join(
        part if i and part in small and i + 1 < len(parts) else part[:1].upper() + part[1:]
        for i, part in enumerate(parts)
    )


@cache
def _analyser() -> Any:
    """The dictionary of Russian forms, read once (0.1 s, 16 MB): the one edge of this file."""
    return import_module("pymorphy3").MorphAnalyzer(lang="ru")
