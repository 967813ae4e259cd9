"""Bring a database of an older version up to this one, inside the caller's transaction: it is the old one or the new one, never half."""

from __future__ import annotations

from sqlalchemy import Connection

from geodata.errors import SchemaVersionError
from geodata.store.tables import SCHEMA_VERSION

__all__ = ["migrate"]

_STEPS: dict[int, tuple[str, ...]] = {
    1: (
        "ALTER TABLE claim ADD COLUMN document_id TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE claim ADD COLUMN rule TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE claim ADD COLUMN confidence FLOAT",
        "ALTER TABLE document ADD COLUMN media_type TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE document ADD COLUMN url TEXT NOT NULL DEFAULT ''",
        # Until then every report that was taken in was told of at once.
        "ALTER TABLE document ADD COLUMN released BOOLEAN NOT NULL DEFAULT 1",
        "ALTER TABLE revision ADD COLUMN change_id TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE revision DROP COLUMN field",
        # The published copy beside it was made by the older version: a new number has it made again.
        "UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'data_version'",
    ),
}
"""Version to the statements that lead to the next one. Tables that are new are made afterwards, where they are missing."""


def migrate(connection: Connection, found: int) -> None:
    """Lead a database from version `found` to this one.

    Raises
    ------
    SchemaVersionError
        No way leads from there, as when a newer program wrote it.
    """
    for version in range(found, SCHEMA_VERSION):
        if version not in _STEPS:
            raise SchemaVersionError(found, SCHEMA_VERSION)
        for statement in _STEPS[version]:
            connection.exec_driver_sql(statement)
    if found > SCHEMA_VERSION:
        raise SchemaVersionError(found, SCHEMA_VERSION)
    wanted = (str(SCHEMA_VERSION),)
    connection.exec_driver_sql("UPDATE meta SET value = ? WHERE key = 'schema_version'", wanted)
