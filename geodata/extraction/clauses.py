"""A sentence's words cut where one statement ends and the next begins. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from geodata.extraction.phrases import rows, words
from geodata.extraction.sentences import Sentence
from geodata.extraction.tokens import Reading, Token, tokens

__all__ = ["Line", "line_of"]

_HARD = frozenset(';:—–()"“”«»[]|')
_NAME_WORDS = 3
"""Words in quotation marks up to which they are a name, not speech."""
_FINITE = ("past", "pres", "futr", "prts", "impr")
_AUXILIARY = words("is are was were has had have did does do will would be been am")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its words and where its clauses begin."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    breaks: tuple[int, ...]
    """Indices of the words that begin a clause; the first is 0."""
    language: str
    quoted: tuple[bool, ...]
    """For each word, whether it stands in quotation marks."""

    def clause(self, at: int) -> tuple[int, int]:
        """Return the clause around a word: its first word, and the one after its last."""
        start = max((b for b in self.breaks if b <= at), default=0)
        end = min((b for b in self.breaks if b > at), default=len(self.tokens))
        return start, end


def line_of(
    text: str, sentence: Sentence, language: str, marked: Mapping[str, Sequence[tuple[int, int]]]
) -> Line:
    """Cut one sentence into words and clauses.

    Parameters
    ----------
    text
        The whole document.
    sentence
        Where the sentence stands.
    language
        en, ru or kk.
    marked
        Spans of the document by what they are (``<name>``, ``<time>``): the tables may ask for them as for a word.
    """
    found = tuple(
        _marked(token, marked) for token in tokens(text, sentence.start, sentence.end, language)
    )
    cut = _english_breaks(found) if language == "en" else _russian_breaks(found)
    return Line(sentence, found, tuple(sorted({0, *cut})), language, _quoted(found))


def _marked(token: Token, marked: Mapping[str, Sequence[tuple[int, int]]]) -> Token:
    """The word with one reading more for each kind of span that it lies in."""
    more = tuple(
        Reading(kind, frozenset())
        for kind, spans in marked.items()
        if any(start < token.end and token.start < end for start, end in spans)
    )
    return replace(token, readings=(*token.readings, *more)) if more else token


def _openers(language: str) -> frozenset[str]:
    return frozenset(
        row["word"]
        for row in rows("modality")
        if row["language"] == language and row["kind"] == "opener"
    )


def _hard(found: Sequence[Token]) -> list[int]:
    """Marks that always end a clause; the clause begins after them."""
    cut = []
    for i, token in enumerate(found):
        spaced = token.low == "-" and i and token.start > found[i - 1].end
        if (token.low in _HARD or spaced) and not _is_in_name(found, i):
            cut += [i, i + 1]
    return cut


def _is_in_name(found: Sequence[Token], at: int) -> bool:
    """ "Алматы — Бишкек", «Янгиобод»: a dash between two names, guillemets around at most three words."""
    token = found[at]
    if token.low in "—–" and 0 < at < len(found) - 1:
        return found[at - 1].has("<name>") and found[at + 1].has("<name>")
    if token.low == "«":
        return any(t.low == "»" for t in found[at + 1 : at + _NAME_WORDS + 2])
    if token.low == "»":
        return any(t.low == "«" for t in found[max(0, at - _NAME_WORDS - 1) : at])
    return False


def _english_breaks(found: Sequence[Token]) -> list[int]:
    cut = _hard(found)
    openers = _openers("en")
    for i, token in enumerate(found):
        after_comma = i > 0 and found[i - 1].low == ","
        if token.has("<time>"):
            continue
        if (
            (token.low in openers and i)
            or (
                token.low in ("and", "but", "then", "so", "yet", "or")
                and (after_comma or _verb_soon(found, i + 1))
            )
            or (after_comma and (token.is_a("ing") or _verb_soon(found, i)))
        ):
            cut.append(i)
    return cut


def _verb_soon(found: Sequence[Token], start: int) -> bool:
    """Whether a finite verb follows before the next mark: a new statement, not one more thing in a list."""
    for token in found[start : start + 7]:
        if token.mark:
            return False
        if token.low in _AUXILIARY or token.is_a("past"):
            return True
    return False


def _russian_breaks(found: Sequence[Token]) -> list[int]:
    """At a comma or a conjunction, when a verb of its own stands on both sides."""
    cut = _hard(found)
    openers = _openers("ru") | _openers("kk")
    begun = 0
    for i, token in enumerate(found):
        if i in cut:
            begun = i
        joint = token.low in (",", "и", "а", "но", "да", "және")
        if not joint or i == 0:
            continue
        rest = next((j for j in range(i + 1, len(found)) if found[j].mark), len(found))
        opened = token.low == "," and i + 1 < len(found) and found[i + 1].low in openers
        if opened or (_verbal(found[begun:i]) and _verbal(found[i + 1 : rest])):
            cut.append(i + 1 if token.low == "," else i)
            begun = i + 1
    return cut


def _verbal(some: Sequence[Token]) -> bool:
    return any(token.is_a(*_FINITE, "as_written") for token in some if not token.mark)


def _quoted(found: Sequence[Token]) -> tuple[bool, ...]:
    """Inside “…”, «…» or "…" of more than three words; shorter ones are names and ironies."""
    inside = [False] * len(found)
    begun: int | None = None
    for i, token in enumerate(found):
        opens = token.low in "“«" or (token.low == '"' and begun is None)
        closes = token.low in "”»" or (token.low == '"' and begun is not None)
        if begun is None and opens:
            begun = i
        elif begun is not None and closes:
            if i - begun > 4:
                inside[begun : i + 1] = [True] * (i + 1 - begun)
            begun = None
    if begun is not None:
        inside[begun:] = [True] * (len(found) - begun)
    return tuple(inside)
