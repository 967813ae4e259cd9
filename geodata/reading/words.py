"""The text of a report out of its bytes: plain text, a web page, a PDF. Runs in the process of `geodata.reading.sandbox`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import html

from geodata.errors import ReadingError
from geodata.reading import personal
from geodata.reading.encoding import decode
from geodata.reading.formats import known_format

__all__ = ["read"]

_PAGES = (".html", ".htm", ".xhtml")
_TABLES = (".csv", ".tsv", ".geojson", ".json", ".kml")
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|meta|title|main|"
    r"article|section|div|p|h[1-6]|table|ul)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(
    r"\s*<(?:\?xml|!doctype|svg|rss|feed)\b|\s*<[A-Za-z][^<>]*>.*>\s*\Z", re.IGNORECASE | re.DOTALL
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE
)

_PLEASE = "give a report as text, HTML or PDF"


def read(data: bytes, options: Mapping[str, str]) -> Mapping[str, object]:
    """Return ``{"text", "media_type", "notes"}`` of a report; `options` may hold its ``name`` and the ``charset`` it came with.

    Raises
    ------
    ReadingError
        It is none, or holds no text; the sentence wants the name in front.
    """
    notes: list[str] = []
    ending = options.get("name", "").lower()
    found = known_format(data)
    if found == "a PDF":
        from geodata.reading import pdf  # noqa: PLC0415 - a fifth of a second to load

        media_type, text = "application/pdf", pdf.text_of(data)
    elif found:
        raise ReadingError(f"is {found}, not text that can be read; {_PLEASE}")
    elif ending.endswith(_TABLES):
        raise ReadingError(f"is a table, not a report; import it, or {_PLEASE}")
    else:
        media_type = "text/plain"
        text, guess = decode(data, options.get("charset", ""))
        if guess:
            notes.append(f"the text is not UTF-8; it was read as {guess}")
        if ending.endswith(_PAGES) or _PAGE.match(text):
            media_type, text = "text/html", _article(text, notes)
        elif _XML.match(text):
            raise ReadingError(f"is XML, not text that can be read; {_PLEASE}")
    if not text.strip():
        raise ReadingError(f"holds no text; {_PLEASE}")
    notes += filter(None, [personal.told(text)])
    return {"text": text, "media_type": media_type, "notes": notes}


def _article(page: str, notes: list[str]) -> str:
    """The article of a web page; where none is found, all that a reader would see."""
    from trafilatura import extract  # noqa: PLC0415 - a fifth of a second to load

    try:
        tree = html.document_fromstring(
            page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8")
        )
    except (ValueError, html.etree.LxmlError):
        return ""
    hidden = _take_out_hidden(tree)
    if hidden:
        notes.append(
            f"the page hides text from its readers, which was left out: {' | '.join(hidden)[:500]!r}"
        )
    found = extract(tree, include_comments=False, include_tables=True)
    if found:
        return str(found)
    for useless in tree.xpath("//script|//style|//noscript|//template"):
        useless.drop_tree()
    return str(tree.text_content())


def _take_out_hidden(tree: html.HtmlElement) -> list[str]:
    words = []
    for element in tree.xpath("//body//*[@hidden or @style]"):
        if "hidden" not in element.attrib and not _HIDDEN.search(element.get("style", "")):
            continue
        text = " ".join(element.text_content().split())
        if text and element.getparent() is not None and element.tag not in ("body", "html"):
            words.append(text)
            element.drop_tree()
    return words
