"""The editors' desk without a browser: what its page tells the front end, and what it asks before it takes a report in.

The front end itself is tested in a browser, and its reckoning with spans in node.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from support import ROOT

from dashboard import access, i18n
from dashboard.app_pages import desk as page
from dashboard.app_pages import desk_add, desk_part, desk_place, shell
from dashboard.app_pages.desk_words import sentences
from dashboard.data import Data
from dashboard.site import Site
from geodata.desk import Desk
from tests.acting import settings_of
from tests.desks import ANNA, DOCUMENT, FIRST, SECOND, TEXT


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Keep what the front end is told, in order."""
    kept: list[dict[str, Any]] = []
    monkeypatch.setattr(
        desk_part, "mount", lambda _here, data, _on_act: kept.append(json.loads(json.dumps(data)))
    )
    return kept


@pytest.fixture
def served(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Let the page show this desk to Anna."""
    site = Site(settings_of(desk), Data(settings_of(desk).published))
    for module in (shell, page):
        monkeypatch.setattr(module, "current", lambda: site)
    monkeypatch.setattr(page, "_tools", lambda _site: (desk, desk_place.Places(site.settings)))
    monkeypatch.setattr(access, "current_editor", lambda: ANNA)
    monkeypatch.setattr(access, "admit_uploads", lambda: None)
    return desk


def _script() -> None:
    from dashboard.app_pages import desk as drawn
    from dashboard.app_pages import shell as frame

    frame.begin()
    drawn.show()


def _open(**params: str) -> AppTest:
    at = AppTest.from_function(_script, default_timeout=30)
    for name, value in params.items():
        at.query_params[name] = value
    return at.run()


@pytest.mark.parametrize(
    ("mode", "sentence"),
    [("off", "This server is read-only: nobody edits here."), ("passphrase", "The desk is for editors. Log in to review reports.")],
)  # fmt: skip
def test_who_is_no_editor_sees_one_sentence_and_no_report(
    served: Desk, told: list[Any], monkeypatch: pytest.MonkeyPatch, mode: str, sentence: str
) -> None:
    monkeypatch.setattr(access, "current_editor", lambda: None)
    monkeypatch.setattr(access, "desk_mode", lambda _settings: mode)

    at = _open(doc=DOCUMENT)

    assert not at.exception
    assert [one.value for one in at.markdown] == [sentence]
    assert "Bakai" not in json.dumps(told)


def test_queue_tells_what_waits_and_for_how_many_drafts(served: Desk, told: list[Any]) -> None:
    at = _open()

    assert not at.exception
    assert told[-1]["view"] == "queue"
    assert told[-1]["queue"]["items"][0]["states"] == {"proposed": 2}
    _open(state="published")
    assert told[-1]["queue"]["items"] == []


def test_report_of_the_address_is_open_with_its_first_waiting_draft(
    served: Desk, told: list[Any]
) -> None:
    at = _open(doc=DOCUMENT)
    opened = told[-1]["document"]

    assert not at.exception
    assert opened["text"] == TEXT
    assert opened["open"] == FIRST
    assert [draft["draft_id"] for draft in opened["drafts"]] == [FIRST, SECOND]
    assert opened["aside"]["candidates"][0]["place_id"] == "bakai"
    for draft in opened["drafts"]:
        for claim in draft["claims"]:
            assert 0 <= claim["start"] < claim["end"] <= len(TEXT)


def test_draft_of_the_address_is_open(served: Desk, told: list[Any]) -> None:
    _open(doc=DOCUMENT, draft=SECOND)

    assert told[-1]["document"]["open"] == SECOND
    assert told[-1]["document"]["aside"]["draft"] == SECOND


@pytest.mark.parametrize("params", [{"doc": "nothing"}, {"view": "events", "event": "nothing"}])
def test_address_of_nothing_is_answered_with_a_sentence(
    served: Desk, told: list[Any], params: dict[str, str]
) -> None:
    at = _open(**params)

    assert not at.exception
    assert told[-1]["view"] == "nothing"
    assert told[-1]["nothing"].startswith("there is no")


@pytest.mark.parametrize("view", ["events", "history", "add", "queue"])
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_view_is_drawn_in_every_language(
    served: Desk, told: list[Any], view: str, language: str
) -> None:
    at = _open(view=view, lang=language)

    assert not at.exception
    assert told[-1]["view"] == view
    assert told[-1]["config"]["lang"] == language


@pytest.mark.parametrize(
    ("published", "sentence"),
    [
        ("", "Say when the report was published"),
        ("last week", "“last week” is not a date that can be read"),
        ("2006-02-31", "“2006-02-31” is not a date that can be read"),
    ],
)
def test_report_without_a_date_that_can_be_read_is_refused_in_one_sentence(
    served: Desk, told: list[Any], published: str, sentence: str
) -> None:
    at = _open(view="add")
    at.radio[0].set_value("text").run()
    at.text_area[0].input("Police came to Bakai.")
    at.text_input(key="hg_desk_published").input(published)
    at.button[0].click().run()

    assert not at.exception
    assert told[-1]["answer"]["faults"][0].startswith(sentence)
    assert len(served.queue()) == 1


def test_every_answer_of_the_form_is_told_and_has_a_number_of_its_own(
    served: Desk, told: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    at = _open(view="add")
    numbers = []
    for _ in range(2):
        at.button[0].click().run()
        answer = told[-1]["answer"]
        assert answer["faults"] == ["Choose a file first."]
        numbers.append(answer["nonce"])

    assert len(set(numbers)) == 2
    assert all(number < 0 for number in numbers)


def test_empty_file_is_said_to_be_empty() -> None:
    given = desk_add._Given("file", b"", "a.txt", "", "2006", lambda: None)  # type: ignore[arg-type,return-value]

    assert desk_add._missing(given, str) == "The file is empty."


def test_fetching_by_address_is_offered_only_where_it_is_switched_on(
    served: Desk, told: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _open(view="add").radio[0].options == ["A file", "Pasted text"]

    fetching = Site(replace(settings_of(served), fetch=True), Data(settings_of(served).published))
    monkeypatch.setattr(page, "current", lambda: fetching)
    assert _open(view="add").radio[0].options == ["A file", "Pasted text", "An address"]


def test_sentences_that_are_translated_are_said_somewhere() -> None:
    code = "".join(
        path.read_text("utf-8")
        for folder in ("geodata", "dashboard/app_pages")
        for path in (ROOT / folder).rglob("*.py")
        if path.name != "desk_words.py"
    )

    assert [one for one in sentences(lambda text: text) if one not in code] == []
