"""Taking in a report at the desk: a file, a pasted text or an address, and what is known of its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dashboard import i18n
from dashboard.app_pages import shell
from dashboard.app_pages.desk_acts import Answer
from geodata import vocabulary
from geodata.dates import interval_of
from geodata.errors import GeodataError
from geodata.intake import About, Ingested, ingest_bytes, ingest_url
from geodata.settings import Settings

__all__ = ["form"]

_LONGEST = 100_000
"""Letters that can be pasted: one message to the server must hold them, also in Cyrillic. What is longer comes as a file."""
_NOTES = 3
"""What could not be made out is told as far as this; the drafts say the rest."""
_LANGUAGES = ("", "en", "ru", "kk")


@dataclass(frozen=True, slots=True)
class _Given:
    """What the editor filled in."""

    way: str
    """``file``, ``text`` or ``url``."""
    data: bytes
    name: str
    url: str
    published: str
    about: Callable[[], About]
    """Made when all is checked: a date that is none makes no source."""


def form(settings: Settings) -> Answer | None:
    """Draw the form; return what came of it once it was sent."""
    _ = shell.translate()
    with st.container(key="hg_desk_add"):
        way = _choose_way(settings, _)
        with st.form("hg_desk_add_form", border=False, enter_to_submit=False):
            given = _fields(way, _)
            sent = st.form_submit_button(_("Take it in"))
        return _take(given, settings, _) if sent else None


def _choose_way(settings: Settings, _: Callable[[str], str]) -> str:
    words = {"file": _("A file"), "text": _("Pasted text"), "url": _("An address")}
    ways = ("file", "text", "url") if settings.fetch else ("file", "text")
    chosen: str = st.radio(
        _("What have you got?"), ways, format_func=words.__getitem__, horizontal=True
    )
    return chosen


def _fields(way: str, _: Callable[[str], str]) -> _Given:
    data, name, url = b"", "pasted text", ""
    if way == "file":
        file = st.file_uploader(
            _("Text, web page (HTML) or PDF, up to 20 MB"), key="hg_desk_file", max_upload_size=20
        )
        data, name = (file.getvalue(), file.name) if file else (b"", "")
    elif way == "text":
        text = st.text_area(
            _("The whole text of the report"), height=220, max_chars=_LONGEST, key="hg_desk_text"
        )
        data = text.encode("utf-8", "replace")
    else:
        url = st.text_input(_("Address of the page"), placeholder="https://", key="hg_desk_url")
    return _Given(way, data, name, url.strip(), *_about(way, _))


def _about(way: str, _: Callable[[str], str]) -> tuple[str, Callable[[], About]]:
    language = shell.language()
    kinds = list(vocabulary.terms("publisher_kinds"))
    left, right = st.columns(2)
    with left:
        published = st.text_input(
            _("Published on (such as 2006-05-28, or 2006-05)"), key="hg_desk_published"
        )
        publisher = st.text_input(_("Publisher"), key="hg_desk_publisher")
        author = st.text_input(_("Author, if named"), key="hg_desk_author")
    with right:
        tongue = st.selectbox(
            _("Language of the report"),
            _LANGUAGES,
            format_func=lambda code: _language_name(code, _),
            key="hg_desk_language",
        )
        kind = st.selectbox(
            _("Kind of publisher"),
            kinds,
            index=kinds.index("unknown"),
            format_func=lambda code: vocabulary.label("publisher_kinds", code, language),
            key="hg_desk_kind",
        )
        url = "" if way == "url" else st.text_input(_("Its address, if any"), key="hg_desk_link")
    return published.strip(), lambda: About(
        published=published.strip(),
        language=tongue,
        publisher=publisher.strip(),
        publisher_kind=kind,
        author=author.strip(),
        url=url.strip(),
    )


def _language_name(code: str, _: Callable[[str], str]) -> str:
    return i18n.language_name(code) if code else _("Find out")


def _take(given: _Given, settings: Settings, _: Callable[[str], str]) -> Answer:
    wrong = _missing(given, _)
    if wrong:
        return Answer(ok=False, faults=(wrong,))
    try:
        with st.spinner(_("Reading the report …")):
            done = _ingest(given, settings)
    except (GeodataError, ValueError) as err:
        return Answer(ok=False, faults=(str(err),))
    told = _found(len(done.drafts)) if done.new else _("This report is here already.")
    notes = [problem.reason for problem in done.problems[:_NOTES]]
    return Answer(
        told=" ".join((told, *notes)),
        goto={"view": "", "doc": done.document.document_id, "draft": ""},
    )


def _found(found: int) -> str:
    words = i18n.translator(shell.language())
    return words.ngettext("{n} draft found.", "{n} drafts found.", found).format(n=found)


def _missing(given: _Given, _: Callable[[str], str]) -> str:
    """One sentence on what is not right; empty when all is."""
    if given.way == "file" and not given.data:
        return _("The file is empty.") if given.name else _("Choose a file first.")
    if given.way == "text" and not given.data.strip():
        return _("Paste the text of the report first.")
    if given.way == "url" and not given.url.lower().startswith(("http://", "https://")):
        return _("Give the whole address of a web page.")
    if not given.published:
        return _(
            "Say when the report was published: days such as “yesterday” count from there. A month or a year will do."
        )
    try:
        interval_of(given.published)
    except ValueError:
        return _(
            "“{date}” is not a date that can be read; write it as 2006-05-28, 2006-05 or 2006."
        ).format(date=given.published)
    return ""


def _ingest(given: _Given, settings: Settings) -> Ingested:
    about, now = given.about(), dt.datetime.now(dt.UTC)
    if given.way == "url":
        return ingest_url(given.url, settings, about=about, now=now)
    return ingest_bytes(given.data, given.name, settings, about=about, now=now)
