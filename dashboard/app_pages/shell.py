"""What all pages share: page settings, language, the bar at the top."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard import i18n
from dashboard.app_pages import chrome
from dashboard.component import mount
from dashboard.data import Snapshot
from dashboard.front_page import site_title
from dashboard.site import BRAND, current

__all__ = ["begin", "choose", "language", "part", "snapshot", "top_bar", "translate"]

_LANG = "lang"
_KEPT = "hg_language"


def begin() -> None:
    """Set the page up; the first Streamlit call of a run."""
    st.set_page_config(
        page_title=site_title(language()),
        page_icon=str(BRAND / "icon.svg"),
        layout="wide",
        initial_sidebar_state="auto",
    )
    # Our own style sheet, from a file of this package; Streamlit adds it without drawing anything.
    st.html(BRAND / "streamlit.css")
    st.logo(str(BRAND / "wordmark.svg"), size="medium")


def language() -> str:
    """Return the reader's language: of the address, else chosen before on another page, else of the browser."""
    wanted = st.query_params.get(_LANG) or st.session_state.get(_KEPT)
    found = i18n.negotiate(wanted, st.context.locale or "")
    st.session_state[_KEPT] = found
    return found


def translate() -> Callable[[str], str]:
    """Return gettext in the reader's language."""
    return i18n.translator(language()).gettext


def top_bar() -> None:
    """Draw the choice of language, and what else every page has around it."""
    _ = translate()
    with st.container(key="hg_topbar"):
        chrome.mount(language())
        choose(
            _LANG,
            i18n.LANGUAGES,
            language(),
            label=_("Language"),
            shown=i18n.language_name,
            collapsed=True,
        )
    # Going to another page drops what is not in the address; a language other than the browser's stays in it.
    if language() != i18n.negotiate(None, st.context.locale or "") and _LANG not in st.query_params:
        st.query_params[_LANG] = language()


def choose(  # noqa: PLR0913 - told by keyword
    name: str,
    codes: Sequence[str],
    default: str,
    *,
    label: str,
    shown: Callable[[str], str],
    collapsed: bool = False,
) -> str:
    """Draw a choice whose code is in the address, and return it.

    Streamlit's own binding would put the words into the address, other ones in each language; here it is the code.
    A code in the address that is none of `codes` counts as `default`.
    """
    key = f"hg_{name}"
    wanted = st.query_params.get(name)
    st.session_state[key] = wanted if wanted in codes else default
    chosen: str = st.selectbox(
        label,
        codes,
        key=key,
        format_func=shown,
        label_visibility="collapsed" if collapsed else "visible",
        filter_mode=None,  # there is little to choose from: no field to type in, no keyboard on a phone
        on_change=lambda: st.query_params.update({name: st.session_state[key]}),
    )
    return chosen


def snapshot() -> Snapshot:
    """Return the current version of the published facts."""
    return current().data.snapshot()


def part(name: str, *, more: dict[str, str] | None = None, **options: bool) -> None:
    """Mount a part of the front end on this page."""
    here = current()
    config = here.config(snapshot(), language(), **(more or {}))
    mount(name, config, js=here.asset("js"), css=here.asset("css"), **options)
