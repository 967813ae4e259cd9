"""Every source, what is known about it, and how many claims rest on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard.app_pages import shell
from geodata import vocabulary
from geodata.model import Facts

__all__ = ["show"]

_ROWS_SHOWN = 18


def show() -> None:
    """Draw the page."""
    _ = shell.translate()
    facts = shell.snapshot().index.facts
    with st.container(key="hg_page"):
        st.title(_("Sources"), anchor=False)
        st.write(
            _(
                "Each claim on the map names its source. Texts that copy or translate one another, or share an author, "
                "are one voice, not several."
            )
        )
        # A dataframe shows text as text: nothing in it is read as markup.
        table = _table(facts, shell.language(), _)
        st.dataframe(
            table,
            hide_index=True,
            height="content" if len(table) <= _ROWS_SHOWN else 35 * (_ROWS_SHOWN + 1),
            column_config={
                _("Title"): st.column_config.TextColumn(width=300),
                # The host is enough to know where a link leads; it comes before what can be scrolled to.
                _("Address"): st.column_config.LinkColumn(
                    width=150, display_text=r"^https?://(?:www\.)?([^/]+)"
                ),
            },
        )


def _table(facts: Facts, language: str, _: Callable[[str], str]) -> pd.DataFrame:
    claims = Counter(claim.source_id for claim in facts.claims)
    titles = {source.source_id: source.title for source in facts.sources}
    rows = [
        {
            _("Title"): source.title,
            _("Address"): source.url or "",
            _("Publisher"): source.publisher,
            _("Published"): source.published,
            _("Claims"): claims[source.source_id],
            _("Reliability"): vocabulary.label("reliability", source.reliability, language),
            _("Kind"): vocabulary.label("publisher_kinds", source.publisher_kind, language),
            _("Author"): source.author,
            _("Language"): source.language,
            _("Copies or translates"): titles.get(source.derived_from, ""),
        }
        for source in facts.sources
    ]
    return pd.DataFrame(rows)
