"""Who may edit, and since when: passphrases as argon2 hashes, sessions that can be ended, checked where things are written."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.dialects import sqlite

from geodata.errors import AccessError, QueryError
from geodata.store import tables as t
from geodata.store.engine import writing

__all__ = [
    "KINDS",
    "SESSION_HOURS",
    "SHORTEST",
    "Editor",
    "add",
    "admit",
    "any_with_passphrase",
    "demand",
    "end_session",
    "keep_only",
    "listed",
    "log_in",
    "of_session",
    "remove",
    "start_session",
]

KINDS = ("passphrase", "oidc")
SESSION_HOURS = 12
SHORTEST = 12
"""Letters of a passphrase, at least."""
_LONGEST_NAME = 80
_HASHER = PasswordHasher()


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody who may edit. The name is written beside every change and never shown to readers."""

    name: str
    kind: str = "passphrase"
    """One of `KINDS`: how they prove who they are."""


def add(engine: Engine, name: str, passphrase: str, now: dt.datetime) -> Editor:
    """Let somebody edit with a passphrase; a name that is there gets the new passphrase, and its sessions end.

    Raises
    ------
    QueryError
        The name or the passphrase will not do.
    """
    _check_name(name)
    if len(passphrase) < SHORTEST:
        raise QueryError(
            f"the passphrase has {len(passphrase)} letters; take at least {SHORTEST}, such as four words"
        )
    row = {
        "kind": "passphrase",
        "secret": _HASHER.hash(passphrase),
        "added": _at(now),
        "removed": "",
    }
    with writing(engine) as connection:
        _put(connection, name, row)
        connection.execute(delete(t.editor_session).where(t.editor_session.c.name == name))
    return Editor(name)


def admit(engine: Engine, name: str, now: dt.datetime) -> Editor:
    """Let somebody edit who has logged in elsewhere and is on the list of the settings."""
    _check_name(name)
    known = Editor(name, "oidc")
    with engine.connect() as connection:
        if _kind(connection, name) == "oidc":
            return known
    with writing(engine) as connection:
        if _kind(connection, name) == "passphrase":
            raise AccessError(
                f"{name!r} is an editor with a passphrase here; remove that one first"
            )
        _put(connection, name, {"kind": "oidc", "secret": "", "added": _at(now), "removed": ""})
    return known


def remove(engine: Engine, name: str, now: dt.datetime) -> None:
    """Take the right to edit away, at once; what they did stays on record under their name.

    Raises
    ------
    QueryError
        There is no such editor.
    """
    with writing(engine) as connection:
        if _kind(connection, name) is None:
            raise QueryError(f"there is no editor {name!r}; `holdground editor list` names them")
        gone = update(t.editor).where(t.editor.c.name == name)
        connection.execute(gone.values(removed=_at(now), secret=""))
        connection.execute(delete(t.editor_session).where(t.editor_session.c.name == name))


def listed(connection: Connection) -> tuple[Editor, ...]:
    """Return who may edit now, by name."""
    query = select(t.editor.c.name, t.editor.c.kind).where(t.editor.c.removed == "")
    return tuple(Editor(name, kind) for name, kind in connection.execute(query.order_by("name")))


def any_with_passphrase(connection: Connection) -> bool:
    """Say whether there is anybody who can log in with a passphrase."""
    return any(editor.kind == "passphrase" for editor in listed(connection))


def log_in(engine: Engine, name: str, passphrase: str) -> Editor | None:
    """Return the editor whose passphrase this is; None when it is not, in the same time for names that do not exist."""
    query = select(t.editor.c.secret).where(
        t.editor.c.name == name, t.editor.c.kind == "passphrase", t.editor.c.removed == ""
    )
    with engine.connect() as connection:
        secret = connection.scalar(query)
    try:
        _HASHER.verify(secret or _nobody(), passphrase)
    except (Argon2Error, InvalidHashError):
        return None
    return Editor(name) if secret else None


def start_session(engine: Engine, editor: Editor, now: dt.datetime) -> str:
    """Return a new token of an editor; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    end = now + dt.timedelta(hours=SESSION_HOURS)
    row = {
        "token_hash": _hash(token),
        "name": editor.name,
        "created": _at(now),
        "expires": _at(end),
    }
    with writing(engine) as connection:
        connection.execute(delete(t.editor_session).where(t.editor_session.c.expires <= _at(now)))
        demand(connection, editor)
        connection.execute(insert(t.editor_session).values(**row))
    return token


def of_session(connection: Connection, token: str, now: dt.datetime) -> Editor | None:
    """Return whose token this is; None when it is nobody's, or no longer."""
    query = (
        select(t.editor.c.name, t.editor.c.kind)
        .join(t.editor_session, t.editor_session.c.name == t.editor.c.name)
        .where(
            t.editor_session.c.token_hash == _hash(token),
            t.editor_session.c.expires > _at(now),
            t.editor.c.removed == "",
        )
    )
    row = connection.execute(query).first()
    return Editor(*row) if row else None


def end_session(engine: Engine, token: str) -> None:
    """Forget a token."""
    with writing(engine) as connection:
        mine = t.editor_session.c.token_hash == _hash(token)
        connection.execute(delete(t.editor_session).where(mine))


def demand(connection: Connection, editor: Editor | None) -> None:
    """Check, inside a transaction that writes, that somebody may still edit.

    Parameters
    ----------
    editor
        None is nobody, who may not.

    Raises
    ------
    AccessError
        They may not, or no longer.
    """
    if editor is None or _kind(connection, editor.name) != editor.kind:
        who = repr(editor.name) if editor else "whoever is not logged in"
        raise AccessError(f"{who} may not edit here; nothing was written")


def keep_only(engine: Engine, names: Collection[str], now: dt.datetime) -> None:
    """Take the right to edit from those who came through a login elsewhere and are no longer on the list."""
    with engine.connect() as connection:
        gone = [e.name for e in listed(connection) if e.kind == "oidc" and e.name not in names]
    for name in gone:
        remove(engine, name, now)


def _put(connection: Connection, name: str, row: dict[str, str]) -> None:
    upsert = sqlite.insert(t.editor).values(name=name, **row)
    connection.execute(upsert.on_conflict_do_update(index_elements=["name"], set_=row))


def _kind(connection: Connection, name: str) -> str | None:
    mine = (t.editor.c.name == name, t.editor.c.removed == "")
    return connection.scalar(select(t.editor.c.kind).where(*mine))


def _check_name(name: str) -> None:
    if (
        not name.strip()
        or name != name.strip()
        or len(name) > _LONGEST_NAME
        or not name.isprintable()
    ):
        raise QueryError(
            f"{name!r} will not do as an editor's name; take 1 to {_LONGEST_NAME} printable letters"
        )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _at(now: dt.datetime) -> str:
    return now.astimezone(dt.UTC).isoformat(timespec="seconds")


@cache
def _nobody() -> str:
    return _HASHER.hash(secrets.token_urlsafe(16))
