"""Drafts that an editor begins: what extraction missed, and the second event of what it took for one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geodata.desk import Desk
from geodata.errors import QueryError, StaleError, StoreError
from geodata.model import Link
from geodata.store import drafts
from geodata.store.changes import UNDO
from tests.acting import Do, public_events
from tests.desks import ANNA, BORIS, DOCUMENT, FIRST, SECOND, TEXT, a_draft

THIRD, FOURTH = f"{DOCUMENT[:12]}-03", f"{DOCUMENT[:12]}-04"
WORDS = (TEXT.index("Residents"), TEXT.index(" with"))


def _ids(desk: Desk) -> list[str]:
    return [draft.draft_id for draft in desk.open(DOCUMENT).drafts]


def test_words_of_the_report_become_a_draft_with_a_claim_that_it_happened(
    desk: Desk, do: Do
) -> None:
    answer = do("add_draft", doc=DOCUMENT, start=WORDS[0], end=WORDS[1])
    made = desk.draft(THIRD)
    (claim,) = made.claims

    assert answer.goto == {"draft": THIRD}
    assert (made.state, made.title, made.source_id) == ("in_review", "", "report")
    assert (claim.field, claim.text, claim.status) == ("event", "Residents answered", "accepted")
    assert (claim.document_id, claim.rule) == (DOCUMENT, "")
    assert _ids(desk) == [FIRST, SECOND, THIRD]


def test_draft_can_begin_with_nothing_and_be_published_once_it_is_complete(
    desk: Desk, do: Do
) -> None:
    assert do("add_draft", doc=DOCUMENT).ok
    assert desk.draft(THIRD).claims == ()
    known = {"field": "event", "text": "seen by the editor", "start": None}
    edits = {"fields": {"title": "A meeting", "event_type": "meeting"}, "added": [known]}

    answer = do("accept", THIRD, edits=edits)

    assert [event.event_id for event in public_events(desk)] == [answer.event]


@pytest.mark.parametrize("span", [(5, 5), (-1, 4), (0, len(TEXT) + 1), ("0", 4), (3, None)])
def test_words_that_are_not_in_the_report_make_no_draft(
    desk: Desk, do: Do, span: tuple[object, object]
) -> None:
    answer = do("add_draft", doc=DOCUMENT, start=span[0], end=span[1])

    assert "are not in the report" in answer.faults[0]
    assert _ids(desk) == [FIRST, SECOND]


def test_draft_of_no_report_is_refused(desk: Desk, do: Do) -> None:
    assert "here is no document" in do("add_draft", doc="0" * 64).faults[0]
    with pytest.raises(QueryError):
        desk.add_draft(ANNA, "0" * 64, like=a_draft())


def test_added_draft_is_on_record_and_is_taken_away_by_undo(desk: Desk, do: Do) -> None:
    do("add_draft", doc=DOCUMENT, start=WORDS[0], end=WORDS[1])
    (made,) = desk.history(f"draft:{THIRD}")
    assert (made.who, made.before) == (ANNA.name, "")

    answer = do("undo")

    assert answer.goto["doc"] == DOCUMENT
    assert _ids(desk) == [FIRST, SECOND]


def test_undoing_is_undone_and_the_draft_is_as_it_was_begun(desk: Desk, do: Do) -> None:
    do("add_draft", doc=DOCUMENT, start=WORDS[0], end=WORDS[1])
    begun = desk.draft(THIRD)
    change = desk.history(f"draft:{THIRD}")[0].change_id
    do("undo")

    assert do("undo", change=f"{UNDO}{change}").ok
    assert desk.draft(THIRD) == begun
    with desk.engine.connect() as connection:
        assert drafts.original_draft(connection, THIRD) == begun


def test_number_of_a_draft_that_was_taken_away_is_not_given_again(desk: Desk, do: Do) -> None:
    do("add_draft", doc=DOCUMENT)
    do("undo")
    do("add_draft", doc=DOCUMENT)

    assert _ids(desk) == [FIRST, SECOND, FOURTH]


def test_draft_that_was_worked_on_is_not_taken_away_at_once(desk: Desk, do: Do) -> None:
    do("add_draft", doc=DOCUMENT)
    change = desk.history(f"draft:{THIRD}")[0].change_id
    do("save", THIRD, edits={"fields": {"title": "Words"}})

    assert do("undo", change=change).stale is not None
    assert desk.draft(THIRD).title == "Words"


def test_tie_to_a_draft_that_was_taken_away_keeps_nothing_from_being_published(
    desk: Desk, do: Do
) -> None:
    do("add_draft", doc=DOCUMENT)
    link = {"link_type": "responds_to", "target_id": THIRD}
    do("save", FIRST, edits={"fields": {"links": [link]}})
    with pytest.raises(StoreError):
        desk.undo(BORIS)
    desk.undo(ANNA, desk.history(f"draft:{THIRD}")[0].change_id)

    assert do("accept", FIRST).ok
    assert desk.facts().links == ()


def test_copy_holds_all_of_the_draft_with_what_was_typed_and_ids_of_its_own(
    desk: Desk, do: Do
) -> None:
    answer = do("copy_draft", SECOND, edits={"fields": {"title": "As typed"}})
    copy, first = desk.draft(THIRD), desk.draft(SECOND)

    assert answer.goto == {"draft": THIRD}
    assert (copy.title, copy.date, copy.place) == ("As typed", first.date, first.place)
    assert [c.claim_id for c in copy.claims] == [f"{THIRD}-c{i:02d}" for i in range(1, 5)]
    assert [(c.field, c.start, c.end) for c in copy.claims] == [
        (c.field, c.start, c.end) for c in first.claims
    ]
    assert copy.links == (Link(THIRD, "responds_to", FIRST),)


def test_published_draft_can_be_split_and_both_are_events(desk: Desk, do: Do) -> None:
    do("accept", FIRST)
    do("copy_draft", FIRST)
    assert (desk.draft(THIRD).state, desk.draft(THIRD).event_id) == ("in_review", "")

    assert do("accept", THIRD).ok
    assert len(public_events(desk)) == 2


def test_copy_of_what_somebody_changed_meanwhile_is_refused(desk: Desk) -> None:
    seen = desk.draft(FIRST)
    desk.save(BORIS, seen, replace(seen, title="His"))

    with pytest.raises(StaleError):
        desk.add_draft(ANNA, DOCUMENT, like=seen)
    assert _ids(desk) == [FIRST, SECOND]
