"""Kill an editor's process at any moment, many times, and look at what the record holds then.

``python -m tests.crash FOLDER KILLS SEED`` prints one JSON line: how often it killed, what was acknowledged, what was lost. The
child does what the app does (archive a report with its drafts, save, accept, merge, undo, publish), tells each thing once it
is done, and is killed without warning. One process is forked again and again, so that hundreds of kills take seconds.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import random
import signal
import sqlite3
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from geodata import review
from geodata.desk import Desk
from geodata.draft import Draft, Whereabouts
from geodata.errors import GeodataError
from geodata.model import Claim, Document, Place, PlaceName, Source
from geodata.settings import Settings
from geodata.space import Point
from geodata.store import drafts, editors
from geodata.store.editors import Editor

_EDITOR = Editor("anna")
_LONGEST = 0.2
"""Seconds a child may live."""


@dataclass
class Told:
    """What children acknowledged, over all kills."""

    documents: set[str] = field(default_factory=set)
    accepted: dict[str, str] = field(default_factory=dict)
    """Draft to event."""
    merged: dict[str, str] = field(default_factory=dict)
    rejected: set[str] = field(default_factory=set)
    undone: set[str] = field(default_factory=set)
    """Drafts of which the last decision was taken back."""

    def hear(self, line: str) -> None:
        """Note one acknowledgement."""
        what, _, rest = line.partition(" ")
        draft, _, event = rest.partition(" ")
        if what == "document":
            self.documents.add(rest)
        elif what == "accepted":
            self.accepted[draft] = event
        elif what == "merged":
            self.merged[draft] = event
        elif what == "rejected":
            self.rejected.add(draft)
        elif what == "undone":
            self.accepted.pop(draft, None)
            self.undone.add(draft)


def main(folder: Path, kills: int, seed: int) -> dict[str, int]:
    """Kill `kills` times and return what was acknowledged, by kind, and what of it was lost."""
    chance = random.Random(seed)
    settings = Settings.of({"HOLDGROUND_DB": str(folder / "record.db")})
    desk = Desk(settings, _now)
    editors.add(desk.engine, _EDITOR.name, "four words are enough", _now())
    place = Place(
        "bakai",
        "shanty_town",
        point=Point(76.9, 43.3),
        radius_m=5000,
        names=(PlaceName("Bakai", "en"),),
    )
    desk.add_place(_EDITOR, place)
    desk.close()
    told = Told()
    deaths = Counter[str]()
    for turn in range(kills):
        for line in _life(settings, f"{seed}-{turn}", chance.uniform(0, _LONGEST)):
            told.hear(line)
            deaths[line.partition(" ")[0]] += 1
        _sound(settings.db)
    return {"kills": kills, **deaths, **_lost(settings, told)}


def _life(settings: Settings, name: str, seconds: float) -> list[str]:
    """Fork a child, let it work, kill it, and return the lines that it had told."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            _work(settings, name, writer)
        finally:
            os._exit(0)
    os.close(writer)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reader, encoding="utf-8") as said:
        whole = said.read()
    # What the kill cut in the middle was not told.
    return whole[: whole.rfind("\n") + 1].splitlines()


def _work(settings: Settings, name: str, writer: int) -> None:
    def tell(line: str) -> None:
        os.write(writer, f"{line}\n".encode())

    desk = Desk(settings, _now)
    chance = random.Random(name)
    for number in range(1000):
        report = a_report(f"{name}-{number}")
        drafts.take_in(desk.engine, report, _now())
        tell(f"document {report.document.document_id}")
        first, second, third, fourth = report.drafts

        def decide(one: Draft = first, other: Draft = second) -> None:
            edited = desk.save(_EDITOR, one, review.edit(one, title="Police come to Bakai again"))
            event = desk.accept(_EDITOR, edited, reason="read").event
            assert event is not None
            tell(f"accepted {one.draft_id} {event.event_id}")
            desk.merge(_EDITOR, other, event.event_id)
            tell(f"merged {other.draft_id} {event.event_id}")

        def refuse(one: Draft = third) -> None:
            desk.set_aside(_EDITOR, one, "rejected", "no event")
            tell(f"rejected {one.draft_id}")

        def regret(one: Draft = fourth) -> None:
            desk.accept(_EDITOR, one)
            desk.undo(_EDITOR)
            tell(f"undone {one.draft_id}")

        # A child dies young: whatever comes first is killed most.
        for act in chance.sample([decide, refuse, regret], 3):
            act()


def a_report(name: str) -> drafts.TakenIn:
    """Return a report with four drafts of three claims each."""
    text = f"On 12 May police came to Bakai ({name})."
    content = text.encode()
    document_id = hashlib.sha256(content).hexdigest()
    source = Source(f"report-{document_id[:12]}", text, "a paper", "press")
    made = tuple(_draft(document_id, source.source_id, number) for number in range(1, 5))
    return drafts.TakenIn(source, Document(document_id, source.source_id, text), content, made)


def _draft(document_id: str, source_id: str, number: int) -> Draft:
    draft_id = f"{document_id[:12]}-{number:02d}"
    claims = tuple(
        Claim(
            f"{draft_id}-c{i:02d}",
            draft_id,
            source_id,
            name,
            text="police came",
            status="proposed",
            start=0,
            end=9,
            document_id=document_id,
        )
        for i, name in enumerate(("event", "date", "place_id"), start=1)
    )
    return Draft(
        draft_id,
        document_id,
        source_id,
        event_type="police_operation",
        title="Police come to Bakai",
        date="2006-05-12",
        place_id="bakai",
        place=Whereabouts("Bakai", Point(76.9, 43.3), 5000),
        claims=claims,
    )


def _sound(db: Path) -> None:
    with sqlite3.connect(db) as raw:
        verdict = raw.execute("PRAGMA integrity_check").fetchone()[0]
        broken = raw.execute("PRAGMA foreign_key_check").fetchall()
    if verdict != "ok" or broken:
        raise SystemExit(f"the record is damaged: {verdict} {broken}")


def _lost(settings: Settings, told: Told) -> dict[str, int]:
    """Compare what was acknowledged with what is there, and look for halves."""
    desk = Desk(settings, _now)
    facts = desk.facts()
    events = {event.event_id for event in facts.events}
    claimed = Counter(claim.event_id for claim in facts.claims)
    standing: dict[str, Draft] = {}
    half = 0
    for document in facts.documents:
        mine = desk.open(document.document_id).drafts
        standing |= {draft.draft_id: draft for draft in mine}
        half += len(mine) != 4
    for draft in standing.values():
        half += bool(draft.event_id) != (draft.state in ("published", "duplicate"))
        half += bool(draft.event_id) and draft.event_id not in events
    half += sum(claimed[event] % 3 or not claimed[event] for event in events)
    known = {document.document_id for document in facts.documents}
    lost = len(told.documents - known)
    lost += sum(standing[d].event_id != e or e not in events for d, e in told.accepted.items())
    lost += sum(standing[d].state != "duplicate" for d in told.merged)
    lost += sum(standing[d].state != "rejected" for d in told.rejected)
    lost += sum(bool(standing[d].event_id) for d in told.undone)
    unsound = 0
    with desk.engine.connect() as connection:
        unsound = len(list(drafts.unsound(connection)))
    return {"lost": lost, "half": half, "unsound": unsound}


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


if __name__ == "__main__":
    try:
        sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
    except GeodataError as err:
        raise SystemExit(str(err)) from err
