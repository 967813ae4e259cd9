"""A desk over a small record: one report with two drafts, two editors, a clock that tests move."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from support import NOW, a_place, a_source, settings_in, some_facts

from geodata.desk import Desk
from geodata.disclosure import open_published
from geodata.draft import Draft, Whereabouts
from geodata.model import Claim, Document, Event, Facts, Link
from geodata.quantity import Quantity
from geodata.store import drafts, editors, records
from geodata.store.editors import Editor

ANNA = Editor("anna@a.test", "oidc")
BORIS = Editor("boris@a.test", "oidc")
"""Editors who need no passphrase: hashing one takes a tenth of a second."""

TEXT = "On 12 May forty riot police came to Bakai. Residents answered with a barricade at 14.30."
DOCUMENT = hashlib.sha256(TEXT.encode()).hexdigest()
FIRST, SECOND = f"{DOCUMENT[:12]}-01", f"{DOCUMENT[:12]}-02"
SPANS = {"event": (22, 41), "date": (3, 9), "place_id": (36, 41), "police": (10, 27)}


class Clock:
    """Says what moment it is; each look is a minute later than the one before."""

    def __init__(self, now: dt.datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        """Return the moment."""
        self.now += dt.timedelta(minutes=1)
        return self.now


def draft_claim(draft_id: str, number: int, field: str, **fields: Any) -> Claim:
    """Return a proposed claim of a draft, with its span in the report."""
    start, end = SPANS.get(field, (0, 2))
    plain = {
        "text": TEXT[start:end],
        "start": start,
        "end": end,
        "status": "proposed",
        "rule": "test",
        "confidence": 0.9,
        "document_id": DOCUMENT,
    }
    claim_id = f"{draft_id}-c{number:02d}"
    return Claim(claim_id, draft_id, "report", field, **{**plain, **fields})


def a_draft(draft_id: str = FIRST, **fields: Any) -> Draft:
    """Return a draft that lacks nothing: police came to Bakai on 12 May 2006, forty of them."""
    named = enumerate(("event", "date", "place_id"), 1)
    forty = draft_claim(draft_id, 4, "police", text="", quantity=Quantity(best=40))
    claims = (*(draft_claim(draft_id, i, name) for i, name in named), forty)
    plain = {
        "event_type": "demolition_attempt",
        "title": "Police come to Bakai",
        "date": "2006-05-12",
        "place_id": "bakai",
        "place": Whereabouts("Bakai"),
        "claims": claims,
        "confidence": 0.8,
    }
    return Draft(draft_id, DOCUMENT, "report", **{**plain, **fields})


def an_answer() -> Draft:
    """Return a draft that answers the first one."""
    return a_draft(
        SECOND,
        event_type="barricade",
        title="Residents build a barricade",
        links=(Link(SECOND, "responds_to", FIRST),),
    )


def a_report(*found: Draft) -> drafts.TakenIn:
    """Return the report with its drafts, on its way into the record."""
    return drafts.TakenIn(
        a_source("report", title="Police in Bakai"),
        Document(DOCUMENT, "report", TEXT, retrieved=NOW.isoformat()),
        TEXT.encode(),
        drafts=found or (a_draft(), an_answer()),
        shingles=(1, 2, 3),
    )


@contextmanager
def a_desk(
    folder: Path, facts: Facts | None = None, report: drafts.TakenIn | None = None
) -> Iterator[Desk]:
    """Open the desk of a new record that holds `facts` and the report; Anna and Boris may edit."""
    settings = settings_in(folder)
    desk = Desk(settings, Clock())
    try:
        known = some_facts(places=(a_place(), a_place("shanyrak"))) if facts is None else facts
        records.load(desk.engine, known, name="test", fingerprint="1", now=NOW)
        drafts.take_in(desk.engine, report or a_report(), NOW)
        for editor in (ANNA, BORIS):
            editors.admit(desk.engine, editor.name, NOW)
        yield desk
    finally:
        desk.close()


def seen_by_readers(desk: Desk) -> Facts:
    """Return what readers see of a desk's record."""
    return open_published(desk._settings.published).facts


def accepted(desk: Desk, draft_id: str = FIRST) -> Event:
    """Accept a draft as Anna, and return the event that it made."""
    made = desk.accept(ANNA, desk.draft(draft_id)).event
    assert made
    return made


def event_of(desk: Desk, event_id: str = "T-1") -> Event:
    """Return an event of a desk's record."""
    return next(event for event in desk.facts().events if event.event_id == event_id)
