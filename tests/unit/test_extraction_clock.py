"""Clock times and durations in reports."""

from __future__ import annotations

import pytest

from geodata.extraction.clock import find_durations, find_times
from geodata.extraction.time_grammar import patterns

LANGUAGES = ("en", "ru", "kk")


@pytest.mark.parametrize(
    ("name", "language", "rule", "example"),
    [
        pytest.param(name, language, p.rule, p.example, id=f"{name[:5]}-{language}-{p.rule}")
        for name in ("clock_patterns", "duration_patterns")
        for language in LANGUAGES
        for p in patterns(name, language)
    ],
)
def test_every_pattern_finds_its_own_example(
    name: str, language: str, rule: str, example: str
) -> None:
    found = (find_times if name == "clock_patterns" else find_durations)(example, language)

    assert rule in {one.rule for one in found}


@pytest.mark.parametrize(
    ("language", "text", "start", "end"),
    [
        ("en", "At 14.30 hrs, the police stormed the house.", "14:30", ""),
        ("en", "At 16 00 hrs, they gave up.", "16:00", ""),
        ("en", "They came at 4am.", "04:00", ""),
        ("en", "They came at 4 p.m. sharp.", "16:00", ""),
        ("en", "They came at noon.", "12:00", ""),
        ("en", "They came at midnight.", "00:00", ""),
        ("en", "They came at 12 a.m. and left.", "00:00", ""),
        ("en", "In the afternoon, at half past two, they came.", "14:30", ""),
        ("en", "At four in the morning dogs barked.", "04:00", ""),
        ("en", "At dawn, at five o'clock, they came.", "05:00", ""),
        ("en", "From 10 a.m. to 12.30 p.m. they talked.", "10:00", "12:30"),
        ("en", "From 10 to 12.30 p.m. they talked.", "10:00", "12:30"),
        ("ru", "Приехали в 5 часов утра.", "05:00", ""),
        ("ru", "Приехали в пять утра.", "05:00", ""),
        ("ru", "Приехали в 14:30.", "14:30", ""),
        ("ru", "Приехали в 14.30 и ушли.", "14:30", ""),
        ("ru", "Приехали в 14-30.", "14:30", ""),
        ("ru", "Приехали в час дня.", "13:00", ""),
        ("ru", "Приехали в 2 часа ночи.", "02:00", ""),
        ("ru", "Приехали в 11 вечера.", "23:00", ""),
        ("ru", "Приехали в 15 часов 20 минут.", "15:20", ""),
        ("ru", "Днём, в половине третьего, приехали.", "14:30", ""),
        ("ru", "Стояли с 10 до 12 часов.", "10:00", "12:00"),
        ("ru", "Стояли с 8 утра до 6 вечера.", "08:00", "18:00"),
        ("ru", "Закрыто с 23:00 до 5:00.", "23:00", "05:00"),
        ("kk", "Таңғы сағат 5-те келді.", "05:00", ""),
        ("kk", "Сағат 14:30-да келді.", "14:30", ""),
        ("kk", "Кешкі 7-де кетті.", "19:00", ""),
    ],
)
def test_time_is_read(language: str, text: str, start: str, end: str) -> None:
    (one,) = find_times(text, language)

    assert (one.time_start, one.time_end) == (start, end)
    assert text[one.start : one.end] == one.text


@pytest.mark.parametrize(
    ("language", "text", "time"),
    [
        ("en", "Around 6 a.m. they came.", "06:00"),
        ("en", "At two o'clock they came.", "14:00"),
        ("ru", "Около 6 утра приехали.", "06:00"),
        ("ru", "К полудню все стихло.", "12:00"),
    ],
)
def test_time_that_is_not_exact_says_so(language: str, text: str, time: str) -> None:
    (one,) = find_times(text, language)

    assert (one.time_start, one.approximate) == (time, True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "At dawn they came."),
        ("en", "Bread was sold at 14.30 dollars."),
        ("en", "It was at 12.50 degrees."),
        ("en", "They won 10:12 at home."),
        ("en", "He read John 3:16 aloud."),
        ("en", "A ratio of 10:15 was named."),
        ("en", "The blast came at 2115 GMT."),
        ("en", "Dated 12.05.2006 in Almaty."),
        ("en", "In 2006 there were 40 homes."),
        ("ru", "На рассвете приехали."),
        ("ru", "Хлеб стоит в 14.30 тенге."),
        ("ru", "Победили со счётом 10:12."),
        ("ru", "Число выросло с 10 до 12."),
        ("ru", "Два дня назад стояли."),
        ("ru", "В 10-12 домах нет света."),
        ("ru", "Решение от 12.05.2006 года."),
        ("kk", "Есеп 10:12 болды."),
    ],
)
def test_what_only_looks_like_a_time_is_none(language: str, text: str) -> None:
    assert find_times(text, language) == ()


@pytest.mark.parametrize(
    ("language", "text", "low", "high", "kind"),
    [
        ("en", "The stand-off lasted an hour and a half.", 90, 90, "lasting"),
        ("en", "Within the hour they were back.", 0, 60, "within"),
        ("en", "They fought for three days.", 4320, 4320, "lasting"),
        ("en", "More than two hours passed.", 120, 180, "lasting"),
        ("en", "A 90-minute stand-off followed.", 90, 90, "lasting"),
        ("en", "In less than an hour it was over.", 0, 60, "within"),
        ("ru", "Стояли полтора часа.", 90, 90, "lasting"),
        ("ru", "Ждали полчаса.", 30, 30, "lasting"),
        ("ru", "Более двух часов шёл спор.", 120, 180, "lasting"),
        ("ru", "Двухчасовой спор утих.", 120, 120, "lasting"),
        ("ru", "В течение трёх дней стояли.", 4320, 4320, "lasting"),
        ("kk", "Екі сағат бойы тұрды.", 120, 120, "lasting"),
    ],
)
def test_duration_is_read(language: str, text: str, low: int, high: int, kind: str) -> None:
    (one,) = find_durations(text, language)

    assert (one.low_minutes, one.high_minutes, one.kind) == (low, high, kind)
    assert text[one.start : one.end] == one.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Two hours ago they came."),
        ("en", "Three days later they left."),
        ("en", "At 14.30 hrs they came."),
        ("en", "Cars pass at 80 kilometres an hour."),
        ("ru", "Два часа назад приехали."),
        ("ru", "Через два часа ушли."),
        ("ru", "В 5 часов утра приехали."),
        ("ru", "Открыто до 20 часов."),
    ],
)
def test_date_or_time_is_no_duration(language: str, text: str) -> None:
    assert find_durations(text, language) == ()
