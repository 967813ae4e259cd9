"""The command line for those who may edit: ``holdground editor add | list | remove``, and ``holdground desk``."""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import sys
from collections.abc import MutableMapping
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.text import Text
from sqlalchemy import Engine

from geodata.errors import GeodataError, SetupError
from geodata.settings import Settings
from geodata.store import editors
from geodata.store.engine import open_record

__all__ = ["app", "switch_on"]

app = typer.Typer(no_args_is_help=True, help="Who may edit at the desk.")
_out = Console()
_err = Console(stderr=True)


def switch_on(environ: MutableMapping[str, str]) -> Settings:
    """Set the environment for a desk on this machine, and return the settings.

    Raises
    ------
    SetupError
        The server could be reached from elsewhere, and nobody said that a desk is meant to be there.
    """
    settings = Settings.of(environ)
    if not settings.desk:
        if not _is_this_machine(settings.address):
            raise SetupError(
                f"HOLDGROUND_ADDRESS is {settings.address!r}, which others can reach; take 127.0.0.1, or set "
                "HOLDGROUND_DESK=passphrase if a desk is meant to be there, and then put https in front of it"
            )
        environ["HOLDGROUND_DESK"] = "passphrase"
    return Settings.of(environ)


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="Written beside every change; readers never see it.")],
    passphrase_stdin: Annotated[
        bool, typer.Option("--passphrase-stdin", help="Read the passphrase from standard input.")
    ] = False,
) -> None:
    """Let somebody edit with a passphrase, or give an editor another one; asks for it twice and does not show it."""
    if passphrase_stdin:
        passphrase = sys.stdin.readline().rstrip("\r\n")
    else:
        passphrase = typer.prompt("Passphrase", hide_input=True, confirmation_prompt=True)
    record = _record()
    try:
        editors.add(record, name, passphrase, _now())
    except GeodataError as err:
        _stop(err)
    _out.print(Text(f"{name} may edit; start the desk with: holdground desk"))


@app.command("list")
def list_command() -> None:
    """Name those who may edit, and how they log in."""
    with _record().connect() as connection:
        found = editors.listed(connection)
    for editor in found:
        _out.print(Text(f"{editor.name}\t{editor.kind}"))
    if not found:
        _err.print(Text("nobody may edit; holdground editor add NAME lets somebody"))


@app.command()
def remove(name: Annotated[str, typer.Argument(help="As the list names them.")]) -> None:
    """Take the right to edit away, at once and wherever they are logged in; what they did stays on record."""
    settings = _settings()
    try:
        editors.remove(_record(), name, _now())
    except GeodataError as err:
        _stop(err)
    _out.print(Text(f"{name} may not edit any more"))
    if name in settings.editors:
        _err.print(
            Text(
                f"HOLDGROUND_EDITORS still names {name}; without that out, the next start admits them"
            )
        )


def _record() -> Engine:
    settings = _settings()
    try:
        return open_record(settings.db)
    except GeodataError as err:
        _stop(err)


def _settings() -> Settings:
    try:
        return Settings.of(os.environ)
    except GeodataError as err:
        _stop(err)


def _is_this_machine(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _stop(problem: Exception) -> NoReturn:
    _err.print(Text(f"holdground: {problem}", style="bold red"))
    raise typer.Exit(1)
