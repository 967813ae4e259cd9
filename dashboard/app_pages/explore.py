"""The map, its timeline, the card and the list; filters in the sidebar."""

from __future__ import annotations

import streamlit as st

from dashboard.app_pages import shell

__all__ = ["show"]


def show() -> None:
    """Draw the page."""
    with st.sidebar:
        shell.part("filters")
    shell.part("app")
