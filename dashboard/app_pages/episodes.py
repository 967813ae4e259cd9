"""One confrontation told in order, step by step on the map."""

from __future__ import annotations

import streamlit as st

from dashboard.app_pages import shell

__all__ = ["show"]

_FIRST = "bakai-2006-05-12"


def show() -> None:
    """Draw the page: the story of the episode in the address; the story itself offers the others."""
    _ = shell.translate()
    told = [episode.episode_id for episode in shell.snapshot().index.facts.episodes]
    if not told:
        st.info(_("No episode is published yet. An episode joins the events of one confrontation."))
        return
    wanted = st.query_params.get("episode")
    usual = _FIRST if _FIRST in told else told[0]
    shell.part("app", more={"episode": wanted if wanted and wanted in told else usual})
