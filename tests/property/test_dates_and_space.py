"""Laws of dates, boxes and numbers that must hold whatever is put in."""

from __future__ import annotations

import datetime as dt

import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.dates import Interval, interval_of, overlaps, precision_of, within
from geodata.quantity import Quantity, envelope
from geodata.space import Bbox, Point, bbox_of, distance_m, mercator

DAYS = st.dates()
MAYBE = st.none() | DAYS
POINTS = st.builds(Point, st.floats(-180, 180), st.floats(-90, 90))
MARKS = st.sampled_from(["", "~", "?", "%"])


@st.composite
def parts(draw: st.DrawFn) -> tuple[str, dt.date]:
    """One EDTF date of some precision, and a day that it may mean."""
    day = draw(DAYS)
    return day.isoformat()[: draw(st.sampled_from([4, 7, 10]))], day


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Any interval, open ends included."""
    one, other = draw(MAYBE), draw(MAYBE)
    if one and other and one > other:
        one, other = other, one
    return Interval(one, other)


def _holds(interval: Interval, day: dt.date) -> bool:
    return (interval.start or dt.date.min) <= day <= (interval.end or dt.date.max)


@given(parts(), MARKS)
def test_interval_of_a_date_contains_every_day_that_it_may_mean(
    part: tuple[str, dt.date], mark: str
) -> None:
    text, day = part

    assert _holds(interval_of(text + mark), day)


@given(parts(), parts())
def test_interval_from_one_date_to_another_contains_both(
    one: tuple[str, dt.date], other: tuple[str, dt.date]
) -> None:
    (first, early), (last, late) = sorted([one, other], key=lambda part: part[1])
    whole = interval_of(f"{first}/{last}")

    assert _holds(whole, early)
    assert _holds(whole, late)


@given(parts())
def test_open_interval_contains_its_own_end(part: tuple[str, dt.date]) -> None:
    text, day = part

    assert _holds(interval_of(f"{text}/.."), day)
    assert _holds(interval_of(f"../{text}"), day)


@given(DAYS)
def test_day_stands_for_itself_alone(day: dt.date) -> None:
    assert interval_of(day.isoformat()) == Interval(day, day)


@given(st.text() | st.text("0123456789-/.~?%TX ", max_size=25))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        interval = interval_of(text)
    except ValueError as err:
        assert "\n" not in str(err) or "\n" in text  # noqa: PT017 - a date is right too
    else:
        assert isinstance(interval, Interval)
        assert precision_of(text) in range(5)


@given(intervals(), intervals())
def test_overlap_is_mutual(one: Interval, other: Interval) -> None:
    assert overlaps(one, other) == overlaps(other, one)


@given(intervals(), intervals())
def test_what_is_certain_is_possible(one: Interval, other: Interval) -> None:
    assert not within(one, other) or overlaps(one, other)


@given(intervals())
def test_every_interval_lies_in_itself_and_in_all_of_time(one: Interval) -> None:
    assert within(one, one)
    assert within(one, Interval(None, None))


@given(intervals(), intervals(), intervals())
def test_lying_inside_is_passed_on(one: Interval, other: Interval, third: Interval) -> None:
    assert not (within(one, other) and within(other, third)) or within(one, third)


@given(intervals(), intervals(), DAYS)
def test_intervals_that_share_a_day_overlap(one: Interval, other: Interval, day: dt.date) -> None:
    assert not (_holds(one, day) and _holds(other, day)) or overlaps(one, other)


@given(intervals(), intervals(), DAYS)
def test_day_of_an_interval_inside_another_is_in_both(
    one: Interval, other: Interval, day: dt.date
) -> None:
    assert not (within(one, other) and _holds(one, day)) or _holds(other, day)


@given(POINTS, POINTS, POINTS)
def test_box_agrees_with_shapely(one: Point, other: Point, point: Point) -> None:
    south, north = sorted([one.lat, other.lat])
    west, east = sorted([one.lon, other.lon])
    box = Bbox(west, south, east, north)

    assert (point in box) == shapely.box(*box.as_list()).covers(shapely.Point(point.lon, point.lat))


@given(POINTS, POINTS, POINTS)
def test_box_across_the_antimeridian_agrees_with_two_boxes_of_shapely(
    one: Point, other: Point, point: Point
) -> None:
    south, north = sorted([one.lat, other.lat])
    east, west = sorted([one.lon, other.lon])
    if east == west:
        return
    halves = [shapely.box(west, south, 180, north), shapely.box(-180, south, east, north)]
    here = shapely.Point(point.lon, point.lat)

    assert (point in Bbox(west, south, east, north)) == any(half.covers(here) for half in halves)


@given(st.lists(POINTS, min_size=1))
def test_smallest_box_holds_every_point(points: list[Point]) -> None:
    box = bbox_of(points)

    assert box is not None
    assert all(point in box for point in points)


@given(POINTS, POINTS)
def test_mercator_keeps_east_and_north(one: Point, other: Point) -> None:
    (x1, y1), (x2, y2) = mercator(one), mercator(other)

    assert 0 <= x1 <= 1
    assert 0 <= y1 <= 1
    assert one.lon > other.lon or x1 <= x2
    assert one.lat > other.lat or y1 >= y2


@given(POINTS, POINTS)
def test_distance_is_the_same_both_ways_and_never_beyond_half_the_girth(
    one: Point, other: Point
) -> None:
    there = distance_m(one, other)

    assert 0 <= there <= 20_015_200
    assert abs(there - distance_m(other, one)) < 1e-3


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Any number as a source may give it."""
    numbers = sorted(draw(st.lists(st.integers(0, 5000), min_size=3, max_size=3)))
    kept = draw(st.lists(st.booleans(), min_size=3, max_size=3).filter(any))
    return Quantity(*(n if keep else None for n, keep in zip(numbers, kept, strict=True)))


@given(st.lists(quantities(), max_size=6))
def test_range_holds_what_every_source_says(said: list[Quantity]) -> None:
    whole = envelope(said)
    known = [p for q in said for p in (q.low, q.best, q.high) if p is not None]

    if whole is not None:
        assert all(whole.low is None or whole.low <= part for part in known)
        assert all(whole.high is None or part <= whole.high for part in known)
        assert whole.best is None or {q.best for q in said} == {whole.best}


@given(st.lists(quantities(), max_size=6), st.randoms())
def test_range_does_not_depend_on_who_is_asked_first(said: list[Quantity], random: object) -> None:
    shuffled = list(said)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert envelope(shuffled) == envelope(said)
