"""The command line: ``holdground serve | ingest | import | verify | geoparse | publish | basemap | gazetteer | editor``. Each command has a twin in Python."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn
from rich.text import Text

from geodata import __version__
from geodata.cli_editor import app as editor_app
from geodata.cli_editor import switch_on
from geodata.cli_gazetteer import app as gazetteer_app
from geodata.cli_import import import_table
from geodata.errors import GeodataError, QueryError
from geodata.settings import Settings

__all__ = ["app"]

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Demolitions and resistance on a map that can be checked.",
)
basemap_app = typer.Typer(no_args_is_help=True, help="The map under the events.")
app.add_typer(basemap_app, name="basemap")
app.add_typer(gazetteer_app, name="gazetteer")
app.command("import")(import_table)
app.add_typer(editor_app, name="editor")

_out = Console()
_err = Console(stderr=True)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _stop(problem: Exception) -> NoReturn:
    _err.print(Text(f"holdground: {problem}", style="bold red"))
    raise typer.Exit(1)


def _settings() -> Settings:
    try:
        return Settings.of(os.environ)
    except GeodataError as err:
        _stop(err)


@app.callback(invoke_without_command=True)
def _main(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        _out.print(__version__)
        raise typer.Exit


@app.command()
def serve() -> None:
    """Serve the map; the address is printed. HOLDGROUND_DB, PORT and the other settings are read from the environment."""
    settings = _settings()
    try:
        _prepare(settings)
        from dashboard import hardening
        from dashboard.app import app as server

        _out.print(f"Holdground is at {_address(settings)}  (stop with Ctrl-C)")
        server.run(config=hardening.options(settings))
    except GeodataError as err:
        _stop(err)


@app.command()
def desk() -> None:
    """Serve the map with the editors' desk, for this machine; `holdground editor add` says who may edit."""
    try:
        settings = switch_on(os.environ)
    except GeodataError as err:
        _stop(err)
    _out.print(
        f"The desk is at {_address(settings)}desk  (not an editor yet? holdground editor add NAME)"
    )
    serve()


@app.command()
def publish() -> None:
    """Make the published copy anew from the record."""
    from geodata import disclosure
    from geodata.store.engine import open_record

    settings = _settings()
    try:
        _prepare(settings)
        published = disclosure.publish(open_record(settings.db), settings.published)
    except GeodataError as err:
        _stop(err)
    _out.print(
        f"published version {published.data_version} with {len(published.facts.events)} events"
    )


@app.command()
def geoparse(
    file: Annotated[Path | None, typer.Argument(help="A report: text, HTML or PDF.")] = None,
    jsonl: Annotated[
        tuple[Path, Path] | None,
        typer.Option(
            help="IN OUT: many documents, {doc_id, text} a line; goes on where it was stopped."
        ),
    ] = None,
    language: Annotated[str, typer.Option(help="en, ru or kk; found out when not given.")] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="JSON lines, one place name each.")
    ] = False,
) -> None:
    """Find the places that a report names, with offsets, candidates and honest doubt."""
    from geodata import cli_geoparse, pipeline

    settings = _settings()
    if (file is None) == (jsonl is None):
        _stop(QueryError("give either a FILE or --jsonl IN OUT"))
    try:
        _world(settings)
        geoparser = pipeline.open_geoparser(settings)
        if jsonl:
            done = cli_geoparse.jsonl_with_bar(*jsonl, geoparser, language=language or None)
            _err.print(
                Text(f"{jsonl[1]}: {done.documents:,} documents, {done.mentions:,} place names")
            )
            return
        assert file is not None
        found = pipeline.geoparse(file, geoparser, language=language or None)
    except GeodataError as err:
        _stop(err)
    if as_json:
        cli_geoparse.print_json(found.toponyms, _out)
    else:
        cli_geoparse.print_toponyms(found.document.text, found.toponyms, _out)


@app.command()
def ingest(  # noqa: PLR0913, PLR0917 - the options of a command
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Reports (text, HTML, PDF), folders of them, or .jsonl with one a line."
        ),
    ] = None,
    published: Annotated[str, typer.Option(help="Their date, EDTF: 2006-05-28, 2006-05.")] = "",
    language: Annotated[
        str, typer.Option(help="Their language: en, ru, kk; found out when not given.")
    ] = "",
    publisher: Annotated[str, typer.Option(help="Who published them.")] = "",
    kind: Annotated[
        str, typer.Option(help="press, wire, court, authority, ngo, activist, diplomatic, social …")
    ] = "unknown",
    url: Annotated[
        str, typer.Option(help="Fetch this page instead; only where HOLDGROUND_FETCH=1.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one report a line.")] = False,
) -> None:
    """Archive reports and draft the events that they tell of, for an editor to review. Goes on where it was stopped."""
    from geodata import cli_ingest
    from geodata.intake import About

    settings = _settings()
    if not files and not url:
        _stop(QueryError("give a FILE, a folder, a .jsonl file, or --url"))
    try:
        _world(settings)
        about = About(
            published=published,
            language=language,
            publisher=publisher,
            publisher_kind=kind,
            released=True,
        )
        problems = cli_ingest.run(
            files or [], settings, about, url=url, as_json=as_json, now=_now()
        )
    except GeodataError as err:
        _stop(err)
    if problems:
        raise typer.Exit(1)


@app.command()
def verify() -> None:
    """Hash every archived document again, and name those that are missing or were changed."""
    from geodata import cli_ingest

    settings = _settings()
    try:
        _prepare(settings)
        sound, unsound = cli_ingest.verify(settings)
    except GeodataError as err:
        _stop(err)
    _out.print(Text(f"{sound} archived documents are what they were; {unsound} are not"))
    if unsound:
        raise typer.Exit(1)


@basemap_app.command("get")
def basemap_get(
    source: Annotated[
        str,
        typer.Option(
            help="A PMTiles archive, http(s) or a file; default: the newest public build."
        ),
    ] = "",
    bbox: Annotated[
        str, typer.Option(help="west,south,east,north in degrees; default: the area of the events.")
    ] = "",
    max_zoom: Annotated[int, typer.Option(min=0, max=15)] = 14,
    if_missing: Annotated[
        bool, typer.Option("--if-missing", help="Do nothing when there is an archive already.")
    ] = False,
) -> None:
    """Fetch streets for the area of the events out of a PMTiles archive, by HTTP range requests."""
    from geodata.basemap import extract as tiles

    settings = _settings()
    out = settings.fetched_basemap
    if if_missing and (settings.basemap or out.is_file()):
        return
    try:
        _prepare(settings)
        box = _box(bbox, settings)
        wanted = source or settings.basemap_source or _newest_build()
        with _bar() as bar:
            task = bar.add_task("base map", total=None)
            done = tiles.extract(
                wanted,
                box,
                out,
                max_zoom=max_zoom,
                progress=lambda got, total: bar.update(task, completed=got, total=total),
            )
    except GeodataError as err:
        _stop(err)
    _out.print(Text(f"{out} holds {done.tiles:,} tiles ({done.size:,} bytes) from {wanted}"))


def _address(settings: Settings) -> str:
    shown = "localhost" if settings.address == "0.0.0.0" else settings.address  # noqa: S104
    return f"http://{shown}:{settings.port}{settings.base_path}/"


def _world(settings: Settings) -> None:
    """Build the world's places if that was not done yet."""
    if not settings.gazetteer.is_file():
        from geodata.cli_gazetteer import build_with_bar

        build_with_bar(settings.gazetteer)


def _prepare(settings: Settings) -> None:
    from geodata.pipeline import prepare

    made = prepare(settings, _now())
    if made:
        _out.print(
            Text(
                f"{settings.db}: version {made.data_version} published, {len(made.facts.events)} events"
            )
        )


def _newest_build() -> str:
    import httpx

    from geodata.basemap import extract as tiles

    with httpx.Client(timeout=10, follow_redirects=True) as client:
        return tiles.first_available(tiles.candidates(_now().date()), client)


def _box(text: str, settings: Settings) -> tuple[float, float, float, float]:
    from geodata.disclosure import open_published
    from geodata.errors import QueryError
    from geodata.index import Index
    from geodata.space import Bbox

    if text:
        try:
            west, south, east, north = (float(part) for part in text.split(","))
            Bbox(west, south, east, north)
        except ValueError:
            raise QueryError(
                f"--bbox is {text!r}; expected west,south,east,north in degrees"
            ) from None
        return west, south, east, north
    core = Index(open_published(settings.published)).core_bbox()
    return core.west, core.south, core.east, core.north


def _bar() -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
    )
    return Progress(*columns, console=_err)


def _print_json(value: object) -> None:
    _out.print_json(json.dumps(value, ensure_ascii=False), indent=None)
