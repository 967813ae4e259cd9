"""Writing a new archive of map tiles: aside, on the disk for certain, then moved in place. Floor 1, an edge module."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from pmtiles.tile import Compression, TileType
from pmtiles.writer import Writer

from geodata.basemap.cover import Bbox
from geodata.basemap.directory import Header, Run
from geodata.basemap.part import Part
from geodata.errors import BasemapError

__all__ = ["new_header", "new_metadata", "write_archive"]

_new_writer: Callable[[IO[bytes]], Any] = Writer


def new_metadata(own: dict[str, Any], box: Bbox, world_zoom: int, deepest: int) -> dict[str, Any]:
    """Return the metadata of the source with the zooms and the area of the extract."""
    coverage = {f"0-{min(world_zoom, deepest)}": [-180, -85.0511, 180, 85.0511]}
    if deepest > world_zoom:
        coverage[f"{world_zoom + 1}-{deepest}"] = [round(edge, 6) for edge in box]
    return {**own, "minzoom": "0", "maxzoom": str(deepest), "coverage": coverage}


def new_header(header: Header, bbox: Bbox, deepest: int) -> dict[str, Any]:
    """Return the header: bounds of the world, which is all there, and the box in the centre."""
    west, south, east, north = bbox
    centre = west + ((east - west) % 360) / 2
    return {
        "tile_type": TileType[header.tile_type.upper()],
        "tile_compression": Compression[header.tile_compression.upper()],
        "min_lon_e7": -1_800_000_000,
        "min_lat_e7": -850_511_287,
        "max_lon_e7": 1_800_000_000,
        "max_lat_e7": 850_511_287,
        "center_zoom": min(11, deepest),
        "center_lon_e7": round((centre if centre <= 180 else centre - 360) * 1e7),
        "center_lat_e7": round((south + north) / 2 * 1e7),
    }


def write_archive(
    out: Path, runs: list[Run], part: Part, header: dict[str, Any], metadata: dict[str, Any]
) -> int:
    """Write the fetched tiles as one archive.

    Parameters
    ----------
    out
        Where it comes to lie.
    runs
        Tiles in order of id.
    part
        Holds the bytes of each run.
    header, metadata
        What the new archive says of itself.

    Returns
    -------
    int
        Number of addressed tiles.

    Raises
    ------
    BasemapError
        When the disk refuses.
    """
    aside = out.with_name(f".{out.name}.new")
    tiles = 0
    try:
        with aside.open("wb") as file:
            writer = _new_writer(file)
            for run in runs:
                data = part.get((run.offset, run.length))
                for step in range(run.count):
                    writer.write_tile(run.tile_id + step, data)
                tiles += run.count
            writer.finalize(header, metadata)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(out)
        _sync_folder(out.parent)
    except OSError as error:
        raise BasemapError(
            f"{str(out)!r} cannot be written ({error.strerror or error}); "
            "make room or give another place and run the command again: it goes on where it stopped"
        ) from error
    finally:
        with contextlib.suppress(OSError):
            aside.unlink()
    return tiles


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
