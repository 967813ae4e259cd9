"""Texts to places in two calls: `Geoparser.open`, then `Geoparser.geoparse`. Floor 2.

Example
-------
::

    geoparser = Geoparser.open(Path("world.sqlite"), places=read_facts(shipped()).places)
    for toponym in geoparser.geoparse("Police came to Bakai, near Alma-Ata."):
        print(toponym.text, toponym.place_id, toponym.score)
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from geodata.errors import QueryError
from geodata.gazetteer.gazetteer import Gazetteer
from geodata.gazetteer.world import Word
from geodata.geoparsing import answers, english
from geodata.geoparsing.discourse import roles_of
from geodata.geoparsing.language import UNKNOWN, language_of
from geodata.geoparsing.ours import with_ours
from geodata.geoparsing.relations import relations
from geodata.geoparsing.resolve import Ranker, resolve
from geodata.geoparsing.spans import Span
from geodata.geoparsing.toponym import Toponym
from geodata.geoparsing.trees import Trees
from geodata.model import Place

__all__ = ["LANGUAGES", "Geoparser", "language_for"]

LANGUAGES = ("en", "ru", "kk")
_LONGEST = 2_000_000
"""Letters; a longer text is read in pieces by the caller."""


class Geoparser:
    """Finds the places that texts name.

    Parameters
    ----------
    gazetteer
        The names to know.
    recogniser, ranker, calibration
        Other models than the shipped ones: for cross-validation.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        recogniser: Trees | None = None,
        ranker: Ranker | None = None,
        calibration: answers.Calibration | None = None,
    ) -> None:
        self.gazetteer = gazetteer
        self._recogniser = recogniser
        self._ranker = ranker
        self._calibration = calibration

    @classmethod
    def open(cls, world: Path | None, places: Iterable[Place] = ()) -> Geoparser:
        """Open over a world file and places of our own.

        Parameters
        ----------
        world
            What ``holdground gazetteer build`` made; None for our own places alone.
        places
            Our own places; they stand in front of the world's.

        Raises
        ------
        GazetteerError
            There is no world file, or it is of another version.
        """
        return cls(Gazetteer.open(world, places))

    def geoparse(self, text: str, language: str | None = None) -> tuple[Toponym, ...]:
        """Return the places that a text names, in order.

        Parameters
        ----------
        text
            Any text. ``text[t.start:t.end] == t.text`` holds for each toponym.
        language
            BCP 47: en, ru or kk; found out when None.

        Raises
        ------
        QueryError
            The language is not one that is known here, or the text is longer than two million letters.
        """
        return self.geoparse_many([text], language)[0]

    def geoparse_many(
        self, texts: Sequence[str], language: str | None = None
    ) -> list[tuple[Toponym, ...]]:
        """Return `geoparse` of each text, in the same order; many together are much quicker than one by one."""
        languages = [language_for(text, language) for text in texts]
        spans: list[list[Span]] = [[] for _ in texts]
        latin = [i for i, found in enumerate(languages) if found == "en"]
        word = self.gazetteer.world.word if self.gazetteer.world else _no_word
        found = english.recognise_many(
            [texts[i] for i in latin], self.gazetteer, word, self._recogniser
        )
        for i, some in zip(latin, found, strict=True):
            spans[i] = with_ours(texts[i], some, self.gazetteer, word, "en")
        for i, known in enumerate(languages):
            if known != "en":
                name = {"ru": "russian", "kk": "kazakh"}[known]
                module = importlib.import_module(f"geodata.geoparsing.{name}")
                some = module.recognise(texts[i], self.gazetteer)
                spans[i] = with_ours(texts[i], some, self.gazetteer, word, known)
        return [self._resolved(text, some) for text, some in zip(texts, spans, strict=True)]

    def _resolved(self, text: str, spans: Sequence[Span]) -> tuple[Toponym, ...]:
        if not spans:
            return ()
        stated = relations(text, spans)
        roles = roles_of(text, spans)
        groups = resolve(text, spans, self.gazetteer, self._ranker, roles)
        return answers.answers(spans, groups, stated, roles, self._calibration)


def language_for(text: str, asked: str | None = None) -> str:
    """Return the language that a text is read in: the one asked for, else the one it is in, else what its script suggests.

    Raises
    ------
    QueryError
        The language is not one that is known here, or the text is longer than two million letters.
    """
    if len(text) > _LONGEST:
        raise QueryError(
            f"the text has {len(text):,} letters; at most {_LONGEST:,} are read at once, so cut it into parts"
        )
    found = (asked or language_of(text)).split("-")[0].casefold()
    if found == UNKNOWN and asked is None:
        # Too little text to tell, or a language that nobody here reads: its script decides who tries.
        found = _by_script(text)
    if found not in LANGUAGES:
        raise QueryError(f"the language {asked!r} is not one of {', '.join(LANGUAGES)}")
    return found


def _by_script(text: str) -> str:
    letters = [c for c in text[:4000].casefold() if c.isalpha()]
    if sum("а" <= c <= "ԯ" for c in letters) * 2 <= len(letters):
        return "en"
    return "kk" if any(c in "әғқңөұүһі" for c in letters) else "ru"


def _no_word(_key: str) -> Word:
    return Word()
