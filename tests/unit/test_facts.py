"""The curated facts as shipped: what the map says about Almaty can be traced to who said it."""

from __future__ import annotations

import csv

import pytest
from support import REPORT, SHARED, needs_shared

from geodata.index import Index
from geodata.model import Facts
from geodata.quantity import Quantity


def test_nothing_of_the_collected_facts_was_lost(facts: Facts) -> None:
    assert (len(facts.events), len(facts.places), len(facts.sources)) == (92, 45, 70)


def test_every_event_is_said_by_somebody(facts: Facts) -> None:
    claimed = {claim.event_id for claim in facts.claims if claim.status == "accepted"}

    assert {event.event_id for event in facts.events} <= claimed


def test_every_figure_has_somebody_who_said_it(index: Index) -> None:
    silent = [
        (event.event_id, name)
        for event in index.events
        for name in index.quantities(event.event_id)
        if not any(c.field == name and c.quantity for c in index.claims[event.event_id])
    ]

    assert silent == []


@pytest.mark.parametrize(
    ("field", "low", "high"), [("homes_demolished", 350, 500), ("police", 1500, 2000)]
)
def test_seventh_july_is_a_range_and_not_an_average(
    index: Index, field: str, low: int, high: int
) -> None:
    whole = index.quantities("ALA-2006-0034")[field]

    assert (whole.low, whole.high) == (low, high)
    assert whole.best is None


def test_seventh_july_says_who_says_which(index: Index) -> None:
    claims = index.claims["ALA-2006-0034"]
    said = {(c.source_id, c.stated_by, c.quantity) for c in claims if c.quantity}

    assert ("us-cable-06almaty2564", "resident", Quantity(350, None, 400)) in said
    assert ("akzhol-2007-06-19-bakai", "resident", Quantity(low=350)) in said
    assert ("kt-2006-07-07-bakai", "reporter", Quantity(500, 500, 500)) in said
    assert ("us-cable-06almaty2564", "resident", Quantity(1500, 1500, 1500)) in said
    assert ("kt-2006-07-07-bakai", "resident", Quantity(2000, 2000, 2000)) in said


def test_rumour_of_a_child_is_a_claim_that_cannot_be_verified(index: Index) -> None:
    said = [c for c in index.facts.claims if "child was killed" in c.text]

    assert [(c.field, c.status, c.quantity) for c in said] == [("killed", "unverifiable", None)]
    assert index.events[index.row[said[0].event_id]].date == "2006-05-31"


def test_rumour_of_a_child_is_never_counted(index: Index) -> None:
    late_may = [e.event_id for e in index.events if e.date == "2006-05-31"]

    assert late_may
    assert all("killed" not in index.quantities(event_id) for event_id in late_may)


def test_rumour_of_a_child_is_not_an_event(facts: Facts) -> None:
    casualties = [e for e in facts.events if e.event_type == "casualty"]

    assert [e.event_id for e in casualties if "2006-05-31" in e.date] == []


def test_twelfth_may_is_told_from_eleven_to_four(index: Index) -> None:
    told = [e for e in index.events if e.episode_id == "bakai-2006-05-12"]
    hours = [e.time_start for e in told if e.time_start]

    assert len(told) >= 9
    assert hours == sorted(hours)
    assert (hours[0], "16:00" in hours) == ("11:00", True)


def test_both_attempts_of_twelfth_may_were_repelled_by_somebody(index: Index) -> None:
    attempts = [
        e
        for e in index.events
        if e.episode_id == "bakai-2006-05-12" and e.event_type == "demolition_attempt"
    ]
    answered = {link.target_id for link in index.facts.links if link.link_type == "responds_to"}

    assert len(attempts) >= 2
    assert {e.outcome for e in attempts} == {"repelled"}
    assert {e.event_id for e in attempts} <= answered


def test_bakai_is_a_circle_of_five_kilometres(index: Index) -> None:
    assert index.places["bakai"].radius_m == 5000


def test_places_are_named_in_english_and_russian(facts: Facts) -> None:
    named = {p.place_id: {n.language for n in p.names if n.main} for p in facts.places}

    assert [place_id for place_id, languages in named.items() if not languages & {"en", "ru"}] == []


def test_each_place_has_at_most_one_main_name_in_a_language(facts: Facts) -> None:
    doubled = [
        place.place_id
        for place in facts.places
        for language in ("en", "ru", "kk")
        if sum(n.main and n.language == language for n in place.names) > 1
    ]

    assert doubled == []


def test_every_coordinate_says_where_it_comes_from(facts: Facts) -> None:
    bare = [p.place_id for p in facts.places if p.point and not (p.coordinate_source and p.licence)]

    assert bare == []


def test_only_attempts_and_demolitions_have_an_outcome(facts: Facts) -> None:
    odd = [e.event_id for e in facts.events if e.outcome and e.layer != "demolition"]

    assert odd == []


@needs_shared
def test_every_disagreement_that_was_collected_left_more_than_one_claim(facts: Facts) -> None:
    with (SHARED / "almaty" / "events.csv").open(encoding="utf-8", newline="") as file:
        collected = list(csv.DictReader(file))
    said: dict[str, int] = {}
    for claim in facts.claims:
        said[claim.event_id] = said.get(claim.event_id, 0) + 1
    disputed = [row for row in collected if row["conflicts"].strip()]
    by_number = {int(event_id.rsplit("-", 1)[1]): count for event_id, count in said.items()}
    thin = [row["id"] for row in disputed if by_number.get(int(row["id"][1:]), 0) < 2]

    assert disputed
    assert thin == []


@needs_shared
def test_evidence_points_into_the_report_it_quotes(facts: Facts) -> None:
    text = REPORT.read_text(encoding="utf-8")
    quoted = [c for c in facts.claims if c.start is not None and c.end is not None]

    assert quoted
    assert {c.source_id for c in quoted} == {"cwi-2006-05-28-bakai"}
    assert all(text[c.start : c.end].strip() for c in quoted)
    assert all(c.end <= len(text) for c in quoted if c.end is not None)
