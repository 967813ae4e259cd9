"""The text of a PDF. Runs in the process of `geodata.reading.sandbox`: a hostile file can only be refused."""

from __future__ import annotations

import io

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from geodata.errors import ReadingError

__all__ = ["text_of"]

_MAX_PAGES = 2000
_PART = "\n\n"


def text_of(data: bytes) -> str:
    """Return the text of a PDF; pages are parted by an empty line.

    Raises
    ------
    ReadingError
        It is no PDF that can be read; the sentence wants the name in front.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        count = min(len(reader.pages), _MAX_PAGES)
        return _PART.join(reader.pages[i].extract_text() for i in range(count))
    except MemoryError:
        raise
    except (PyPdfError, Exception) as err:
        raise ReadingError(
            "cannot be read as a PDF; save it anew, or give its text instead"
        ) from err
