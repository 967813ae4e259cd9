"""English, Russian, Kazakh: the words, the dates, the language of the page; it stays on the way from page to page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import NewContext
from tests.e2e.reader import Reader, eventually

WORDS = {
    "en": ("English", "Resistance", "Episodes"),
    "ru": ("Русский", "Сопротивление", "Эпизоды"),
    "kk": ("Қазақ тілі", "Қарсылық", "Эпизодтар"),
}


def html_lang(reader: Reader) -> str:
    """Return the language that the page says it is in."""
    return str(reader.page.evaluate("() => document.documentElement.lang"))


def layers(reader: Reader) -> list[str]:
    """Return names of the layers in the filters, without their counts."""
    boxes = reader.page.locator("fieldset").first.get_by_role("checkbox")
    return [re.sub(r"[\s\d]+$", "", label) for label in boxes.locator("..").all_text_contents()]


def choose(reader: Reader, language: str) -> None:
    """Choose a language in the bar at the top."""
    box = reader.page.get_by_role("combobox", name=re.compile(r"^(Language|Язык|Тіл)"))
    box.click()
    reader.page.get_by_role("option", name=WORDS[language][0]).click()


def test_switching_changes_the_words_and_stays_on_other_pages(reader: Reader) -> None:
    reader.open("/?t=2006-05-12")
    assert html_lang(reader) == "en"
    for language in ("ru", "kk"):
        choose(reader, language)
        told = (language, WORDS[language][1])
        eventually(lambda: (html_lang(reader), *layers(reader)[1:2]), told.__eq__, reader.page)
        reader.ready()
        reader.expect_query(lang=language, t="2006-05-12")
    reader.page.get_by_role("navigation").get_by_role("link", name=WORDS["kk"][2]).click()
    expect(reader.page.locator("ol > li").first).to_contain_text("2006")
    eventually(lambda: html_lang(reader), lambda lang: lang == "kk", reader.page)
    reader.expect_query(lang="kk")
    reader.page.reload()
    reader.ready()
    assert html_lang(reader) == "kk"


@pytest.mark.parametrize(
    ("locale", "language"), [("ru-RU", "ru"), ("kk-KZ", "kk"), ("de-DE", "en")]
)
def test_the_browser_says_which_language(
    new_context: NewContext, server: str, locale: str, language: str
) -> None:
    reader = Reader(new_context(locale=locale).new_page(), server).open("/embed")
    assert html_lang(reader) == language
    reader.page.goto(f"{server}/e/ALA-2006-0034")
    assert html_lang(reader) == language


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_a_card_speaks_the_language(reader: Reader, language: str) -> None:
    reader.open(f"/embed?lang={language}&e=ALA-2006-0034")
    card = reader.page.locator("aside")
    expect(card).to_contain_text("350")
    date = {"ru": "7 июля 2006", "kk": "2006 ж. 7 шілде"}[language]
    expect(card).to_contain_text(date)
    expect(card).to_contain_text({"ru": "Бакай", "kk": "Бақай"}[language])
    for english in ("Figures", "Sources", "Copy link", "Residents", "somewhere"):
        expect(card.get_by_text(english, exact=True)).to_have_count(0)
