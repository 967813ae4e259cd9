"""What comes of each thing that an editor does at the desk, as one message from the browser; and of whatever else may be sent."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import NOW, a_place, an_event, some_facts

from dashboard import i18n
from dashboard.app_pages import desk_draft
from dashboard.app_pages.desk_acts import Bench, perform
from dashboard.app_pages.desk_history import lines
from dashboard.cards import card
from dashboard.data import Snapshot
from geodata.desk import Desk
from geodata.disclosure import open_published
from geodata.draft import Draft
from geodata.errors import QueryError
from geodata.model import Claim, Event
from geodata.quantity import Quantity
from geodata.store import editors
from tests.acting import Do, acting, public_events, public_index, publish_all, settings_of
from tests.desks import ANNA, BORIS, DOCUMENT, FIRST, SECOND, TEXT, a_desk, a_draft, a_report


def test_event_near_by_can_be_tied_to(tmp_path: Path) -> None:
    old = an_event("OLD-1", title="An earlier attempt", date="2006-05-12")
    facts = some_facts(places=(a_place(), a_place("shanyrak")), events=(old,), claims=())
    with a_desk(tmp_path, facts, a_report()) as desk:
        publish_all(desk)
        link = {"link_type": "responds_to", "target_id": "OLD-1"}
        do = acting(desk, ANNA)
        event = do("accept", FIRST, edits={"fields": {"links": [link]}}).event

        links = open_published(settings_of(desk).published).facts.links
        assert [(one.event_id, one.target_id) for one in links] == [(event, "OLD-1")]


# What an editor does


def test_accepting_makes_the_event_public_and_leads_to_the_next_draft(desk: Desk, do: Do) -> None:
    answer = do("accept", FIRST, next=True)

    assert answer.ok
    assert answer.nonce == 7
    assert [event.event_id for event in public_events(desk)] == [answer.event]
    assert answer.goto == {"draft": SECOND}


def test_after_the_last_draft_the_editor_hears_that_all_is_decided(do: Do) -> None:
    do("accept", FIRST, next=True)
    answer = do("close", SECOND, state="rejected", reason="told twice")

    assert answer.ok
    assert answer.goto == {}


def test_edits_are_kept_before_the_draft_is_accepted(desk: Desk, do: Do) -> None:
    at = TEXT.index("14.30")
    edits = {
        "fields": {"title": "Riot police come to Bakai", "date": "2006-05-12~"},
        "claims": {f"{FIRST}-c04": {"quantity": {"low": 40, "best": None, "high": 60}}},
        "added": [{"field": "time_start", "text": "14.30", "start": at, "end": at + 5}],
    }
    answer = do("accept", FIRST, edits=edits)
    event, claims = desk.told(answer.event)

    assert (event.title, event.date) == ("Riot police come to Bakai", "2006-05-12~")
    assert {claim.field: claim for claim in claims}["police"].quantity == Quantity(40, None, 60)
    added = {claim.field: claim for claim in claims}["time_start"]
    assert TEXT[added.start : added.end] == "14.30"
    assert added.document_id == DOCUMENT


def test_value_that_nothing_carries_keeps_a_draft_from_being_accepted(desk: Desk, do: Do) -> None:
    answer = do("accept", FIRST, edits={"fields": {"outcome": "repelled"}})

    assert not answer.ok
    assert answer.faults == (
        "“Outcome” rests on no claim: show the words that say so, or empty it.",
    )
    assert public_events(desk) == ()
    assert desk.draft(FIRST).outcome == "repelled"


def test_editors_own_knowledge_carries_a_value(desk: Desk, do: Do) -> None:
    known = {"field": "outcome", "text": "repelled", "note": "seen by the editor", "start": None}
    answer = do("accept", FIRST, edits={"fields": {"outcome": "repelled"}, "added": [known]})

    assert answer.ok
    assert public_events(desk)[0].outcome == "repelled"


def test_stale_edit_names_who_was_faster_and_writes_nothing(desk: Desk, do: Do) -> None:
    seen = desk_draft.mark(desk.draft(FIRST))
    acting(desk, BORIS)("save", FIRST, edits={"fields": {"title": "Boris was here"}})

    answer = do("save", FIRST, mark=seen, edits={"fields": {"title": "Anna was here"}})

    assert not answer.ok
    assert answer.stale is not None
    assert answer.stale["who"] == BORIS.name
    assert desk.draft(FIRST).title == "Boris was here"


def test_stale_edit_can_be_saved_on_top_once_the_editor_has_looked(desk: Desk, do: Do) -> None:
    acting(desk, BORIS)("save", FIRST, edits={"fields": {"summary": "Boris was here"}})

    assert do("save", FIRST, edits={"fields": {"title": "Anna was here"}}).ok
    kept = desk.draft(FIRST)
    assert (kept.title, kept.summary) == ("Anna was here", "Boris was here")


def test_undo_takes_the_event_off_the_map_and_leads_back_to_the_draft(desk: Desk, do: Do) -> None:
    do("accept", FIRST, next=True)
    answer = do("undo")

    assert answer.ok
    assert answer.goto["draft"] == FIRST
    assert public_events(desk) == ()
    assert desk.draft(FIRST).state == "proposed"


def test_rejecting_asks_for_a_reason(desk: Desk, do: Do) -> None:
    answer = do("close", FIRST, state="rejected", reason=" ")

    assert answer.faults == ("Say why, in a few words.",)
    assert desk.draft(FIRST).state == "proposed"


def test_joining_widens_the_range_of_the_event(desk: Desk, do: Do) -> None:
    event = do("accept", FIRST).event
    more = replace(a_draft(SECOND), claims=_renamed(a_draft(SECOND), Quantity(best=55)))
    desk.save(ANNA, desk.draft(SECOND), replace(more, state="in_review"))

    assert do("merge", SECOND, event=event).ok
    index = public_index(desk)
    assert index.quantities(event)["police"] == Quantity(40, None, 55)


def _renamed(draft: Draft, quantity: Quantity) -> tuple[Claim, ...]:
    return tuple(
        replace(claim, quantity=quantity) if claim.field == "police" else claim
        for claim in draft.claims
    )


def test_preview_is_the_card_that_readers_will_get_and_writes_nothing(desk: Desk, do: Do) -> None:
    told = do("preview", FIRST, edits={"fields": {"title": "As it would be"}}).extra["preview"]

    assert told["card"]["title"] == "As it would be"
    assert told["card"]["quantities"]["police"] == {"low": 40, "best": 40, "high": 40}
    assert {claim["status"] for claim in told["card"]["claims"]} == {"accepted"}
    assert "bakai" in [place["place_id"] for place in told["places"]]
    assert desk.draft(FIRST).title == "Police come to Bakai"
    assert public_events(desk) == ()


def test_published_card_is_what_the_preview_was(desk: Desk, do: Do) -> None:
    before = do("preview", FIRST).extra["preview"]["card"]
    event = do("accept", FIRST).event
    after = card(Snapshot(public_index(desk)), event)

    assert after is not None
    assert json.loads(json.dumps(after).replace(event, "preview")) == json.loads(json.dumps(before))


def test_preview_tells_what_is_missing(do: Do) -> None:
    answer = do("preview", FIRST, edits={"fields": {"title": " "}})

    assert answer.faults == ("Say in one line what happened.",)


# Places


def test_place_is_found_in_any_spelling(do: Do) -> None:
    found = do("search", text="Bakay").extra["places"]

    assert found[0]["place_id"] == "bakai"
    assert found[0]["radius_m"]


def test_place_put_down_by_hand_becomes_a_place_when_the_draft_is_accepted(
    desk: Desk, do: Do
) -> None:
    place = {
        "place_id": "", "name": "Kok-Kainar ravine", "lon": 76.81, "lat": 43.22, "radius_m": 300,
        "how": "by_hand",
    }  # fmt: skip
    answer = do("accept", FIRST, edits={"fields": {"place": place}})

    made = {one.place_id: one for one in desk.facts().places}[public_events(desk)[0].place_id]
    assert answer.ok
    assert made.place_id.startswith("kok-kainar-ravine-")
    assert made.radius_m == 300
    assert made.coordinate_source == "placed by hand by an editor"


def test_place_is_added_to_the_gazetteer_with_its_names_and_its_evidence(
    desk: Desk, do: Do
) -> None:
    answer = do(
        "add_place", name_ru="Кок-Кайнар", name_en="", name_kk="", kind="shanty_town",
        lon=76.8, lat=43.2, radius_m=700, evidence="Sketch in the report of 2006.",
    )  # fmt: skip

    made = {one.place_id: one for one in desk.facts().places}[answer.extra["place"]["place_id"]]
    assert made.names[0].name == "Кок-Кайнар"
    assert made.coordinate_source == "Sketch in the report of 2006."
    assert made.kind == "shanty_town"


@pytest.mark.parametrize(
    ("given_", "told"),
    [
        ({}, "Give the place a name in at least one language."),
        ({"name_en": "X"}, "Say how you know where the place is; readers see it."),
        ({"name_en": "X", "evidence": "seen", "place_id": "bakai", "lon": 1, "lat": 1, "radius_m": 5},
         "There is a place 'bakai' already; give another id."),
    ],
)  # fmt: skip
def test_place_that_lacks_something_is_refused_in_one_sentence(
    do: Do, given_: dict[str, Any], told: str
) -> None:
    assert do("add_place", **given_).faults == (told,)


# What is public


def test_correction_needs_a_reason_and_is_told_to_readers(desk: Desk, do: Do) -> None:
    event = do("accept", FIRST).event
    mark = desk_draft.mark(*_flat(desk.told(event)))
    change = {"event": event, "mark": mark, "fields": {"date": "2006-05-13"}}

    assert not do("correct", **change, reason=" ").ok
    assert do("correct", **change, reason="the day was misread").ok
    facts = open_published(settings_of(desk).published).facts
    assert facts.events[0].date == "2006-05-13"
    assert [c.reason for c in facts.corrections] == ["the day was misread"]


def test_correction_of_what_somebody_changed_meanwhile_is_refused(desk: Desk, do: Do) -> None:
    event = do("accept", FIRST).event
    mark = desk_draft.mark(*_flat(desk.told(event)))
    acting(desk, BORIS)("correct", event=event, mark=mark, fields={"title": "B"}, reason="x")

    answer = do("correct", event=event, mark=mark, fields={"title": "A"}, reason="x")

    assert answer.stale is not None
    assert public_events(desk)[0].title == "B"


def test_withdrawing_leaves_a_tombstone(desk: Desk, do: Do) -> None:
    event = do("accept", FIRST).event
    mark = desk_draft.mark(*_flat(desk.told(event)))

    assert do("withdraw", event=event, mark=mark, reason="safety").ok
    facts = open_published(settings_of(desk).published).facts
    assert facts.events == ()
    assert [stone.event_id for stone in facts.tombstones] == [event]


def _flat(told: tuple[Event, tuple[Claim, ...]]) -> tuple[Any, ...]:
    event, claims = told
    return (event, *claims)


def test_events_are_found_by_id_and_by_title(desk: Desk, do: Do) -> None:
    event = do("accept", FIRST).event

    assert [one.event_id for one in desk.find("police come")] == [event]
    assert [one.event_id for one in desk.find(event[-5:].lower())] == [event]
    assert desk.find("100%") == ()


def test_history_tells_what_was_changed_together_the_newest_first(desk: Desk, do: Do) -> None:
    do("save", FIRST, edits={"fields": {"title": "Other words"}})
    do("undo", stay=True)
    newest, before, *_ = lines(desk.history(f"draft:{FIRST}"))

    assert newest["undoing"]
    assert before["undone"]
    assert {
        "field": "title", "before": "Police come to Bakai", "after": "Other words",
    } in before["records"][0]["changed"]  # fmt: skip


# Whatever the browser sends

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
_PARTS = (
    "fields",
    "claims",
    "added",
    "title",
    "place",
    "links",
    "quantity",
    "start",
    "end",
    "field",
)


@given(st.dictionaries(st.sampled_from(_PARTS), ANYTHING, max_size=4))
def test_edits_of_any_form_are_read_or_refused(wire: dict[str, Any]) -> None:
    with suppress(QueryError, ValueError):
        desk_draft.read_edits(wire, a_draft(), len(TEXT))


@pytest.mark.parametrize(
    "message", [None, 3, [], {}, {"do": "x"}, {"do": "accept"}, {"do": "save", "draft": 3}]
)
def test_message_that_means_nothing_is_answered_with_a_sentence(desk: Desk, message: Any) -> None:
    bench = Bench(desk, ANNA, lambda: None, lambda: None, lambda text: text)  # type: ignore[arg-type, return-value]

    answer = perform(bench, message)

    assert not answer.ok
    assert answer.faults


@pytest.mark.parametrize(
    "edits",
    [
        {"added": [{"field": "date", "text": "x", "start": 0, "end": len(TEXT) + 1}]},
        {"added": [{"field": "date", "text": "x", "start": 5, "end": 5}]},
        {"added": [{"field": "weather", "text": "x", "start": 0, "end": 5}]},
        {"fields": {"state": "published"}},
        {"fields": {"event_id": "X"}},
        {"claims": {"somebody-elses": {"status": "accepted"}}},
        {"fields": {"date": "next week"}},
        {"fields": {"event_type": "party"}},
    ],
)
def test_edit_that_cannot_be_is_refused_and_nothing_is_written(
    desk: Desk, do: Do, edits: dict[str, Any]
) -> None:
    answer = do("save", FIRST, edits=edits)

    assert not answer.ok
    assert answer.faults
    assert desk.draft(FIRST) == a_draft()


def test_who_is_no_editor_any_more_writes_nothing(desk: Desk, do: Do) -> None:
    editors.remove(desk.engine, ANNA.name, NOW)

    answer = do("accept", FIRST)

    assert "may not edit here" in answer.faults[0]
    assert public_events(desk) == ()


def test_value_that_cannot_be_is_refused_in_the_language_of_the_editor(desk: Desk) -> None:
    russian = Bench(desk, ANNA, lambda: None, lambda: None, i18n.translator("ru").gettext)  # type: ignore[arg-type, return-value]
    seen = {"draft": FIRST, "mark": desk_draft.mark(desk.draft(FIRST)), "do": "save"}

    answer = perform(russian, {**seen, "edits": {"fields": {"time_start": "half past two"}}})

    assert answer.faults == ("Пишите время как 14:30.",)
