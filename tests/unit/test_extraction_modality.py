"""How a verb is told: done, tried, come for, failed, planned, negated, supposed, only mentioned."""

from __future__ import annotations

import pytest
from extraction_helpers import report_of

from geodata.extraction.acts import acts_in
from geodata.extraction.modality import modality, outlook


def told(text: str, language: str, code: str) -> str:
    """How the first act of a kind is told in a sentence."""
    line = report_of(text, language).rows[0].line
    found = next(f for f in acts_in(line) if f.act.code == code)
    return modality(line, found.head, found.first, found.last).kind


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("fact", "Workers demolished the house."),
        ("fact", "The house was demolished."),
        ("fact", "The house has been demolished."),
        ("fact", "They began to demolish the house."),
        ("fact", "They started demolishing the house."),
        ("fact", "They were forced to demolish the house."),
        ("attempt", "They tried to demolish the house."),
        ("attempt", "They tried twice to demolish the house."),
        ("came", "Bailiffs came to demolish the house."),
        ("came", "A squad was sent to demolish the house."),
        ("failed", "They were unable to demolish the house."),
        ("failed", "They could not demolish the house."),
        ("failed", "They failed to demolish the house."),
        ("plan", "They plan to demolish the house."),
        ("plan", "The house is to be demolished."),
        ("plan", "The house will be demolished."),
        ("plan", "The court ordered the house demolished."),
        ("plan", "They will try to demolish the house."),
        ("plan", "There are plans to demolish the house."),
        ("negated", "They did not demolish the house."),
        ("negated", "They refused to demolish the house."),
        ("negated", "No house was demolished."),
        ("negated", "The house was never demolished."),
        ("negated", "Not one house was demolished."),
        ("negated", "They stopped demolishing the house."),
        ("hypothetical", "If they demolished the house, we would leave."),
        ("hypothetical", "Have they demolished the house?"),
        ("reference", "Their attempts to demolish the house met resistance."),
        ("reference", "The owner of the demolished house spoke."),
    ],
)
def test_english(kind: str, text: str) -> None:
    assert told(text, "en", "demolish") == kind


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("fact", "Рабочие снесли дом."),
        ("fact", "Дом был снесён."),
        ("fact", "Дом снесён."),
        ("fact", "Рабочие начали сносить дом."),
        ("fact", "Рабочим удалось снести дом."),
        ("attempt", "Рабочие пытались снести дом."),
        ("came", "Приставы приехали сносить дом."),
        ("failed", "Снести дом не удалось."),
        ("failed", "Снести дом не смогли."),
        ("plan", "Рабочие должны снести дом."),
        ("plan", "Дом будет снесён."),
        ("plan", "Дом снесут завтра."),
        ("plan", "Власти намерены снести дом."),
        ("plan", "Можно снести дом."),
        ("negated", "Дом не снесли."),
        ("negated", "Дом не был снесён."),
        ("negated", "Рабочие отказались сносить дом."),
        ("negated", "Ни один дом не снесли."),
        ("hypothetical", "Если снесли дом, мы уедем."),
        ("hypothetical", "Снесли бы дом."),
        ("hypothetical", "Снесли дом?"),
        ("reference", "Хозяин снесённого дома молчал."),
    ],
)
def test_russian(kind: str, text: str) -> None:
    assert told(text, "ru", "demolish") == kind


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("fact", "Олар үйді бұзды."),
        ("plan", "Үй әлі бұзылған жоқ."),
    ],
)
def test_kazakh(kind: str, text: str) -> None:
    assert told(text, "kk", "demolish") == kind


def test_may_is_a_month_in_a_date() -> None:
    assert told("A magistrate on 11 May convicted two residents.", "en", "trial") == "fact"


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ("denied", "en", "Reports that homes were demolished are untrue."),
        ("denied", "en", "The mayor denied that homes were demolished."),
        ("hearsay", "en", "A rumour said that a man was killed."),
        ("hearsay", "en", "The claim could not be verified."),
        ("habitual", "en", "Every winter they demolish shacks."),
        ("", "en", "They demolished the house."),
        ("", "en", "The judge denied them bail."),
        ("denied", "ru", "Информация о сносе не соответствует действительности."),
        ("denied", "ru", "Мэр опроверг слова о сносе."),
        ("hearsay", "ru", "По слухам, один человек умер."),
        ("hearsay", "ru", "Снесли якобы три дома."),
        ("", "ru", "Снесли три дома."),
    ],
)
def test_outlook_of_a_whole_sentence(expected: str, language: str, text: str) -> None:
    assert outlook(report_of(text, language).rows[0].line) == expected
