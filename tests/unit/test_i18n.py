"""The reader's language: chosen, else the browser's, else English; and the catalogues themselves."""

from __future__ import annotations

import ast
import io
import json
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from support import ROOT

from dashboard import i18n
from dashboard.i18n import LANGUAGES, browser_catalogue, language_name, negotiate, translator
from geodata import vocabulary

CATALOGUES = sorted((ROOT / "dashboard" / "i18n" / "locales").glob("*/LC_MESSAGES/*.po"))


@pytest.mark.parametrize(
    ("wanted", "accepted", "language"),
    [
        ("ru", "en", "ru"),
        (None, "ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        (None, "kk-KZ", "kk"),
        (None, "fr,de;q=0.9,kk;q=0.1", "kk"),
        (None, "en;q=0.1,ru;q=0.9", "ru"),
        (None, "fr", "en"),
        (None, "*", "en"),
        (None, "", "en"),
        ("xx", "ru", "ru"),
        ("../../etc", "", "en"),
        ("<b>", "kk", "kk"),
        ("", "ru", "ru"),
        (None, ";q=;;,,ru;q=x", "en"),
        (None, "x" * 10_000, "en"),
        (None, "RU", "ru"),
    ],
)
def test_language_is_the_readers_choice_then_the_browsers(
    wanted: str | None, accepted: str, language: str
) -> None:
    assert negotiate(wanted, accepted) == language


def test_languages_are_named_in_themselves() -> None:
    assert [language_name(one) for one in LANGUAGES] == ["English", "Русский", "Қазақ тілі"]


def test_unknown_language_is_named_by_its_code() -> None:
    assert language_name("xx-nowhere") == "xx-nowhere"


def test_english_is_what_stands_in_the_program() -> None:
    assert translator("en").gettext("Sources") == "Sources"
    assert translator("xx").gettext("Sources") == "Sources"


def _catalogue(monkeypatch: pytest.MonkeyPatch, **texts: str) -> None:
    """Put catalogues in the place of the shipped ones."""
    made = {
        language: read_po(io.BytesIO(text.encode()), locale=language)
        for language, text in texts.items()
    }
    monkeypatch.setattr(i18n, "_catalogue", made.get)
    monkeypatch.setattr(i18n, "translator", translator.__wrapped__)


def test_entry_marked_fuzzy_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = '#, fuzzy\nmsgid "Map"\nmsgstr "Мапа"\n\nmsgid "Day"\nmsgstr "День"\n'
    _catalogue(monkeypatch, ru=entry)

    assert i18n.translator("ru").gettext("Map") == "Map"
    assert i18n.translator("ru").gettext("Day") == "День"
    assert i18n._messages("ru") == {"Day": "День"}


def test_kazakh_falls_back_on_russian_and_russian_on_english(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _catalogue(
        monkeypatch,
        ru='msgid "Map"\nmsgstr "Карта"\n\nmsgid "Day"\nmsgstr "День"\n',
        kk='msgid "Day"\nmsgstr "Күн"\n',
    )
    kazakh = i18n.translator("kk").gettext

    assert (kazakh("Day"), kazakh("Map"), kazakh("Year")) == ("Күн", "Карта", "Year")


@pytest.mark.parametrize("language", LANGUAGES)
def test_front_end_gets_messages_and_every_list_of_words(language: str) -> None:
    whole = json.loads(browser_catalogue(language))

    assert whole["lang"] == language
    assert set(whole["vocabulary"]) == set(vocabulary.LISTS)
    assert set(whole["vocabulary"]["event_types"]) == set(vocabulary.event_types())
    assert set(whole["vocabulary"]["link_types"]["follows"]) == {"label", "inverse"}


def test_hash_of_the_words_differs_between_languages() -> None:
    assert len({i18n.fingerprint(language) for language in LANGUAGES}) == 3


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _forms(entry: object) -> list[str]:
    return [entry] if isinstance(entry, str) else list(entry)  # type: ignore[call-overload]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_translation_keeps_the_placeholders_of_the_original(path: Path) -> None:
    odd = [
        (message.id, form)
        for message in _read(path)
        if message.id and message.string
        for form in _forms(message.string)
        if form and _fields(form) != set().union(*map(_fields, _forms(message.id)))
    ]

    assert odd == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_translation_holds_no_markup_and_no_links(path: Path) -> None:
    marked = [
        message.id
        for message in _read(path)
        if message.id and re.search(r"<[a-z/]|&\w+;|https?:", str(message.string))
    ]

    assert marked == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_plural_form_is_there(path: Path) -> None:
    catalogue = _read(path)
    short = [
        message.id
        for message in catalogue
        if message.pluralizable
        and any(message.string)
        and (len(message.string) != catalogue.num_plurals or not all(message.string))
    ]

    assert short == []


def _spoken() -> set[str]:
    """Every sentence that the Python side asks gettext for."""
    found: set[str] = set()
    for path in (ROOT / "dashboard").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            attribute = getattr(node.func, "attr", "") if isinstance(node, ast.Call) else ""
            if name == "_" or attribute in ("gettext", "ngettext"):
                first = node.args[0]  # type: ignore[attr-defined]
                found |= {first.value} if isinstance(first, ast.Constant) else set()
    return found


def test_every_sentence_of_the_pages_is_told_in_russian() -> None:
    spoken = _spoken()
    known = set(i18n._messages("ru"))

    assert len(spoken) > 30
    assert sorted(spoken - known) == []
