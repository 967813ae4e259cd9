"""The bytes of a report in, a `Document` out: plain text, a web page, or a PDF. The bytes name it; its text is never trusted."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from charset_normalizer import from_bytes

from geodata.errors import ReadingError
from geodata.model import Document
from geodata.reading import pdf

__all__ = ["MAX_BYTES", "read_report"]

MAX_BYTES = 20_000_000
"""Largest report that is read; a longer one is a book or a mistake."""

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_ENCODINGS = ["cp1251", "koi8_r", "cp1252", "cp866", "utf_16_le", "utf_16_be"]
"""What reports of this part of the world come in when they are not UTF-8."""

_PAGES = {".html", ".htm", ".xhtml"}
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def read_report(path: Path, source_id: str = "", retrieved: str = "") -> Document:
    """Read a report.

    Parameters
    ----------
    path
        Text in any usual encoding, HTML, or PDF. Of a web page the article is kept, not its menus.
    source_id, retrieved
        Put into the document as they are.

    Raises
    ------
    ReadingError
        The file is missing, empty, too long, or holds no text.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as err:
        raise ReadingError(
            f"{path} cannot be read ({err.strerror}); check the name and its rights"
        ) from err
    if len(data) > MAX_BYTES:
        raise ReadingError(f"{path} has more than the {MAX_BYTES:,} bytes that we read; cut it up")
    text = _text(data, path)
    if not text.strip():
        raise ReadingError(f"{path} holds no text; give a report as text, HTML or PDF")
    return Document(hashlib.sha256(data).hexdigest(), source_id, text, retrieved)


def _text(data: bytes, path: Path) -> str:
    if data.startswith(b"%PDF-"):
        return pdf.text_of(data, str(path))
    text = _decode(data, path)
    return _article(text) if path.suffix.lower() in _PAGES or _PAGE.match(text) else text


def _article(page: str) -> str:
    """The article of a web page; where none is found, all that a reader would see."""
    from lxml import html  # noqa: PLC0415 - these take half a second to load
    from trafilatura import extract  # noqa: PLC0415

    found = extract(page, include_comments=False, include_tables=True)
    if found:
        return found
    try:
        return str(html.fromstring(page).text_content())
    except (ValueError, html.etree.LxmlError):
        return ""


def _decode(data: bytes, path: Path) -> str:
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    try:
        text = data.decode(marked or "utf-8")
    except UnicodeDecodeError:
        guess = None if marked else from_bytes(data, cp_isolation=_ENCODINGS).best()
        text = str(guess) if guess else "\0"
    if "\0" in text:
        raise ReadingError(
            f"{path} is not text that can be read; save it as UTF-8 text, HTML or PDF"
        )
    return text
