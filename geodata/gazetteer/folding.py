"""Spellings to the keys under which names are compared: `fold` keeps the script, `skeleton` does not. Pure. Floor 1."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Token", "fold", "romanise", "skeleton", "tokens", "word_key"]

# Letters and digits; an apostrophe or a dot of initials inside a word belongs to it (Na'vi, U.S.), a hyphen parts words.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’ʼ`ʻ‘][^\W_]+)*")
_KAZAKH = str.maketrans("әғқңөұүһіёй", "агкноуухиеи")
_DROPPED = frozenset("'’ʼ`ʻ‘′ʹʺ″´.\u00ad")
_PLAIN = str.maketrans(
    {"ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a"}
)
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "сев": "северныи"}

_LATIN = {
    **dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdezijklmnoprstufhye", strict=True)),
    "ж": "zh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "sh",
    "ю": "yu",
    "я": "ya",
    "ъ": "",
    "ь": "",
    "і": "i",
    "ї": "i",
    "є": "e",
    "ґ": "g",
    "ў": "u",
    "ј": "i",
}
# Romanisations of one Cyrillic letter differ by school; each pair goes to one shape. Order matters.
_SCHOOLS = (
    ("shch", "sh"), ("tch", "ch"), ("sch", "sh"), ("dzh", "j"), ("zh", "j"), ("kh", "h"), ("gh", "g"),
    ("ts", "c"), ("q", "k"), ("w", "v"), ("x", "ks"), ("yo", "e"), ("ye", "e"), ("ia", "ya"), ("iu", "yu"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: ``text[start:end]``, and its folded form."""

    start: int
    end: int
    folded: str


@lru_cache(maxsize=65_536)
def word_key(word: str) -> str:
    """Return one word folded: no case, no accents, no apostrophes, Kazakh letters as Russian ones.

    Examples
    --------
    >>> word_key("Шаңырақ") == word_key("ШАНЫРАК")
    True
    >>> word_key("U.S.")
    'us'
    """
    low = word.casefold()
    if low.isascii():
        return "".join(c for c in low if c not in _DROPPED)
    plain = unicodedata.normalize("NFKD", low.translate(_KAZAKH)).casefold().translate(_PLAIN)
    return "".join(c for c in plain if c.isalnum())


def fold(name: str) -> str:
    """Return the key of a whole name: folded words parted by one space; St, Mt, Ft written out.

    Examples
    --------
    >>> fold("Saint-Étienne"), fold("St. Etienne"), fold("Алма-Ата")
    ('saint etienne', 'saint etienne', 'алма ата')
    """
    words = (word_key(m.group()) for m in _WORD.finditer(name))
    return " ".join(_SHORT.get(word, word) for word in words if word)


@lru_cache(maxsize=65_536)
def skeleton(name: str) -> str:
    """Return a key that spellings of one name share across Cyrillic and its romanisations, without spaces.

    It is loose on purpose and can join names that differ; use it where few names are compared, or to propose.

    Examples
    --------
    >>> len({skeleton(s) for s in ("Бакай", "Бақай", "Bakay", "Bakai")})
    1
    """
    text = "".join(_LATIN.get(c, c) for c in fold(name) if c != " ")
    for one, other in _SCHOOLS:
        text = text.replace(one, other)
    text = text.replace("y", "i").replace("j", "i") if len(text) < 3 else _vowels(text)
    return re.sub(r"(.)\1+", r"\1", text)


def romanise(word: str) -> str:
    """Return a folded word in Latin letters, one plain way: Айгерім as aigerim."""
    return "".join(_LATIN.get(c, c) for c in word_key(word))


def _vowels(text: str) -> str:
    """One sign for i, y and й: Shanyrak, Shanirak; Bakay, Bakai, Bakaj."""
    text = re.sub(r"(?<=[aeiou])j(?![aeiou])", "i", text)
    return text.replace("y", "i")


def tokens(text: str) -> list[Token]:
    """Return the words of a text with their offsets (Unicode code points, end exclusive)."""
    return [Token(m.start(), m.end(), word_key(m.group())) for m in _WORD.finditer(text)]
