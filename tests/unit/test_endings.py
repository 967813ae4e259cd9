"""Words as written to the forms that a gazetteer knows."""

from __future__ import annotations

import pytest

from geodata.gazetteer.endings import adjective_bases, forms, stems


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("Бакае", "Бакай"),
        ("Бакаем", "Бакай"),
        ("Шаныраке", "Шанырак"),
        ("Шанырака", "Шанырак"),
        ("Алматы", "Алматы"),
        ("Алма-Ате", "Алма-Ата"),
        ("Химках", "Химки"),
        ("Ростове-на-Дону", "Ростов-на-Дону"),
        ("Каскелене", "Каскелен"),
        ("ПАРИЖЕ", "ПАРИЖ"),
        ("Кореи", "Корея"),
        ("США", "США"),
    ],
)
def test_russian_case_endings_come_off(word, stem):
    assert stems(word, "ru")[0] == stem


@pytest.mark.parametrize("word", ["Калкамане", "Калкаману", "Калкаманом"])
def test_a_name_no_dictionary_has_is_guessed_among_others(word):
    assert "Калкаман" in stems(word, "ru")


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("Алматыда", "Алматы"),
        ("Алматыдағы", "Алматы"),
        ("Шаңырақтағы", "Шаңырақ"),
        ("Шаңырақта", "Шаңырақ"),
        ("Бақайда", "Бақай"),
        ("Қазақстанның", "Қазақстан"),
        ("Қазақстан", "Қазақстан"),
        ("Түркістан", "Түркістан"),
        ("Астанада", "Астана"),
        ("Мәскеуден", "Мәскеу"),
        ("Атыраудың", "Атырау"),
        ("Петербургте", "Петербург"),
        ("Уханьнан", "Ухань"),
        ("АҚШ-қа", "АҚШ"),
        ("облысындағы", "облысы"),
        ("Нұр-Сұлтаннан", "Нұр-Сұлтан"),
        ("Павлодар", "Павлодар"),
        ("Судан", "Судан"),
    ],
)
def test_kazakh_case_endings_come_off(word, stem):
    assert stems(word, "kk")[0] == stem


def test_kazakh_endings_come_off_twice():
    assert "Қазақстан" in stems("Қазақстандықтардың", "kk") or "Қазақстандық" in stems(
        "Қазақстандықтардың", "kk"
    )


@pytest.mark.parametrize(
    ("adjective", "place"),
    [
        ("алматинские", "Алматы"),
        ("московского", "Москва"),
        ("Чернобыльской", "Чернобыль"),
        ("уфимской", "Уфа"),
        ("шанхайском", "Шанхай"),
        ("бакинский", "Баку"),
        ("новосибирский", "Новосибирск"),
    ],
)
def test_an_adjective_leads_to_its_place(adjective, place):
    assert place in adjective_bases(adjective)


def test_a_noun_is_no_adjective():
    assert adjective_bases("Москва") == ()


def test_places_stand_before_other_readings():
    assert "Geox" in forms("Москвой")[0].tags


def test_other_languages_are_left_alone():
    assert stems("Almaty's", "en") == ("Almaty's",)
