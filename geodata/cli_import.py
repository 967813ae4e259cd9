"""The screen side of ``holdground import``: what was read of a table, column by column, and what must be confirmed. An edge."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from geodata import vocabulary
from geodata.errors import GeodataError, ReadingError
from geodata.reading.imports.table import Imported, read_table
from geodata.reading.reports import bytes_of
from geodata.settings import Settings

__all__ = ["as_json", "import_table", "print_report"]

_SHOWN = 20

_out = Console()
_err = Console(stderr=True)


def import_table(  # noqa: PLR0913, PLR0917 - each is an option of the command
    file: Annotated[
        Path, typer.Argument(help="CSV, GeoJSON, KML, or an export of ACLED or UCDP GED.")
    ],
    publisher: Annotated[str, typer.Option(help="Who published the table.")] = "",
    kind: Annotated[str, typer.Option(help="Kind of publisher: press, ngo, authority …")] = "",
    language: Annotated[str, typer.Option(help="BCP 47 code of its language.")] = "",
    yes: Annotated[
        bool, typer.Option("--yes", help="Store although something was guessed.")
    ] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Read a table of events as drafts for review, and tell what became of every column and every row."""
    from geodata import intake

    try:
        if kind and kind not in vocabulary.terms("publisher_kinds"):
            raise ReadingError(
                f"--kind is {kind!r}; expected one of {', '.join(vocabulary.terms('publisher_kinds'))}"
            )
        content = bytes_of(file)
        done = read_table(content, file.name, publisher=publisher, kind=kind, language=language)
        if json_:
            _out.print_json(json.dumps(as_json(done), ensure_ascii=False), indent=None)
        else:
            print_report(done, _out)
        if done.to_confirm and not yes:
            _stop("nothing was stored; look at what was guessed, and give --yes if it is right")
        new = intake.import_table(
            Settings.of(os.environ), done, content, now=dt.datetime.now(dt.UTC)
        )
    except GeodataError as err:
        _stop(err)
    known = "" if new else "; the very same file was imported before"
    _err.print(Text(f"{new:,} new drafts wait for review{known}"))


def as_json(imported: Imported) -> dict[str, Any]:
    """Return what was read of a table as the command prints it."""
    return {
        "document_id": imported.document.document_id,
        "source": {
            "source_id": imported.source.source_id,
            "title": imported.source.title,
            "publisher": imported.source.publisher,
            "publisher_kind": imported.source.publisher_kind,
        },
        "form": imported.form,
        "rows": {"read": len(imported.drafts), "refused": imported.refused},
        "columns": [
            {"name": c.name, "read_as": c.field, "filled": c.filled, "refused": c.refused}
            for c in imported.columns
        ],
        "to_confirm": imported.to_confirm,
        "notes": imported.notes,
        "problems": [
            {
                "row": f.row,
                "column": f.column,
                "value": f.value,
                "expected": f.expected,
                "row_refused": f.refused,
            }
            for f in imported.faults
        ],
    }


def print_report(imported: Imported, console: Console) -> None:
    """Print a line for each column, then remarks, then the first rows with faults. Nothing in it is markup."""
    table = Table("column", "what it was read as", "cells", "not read")
    for column in imported.columns:
        refused = f"{column.refused:,}" if column.refused else ""
        style = "" if column.field else "yellow"
        table.add_row(
            _plain(column.name), Text(column.told), f"{column.filled:,}", refused, style=style
        )
    console.print(table)
    for note in imported.notes:
        console.print(_plain(f"note: {note}"), soft_wrap=True)
    for fault in imported.faults[:_SHOWN]:
        console.print(_plain(str(fault), "yellow"), soft_wrap=True)
    if len(imported.faults) > _SHOWN:
        console.print(Text(f"… and {len(imported.faults) - _SHOWN:,} more; --json lists them all"))
    for guess in imported.to_confirm:
        console.print(_plain(f"guessed: {guess}", "bold yellow"), soft_wrap=True)
    console.print(
        Text(
            f"{imported.source.title}: {imported.form}, {len(imported.drafts):,} rows read, {imported.refused:,} refused"
        )
    )


def _plain(text: str, style: str = "") -> Text:
    """Text of strangers without what moves a terminal's cursor or turns its letters around."""
    return Text("".join(c if c.isprintable() else "\ufffd" for c in text), style=style)


def _stop(problem: object) -> NoReturn:
    _err.print(Text(f"holdground: {problem}", style="bold red"))
    raise typer.Exit(1)
