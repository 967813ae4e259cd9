"""Every source, what is known about it, and how many claims rest on it."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from dashboard.app_pages import shell
from geodata import vocabulary

__all__ = ["show"]


def show() -> None:
    """Draw the page."""
    _ = shell.translate()
    language = shell.language()
    facts = shell.snapshot().index.facts
    claims = Counter(claim.source_id for claim in facts.claims)
    st.header(_("Sources"), anchor=False)
    st.caption(
        _(
            "Each claim on the map names its source. Texts that copy or translate one another, or share an author, "
            "are one voice, not several."
        )
    )
    # A dataframe shows text as text: nothing in it is read as markup.
    table = pd.DataFrame(
        {
            _("Title"): [source.title for source in facts.sources],
            _("Publisher"): [source.publisher for source in facts.sources],
            _("Kind"): [
                vocabulary.label("publisher_kinds", source.publisher_kind, language)
                for source in facts.sources
            ],
            _("Author"): [source.author for source in facts.sources],
            _("Language"): [source.language for source in facts.sources],
            _("Published"): [source.published for source in facts.sources],
            _("Reliability"): [
                vocabulary.label("reliability", source.reliability, language)
                for source in facts.sources
            ],
            _("Claims"): [claims[source.source_id] for source in facts.sources],
            _("Copies or translates"): [source.derived_from for source in facts.sources],
            _("Address"): [source.url or None for source in facts.sources],
        }
    )
    st.dataframe(
        table,
        hide_index=True,
        height="content" if len(table) < 25 else 720,
        column_config={_("Address"): st.column_config.LinkColumn(display_text=None)},
    )
