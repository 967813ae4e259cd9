"""The bytes of a report in, a `Document` out. Plain text for now is what a report is; its bytes name it."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

from geodata.errors import ReadingError
from geodata.model import Document

__all__ = ["MAX_BYTES", "read_report"]

MAX_BYTES = 20_000_000
"""Largest report that is read; a longer one is a book or a mistake."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_report(path: Path, source_id: str = "", retrieved: str = "") -> Document:
    """Read a text file.

    Parameters
    ----------
    path
        UTF-8, UTF-16 with a byte order mark, or Windows-1251 (old Russian pages).
    source_id, retrieved
        Put into the document as they are.

    Raises
    ------
    ReadingError
        The file is missing, empty, too long, or not text.
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
    text = _decode(data, path)
    if not text.strip():
        raise ReadingError(f"{path} holds no text; give a report as plain text")
    return Document(hashlib.sha256(data).hexdigest(), source_id, text, retrieved)


def _decode(data: bytes, path: Path) -> str:
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "windows-1251"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ReadingError(
        f"{path} is not a text file (UTF-8, UTF-16 or Windows-1251); save it as UTF-8 text"
    )
