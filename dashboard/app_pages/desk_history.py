"""Who changed what, when and why, in the order in which an editor asks: the newest first. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from geodata.history import Revision
from geodata.store.changes import UNDO

__all__ = ["lines"]

_LONGEST = 200


def lines(revisions: Iterable[Revision]) -> list[dict[str, Any]]:
    """Return a history as the browser gets it: one entry for what was changed together, the newest first.

    Parameters
    ----------
    revisions
        The oldest first.
    """
    every = tuple(revisions)
    known = {revision.change_id for revision in every}
    entries: dict[str, dict[str, Any]] = {}
    for revision in every:
        entry = entries.setdefault(revision.change_id, _entry(revision, known))
        entry["records"].append(_record(revision))
    return list(reversed(entries.values()))


def _entry(revision: Revision, known: set[str]) -> dict[str, Any]:
    return {
        "change": revision.change_id,
        "at": revision.at,
        "who": revision.who,
        "reason": revision.reason,
        "undoing": revision.change_id.startswith(UNDO),
        "undone": f"{UNDO}{revision.change_id}" in known,
        "records": [],
    }


def _record(revision: Revision) -> dict[str, Any]:
    was, became = _record_of(revision.before), _record_of(revision.after)
    kind, _, key = revision.record.partition(":")
    told = became or was
    return {
        "kind": kind,
        "key": key,
        "title": str(told.get("title") or told.get("text") or "")[:_LONGEST],
        "new": bool(became) and not was,
        "gone": bool(was) and not became,
        "changed": _changed(was, became) if was and became else [],
    }


def _record_of(text: str) -> dict[str, Any]:
    """The record of a revision; empty where it was not there, or where only a mark was noted, as for a load of facts."""
    if not text.startswith("{"):
        return {}
    found: dict[str, Any] = json.loads(text)
    return found


def _changed(was: dict[str, Any], became: dict[str, Any]) -> list[dict[str, str]]:
    return [
        {"field": name, "before": _short(was.get(name)), "after": _short(value)}
        for name, value in became.items()
        if was.get(name) != value
    ]


def _short(value: object) -> str:
    """Texts and numbers as they are; of what is longer only that it changed."""
    if isinstance(value, str):
        return value[:_LONGEST]
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
