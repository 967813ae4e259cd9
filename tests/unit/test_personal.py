"""Details of private people in a text are found, also behind invisible letters; other numbers are not."""

from __future__ import annotations

import time

import pytest
from support import REPORT, needs_shared

from geodata.reading.personal import details_of, told


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("call +7 701 123 45 67 now", "phone number"),
        ("тел. 8 (701) 123-45-67", "phone number"),
        ("ИИН 900101300123", "personal number"),
        ("in house 77, they said", "house address"),
        ("at 12 Zhastar street", "house address"),
        ("в доме № 77", "house address"),
        ("ул. Жастар, д. 77", "house address"),
    ],
)
def test_detail_is_found_where_it_stands(text: str, kind: str) -> None:
    found = details_of(text)

    assert [detail.kind for detail in found] == [kind]
    assert any(letter.isdigit() for letter in text[found[0].start : found[0].end])
    assert kind in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "8 homes, over 200 police and 40 residents on 12 May 2006",
        "at 14:30 on 12.05.2006",
        "123456789012",
        "1,500,000,000 tenge",
        "the house of 77 families",
        "George W. Bush said",
        "",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert details_of(text) == ()
    assert told(text) == ""


def test_invisible_letters_hide_nothing_and_offsets_hold() -> None:
    text = "Res\u200bident A\u200big\u200bul K. phone +7\u00ad 701 12\u200b3 45 67!"
    found = details_of(text)

    assert [detail.kind for detail in found] == ["shortened name", "phone number"]
    assert [text[d.start : d.end] for d in found] == [
        "A\u200big\u200bul K.",
        "+7\u00ad 701 12\u200b3 45 67",
    ]


@needs_shared
def test_report_without_such_details_is_not_flagged() -> None:
    assert told(REPORT.read_text("utf-8")) == ""


@pytest.mark.parametrize("letters", ["1", "+7 ", "8 (", "дом ", "A", "12 A", "ул. А"])
def test_search_takes_time_in_line_with_the_length(letters: str) -> None:
    begin = time.perf_counter()
    details_of(letters * 100_000)
    assert time.perf_counter() - begin < 3
