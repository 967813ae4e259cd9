"""Which language a text is in."""

from __future__ import annotations

import pytest

from geodata.geoparsing.language import UNKNOWN, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("On 12 May a hundred police came to Bakai to pull down the homes.", "en"),
        ("12 мая сто полицейских приехали в Бакай, чтобы снести дома.", "ru"),
        ("Снос домов в Шаныраке", "ru"),
        ("12 мамырда Бақайда жүз полицей үйлерді бұзуға келді.", "kk"),
        ("Алматыда тұрғындар наразылық шарасын өткізді", "kk"),
        ("Поліція прийшла до селища Бакай", UNKNOWN),
        ("Кыргызстандын борбору Бишкек шаары жана анын тургундары", UNKNOWN),
        ("Der Mann ist in Berlin angekommen und hat nicht gegessen", UNKNOWN),
        ("Toshkent shahrida bu yil yangi maktab va bog'cha ochildi", UNKNOWN),
        ("北京市警察昨天来到这里", UNKNOWN),
        ("12.05.2006", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_the_language_of_a_sentence(text, language):
    assert language_of(text) == language


def test_a_kazakh_text_that_quotes_russian_is_kazakh():
    text = "Әкім тұрғындарға «Дома будут снесены» деп жауап берді, бірақ олар үйлерін босатпады."
    assert language_of(text) == "kk"
