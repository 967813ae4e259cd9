"""What bytes are, told by the bytes themselves: an allow-list for what is read, and a name for what is not. Pure."""

from __future__ import annotations

import re

__all__ = ["check_file_name", "known_format"]

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive (KMZ, DOCX, XLSX and ODS are such archives, too)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"SQLite format 3\0", "a database (GeoPackage is one)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (DOC, XLS)"),
    (b"PAR1", "a Parquet table"),
    (b"fgb\x03", "a FlatGeobuf file"),
    (b"\x00\x00\x27\x0a", "a shapefile"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"OggS", "a recording"),
    (b"ID3", "a recording"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"{\\rtf", "an RTF file"),
    (b"%!PS", "a PostScript file"),
    (b"%PDF-", "a PDF"),
)
_BOX = re.compile(rb"....ftyp", re.DOTALL)

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
_UNSAFE = re.compile(r"[/\\:%{}\"<>|*?\x00-\x1f\x7f]|\.\.")


def known_format(data: bytes) -> str:
    """Return what bytes are if their first ones tell; empty when they do not, as with every text.

    Examples
    --------
    >>> known_format(b"PK\\x03\\x04...")
    'a ZIP archive (KMZ, DOCX, XLSX and ODS are such archives, too)'
    """
    if _BOX.match(data):
        return "a recording"
    return next((what for mark, what in _MAGIC if data.startswith(mark)), "")


def check_file_name(name: str) -> str:
    """Return what is wrong with the name of an uploaded table; empty when nothing is.

    The name is a label and tells the format. It is never opened, and one that looks like a path, an address or a device is
    refused all the same, so that no later step can take it for one.
    """
    if _UNSAFE.search(name) or _RESERVED.match(name):
        return (
            "looks like a path, an address or a device; give a plain file name such as events.csv"
        )
    if not name.strip() or name != name.strip() or name.startswith("."):
        return "is no plain file name; give one such as events.csv"
    return ""
