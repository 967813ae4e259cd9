"""Places as the two CSV tables that experts edit, ``places.csv`` and ``place_names.csv``: read, checked, written. An edge. Floor 1."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from geodata.errors import FactsError, GeodataError, ReadingError
from geodata.model import Place, PlaceName
from geodata.space import Point

__all__ = ["read_places", "write_places"]

_PLACE = ("place_id", "kind", "parent_id", "lon", "lat", "radius_m", "existed", "coordinate_source", "confidence", "licence", "note")  # fmt: skip
_NAME = ("place_id", "name", "language", "kind", "main", "searchable", "valid")
_PLAIN = ("place_id", "kind", "parent_id", "existed", "coordinate_source", "confidence", "licence", "note")  # fmt: skip

Row = dict[str, str]


def read_places(folder: Path) -> tuple[Place, ...]:
    """Read and check the places of a folder.

    Raises
    ------
    ReadingError
        A table is missing, or is not UTF-8 CSV with the columns that are told in the message.
    FactsError
        Anything in the tables is wrong; every fault is listed with its file and line.
    """
    faults: list[str] = []
    names: dict[str, list[PlaceName]] = {}
    for line, row in _rows(folder / "place_names.csv", _NAME):
        try:
            name = PlaceName(
                name=row["name"],
                language=row["language"],
                kind=row["kind"] or "official",
                main=row["main"] == "1",
                searchable=row["searchable"] != "0",
                valid=row["valid"],
            )
        except GeodataError as err:
            faults.append(f"place_names.csv:{line}: {err}")
            continue
        names.setdefault(row["place_id"], []).append(name)
    done: list[Place] = []
    for line, row in _rows(folder / "places.csv", _PLACE):
        try:
            done.append(_place(row, tuple(names.pop(row["place_id"], ()))))
        except (GeodataError, ValueError) as err:
            faults.append(f"places.csv:{line}: {err}")
    faults += [f"place_names.csv: there is no place {place_id!r}" for place_id in names]
    if faults:
        raise FactsError(faults)
    return tuple(done)


def write_places(places: Iterable[Place], folder: Path) -> None:
    """Write places as the two tables that `read_places` reads.

    Raises
    ------
    ReadingError
        The folder cannot be written to.
    """
    every = list(places)
    rows = [_row(place) for place in every]
    names = [
        (
            p.place_id,
            n.name,
            n.language,
            n.kind,
            _flag(n.main),
            "1" if n.searchable else "0",
            n.valid,
        )
        for p in every
        for n in p.names
    ]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, head, lines in (("places", _PLACE, rows), ("place_names", _NAME, names)):
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
                table = csv.writer(stream)
                table.writerow(head)
                table.writerows(lines)
    except OSError as err:
        raise ReadingError(
            f"places could not be written to {folder} ({err}); choose a writable folder"
        ) from err


def _row(place: Place) -> tuple[str, ...]:
    lon, lat = (str(place.point.lon), str(place.point.lat)) if place.point else ("", "")
    values = {name: getattr(place, name) for name in _PLAIN}
    values |= {"lon": lon, "lat": lat, "radius_m": str(place.radius_m or "")}
    return tuple(values[name] for name in _PLACE)


def _place(row: Row, names: tuple[PlaceName, ...]) -> Place:
    lon, lat, radius = row["lon"], row["lat"], row["radius_m"]
    if bool(lon) != bool(lat):
        raise ValueError(
            f"place {row['place_id']!r} has only one of lon and lat; give both or none"
        )
    point = Point(float(lon), float(lat)) if lon else None
    return Place(
        **{name: row[name] for name in _PLAIN},
        point=point,
        radius_m=int(radius) if radius and point else None,
        names=names,
    )


def _rows(file: Path, columns: tuple[str, ...]) -> list[tuple[int, Row]]:
    try:
        reader = csv.DictReader(file.read_text("utf-8-sig").splitlines(), strict=True, restval="")
        rows = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as err:
        raise ReadingError(f"{file} could not be read as a UTF-8 CSV table ({err})") from err
    if set(reader.fieldnames or ()) != set(columns) or any(None in row for _, row in rows):
        raise ReadingError(f"{file} has other columns than expected; write {', '.join(columns)}")
    return rows


def _flag(value: bool) -> str:
    return "1" if value else ""
