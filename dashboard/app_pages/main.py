"""Streamlit's script: the frame around the pages. Runs once per visitor and on every change of a widget."""

import streamlit as st

from dashboard import access
from dashboard.app_pages import about, corrections, desk, episodes, explore, shell, sources

shell.begin()
_ = shell.translate()
page = st.navigation(
    [
        st.Page(explore.show, title=_("Map"), url_path="map", default=True),
        st.Page(episodes.show, title=_("Episodes"), url_path="episodes"),
        st.Page(sources.show, title=_("Sources"), url_path="sources"),
        st.Page(corrections.show, title=_("Corrections"), url_path="corrections"),
        st.Page(about.show, title=_("About"), url_path="about"),
        st.Page(
            desk.show,
            title=_("Desk"),
            url_path="desk",
            visibility="visible" if access.current_editor() else "hidden",
        ),
    ],
    position="top",
)
shell.top_bar()
page.run()
