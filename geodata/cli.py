"""The command line: ``holdground serve | ingest | geoparse | publish | basemap``. Each command has a twin in Python."""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn
from rich.text import Text

from geodata import __version__
from geodata.errors import GeodataError
from geodata.model import Mention
from geodata.settings import Settings

__all__ = ["app"]

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Demolitions and resistance on a map that can be checked.",
)
basemap_app = typer.Typer(no_args_is_help=True, help="The map under the events.")
app.add_typer(basemap_app, name="basemap")

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

        shown = "localhost" if settings.address == "0.0.0.0" else settings.address  # noqa: S104
        _out.print(
            f"Holdground is at http://{shown}:{settings.port}{settings.base_path}/  (stop with Ctrl-C)"
        )
        server.run(config=hardening.options(settings))
    except GeodataError as err:
        _stop(err)


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
    file: Annotated[Path, typer.Argument(help="A report as plain text.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON lines, one mention each.")
    ] = False,
) -> None:
    """Find the places of the gazetteer in a report."""
    from geodata import pipeline
    from geodata.gazetteer.names import Gazetteer
    from geodata.reading.facts import read_facts, shipped

    try:
        gazetteer = Gazetteer(read_facts(shipped()).places)
        found = pipeline.geoparse(file, gazetteer)
    except GeodataError as err:
        _stop(err)
    if as_json:
        for mention in found.mentions:
            place = gazetteer.places[mention.place_id]
            point = (
                {"lon": place.point.lon, "lat": place.point.lat}
                if place.point
                else {"lon": None, "lat": None}
            )
            _print_json(asdict(mention) | point | {"radius_m": place.radius_m})
        return
    _show(found.document.text, found.mentions)


@app.command()
def ingest(
    file: Annotated[Path, typer.Argument(help="A report as plain text.")],
    published: Annotated[str, typer.Option(help="Its date, EDTF: 2006-05-28, 2006-05.")],
    language: Annotated[str, typer.Option(help="Its language, BCP 47: en, ru, kk.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Archive a report as a source, and show the places it names on the layer "named in reports"."""
    from geodata import pipeline

    settings = _settings()
    try:
        done = pipeline.ingest(file, settings, published=published, language=language, now=_now())
    except (GeodataError, ValueError) as err:
        _stop(err)
    named = sorted({m.place_id for m in done.geoparsed.mentions if m.role == "event"})
    if as_json:
        _print_json({"source_id": done.source.source_id, "new": done.new, "places": named})
        return
    verb = "archived" if done.new else "was archived before, nothing changed:"
    _out.print(
        Text(
            f"{file} {verb} as {done.source.source_id}; it names {', '.join(named) or 'no known place'}"
        )
    )


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


def _show(text: str, mentions: tuple[Mention, ...]) -> None:
    shown = Text(text)
    for mention in mentions:
        shown.stylize(
            "dim" if mention.role == "comparison" else "bold green", mention.start, mention.end
        )
    _out.print(shown)
    for mention in mentions:
        line = f"{mention.start:>6}-{mention.end:<6} {mention.text:<24} {mention.place_id} ({mention.role})"
        _out.print(Text(line))


def _print_json(value: object) -> None:
    _out.print_json(json.dumps(value, ensure_ascii=False), indent=None)
