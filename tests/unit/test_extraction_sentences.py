"""Where sentences end, which lines are headlines, and which are nobody's report."""

from __future__ import annotations

import pytest

from geodata.extraction.sentences import sentences


def cut(text: str, language: str = "en") -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, language)]


def kinds(text: str) -> list[str]:
    return [s.kind for s in sentences(text, "en")]


def test_abbreviations_end_no_sentence() -> None:
    assert cut("Mr. Smith met Lt. Col. Jones on Dec. 17 in St. Petersburg. They left at 5 p.m. Then it rained.") == [
        "Mr. Smith met Lt. Col. Jones on Dec. 17 in St. Petersburg.",
        "They left at 5 p.m.",
        "Then it rained.",
    ]  # fmt: skip


def test_russian_abbreviations_end_no_sentence() -> None:
    text = "Утром в пос. Бакай приехали приставы. Мкр. Шанырак окружён."
    assert cut(text, "ru") == ["Утром в пос. Бакай приехали приставы.", "Мкр. Шанырак окружён."]


def test_each_line_is_a_paragraph() -> None:
    assert [s.paragraph for s in sentences("One. Two.\n\nThree.\nFour.", "en")] == [0, 0, 1, 2]


def test_short_line_without_a_full_stop_is_a_headline() -> None:
    assert kinds(
        "Homes fall in Bakai\n\nPolice came at dawn.\n\nPolice withdraw\n\nThey left."
    ) == [
        "headline",
        "text",
        "headline",
        "text",
    ]


def test_cried_title_is_a_headline_and_a_cried_sentence_is_not() -> None:
    assert kinds("We are still here!\n\nThey did not pass!") == ["headline", "text"]


@pytest.mark.parametrize(
    "line",
    [
        "Leave a Reply",
        "Your email address will not be published.",
        "Become a patron at Patreon!",
        "© 2006 All rights reserved",
        "Subscribe to our newsletter",
        "Мнение автора может не совпадать с позицией редакции.",
    ],
)
def test_lines_around_the_report_are_boilerplate(line: str) -> None:
    assert kinds(f"Police came.\n\n{line}")[-1] == "boilerplate"


def test_empty_text_has_no_sentence() -> None:
    assert sentences(" \n\n ", "ru") == ()
