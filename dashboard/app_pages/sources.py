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
        st.header(_("Sources"), anchor=False)
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
            column_config={_("Address"): st.column_config.LinkColumn()},
        )


def _table(facts: Facts, language: str, _: Callable[[str], str]) -> pd.DataFrame:
    claims = Counter(claim.source_id for claim in facts.claims)
    titles = {source.source_id: source.title for source in facts.sources}
    rows = [
        {
            _("Title"): source.title,
            _("Publisher"): source.publisher,
            _("Kind"): vocabulary.label("publisher_kinds", source.publisher_kind, language),
            _("Author"): source.author,
            _("Language"): source.language,
            _("Published"): source.published,
            _("Reliability"): vocabulary.label("reliability", source.reliability, language),
            _("Claims"): claims[source.source_id],
            _("Copies or translates"): titles.get(source.derived_from, ""),
            _("Address"): source.url or None,
        }
        for source in facts.sources
    ]
    return pd.DataFrame(rows)
