"""Numbers as sources give them, and the range that holds them all. Nothing is averaged."""

from __future__ import annotations

import pytest

from geodata.errors import InvalidRecordError
from geodata.quantity import Quantity, envelope


@pytest.mark.parametrize(
    ("low", "best", "high", "fault"),
    [
        (None, None, None, "empty"),
        (-1, None, None, "negative"),
        (500, None, 350, "does not hold"),
        (1, 5, 4, "does not hold"),
        (3, 2, None, "does not hold"),
    ],
)
def test_impossible_number_is_refused(
    low: int | None, best: int | None, high: int | None, fault: str
) -> None:
    with pytest.raises(InvalidRecordError, match=fault):
        Quantity(low, best, high)


def test_zero_is_a_number() -> None:
    assert Quantity(0, 0, 0).low == 0


def test_no_claims_make_no_range() -> None:
    assert envelope([]) is None


def test_range_runs_from_the_lowest_to_the_highest_figure() -> None:
    said = [Quantity(350, None, 400), Quantity(500, 500, 500), Quantity(low=350)]

    assert envelope(said) == Quantity(350, None, 500)


def test_best_figure_stands_only_where_every_source_gives_it() -> None:
    assert envelope([Quantity(2, 2, 2), Quantity(2, 2, 2)]) == Quantity(2, 2, 2)
    assert envelope([Quantity(2, 2, 2), Quantity(3, 3, 3)]) == Quantity(2, None, 3)


def test_over_two_thousand_beside_fifteen_hundred_has_no_upper_end() -> None:
    assert envelope([Quantity(1500, 1500, 1500), Quantity(low=2000)]) == Quantity(1500)


def test_up_to_forty_beside_fifty_has_no_lower_end() -> None:
    assert envelope([Quantity(50, 50, 50), Quantity(high=40)]) == Quantity(high=50)


def test_open_range_inside_another_keeps_both_ends() -> None:
    assert envelope([Quantity(100, None, 500), Quantity(low=200)]) == Quantity(100, None, 500)


def test_sources_that_exclude_each_other_leave_no_range() -> None:
    assert envelope([Quantity(high=400), Quantity(low=500)]) is None


def test_single_figure_counts_as_both_ends_of_its_source() -> None:
    assert envelope([Quantity(best=100), Quantity(5, 5, 5)]) == Quantity(5, None, 100)
