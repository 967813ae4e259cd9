"""The founding report, end to end: what an editor must be given for 12 May 2006, and nothing more."""

from __future__ import annotations

from functools import cache

import pytest
from support import REPORT, needs_shared

from geodata.draft import Draft
from geodata.extraction import extract
from geodata.model import Document
from geodata.quantity import Quantity
from geodata.reading.reports import read_report

pytestmark = needs_shared


@cache
def document() -> Document:
    return read_report(REPORT, source_id="cwi-2006-05-28-bakai")


@cache
def drafts() -> tuple[Draft, ...]:
    from tests.worlds import geoparser

    toponyms = geoparser().geoparse(document().text, "en")
    return extract(document(), toponyms, published="2006-05-28", language="en").drafts


def of_type(event_type: str) -> list[Draft]:
    return [draft for draft in drafts() if draft.event_type == event_type]


def test_every_draft_is_on_12_may() -> None:
    assert {(d.date, d.date_basis) for d in drafts()} == {("2006-05-12", "explicit")}


def test_all_but_the_delegation_is_at_bakai_and_nothing_at_gaza() -> None:
    assert {d.place_id for d in drafts() if d.event_type != "solidarity"} == {"bakai"}
    (delegation,) = of_type("solidarity")
    assert delegation.place_id == "shanyrak"


def test_events_come_in_the_order_of_the_story() -> None:
    assert [d.event_type for d in drafts()] == [
        "police_operation",
        "demolition_attempt",
        "negotiation",
        "demolition_attempt",
        "negotiation",
        "barricade",
        "clash",
        "withdrawal",
        "meeting",
        "solidarity",
    ]


def test_first_attempt() -> None:
    first, _ = of_type("demolition_attempt")
    assert first.outcome == "repelled"
    assert first.quantities["police"] == Quantity(100, 100, 100)
    assert first.quantities["residents"] == Quantity(40, 40, 40)


def test_second_attempt_and_the_plan_of_the_day() -> None:
    _, second = of_type("demolition_attempt")
    assert second.outcome == "repelled"
    assert second.quantities["riot_police"] == Quantity(40, 40, 40)
    assert second.quantities["residents"] == Quantity(low=100)
    assert second.quantities["homes_targeted"] == Quantity(8, 8, 8)
    claim = second.claim("homes_targeted")
    assert claim is not None
    assert claim.stated_by == "authority"


def test_siege_is_lifted_by_agreement_before_the_second_attempt() -> None:
    agreement, _ = of_type("negotiation")
    claim = agreement.claim("event")
    assert claim is not None
    assert "agree" in claim.text


def test_stand_off_of_ninety_minutes_ends_with_the_storming() -> None:
    _, stand_off = of_type("negotiation")
    assert (stand_off.time_start, stand_off.time_end) == ("13:00", "14:30")
    claim = stand_off.claim("time_start")
    assert claim is not None
    assert claim.rule.startswith("derived")
    assert claim.text == "an hour and a half"


def test_storming_with_its_injured() -> None:
    (storming,) = of_type("clash")
    assert storming.time_start == "14:30"
    assert storming.quantities["police"] == Quantity(low=200)
    assert storming.quantities["injured"].low == 24


def test_withdrawal_at_four() -> None:
    (withdrawal,) = of_type("withdrawal")
    assert withdrawal.time_start == "16:00"
    assert withdrawal.quantities["residents"] == Quantity(low=200)


def test_nobody_is_killed_and_nobody_arrested() -> None:
    assert not [d for d in drafts() if {"killed", "arrested"} & set(d.quantities)]


def test_every_span_slices_back_to_its_words() -> None:
    text = document().text
    for draft in drafts():
        for claim in draft.claims:
            assert claim.text == " ".join(text[claim.start : claim.end].split())


@pytest.mark.parametrize(
    ("event_type", "link_type", "target_type"),
    [
        ("demolition_attempt", "part_of", "police_operation"),
        ("clash", "responds_to", "demolition_attempt"),
        ("clash", "follows", "negotiation"),
        ("withdrawal", "follows", "clash"),
        ("meeting", "follows", "withdrawal"),
    ],
)
def test_drafts_are_tied(event_type: str, link_type: str, target_type: str) -> None:
    types = {d.draft_id: d.event_type for d in drafts()}
    ties = {
        (link.link_type, types[link.target_id]) for d in of_type(event_type) for link in d.links
    }
    assert (link_type, target_type) in ties


def test_titles_are_our_own_words() -> None:
    for draft in drafts():
        assert draft.title
        assert draft.title not in document().text
