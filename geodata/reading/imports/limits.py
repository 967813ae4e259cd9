"""How large a table may be. Pure."""

from __future__ import annotations

from geodata.errors import ReadingError

__all__ = ["MAX_COLUMNS", "MAX_ROWS", "check_columns", "check_rows"]

MAX_ROWS = 100_000
MAX_COLUMNS = 500


def check_rows(count: int) -> None:
    """Raise `ReadingError` when a table has more rows than we take."""
    if count > MAX_ROWS:
        raise ReadingError(f"has more than {MAX_ROWS:,} rows; cut it up")


def check_columns(count: int) -> None:
    """Raise `ReadingError` when a table has more columns than we take."""
    if count > MAX_COLUMNS:
        raise ReadingError(
            f"has {count:,} columns, more than {MAX_COLUMNS}; keep those that matter"
        )
