"""Which of our languages a text is written in: by letters, then by its commonest words. Pure. Floor 2."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

__all__ = ["LANGUAGES", "UNKNOWN", "language_of"]

LANGUAGES = ("en", "ru", "kk")
UNKNOWN = "unknown"
"""What is said of a text in another language, or of too little text to tell."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENOUGH = 40_000
"""Code points looked at, from the start."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_KAZAKH_ONLY = frozenset("әғқұһ")
"""Letters of Kazakh that neither Russian nor Kyrgyz has; ң ө ү and і are shared with Kyrgyz, Tatar and Ukrainian."""
_KAZAKH = _KAZAKH_ONLY | frozenset("ңөүі")
_FOREIGN = frozenset("їєґўјљњћђџѓќѕџҗҡҙҫӑӗӱҥҳҷӣӯ")
"""Cyrillic letters that neither Russian nor Kazakh has."""
_RUSSIAN_ENDING = re.compile(
    r"(?:ого|ому|ему|ами|ями|ях|ый|ий|ая|яя|ые|ие|ии|ть|ся|или|ов|ой|ую|ение|ция)\Z"
)
"""Ends of words that are many in Russian and few in its neighbours."""
_COMMON = {
    "en": _words(
        "the of and to in a is was for that on with as at by from it are were be has had have he his they this which "
        "said not but an or their after who its will been she her there more about we you"
    ),
    "ru": _words(
        "и в не на что он с как из по к но за от о это его у для же так все они был была было были при также до или их "
        "год года году после который которые где во со уже чтобы если мы я ещё еще более том этом"
    ),
    "kk": _words(
        "және мен да де бұл бір үшін ол деп осы болып туралы бойынша қазір кейін бар жоқ еді екен болды болған дейін пен "
        "бен сол өз біз олар ғана жылы жаңа арқылы керек тағы ең не"
    ),
}
_OTHERS = _words(
    # Latin: German, French, Spanish, Italian, Portuguese, Turkish, Uzbek, Dutch, Polish
    "der die das und ist nicht mit von den dem des ein eine zu auf für sich le la les de des et est dans une du que pour "
    "el los las en y por con del una il che di non per della um uma não os com para em ve bir bu için ile da olarak va "
    "bilan uchun het een van niet na się nie jest do że w z i "
    # Cyrillic: Bulgarian, Ukrainian, Belarusian, Kyrgyz, Serbian
    "се са ще че е беше този които та що як це від або було для які ад гэта што як жана менен бул үчүн эмес деген je су "
    "је за од као"
) - {"a", "on", "за", "для", "бір", "да", "de", "е", "на"}
_LEAST = 0.6
"""Share of letters that one script must have."""


def language_of(text: str) -> str:
    """Return ``en``, ``ru`` or ``kk``, or `UNKNOWN` when the text is in another language or too short to tell.

    Examples
    --------
    >>> language_of("Снос домов в посёлке Бакай"), language_of("Бақайда үйлер бұзылды")
    ('ru', 'kk')
    >>> language_of("Police came to Bakai to pull down the homes"), language_of("12.05.2006")
    ('en', 'unknown')
    """
    words = [w.casefold() for w in _WORD.findall(unicodedata.normalize("NFC", text[:_ENOUGH]))]
    letters = Counter(c for word in words for c in word if c.isalpha())
    every = letters.total()
    if not every:
        return UNKNOWN
    if sum(n for c, n in letters.items() if "Ѐ" <= c <= "ԯ") >= _LEAST * every:
        return _cyrillic(words, letters)
    if sum(n for c, n in letters.items() if c < "ɐ") >= _LEAST * every:
        return _latin(words, letters)
    return UNKNOWN


def _cyrillic(words: list[str], letters: Counter[str]) -> str:
    whole = letters.total()
    kazakh, only, foreign = (
        sum(letters[c] for c in some) for some in (_KAZAKH, _KAZAKH_ONLY, _FOREIGN)
    )
    hits = _hits(words)
    if foreign > 0.004 * whole and foreign > only:
        return UNKNOWN
    if kazakh > 0.03 * whole:  # ө ү ң alone: Kyrgyz, Mongolian; і alone: Ukrainian, Belarusian
        both = letters["і"] and letters["ө"] + letters["ү"] + letters["ң"]
        return "kk" if only or both else UNKNOWN
    if hits["kk"] > max(hits["ru"], hits["other"]) or (only and not hits["ru"]):
        return "kk"
    endings = sum(bool(_RUSSIAN_ENDING.search(w)) for w in words)
    if hits["ru"] > hits["other"] or (hits["ru"] == hits["other"] and endings * 4 >= len(words)):
        return "ru"
    return UNKNOWN


def _latin(words: list[str], letters: Counter[str]) -> str:
    hits = _hits(words)
    marked = sum(n for c, n in letters.items() if c > "z") / letters.total()
    if hits["en"] > hits["other"] and hits["en"] >= 0.08 * len(words) and marked < 0.03:
        return "en"
    return UNKNOWN


def _hits(words: list[str]) -> dict[str, int]:
    counted = Counter(words)
    found = {name: sum(counted[w] for w in common) for name, common in _COMMON.items()}
    found["other"] = sum(counted[w] for w in _OTHERS)
    return found
