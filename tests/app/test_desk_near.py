"""What is near: events that look the same, episodes, the place around a new one, and another place for what is public."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support import a_place, an_event, some_facts

from dashboard.app_pages import desk_draft, desk_events, desk_near
from dashboard.data import Snapshot
from geodata.desk import Desk
from geodata.model import Episode, Event
from geodata.space import Point
from tests.acting import Do, acting, public_events, public_index, publish_all
from tests.desks import ANNA, DOCUMENT, FIRST, SECOND, a_desk, a_draft, an_answer

CITY = replace(
    a_place("almaty"), kind="city", point=Point(76.9, 43.25), radius_m=20_000, parent_id=""
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with a report beside one public event of its first draft's place, day and type, and an episode."""
    old = an_event("OLD-1", title="Полиция пришла в Бакай", episode_id="day", sequence=3)
    day = Episode("day", "The twelfth of May", place_id="bakai")
    places = (a_place(), a_place("shanyrak"), CITY)
    facts = some_facts(places=places, events=(old,), claims=(), episodes=(day,))
    with a_desk(tmp_path, facts) as opened:
        publish_all(opened)
        yield opened


def _event(desk: Desk, event_id: str) -> Event:
    return desk.told(event_id)[0]


def _correct(desk: Desk, do: Do, event: str = "OLD-1", **more: Any) -> Any:
    told, claims = desk.told(event)
    seen = desk_draft.mark(told, *claims)
    return do("correct", **{"event": event, "mark": seen, "reason": "checked", **more})


# Events that look the same


def test_event_of_the_same_place_day_and_type_is_told_beside_the_draft(desk: Desk) -> None:
    told = desk_near.alike(public_index(desk), desk.open(DOCUMENT).drafts)

    assert [one["event_id"] for one in told[FIRST]] == ["OLD-1"]
    assert told[SECOND] == [], "a barricade is no attempt"


@pytest.mark.parametrize(
    "draft",
    [a_draft(date="2006-05-13"), a_draft(place_id=""), a_draft(event_type="clash"), a_draft(date="")],
)  # fmt: skip
def test_event_of_another_day_place_or_type_does_not_look_the_same(desk: Desk, draft: Any) -> None:
    assert desk_near.alike(public_index(desk), [draft]) == {FIRST: []}


def test_decided_drafts_and_what_the_report_itself_became_are_left_out(desk: Desk) -> None:
    index = public_index(desk)
    done = a_draft(state="published", event_id="OLD-1")

    assert desk_near.alike(
        index, [done, replace(an_answer(), event_type="demolition_attempt")]
    ) == {SECOND: []}


def test_who_accepts_a_twin_nevertheless_hears_of_it(do: Do) -> None:
    assert "looks the same" in do("accept", FIRST).told
    assert "looks the same" not in do("accept", SECOND).told


def test_accepting_beside_a_twin_asks_once_and_writes_nothing_before(desk: Desk, do: Do) -> None:
    edits = {"fields": {"summary": "typed just now"}}
    first = do("accept", FIRST, another=False, edits=edits)

    assert not first.ok
    assert [one["event_id"] for one in first.extra["twins"]] == ["OLD-1"]
    assert desk.draft(FIRST).summary == ""
    assert len(public_events(desk)) == 1
    assert do("accept", FIRST, another=True, edits=edits).ok
    assert do("accept", SECOND, another=False).ok, "nothing looks like it"


def test_claim_of_an_event_tells_its_source_its_words_and_whether_it_is_an_editors(
    desk: Desk, do: Do
) -> None:
    known = {"field": "police_injured", "text": "two", "note": "seen", "start": None, "end": None}
    event = do("accept", FIRST, edits={"added": [known]}).event
    snapshot = Snapshot(public_index(desk))

    def told(one: str) -> list[dict[str, Any]]:
        return desk_events.one_event(desk, one, snapshot=snapshot, gazetteer=_Nothing())["claims"]  # type: ignore[arg-type,no-any-return]

    made = {claim["field"]: claim for claim in told(event)}
    assert (made["date"]["words"], made["date"]["own"]) == ("12 May", False)
    assert made["date"]["source"] == "Police in Bakai"
    assert (made["police_injured"]["words"], made["police_injured"]["own"]) == ("", True)
    assert all(claim["source"] and not claim["own"] for claim in told("OLD-1"))


# Episodes


def test_episode_at_the_place_is_offered_and_the_event_becomes_a_part_of_it(
    desk: Desk, do: Do
) -> None:
    offered = desk_near.episodes(public_index(desk), "bakai", "2006-05-12")
    assert offered == [{"episode_id": "day", "title": "The twelfth of May"}]

    answer = do("accept", FIRST, episode={"episode_id": "day"})

    assert _event(desk, answer.event).episode_id == "day"


def test_new_episode_is_made_with_the_event_and_undone_with_it(desk: Desk, do: Do) -> None:
    answer = do("accept", FIRST, episode={"title": "Бой за Бакай"})
    made = answer.extra["episode"]

    assert made["episode_id"].startswith("boi")
    assert public_index(desk).episodes[made["episode_id"]].title == "Бой за Бакай"
    assert _event(desk, answer.event).episode_id == made["episode_id"]
    offered = desk_near.episodes(public_index(desk), "shanyrak", "", [answer.event])
    assert [one["episode_id"] for one in offered] == [made["episode_id"]]
    do("undo")
    assert {one.episode_id for one in desk.facts().episodes} == {"day"}


@pytest.mark.parametrize("episode", [{"title": " "}, {"episode_id": "nobody's"}, {"title": 3}])
def test_episode_without_a_title_or_that_there_is_not_is_refused(
    desk: Desk, do: Do, episode: dict[str, Any]
) -> None:
    assert do("accept", FIRST, episode=episode).faults
    assert len(public_events(desk)) == 1


def test_preview_tells_of_the_episode(do: Do) -> None:
    told = do("preview", FIRST, episode={"episode_id": "day"}).extra["preview"]["card"]

    assert told["episode_id"] == "day"


# The place around a new one


def test_places_around_a_point_are_proposed_the_smallest_first(do: Do) -> None:
    bakai = a_place().point
    assert bakai

    found = do("parents", lon=bakai.lon, lat=bakai.lat).extra["parents"]

    assert [one["place_id"] for one in found][-1] == "almaty"
    assert "bakai" in [one["place_id"] for one in found]
    assert do("parents", lon="here").extra["parents"] == []


def test_new_place_lies_in_the_one_that_the_editor_chose(desk: Desk, do: Do) -> None:
    place = {
        "place_id": "", "name": "Ravine", "lon": 76.81, "lat": 43.22, "radius_m": 300,
        "how": "by_hand", "parent_id": "almaty",
    }  # fmt: skip
    event = do("accept", FIRST, edits={"fields": {"place": place}}).event

    made = desk.place(_event(desk, event).place_id)
    assert made
    assert made.parent_id == "almaty"


# Correcting what is public


def test_event_and_its_claims_are_corrected_in_one_change(desk: Desk, do: Do) -> None:
    event = do("accept", FIRST).event
    claim = f"{FIRST}-c04"
    answer = _correct(
        desk, do, event, fields={"title": "Other"}, claims={claim: {"status": "unverifiable"}}
    )

    (changed,) = {one.change_id for one in desk.history() if one.reason == "checked"}
    assert answer.ok
    assert {one.record for one in desk.history() if one.change_id == changed} == {
        f"event:{event}", f"claim:{claim}",
    }  # fmt: skip
    do("undo", stay=True)
    assert _event(desk, event).title == "Police come to Bakai"


def test_correction_of_which_one_part_cannot_be_writes_nothing(desk: Desk, do: Do) -> None:
    event = do("accept", FIRST).event
    answer = _correct(
        desk, do, event, fields={"title": "Other"}, claims={f"{FIRST}-c04": {"status": "gone"}}
    )

    assert answer.faults
    assert _event(desk, event).title == "Police come to Bakai"


def test_place_of_a_public_event_is_changed_to_one_of_the_record(desk: Desk, do: Do) -> None:
    assert _correct(desk, do, fields={"place": {"place_id": "shanyrak", "name": "Shanyrak"}}).ok
    assert _event(desk, "OLD-1").place_id == "shanyrak"


def test_place_of_a_public_event_is_put_down_by_hand(desk: Desk, do: Do) -> None:
    place = {"place_id": "", "name": "Ravine", "lon": 76.8, "lat": 43.2, "radius_m": 300, "how": "by_hand"}  # fmt: skip
    assert _correct(desk, do, fields={"place": place}).ok

    made = desk.place(_event(desk, "OLD-1").place_id)
    assert made
    assert (made.place_id, made.radius_m) == ("ravine-old-1", 300)
    assert _correct(desk, do, fields={"place": None}).ok
    assert _event(desk, "OLD-1").place_id == ""


def test_event_that_leaves_its_episode_has_no_number_in_it(desk: Desk, do: Do) -> None:
    assert _correct(desk, do, fields={"episode_id": ""}).ok
    assert (_event(desk, "OLD-1").episode_id, _event(desk, "OLD-1").sequence) == ("", None)


def test_event_is_told_with_the_places_and_episodes_that_it_could_have(desk: Desk) -> None:
    snapshot = Snapshot(public_index(desk))
    bench = acting(desk, ANNA)
    found = bench("search", text="Bakai").extra["places"]
    told = desk_events.one_event(desk, "OLD-1", snapshot=snapshot, gazetteer=_Nothing())  # type: ignore[arg-type]

    assert found
    assert told["place"]["place_id"] == "bakai"
    assert told["episodes"][0]["episode_id"] == "day"


class _Nothing:
    def search(self, _text: str, _most: int) -> list[Any]:
        return []


@pytest.mark.parametrize("text", ["полиция", "ПОЛИЦИЯ ПРИШЛА", "old-1", "бакай"])
def test_event_is_found_in_any_case_of_any_script(desk: Desk, text: str) -> None:
    assert [one.event_id for one in desk.find(text)] == ["OLD-1"]
