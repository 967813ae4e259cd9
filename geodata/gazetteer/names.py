"""Look-up of places by any of their spellings, in any script. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from geodata.model import Place

__all__ = ["Gazetteer", "Token", "fold", "tokens"]

# Letters and digits; an apostrophe inside a word belongs to it, a hyphen parts words (Alma-Ata, Shanyrak-1).
# A letter may carry combining marks: texts come with accents and breves parted from their letters, too.
_LETTERS = r"(?:[^\W_][\u0300-\u036f]*)+"
_WORD = re.compile(rf"{_LETTERS}(?:['’ʼ]{_LETTERS})*")
_KAZAKH = str.maketrans("әғқңөұүһіёй", "агкноуухиеи")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: ``text[start:end]``, and its folded form."""

    start: int
    end: int
    folded: str


def fold(word: str) -> str:
    """Return the form in which spellings are compared: no case, no accents, Kazakh letters as Russian ones.

    Examples
    --------
    >>> fold("Шаңырақ") == fold("ШАНЫРАК")
    True
    """
    # Composed first, so that the Kazakh letters are met whole; folded again after, for styled capitals.
    whole = unicodedata.normalize("NFC", word).casefold().translate(_KAZAKH)
    plain = unicodedata.normalize("NFKD", whole).casefold().translate(_KAZAKH)
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’ʼ")


def tokens(text: str) -> list[Token]:
    """Return the words of a text with their offsets (Unicode code points, end exclusive)."""
    return [Token(m.start(), m.end(), fold(m.group())) for m in _WORD.finditer(text)]


class Gazetteer:
    """Places by the folded words of their names.

    Parameters
    ----------
    places
        The places to know. Names that are ordinary words (``searchable`` false) are left out of the look-up.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = {place.place_id: place for place in places}
        by_first: dict[str, dict[tuple[str, ...], list[str]]] = defaultdict(dict)
        for place in self.places.values():
            for name in place.names:
                words = tuple(token.folded for token in tokens(name.name))
                if not (name.searchable and words):
                    continue
                known = by_first[words[0]].setdefault(words, [])
                if place.place_id not in known:
                    known.append(place.place_id)
        self._by_first = {
            first: sorted(names.items(), key=lambda item: -len(item[0]))
            for first, names in by_first.items()
        }

    def starting_with(self, word: str) -> list[tuple[tuple[str, ...], list[str]]]:
        """Return the names whose first folded word is `word`, longest first, each with the ids of its places."""
        return self._by_first.get(word, [])
