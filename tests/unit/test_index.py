"""The index: where places are drawn, which events match, and the bytes that the browser draws from."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from support import a_claim, a_place, a_source, an_episode, an_event, index_of, some_facts, unpack

from geodata.dates import interval_of
from geodata.errors import QueryError
from geodata.index import NO_DAY, NO_POINT, Index, Query
from geodata.model import Facts
from geodata.quantity import Quantity
from geodata.space import Bbox, Point, mercator

NAMELESS = {"point": None, "radius_m": None}


def _days(*dates: str) -> Index:
    events = tuple(an_event(f"T-{i}", date=date) for i, date in enumerate(dates))
    claims = tuple(a_claim(f"c{e.event_id}", e.event_id) for e in events)
    return index_of(some_facts(events=events, claims=claims))


def _found(index: Index, **parts: object) -> list[str]:
    return [index.events[row].event_id for row in index.find(Query(**parts))]  # type: ignore[arg-type]


def test_place_with_a_point_stands_for_itself(index: Index) -> None:
    spot = index.located["bakai"]

    assert spot is not None
    assert (spot.radius_m, spot.stands_in) == (5000, "")


@pytest.mark.parametrize("place_id", ["saryarka_cinema", "almaty_city_court", "nur_otan_office"])
def test_place_without_a_point_stands_at_its_parent_and_says_so(
    index: Index, place_id: str
) -> None:
    spot = index.located[place_id]

    assert spot is not None
    assert (spot.stands_in, spot.radius_m) == ("almaty", index.places["almaty"].radius_m)


@pytest.mark.parametrize("place_id", ["gaza", "kazakhstan"])
def test_comparison_and_country_are_never_drawn(index: Index, place_id: str) -> None:
    assert index.located[place_id] is None


def test_place_stands_at_its_nearest_parent_that_has_a_point() -> None:
    places = (
        a_place("city", kind="city", radius_m=9000),
        a_place("quarter", parent_id="city", **NAMELESS),
        a_place("court", parent_id="quarter", kind="other", **NAMELESS),
    )
    spot = index_of(Facts(places=places)).located["court"]

    assert spot is not None
    assert (spot.stands_in, spot.radius_m) == ("city", 9000)


def test_event_that_cannot_be_drawn_is_told_with_the_reason() -> None:
    events = (
        an_event("T-1"),
        an_event("T-2", place_id=""),
        an_event("T-3", place_id="lost"),
        an_event("T-4", date=""),
    )
    index = index_of(some_facts(places=(a_place(), a_place("lost", **NAMELESS)), events=events))

    assert {(p.subject, p.reason) for p in index.problems} == {
        ("T-2", "no_place"),
        ("T-3", "no_point"),
        ("T-4", "no_date"),
    }


def test_events_are_in_the_order_of_their_days_then_hours_then_ids() -> None:
    events = (
        an_event("T-5", date="2006-05-13"),
        an_event("T-4"),
        an_event("T-3", time_start="14:30"),
        an_event("T-2", time_start="11:00"),
        an_event("T-1", time_start="11:00"),
        an_event("T-0", date=""),
    )
    ordered = [event.event_id for event in index_of(some_facts(events=events)).events]

    assert ordered == ["T-0", "T-1", "T-2", "T-3", "T-4", "T-5"]


def test_possible_finds_every_event_that_may_lie_in_the_window() -> None:
    index = _days("2006-05-12", "2006-05", "2006", "2006-06-01", "")

    assert set(_found(index, interval=interval_of("2006-05-12"))) == {"T-0", "T-1", "T-2"}


def test_certain_finds_only_events_that_lie_wholly_in_the_window() -> None:
    index = _days("2006-05-12", "2006-05", "2006", "2006-06-01", "")

    assert _found(index, interval=interval_of("2006-05"), certain=True) == ["T-1", "T-0"]


def test_without_a_window_undated_events_are_found_too() -> None:
    assert len(_found(_days("2006", ""))) == 2


def test_every_part_of_a_question_must_hold(index: Index) -> None:
    query = Query(
        interval=interval_of("2006-05-12"),
        layers=frozenset({"resistance"}),
        place_ids=frozenset({"bakai"}),
        event_types=frozenset({"barricade"}),
    )
    rows = index.find(query)

    assert rows
    assert {index.events[row].event_type for row in rows} == {"barricade"}
    assert {index.events[row].place_id for row in rows} == {"bakai"}


def test_box_finds_what_lies_in_it_and_nothing_without_a_point(index: Index) -> None:
    everywhere = index.find(Query(bbox=Bbox(-180, -90, 180, 90)))
    nowhere = index.find(Query(bbox=Bbox(-10, -10, 10, 10)))

    assert len(everywhere) == sum(
        index.located.get(event.place_id) is not None for event in index.events
    )
    assert nowhere == []


def test_limit_is_left_to_the_caller_who_tells_how_many_there_are(index: Index) -> None:
    assert len(index.find(Query(limit=3))) == len(index.events)


def test_unverifiable_number_is_no_part_of_the_range() -> None:
    facts = some_facts(
        claims=(
            a_claim("c1", field="killed", quantity=Quantity(1, 1, 1), status="unverifiable"),
            a_claim("c2", field="injured", quantity=Quantity(4, 4, 4)),
        )
    )

    assert set(index_of(facts).quantities("T-1")) == {"injured"}


def test_extent_holds_every_day(index: Index) -> None:
    extent = index.extent

    assert extent.start == dt.date(2005, 4, 28)
    assert all(
        event.interval is None
        or event.interval.start is None
        or extent.start <= event.interval.start  # type: ignore[operator]
        for event in index.events
    )


def test_core_box_holds_almaty_and_leaves_far_cities_out(index: Index) -> None:
    core = index.core_bbox()

    assert index.located["bakai"].point in core  # type: ignore[union-attr]
    assert index.located["shanyrak"].point in core  # type: ignore[union-attr]
    assert index.located["astana"].point not in core  # type: ignore[union-attr]


def test_core_box_of_nothing_is_refused() -> None:
    with pytest.raises(QueryError, match="no event is on the map"):
        index_of(Facts()).core_bbox()


def test_token_changes_with_one_letter_and_with_the_version() -> None:
    one = index_of(some_facts())

    assert one.token == index_of(some_facts()).token
    assert one.token != index_of(some_facts(sources=(a_source(title="B"),))).token
    assert one.token != index_of(some_facts(), version=2).token
    assert one.token.startswith("1-")


def test_payload_has_one_row_for_each_event_in_order(index: Index) -> None:
    head, columns = unpack(index.payload())

    assert head["n"] == len(index.events) == 92
    assert head["token"] == index.token
    assert head["epoch"] == "1970-01-01"
    assert all(
        len(column) == 92
        for name, column in columns.items()
        if name not in ("source_ptr", "source_idx")
    )


def test_payload_columns_are_aligned_and_do_not_overlap(index: Index) -> None:
    payload = index.payload()
    head, columns = unpack(payload)
    spans = sorted((c["offset"], c["offset"] + columns[c["name"]].nbytes) for c in head["columns"])

    assert all(offset % 4 == 0 for offset, _ in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert spans[-1][1] <= len(payload)


def test_payload_says_what_the_events_say(index: Index) -> None:
    head, columns = unpack(index.payload())
    epoch = dt.date(1970, 1, 1)
    for row, event in enumerate(index.events):
        first = epoch + dt.timedelta(days=int(columns["start"][row]))
        last = epoch + dt.timedelta(days=int(columns["end"][row]))
        assert event.interval is not None
        assert (first, last) == (event.interval.start, event.interval.end)
        assert head["event_types"][columns["event_type"][row]] == event.event_type
        assert head["layers"][columns["layer"][row]] == event.layer
        assert head["outcomes"][columns["outcome"][row]] == event.outcome
        assert head["places"][columns["place"][row]] == event.place_id
        assert head["episodes"][columns["episode"][row]] == event.episode_id


def test_payload_points_are_where_the_places_are(index: Index) -> None:
    _, columns = unpack(index.payload())
    row = next(i for i, event in enumerate(index.events) if event.place_id == "bakai")
    x, y = mercator(index.located["bakai"].point)  # type: ignore[union-attr]

    assert columns["x"][row] / 2**32 == pytest.approx(x, abs=1e-9)
    assert columns["y"][row] / 2**32 == pytest.approx(y, abs=1e-9)
    assert columns["radius"][row] == 5000


def test_payload_names_the_sources_of_each_event(index: Index) -> None:
    head, columns = unpack(index.payload())
    for row, event in enumerate(index.events):
        part = slice(columns["source_ptr"][row], columns["source_ptr"][row + 1])
        named = {head["sources"][i] for i in columns["source_idx"][part]}
        assert named == {claim.source_id for claim in index.claims[event.event_id]}


def test_payload_marks_what_is_not_known() -> None:
    facts = some_facts(
        places=(a_place(), a_place("lost", **NAMELESS)),
        episodes=(an_episode(),),
        events=(
            an_event("T-1", date="", place_id=""),
            an_event("T-2", place_id="lost"),
            an_event("T-3", date="2006-05-12/..", time_start="16:05", episode_id="day"),
            an_event("T-4", date="../2006-05-12"),
        ),
    )
    index = index_of(facts)
    _, columns = unpack(index.payload())
    row = index.row

    assert (columns["x"][row["T-1"]], columns["y"][row["T-1"]]) == (NO_POINT, NO_POINT)
    assert columns["x"][row["T-2"]] == NO_POINT
    assert (columns["start"][row["T-1"]], columns["end"][row["T-1"]]) == (NO_DAY, NO_DAY)
    assert columns["end"][row["T-3"]] == 2**31 - 1
    assert columns["start"][row["T-4"]] == NO_DAY + 1
    assert (columns["minute"][row["T-1"]], columns["minute"][row["T-3"]]) == (-1, 16 * 60 + 5)


def test_payload_of_nothing_can_be_read() -> None:
    head, columns = unpack(index_of(Facts()).payload())

    assert head["n"] == 0
    assert list(columns["source_ptr"]) == [0]


@pytest.mark.parametrize("corner", [Point(180, -90), Point(-180, 90), Point(180, 85.06)])
def test_corners_of_the_world_fit_into_the_payload(corner: Point) -> None:
    index = index_of(some_facts(places=(a_place(point=corner, radius_m=1),)))
    _, columns = unpack(index.payload())

    assert int(columns["x"][0]) < NO_POINT
    assert int(columns["y"][0]) < NO_POINT


def test_links_are_found_from_both_ends(index: Index) -> None:
    link = index.facts.links[0]

    assert link in index.links_of(link.event_id)
    assert link in index.links_of(link.target_id)
    assert index.links_of("nothing") == ()
