"""An editor at a desk, without a page: what they do goes in as the browser would send it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dashboard import i18n
from dashboard.app_pages import desk_draft, desk_place
from dashboard.app_pages.desk_acts import Answer, Bench, perform
from dashboard.data import Snapshot
from geodata.desk import Desk
from geodata.disclosure import open_published, publish
from geodata.index import Index
from geodata.model import Event
from geodata.settings import Settings
from geodata.store.editors import Editor

Do = Callable[..., Answer]


def settings_of(desk: Desk) -> Settings:
    """Return the settings of a desk."""
    return desk._settings


def publish_all(desk: Desk) -> None:
    """Make the published copy, as the server does before it starts."""
    publish(desk.engine, settings_of(desk).published)


def public_index(desk: Desk) -> Index:
    """Return what the public sees now."""
    return Index(open_published(settings_of(desk).published))


def public_events(desk: Desk) -> tuple[Event, ...]:
    """Return the events that the public sees now."""
    return public_index(desk).facts.events


def acting(desk: Desk, editor: Editor) -> Do:
    """Return what does one thing as an editor, who saw the draft as it is now unless told otherwise."""
    bench = Bench(
        desk,
        editor,
        gazetteer=lambda: desk_place.Places(settings_of(desk)).gazetteer("1"),
        snapshot=lambda: Snapshot(public_index(desk)),
        translate=i18n.translator("en").gettext,
    )

    def act(what: str, draft: str = "", **rest: Any) -> Answer:
        seen = {"draft": draft, "mark": desk_draft.mark(desk.draft(draft))} if draft else {}
        return perform(bench, {"nonce": 7, "do": what, **seen, **rest})

    return act
