"""Place names in Kazakh text: a linear-chain tagger over affixes, look-ups of stripped stems, and neighbours. Floor 2.

The weights were trained on KazNERD (Yeshpanov, Khassanov, Varol 2022, CC BY 4.0), its classes GPE and LOCATION, by
``python -m geodata.geoparsing.train_kk``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from geodata.gazetteer.endings import stems
from geodata.gazetteer.folding import fold
from geodata.geoparsing.crf import Crf, read_weights
from geodata.geoparsing.heads import heads
from geodata.geoparsing.kazakh_features import Word, features, head_of, known_words, sentences
from geodata.geoparsing.spans import Places, Span

__all__ = ["WEIGHTS", "normal_forms", "recognise"]

WEIGHTS = Path(__file__).parent / "weights" / "kazakh.json"
_WIDE = frozenset({"country", "continent", "region", "adm1"})
_ANNOUNCED = frozenset({"settlement", "neighbourhood"})
_PLACE_CASES = ("да", "де", "та", "те", "дан", "ден", "тан", "тен", "нан", "нен", "ғы", "гі")
"""Locative, ablative, and the attribute made of the locative."""
_DWELLERS = re.compile(r"тұрғын(?:ы|дары)|халқы|маңы|аумағы")
"""What a place has: its people, its surroundings, its territory."""
_RULE = 0.6
"""Least score of a name that is found; one that only a rule found is surer than the tagger, which would have left it."""
_QUOTES = '«»"“”„'


def recognise(text: str, places: Places, field: Crf | None = None) -> list[Span]:
    """Return the place names of a Kazakh text, in order, none overlapping another.

    Parameters
    ----------
    text
        Any text; ``text[s.start:s.end] == s.text`` for each span. Case endings belong to the span, as in KazNERD.
    places
        Gazetteer to look names up in.
    field
        Other weights than those that ship: for cross-validation.
    """
    field = field or _weights(WEIGHTS)
    found = []
    for words in sentences(text):
        if any(word.text[0].isupper() for word in words):
            known = known_words(words, places)
            rows = features(words, known)
            runs = _runs(field.best(rows), words, known)
            sure = field.marginals(rows)
            outside = field.labels.index("O")
            for first, end in runs:
                score = 1 - max(row[outside] for row in sure[first:end])
                found.append(_span(text, words, (first, end), max(score, _RULE), places))
    return found


def _runs(
    labels: Sequence[str], words: Sequence[Word], known: Sequence[dict[str, str]]
) -> list[tuple[int, int]]:
    """First and one past the last word of each name: what the tagger says, mended by names that are sure."""
    labels = list(labels)
    for i, about in enumerate(
        known
    ):  # Шығыс Қазақстан: the gazetteer knows the whole of a name of which a part was found
        if about.get("long", "").startswith("B") and about["long"][1:] in _WIDE:
            end = i + 1
            while end < len(known) and known[end].get("long", "").startswith("I"):
                end += 1
            if any(label != "O" for label in labels[i:end]):
                labels[i:end] = ["B", *("I" * (end - i - 1))]
    for name in (*_announced(words, known), *_ours(words, known)):
        if labels[name] == "O":
            labels[name] = "B"
    runs: list[tuple[int, int]] = []
    for i, label in enumerate(labels):
        if label[0] == "I" and runs and runs[-1][1] == i:
            runs[-1] = (runs[-1][0], i + 1)
        elif label != "O":
            runs.append((i, i + 1))
    return runs


def _announced(words: Sequence[Word], known: Sequence[dict[str, str]]) -> Iterator[int]:
    """Capitalised words that a head of a settlement follows: Бақай ауылы, Бақай және Шаңырақ ықшамаудандары."""
    for i, about in enumerate(known):
        kind = about.get("head")
        if (
            kind not in _ANNOUNCED
            or not words[i].text[0].islower()
            or not _possessive(words[i].text)
        ):
            continue  # бұл ауылда: in this village
        at = i - 1
        while at >= 0:
            at -= words[at].text in _QUOTES
            name = words[max(at, 0)].text
            if (
                at < 0
                or not name[0].isupper()
                or len(name) < 3
                or (at == 0 and "one" not in known[0])
            ):
                break
            yield at
            at -= 1
            at -= at >= 0 and words[at].text in _QUOTES
            if at < 1 or words[at].text not in (",", "және", "мен", "пен", "бен"):
                break
            at -= 1


def _ours(words: Sequence[Word], known: Sequence[dict[str, str]]) -> Iterator[int]:
    """Words that name a place of our own list, which the tagger cannot know: with a case that places take, or amid a sentence."""
    for i, about in enumerate(known):
        if "ours" not in about:
            continue
        beside = [words[j].text for j in (i - 1, i + 1) if 0 <= j < len(words)]
        alone = i > 0 and not any(w[0].isupper() for w in beside)
        after = i + 1 < len(words) and bool(_DWELLERS.match(words[i + 1].text))
        if alone or after or about.get("end", "").endswith(_PLACE_CASES):
            yield i


@lru_cache(maxsize=20_000)
def _possessive(word: str) -> bool:
    """Whether a head is tied to the name before it: ауылында (of the village of …), but not ауылда (in a village)."""
    known = heads("kk")
    return any(s in known and s[-1] in "ыі" for s in stems(word.lower(), "kk"))


def _span(
    text: str, words: Sequence[Word], run: tuple[int, int], score: float, places: Places
) -> Span:
    start, stop = words[run[0]].start, words[run[1] - 1].end
    after = _after(words, run[1])
    kind = head_of(words[run[1] - 1].text) if run[1] - run[0] > 1 else ""
    kind = kind or (head_of(after) if after else "")
    names = normal_forms(re.sub(r"\s+", " ", text[start:stop]))
    name, entries = next(
        ((name, known) for name in names if (known := places.lookup(fold(name)))), (names[0], ())
    )
    plain = kind if kind not in ("organisation", "position") else ""
    return Span(start, stop, text[start:stop], name, score, entries, kind=plain)


def _after(words: Sequence[Word], end: int) -> str:
    """The word after a name, over a closing quote."""
    rest = [w.text for w in words[end : end + 2] if w.text not in _QUOTES]
    return rest[0] if rest else ""


@lru_cache(maxsize=20_000)
def normal_forms(name: str) -> tuple[str, ...]:
    """Return the forms of a name to look up, best first; the name as written is among them.

    Examples
    --------
    >>> normal_forms("Солтүстік Қазақстан облысында")[0], normal_forms("Шаңырақтағы")[0]
    ('Солтүстік Қазақстан облысы', 'Шаңырақ')
    """
    *before, last = name.split(" ")
    found = dict.fromkeys(" ".join([*before, stem]) for stem in stems(last, "kk"))
    if before and head_of(last):
        found[" ".join(before)] = None
    if not before:
        plain = re.sub(r"[-‑]\d+\Z", "", last)
        found |= dict.fromkeys(stems(plain, "kk"))
    return tuple(found | {name: None})


@cache
def _weights(file: Path) -> Crf:
    """Read weights, once: the edge of this file."""
    return read_weights(file)
