"""Laws of dates, times and durations that must hold for any text and any day of publication."""

from __future__ import annotations

import datetime as dt

from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from geodata.dates import interval_of, within
from geodata.extraction.clock import find_durations, find_times
from geodata.extraction.dates import find_dates, resolve

LANGUAGES = st.sampled_from(["en", "ru", "kk"])
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2050, 12, 31))
ANCHORS = st.just("") | DAYS.map(dt.date.isoformat)
WORDS = st.sampled_from(
    [
        "On",
        "12",
        "31",
        "May",
        "March,",
        "Friday.",
        "2006",
        "last",
        "next",
        "week",
        "ago",
        "two",
        "the",
        "night",
        "of",
        "13-14",
        "July",
        "by",
        "until",
        "from",
        "14.30",
        "hrs",
        "5",
        "a.m.",
        "yesterday",
        "early",
        "12.05.2006",
        "в",
        "ночь",
        "на",
        "14",
        "июля",
        "2006",
        "года",
        "пятницу",
        "прошлой",
        "неделе",
        "до",
        "назад",
        "два",
        "дня",
        "утра",
        "часов",
        "конце",
        "мая",
        "14",
        "шілде",
        "жылғы",
        "кеше",
        "өткен",
        "аптада",
        "дейін",
        "сағат",
        "“today”",
        "\n",
        "İ",
        "🔥",
    ]
)
TEXTS = st.text(max_size=80) | st.lists(WORDS, max_size=25).map(" ".join)


@st.composite
def publications(draw: st.DrawFn) -> str:
    """A day, month or year of publication, or none."""
    return draw(DAYS).isoformat()[: draw(st.sampled_from([0, 4, 7, 10]))]


@given(TEXTS, LANGUAGES)
def test_spans_slice_back_in_order_without_overlap(text: str, language: str) -> None:
    for find in (find_dates, find_times, find_durations):
        end = 0
        for one in find(text, language):
            assert text[one.start : one.end] == one.text
            assert end <= one.start < one.end
            end = one.end


@given(TEXTS, LANGUAGES, publications(), ANCHORS)
def test_what_is_resolved_is_a_date(text: str, language: str, published: str, anchor: str) -> None:
    for one in find_dates(text, language):
        when = resolve(one, published, anchor)
        if when:
            interval_of(when.date)
            assert when.basis in {"explicit", "relative", "inferred"}
            assert 0 < when.confidence <= 1
            assert (".." in when.date) <= bool(when.bound)


@given(TEXTS, LANGUAGES)
def test_times_are_of_a_day(text: str, language: str) -> None:
    for one in find_times(text, language):
        dt.time.fromisoformat(one.time_start)
        assert not one.time_end or dt.time.fromisoformat(one.time_end)


@given(DAYS, st.sampled_from(["en", "en_US", "ru"]), publications())
def test_full_date_means_itself_whenever_it_was_published(
    day: dt.date, locale: str, published: str
) -> None:
    text = f"{format_date(day, 'long', locale=locale)}: ok"
    (one,) = find_dates(text, locale[:2])
    when = resolve(one, published, "")

    assert when
    assert when.date == day.isoformat()


@given(DAYS, DAYS, st.sampled_from(["en", "ru"]))
def test_bare_weekday_lies_in_the_week_up_to_publication(
    day: dt.date, published: dt.date, language: str
) -> None:
    name = format_date(day, "EEEE", locale=language)
    text = f"on {name}" if language == "en" else f"во {_accusative(name)}"
    (one,) = find_dates(f"{text} ok", language)
    when = resolve(one, published.isoformat(), "")

    assert when
    found = dt.date.fromisoformat(when.date)
    assert found.weekday() == day.weekday()
    assert 0 <= (published - found).days < 7


def _accusative(name: str) -> str:
    return name[:-1] + "у" if name.endswith("а") else name


@given(
    st.sampled_from(
        ["yesterday", "on Friday", "last month", "three days ago", "last year", "in late March"]
    ),
    DAYS,
    st.sampled_from([4, 7]),
)
def test_coarser_publication_never_excludes_what_the_day_would_tell(
    words: str, published: dt.date, digits: int
) -> None:
    (one,) = find_dates(f"They came {words}.", "en")
    fine = resolve(one, published.isoformat(), "")
    coarse = resolve(one, published.isoformat()[:digits], "")

    assert fine
    assert coarse
    if words != "in late March":  # its year is that of the coarse publication
        assert within(interval_of(fine.date), interval_of(coarse.date))


@given(st.integers(1, 6), DAYS)
def test_few_days_ago_are_counted_exactly(days: int, published: dt.date) -> None:
    (one,) = find_dates(f"{days} days ago they came", "en")
    when = resolve(one, published.isoformat(), "")

    assert when
    assert when.date == (published - dt.timedelta(days=days)).isoformat()
