"""What waits on the desk: the documents with their drafts by state, a page at a time."""

from __future__ import annotations

from typing import Any

from geodata.desk import Desk
from geodata.draft import STATES
from geodata.store.drafts import Queued

__all__ = ["PAGE", "queue"]

PAGE = 20
"""Documents on a page."""


def queue(desk: Desk, state: str, page: str) -> dict[str, Any]:
    """Return a page of the queue; the keys are those of ``QueueData`` in the front end.

    Parameters
    ----------
    state
        Only documents with drafts of this state; of any when it is none of `geodata.draft.STATES`.
    page
        Number of the page, from 1, as the address has it.
    """
    wanted = state if state in STATES else None
    number = int(page) if page.isdecimal() and 0 < int(page) < 100_000 else 1
    found = desk.queue(wanted, limit=PAGE + 1, offset=(number - 1) * PAGE)
    return {
        "state": wanted or "",
        "page": number,
        "more": len(found) > PAGE,
        "items": [_item(one) for one in found[:PAGE]],
    }


def _item(one: Queued) -> dict[str, Any]:
    source = one.source
    return {
        "doc": one.document_id,
        "title": source.title or source.source_id,
        "publisher": source.publisher,
        "published": source.published,
        "language": source.language,
        "retrieved": one.retrieved,
        "states": one.states,
    }
