"""One confrontation told in order, step by step on the map."""

from __future__ import annotations

import streamlit as st

from dashboard.app_pages import shell

__all__ = ["show"]

_FIRST = "bakai-2006-05-12"


def show() -> None:
    """Draw the page: a choice of episodes, and the story of the one that is chosen."""
    _ = shell.translate()
    told = {episode.episode_id: episode for episode in shell.snapshot().index.facts.episodes}
    if not told:
        st.info(_("No episode is published yet. An episode joins the events of one confrontation."))
        return
    with st.sidebar:
        chosen = shell.choose(
            "episode",
            list(told),
            _FIRST if _FIRST in told else next(iter(told)),
            label=_("Episode"),
            shown=lambda episode_id: told[episode_id].title,
        )
    shell.part("app", more={"episode": chosen})
