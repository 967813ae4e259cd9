"""Dates, ranges and distances in words: nothing is rounded into certainty."""

from __future__ import annotations

import pytest

from dashboard.words import date_words, distance_words, range_words
from geodata.quantity import Quantity
from tests.support import an_event


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2006-05-12", "12 May 2006"),
        ("2006-05", "May 2006 (day not known)"),
        ("2006", "2006 (month and day not known)"),
        ("2006-05-31/2006-06-01", "between 31 May 2006 and 1 June 2006"),
        ("2006-03-10~", "about 10 March 2006"),
        ("2005-04-28?", "28 April 2005 (uncertain)"),
        ("2005-04-28%", "about 28 April 2005 (uncertain)"),
        ("", "date not known"),
    ],
)
def test_date_is_told_with_its_precision(date: str, words: str) -> None:
    assert date_words(an_event(date=date), "en") == words


@pytest.mark.parametrize(
    ("date", "edge"), [("../2018", "31 December 2018"), ("2006-05-12/..", "12 May 2006")]
)
def test_open_end_is_not_told_as_a_day(date: str, edge: str) -> None:
    words = date_words(an_event(date=date), "en")

    assert edge in words
    assert words != edge


def test_hour_is_told_where_it_is_known() -> None:
    assert date_words(an_event(time_start="14:30"), "en") == "12 May 2006, 14:30 (local time)"


@pytest.mark.parametrize(
    ("date", "words"),
    [("2006-05-12", "12 мая 2006"), ("2006-05", "май 2006")],
)
def test_russian_reader_gets_russian_months(date: str, words: str) -> None:
    assert words in date_words(an_event(date=date), "ru")


def test_kazakh_reader_gets_kazakh_months() -> None:
    assert "мамыр" in date_words(an_event(), "kk").lower()


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity(350, None, 500), "350 to 500"),
        (Quantity(8, 8, 8), "8"),
        (Quantity(0, 0, 0), "0"),
        (Quantity(low=200), "at least 200"),
        (Quantity(high=400), "up to 400"),
        (Quantity(best=100), "100"),
    ],
)
def test_number_is_told_as_the_range_that_it_is(quantity: Quantity, words: str) -> None:
    assert range_words(quantity, "en") == words


@pytest.mark.parametrize(
    "quantity", [Quantity(350, None, 500), Quantity(low=200), Quantity(high=4)]
)
def test_range_is_told_in_russian(quantity: Quantity) -> None:
    words = range_words(quantity, "ru")

    assert words != range_words(quantity, "en")
    assert "{" not in words


@pytest.mark.parametrize(
    ("metres", "language", "words"),
    [(400, "en", "400 m"), (5000, "en", "5 km"), (1500, "ru", "1,5 км"), (20000, "kk", "20 км")],
)
def test_distance_is_told_in_the_readers_numbers(metres: int, language: str, words: str) -> None:
    assert distance_words(metres, language) == words
