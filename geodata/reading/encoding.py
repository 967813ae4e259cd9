"""Text out of bytes whose encoding nobody told, or told wrong: UTF-8 first, then what they say of themselves, then a guess."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from geodata.errors import ReadingError

__all__ = ["decode", "decode_lines"]

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_ENCODINGS = ["cp1251", "koi8_r", "cp1252", "cp866", "utf_16_le", "utf_16_be"]
"""What reports of this part of the world come in when they are not UTF-8."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


def decode(data: bytes, charset: str = "") -> tuple[str, str]:
    """Return text, and the encoding where it had to be taken from a label or guessed.

    Raises
    ------
    ReadingError
        No encoding makes text of it.
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    guess = ""
    try:
        text = data.decode(marked or "utf-8")
    except UnicodeDecodeError:
        text, guess = ("\0", "") if marked else _labelled(data, charset) or _guessed(data)
    if "\0" in text:
        raise ReadingError("is not text that can be read; save it as UTF-8 text, HTML or PDF")
    return text, guess


def _labelled(data: bytes, charset: str) -> tuple[str, str] | None:
    """What a header or the page itself says, if it is an encoding of ours and fits."""
    found = _CHARSET.search(data[:4096])
    for label in (charset, found[1].decode("ascii", "replace") if found else ""):
        try:
            known = codecs.lookup(label).name if label else ""
            if known.replace("-", "_") in _ENCODINGS or known.startswith("iso8859"):
                return data.decode(known), known
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return None


def _guessed(data: bytes) -> tuple[str, str]:
    guess = from_bytes(data, cp_isolation=_ENCODINGS).best()
    return (str(guess), guess.encoding) if guess else ("\0", "")


def decode_lines(data: bytes) -> tuple[str, str]:
    """Decode a table, in which single lines may have come in from elsewhere in another encoding.

    Returns
    -------
    tuple of str
        The text, and what had to be guessed as a sentence; empty when nothing.

    Raises
    ------
    ReadingError
        No encoding makes text of it.
    """
    lines = data.splitlines(keepends=True)
    strange = [line for line in lines if not _is_utf8(line)]
    good = sum(not line.isascii() for line in lines) - len(strange)
    if not strange or data.startswith((b"\xff\xfe", b"\xfe\xff")) or good <= len(strange):
        text, guess = decode(data)
        return text, f"the file is not UTF-8; it was read as {guess}" if guess else ""
    _, guess = decode(b"".join(strange))
    text = "".join(
        line.decode("utf-8") if _is_utf8(line) else line.decode(guess, "replace") for line in lines
    )
    told = f"{len(strange):,} of {len(lines):,} lines are not UTF-8; those were read as {guess}"
    return text.removeprefix("\ufeff"), told


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
