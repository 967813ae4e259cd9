"""One event as a card: everything that is public about it, and who says so."""

from __future__ import annotations

import json
import re

import pytest
from support import ROOT, a_claim, a_source, an_episode, an_event, index_of, some_facts

from dashboard.cards import card
from dashboard.data import Snapshot
from geodata.model import Link
from geodata.quantity import Quantity


def _fields(interface: str) -> set[str]:
    """Names of the fields of an interface of the front end."""
    text = (ROOT / "dashboard/frontend/src/types.ts").read_text("utf-8")
    body = re.search(rf"interface {interface}\b[^{{]*\{{(.*?)\n\}}", text, re.DOTALL)
    assert body
    plain = re.sub(r"/\*.*?\*/|//[^\n]*", "", body[1], flags=re.DOTALL)
    return set(re.findall(r"^\s*(\w+)\??:", plain, re.MULTILINE))


def test_card_has_every_field_that_the_front_end_reads(snapshot: Snapshot) -> None:
    found = card(snapshot, "ALA-2006-0034")

    assert found is not None
    assert _fields("EventCard") <= set(found)
    assert _fields("Claim") <= set(found["claims"][0])


def test_card_shows_ranges_and_who_says_which(snapshot: Snapshot) -> None:
    found = card(snapshot, "ALA-2006-0034")

    assert found is not None
    assert found["quantities"]["homes_demolished"] == {"low": 350, "best": None, "high": 500}
    assert found["quantities"]["police"] == {"low": 1500, "best": None, "high": 2000}
    said = {c["source_id"] for c in found["claims"] if c["field"] == "police"}
    assert said == {"kt-2006-07-07-bakai", "us-cable-06almaty2564"}
    assert said <= {source["source_id"] for source in found["sources"]}


def test_rumour_is_on_the_card_and_in_no_number(snapshot: Snapshot) -> None:
    found = card(snapshot, "ALA-2006-0029")

    assert found is not None
    assert "killed" not in found["quantities"]
    assert [c["status"] for c in found["claims"] if c["field"] == "killed"] == ["unverifiable"]


def test_attempt_names_what_answered_it_and_the_answer_names_the_attempt() -> None:
    facts = some_facts(
        events=(an_event("T-1"), an_event("T-2", event_type="clash", title="They resist")),
        claims=(a_claim("c1", "T-1"), a_claim("c2", "T-2")),
        links=(Link("T-2", "responds_to", "T-1", "the same hour"),),
    )
    snapshot = Snapshot(index_of(facts))
    attempt, answer = card(snapshot, "T-1"), card(snapshot, "T-2")

    assert attempt is not None
    assert answer is not None
    assert [(one["direction"], one["event_id"]) for one in attempt["links"]] == [("in", "T-2")]
    assert [(one["direction"], one["event_id"]) for one in answer["links"]] == [("out", "T-1")]
    assert attempt["links"][0]["title"] == "They resist"
    assert attempt["links"][0]["layer"] == "resistance"
    assert attempt["links"][0]["note"] == "the same hour"


def test_card_names_its_neighbours_in_the_episode() -> None:
    events = tuple(
        an_event(f"T-{i}", episode_id="day" if i else "", sequence=i or None) for i in range(4)
    )
    snapshot = Snapshot(index_of(some_facts(events=events, episodes=(an_episode(),))))
    around = {
        event_id: (found["previous"], found["next"])
        for event_id in ("T-0", "T-1", "T-2", "T-3")
        if (found := card(snapshot, event_id))
    }

    assert around == {
        "T-0": (None, None),
        "T-1": (None, "T-2"),
        "T-2": ("T-1", "T-3"),
        "T-3": ("T-2", None),
    }


def test_unknown_event_has_no_card(snapshot: Snapshot) -> None:
    assert card(snapshot, "ALA-1") is None


def test_source_is_named_once_however_much_it_claims() -> None:
    facts = some_facts(
        claims=(a_claim("c1"), a_claim("c2", field="police", quantity=Quantity(1, 1, 1)))
    )
    found = card(Snapshot(index_of(facts)), "T-1")

    assert found is not None
    assert len(found["sources"]) == 1
    assert len(found["claims"]) == 2


def test_notes_of_editors_about_a_source_stay_inside() -> None:
    facts = some_facts(sources=(a_source(note="met him at the station"),))

    assert "station" not in json.dumps(card(Snapshot(index_of(facts)), "T-1"))


@pytest.mark.parametrize("row", range(0, 92, 13))
def test_every_card_is_json(snapshot: Snapshot, row: int) -> None:
    event_id = snapshot.index.events[row].event_id
    found = card(snapshot, event_id)

    assert found is not None
    assert json.loads(json.dumps(found, allow_nan=False))["event_id"] == event_id
