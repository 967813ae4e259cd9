"""EDTF text and the closed interval of days that it stands for."""

from __future__ import annotations

import datetime as dt

import pytest

from geodata.dates import Interval, Precision, interval_of, overlaps, precision_of, within

MAY = interval_of("2006-05")
DAY = dt.date


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2006-05-12", DAY(2006, 5, 12), DAY(2006, 5, 12)),
        ("2006-05", DAY(2006, 5, 1), DAY(2006, 5, 31)),
        ("2006-02", DAY(2006, 2, 1), DAY(2006, 2, 28)),
        ("2008-02", DAY(2008, 2, 1), DAY(2008, 2, 29)),
        ("2006", DAY(2006, 1, 1), DAY(2006, 12, 31)),
        ("2006-05-31/2006-06-01", DAY(2006, 5, 31), DAY(2006, 6, 1)),
        ("2006-05/2006-07", DAY(2006, 5, 1), DAY(2006, 7, 31)),
        ("2005/2006-02", DAY(2005, 1, 1), DAY(2006, 2, 28)),
        ("2006-05-12/..", DAY(2006, 5, 12), None),
        ("../2018", None, DAY(2018, 12, 31)),
        ("0001-01-01", DAY.min, DAY.min),
        ("9999", DAY(9999, 1, 1), DAY.max),
    ],
)
def test_date_stands_for_every_day_it_may_mean(
    text: str, first: dt.date | None, last: dt.date | None
) -> None:
    assert interval_of(text) == Interval(first, last)


@pytest.mark.parametrize("mark", ["~", "?", "%"])
def test_doubt_about_a_date_does_not_widen_it(mark: str) -> None:
    assert interval_of(f"2006-03-10{mark}") == interval_of("2006-03-10")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "2006-05-12 ",
        "2006-05-12\n",
        "12.05.2006",
        "2006-5-12",
        "2006-13",
        "2006-00",
        "2006-02-29",
        "2006-04-31",
        "2006-05-00",
        "0000",
        "20060512",
        "2006-05-12T11:00",
        "2006-06-01/2006-05-31",
        "..",
        "../..",
        "2006/2007/2008",
        "2006-21",
        "y17e8",
        "200X",
        "May 2006",
        "2006-05-12/",
        "２００６-05-12",
    ],
)
def test_what_is_no_date_is_refused_in_one_sentence_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"2006-05-12|starts on") as caught:
        interval_of(text)

    assert "\n" not in str(caught.value)


def test_interval_that_ends_before_it_starts_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="after its end"):
        Interval(DAY(2006, 6, 1), DAY(2006, 5, 1))


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2006-05-12", Precision.DAY),
        ("2006-05-12~", Precision.DAY),
        ("2006-05", Precision.MONTH),
        ("2006", Precision.YEAR),
        ("2006-05-31/2006-06-01", Precision.INTERVAL),
        ("../2018", Precision.OPEN),
        ("2006-05-12/..", Precision.OPEN),
    ],
)
def test_precision_is_what_the_text_names(text: str, precision: Precision) -> None:
    assert precision_of(text) is precision


def test_month_only_date_is_possibly_but_not_certainly_in_its_first_week() -> None:
    week = interval_of("2006-05-01/2006-05-07")

    assert overlaps(MAY, week)
    assert not within(MAY, week)


def test_day_is_certainly_in_its_month() -> None:
    assert within(interval_of("2006-05-12"), MAY)


def test_interval_is_certainly_in_itself() -> None:
    assert within(MAY, MAY)


def test_neighbouring_days_do_not_overlap() -> None:
    assert not overlaps(interval_of("2006-05-12"), interval_of("2006-05-13"))


def test_intervals_that_share_one_day_overlap() -> None:
    assert overlaps(interval_of("2006-05-01/2006-05-12"), interval_of("2006-05-12/2006-05-20"))


def test_open_end_overlaps_everything_after_its_start() -> None:
    since = interval_of("2006-05-12/..")

    assert overlaps(since, interval_of("2021"))
    assert not overlaps(since, interval_of("2006-05-11"))


def test_open_end_is_never_certainly_in_a_closed_window() -> None:
    assert not within(interval_of("2006-05-12/.."), interval_of("2006/2021"))
    assert not within(interval_of("../2006-05-12"), interval_of("2006/2021"))


def test_open_end_is_certainly_in_a_window_that_is_open_at_the_same_end() -> None:
    assert within(interval_of("2006-05-12/.."), interval_of("2006/.."))
    assert within(interval_of("../2006-05-12"), interval_of("../2006"))
