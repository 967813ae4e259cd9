"""Dates in reports: how they are found, and what they mean seen from the day of publication."""

from __future__ import annotations

import pytest

from geodata.dates import interval_of
from geodata.extraction.dates import DateExpression, When, find_dates, resolve
from geodata.extraction.time_grammar import patterns
from tests.eval.dates import Case, cases, ours, same

SUNDAY = "2006-05-28"
LANGUAGES = ("en", "ru", "kk")
EXAMPLES = [
    pytest.param(language, pattern.rule, pattern.example, id=f"{language}-{pattern.rule}")
    for language in LANGUAGES
    for pattern in patterns("date_patterns", language)
]


def _only(text: str, language: str = "en") -> DateExpression:
    (one,) = find_dates(text, language)
    return one


def _when(
    text: str, published: str = SUNDAY, anchor: str = "", *, language: str = "en"
) -> When | None:
    return resolve(_only(text, language), published, anchor)


def _date(text: str, published: str = SUNDAY, anchor: str = "", *, language: str = "en") -> str:
    when = _when(text, published, anchor, language=language)
    return when.date if when else ""


@pytest.mark.parametrize(("language", "rule", "example"), EXAMPLES)
def test_every_pattern_finds_its_own_example(language: str, rule: str, example: str) -> None:
    fitting = [p for p in patterns("date_patterns", language) if p.rule == rule]

    assert any(p.regex.search(example.lower().replace("ё", "е")) for p in fitting)
    assert find_dates(f"{example}.", language) or rule == "ahead-plain"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nine_of_ten_expressions_of_the_evaluation_mean_what_a_reader_says(language: str) -> None:
    results = [_agrees(case) for case in cases() if case.language == language]

    assert sum(results) / len(results) > 0.95


def _agrees(case: Case) -> bool:
    when = ours(case)
    if when is None:
        return not case.date
    return same(when.date, case.date) and (when.basis, when.bound) == (case.basis, case.bound)


@pytest.mark.parametrize(
    ("published", "date"),
    [
        ("2006-05-26", "2006-05-26"),
        ("2006-05-27", "2006-05-26"),
        ("2006-06-01", "2006-05-26"),
        ("2006-06-02", "2006-06-02"),
    ],
)
def test_bare_weekday_is_the_latest_and_the_day_of_publication_itself(
    published: str, date: str
) -> None:
    assert _date("Police came on Friday.", published) == date


def test_last_friday_is_never_the_day_of_publication() -> None:
    assert _date("Police came last Friday.", "2006-05-26") == "2006-05-19"


def test_weekday_of_a_plan_is_still_to_come() -> None:
    assert _date("The court will sit on Friday.") == "2006-06-02"
    assert _date("Суд состоится в пятницу.", language="ru") == "2006-06-02"


def test_said_on_friday_is_past_though_a_plan_follows() -> None:
    when = _when("The city said on Friday that it will appeal.")

    assert when
    assert (when.date, when.ahead) == ("2006-05-26", False)


@pytest.mark.parametrize(
    ("published", "date"),
    [("2006-05-28", "2006-05-12"), ("2006-05-05", "2006-05-12"), ("2007-01-10", "2006-05-12")],
)
def test_day_without_year_is_the_latest_or_shortly_ahead(published: str, date: str) -> None:
    assert _date("Bulldozers came on 12 May.", published) == date


def test_weekday_beside_a_day_tells_its_year() -> None:
    assert _date("It began on Thursday, 12 May.", "2006-05-28") == "2005-05-12"


def test_day_without_year_follows_a_narrative_of_an_earlier_year() -> None:
    assert _date("On 14 May they returned.", "2010-08-01", "2006-05-12") == "2006-05-14"


def test_twenty_ninth_of_february_is_sought_in_a_leap_year() -> None:
    assert _date("On 29 February they came.", "2007-05-01") == "2004-02-29"


@pytest.mark.parametrize(
    ("text", "date", "bound"),
    [
        ("They must go by 1 June.", "../2006-06-01", "before"),
        ("It was put off until 5 June.", "../2006-06-05", "before"),
        ("The rule holds from 1 July.", "2006-07-01/..", "after"),
        ("They have kept watch since March.", "2006-03-01/2006-05-28", "after"),
        ("Nothing was seen after 12 May.", "2006-05-12/..", "after"),
    ],
)
def test_edge_of_time_is_never_the_day_itself(text: str, date: str, bound: str) -> None:
    when = _when(text)

    assert when
    assert (when.date, when.bound) == (date, bound)


def test_after_fridays_raid_names_the_day_of_the_raid() -> None:
    when = _when("After Friday's raid people wept.")

    assert when
    assert (when.date, when.bound) == ("2006-05-26", "")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The next day they returned.", "2006-05-13"),
        ("That evening they lit fires.", "2006-05-12"),
        ("Three days later it was over.", "2006-05-15"),
        ("The day before, men had come.", "2006-05-11"),
    ],
)
def test_narrative_counts_from_its_own_day(text: str, date: str) -> None:
    assert _date(text, SUNDAY, "2006-05-12") == date
    assert _date(text, SUNDAY, "") == ""


def test_eve_counts_from_the_narrative_else_from_publication() -> None:
    told = "Накануне приезжали замерщики."
    alone = _when(told, language="ru")

    assert _date(told, SUNDAY, "2006-05-12", language="ru") == "2006-05-11"
    assert alone
    assert (alone.date, alone.basis) == ("2006-05-27", "inferred")
    assert not find_dates("Накануне визита министра мели улицы.", "ru")


def test_today_in_direct_speech_is_the_day_that_is_told_of() -> None:
    assert _date("He said: “We clear eight homes today”.", SUNDAY, "2006-05-12") == "2006-05-12"
    assert _date("They clear eight homes today.", SUNDAY, "2006-05-12") == SUNDAY


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Ten days ago they came.", "2006-05-17/2006-05-19"),
        ("Two weeks ago they came.", "2006-05-11/2006-05-17"),
        ("A few days ago they came.", "2006-05-21/2006-05-26"),
        ("Three days ago they came.", "2006-05-25"),
        ("Two months ago they came.", "2006-03"),
        ("A year ago they came.", "2005"),
        ("Last week they came.", "2006-05-15/2006-05-21"),
    ],
)
def test_count_is_no_more_exact_than_people_count(text: str, date: str) -> None:
    assert _date(text) == date


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They recently came."),
        ("en", "They may stay."),
        ("en", "They will march on Astana."),
        ("en", "The Sunday Times wrote so."),
        ("en", "Women cook every Friday."),
        ("en", "She read Article 12 May law."),
        ("en", "The 6 April Movement joined."),
        ("en", "He was born on 12 May 1960."),
        ("en", "A price of 12.50 was asked."),
        ("ru", "Недавно приезжали."),
        ("ru", "Дом на улице 8 Марта."),
        ("ru", "По пятницам дежурят."),
        ("ru", "Много лет назад было иначе."),
        ("ru", "Родилась 12 мая 1960 года."),
        ("ru", "Накормили 2000 человек."),
        ("kk", "Жақында келді."),
        ("kk", "Наурыз көшесінде тұрады."),
        ("de", "Am 12 May 2006."),
        ("", ""),
    ],
)
def test_what_only_looks_like_a_date_is_none(language: str, text: str) -> None:
    assert find_dates(text, language) == ()


def test_figures_that_may_be_read_two_ways_give_nothing() -> None:
    assert find_dates("Dated 10/05/2006.", "en") == ()
    assert _date("Dated 25/05/2006.") == "2006-05-25"
    assert _date("Dated 05/05/2006.") == "2006-05-05"
    assert _date("Дата 10.05.2006.", language="ru") == "2006-05-10"


def test_count_after_a_month_is_no_day() -> None:
    assert _date("In May 30 residents were fined.") == "2006-05"


@pytest.mark.parametrize(
    ("published", "friday", "twelfth"),
    [
        ("2006-05", "2006-04-28/2006-05-26", "2006-05-12"),
        ("2006", "2005-12-30/2006-12-29", "2006-05-12?"),
        ("", "", ""),
    ],
)
def test_coarse_publication_gives_coarse_days(published: str, friday: str, twelfth: str) -> None:
    assert _date("Police came on Friday.", published) == friday
    assert _date("Police came on 12 May.", published) == twelfth


def test_full_date_needs_no_publication() -> None:
    assert _date("Police came on 12 May 2006.", "") == "2006-05-12"


def test_paper_is_told_from_the_day_of_what_happened() -> None:
    assert _only("Решение суда от 12 мая 2006 года исполнили.", "ru").dated
    assert not _only("12 мая 2006 года дом снесли.", "ru").dated


def test_echo_of_a_full_date_is_left_out() -> None:
    assert [one.text for one in find_dates("Today, 12 May, they came.", "en")] == ["12 May"]
    assert [one.text for one in find_dates("On Friday (12 May) they came.", "en")] == ["12 May"]


def test_offsets_are_code_points_of_the_text_as_it_stands() -> None:
    text = "🔥 Ёлки… On  the night of 13–14 July 2006 İstanbul slept."
    one = _only(text)

    assert text[one.start : one.end] == one.text
    assert one.text.endswith("13–14 July 2006")
    assert interval_of(_date(text)) == interval_of("2006-07-13/2006-07-14")


def test_unreadable_publication_is_refused() -> None:
    with pytest.raises(ValueError, match="is not a date we can read"):
        resolve(_only("Police came on Friday."), "28.05.2006", "")
