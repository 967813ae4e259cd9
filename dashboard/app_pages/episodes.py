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
    if st.session_state.get("episode") not in told:
        wanted = st.query_params.get("episode", _FIRST)
        st.session_state["episode"] = wanted if wanted in told else next(iter(told))
    with st.sidebar:
        st.selectbox(
            _("Episode"),
            list(told),
            key="episode",
            format_func=lambda episode_id: told[episode_id].title,
            bind="query-params",
        )
        st.text(told[st.session_state["episode"]].summary)
    shell.part("app", more={"episode": st.session_state["episode"]})
