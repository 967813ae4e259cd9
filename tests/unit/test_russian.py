"""Place names in Russian text."""

from __future__ import annotations

from itertools import pairwise

import pytest

from geodata.geoparsing.russian import recognise
from geodata.geoparsing.russian_names import normal_forms
from tests.unit.small_gazetteer import SmallGazetteer

PLACES = SmallGazetteer()


def found(text: str, adjectives: str = "local") -> list[tuple[str, str, str]]:
    spans = recognise(text, PLACES, adjectives)
    assert all(text[s.start : s.end] == s.text for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    return [(s.text, s.name, s.kind) for s in spans]


def test_a_settlement_and_its_city_are_found_in_any_case():
    text = "14 июля 2006 года в посёлке Бакай на окраине Алма-Аты милиция попыталась снести дома."
    assert found(text) == [("Бакай", "Бакай", "settlement"), ("Алма-Аты", "Алма-Ата", "")]


def test_a_head_word_announces_a_name_in_quotes_or_with_a_number():
    text = "В микрорайоне «Шанырак» и мкр. Калкаман-2 прошли столкновения."
    assert found(text) == [
        ("Шанырак", "Шанырак", "neighbourhood"),
        ("Калкаман-2", "Калкаман", "neighbourhood"),
    ]


def test_every_name_of_a_list_is_a_place():
    text = "Жители посёлков Бакай, Шанырак и Калкаман вышли на улицу Палладина."
    assert [name for name, _, _ in found(text)] == ["Бакай", "Шанырак", "Калкаман", "Палладина"]
    assert found(text)[-1][2] == "street"


def test_names_of_two_words_come_in_the_nominative():
    text = "В Алматинской области, Северной Корее и в Боснии и Герцеговине тихо."
    assert [name for _, name, _ in found(text)] == [
        "Алматинская область",
        "Северная Корея",
        "Босния и Герцеговина",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Дуэйн Париж приехал вчера.",
        "Футбольный клуб «Алматы» проиграл вчера.",
        "Американцы и россияне договорились о встрече.",
        "Европейский союз и НАТО выступили с заявлением.",
        "Айгерим Сериккызы рассказала об этом журналистам.",
    ],
)
def test_people_clubs_and_unions_are_no_places(text):
    assert found(text) == []


def test_a_forename_is_a_place_only_when_announced():
    text = "Айгерим и Думан живут в Алматы, в микрорайоне Айгерим."
    assert found(text) == [("Алматы", "Алматы", ""), ("Айгерим", "Айгерим", "neighbourhood")]


def test_a_year_is_no_town():
    text = "2006 г. Москва. Утром в г. Алматы прошёл митинг."
    assert [name for name, _, _ in found(text)] == ["Москва", "Алматы"]


def test_our_own_places_are_found_in_capitals():
    assert ("БАКАЙ", "БАКАЙ", "") in found("БАКАЙ: СНОС ДОМОВ")


def test_adjectives_are_counted_as_asked():
    text = "По словам очевидцев, алматинские и российские власти молчат."
    assert found(text, "none") == []
    assert [name for _, name, _ in found(text, "local")] == ["Алматы"]
    assert [name for _, name, _ in found(text, "all")] == ["Алматы", "Россия"]
    assert all(span.demonym for span in recognise(text, PLACES, "all"))


def test_a_district_keeps_its_head_and_the_city_after_it_is_a_city():
    text = "Полиция Наурызбайского района Алматы задержала пятерых."
    assert found(text) == [
        ("Наурызбайского района", "Наурызбайский район", "district"),
        ("Алматы", "Алматы", ""),
    ]


def test_a_text_longer_than_a_block_keeps_its_offsets():
    text = "Слова без имён идут подряд и дальше.\n" * 400 + "Это было в Алма-Ате."
    assert [(s.start, s.text) for s in recognise(text, PLACES)] == [
        (text.index("Алма"), "Алма-Ате")
    ]


def test_normal_forms_end_with_the_name_as_written():
    assert normal_forms("Республике Крым")[:2] == ("Республика Крым", "Крым")
    assert normal_forms("Республике Крым")[-1] == "Республике Крым"
