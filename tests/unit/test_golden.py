"""The golden pairs are well formed, so that the judge judges what was meant."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from geodata import vocabulary
from geodata.dates import interval_of
from geodata.model import TIME
from geodata.reading.facts import read_facts, shipped
from tests.eval.golden import GOLDEN, Pair, read_pair
from tests.worlds import world

FILES = sorted(GOLDEN.rglob("*.json"))
KEYS = {"published", "language", "style", "events", "not_events"}
ENDING = {"demolition_attempt", "demolition", "eviction", "police_operation"}

pairs = pytest.mark.parametrize("pair", [read_pair(f) for f in FILES], ids=[f.stem for f in FILES])


@cache
def our_ids() -> frozenset[str]:
    return frozenset(place.place_id for place in read_facts(shipped()).places)


def test_there_are_at_least_thirty() -> None:
    assert len(FILES) >= 30


@pytest.mark.parametrize("file", FILES, ids=[f.stem for f in FILES])
def test_a_pair_holds_its_keys_and_names_its_language(file: Path) -> None:
    told = json.loads(file.read_text("utf-8"))
    assert told.keys() == KEYS
    assert file.stem.endswith(f".{told['language']}")
    assert told["style"]


def test_every_text_has_its_expectations() -> None:
    assert {f.with_suffix("").name for f in GOLDEN.rglob("*.txt")} == {f.stem for f in FILES}


@pairs
def test_evidence_and_what_is_no_event_are_in_the_text_once(pair: Pair) -> None:
    words = [event.evidence for event in pair.events] + list(pair.not_events)
    assert {w: pair.document.text.count(w) for w in words} == dict.fromkeys(words, 1)


@pairs
def test_types_bases_outcomes_and_numbers_are_in_the_vocabulary(pair: Pair) -> None:
    for event in pair.events:
        assert set(event.answers("event_type")) <= set(vocabulary.event_types())
        assert event.date_basis in vocabulary.terms("date_basis")
        assert not event.outcome or event.outcome in vocabulary.terms("outcomes")
        assert not event.outcome or ENDING & set(event.answers("event_type"))
        assert set(event.quantities) <= set(vocabulary.terms("quantities"))
        assert set(event.also) <= {"event_type", "date", "place"}


@pairs
def test_dates_and_hours_can_be_read(pair: Pair) -> None:
    last = interval_of(pair.published).end
    for event in pair.events:
        assert not event.time_start or TIME.match(event.time_start)
        for date in filter(None, event.answers("date")):
            first = interval_of(date).start
            assert not first or not last or first <= last, "an event is not after its report"


@pairs
def test_a_place_is_a_known_one_or_stands_in_the_text(pair: Pair) -> None:
    for event in pair.events:
        for place in filter(None, event.answers("place")):
            number = place.removeprefix("gn:")
            known = world().number(int(number)) if number.isdigit() else place in our_ids()
            assert known or place.casefold() in pair.document.text.casefold(), place


@pairs
def test_a_pair_stays_short(pair: Pair) -> None:
    assert 25 <= len(pair.document.text.split()) <= 350
