"""Two editors do whatever they like: nothing becomes public by itself, nothing is lost, no id is given twice."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata import review
from geodata.desk import Desk
from geodata.disclosure import open_published
from geodata.errors import QueryError, ReviewError, StaleError, StoreError
from geodata.model import Event, Facts
from geodata.store import changes
from geodata.store.changes import UNDO
from tests.desks import ANNA, BORIS, FIRST, SECOND, a_desk, a_draft, an_answer

DRAFTS = {FIRST: a_draft(), SECOND: an_answer()}
REFUSED = (StaleError, ReviewError, QueryError, StoreError)

Act = tuple[str, int, int, int]
"""What is done, by which editor, to which draft or event, and a number that tells the rest."""

KINDS = (
    "save",
    "decide",
    "accept",
    "merge",
    "aside",
    "reopen",
    "correct",
    "claim",
    "withdraw",
    "undo",
    "redo",
    "stale",
)
acts = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 1), st.integers(0, 9), st.integers(0, 9)),
    max_size=14,
)


class World:
    """A desk, and what was acknowledged on it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.accepted: set[str] = set()
        self.ids: list[str] = []
        self.undone: list[str] = []
        self.seen_first = desk.draft(FIRST)

    def do(self, act: Act) -> None:
        """Do one thing, as an editor would who has just looked; a refusal changes nothing."""
        kind, who, which, number = act
        before = _whole(self.desk)
        try:
            getattr(self, kind)((ANNA, BORIS)[who], which, number)
        except REFUSED:
            assert _whole(self.desk) == before

    def save(self, who, which, number) -> None:
        draft = self._draft(which)
        fields = ({"title": f"Title {number}"}, {"date": f"2006-05-{number + 1:02d}"}, {"date": ""})
        self.desk.save(who, draft, review.edit(draft, **fields[number % 3]))

    def decide(self, who, which, number) -> None:
        draft = self._draft(which)
        status = ("accepted", "rejected", "unverifiable", "proposed")[number % 4]
        claim = draft.claims[number % len(draft.claims)]
        self.desk.save(who, draft, review.decide(draft, claim.claim_id, status))

    def accept(self, who, which, number) -> None:
        made = self.desk.accept(who, self._draft(which)).event
        assert made
        self.accepted.add(made.event_id)
        self.ids.append(made.event_id)

    def merge(self, who, which, number) -> None:
        self.desk.merge(who, self._draft(which), self._event(number).event_id)

    def aside(self, who, which, number) -> None:
        self.desk.set_aside(who, self._draft(which), ("rejected", "unverifiable")[number % 2], "no")

    def reopen(self, who, which, number) -> None:
        self.desk.set_aside(who, self._draft(which), "in_review", "")

    def correct(self, who, which, number) -> None:
        event = self._event(which)
        fields = (
            {"title": f"Corrected {number}"},
            {"time_start": f"{number:02d}:00"},
            {"place_id": "shanyrak"},
        )
        self.desk.correct(who, [(event, replace(event, **fields[number % 3]))], "checked")

    def claim(self, who, which, number) -> None:
        claims = self.desk.facts().claims
        seen = claims[which % len(claims)]
        status = ("accepted", "unverifiable", "rejected")[number % 3]
        self.desk.correct(who, [(seen, replace(seen, status=status))], "checked")

    def withdraw(self, who, which, number) -> None:
        self.desk.withdraw(who, self._event(which), reason=("error", "safety")[number % 2])

    def undo(self, who, which, number) -> None:
        self.undone.append(self.desk.undo(who)[0].change_id)

    def redo(self, who, which, number) -> None:
        if self.undone:
            self.desk.undo(who, f"{UNDO}{self.undone[number % len(self.undone)]}")

    def stale(self, who, which, number) -> None:
        """Come back to a draft that was opened at the very beginning."""
        now = self.desk.draft(FIRST)
        try:
            self.desk.save(who, self.seen_first, replace(self.seen_first, title="From long ago"))
        except StaleError:
            assert now != self.seen_first
            raise
        assert now == self.seen_first

    def _draft(self, which):
        return self.desk.draft((FIRST, SECOND)[which % 2])

    def _event(self, which) -> Event:
        events = self.desk.facts().events
        return events[which % len(events)]


def _whole(desk: Desk) -> tuple[object, ...]:
    facts = desk.facts()
    return facts, tuple(desk.draft(one) for one in DRAFTS), _history(desk)


def _history(desk: Desk):
    with desk.engine.connect() as connection:
        return changes.history(connection)


def _played(sequence: list[Act], look: Callable[[World], None]) -> None:
    with tempfile.TemporaryDirectory() as folder, a_desk(Path(folder)) as desk:
        world = World(desk)
        for act in sequence:
            world.do(act)
            look(world)


def _public(desk: Desk) -> Facts:
    desk._publish()
    return open_published(desk._settings.published).facts


patient = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])


@patient
@given(acts)
def test_nothing_is_public_that_no_editor_accepted(sequence: list[Act]) -> None:
    def look(world: World) -> None:
        public = _public(world.desk)
        record = {event.event_id: event for event in world.desk.facts().events}
        stood = {r.record for r in _history(world.desk) if r.who in (ANNA.name, BORIS.name)}
        for event in public.events:
            assert event.event_id in {"T-1", *world.accepted}
            assert record[event.event_id].status == "published"
        for claim in public.claims:
            assert claim.claim_id == "c1" or f"claim:{claim.claim_id}" in stood
            assert claim.status in ("accepted", "unverifiable")
        gone = {stone.event_id for stone in public.tombstones}
        assert gone.isdisjoint(event.event_id for event in public.events)
        assert gone <= {"T-1", *world.accepted}
        assert {c.event_id for c in public.corrections} <= {e.event_id for e in public.events}

    _played(sequence, look)


@patient
@given(acts)
def test_undoing_everything_gives_what_was_there_first(sequence: list[Act]) -> None:
    with tempfile.TemporaryDirectory() as folder, a_desk(Path(folder)) as desk:
        first = desk.facts()
        world = World(desk)
        for act in sequence:
            world.do(act)
        made = dict.fromkeys(r.change_id for r in _history(desk) if r.change_id)
        ever = {r.record.partition(":")[2] for r in _history(desk) if r.record.startswith("event:")}
        for change in reversed(made):
            desk.undo(ANNA, change)
        last = desk.facts()

        assert {one: desk.draft(one) for one in DRAFTS} == DRAFTS
        assert replace(last, tombstones=()) == replace(first, tombstones=())
        assert {stone.event_id for stone in last.tombstones} <= ever
        assert _public(desk).events == first.events


@patient
@given(acts)
def test_no_event_id_is_used_twice(sequence: list[Act]) -> None:
    def look(world: World) -> None:
        assert len(world.ids) == len(set(world.ids))

    _played(sequence, look)


@patient
@given(acts)
def test_history_only_grows(sequence: list[Act]) -> None:
    seen: list[object] = []

    def look(world: World) -> None:
        history = list(_history(world.desk))
        assert history[: len(seen)] == seen
        seen[:] = history

    _played(sequence, look)
