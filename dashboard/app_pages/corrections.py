"""What was changed after it was public, and what was taken down: readers can see that the map does not forget quietly."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard.app_pages import shell
from dashboard.cards import newest_first
from dashboard.data import Snapshot
from dashboard.site import current
from dashboard.words import change_words, field_words
from geodata import vocabulary

__all__ = ["show"]

_ROWS_SHOWN = 18

Translate = Callable[[str], str]


def show() -> None:
    """Draw the page."""
    _ = shell.translate()
    snapshot = shell.snapshot()
    facts = snapshot.index.facts
    with st.container(key="hg_page"):
        st.title(_("Corrections"), anchor=False)
        st.write(
            _(
                "What was changed after it was published, the newest first. Old numbers, dates and places are kept here; "
                "old wording is not, because it may be what had to go."
            )
        )
        if facts.corrections:
            _show(_changes(snapshot, shell.language(), _), _)
        else:
            st.info(_("Nothing that was published has been corrected yet."))
        st.header(_("Withdrawn events"), anchor=False)
        if facts.tombstones:
            st.write(_("A withdrawn event leaves its number, the day and the kind of reason."))
            _show(_withdrawn(snapshot, shell.language(), _), _)
        else:
            st.write(_("No event was withdrawn."))


def _show(table: pd.DataFrame, _: Translate) -> None:
    # A dataframe shows text as text: nothing in it is read as markup.
    st.dataframe(
        table,
        hide_index=True,
        height="content" if len(table) <= _ROWS_SHOWN else 35 * (_ROWS_SHOWN + 1),
        column_config={
            _("Day"): st.column_config.TextColumn(width=95),
            _("Event"): st.column_config.LinkColumn(width=125, display_text=r"/e/([^/?]+)"),
            _("Told now by"): st.column_config.LinkColumn(width=125, display_text=r"/e/([^/?]+)"),
            _("Change"): st.column_config.TextColumn(width=330),
            _("Title"): st.column_config.TextColumn(width=260),
        },
    )


def _changes(snapshot: Snapshot, language: str, _: Translate) -> pd.DataFrame:
    index = snapshot.index
    rows = [
        {
            _("Day"): made.at,
            _("Field"): field_words(made.field, language),
            _("Change"): change_words(made, index.places, language),
            _("Title"): index.events[index.row[made.event_id]].title,
            _("Event"): _page_of(made.event_id, language),
            _("Reason"): made.reason,
        }
        for made in newest_first(index.facts.corrections)
    ]
    return pd.DataFrame(rows)


def _withdrawn(snapshot: Snapshot, language: str, _: Translate) -> pd.DataFrame:
    rows = [
        {
            _("Day"): stone.at,
            _("Reason"): vocabulary.label("withdrawals", stone.reason, language),
            _("Event"): _page_of(stone.event_id, language),
            _("Told now by"): _page_of(stone.replaced_by, language) if stone.replaced_by else "",
        }
        for stone in newest_first(snapshot.index.facts.tombstones)
    ]
    table = pd.DataFrame(rows)
    return table if any(row[_("Told now by")] for row in rows) else table.iloc[:, :-1]


def _page_of(event_id: str, language: str) -> str:
    site = current()
    return f"{site.settings.public_url or site.base}/e/{event_id}?lang={language}"
