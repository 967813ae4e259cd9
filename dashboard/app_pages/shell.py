"""What all pages share: page settings, language, the bar at the top."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import i18n
from dashboard.app import site
from dashboard.component import mount
from dashboard.data import Snapshot
from dashboard.site import Site

__all__ = ["begin", "language", "part", "snapshot", "the_site", "top_bar", "translate"]

_LANG = "lang"


def begin() -> None:
    """Set the page up; the first Streamlit call of a run."""
    _ = translate()
    st.set_page_config(
        page_title=_("Holdground: demolitions and resistance, Almaty"),
        page_icon=":material/home_pin:",
        layout="wide",
        initial_sidebar_state="auto",
    )


def language() -> str:
    """Return the reader's language: chosen, else of the address, else of the browser."""
    chosen = st.session_state.get(_LANG) or st.query_params.get(_LANG)
    return i18n.negotiate(chosen, st.context.locale or "")


def translate() -> Callable[[str], str]:
    """Return gettext in the reader's language."""
    return i18n.translator(language()).gettext


def top_bar() -> None:
    """Draw the choice of language."""
    _ = translate()
    if _LANG not in st.session_state:
        st.session_state[_LANG] = language()
    with st.container(key="hg_topbar"):
        st.selectbox(
            _("Language"),
            i18n.LANGUAGES,
            key=_LANG,
            format_func=i18n.language_name,
            label_visibility="collapsed",
            bind="query-params",
        )


def the_site() -> Site:
    """Return the site of this process."""
    return site()


def snapshot() -> Snapshot:
    """Return the current version of the published facts."""
    return site().data.snapshot()


def part(name: str, *, more: dict[str, str] | None = None, **options: bool) -> None:
    """Mount a part of the front end on this page."""
    here = site()
    config = here.config(snapshot(), language(), **(more or {}))
    mount(name, config, js=here.asset("js"), css=here.asset("css"), **options)
