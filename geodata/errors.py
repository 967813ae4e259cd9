"""Every error that Holdground raises on purpose.

::

    GeodataError
    ├── ReadingError(OSError)            a file or its bytes could not be read
    ├── GazetteerError(LookupError)      a place or a spelling is not known
    ├── BasemapError(OSError)            an archive of map tiles could not be fetched or read
    ├── QueryError(ValueError)           a reader asked for something that cannot be
    ├── InvalidRecordError(ValueError)   one record breaks its own rules; all its faults at once
    ├── FactsError(ValueError)           a set of curated facts breaks its rules; all faults at once
    ├── StoreError(RuntimeError)         the database said no
    │   ├── SchemaVersionError           the database was made by another version
    │   └── StaleError                   somebody else changed it meanwhile
    ├── ReviewError(ValueError)          an editor asked for what a review does not allow; all reasons at once
    ├── AccessError(PermissionError)     who asked may not do that
    └── SetupError(RuntimeError)         the machine or the settings do not allow what was asked

A message says what failed, the value, what was expected, and what to do. Errors are caught at the edges only: the command
line, a page, a route, a batch loop.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence

__all__ = [
    "AccessError",
    "BasemapError",
    "FactsError",
    "Faults",
    "GazetteerError",
    "GeodataError",
    "InvalidRecordError",
    "QueryError",
    "ReadingError",
    "ReviewError",
    "SchemaVersionError",
    "SetupError",
    "StaleError",
    "StoreError",
]

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:~-]{0,127}\Z")


class GeodataError(Exception):
    """Root of every error that is ours."""


class ReadingError(GeodataError, OSError):
    """A file could not be read as a report or a table."""


class GazetteerError(GeodataError, LookupError):
    """A place or a spelling is not in the gazetteer."""


class BasemapError(GeodataError, OSError):
    """An archive of map tiles could not be fetched, read or written."""


class QueryError(GeodataError, ValueError):
    """A parameter of a request cannot be understood; the message is one sentence for the caller."""


class InvalidRecordError(GeodataError, ValueError):
    """One record breaks its own rules.

    Parameters
    ----------
    subject
        Which record, as ``kind id``.
    errors
        Field name to one clear sentence; every fault of the record.
    """

    def __init__(self, subject: str, errors: Mapping[str, str]) -> None:
        self.subject = subject
        self.errors = dict(errors)
        told = "; ".join(f"{field}: {fault}" for field, fault in errors.items())
        super().__init__(f"{subject} is not valid: {told}")


class Faults(dict[str, str]):
    """Collects what is wrong with one record, field by field; `end` raises it all at once."""

    def check(self, fine: bool, name: str, fault: str) -> None:
        """Note a fault of a field unless all is fine; the first fault of a field stands."""
        if not fine:
            self.setdefault(name, fault)

    def identifier(self, name: str, value: str) -> None:
        """Note a value that cannot be an id."""
        if not _ID.match(value):
            self.setdefault(name, f"{value!r} is not an id (letters, digits, - _ . : ~)")

    def one_of(self, name: str, value: str, allowed: Collection[str]) -> None:
        """Note a value that is not in a closed list."""
        if value not in allowed:
            self.setdefault(name, f"{value!r} is not one of {', '.join(allowed)}")

    def attempt(self, name: str, make: Callable[[], object]) -> None:
        """Note what `make` says when it raises ValueError."""
        try:
            make()
        except ValueError as err:
            self.setdefault(name, str(err))

    def end(self, subject: str) -> None:
        """Raise `InvalidRecordError` if anything was noted."""
        if self:
            raise InvalidRecordError(subject, self)


class FactsError(GeodataError, ValueError):
    """A set of curated facts breaks its rules.

    Parameters
    ----------
    faults
        One sentence for each fault, with file and line; all of them, so that one round of mending is enough.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        listed = "\n".join(f"  - {fault}" for fault in faults)
        super().__init__(
            f"the curated facts hold {len(faults)} fault(s); mend these lines and load again:\n{listed}"
        )


class StoreError(GeodataError, RuntimeError):
    """The database refused or is not what it should be."""


class SchemaVersionError(StoreError):
    """The database was made by another version of Holdground.

    Parameters
    ----------
    found, expected
        Schema versions: the one in the file, the one this program writes.
    """

    def __init__(self, found: int, expected: int) -> None:
        self.found, self.expected = found, expected
        super().__init__(
            f"the database has schema version {found}, this program expects {expected}; "
            "use the version of Holdground that wrote it, or point HOLDGROUND_DB to another file"
        )


class StaleError(StoreError):
    """What an editor changed is no longer what they saw: somebody else changed it meanwhile. Nothing was written.

    Parameters
    ----------
    record
        ``kind:key``.
    now
        The record as it is; None when it is gone.
    who, at
        The last one who changed it, and when; empty when not known.
    """

    def __init__(self, record: str, now: object, who: str, at: str) -> None:
        self.record, self.now, self.who, self.at = record, now, who, at
        by = f" by {who} at {at}" if who else ""
        super().__init__(
            f"{record} was changed{by} after you opened it, so nothing was written; "
            "look at what it is now and say again what you want"
        )


class ReviewError(GeodataError, ValueError):
    """A decision that a review does not allow.

    Parameters
    ----------
    faults
        One sentence for each thing that is missing or wrong.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(faults))


class AccessError(GeodataError, PermissionError):
    """Somebody asked for what only others may do."""


class SetupError(GeodataError, RuntimeError):
    """The machine or the settings do not allow what was asked."""
