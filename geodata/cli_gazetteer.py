"""The command line for places: ``holdground gazetteer build | search | show | add | import | export``. Each has a twin in Python."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from geodata.errors import GeodataError
from geodata.gazetteer.gazetteer import Gazetteer
from geodata.gazetteer.world import Entry
from geodata.model import Place

__all__ = ["app", "build_with_bar", "world_file"]

app = typer.Typer(no_args_is_help=True, help="The places that names are looked up in.")
T = TypeVar("T")
_out = Console()
_err = Console(stderr=True)

World = Annotated[
    Path | None,
    typer.Option(help="The world file; default: beside the record.", envvar="HOLDGROUND_GAZETTEER"),
]


def world_file() -> Path:
    """Return where the world file is kept: as set, else beside the record."""
    import os

    from geodata.settings import Settings

    return _guard(lambda: Settings.of(os.environ).gazetteer)


def build_with_bar(file: Path) -> None:
    """Build the world file with a progress bar on the error stream.

    Raises
    ------
    GazetteerError
        A package is missing, or the file cannot be written.
    """
    from geodata.gazetteer.build import build

    columns = (TextColumn("{task.description:<34}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_err) as bar:
        task = bar.add_task("gazetteer", total=None)

        def tell(what: str, done: int, total: int) -> None:
            bar.update(task, description=what, completed=done, total=total if total > 1 else None)

        made = build(file, tell)
        bar.update(task, total=1, completed=1)
    _out.print(
        Text(f"{made.file}: {made.places:,} places, {made.names:,} names, {made.size / 1e6:.1f} MB")
    )


@app.command("build")
def build_command(
    world: World = None,
    if_missing: Annotated[
        bool, typer.Option("--if-missing", help="Do nothing when it is there.")
    ] = False,
) -> None:
    """Build the world's places from the packages that are installed; nothing is downloaded."""
    file = world or world_file()
    if not (if_missing and file.is_file()):
        _guard(lambda: build_with_bar(file))


@app.command()
def search(
    name: Annotated[str, typer.Argument(help="A name in any spelling, or how it begins.")],
    world: World = None,
    limit: Annotated[int, typer.Option(min=1, max=200)] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False,
) -> None:
    """List places by name: ours first, then the world's."""
    gazetteer = _open(world)
    table = Table("place", "name", "kind", "country", "people", "lon, lat", "± km", "alike")
    for hit in gazetteer.search(name, limit):
        entry = hit.entry
        if as_json:
            typer.echo(
                json.dumps(_record(entry) | {"score": round(hit.score, 3)}, ensure_ascii=False)
            )
            continue
        point = f"{entry.lon:.4f}, {entry.lat:.4f}" if entry.point else ""
        people = f"{entry.population:,}" if entry.population else ""
        row = (entry.place_id, entry.name, entry.kind, entry.country, people, point)
        table.add_row(*map(Text, row), f"{entry.radius_m / 1000:.1f}", f"{hit.score:.2f}")
    if not as_json:
        _out.print(table)


@app.command()
def show(
    place_id: Annotated[str, typer.Argument(help="Such as bakai, gn:1526384 or cc:KZ.")],
    world: World = None,
) -> None:
    """Show one place, what contains it, and its names."""
    gazetteer = _open(world)
    entry = gazetteer.get(place_id)
    if entry is None:
        _stop(f"there is no place {place_id!r}; look for it with: holdground gazetteer search NAME")
    ours = gazetteer.places.get(place_id)
    names = [n.name for n in ours.names] if ours else []
    if not ours and gazetteer.world:
        names = gazetteer.world.names_of(entry.number)
    within = [found.name for found in map(gazetteer.get, gazetteer.chain(entry)) if found]
    _out.print_json(
        json.dumps(_record(entry) | {"within": within, "names": names}, ensure_ascii=False)
    )


@app.command()
def add(  # noqa: PLR0913, PLR0917 - one option each
    place_id: Annotated[str, typer.Argument(help="A new id, such as otodo-gbame.")],
    name: Annotated[
        list[str],
        typer.Option(help="LANGUAGE:NAME, such as en:Bakai; the first of a language is shown."),
    ],
    kind: Annotated[str, typer.Option(help="Such as shanty_town, district, street.")] = "other",
    parent: Annotated[str, typer.Option(help="Id of the place of ours that contains it.")] = "",
    point: Annotated[str, typer.Option(help="LON,LAT in degrees.")] = "",
    radius_m: Annotated[int, typer.Option(help="Metres within which it surely lies.")] = 0,
    evidence: Annotated[str, typer.Option(help="Where the point is from.")] = "",
) -> None:
    """Put a place of our own into the record, or replace it."""
    from geodata.model import Place, PlaceName
    from geodata.space import Point

    try:
        lon, lat = (float(part) for part in point.split(",")) if point else (None, None)
        names, shown = [], set()
        for spelled in name:
            language, _, spelling = spelled.partition(":")
            names.append(PlaceName(spelling, language, main=language not in shown))
            shown.add(language)
        place = Place(
            place_id,
            kind,
            parent,
            Point(lon, lat) if lon is not None and lat is not None else None,
            radius_m or None,
            tuple(names),
            coordinate_source=evidence,
        )
    except (GeodataError, ValueError) as err:
        _stop(str(err))
    _guard(lambda: _store((place,)))
    _out.print(Text(f"{place_id} is in the record"))


@app.command("import")
def import_command(
    folder: Annotated[Path, typer.Argument(help="Holds places.csv and place_names.csv.")],
) -> None:
    """Put the places of two CSV tables into the record; a place of the same id is replaced."""
    from geodata.reading.places import read_places

    places = _guard(lambda: read_places(folder))
    _guard(lambda: _store(places))
    _out.print(Text(f"{len(places)} places are in the record"))


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Written to: places.csv and place_names.csv.")],
) -> None:
    """Write our own places as two CSV tables, which ``import`` reads again."""
    from geodata.reading.places import write_places

    places = _guard(_ours)
    _guard(lambda: write_places(places, folder))
    _out.print(Text(f"{folder} holds {len(places)} places"))


def _store(places: tuple[Place, ...]) -> None:
    import datetime as dt
    import hashlib
    import os

    from geodata import disclosure
    from geodata.model import Facts
    from geodata.pipeline import prepare
    from geodata.settings import Settings
    from geodata.store import records
    from geodata.store.engine import open_record

    settings, now = Settings.of(os.environ), dt.datetime.now(dt.UTC)
    prepare(settings, now)
    engine = open_record(settings.db)
    mark = hashlib.sha256(repr(places).encode()).hexdigest()
    try:
        records.load(engine, Facts(places=places), name="gazetteer", fingerprint=mark, now=now)
        disclosure.publish(engine, settings.published)
    finally:
        engine.dispose()


def _ours() -> tuple[Place, ...]:
    import os

    from geodata.pipeline import our_places
    from geodata.settings import Settings

    return our_places(Settings.of(os.environ))


def _record(entry: Entry) -> dict[str, object]:
    fields = ("place_id", "name", "kind", "lon", "lat", "radius_m", "population", "country")
    return {name: getattr(entry, name) for name in fields}


def _open(world: Path | None) -> Gazetteer:
    return _guard(lambda: Gazetteer.open(world or world_file(), _ours()))


def _guard(work: Callable[[], T]) -> T:
    try:
        return work()
    except GeodataError as err:
        _stop(str(err))


def _stop(message: str) -> NoReturn:
    _err.print(Text(f"holdground: {message}", style="bold red"))
    raise typer.Exit(1)
