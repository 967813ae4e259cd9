"""One document on the desk: its text, its drafts, and what an editor needs to decide on the one that is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dashboard.app_pages.desk_draft import packed
from dashboard.app_pages.desk_history import lines
from dashboard.app_pages.desk_near import alike, brief, episodes, events
from dashboard.app_pages.desk_place import candidates
from dashboard.app_pages.desk_preview import widened
from dashboard.app_pages.desk_source import packed as packed_source
from dashboard.app_pages.desk_source import relatives
from dashboard.data import Snapshot
from geodata.desk import Desk
from geodata.draft import Draft
from geodata.gazetteer.gazetteer import Gazetteer
from geodata.shelf import Opened

__all__ = ["chosen", "document"]

_WAITING = ("proposed", "in_review")


def chosen(opened: Opened, wanted: str) -> Draft | None:
    """Return the draft that is open: the wanted one, else the first that waits, else the first; None when there is none."""
    by_id = {draft.draft_id: draft for draft in opened.drafts}
    waiting = (draft for draft in opened.drafts if draft.state in _WAITING)
    return by_id.get(wanted) or next(waiting, None) or next(iter(opened.drafts), None)


def document(  # noqa: PLR0913 - told by keyword
    desk: Desk,
    opened: Opened,
    draft: Draft | None,
    *,
    snapshot: Snapshot,
    gazetteer: Gazetteer,
    translate: Callable[[str], str],
    language: str,
) -> dict[str, Any]:
    """Return a document as the browser gets it; the keys are those of ``DocumentData`` in the front end."""
    text, twins = opened.document, alike(snapshot.index, opened.drafts)
    return {
        "doc": text.document_id,
        "text": text.text,
        "source": packed_source(desk, opened.source, snapshot),
        "retrieved": text.retrieved,
        "relatives": relatives(desk, opened),
        "drafts": [
            packed(one, translate, language) | {"twins": twins.get(one.draft_id, [])}
            for one in opened.drafts
        ],
        "open": draft.draft_id if draft else "",
        "aside": _aside(desk, opened, draft, snapshot, gazetteer) if draft else None,
    }


def _aside(
    desk: Desk, opened: Opened, draft: Draft, snapshot: Snapshot, gazetteer: Gazetteer
) -> dict[str, Any]:
    """What only the open draft needs."""
    twins = desk.duplicates(draft)
    ours = [one.event_id for one in opened.drafts if one.event_id]
    return {
        "draft": draft.draft_id,
        "duplicates": [brief(e) | {"widens": widened(draft, e, snapshot)} for e in twins[:5]],
        "candidates": candidates(
            gazetteer, draft.place_id, draft.place, draft.where_as_written, opened.mentions
        ),
        "events": [brief(event) for event in events(snapshot.index, draft)],
        "episodes": episodes(snapshot.index, draft.place_id, draft.date, ours),
        "history": lines(desk.history(f"draft:{draft.draft_id}")),
    }
