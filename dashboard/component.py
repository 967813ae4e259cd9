"""The front end inside a Streamlit page: mounted without a frame, kept across reruns, fed by plain HTTP.

The script below only loads our own bundle and hands it an element; the bundle is a cached file, so a session costs the server
next to nothing.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

__all__ = ["ONCE", "mount"]

ONCE = """
const loaded = {};
const once = (url, make) => loaded[url] ||= new Promise((done, failed) => {
  const element = make();
  element.onload = done;
  element.onerror = () => { delete loaded[url]; failed(new Error(`${url} did not load`)); };
  document.head.append(element);
});
"""
"""Script: ``once(url, make)`` loads a file of ours once, however often it is asked for."""

_LOADER = (
    ONCE
    + """
const live = new WeakMap();

export default function ({ data, parentElement }) {
  const mark = JSON.stringify(data);
  const old = live.get(parentElement);
  if (old && old.mark === mark) return old.stop;
  if (old) old.stop();
  const me = { mark, gone: false, app: null };
  me.stop = () => {
    me.gone = true;
    if (me.app) me.app.destroy();
    if (live.get(parentElement) === me) live.delete(parentElement);
  };
  live.set(parentElement, me);
  const root = parentElement.querySelector(".holdground-mount");
  (async () => {
    await Promise.all([
      once(data.css, () => Object.assign(document.createElement("link"), { rel: "stylesheet", href: data.css })),
      once(data.js, () => Object.assign(document.createElement("script"), { src: data.js })),
    ]);
    if (me.gone) return;
    document.documentElement.lang = data.config.lang;
    const app = await window.holdground[data.part](root, data.config, data.options);
    if (me.gone) app.destroy();
    else me.app = app;
  })();
  return me.stop;
}
"""
)


def mount(part: str, config: dict[str, Any], *, js: str, css: str, **options: bool) -> None:
    """Show a part of the front end here.

    Parameters
    ----------
    part
        ``app`` (map, timeline, card, list; or the story of an episode) or ``filters``.
    config
        What `Site.config` returns.
    js, css
        Addresses of the bundle.
    options
        Passed to the part as they are.
    """
    component = st.components.v2.component(
        f"holdground_{part}",
        html='<div class="holdground-mount"></div>',
        js=_LOADER,
        isolate_styles=False,
    )
    data = {"part": part, "config": config, "js": js, "css": css, "options": options}
    component(data=data, key=f"holdground_{part}")
