"""The page of corrections: everything that was changed or taken down, in the reader's words, as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from support import a_place, an_event, put, some_facts

from dashboard import i18n
from dashboard.app_pages import corrections, shell
from dashboard.data import Data
from dashboard.site import Site
from geodata.desk import Desk
from geodata.model import Facts
from geodata.settings import Settings
from tests.desks import ANNA, a_desk, event_of

MARKUP = "<b>bold</b> **strong** ![](http://third.test/x.png) {{ canary }}"

Serve = Callable[[Settings], None]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Serve:
    """Let the page show another published copy."""

    def with_settings(settings: Settings) -> None:
        site = Site(settings, Data(settings.published))
        monkeypatch.setattr(shell, "current", lambda: site)
        monkeypatch.setattr(corrections, "current", lambda: site)

    return with_settings


@pytest.fixture
def desk(tmp_path: Path, serve: Serve) -> Iterator[Desk]:
    """A desk that the page follows; two events are public."""
    facts = some_facts(
        places=(a_place(), a_place("shanyrak")), events=(an_event(), an_event("T-2"))
    )
    with a_desk(tmp_path, facts) as opened:
        opened._publish()
        serve(opened._settings)
        yield opened


def _script() -> None:
    from dashboard.app_pages import corrections as page
    from dashboard.app_pages import shell as frame

    frame.begin()
    frame.top_bar()
    page.show()


def _open(**params: str) -> AppTest:
    at = AppTest.from_function(_script, default_timeout=30)
    for key, value in params.items():
        at.query_params[key] = value
    at.run()
    assert not at.exception
    return at


def _correct(desk: Desk, reason: str = "checked", **fields: str) -> None:
    seen = event_of(desk)
    desk.correct(ANNA, [(seen, replace(seen, **fields))], reason)


def test_without_corrections_the_page_says_so(serve: Serve, tmp_path: Path) -> None:
    serve(put(tmp_path, Facts()))
    at = _open()

    assert at.title[0].value == "Corrections"
    assert "has been corrected yet" in at.info[0].value
    assert any("No event was withdrawn" in one.value for one in at.markdown)
    assert len(at.dataframe) == 0


def test_corrections_are_listed_the_newest_first_in_words(desk: Desk) -> None:
    _correct(desk, date="2006-05")
    _correct(desk, place_id="shanyrak", reason="the other quarter")
    table = _open().dataframe[0].value

    assert list(table["Field"]) == ["Place", "Date"]
    assert list(table["Change"]) == ["Bakai → Shanyrak", "12 May 2006 → May 2006 (day not known)"]
    assert list(table["Reason"]) == ["the other quarter", "checked"]
    assert set(table["Event"]) == {"/e/T-1?lang=en"}
    assert set(table["Day"]) == {"2026-01-02"}
    assert ANNA.name not in table.to_string()


def test_withdrawn_events_leave_day_reason_and_what_tells_of_them_now(desk: Desk) -> None:
    desk.withdraw(ANNA, event_of(desk, "T-2"), reason="duplicate", replaced_by="T-1")
    table = _open().dataframe[0].value

    assert table.to_dict("records") == [
        {
            "Day": "2026-01-02",
            "Reason": "Told by another record",
            "Event": "/e/T-2?lang=en",
            "Told now by": "/e/T-1?lang=en",
        }
    ]


def test_column_that_would_be_empty_is_left_out(desk: Desk) -> None:
    desk.withdraw(ANNA, event_of(desk, "T-2"), reason="safety")

    assert list(_open().dataframe[0].value.columns) == ["Day", "Reason", "Event"]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_page_is_drawn_in_every_language(desk: Desk, language: str) -> None:
    _correct(desk, outcome="repelled")
    desk.withdraw(ANNA, event_of(desk, "T-2"), reason="safety")
    at = _open(lang=language)
    _ = i18n.translator(language).gettext

    assert at.title[0].value == _("Corrections")
    assert list(at.dataframe[0].value[_("Event")]) == [f"/e/T-1?lang={language}"]


def test_reason_is_text_in_a_table_and_nowhere_else(desk: Desk) -> None:
    """A dataframe renders text as text; every other call that renders markdown holds our own words."""
    _correct(desk, title=MARKUP, reason=MARKUP)
    at = _open()
    table = at.dataframe[0].value

    assert list(table["Reason"]) == [MARKUP]
    assert list(table["Title"]) == [MARKUP]
    for element in (*at.markdown, *at.title, *at.header, *at.info, *at.caption):
        assert "canary" not in str(element.value)
