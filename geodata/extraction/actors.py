"""Who acts in a report, and on whose side: police, bailiffs, officials; residents and those with them; others. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geodata.extraction.count_words import Entry, Line, lexicon, lines

__all__ = ["SIDES", "Actor", "find_actors"]

SIDES = ("authority", "residents", "other")


@dataclass(frozen=True, slots=True)
class Actor:
    """One mention of somebody who may act: ``text == document[start:end]``."""

    start: int
    end: int
    text: str
    side: str
    """One of `SIDES`: who comes to demolish, whose homes they are and who stands with them, or neither."""
    kind: str
    """As the table has it: police, riot_police, bailiffs, officials, court, prosecutors, workers, developers, services,
    residents, youth, protesters, activists, journalists, organisation."""


def find_actors(text: str, language: str) -> tuple[Actor, ...]:
    """Return the actors that a text mentions, in order, none overlapping another; the longest name wins.

    Parameters
    ----------
    text
        Any text; offsets are Unicode code points into it.
    language
        en, ru or kk.

    Examples
    --------
    >>> [(a.text, a.side, a.kind) for a in find_actors("Riot police met the residents near a police station.", "en")]
    [('Riot police', 'authority', 'riot_police'), ('residents', 'residents', 'residents')]
    """
    return tuple(actor for line in lines(text, language) for actor in _in_line(line))


def _in_line(line: Line) -> Iterator[Actor]:
    at = 0
    while at < len(line.words):
        fits = lexicon("actors", line.language).at(line, at)
        if not fits:
            at += 1
            continue
        end, entry = fits[0]
        if entry.value and not _is_another_word(line, at, entry):
            start, stop = line.words[at].start, line.words[end - 1].end
            yield Actor(start, stop, line.text[start:stop], entry.value, entry.kind)
        at = end


def _is_another_word(line: Line, at: int, entry: Entry) -> bool:
    """Whether a Russian word only looks like a form of this one: мать of мат, дети of the verb деть, адъектив рабочий день."""
    if line.language != "ru" or len(entry.parts[0]) > 1:
        return False
    word = line.words[at]
    readings = [r for r in word.readings if r.lemma in entry.parts[0][0] or r.lemma == word.low]
    names_thing = at + 1 < len(line.words) and line.words[at + 1].is_a("noun")
    if any("adjf" in r.forms for r in readings) and names_thing:
        following = line.words[at + 1].readings[0].forms
        mine = {f for r in readings if "adjf" in r.forms for f in r.forms} & _CASES
        return bool(mine & following) and "adjf" not in following and not _is_verb(line, at + 1)
    return bool(word.readings) and not any(r.lemma in entry.parts[0][0] for r in word.readings[:2])


def _is_verb(line: Line, at: int) -> bool:
    return line.words[at].is_a("past", "pres", "futr", "inf", "prts", "grnd")


_CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})
