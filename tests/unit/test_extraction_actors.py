"""Who acts, and on whose side."""

from __future__ import annotations

import pytest

from geodata.extraction.actors import SIDES, find_actors
from geodata.extraction.count_words import rows


def found(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    """The actors of a text: words, side, kind."""
    return [(a.text, a.side, a.kind) for a in find_actors(text, language)]


def test_each_side_is_told_apart() -> None:
    text = "Riot police and bailiffs met local residents while a journalist watched."

    assert found(text) == [
        ("Riot police", "authority", "riot_police"),
        ("bailiffs", "authority", "bailiffs"),
        ("local residents", "residents", "residents"),
        ("journalist", "other", "journalists"),
    ]


def test_a_police_station_is_nobody() -> None:
    assert found("They stood by the police station.") == []


def test_russian_actors_are_found_in_every_case() -> None:
    text = "Судебным приставам и сотрудникам полиции противостояли жители с активистами."

    assert [(side, kind) for _, side, kind in found(text, "ru")] == [
        ("authority", "bailiffs"),
        ("authority", "police"),
        ("residents", "residents"),
        ("residents", "activists"),
    ]


def test_an_adjective_is_no_actor() -> None:
    assert found("Рабочий день закончился у полицейского участка.", "ru") == []


def test_kazakh_actors_keep_their_endings() -> None:
    assert found("Тұрғындар полицейлерге қарсы шықты.", "kk") == [
        ("Тұрғындар", "residents", "residents"),
        ("полицейлерге", "authority", "police"),
    ]


@pytest.mark.parametrize("row", rows("actors"), ids=lambda row: f"{row['language']}-{row['kind']}")
def test_the_table_names_a_side_or_is_there_to_be_passed_over(row: dict[str, str]) -> None:
    assert row["side"] in (*SIDES, "")
    assert bool(row["side"]) == bool(row["kind"])
