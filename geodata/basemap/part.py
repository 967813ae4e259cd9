"""What has been fetched so far, kept beside the archive until it is whole. Floor 1, an edge module."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

from geodata.basemap.plan import Blob
from geodata.errors import BasemapError

__all__ = ["Part"]


class Part:
    """Blobs of one version of one archive, so that a broken ``get`` goes on where it stopped.

    Parameters
    ----------
    path
        An SQLite file; made when missing, emptied when it belongs to another archive or is broken.
    identity
        Which archive, in which version.
    """

    def __init__(self, path: Path, identity: str) -> None:
        self.path = path
        try:
            self._db = self._opened(identity)
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            self._db = self._opened(identity)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._db.close()

    def held(self) -> set[Blob]:
        """Return offset and length of every blob that is here."""
        return {
            (offset, length)
            for offset, length in self._db.execute("SELECT offset, length FROM blob")
        }

    def put(self, blobs: Iterable[tuple[int, bytes]]) -> None:
        """Keep some blobs, given as offset and bytes."""
        try:
            with self._db:
                self._db.executemany(
                    "INSERT OR REPLACE INTO blob VALUES (?, ?, ?)",
                    [(offset, len(data), data) for offset, data in blobs],
                )
        except sqlite3.Error as error:
            raise BasemapError(
                f"{str(self.path)!r} cannot be written ({error}); "
                "make room on the disk and run the command again: it goes on where it stopped"
            ) from error

    def get(self, blob: Blob) -> bytes:
        """Return a blob that is here."""
        row = self._db.execute("SELECT data FROM blob WHERE offset = ? AND length = ?", blob)
        return bytes(row.fetchone()[0])

    def remove(self) -> None:
        """Throw the file away."""
        self._db.close()
        self.path.unlink(missing_ok=True)

    def _opened(self, identity: str) -> sqlite3.Connection:
        db = sqlite3.connect(self.path)
        try:
            # No journal file and no waiting for the disk: a lost part only means fetching it again.
            db.execute("PRAGMA journal_mode = MEMORY")
            db.execute("PRAGMA synchronous = OFF")
            with db:
                db.execute("CREATE TABLE IF NOT EXISTS archive (identity TEXT NOT NULL)")
                db.execute(
                    "CREATE TABLE IF NOT EXISTS blob (offset INTEGER, length INTEGER, data BLOB NOT NULL,"
                    " PRIMARY KEY (offset, length))"
                )
                with closing(db.execute("SELECT identity FROM archive")) as rows:
                    known = rows.fetchone()
                if known != (identity,):
                    db.execute("DELETE FROM archive")
                    db.execute("DELETE FROM blob")
                    db.execute("INSERT INTO archive VALUES (?)", (identity,))
        except BaseException:
            db.close()
            raise
        return db
