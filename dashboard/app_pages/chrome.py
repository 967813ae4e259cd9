"""What Streamlit's frame lacks on a phone and in other languages; the same few lines on every page."""

from __future__ import annotations

import streamlit as st

__all__ = ["mount"]

_SCRIPT = """
const page = '[data-testid="stSidebarNavLink"]';
const fold = '[data-testid="stSidebarCollapseButton"] button';
const narrow = matchMedia("(max-width: 768px)");

export default function ({ data }) {
  document.documentElement.lang = data.lang;
  // On a phone the list of pages lies over the page: once a page is chosen, it is in the way.
  const chosen = (event) => {
    if (narrow.matches && event.target.closest(page)) document.querySelector(fold)?.click();
  };
  document.addEventListener("click", chosen);
  return () => document.removeEventListener("click", chosen);
}
"""


def mount(language: str) -> None:
    """Set the language of the page, and fold the list of pages away when one was chosen.

    Parameters
    ----------
    language
        Code of the language that the page is shown in.
    """
    component = st.components.v2.component("holdground_chrome", js=_SCRIPT, isolate_styles=False)
    component(data={"lang": language}, key="holdground_chrome", height=1)
