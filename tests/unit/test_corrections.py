"""What readers are told of changes: old numbers and dates, never old wording, never who."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from support import a_claim, a_place, a_source, an_event, client_for, settings_in, some_facts

from dashboard import i18n
from dashboard.words import change_words, field_words
from geodata.desk import Desk
from geodata.disclosure import open_published
from geodata.history import Correction
from geodata.model import Claim, Facts
from geodata.quantity import Quantity
from tests.desks import ANNA, FIRST, a_desk, a_draft, event_of

POLICE = a_claim("c2", field="police", text="forty police", quantity=Quantity(best=40))
SECRET = "Aigul from house 77"


def _facts(**event: Any) -> Facts:
    return some_facts(
        places=(a_place("almaty", kind="city"), a_place(parent_id="almaty"), a_place("shanyrak")),
        events=(an_event(summary=SECRET, **event),),
        claims=(a_claim(), POLICE),
        sources=(a_source(), a_source("other")),
    )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk whose record has one public event with two claims."""
    with a_desk(tmp_path, _facts()) as opened:
        opened._publish()
        yield opened


def _claim(desk: Desk, claim_id: str = "c2") -> Claim:
    return next(claim for claim in desk.facts().claims if claim.claim_id == claim_id)


def _told(desk: Desk) -> tuple[Correction, ...]:
    return open_published(desk._settings.published).facts.corrections


def _correct(desk: Desk, **fields: Any) -> list[tuple[str, str, str]]:
    seen = event_of(desk)
    desk.correct(ANNA, [(seen, replace(seen, **fields))], "checked again")
    return [(c.field, c.before, c.after) for c in _told(desk)]


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [
        ("date", "2006-05-12", "2006-05-11/2006-05-12"),
        ("time_start", "", "14:30"),
        ("event_type", "demolition_attempt", "clash"),
        ("outcome", "", "repelled"),
        ("place_id", "bakai", "shanyrak"),
    ],
)
def test_old_and_new_value_are_told(desk: Desk, field: str, before: str, after: str) -> None:
    assert _correct(desk, **{field: after}) == [(field, before, after)]


@pytest.mark.parametrize("field", ["title", "summary", "where_as_written"])
def test_of_wording_only_the_change_is_told(desk: Desk, field: str) -> None:
    assert _correct(desk, **{field: "Nobody is named"}) == [(field, "", "")]


def test_old_wording_is_in_no_byte_that_is_public(desk: Desk) -> None:
    desk.correct(ANNA, [((seen := event_of(desk)), replace(seen, summary=""))], "a name had to go")
    claim = _claim(desk, "c1")
    desk.correct(ANNA, [(claim, replace(claim, text="Somebody said so."))], "a name had to go")

    assert SECRET.encode() not in desk._settings.published.read_bytes()
    assert b"Police came." not in desk._settings.published.read_bytes()
    assert ANNA.name.encode() not in desk._settings.published.read_bytes()


def test_several_fields_at_once_are_told_one_by_one(desk: Desk) -> None:
    told = _correct(desk, date="2006-05-13", time_start="09:00", note="for editors")

    assert told == [("date", "2006-05-12", "2006-05-13"), ("time_start", "", "09:00")]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"quantity": Quantity(low=200)}, ("40", "≥ 200")),
        ({"quantity": Quantity(high=10)}, ("40", "≤ 10")),
        ({"quantity": Quantity(low=10, high=20)}, ("40", "10–20")),
        ({"status": "unverifiable"}, ("40", "")),
        ({"status": "rejected"}, ("40", "")),
        ({"text": "about forty"}, ("40", "40")),
        ({"stated_by": "authority"}, ("40", "40")),
        ({"source_id": "other"}, ("40", "40")),
    ],
)
def test_change_of_a_claim_is_told_by_its_number(
    desk: Desk, change: dict[str, Any], told: tuple[str, str]
) -> None:
    seen = _claim(desk)
    desk.correct(ANNA, [(seen, replace(seen, **change))], "checked")

    assert [(c.field, c.before, c.after) for c in _told(desk)] == [("police", *told)]


@pytest.mark.parametrize(
    "change", [{"note": "for editors"}, {"confidence": 0.5}, {"start": 1, "end": 2}]
)
def test_what_readers_do_not_see_is_no_correction(desk: Desk, change: dict[str, Any]) -> None:
    seen = _claim(desk)
    desk.correct(ANNA, [(seen, replace(seen, **change))], "tidied")

    assert _told(desk) == ()


def test_new_event_is_no_correction_nor_is_its_undoing_and_redoing(desk: Desk) -> None:
    desk.accept(ANNA, a_draft())
    assert _told(desk) == ()

    undone = desk.undo(ANNA)
    assert _told(desk) == ()
    desk.undo(ANNA, f"undo-{undone[0].change_id}")
    assert [event.status for event in desk.facts().events] == ["published", "published"]
    assert _told(desk) == ()


def test_source_that_joins_an_event_later_is_told_with_its_numbers(desk: Desk) -> None:
    desk.merge(ANNA, a_draft(), "T-1", reason="a second report")

    assert [(c.field, c.before, c.after) for c in _told(desk)] == [
        ("source", "", ""),
        ("police", "", "40"),
    ]
    assert {c.event_id for c in _told(desk)} == {"T-1"}


def test_correction_taken_back_is_told_both_ways(desk: Desk) -> None:
    _correct(desk, time_start="14:30")
    desk.undo(ANNA)

    assert [(c.before, c.after) for c in _told(desk)] == [("", "14:30"), ("14:30", "")]
    assert _told(desk)[1].reason == "undone: checked again"


def test_correction_back_and_forth_is_told_each_time(desk: Desk) -> None:
    for hour in ("09:00", "10:00", "09:00", "10:00"):
        _correct(desk, time_start=hour)

    assert [c.after for c in _told(desk)] == ["09:00", "10:00", "09:00", "10:00"]


def test_correction_needs_a_reason(desk: Desk) -> None:
    seen = event_of(desk)
    with pytest.raises(ValueError, match="needs a reason"):
        desk.correct(ANNA, [(seen, replace(seen, title="Other"))], " ")


def test_masked_event_tells_only_that_something_was_changed(tmp_path: Path) -> None:
    with a_desk(tmp_path, _facts(sensitivity="high")) as desk:
        told = _correct(desk, date="2006-05-13", place_id="shanyrak")

        assert told == [("date", "", ""), ("place_id", "", "")]
        assert {c.reason for c in _told(desk)} == {""}
        assert b"checked again" not in desk._settings.published.read_bytes()


@pytest.mark.parametrize("gone", [{"sensitivity": "hold"}, {"disclosure": "withheld"}])
def test_corrections_of_a_hidden_event_are_hidden(desk: Desk, gone: dict[str, str]) -> None:
    _correct(desk, date="2006-05-13")
    _correct(desk, **gone)

    assert _told(desk) == ()


def test_rejected_draft_leaves_no_correction(desk: Desk) -> None:
    desk.set_aside(ANNA, desk.draft(FIRST), "rejected", "no event")

    assert _told(desk) == ()


# In the reader's words

PLACES = {place.place_id: place for place in _facts().places}


@pytest.mark.parametrize(
    ("field", "before", "after", "words"),
    [
        ("date", "2006-05-12", "2006-05", "12 May 2006 → May 2006 (day not known)"),
        ("event_type", "clash", "barricade", "Clash → Barricade"),
        ("outcome", "repelled", "", "taken away: Repelled"),
        ("place_id", "bakai", "shanyrak", "Bakai → Shanyrak"),
        ("place_id", "gone", "", "taken away: gone"),
        ("time_start", "", "14:30", "added: 14:30"),
        ("police", "40", "≥ 200", "40 → ≥ 200"),
        ("title", "", "", "reworded"),
        ("event", "", "", "what is said of it was changed"),
    ],
)
def test_change_is_told_in_words(field: str, before: str, after: str, words: str) -> None:
    told = change_words(Correction("T-1", "2026-01-02", field, before, after, ""), PLACES, "en")

    assert told == words


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_field_that_can_be_corrected_has_a_name(language: str) -> None:
    fields = ("title", "summary", "date", "time_start", "time_end", "event_type", "place_id")
    for field in (*fields, "outcome", "where_as_written", "episode_id", "police", "event"):
        assert field_words(field, language) != field


# On the pages


@pytest.fixture
def client(desk: Desk) -> TestClient:
    """A reader, after two corrections on two days."""
    _correct(desk, date="2006-05-13")
    desk._clock.now = desk._clock.now.replace(day=9)  # type: ignore[attr-defined]
    _correct(desk, title="<b>Bulldozers</b> come", time_start="09:00")
    return client_for(desk._settings)


def test_event_page_says_when_it_was_corrected_and_how(client: TestClient) -> None:
    page = client.get("/e/T-1").text

    assert '<a href="#corrections">Corrected on 9 January 2026</a>' in page
    assert page.index("Start: added: 09:00") < page.index("Date: 12 May 2006 → 13 May 2006")
    assert "2 January 2026. checked again" in page
    assert "/corrections?lang=en" in page
    assert "<b>Bulldozers" not in page


def test_card_says_when_it_was_corrected(client: TestClient) -> None:
    token = client.get("/data/meta.json").json()["token"]

    assert client.get(f"/data/{token}/events/T-1.json").json()["corrected"] == "2026-01-09"


def test_event_that_nobody_changed_says_nothing(tmp_path: Path) -> None:
    with a_desk(tmp_path, _facts()) as desk:
        client = client_for(settings_in(tmp_path))
        desk._publish()
        token = client.get("/data/meta.json").json()["token"]

        assert "orrect" not in client.get("/e/T-1").text
        assert client.get(f"/data/{token}/events/T-1.json").json()["corrected"] is None


def test_machines_read_the_newest_first(client: TestClient) -> None:
    answer = client.get("/data/corrections.json")
    told = answer.json()["corrections"]

    assert answer.headers["access-control-allow-origin"] == "*"
    assert [c["at"] for c in told] == ["2026-01-09", "2026-01-09", "2026-01-02"]
    assert set(told[0]) == {"event_id", "at", "field", "before", "after", "reason"}
    again = client.get("/data/corrections.json", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
