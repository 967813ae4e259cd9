"""What was changed is on record and can be taken back: all of it, as it was, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from geodata import review
from geodata.desk import Desk
from geodata.errors import StaleError, StoreError
from geodata.store.changes import UNDO
from tests.desks import (
    ANNA,
    BORIS,
    FIRST,
    SECOND,
    a_desk,
    a_draft,
    accepted,
    an_answer,
    event_of,
    seen_by_readers,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with one report of two drafts beside one public event."""
    with a_desk(tmp_path) as opened:
        yield opened


def test_every_change_is_on_record(desk: Desk) -> None:
    edited = review.edit(a_draft(), title="Edited")
    desk.save(ANNA, a_draft(), edited, "clearer")
    (made,) = desk.history(f"draft:{FIRST}")

    assert (made.who, made.reason) == (ANNA.name, "clearer")
    assert made.at.startswith("2026-01-02T03:")
    assert '"Police come to Bakai"' in made.before
    assert '"Edited"' in made.after


def test_what_was_decided_together_is_taken_back_together(desk: Desk) -> None:
    before = desk.facts()
    made = accepted(desk)
    taken = desk.undo(ANNA)

    assert len({revision.change_id for revision in taken}) == 1
    after = desk.facts()
    assert after.events == before.events
    assert after.claims == before.claims
    assert desk.draft(FIRST) == a_draft()
    assert [stone.event_id for stone in after.tombstones] == [made.event_id]
    assert made.event_id not in {event.event_id for event in seen_by_readers(desk).events}


def test_undo_goes_back_step_by_step_and_stops(desk: Desk) -> None:
    one = desk.save(ANNA, a_draft(), review.edit(a_draft(), title="One"))
    desk.save(ANNA, one, review.edit(one, title="Two"))
    titles = []
    for _ in range(2):
        desk.undo(ANNA)
        titles.append(desk.draft(FIRST).title)

    assert titles == ["One", "Police come to Bakai"]
    with pytest.raises(StoreError, match="nothing of yours"):
        desk.undo(ANNA)


def test_undoing_can_be_undone_and_then_be_undone_again(desk: Desk) -> None:
    made = accepted(desk)
    change = desk.undo(ANNA)[0].change_id
    desk.undo(ANNA, f"{UNDO}{change}")
    assert made in seen_by_readers(desk).events
    assert desk.facts().tombstones == ()

    desk.undo(ANNA)
    assert made not in seen_by_readers(desk).events
    assert desk.draft(FIRST) == a_draft()


def test_change_is_undone_once(desk: Desk) -> None:
    desk.save(ANNA, a_draft(), review.edit(a_draft(), title="One"))
    change = desk.undo(ANNA)[0].change_id

    with pytest.raises(StoreError, match="undone already"):
        desk.undo(ANNA, change)


def test_what_was_undone_and_done_again_can_be_taken_back_and_so_on(desk: Desk) -> None:
    """Each step has an id of its own: a change that two steps shared could never be told apart again."""
    edited = desk.save(ANNA, a_draft(), review.edit(a_draft(), title="One"), "clearer")
    change = desk.history(f"draft:{FIRST}")[0].change_id
    for step in range(1, 6):
        desk.undo(ANNA, change if step % 2 else f"{UNDO}{change}")
        assert desk.draft(FIRST) == (a_draft() if step % 2 else edited)

    steps = desk.history(f"draft:{FIRST}")
    assert len({step.change_id for step in steps}) == len(steps) == 6
    assert [step.reason for step in steps[:3]] == ["clearer", "undone: clearer", "redone: clearer"]


def test_undo_takes_back_ones_own(desk: Desk) -> None:
    edited = desk.save(ANNA, a_draft(), review.edit(a_draft(), title="Hers"))
    desk.save(BORIS, an_answer(), review.edit(an_answer(), title="His"))
    desk.undo(ANNA)

    assert desk.draft(FIRST) == a_draft() != edited
    assert desk.draft(SECOND).title == "His"


def test_undo_of_what_somebody_changed_since_is_refused(desk: Desk) -> None:
    hers = desk.save(ANNA, a_draft(), review.edit(a_draft(), title="Hers"))
    desk.save(BORIS, hers, review.edit(hers, title="His"))

    with pytest.raises(StaleError):
        desk.undo(ANNA)
    assert desk.draft(FIRST).title == "His"


def test_accepted_event_that_others_refer_to_is_not_taken_back_in_pieces(desk: Desk) -> None:
    """Boris linked an answer to Anna's event: taking hers back alone would leave a link to nothing."""
    accepted(desk, FIRST)
    desk.accept(BORIS, desk.draft(SECOND))
    before = (desk.facts(), desk.history())

    with pytest.raises(StoreError, match="others rest on"):
        desk.undo(ANNA)
    assert (desk.facts(), desk.history()) == before


def test_correction_to_a_place_that_there_is_not_is_refused(desk: Desk) -> None:
    seen = event_of(desk)
    with pytest.raises(StoreError, match="not there"):
        desk.correct(ANNA, [(seen, replace(seen, place_id="nowhere"))], "checked")

    assert event_of(desk) == seen


def test_unknown_change_cannot_be_undone(desk: Desk) -> None:
    with pytest.raises(StoreError, match="no change 'x'"):
        desk.undo(ANNA, "x")
