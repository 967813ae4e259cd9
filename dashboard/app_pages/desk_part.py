"""The desk's own part of the front end inside its Streamlit page: it stays where it is, and is told what is new.

Each thing that an editor does comes back as one message, however much was typed before it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.component import ONCE
from dashboard.site import Site

__all__ = ["KEY", "message", "mount"]

KEY = "holdground_desk"

_LOADER = (
    ONCE
    + """
const live = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const old = live.get(parentElement);
  if (old) {
    old.send = setTriggerValue;
    old.data = data;
    if (old.part) old.part.update(data);
    return old.stop;
  }
  const me = { data, send: setTriggerValue, part: null, gone: false };
  me.stop = () => {
    me.gone = true;
    if (me.part) me.part.destroy();
    live.delete(parentElement);
  };
  live.set(parentElement, me);
  const root = parentElement.querySelector(".holdground-mount");
  (async () => {
    await Promise.all([
      once(data.css, () => Object.assign(document.createElement("link"), { rel: "stylesheet", href: data.css })),
      once(data.js, () => Object.assign(document.createElement("script"), { src: data.js })),
    ]);
    await Promise.all([
      once(data.desk_css, () => Object.assign(document.createElement("link"), { rel: "stylesheet", href: data.desk_css })),
      once(data.desk_js, () => Object.assign(document.createElement("script"), { src: data.desk_js })),
    ]);
    if (me.gone) return;
    const part = await window.holdgroundDesk.desk(root, me.data, (message) => me.send("act", message));
    if (me.gone) return part.destroy();
    me.part = part;
    part.update(me.data);
  })();
  return me.stop;
}
"""
)


def mount(here: Site, data: dict[str, Any], on_act: Callable[[], None]) -> None:
    """Show the desk here.

    Parameters
    ----------
    here
        Where the bundles are.
    data
        What it shows; the keys are those of ``DeskData`` in ``dashboard/frontend/src/desk/types.ts``.
    on_act
        Called when the editor did something, before the page is drawn anew; `message` has it then.
    """
    component = st.components.v2.component(
        "holdground_desk",
        html='<div class="holdground-mount"></div>',
        js=_LOADER,
        isolate_styles=False,
    )
    bundles = {kind: here.asset(kind) for kind in ("js", "css", "desk_js", "desk_css")}
    component(data=data | bundles, key=KEY, on_act_change=on_act)


def message() -> Any:
    """Return what the editor did, as the browser sent it; None when it was nothing."""
    state = st.session_state.get(KEY)
    return getattr(state, "act", None)
