"""A death counts when the report itself says so, or one who must know it; not when others say so."""

from __future__ import annotations

import pytest

from geodata.extraction.clauses import line_of
from geodata.extraction.sentences import Sentence
from geodata.extraction.titles import title_of
from geodata.extraction.vouching import is_vouched
from geodata.quantity import Quantity


def vouched(text: str, language: str, word: str) -> bool:
    line = line_of(text, Sentence(0, len(text), 0), language, {})
    at = next(i for i, token in enumerate(line.tokens) if token.text == word)
    return is_vouched(line, at)


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("Two men died in the storming.", "en", "died"),
        ("The hospital confirmed that a woman had died.", "en", "died"),
        ("Three people were killed, the prosecutor's office said.", "en", "killed"),
        ("We saw that two men had died.", "en", "died"),
        ("The wall that killed two men still stands.", "en", "killed"),
        ("В прокуратуре сообщили, что погиб один полицейский.", "ru", "погиб"),
        ("Врачи подтвердили, что женщина умерла.", "ru", "умерла"),
        ("Во вторник скончалась пожилая женщина.", "ru", "скончалась"),
    ],
)
def test_the_report_or_one_who_must_know_stands_behind_a_death(
    text: str, language: str, word: str
) -> None:
    assert vouched(text, language, word)


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("My nephew swears that two people died in Davao.", "en", "died"),
        ("According to residents, two people died.", "en", "died"),
        ("They heard that a child had been killed.", "en", "killed"),
        ("The court was told that two people had died.", "en", "died"),
        ("A neighbour told the police that a man had died.", "en", "died"),
        ("По словам жителей, погибли двое.", "ru", "погибли"),
        ("Соседка рассказала, что двое погибли при сносе.", "ru", "погибли"),
    ],
)
def test_what_others_say_of_a_death_is_hearsay(text: str, language: str, word: str) -> None:
    assert not vouched(text, language, word)


@pytest.mark.parametrize(
    ("name", "quantity", "said"),
    [
        ("residents", Quantity(40, 40, 40), "40 residents"),
        ("residents", Quantity(100, None, None), "at least 100 residents"),
        ("homes_targeted", Quantity(8, 8, 8), "8 homes targeted"),
        ("homes_demolished", Quantity(1, 1, 1), "1 home demolished"),
        ("police", Quantity(40, None, 50), "40 to 50 police"),
        ("police", Quantity(1, 1, 1), "1 police"),
    ],
)
def test_a_title_puts_the_number_before_its_noun(name: str, quantity: Quantity, said: str) -> None:
    assert title_of("demolition", "Bakai", {name: quantity}) == f"Demolition in Bakai: {said}"
