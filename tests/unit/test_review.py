"""From draft to event: what an editor may decide, and what each decision makes. Pure, without a store."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from support import NOW, an_event

from geodata import review
from geodata.draft import Draft, Whereabouts
from geodata.errors import InvalidRecordError, ReviewError
from geodata.model import Link
from geodata.quantity import Quantity
from geodata.space import Point
from tests.desks import DOCUMENT, FIRST, SECOND, TEXT, a_draft, an_answer, draft_claim

DECIDED = ("published", "rejected", "unverifiable", "duplicate")


def _accept(draft: Draft, **more: Any) -> review.Decided:
    return review.accept(draft, event_id="HG-1", known_places=["bakai"], **more)


def _event_claim(draft: Draft) -> str:
    return draft.claims[0].claim_id


# Editing


def test_edited_draft_is_in_review_and_keeps_what_the_report_says() -> None:
    edited = review.edit(a_draft(), title="Another", date="2006-05")

    assert (edited.state, edited.title, edited.date) == ("in_review", "Another", "2006-05")
    assert edited.claims == a_draft().claims


@pytest.mark.parametrize("field", ["claims", "state", "event_id", "draft_id", "confidence", "x"])
def test_only_fields_of_the_event_can_be_edited(field: str) -> None:
    with pytest.raises(ReviewError, match="not a field that can be edited"):
        review.edit(a_draft(), **{field: "x"})


@pytest.mark.parametrize(
    "fields",
    [{"date": "yesterday"}, {"event_type": "party"}, {"time_start": "25:00"}, {"outcome": "won"}],
)
def test_value_that_cannot_be_is_refused(fields: dict[str, str]) -> None:
    with pytest.raises(InvalidRecordError):
        review.edit(a_draft(), **fields)


@pytest.mark.parametrize("state", DECIDED)
def test_decided_draft_is_opened_before_it_is_changed(state: str) -> None:
    draft = a_draft(state=state)

    for change in (
        lambda: review.edit(draft, title="x"),
        lambda: review.decide(draft, _event_claim(draft), "rejected"),
        lambda: review.add_claim(draft, "summary", text="x"),
    ):
        with pytest.raises(ReviewError, match="open it again"):
            change()


def test_claim_is_decided_with_a_note() -> None:
    draft = review.decide(a_draft(), _event_claim(a_draft()), "rejected", "hearsay")

    assert (draft.claims[0].status, draft.claims[0].note) == ("rejected", "hearsay")
    assert draft.claims[1:] == a_draft().claims[1:]
    assert draft.state == "in_review"


def test_claim_that_there_is_not_is_refused() -> None:
    with pytest.raises(ReviewError, match="no claim 'c9'"):
        review.decide(a_draft(), "c9", "accepted")


def test_editors_claim_gets_the_next_number_and_counts_at_once() -> None:
    draft = review.add_claim(a_draft(), "outcome", text="They left.", start=0, end=5)
    draft = review.add_claim(draft, "time_start", text="own knowledge")
    spoken, known = draft.claims[-2:]

    assert (spoken.claim_id, known.claim_id) == (f"{FIRST}-c05", f"{FIRST}-c06")
    assert (spoken.document_id, known.document_id) == (DOCUMENT, "")
    assert {c.status for c in (spoken, known)} == {"accepted"}
    assert {c.rule for c in (spoken, known)} == {""}


def test_ranges_hold_what_was_not_turned_down() -> None:
    draft = review.add_claim(a_draft(), "police", quantity=Quantity(low=100))
    assert draft.quantities["police"] == Quantity(low=40)

    turned_down = review.decide(draft, f"{FIRST}-c04", "rejected")
    assert turned_down.quantities["police"].low == 100


# What is missing


def test_whole_draft_lacks_nothing() -> None:
    assert review.faults(a_draft()) == ()
    assert review.unsupported(a_draft()) == ()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"event_type": ""}, "what kind of event"),
        ({"title": " "}, "in one line"),
        ({"place": None}, "pick it again"),
        ({"outcome": "repelled"}, "Outcome"),
        ({"time_start": "14:30"}, "Start"),
        ({"claims": ()}, "no standing claim"),
        ({"state": "rejected"}, "is rejected already"),
    ],
)
def test_what_is_missing_is_said(fields: dict[str, Any], said: str) -> None:
    draft = a_draft(**fields)

    assert any(said in fault for fault in review.faults(draft))
    with pytest.raises(ReviewError, match=said):
        _accept(draft)


def test_everything_that_is_missing_is_said_at_once() -> None:
    empty = a_draft(event_type="", title="", claims=())

    with pytest.raises(ReviewError) as caught:
        _accept(empty)
    assert len(caught.value.faults) == 5, caught.value.faults


@pytest.mark.parametrize("field", ["event", "date", "place_id"])
@pytest.mark.parametrize("status", ["rejected", "unverifiable"])
def test_value_without_a_standing_claim_cannot_be_published(field: str, status: str) -> None:
    draft = a_draft()
    claim = draft.claim(field)
    assert claim
    weak = review.decide(draft, claim.claim_id, status)

    with pytest.raises(ReviewError):
        _accept(weak)


def test_editors_own_word_supports_a_value() -> None:
    draft = review.edit(a_draft(), outcome="repelled")
    assert review.unsupported(draft) == ("outcome",)

    assert review.unsupported(review.add_claim(draft, "outcome", text="seen by us")) == ()


# Accepting


def test_accepted_draft_becomes_an_event_with_its_claims() -> None:
    done = _accept(a_draft(summary="Forty came."), episode_id="day", reason="clear")

    assert done.event == an_event("HG-1", summary="Forty came.", episode_id="day")
    assert (done.draft.state, done.draft.event_id, done.draft.reason) == (
        "published",
        "HG-1",
        "clear",
    )
    assert {claim.event_id for claim in done.claims} == {"HG-1"}
    assert {claim.status for claim in done.claims} == {"accepted"}
    assert done.place is None


def test_claims_keep_their_evidence_and_their_rule() -> None:
    claim = _accept(a_draft()).claims[0]

    assert claim.start is not None
    assert claim.end is not None
    assert TEXT[claim.start : claim.end] == claim.text
    assert (claim.rule, claim.confidence, claim.document_id) == ("test", 0.9, DOCUMENT)


def test_turned_down_claim_goes_nowhere_and_an_unverifiable_one_stays_apart() -> None:
    extra = (draft_claim(FIRST, 5, "injured", text="", quantity=Quantity(best=3)),)
    draft = a_draft(claims=(*a_draft().claims, *extra))
    draft = review.decide(draft, f"{FIRST}-c04", "rejected")
    draft = review.decide(draft, f"{FIRST}-c05", "unverifiable")
    done = _accept(draft)

    assert [(c.field, c.status) for c in done.claims if c.quantity] == [("injured", "unverifiable")]
    assert len(done.draft.claims) == 5


def test_place_that_the_record_lacks_is_made() -> None:
    where = Whereabouts("Ravine", Point(76.9, 43.3), 300, "by_hand")
    made = review.accept(a_draft(place=where), event_id="HG-1").place

    assert made
    assert (made.place_id, made.name(), made.point, made.radius_m) == (
        "bakai", "Ravine", Point(76.9, 43.3), 300
    )  # fmt: skip
    assert (made.confidence, made.coordinate_source) == ("low", "placed by hand by an editor")


def test_links_wait_until_both_are_events() -> None:
    first = _accept(a_draft(), siblings=[an_answer()])
    assert first.links == ()

    second = review.accept(
        an_answer(), event_id="HG-2", siblings=[first.draft], known_places=["bakai"]
    )
    assert second.links == (Link("HG-2", "responds_to", "HG-1"),)


def test_links_come_whichever_is_accepted_first() -> None:
    second = review.accept(
        an_answer(), event_id="HG-2", siblings=[a_draft()], known_places=["bakai"]
    )
    assert second.links == ()

    assert _accept(a_draft(), siblings=[second.draft]).links == (
        Link("HG-2", "responds_to", "HG-1"),
    )


def test_link_to_an_event_that_is_there_is_made_at_once() -> None:
    draft = a_draft(links=(Link(FIRST, "responds_to", "ALA-1"),))

    assert _accept(draft).links == (Link("HG-1", "responds_to", "ALA-1"),)


# Joining


def test_merged_draft_adds_its_claims_and_changes_nothing_else() -> None:
    event = an_event("ALA-1", title="As it was", date="2006-05-11/2006-05-12")
    done = review.merge(a_draft(title="Other"), event, reason="the same")

    assert done.event == event
    assert (done.draft.state, done.draft.event_id) == ("duplicate", "ALA-1")
    assert {claim.event_id for claim in done.claims} == {"ALA-1"}
    assert len({claim.claim_id for claim in done.claims}) == 4


def test_two_drafts_that_join_one_event_are_not_linked_to_each_other() -> None:
    event = an_event("ALA-1")
    first = review.merge(a_draft(), event, siblings=[an_answer()])

    assert review.merge(an_answer(), event, siblings=[first.draft]).links == ()


def test_draft_of_which_nothing_stands_cannot_join() -> None:
    draft = review.decide(a_draft(), _event_claim(a_draft()), "rejected")

    with pytest.raises(ReviewError, match="no standing claim"):
        review.merge(draft, an_event("ALA-1"))


@pytest.mark.parametrize("state", DECIDED)
def test_decided_draft_is_not_decided_again(state: str) -> None:
    draft = a_draft(state=state)

    with pytest.raises(ReviewError, match=f"is {state} already"):
        _accept(draft)
    with pytest.raises(ReviewError, match=f"is {state} already"):
        review.merge(draft, an_event("ALA-1"))


# Setting aside, opening again


@pytest.mark.parametrize("state", ["rejected", "unverifiable"])
def test_draft_is_set_aside_with_a_reason_and_may_be_opened_again(state: str) -> None:
    aside = review.close(a_draft(), state, "a plan, not a fact")
    assert (aside.state, aside.reason) == (state, "a plan, not a fact")
    assert review.close(aside, "in_review", "").state == "in_review"

    with pytest.raises(ReviewError, match="say why"):
        review.close(a_draft(), state, " ")


@pytest.mark.parametrize("state", ["published", "duplicate", "gone", ""])
def test_publishing_is_not_a_way_of_setting_aside(state: str) -> None:
    with pytest.raises(ReviewError, match="cannot be chosen"):
        review.close(a_draft(), state, "x")


def test_draft_that_became_an_event_is_not_set_aside() -> None:
    with pytest.raises(ReviewError, match="undo that, or withdraw"):
        review.close(_accept(a_draft()).draft, "rejected", "x")


# Duplicates


def test_same_place_and_a_shared_day_are_proposed_the_likest_first() -> None:
    same = an_event("B-same")
    hour = an_event("C-hour", time_start="14:30")
    layer = an_event("A-layer", event_type="demolition")
    wide = an_event("D-wide", date="2006-05")
    others = [
        an_event("E-1", date="2006-05-13"),
        an_event("E-2", place_id="shanyrak"),
        an_event("E-3", event_type="barricade"),
        an_event("E-4", status="withdrawn"),
        an_event("E-5", date=""),
    ]
    found = review.duplicates(a_draft(time_start="14:30"), [layer, wide, same, hour, *others])

    assert [event.event_id for event in found] == ["C-hour", "B-same", "D-wide", "A-layer"]


@pytest.mark.parametrize("fields", [{"place_id": ""}, {"date": ""}])
def test_draft_without_place_or_day_is_a_duplicate_of_nothing(fields: dict[str, str]) -> None:
    assert review.duplicates(a_draft(**fields), [an_event()]) == ()


# Withdrawing


def test_withdrawn_event_leaves_id_day_and_kind_of_reason() -> None:
    gone, stone = review.withdraw(an_event(), reason="safety", now=NOW, replaced_by="T-2")

    assert gone == replace(an_event(), status="withdrawn")
    assert (stone.event_id, stone.at, stone.reason, stone.replaced_by) == (
        "T-1", "2026-01-02", "safety", "T-2"
    )  # fmt: skip


def test_reason_of_a_withdrawal_is_one_of_the_list() -> None:
    with pytest.raises(InvalidRecordError, match="reason"):
        review.withdraw(an_event(), reason="because", now=NOW)


def test_drafts_of_one_report_have_ids_of_their_own() -> None:
    assert {a_draft().draft_id, an_answer().draft_id} == {FIRST, SECOND}
