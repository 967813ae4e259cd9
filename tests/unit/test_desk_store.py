"""The desk over a real record: what is acknowledged is kept, what is stale is refused, what is undone is as it was."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from support import NOW, a_place, an_event, some_facts

from geodata import disclosure, review
from geodata.desk import Desk
from geodata.disclosure import published_version
from geodata.errors import QueryError, ReviewError, StaleError, StoreError
from geodata.history import Correction
from geodata.model import Link
from geodata.store import changes, drafts, records
from geodata.store import tables as t
from geodata.store.changes import Change
from geodata.store.engine import writing
from tests.desks import (
    ANNA,
    BORIS,
    DOCUMENT,
    FIRST,
    SECOND,
    TEXT,
    a_desk,
    a_draft,
    a_report,
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


# Taking in, and the queue


def test_report_waits_with_its_text_and_drafts(desk: Desk) -> None:
    (waiting,) = desk.queue()
    opened = desk.open(DOCUMENT)

    assert (waiting.document_id, waiting.states) == (DOCUMENT, {"proposed": 2})
    assert opened.document.text == TEXT
    assert opened.drafts == (a_draft(), an_answer())
    assert (opened.source.source_id, opened.relatives) == ("report", ())


def test_same_bytes_are_taken_in_once(desk: Desk) -> None:
    desk.save(ANNA, a_draft(), review.edit(a_draft(), title="Edited"))

    assert not drafts.take_in(desk.engine, a_report(), NOW)
    assert desk.draft(FIRST).title == "Edited"


def test_queue_can_be_narrowed_to_a_state(desk: Desk) -> None:
    accepted(desk)

    assert [q.states for q in desk.queue("published")] == [{"proposed": 1, "published": 1}]
    assert desk.queue("rejected") == ()
    assert desk.queue(limit=1, offset=1) == ()


def test_what_there_is_not_is_said(desk: Desk) -> None:
    for ask in (lambda: desk.open("0" * 64), lambda: desk.draft("x"), lambda: desk.draft("")):
        with pytest.raises(QueryError, match="there is no"):
            ask()


def test_proposal_is_kept_beside_what_was_made_of_it(desk: Desk) -> None:
    desk.save(ANNA, a_draft(), review.edit(a_draft(), title="Edited"))

    with desk.engine.connect() as connection:
        assert drafts.original_draft(connection, FIRST) == a_draft()


def test_changed_bytes_are_found(desk: Desk) -> None:
    with desk.engine.connect() as connection:
        assert list(drafts.unsound(connection)) == []
    with writing(desk.engine) as connection:
        connection.execute(t.original.update().values(content=b"forged"))
    with desk.engine.connect() as connection:
        assert [found.problem for found in drafts.unsound(connection)] == ["changed"]


# Accepting


def test_nothing_of_a_draft_is_public_before_it_is_accepted(desk: Desk) -> None:
    desk.save(ANNA, a_draft(), review.edit(a_draft(), title="Canary"))
    disclosure.publish(desk.engine, desk._settings.published)

    assert [event.event_id for event in seen_by_readers(desk).events] == ["T-1"]
    assert b"Canary" not in desk._settings.published.read_bytes()


def test_accepted_draft_is_public_at_once(desk: Desk) -> None:
    made = accepted(desk)
    public = seen_by_readers(desk)

    assert made in public.events
    assert {c.field for c in public.claims if c.event_id == made.event_id} == {
        "event", "date", "place_id", "police"
    }  # fmt: skip
    assert (desk.draft(FIRST).state, desk.draft(FIRST).event_id) == ("published", made.event_id)


def test_archived_text_stays_in_the_archive(desk: Desk) -> None:
    accepted(desk)

    assert b"Residents answered" not in desk._settings.published.read_bytes()


def test_link_to_the_attempt_appears_when_both_are_events(desk: Desk) -> None:
    attempt, answer = accepted(desk, FIRST), accepted(desk, SECOND)

    assert seen_by_readers(desk).links == (Link(answer.event_id, "responds_to", attempt.event_id),)


def test_refused_acceptance_writes_nothing(desk: Desk) -> None:
    bare = review.edit(a_draft(), title="")
    desk.save(ANNA, a_draft(), bare)
    before = (desk.facts(), desk.history())

    with pytest.raises(ReviewError):
        desk.accept(ANNA, bare)
    assert (desk.facts(), desk.history()) == before


def test_place_of_the_draft_comes_with_it(desk: Desk) -> None:
    placed = review.edit(a_draft(), place_id="rg:ravine")
    desk.save(ANNA, a_draft(), placed)
    desk.accept(ANNA, placed)

    assert "rg:ravine" in {place.place_id for place in seen_by_readers(desk).places}


def test_new_place_is_known_to_the_next_draft(desk: Desk) -> None:
    desk.add_place(ANNA, a_place("ravine"))
    with pytest.raises(StaleError, match="place:ravine"):
        desk.add_place(BORIS, a_place("ravine", radius_m=9))

    assert "ravine" in {place.place_id for place in desk.facts().places}


def test_id_of_an_event_tells_the_year_and_nothing_of_its_number(desk: Desk) -> None:
    first, second = accepted(desk, FIRST).event_id, accepted(desk, SECOND).event_id

    assert {one[:8] for one in (first, second)} == {"HG-2006-"}
    assert first != second


def test_id_is_never_given_twice(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The generator is made to offer the ids of events that are there, that were undone, and that are withdrawn."""
    letters = iter("AAAAA" + "AAAAABBBBB" + "AAAAABBBBBCCCCC")
    monkeypatch.setattr("geodata.desk.secrets.choice", lambda _: next(letters))
    undone = accepted(desk)
    desk.undo(ANNA)
    kept = accepted(desk)
    desk.withdraw(ANNA, event_of(desk, kept.event_id), reason="error")
    third = accepted(desk, SECOND)

    assert [e.event_id[-5:] for e in (undone, kept, third)] == ["AAAAA", "BBBBB", "CCCCC"]


# Joining


def test_duplicate_joins_and_widens_the_range(desk: Desk) -> None:
    assert [event.event_id for event in desk.duplicates(a_draft())] == ["T-1"]
    desk.merge(ANNA, a_draft(), "T-1", reason="the same")

    assert event_of(desk) == an_event()
    assert {c.source_id for c in seen_by_readers(desk).claims} == {"paper", "report"}
    assert desk.draft(FIRST).event_id == "T-1"


def test_draft_cannot_join_what_is_not_public(desk: Desk) -> None:
    desk.withdraw(ANNA, event_of(desk), reason="error")

    for event_id in ("T-1", "T-9"):
        with pytest.raises(QueryError, match="no event"):
            desk.merge(ANNA, a_draft(), event_id)


# Two at once


def test_stale_change_is_refused_and_says_what_it_is_now(desk: Desk) -> None:
    hers = review.edit(a_draft(), title="Hers")
    desk.save(ANNA, a_draft(), hers)

    with pytest.raises(StaleError) as caught:
        desk.save(BORIS, a_draft(), review.edit(a_draft(), title="His"))

    assert (caught.value.record, caught.value.now) == (f"draft:{FIRST}", hers)
    assert caught.value.who == ANNA.name
    assert desk.draft(FIRST) == hers


@pytest.mark.parametrize("act", ["accept", "merge", "set_aside"])
def test_decision_on_what_somebody_changed_meanwhile_is_refused(desk: Desk, act: str) -> None:
    desk.save(ANNA, a_draft(), review.edit(a_draft(), title="Hers"))
    before = (desk.facts(), desk.history())
    acts = {
        "accept": lambda: desk.accept(BORIS, a_draft()),
        "merge": lambda: desk.merge(BORIS, a_draft(), "T-1"),
        "set_aside": lambda: desk.set_aside(BORIS, a_draft(), "rejected", "no"),
    }

    with pytest.raises(StaleError):
        acts[act]()
    assert (desk.facts(), desk.history()) == before


def test_stale_correction_and_withdrawal_are_refused(desk: Desk) -> None:
    seen = event_of(desk)
    desk.correct(ANNA, [(seen, replace(seen, outcome="partial"))], "checked")

    with pytest.raises(StaleError):
        desk.correct(BORIS, [(seen, replace(seen, outcome="repelled"))], "checked")
    with pytest.raises(StaleError):
        desk.withdraw(BORIS, seen, reason="error")
    assert event_of(desk).outcome == "partial"


def test_of_two_who_accept_at_once_one_is_told_to_look_again(desk: Desk) -> None:
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def accept(editor: object) -> None:
        start.wait()
        try:
            desk.accept(editor, a_draft())  # type: ignore[arg-type]
            outcomes.append("done")
        except (StaleError, ReviewError) as err:
            outcomes.append(type(err).__name__)

    threads = [threading.Thread(target=accept, args=(editor,)) for editor in (ANNA, BORIS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["StaleError", "done"]
    assert len(desk.facts().events) == 2
    assert len(seen_by_readers(desk).events) == 2


def test_change_to_the_same_is_no_change(desk: Desk) -> None:
    desk.save(ANNA, a_draft(), a_draft())

    assert desk.history(f"draft:{FIRST}") == ()


# The published copy follows


def test_every_public_change_is_a_new_version(desk: Desk) -> None:
    versions = [published_version(desk._settings.published)]
    accepted(desk)
    versions.append(published_version(desk._settings.published))
    seen = event_of(desk)
    desk.correct(ANNA, [(seen, replace(seen, title="Other"))], "clearer")
    versions.append(published_version(desk._settings.published))
    desk.undo(ANNA)
    versions.append(published_version(desk._settings.published))

    assert versions[0] is None
    assert versions[1:] == sorted(set(versions[1:]))  # type: ignore[type-var]
    assert len(set(versions)) == 4


def test_correction_is_told_without_its_author(desk: Desk) -> None:
    seen = event_of(desk)
    desk.correct(ANNA, [(seen, replace(seen, time_start="14:30"))], "checked")

    assert seen_by_readers(desk).corrections == (
        Correction("T-1", "2026-01-02", "time_start", "", "14:30", "checked"),
    )
    assert ANNA.name.encode() not in desk._settings.published.read_bytes()


# A new edition of the curated facts


def test_editors_change_outlives_a_new_edition(desk: Desk) -> None:
    seen = event_of(desk)
    desk.correct(ANNA, [(seen, replace(seen, title="Corrected"))], "checked")
    new = some_facts(events=(an_event(title="As the table says"), an_event("T-2")))
    records.load(desk.engine, new, name="test", fingerprint="2", now=NOW)

    assert {e.event_id: e.title for e in desk.facts().events} == {
        "T-1": "Corrected",
        "T-2": "Police come to Bakai",
    }


def test_corrected_and_undone_record_follows_the_edition_it_was_kept_from(desk: Desk) -> None:
    """Once a person had a say, the table has none any more: also where they took it back."""
    seen = event_of(desk)
    desk.correct(ANNA, [(seen, replace(seen, title="Corrected"))], "checked")
    desk.undo(ANNA)
    new = some_facts(events=(an_event(title="As the table says"),))
    records.load(desk.engine, new, name="test", fingerprint="2", now=NOW)

    assert event_of(desk).title == "Police come to Bakai"


# What changes refuse


def test_change_of_nothing_is_refused() -> None:
    with pytest.raises(StoreError, match="before or after"):
        _ = Change(None, None).record


def test_failing_change_takes_its_companions_with_it(desk: Desk) -> None:
    edited = review.edit(a_draft(), title="Edited")
    with pytest.raises(StaleError), writing(desk.engine) as connection:
        changes.apply(
            connection,
            [Change(a_draft(), edited), Change(an_event("T-1", title="never was so"), an_event())],
            change_id="x",
            who=ANNA.name,
            now=NOW,
            reason="",
        )

    assert desk.draft(FIRST) == a_draft()
    assert desk.history(f"draft:{FIRST}") == ()


def test_draft_of_no_document_is_refused_by_the_database(desk: Desk) -> None:
    row = {"draft_id": "stranger-01", "document_id": "0" * 64, "position": 0, "state": "proposed"}
    insertion = insert(t.draft).values(**row, event_id="", body="", original="")
    with pytest.raises(IntegrityError), writing(desk.engine) as connection:
        connection.execute(insertion)

    with desk.engine.connect() as connection:
        assert len(connection.execute(select(t.draft)).all()) == 2
