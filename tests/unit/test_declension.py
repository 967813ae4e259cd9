"""The Russian cases of names that no dictionary knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.gazetteer.declension import declined


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Бакай", {"Бакая", "Бакаю", "Бакаем", "Бакае"}),
        ("Айгерим-2", {"Айгерима-2", "Айгериму-2", "Айгеримом-2", "Айгериме-2"}),
        ("Таугуль", {"Таугуля", "Таугулю", "Таугулем", "Таугуле"}),
        ("Заря Востока", {"Зари Востока", "Заре Востока", "Зарей Востока"}),
        ("Алма-Ата", {"Алма-Аты", "Алма-Ате", "Алма-Ату", "Алма-Атой"}),
        ("Алатауский район", {"Алатауского района", "Алатаускому району", "Алатауским районом"}),
        ("Алматинский городской суд", {"Алматинском городском суде"}),
        ("Иле-Алатауский национальный парк", {"Иле-Алатауского национального парка"}),
        ("улица Палладина", {"улицы Палладина", "улице Палладина", "улицей Палладина"}),
    ],
)
def test_oblique_cases_of_a_name(name, forms):
    assert forms <= set(declined(name))


@pytest.mark.parametrize("name", ["Алматы", "Самгау", "Сочи", "ВАЗ"])
def test_names_that_have_no_cases(name):
    assert declined(name) == ()


@given(st.text(max_size=40))
def test_any_text_has_forms_that_are_not_itself(name):
    assert name not in declined(name)
