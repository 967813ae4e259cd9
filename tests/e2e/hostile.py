"""Facts whose every text is one of the strings that have broken other programs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice, product

from geodata.model import Claim, Episode, Event, Facts, Place, PlaceName, Source
from geodata.space import Point
from tests.property.hostile import OWN
from tests.property.hostile import strings as collected
from tests.support import SHARED

EVENTS = 60
LONGEST = 600
"""Longer strings are cut: it is their kind that counts."""

_WRAPS = ("{}", 'before" {}', "it's {} after", "<b>{}</b>", "{} Бакай")
_FORMULAS = ('=HYPERLINK("http://a.test","x")', "+1+1", "-1+1", "@SUM(1)")


def strings() -> list[str]:
    """Return distinct hostile strings: the collected ones, then our own in wrappings."""
    wrapped = (wrap.replace("{}", text[:LONGEST]) for wrap, text in product(_WRAPS, OWN))
    fit = (text[:LONGEST] for text in (*collected(SHARED), *wrapped))
    # No HTML page can hold U+0000; a text of nothing but white space is no title.
    return list(dict.fromkeys(text for text in fit if "\x00" not in text and text.strip()))


def facts() -> Facts:
    """Return one episode of sixty events, each with a source and a place of its own, full of hostile strings."""
    pool = strings()
    supply = (pool[i % len(pool)] for i in count())
    parts = [_one(number, supply) for number in range(EVENTS)]
    sources, places, events, claims = zip(*parts, strict=True)
    return Facts(
        sources=sources,
        places=places,
        events=events,
        claims=tuple(claim for some in claims for claim in some),
        episodes=(Episode("nasty", next(supply), next(supply), "place-0"),),
    )


def _one(number: int, supply: Iterator[str]) -> tuple[Source, Place, Event, tuple[Claim, ...]]:
    source = _source(number, supply)
    place = _place(number, supply)
    title, summary, where, note = islice(supply, 4)
    event = Event(
        f"NASTY-{number:02}",
        ("demolition_attempt", "clash", "arrest")[number % 3],
        _FORMULAS[number] if number < len(_FORMULAS) else title,
        summary,
        date=f"2006-05-{1 + number % 28:02}",
        place_id=place.place_id,
        where_as_written=where,
        episode_id="nasty",
        sequence=number + 1,
        note=note,
    )
    claims = tuple(
        Claim(f"claim-{number}-{field}", event.event_id, source.source_id, field, text, note=note)
        for field, text, note in (
            ("event", next(supply), next(supply)),
            ("summary", next(supply), next(supply)),
        )
    )
    return source, place, event, claims


def _source(number: int, supply: Iterator[str]) -> Source:
    title, publisher, author, note = islice(supply, 4)
    url = "https://news.example/a"
    return Source(f"source-{number}", title, publisher, "press", author, url=url, note=note)


def _place(number: int, supply: Iterator[str]) -> Place:
    name, spelling, how, note = islice(supply, 4)
    return Place(
        f"place-{number}",
        "other",
        point=Point(76.8 + number % 10 / 20, 43.2 + number // 10 / 20),
        radius_m=900,
        names=(PlaceName(name, "en", main=True), PlaceName(spelling, "ru", kind="informal")),
        coordinate_source=how,
        note=note,
    )
