"""Text and names of columns made fit to keep: nothing is lost silently. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geodata.reading.imports.sheet import Notes

__all__ = ["clean", "column_names"]

_LONE = re.compile("[\ud800-\udfff]")
_RESERVED = {"constructor", "prototype", "hasownproperty", "tostring", "valueof", "geometry"}
"""Names that mean something to programs that the data may meet later."""


def clean(text: str, notes: Notes, row: int | None = None) -> str:
    """Return text without what no record can hold: NUL and halves of letters become U+FFFD, and are noted."""
    if "\0" in text:
        notes.add("NUL replaced by U+FFFD", row)
        text = text.replace("\0", "\ufffd")
    if _LONE.search(text):
        notes.add("half a letter (lone surrogate) replaced by U+FFFD", row)
        text = _LONE.sub("\ufffd", text)
    return text


def column_names(given: Iterable[str], notes: Notes) -> tuple[str, ...]:
    """Return names of columns, each once and none reserved; every change is noted.

    Examples
    --------
    >>> column_names(["id", "title", "id", ""], Notes())
    ('id', 'title', 'id (2)', 'column 4')
    """
    names: list[str] = []
    for number, one in enumerate(given, 1):
        name = wanted = clean(" ".join(one.split()), notes) or f"column {number}"
        if wanted.startswith("__") or wanted.lower() in _RESERVED:
            name = f"{wanted}_"
            notes.add(f"the column {wanted!r} has a reserved name; it is called {name!r} here")
        count = 2
        while name in names:
            name = f"{wanted} ({count})"
            count += 1
        if count > 2:
            notes.add(f"a second column {wanted!r} is called {name!r} here")
        names.append(name)
    return tuple(names)
