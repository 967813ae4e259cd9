"""A withdrawn event: gone from everything that is public, and its old link says so and no more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from support import HEADERS, NOW, a_claim, a_place, a_source, an_event, client_for, some_facts

from dashboard import i18n
from geodata import vocabulary
from geodata.desk import Desk
from geodata.disclosure import open_published
from geodata.errors import ReviewError
from geodata.model import Facts
from geodata.store import records
from tests.desks import ANNA, BORIS, a_desk, a_draft, event_of

NAME = "Aigul"
CANARY = f"{NAME} from house 77"


def _facts() -> Facts:
    gone = an_event("T-2", title=CANARY, summary=f"{CANARY} was seen", where_as_written=CANARY)
    return some_facts(
        places=(a_place(), a_place("hideout", names=a_place(NAME).names)),
        sources=(a_source(), a_source("witness", title=f"{CANARY} speaks", publisher=CANARY)),
        events=(an_event(), replace(gone, place_id="hideout")),
        claims=(a_claim(), a_claim("c2", "T-2", source_id="witness", text=CANARY)),
    )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk over two public events."""
    with a_desk(tmp_path, _facts()) as opened:
        opened._publish()
        yield opened


@pytest.fixture
def client(desk: Desk) -> TestClient:
    """A reader of that record."""
    return client_for(desk._settings)


def _withdraw(desk: Desk, reason: str = "safety", replaced_by: str = "") -> None:
    desk.withdraw(ANNA, event_of(desk, "T-2"), reason=reason, replaced_by=replaced_by)


def _card(client: TestClient, event_id: str) -> int:
    token = client.get("/data/meta.json").json()["token"]
    return client.get(f"/data/{token}/events/{event_id}.json").status_code


def test_old_link_answers_gone_and_tells_day_and_kind_of_reason(
    desk: Desk, client: TestClient
) -> None:
    assert client.get("/e/T-2").status_code == 200
    _withdraw(desk)
    answer = client.get("/e/T-2")

    assert answer.status_code == 410
    assert answer.headers["cache-control"] == "no-store"
    assert all(answer.headers[name] == value for name, value in HEADERS.items())
    for told in (
        "T-2",
        "2 January 2026",
        "Withdrawn for somebody&#39;s safety",
        'content="noindex"',
    ):
        assert told in answer.text


def test_nothing_of_it_is_left_in_any_answer(desk: Desk, client: TestClient) -> None:
    _withdraw(desk)
    token = client.get("/data/meta.json").json()["token"]
    paths = ["/e/T-2", "/?e=T-2", "/data/events.geojson", "/data/corrections.json", "/p/hideout"]
    paths += [f"/data/{token}/{part}" for part in ("events.bin", "text.json", "frame.json")]
    for path in paths:
        assert NAME not in client.get(path).text, path
    assert CANARY.encode() not in desk._settings.published.read_bytes()
    assert ANNA.name.encode() not in desk._settings.published.read_bytes()


def test_its_card_is_gone_and_a_card_that_never_was_is_not_found(
    desk: Desk, client: TestClient
) -> None:
    _withdraw(desk)

    assert [_card(client, one) for one in ("T-1", "T-2", "T-3")] == [200, 410, 404]
    assert client.get("/e/T-3").status_code == 404


@pytest.mark.parametrize("reason", vocabulary.terms("withdrawals"))
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_reason_is_told_in_every_language(
    desk: Desk, client: TestClient, reason: str, language: str
) -> None:
    _withdraw(desk, reason)
    page = client.get(f"/e/T-2?lang={language}").text.replace("&#39;", "'")

    assert vocabulary.label("withdrawals", reason, language) in page
    assert f'<html lang="{language}">' in page


def test_event_that_tells_of_it_now_is_linked(desk: Desk, client: TestClient) -> None:
    _withdraw(desk, "duplicate", "T-1")

    assert '/e/T-1?lang=en">Police come to Bakai</a>' in client.get("/e/T-2").text


@pytest.mark.parametrize("hidden", ["T-9", "withheld"])
def test_hidden_event_is_not_named_as_the_one_that_tells_of_it(
    desk: Desk, client: TestClient, hidden: str
) -> None:
    if hidden == "withheld":
        seen = event_of(desk, "T-1")
        desk.correct(ANNA, [(seen, replace(seen, disclosure="withheld"))], "for now")
        hidden = "T-1"
    _withdraw(desk, "duplicate", hidden)

    assert hidden not in client.get("/e/T-2").text
    assert hidden not in json.dumps(client.get("/data/corrections.json").json()["withdrawn"])
    assert open_published(desk._settings.published).facts.tombstones[0].replaced_by == ""


@pytest.mark.parametrize("hidden", [{"sensitivity": "hold"}, {"disclosure": "withheld"}])
def test_event_that_nobody_knew_of_leaves_no_stone(
    desk: Desk, client: TestClient, hidden: dict[str, str]
) -> None:
    seen = event_of(desk, "T-2")
    desk.correct(ANNA, [(seen, replace(seen, **hidden))], "for somebody's safety")
    _withdraw(desk)

    assert client.get("/e/T-2").status_code == 404
    assert client.get("/data/corrections.json").json()["withdrawn"] == []


def test_event_is_withdrawn_once(desk: Desk) -> None:
    _withdraw(desk)
    with pytest.raises(ReviewError, match="withdrawn already"):
        _withdraw(desk)


def test_withdrawal_taken_back_brings_the_event_back(desk: Desk, client: TestClient) -> None:
    _withdraw(desk)
    desk.undo(ANNA)

    assert client.get("/e/T-2").status_code == 200
    assert client.get("/data/corrections.json").json()["withdrawn"] == []


def test_event_that_was_accepted_and_taken_back_leaves_a_tombstone(
    desk: Desk, client: TestClient
) -> None:
    made = desk.accept(ANNA, a_draft()).event
    assert made
    assert client.get(f"/e/{made.event_id}").status_code == 200
    desk.undo(ANNA)

    assert client.get(f"/e/{made.event_id}").status_code == 410


def test_new_edition_of_the_facts_does_not_bring_it_back(desk: Desk, client: TestClient) -> None:
    _withdraw(desk)
    records.load(desk.engine, _facts(), name="test", fingerprint="2", now=NOW)
    desk._publish()

    assert client.get("/e/T-2").status_code == 410
    assert CANARY.encode() not in desk._settings.published.read_bytes()


def test_machines_read_what_was_withdrawn(desk: Desk, client: TestClient) -> None:
    desk.withdraw(BORIS, event_of(desk, "T-1"), reason="error")
    _withdraw(desk)

    assert client.get("/data/corrections.json").json()["withdrawn"] == [
        {"event_id": "T-2", "at": "2026-01-02", "reason": "safety", "replaced_by": ""},
        {"event_id": "T-1", "at": "2026-01-02", "reason": "error", "replaced_by": ""},
    ]
