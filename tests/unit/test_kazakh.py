"""Place names in Kazakh text."""

from __future__ import annotations

from math import exp

import pytest

from geodata.geoparsing.crf import Crf
from geodata.geoparsing.kazakh import normal_forms, recognise
from tests.unit.small_gazetteer import SmallGazetteer

PLACES = SmallGazetteer()


def found(text: str) -> list[tuple[str, str, str]]:
    spans = recognise(text, PLACES)
    assert all(text[s.start : s.end] == s.text for s in spans)
    assert all(0 <= s.score <= 1 for s in spans)
    return [(s.text, s.name, s.kind) for s in spans]


def test_case_endings_stay_in_the_span_and_leave_the_name():
    text = "Бақайда полиция мен тұрғындар қақтығысты, кейін Алматыға қайтты."
    assert [(text, name) for text, name, _ in found(text)] == [
        ("Бақайда", "Бақай"),
        ("Алматыға", "Алматы"),
    ]


def test_a_list_before_a_head_is_a_list_of_places():
    text = "Алматы қаласының Бақай және Шаңырақ ықшамаудандарында үйлер бұзылды."
    assert [name for _, name, _ in found(text)] == ["Алматы", "Бақай", "Шаңырақ"]
    assert found(text)[-1][2] == "neighbourhood"


def test_regions_are_found_whole():
    text = "Шығыс Қазақстан облысында су тасқыны болды."
    assert found(text) == [("Шығыс Қазақстан облысында", "Шығыс Қазақстан облысы", "region")]


def test_a_name_in_quotes_before_a_head():
    text = "Кеше «Шаңырақ-1» ықшамауданында әкімдік үйлерді сүрді."
    assert found(text) == [("Шаңырақ-1", "Шаңырақ", "neighbourhood")]


@pytest.mark.parametrize(
    "text",
    ["Айгерім мен Думан Сәрсенов келді.", "Бұл ауылда су жоқ.", "Шаңырақ көтерген жастар көп.", ""],
)
def test_people_and_common_words_are_no_places(text):
    assert found(text) == []


def test_a_forename_beside_a_place():
    assert [name for _, name, _ in found("Айгерім Бақайда тұрады.")] == ["Бақай"]


def test_normal_forms_of_a_region():
    assert normal_forms("Солтүстік Қазақстан облысында")[0] == "Солтүстік Қазақстан облысы"
    assert "Солтүстік Қазақстан" in normal_forms("Солтүстік Қазақстан облысында")


def test_the_field_finds_the_likeliest_path_and_its_probability():
    field = Crf(
        ("B", "O"), ((-5.0, 0.0), (0.0, 0.0)), {"x": ((0, 2.0),), "y": ((0, 1.0), (1, 0.5))}
    )
    assert field.best([["x"], ["y"]]) == ["B", "O"]
    sure = field.marginals([["x"], ["y"]])
    paths = {"BB": exp(2 + 1 - 5), "BO": exp(2 + 0.5), "OB": exp(1), "OO": exp(0.5)}
    assert sure[0][0] == pytest.approx((paths["BB"] + paths["BO"]) / sum(paths.values()))
    assert [sum(row) for row in sure] == pytest.approx([1, 1])
    assert field.best([]) == [] == field.marginals([])
