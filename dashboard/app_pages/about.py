"""What the map shows, how to read its doubt, who made what. Our own words only."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.app_pages import shell

__all__ = ["show"]


def show() -> None:
    """Draw the page."""
    _ = shell.translate()
    with st.container(key="hg_page"), st.container(key="hg_prose"):
        st.title(_("About this map"), anchor=False)
        st.write(
            _(
                "Holdground turns reports about the demolition of people's homes, and about the resistance that meets it, "
                "into a map that anyone can filter by date, check against its sources, and share."
            )
        )
        for title, text in _sections(_):
            st.header(title, anchor=False)
            st.write(text)


def _sections(_: Callable[[str], str]) -> list[tuple[str, str]]:
    return [
        (
            _("How to read it"),
            _(
                "A triangle is an act against homes, a circle an act of resistance, a square what came after. Marks of one "
                "place fan out around its point. The dashed circle is the doubt: the place lies somewhere inside it. Bakai "
                "is in no gazetteer, so its circle reaches five kilometres in every direction."
            ),
        ),
        (
            _("Claims, not values"),
            _(
                "Sources disagree. Each figure is kept as the claim of the source that made it; a card shows the range from "
                "the lowest to the highest, and who says which. Nothing is averaged. An empty figure means that nobody gave "
                "one; it does not mean zero. What could not be verified is shown apart and never counted."
            ),
        ),
        (
            _("Dates"),
            _(
                'A date is as exact as its source. "Possible" shows every event that may have happened in the chosen '
                'window, "certain" only those that lie wholly inside it.'
            ),
        ),
        (
            _("What is missing"),
            _(
                "Most articles could be read only in part, and some originals are gone. That an event is not here does not "
                "mean that it did not happen."
            ),
        ),
        (
            _("Readers"),
            _(
                "Reading needs no account and sets no tracking cookie. Your browser asks this server only, and nobody else, "
                "for everything that you see."
            ),
        ),
        (
            _("Licences"),
            _(
                "Facts: CC BY 4.0, naming Holdground and the sources. Coordinates contain information from OpenStreetMap, "
                "made available under the Open Database License, and from GeoNames (CC BY 4.0). The base map names its "
                "makers in its corner. The software: Apache License 2.0."
            ),
        ),
    ]
