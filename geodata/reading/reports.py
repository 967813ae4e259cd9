"""The bytes of a report in, a `Document` out: plain text, a web page, or a PDF. The bytes name it; its text is never trusted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from geodata.errors import ReadingError
from geodata.model import Document
from geodata.reading import sandbox

__all__ = ["MAX_BYTES", "Reading", "bytes_of", "read_bytes", "read_noting", "read_report"]

MAX_BYTES = 20_000_000
"""Largest report that is read; a longer one is a book or a mistake."""

SECONDS = 5
"""Of work for a text or a web page."""
PDF_SECONDS = 20
"""Of work for a PDF, which may have hundreds of pages."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, and what an editor should know about how it was read."""

    document: Document
    notes: tuple[str, ...] = ()
    """Sentences: an encoding that was guessed, text that a page hides from its readers."""


def read_report(path: Path, source_id: str = "", retrieved: str = "") -> Document:
    """Read a report from a file.

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
    return replace(
        read_noting(bytes_of(path), str(path)).document, source_id=source_id, retrieved=retrieved
    )


def bytes_of(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises
    ------
    ReadingError
        It cannot be read, or is longer than a report can be.
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
    return data


def read_bytes(
    data: bytes, name: str, *, charset: str = "", url: str = "", retrieved: str = ""
) -> Document:
    """Read a report that was uploaded, pasted or fetched.

    Parameters
    ----------
    data
        Its bytes. They tell what it is: text, HTML or PDF; anything else is refused.
    name
        What it is called, for the message; an ending ``.html`` makes a page of a text that does not look like one. Never
        opened.
    charset
        The encoding that came with it, if any; used when it is not UTF-8.
    url, retrieved
        Put into the document as they are.

    Raises
    ------
    ReadingError
        It is empty, too long, of another kind, or holds no text.
    """
    return replace(read_noting(data, name, charset).document, url=url, retrieved=retrieved)


def read_noting(data: bytes, name: str, charset: str = "") -> Reading:
    """Read a report as `read_bytes` does, and return what an editor should know with it.

    Parameters
    ----------
    data, name, charset
        As there.

    Raises
    ------
    ReadingError
        It is empty, too long, of another kind, or holds no text.
    """
    if len(data) > MAX_BYTES:
        raise ReadingError(f"{name} has more than the {MAX_BYTES:,} bytes that we read; cut it up")
    seconds = PDF_SECONDS if data.startswith(b"%PDF-") else SECONDS
    answer = sandbox.ask("report", data, name, seconds=seconds, charset=charset)
    document = Document(
        hashlib.sha256(data).hexdigest(),
        source_id="",
        text=str(answer["text"]),
        media_type=str(answer["media_type"]),
    )
    return Reading(document, tuple(map(str, answer["notes"])))
