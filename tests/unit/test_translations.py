"""The catalogues: as current as the code, whole in Russian, filled by the same names in every language."""

from __future__ import annotations

import json
import re
from collections import Counter
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from dashboard import i18n
from dashboard.i18n import extract

TRANSLATED = tuple(language for language in i18n.LANGUAGES if language != "en")
FORMS = {"ru": 3, "kk": 2}
RUN = "run: python -m dashboard.i18n.extract"


def _read(language: str) -> Catalog:
    with extract.catalogue_path(language).open("rb") as opened:
        return read_po(opened, locale=language, domain="holdground", abort_invalid=True)


def _entries(language: str) -> list[Message]:
    return [message for message in _read(language) if message.id]


def _forms(words: object) -> list[str]:
    return [words] if isinstance(words, str) else [str(word) for word in words or ()]


def _names(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", text))


@pytest.fixture(scope="module")
def asked() -> list[extract.Found]:
    return list(extract.found())


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogue_holds_what_the_code_asks_for_and_no_more(
    language: str, asked: list[extract.Found]
) -> None:
    wanted = {_forms(call.msgid)[0] for call in asked}
    held = {_forms(message.id)[0] for message in _entries(language)}

    assert (sorted(wanted - held), sorted(held - wanted)) == ([], []), RUN


def test_template_holds_what_the_code_asks_for(asked: list[extract.Found]) -> None:
    with extract.TEMPLATE.open("rb") as opened:
        held = {_forms(message.id)[0] for message in read_po(opened) if message.id}

    assert held == {_forms(call.msgid)[0] for call in asked}, RUN


def test_no_call_is_passed_over(asked: list[extract.Found]) -> None:
    """A search for calls finds what the lexer and the syntax tree find; TypeScript could confuse the lexer."""
    call = re.compile(r"""(?<![\w.$])(?:_|\w+\.n?gettext|ngettext)\(\s*["'`]""")
    searched = {
        "/".join(file.relative_to(extract.TEMPLATE.parents[2]).parts): len(
            call.findall(file.read_text(encoding="utf-8"))
        )
        for file in extract.source_files()
    }

    assert Counter(found.file for found in asked) == Counter(searched)


def test_no_message_is_put_together_while_running() -> None:
    """A message with a value already in it can never be found in a catalogue."""
    built = re.compile(r"""(?<![\w.$])(?:_|n?gettext)\(\s*(?:f["']|`[^`]*\$\{)""")
    faulty = [
        str(file.name)
        for file in extract.source_files()
        if built.search(file.read_text(encoding="utf-8"))
    ]

    assert faulty == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translation_is_filled_by_the_same_names(language: str) -> None:
    faulty = [
        (message.id, form)
        for message in _entries(language)
        for form in _forms(message.string)
        if form and _names(form) != _names(_forms(message.id)[-1])
    ]

    assert faulty == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translation_begins_and_ends_as_its_message(language: str) -> None:
    """No stray space, no lost full stop."""
    faulty = [
        (message.id, form)
        for message in _entries(language)
        for form in _forms(message.string)
        if form != form.strip()
        or (
            form
            and _forms(message.id)[-1].endswith((".", "…", "?", ":"))
            != form.endswith((".", "…", "?", ":"))
        )
    ]

    assert faulty == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_message_that_counts_has_every_form(language: str) -> None:
    counting = [message for message in _entries(language) if message.pluralizable]

    assert counting
    assert _read(language).num_plurals == FORMS[language]
    assert {len(_forms(message.string)) for message in counting} == {FORMS[language]}


def test_russian_lacks_nothing() -> None:
    entries = _entries("ru")
    lacking = [m.id for m in entries if not all(_forms(m.string)) or not _forms(m.string)]

    assert lacking == []
    assert [m.id for m in entries if m.fuzzy] == []


@pytest.mark.parametrize(
    ("n", "words"), [(1, "1 событие"), (3, "3 события"), (11, "11 событий"), (21, "21 событие")]
)
def test_russian_counts(n: int, words: str) -> None:
    text = i18n.translator("ru").ngettext("{n} event", "{n} events", n)

    assert text.format(n=n) == words


def test_browser_gets_russian() -> None:
    messages = json.loads(i18n.browser_catalogue("ru"))["messages"]

    assert messages["Sources"] == "Источники"
    assert messages["{n} event"] == ["{n} событие", "{n} события", "{n} событий"]


def test_browser_gets_kazakh_and_russian_where_kazakh_is_unsure() -> None:
    kazakh = json.loads(i18n.browser_catalogue("kk"))["messages"]
    russian = json.loads(i18n.browser_catalogue("ru"))["messages"]
    unsure = [
        _forms(m.id)[0] for m in _entries("kk") if m.fuzzy or not all(_forms(m.string) or [""])
    ]

    assert kazakh["Sources"] == "Дереккөздер"
    assert kazakh.keys() == russian.keys()
    assert {msgid for msgid in unsure if kazakh.get(msgid) != russian.get(msgid)} == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_writing_the_catalogue_again_changes_nothing(language: str) -> None:
    """Neither dates nor line numbers nor the version of a tool: only words make a difference."""
    text = extract.catalogue_path(language).read_text(encoding="utf-8")
    again = BytesIO()
    write_po(again, _read(language), width=100, omit_header=True)

    assert text.endswith(again.getvalue().decode().strip() + "\n")
    assert not re.search(r"Date:|Generated-By|^#: .*:\d", text, re.MULTILINE)
