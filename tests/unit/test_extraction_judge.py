"""The judge of extraction gives the verdicts that its README promises."""

from __future__ import annotations

from typing import Any

from geodata.draft import Draft, Whereabouts
from geodata.model import Claim, Document
from geodata.quantity import Quantity
from tests.eval.golden import Expected, Pair
from tests.eval.verdict import Verdict, judge

TEXT = "Police came to Bakai on 12 May. They may be back. Two are said to have died in Lagos."


def an_expected(**fields: Any) -> Expected:
    plain = {
        "event_type": "police_operation",
        "date": "2006-05-12",
        "date_basis": "explicit",
        "place": "bakai",
        "evidence": "Police came to Bakai on 12 May",
    }
    return Expected(**{**plain, **fields})


def a_draft(number: int = 1, words: str = "Police came to Bakai", **fields: Any) -> Draft:
    draft_id = f"draft-{number}"
    start = TEXT.index(words)
    told = Claim("c1", draft_id, "paper", "event", words, start=start, end=start + len(words))
    numbers = [
        Claim(f"c-{name}", draft_id, "paper", name, quantity=quantity)
        for name, quantity in fields.pop("quantities", {}).items()
    ]
    plain = {
        "event_type": "police_operation",
        "date": "2006-05-12",
        "place_id": "bakai",
        "claims": (told, *numbers),
    }
    return Draft(draft_id, "d", "paper", **{**plain, **fields})


def verdict(*drafts: Draft, events: tuple[Expected, ...] = (an_expected(),)) -> Verdict:
    document = Document("d", "paper", TEXT)
    nots = ("They may be back", "Two are said to have died in Lagos")
    return judge(Pair("pair", document, "2006-05-14", "en", "test", events, nots), drafts)


def test_a_draft_of_the_same_type_place_and_day_is_right() -> None:
    assert verdict(a_draft()).counts == (1, 1, 1)


def test_another_day_place_or_type_is_both_missed_and_invented() -> None:
    for field, value in (
        ("date", "2006-05"),
        ("place_id", "shanyrak"),
        ("event_type", "clash"),
        ("date", ""),
    ):
        assert verdict(a_draft(**{field: value})).counts == (0, 1, 1)


def test_a_day_written_as_an_interval_is_the_same_day() -> None:
    assert verdict(a_draft(date="2006-05-12/2006-05-12~")).counts == (1, 1, 1)


def test_no_date_and_only_a_last_day_say_the_same() -> None:
    events = (an_expected(date=""),)
    assert verdict(a_draft(date="../2006-05-14"), events=events).counts == (1, 1, 1)


def test_a_place_of_the_world_matches_by_name() -> None:
    events = (an_expected(place="Lagos"),)
    lagos = a_draft(place_id="gn:2332453", place=Whereabouts("LAGOS"))
    assert verdict(lagos, events=events).counts == (1, 1, 1)


def test_a_second_draft_of_one_event_is_invented() -> None:
    assert verdict(a_draft(1), a_draft(2)).counts == (1, 2, 1)


def test_an_optional_event_counts_neither_drafted_nor_left_out() -> None:
    events = (an_expected(optional=True),)
    assert verdict(a_draft(), events=events).counts == (0, 0, 0)
    assert verdict(events=events).counts == (0, 0, 0)


def test_other_answers_that_are_as_good_are_right() -> None:
    events = (an_expected(also={"event_type": ("clash",), "place": ("almaty",)}),)
    assert verdict(a_draft(event_type="clash", place_id="almaty"), events=events).counts[0] == 1


def test_a_plan_turned_into_an_event_is_told_apart() -> None:
    found = verdict(a_draft(1), a_draft(2, "They may be back"))
    assert [d.draft_id for d in found.from_not_events] == ["draft-2"]


def test_a_rumour_marked_as_such_counts_neither_way_but_never_its_dead() -> None:
    two = {"killed": Quantity(2, 2, 2)}
    rumour = a_draft(
        2, "Two are said to have died", event_type="casualty", doubts=("hearsay",), quantities=two
    )
    found = verdict(a_draft(1), rumour)
    assert found.counts == (1, 1, 1)
    assert found.false_killed == [rumour]


def test_dead_that_the_report_vouches_for_are_no_mistake() -> None:
    two = {"killed": Quantity(2, 2, 2)}
    assert not verdict(a_draft(quantities=two), events=(an_expected(quantities=two),)).false_killed
    zero = {"killed": Quantity(0, 0, 0)}
    assert not verdict(a_draft(quantities=zero)).false_killed


def test_fields_are_scored_on_what_is_right_unless_left_open() -> None:
    events = (an_expected(time_start="06:00", quantities={"police": Quantity(best=100)}),)
    draft = a_draft(time_start="07:00", quantities={"police": Quantity(100, 100, 100)})
    found = verdict(draft, events=events)
    assert (found.right["quantities"], found.scored["quantities"]) == (1, 1)
    assert (found.right["time_start"], found.scored["time_start"]) == (0, 1)
    left_open = (an_expected(time_start="06:00", unscored=frozenset({"time_start", "police"})),)
    assert verdict(draft, events=left_open).scored.keys() == {"date_basis"}
