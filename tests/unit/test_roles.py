"""What a place name is there for."""

import pytest

from geodata.geoparsing.roles import role_of
from geodata.geoparsing.spans import Span


def role(text: str, name: str, *, demonym: bool = False) -> str:
    at = text.index(name)
    return role_of(text, Span(at, at + len(name), name, demonym=demonym))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It was just like the Gaza Strip!", "Gaza Strip"),
        ("The ruins looked like Grozny after the war.", "Grozny"),
        ("The scene was reminiscent of Soweto.", "Soweto"),
        ("Prices are high compared to London.", "London"),
        ("Здесь всё похоже на Грозный.", "Грозный"),
        ("Бақай Газа секторы сияқты болды.", "Газа секторы"),
    ],
)
def test_likened_places_are_comparisons(text, name):
    assert role(text, name) == "comparison"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ALMATY, Kazakhstan (AP) - Police came.", "ALMATY"),
        ("ALMATY, Kazakhstan (AP) - Police came.", "Kazakhstan"),
        ("Almaty (Reuters) - Police came.", "Almaty"),
        ("NAIROBI, May 12 — Homes were demolished.", "NAIROBI"),
        ("АЛМАТЫ. 14 июля. КАЗАХСТАН СЕГОДНЯ", "АЛМАТЫ"),
    ],
)
def test_where_a_report_was_filed_is_a_dateline(text, name):
    assert role(text, name) == "dateline"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The London-based group protested.", "London"),
        ("He was born in Shymkent.", "Shymkent"),
        ("Она уроженка Тараза.", "Тараза"),
        ("By Ivan Petrov in Moscow", "Moscow"),
    ],
)
def test_where_somebody_is_from_is_an_origin(text, name):
    assert role(text, name) == "origin"


def test_adjective_of_people_is_an_origin_and_of_a_town_is_not():
    assert role("A Turkish policeman came.", "Turkish", demonym=True) == "origin"
    assert role("In the Turkish capital", "Turkish", demonym=True) == "event"


@pytest.mark.parametrize(
    "text",
    [
        "Copyright 2006 Almaty Press",
        "Subscribe to our Almaty newsletter",
        "Тел.: все права защищены, Almaty",
    ],
)
def test_lines_that_are_not_the_reports_own_are_boilerplate(text):
    assert role(text, "Almaty") == "boilerplate"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Police came to Bakai at noon.", "Bakai"),
        ("Residents of Shanyrak resisted.", "Shanyrak"),
        ("Almaty police - a hundred of them - came.", "Almaty"),
        ("People like Almaty.", "Almaty"),
        ("Kazakhstan: Bakai shanty residents clash with police", "Bakai"),
    ],
)
def test_other_places_are_where_it_happened(text, name):
    assert role(text, name) == "event"
