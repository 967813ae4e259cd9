"""What is written is read back: by the record, by the browser's payload, by GeoJSON."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from support import NOW, a_claim, a_source, an_event, index_of, some_facts, unpack

from geodata import vocabulary
from geodata.index import NO_DAY, NO_POINT
from geodata.layers import feature_collection
from geodata.model import Event, Facts, Place, PlaceName
from geodata.quantity import Quantity
from geodata.space import Point, mercator
from geodata.store import records
from geodata.store.engine import open_record

CLEAN = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
ANY_TITLE = CLEAN.filter(lambda text: bool(text.strip()))
LONE = st.text(st.characters(categories=["Cs"]), min_size=1, max_size=3)
DATES = st.just("") | st.dates().flatmap(
    lambda day: st.sampled_from(
        [day.isoformat(), day.isoformat()[:7], f"../{day.isoformat()}", f"{day.isoformat()}/.."]
    )
)
NUMBERS = st.integers(0, 10**9)


@st.composite
def places(draw: st.DrawFn, place_id: str) -> Place:
    """Any place, known or not."""
    lon, lat = draw(st.floats(-180, 180)), draw(st.floats(-90, 90))
    known = draw(st.booleans())
    return Place(
        place_id=place_id,
        kind=draw(st.sampled_from(sorted(vocabulary.terms("place_kinds")))),
        point=Point(lon, lat) if known else None,
        radius_m=draw(st.integers(1, 10**6)) if known else None,
        names=tuple(
            PlaceName(name, "en") for name in draw(st.lists(ANY_TITLE, min_size=1, max_size=3))
        ),
        note=draw(CLEAN),
    )


@st.composite
def events(draw: st.DrawFn, event_id: str) -> Event:
    """Any event at one of two places, or at none."""
    return an_event(
        event_id,
        event_type=draw(st.sampled_from(sorted(vocabulary.event_types()))),
        title=draw(ANY_TITLE),
        summary=draw(CLEAN),
        date=draw(DATES),
        time_start=draw(st.just("") | st.times().map(lambda at: f"{at:%H:%M}")),
        place_id=draw(st.sampled_from(["", "p1", "p2"])),
        where_as_written=draw(CLEAN),
        outcome=draw(st.sampled_from(["", *vocabulary.terms("outcomes")])),
        sequence=draw(st.none() | NUMBERS),
        note=draw(CLEAN),
    )


@st.composite
def sets(draw: st.DrawFn) -> Facts:
    """A small whole set with any text in it."""
    told = tuple(draw(events(f"T-{i}")) for i in range(draw(st.integers(0, 4))))
    said = tuple(
        a_claim(
            f"c{i}",
            event.event_id,
            field="police",
            text=draw(CLEAN),
            quantity=Quantity(*sorted(draw(st.lists(NUMBERS, min_size=3, max_size=3)))),
            note=draw(CLEAN),
        )
        for i, event in enumerate(told)
    )
    return some_facts(
        sources=(a_source(title=draw(CLEAN), author=draw(CLEAN), note=draw(CLEAN)),),
        places=(draw(places("p1")), draw(places("p2"))),
        events=told,
        claims=said,
    )


@pytest.fixture(scope="module")
def fresh() -> Iterator[Engine]:
    """Engines of new records, one for each example."""
    with tempfile.TemporaryDirectory() as folder:
        numbers = itertools.count()
        opened: list[Engine] = []

        def make() -> Engine:
            opened.append(open_record(Path(folder) / f"{next(numbers)}.db"))
            return opened[-1]

        yield make  # type: ignore[misc]
        for engine in opened:
            engine.dispose()


def _load(engine: Engine, facts: Facts) -> Facts:
    records.load(engine, facts, name="test", fingerprint="1", now=NOW)
    with engine.connect() as connection:
        return records.read(connection)


@settings(max_examples=25)
@given(facts=sets())
def test_record_gives_back_any_text_as_it_was(fresh: object, facts: Facts) -> None:
    engine = fresh()  # type: ignore[operator]
    assert _load(engine, facts) == facts
    engine.dispose()


@settings(max_examples=10)
@given(lone=LONE)
def test_half_a_character_is_refused_and_nothing_is_written(fresh: object, lone: str) -> None:
    engine = fresh()  # type: ignore[operator]
    broken = some_facts(events=(an_event(title=f"Bakai {lone}"),))

    with pytest.raises(ValueError, match="surrogates not allowed"):
        _load(engine, broken)
    with engine.connect() as connection:
        assert records.read(connection) == Facts()
    engine.dispose()


@settings(max_examples=50)
@given(facts=sets())
def test_payload_says_what_the_events_say(facts: Facts) -> None:
    index = index_of(facts)
    head, columns = unpack(index.payload())

    assert head["n"] == len(index.events)
    for row, event in enumerate(index.events):
        spot, interval = index.located.get(event.place_id), event.interval
        assert head["event_types"][columns["event_type"][row]] == event.event_type
        assert head["outcomes"][columns["outcome"][row]] == event.outcome
        assert head["places"][columns["place"][row]] == event.place_id
        assert (columns["start"][row] == NO_DAY) == (interval is None)
        assert (columns["x"][row] == NO_POINT) == (spot is None)
        if spot:
            x, y = mercator(spot.point)
            assert abs(int(columns["x"][row]) / 2**32 - x) < 1e-8
            assert abs(int(columns["y"][row]) / 2**32 - y) < 1e-8
            assert columns["radius"][row] == spot.radius_m


@settings(max_examples=25)
@given(facts=sets())
def test_geojson_opens_in_geopandas_with_the_same_words_and_places(facts: Facts) -> None:
    index = index_of(facts)
    collection = feature_collection(index, range(len(index.events)))
    if not index.events:
        assert collection["features"] == []
        return
    frame = gpd.GeoDataFrame.from_features(collection, crs="EPSG:4326")

    assert list(frame["title"]) == [event.title for event in index.events]
    assert list(frame["summary"]) == [event.summary for event in index.events]
    for row, event in enumerate(index.events):
        spot, geometry = index.located.get(event.place_id), frame.geometry.iloc[row]
        assert (geometry is None) == (spot is None)
        if spot:
            assert (geometry.x, geometry.y) == pytest.approx((spot.point.lon, spot.point.lat))
            assert frame["police_low"].iloc[row] == index.quantities(event.event_id)["police"].low
