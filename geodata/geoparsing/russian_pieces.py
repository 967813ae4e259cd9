"""What slovnet takes for a place, cut to the name, typed by the words beside it, or refused. Floor 2."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from geodata.gazetteer.endings import forms
from geodata.gazetteer.folding import fold
from geodata.geoparsing.heads import ORGANISATION
from geodata.geoparsing.role_words import any_of
from geodata.geoparsing.russian_model import Tagged
from geodata.geoparsing.russian_names import (
    adjective_names,
    best_entry,
    head_kind,
    is_adjective,
    is_people,
    normal_forms,
)
from geodata.geoparsing.spans import Places, Span

__all__ = ["ANNOUNCED", "QUOTES", "SURE", "WORD", "is_town", "joined", "pieces", "span_of"]

WORD = re.compile(r"[^\W\d_]+(?:[-‑][^\W_]+)*")
QUOTES = '«»"“”„'
ANNOUNCED = frozenset({"settlement", "neighbourhood", "street"})
"""Kinds whose names nobody lists: the head word is witness enough."""
SURE = 0.9
"""Score of a name that a head word announces."""
_BIG = 100_000
"""Inhabitants of a town whose streets are spoken of by its name."""
_BREAK = re.compile(r"[\n•;|()\[\]]+")
_EDGE = " \t\r\u00a0«»\"“”„'’‘.,:;!?…-–—"
_HEAD_BEFORE = re.compile(
    r"(?:(?P<before>[^\W\d_]+)\s)?(?P<head>[^\W\d_]+(?:-[^\W\d_]+)*)(?:\.[ \u00a0]?|[ \u00a0]|[«\"“„])+\Z"
)
_UNION_HEADS = frozenset({"союз", "содружество", "лига", "альянс", "сообщество"})
_ACRONYM = re.compile(r"[A-Z]{2,6}\Z")


def pieces(text: str, name: Tagged, places: Places) -> Iterator[Span]:
    """What the tagger took for one place, cut at line ends and brackets, without what is no place."""
    at = name.start
    for piece in [*_BREAK.finditer(text, name.start, name.end), None]:
        start, end = _trimmed(text, at, piece.start() if piece else name.end)
        if start < end and (at == name.start or _worthy(text[start:end], places)):
            span = _judged(text, start, end, name.score, places)
            if span is not None:
                yield span
        at = piece.end() if piece else name.end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _worthy(piece: str, places: Places) -> bool:
    """Whether what stands after a bracket is a place by itself: (США), (Hochheim am Main), but not (USPTO)."""
    if _ACRONYM.match(piece):
        return False
    return bool(places.lookup(fold(piece))) or best_entry(normal_forms(piece), places) is not None


def _judged(text: str, start: int, end: int, score: float, places: Places) -> Span | None:
    """The span with its kind, or None when it is a people, a union of states, or a club or product."""
    end = _end_of_name(text, start, end, places)
    words = [m.group() for m in WORD.finditer(text, start, end)]
    if not words or not any(c.isupper() for c in text[start:end]):
        return None
    if (len(words) == 1 and _is_plain(words[0], places)) or _is_refused(text[start:end], words):
        return None
    if len(words) == 1 and is_adjective(words[0]):
        made_of = adjective_names(words[0], places)
        if made_of:
            name, entries = made_of[0], places.lookup(fold(made_of[0]))
            return Span(start, end, text[start:end], name, score, entries, demonym=True)
    head = _HEAD_BEFORE.search(text[max(0, start - 60) : start])
    kind = head_kind(head["head"]) if head else ""
    if (
        head
        and kind not in (*ANNOUNCED, ORGANISATION)
        and (head["before"] or " ").strip()[:1].isupper()
    ):
        kind = ""  # Наурызбайского района Алматы: the head has its name already
    if kind == ORGANISATION and text[start - 1 : start] in QUOTES:
        return None
    kind = "" if kind == "street" and is_town(text[start:end], places) else kind
    inside = head_kind(words[0]) if len(words) > 1 else ""
    if inside in ANNOUNCED - {"street"} or (inside and words[0].lower().startswith("остров")):
        start += text[start:end].index(words[1])
        return span_of(text, (start, end), places, kind=inside, score=score)
    inside = inside or (head_kind(words[-1]) if len(words) > 1 else "")
    kind = inside or ("" if kind == ORGANISATION else kind)
    score = max(score, SURE) if kind in ANNOUNCED else score
    return span_of(text, (start, end), places, kind=kind, score=score)


def _is_plain(word: str, places: Places) -> bool:
    """Whether a single word is a people, an authority, or no noun at all: Акимат and Сегодня at the head of a line."""
    if is_people(word):
        return True
    top = forms(word)[:1]
    other = any(f.known and f.speech not in ("NOUN", "ADJF") for f in top)
    body = re.fullmatch(any_of("ru", "body"), word, re.IGNORECASE)
    return bool(other or body) and best_entry(normal_forms(word), places) is None


def _end_of_name(text: str, start: int, end: int, places: Places) -> int:
    """Where a name ends whose last words are common ones that the tagger took along: (вокруг) Бакая оцепление."""
    words = list(WORD.finditer(text, start, end))
    proper = [m for m in words if m.group()[0].isupper() or m.group()[0].isdigit()]
    if not proper or proper[-1] is words[-1] or head_kind(words[-1].group()):
        return end
    last = proper[-1].end()
    lead = next(iter(forms(re.sub(r"[-‑]\d+\Z", "", words[0].group()))), None)
    if lead is None or lead.speech != "NOUN" or _worthy(text[start:end], places):
        return end
    return last if best_entry(normal_forms(text[start:last]), places) else end


def is_town(name: str, places: Places) -> bool:
    """Whether a name after "street" is that of the town where the streets are: улицы Казани, but улица Гагарина."""
    known = [f for f in forms(name) if f.known]
    if not any("Geox" in f.tags for f in known[:1]) or any("Surn" in f.tags for f in known):
        return False
    entry = best_entry(normal_forms(name), places)
    return entry is not None and (entry[1].population >= _BIG or entry[1].kind == "curated")


def _is_refused(name: str, words: list[str]) -> bool:
    """Whether a name belongs to a union of states (but the Soviet one), or to a seat that stands for a government."""
    if any(form.lower() in _refused() for form in normal_forms(name)):
        return True
    lemmas = {f.lemma for word in words for f in forms(word)} if len(words) > 1 else set()
    return bool(lemmas & _UNION_HEADS) and "советский" not in lemmas


def span_of(text: str, where: tuple[int, int], places: Places, *, kind: str, score: float) -> Span:
    """The span with the form under which the gazetteer knows it."""
    start, end = where
    written = re.sub(r"\s+", " ", text[start:end])
    names = (written,) if kind == "street" else normal_forms(written)
    name, entries = next(
        ((name, known) for name in names if (known := places.lookup(fold(name)))), (names[0], ())
    )
    return Span(start, end, text[start:end], name, score, entries, kind=kind)


def joined(text: str, spans: list[Span], places: Places) -> list[Span]:
    """Put together what one name parted: Тринидад и Тобаго, Босния и Герцеговина."""
    done: list[Span] = []
    for span in spans:
        last = done[-1] if done else None
        if last is not None and text[last.end : span.start] == " и ":
            name = f"{last.name or last.text} и {span.name or span.text}"
            entries = places.lookup(fold(name))
            if entries:
                start, end = last.start, span.end
                done[-1] = Span(start, end, text[start:end], name, last.score, entries)
                continue
        done.append(span)
    return done


@cache
def _refused() -> frozenset[str]:
    """Names that look like places and stand for organisations, dictionary form, lower case."""
    file = resources.files("geodata.geoparsing") / "tables" / "not_places_ru.csv"
    return frozenset(
        row["name"] for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    )
