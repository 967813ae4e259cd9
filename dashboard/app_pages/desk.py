"""The editors' desk: what waits, one report beside its drafts, what is public, who changed what. For editors only."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import cache
from typing import Any

import streamlit as st

from dashboard import access
from dashboard.app_pages import (
    desk_acts,
    desk_add,
    desk_document,
    desk_events,
    desk_history,
    desk_part,
    desk_queue,
    shell,
)
from dashboard.app_pages.desk_acts import Answer, Bench
from dashboard.app_pages.desk_place import Places
from dashboard.site import Site, current
from geodata import vocabulary
from geodata.desk import Desk
from geodata.errors import GeodataError
from geodata.gazetteer.gazetteer import Gazetteer
from geodata.store.editors import Editor

__all__ = ["show"]

_ANSWER = "hg_desk_answer"
_VIEWS = ("add", "events", "history")


def show() -> None:
    """Draw the page: for an editor the desk, for anybody else one sentence."""
    editor = access.current_editor()
    if editor is None:
        _closed()
        return
    access.admit_uploads()
    view = _view()
    with st.container(key="hg_desk"):
        desk_part.mount(current(), _data(editor, view), _on_act)
        sent = desk_add.form(current().settings) if view == "add" else None
    if sent is not None:
        # Each answer has a number of its own, below those of the browser's messages: so that it is told, and told once.
        _keep(replace(sent, nonce=-1 - secrets.randbelow(2**48)))
        st.rerun()


def _closed() -> None:
    _ = shell.translate()
    with st.container(key="hg_page"):
        st.title(_("The desk"), anchor=False)
        if access.desk_mode(current().settings) == "off":
            st.write(_("This server is read-only: nobody edits here."))
            return
        st.write(_("The desk is for editors. Log in to review reports."))
        here = current()
        config = here.config(shell.snapshot(), shell.language())
        desk_part.mount(here, {"view": "closed", "config": config}, lambda: None)


def _view() -> str:
    wanted = st.query_params.get("view", "")
    if wanted in _VIEWS:
        return wanted
    return "document" if st.query_params.get("doc") else "queue"


def _data(editor: Editor, view: str) -> dict[str, Any]:
    """What the front end is told; the keys are those of ``DeskData``."""
    here, snapshot = current(), shell.snapshot()
    answer = st.session_state.pop(_ANSWER, None)
    told: dict[str, Any] = {
        "config": here.config(snapshot, shell.language()),
        "view": view,
        "editor": editor.name,
        "layer_of": {code: term.layer for code, term in vocabulary.event_types().items()},
        "answer": asdict(answer) if answer else None,
    }
    try:
        return told | _of_view(editor, view)
    except GeodataError as err:
        return told | {"view": "nothing", "nothing": str(err)}


def _of_view(editor: Editor, view: str) -> dict[str, Any]:
    params, desk = st.query_params, _desk()
    if view == "queue":
        return {"queue": desk_queue.queue(desk, params.get("state", ""), params.get("page", ""))}
    if view == "history":
        return {"history": desk_history.lines(desk.history())}
    if view == "events":
        wanted = params.get("event", "")
        found = desk_events.events(desk, params.get("q", ""), params.get("page", ""))
        return {"events": found | {"one": _one_event(editor, wanted) if wanted else None}}
    if view == "document":
        return {"document": _document(_bench(editor), params)}
    return {}


def _one_event(editor: Editor, event_id: str) -> dict[str, Any]:
    bench = _bench(editor)
    return desk_events.one_event(
        bench.desk, event_id, snapshot=bench.snapshot(), gazetteer=bench.gazetteer()
    )


def _document(bench: Bench, params: Mapping[str, str]) -> dict[str, Any]:
    opened = bench.desk.open(params.get("doc", ""))
    draft = desk_document.chosen(opened, params.get("draft", ""))
    return desk_document.document(
        bench.desk,
        opened,
        draft,
        snapshot=bench.snapshot(),
        gazetteer=bench.gazetteer(),
        translate=bench.translate,
        language=shell.language(),
    )


def _on_act() -> None:
    """Do what the editor did; ask anew who they are, for they may have been removed meanwhile."""
    message, editor = desk_part.message(), access.current_editor()
    if message is not None and editor is not None:
        _keep(desk_acts.perform(_bench(editor), message))


def _keep(answer: Answer) -> None:
    """Let the next drawing show an answer, at the address that it asks for."""
    st.session_state[_ANSWER] = answer
    for name, value in answer.goto.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)


def _bench(editor: Editor) -> Bench:
    return Bench(
        desk=_desk(),
        editor=editor,
        gazetteer=_gazetteer,
        snapshot=shell.snapshot,
        translate=shell.translate(),
    )


def _desk() -> Desk:
    return _tools(current())[0]


def _gazetteer() -> Gazetteer:
    desk, places = _tools(current())
    return places.gazetteer(str(desk.version()))


@cache
def _tools(site: Site) -> tuple[Desk, Places]:
    """One desk and one gazetteer for all editors of this process."""
    desk = Desk(site.settings, lambda: dt.datetime.now(dt.UTC))
    return desk, Places(site.settings)
