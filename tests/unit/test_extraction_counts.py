"""How many: numbers with their bounds, and what they count."""

from __future__ import annotations

import csv

import pytest
from eval import counts as judge
from support import REPORT, needs_shared

from geodata.extraction.count_amounts import read_quantity
from geodata.extraction.counts import NOUNS, find_counts
from geodata.quantity import Quantity


def found(text: str, language: str = "en") -> list[tuple[str, str]]:
    """What a text counts, as the cases write it, with the words that say so."""
    return [
        (judge.written((count,)), count.text)
        for count in find_counts(text, language)
        if count.asserted
    ]


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("over 200", Quantity(low=200)),
        ("no fewer than sixty", Quantity(low=60)),
        ("up to 400", Quantity(high=400)),
        ("nearly 500", Quantity(high=500)),
        ("about 40", Quantity(best=40)),
        ("three dozen", Quantity(36, 36, 36)),
        ("dozens", Quantity(low=24)),
        ("hundreds", Quantity(low=200)),
        ("several hundred", Quantity(low=200)),
        ("1000s", Quantity(low=2000)),
        ("tens of thousands", Quantity(low=20_000)),
        ("100-150", Quantity(100, None, 150)),
        ("between 5 and 7", Quantity(5, None, 7)),
        ("two to three hundred", Quantity(200, None, 300)),
        ("1 500", Quantity(1500, 1500, 1500)),
        ("1.5 thousand", Quantity(1500, 1500, 1500)),
        ("two hundred and fifty", Quantity(250, 250, 250)),
        ("no such word", Quantity(0, 0, 0)),
    ],
)
def test_a_bound_says_on_which_side_the_figure_lies(text: str, quantity: Quantity) -> None:
    assert read_quantity(text, "en") == quantity


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("свыше 2 тыс. человек", Quantity(low=2000)),
        ("до 400", Quantity(high=400)),
        ("порядка полутора тысяч", Quantity(best=1500)),
        ("полтора десятка", Quantity(15, 15, 15)),
        ("сотни", Quantity(low=200)),
        ("более сотни", Quantity(low=100)),
        ("сотни две", Quantity(best=200)),
        ("несколько десятков", Quantity(low=20)),
        ("два-три десятка", Quantity(20, None, 30)),
        ("от 100 до 150", Quantity(100, None, 150)),
        ("двумястами", Quantity(200, 200, 200)),
        ("пятеро", Quantity(5, 5, 5)),
    ],
)
def test_russian_numbers_are_read_in_every_case(text: str, quantity: Quantity) -> None:
    assert read_quantity(text, "ru") == quantity


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("екі жүзден астам", Quantity(low=200)),
        ("жүзге жуық", Quantity(best=100)),
        ("400-ге дейін", Quantity(high=400)),
        ("мың жарым", Quantity(1500, 1500, 1500)),
        ("жүздеген", Quantity(low=200)),
    ],
)
def test_kazakh_numbers_carry_their_bounds_behind_them(text: str, quantity: Quantity) -> None:
    assert read_quantity(text, "kk") == quantity


@pytest.mark.parametrize(
    "text",
    [
        "On 12 May police arrived.",
        "At 14.30 police stormed the house.",
        "At 6 police were in place.",
        "In 2006 residents built the road.",
        "It took 40 minutes.",
        "The fine was $200, or 30 percent.",
        "Article 12 residents may appeal.",
        "Call 255-30-12 for help.",
        "One in 6,500 children falls ill.",
        "The 1990s were hard for residents.",
        "The reform killed 20 jobs.",
        "Thirty sheep died in the cold.",
        "One of the bailiffs admitted it.",
        "Two police stations stand there.",
    ],
)
def test_dates_hours_prices_and_things_are_no_counts(text: str) -> None:
    assert found(text) == []


def test_unknown_stays_unknown() -> None:
    assert found("Some residents went home. Many people were arrested.") == []


def test_a_number_belongs_to_the_noun_it_counts_and_not_to_its_neighbour() -> None:
    text = "Over 200 police and forty riot police met 350 to 400 local residents by 12 huts."

    assert found(text) == [
        ("police 200/-/-", "Over 200 police"),
        ("riot_police 40", "forty riot police"),
        ("residents 350/-/400", "350 to 400 local residents"),
        ("homes 12", "12 huts"),
    ]


def test_a_verb_says_what_befell_those_who_are_counted() -> None:
    text = "Police detained 12. Two officers and three women were hurt, and four men were jailed."

    assert found(text) == [
        ("arrested 12", "12"),
        ("police_injured 2", "Two officers"),
        ("injured 3", "three women"),
        ("jailed 4", "four men"),
    ]


def test_russian_verbs_stand_on_either_side() -> None:
    text = "Задержаны пять человек. Двое полицейских и трое жителей пострадали. Ранения получили 20 женщин."

    assert found(text, "ru") == [
        ("arrested 5", "пять человек"),
        ("police_injured 2", "Двое полицейских"),
        ("injured 3", "трое жителей"),
        ("injured 20", "20 женщин"),
    ]


def test_those_who_act_are_not_those_who_suffer() -> None:
    assert found("12 полицейских задержали активиста.", "ru") == [("police 12", "12 полицейских")]
    assert found("Forty officers arrested her.") == [("police 40", "Forty officers")]


@pytest.mark.parametrize(
    ("text", "language", "zero"),
    [
        ("No one was hurt.", "en", "injured 0"),
        ("No arrests were made.", "en", "arrested 0"),
        ("Погибших нет.", "ru", "killed 0"),
        ("Никто не пострадал.", "ru", "injured 0"),
        ("Ешкім зардап шеккен жоқ.", "kk", "injured 0"),
    ],
)
def test_none_is_a_number_when_it_is_stated(text: str, language: str, zero: str) -> None:
    assert [one for one, _ in found(text, language)] == [zero]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("There were no reports of injuries.", "en"),
        ("No one was seriously hurt.", "en"),
        ("No one else was injured.", "en"),
        ("О пострадавших не сообщается.", "ru"),
        ("Данных о погибших нет.", "ru"),
    ],
)
def test_silence_is_no_zero(text: str, language: str) -> None:
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ten people are feared dead.", "en"),
        ("Five people could be killed.", "en"),
        ("If the wall falls, five people will die.", "en"),
        ("They threatened to kill two bailiffs.", "en"),
        ("There are rumours that three residents were killed.", "en"),
        ("Police denied that two people had been killed.", "en"),
        ("Two residents were nearly killed.", "en"),
        ("In 1986 two students were killed here.", "en"),
        ("Ten years ago four demonstrators were killed.", "en"),
        ("Were five people killed?", "en"),
        ("It is not true that five people were killed.", "en"),
        ("Five were sentenced to death.", "en"),
        ("He was killed 5 years ago.", "en"),
        ("Two dogs were killed.", "en"),
        ("Могут погибнуть десять человек.", "ru"),
        ("По слухам, погибли трое жителей.", "ru"),
        ("Неправда, что погибли двое.", "ru"),
        ("Двое жителей чуть не погибли.", "ru"),
        ("В 1986 году здесь погибли двое студентов.", "ru"),
        ("Они грозили убить двоих.", "ru"),
        ("Погибли двадцать овец.", "ru"),
        ("Погибли ли двое рабочих?", "ru"),
    ],
)
def test_no_death_is_counted_that_is_not_told_as_a_fact_of_these_days(
    text: str, language: str
) -> None:
    deaths = [c for c in find_counts(text, language) if c.noun == "killed" and c.asserted]

    assert deaths == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("One policeman died of burns on 18 July 2006.", "en"),
        ("A child was killed under the wall.", "en"),
        ("18 июля 2006 года от ожогов скончался один полицейский.", "ru"),
        ("Милиционер погиб на месте.", "ru"),
        ("Бір полицей қаза тапты.", "kk"),
    ],
)
def test_a_death_that_is_told_is_counted(text: str, language: str) -> None:
    assert [one for one, _ in found(text, language)] == ["killed 1"]


def test_a_count_points_at_its_noun_and_at_the_verb_that_governs_it() -> None:
    text = "Yesterday at least five women were arrested."
    (count,) = find_counts(text, "en")

    assert text[slice(*count.head)] == "women"
    assert count.state is not None
    assert text[slice(*count.state)] == "arrested"
    assert count.who == "residents"


def test_some_of_those_just_counted_are_marked() -> None:
    counts = find_counts("200 police came, including forty riot police.", "en")

    assert [(c.noun, c.part) for c in counts] == [("police", False), ("riot_police", True)]


def test_every_case_names_a_noun_that_there_is() -> None:
    with judge.CASES.open(encoding="utf-8") as file:
        cells = [row["expected"] for row in csv.DictReader(file)]

    assert {one.split()[0] for cell in cells if cell for one in cell.split("; ")} <= set(NOUNS)


def test_nearly_every_case_is_read_exactly() -> None:
    right, cases, _ = judge.agreement()

    assert all(right[language] / cases[language] >= 0.97 for language in cases)


@needs_shared
def test_the_report_of_12_may_gives_its_numbers_and_no_other() -> None:
    assert found(REPORT.read_text("utf-8")) == [
        ("police 100", "The 100 police"),
        ("residents 40", "40 local residents"),
        ("riot_police 40", "forty riot police"),
        ("homes 8", "eight homes"),
        ("homes 1/-/-", "at least one home"),
        ("residents 100/-/-", "over one hundred residents"),
        ("police 200/-/-", "over 200 police"),
        ("injured 2/-/-", "several residents"),
        ("injured 24/-/-", "Dozens"),
        ("residents 200/-/-", "More than 200 residents"),
    ]


@needs_shared
def test_described_crowds_fall_into_the_size_class_that_people_gave_them() -> None:
    assert judge.share(judge.ours) >= 0.9
