"""JSON as RFC 8259 has it and no more: UTF-8, every name once, finite, not too deep; a number keeps the digits it was written with."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from geodata.errors import ReadingError

__all__ = ["DEPTH", "Number", "load"]

DEPTH = 64
"""Levels of nesting; maps need seven."""


class Number(str):
    """A number as it was written: ``7.10`` stays ``7.10``, and twenty digits stay twenty digits."""

    __slots__ = ()


def load(data: bytes) -> Any:
    """Return what a JSON text says; its numbers as `Number`.

    Raises
    ------
    ReadingError
        It is not JSON, or more than we take; the sentence wants the file's name in front.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        raise ReadingError(
            f"is not UTF-8 (byte {err.start + 1:,}), as JSON must be; save it as UTF-8"
        ) from err
    if not text.strip():
        raise ReadingError("is empty; give a file with data")
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=Number,
            parse_float=Number,
            parse_constant=_refuse,
        )
    except json.JSONDecodeError as err:
        raise ReadingError(
            f"is not JSON (line {err.lineno}, column {err.colno}: {err.msg}); export it anew"
        ) from err
    except RecursionError as err:
        raise ReadingError(_DEEP) from err
    _measure(value)
    return value


_DEEP = f"is nested deeper than {DEPTH} levels; export it in a simpler form"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise ReadingError(f"holds the name {twice!r} twice in one object; keep one of them")
    return made


def _refuse(constant: str) -> NoReturn:
    raise ReadingError(f"holds {constant}, which is not JSON; write null where a number is unknown")


def _measure(value: Any) -> None:
    level = [value]
    for _ in range(DEPTH):
        level = [
            inner
            for one in level
            if isinstance(one, dict | list)
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return
    raise ReadingError(_DEEP)
