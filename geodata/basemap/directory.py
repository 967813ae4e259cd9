"""Header, metadata and directories of a PMTiles archive, read with suspicion. Floor 1."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pmtiles.tile import (
    Compression,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    deserialize_directory,
    deserialize_header,
)

from geodata.basemap.cover import Range, intersect
from geodata.basemap.plan import requests_for
from geodata.basemap.source import Source
from geodata.errors import BasemapError

__all__ = ["HEADER_BYTES", "Header", "Run", "read_header", "read_metadata", "runs_in"]

HEADER_BYTES = 127

_MOST_DIRECTORY = 64 << 20
_MOST_METADATA = 16 << 20
_MOST_TILE = 16 << 20
_MOST_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Run:
    """Tiles with consecutive ids that share one content."""

    tile_id: int
    count: int
    offset: int  # from the start of the tile data
    length: int


@dataclass(frozen=True, slots=True)
class Header:
    """What the first 127 bytes say, checked against the size of the archive."""

    root: tuple[int, int]
    metadata: tuple[int, int]
    leaves: tuple[int, int]
    tiles: tuple[int, int]
    tile_type: str
    tile_compression: str
    bounds: tuple[float, float, float, float]
    centre: tuple[float, float, int]
    min_zoom: int
    max_zoom: int


def read_header(source: Source) -> Header:
    """Read and check the header.

    Returns
    -------
    Header
        Sections as offset and length from the start of the file.

    Raises
    ------
    BasemapError
        When it is not a PMTiles archive of version 3, or a section lies outside the file.

    References
    ----------
    PMTiles specification, version 3.4, "Header".
    """
    if source.size < HEADER_BYTES:
        raise _not_an_archive(source.name, f"it has {source.size} bytes")
    head = source.read(0, HEADER_BYTES)
    try:
        raw = deserialize_header(head)
    except SpecVersionUnsupported as error:
        raise BasemapError(
            f"{source.name!r} is PMTiles version {head[7]}, expected 3; "
            "convert it with the pmtiles tool or take a newer archive"
        ) from error
    except (MagicNumberNotFound, ValueError) as error:
        raise _not_an_archive(source.name, f"it begins with {head[:8]!r}") from error
    header = _header(raw)
    sections = {
        "root": header.root,
        "metadata": header.metadata,
        "leaves": header.leaves,
        "tiles": header.tiles,
    }
    for name, (offset, length) in sections.items():
        if offset + length > source.size:
            raise BasemapError(
                f"{source.name!r} says its {name} section ends at byte {offset + length}, but it has {source.size}; "
                "it is cut off: get it again"
            )
    if raw["internal_compression"] is not Compression.GZIP:
        raise BasemapError(
            f"{source.name!r} has directories packed as {raw['internal_compression'].name.lower()}, expected gzip; "
            "write it again with the pmtiles tool"
        )
    return header


def read_metadata(source: Source, header: Header) -> dict[str, Any]:
    """Return the archive's own JSON metadata, empty when there is none.

    Raises
    ------
    BasemapError
        When it is broken or larger than 16 MB.
    """
    if header.metadata[1] == 0:
        return {}
    packed = source.read(*header.metadata)
    try:
        told = json.loads(_inflated(packed, _MOST_METADATA, source.name))
    except (ValueError, RecursionError) as error:
        raise BasemapError(
            f"the metadata of {source.name!r} is not JSON ({error}); take another archive"
        ) from error
    return told if isinstance(told, dict) else {}


def runs_in(source: Source, header: Header, wanted: list[Range]) -> list[Run]:
    """Return the stored tiles among the wanted ids.

    Parameters
    ----------
    source, header
        The archive.
    wanted
        Ascending, disjoint ranges of tile ids.

    Returns
    -------
    list of Run
        In order of tile id, cut to the wanted ids.

    Raises
    ------
    BasemapError
        When a directory is broken, or the area needs more than 64 MB of directories.
    """
    runs: list[Run] = []
    level = _entries(source.name, source.read(*header.root))
    for _ in range(_MOST_DEPTH):
        leaves: list[tuple[int, int]] = []
        for entry in level:
            if entry.count:
                parts = intersect(wanted, entry.tile_id, entry.tile_id + entry.count)
                runs += [_run(source.name, header, entry, *part) for part in parts]
            elif intersect(wanted, entry.tile_id, entry.until):
                leaves.append(_leaf(source.name, header, entry))
        if not leaves:
            return sorted(runs, key=lambda run: run.tile_id)
        level = _leaf_entries(source, leaves)
    raise _broken(source.name, f"they are nested deeper than {_MOST_DEPTH}")


@dataclass(frozen=True, slots=True)
class _Entry:
    tile_id: int
    until: int  # the tile id at which the next entry begins
    count: int  # 0: it points to a leaf directory
    offset: int
    length: int


def _leaf_entries(source: Source, leaves: list[tuple[int, int]]) -> list[_Entry]:
    total = sum(length for _, length in leaves)
    if total > _MOST_DIRECTORY:
        raise BasemapError(
            f"this area needs {total // 1_000_000} MB of directories from {source.name!r}, "
            "at most 64 MB are read; give a smaller box or a lower --max-zoom"
        )
    entries: list[_Entry] = []
    for request in requests_for(leaves):
        stretch = source.read(request.offset, request.length)
        for offset, length in request.blobs:
            start = offset - request.offset
            entries += _entries(source.name, stretch[start : start + length])
    return entries


def _entries(name: str, packed: bytes) -> list[_Entry]:
    _inflated(packed, _MOST_DIRECTORY, name)  # bounds what the library is about to unpack
    try:
        entries = deserialize_directory(packed)
    except (EOFError, OSError, ValueError) as error:
        raise _broken(name, str(error)) from error
    ends = [entry.tile_id for entry in entries[1:]] + [1 << 64]
    return [
        _Entry(entry.tile_id, end, entry.run_length, entry.offset, entry.length)
        for entry, end in zip(entries, ends, strict=False)
    ]


def _leaf(name: str, header: Header, entry: _Entry) -> tuple[int, int]:
    if entry.offset < 0 or entry.offset + entry.length > header.leaves[1]:
        raise _broken(name, f"one lies at {entry.offset} and has {entry.length} bytes")
    return header.leaves[0] + entry.offset, entry.length


def _run(name: str, header: Header, entry: _Entry, start: int, end: int) -> Run:
    inside = 0 <= entry.offset <= entry.offset + entry.length <= header.tiles[1]
    if not inside or not 0 < entry.length <= _MOST_TILE:
        raise _broken(name, f"tile {start} lies at {entry.offset} and has {entry.length} bytes")
    return Run(start, end - start, entry.offset, entry.length)


def _header(raw: Mapping[str, Any]) -> Header:
    def section(name: str) -> tuple[int, int]:
        return raw[f"{name}_offset"], raw[f"{name}_length"]

    return Header(
        root=section("root"),
        metadata=section("metadata"),
        leaves=section("leaf_directory"),
        tiles=section("tile_data"),
        tile_type=raw["tile_type"].name.lower(),
        tile_compression=raw["tile_compression"].name.lower(),
        bounds=(
            raw["min_lon_e7"] / 1e7,
            raw["min_lat_e7"] / 1e7,
            raw["max_lon_e7"] / 1e7,
            raw["max_lat_e7"] / 1e7,
        ),
        centre=(raw["center_lon_e7"] / 1e7, raw["center_lat_e7"] / 1e7, raw["center_zoom"]),
        min_zoom=raw["min_zoom"],
        max_zoom=raw["max_zoom"],
    )


def _inflated(packed: bytes, most: int, name: str) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        data = unpacker.decompress(packed, most + 1)
    except zlib.error as error:
        raise _broken(name, str(error)) from error
    if len(data) > most or not unpacker.eof:
        raise _broken(name, f"a part is cut off or unpacks to more than {most >> 20} MB")
    return data


def _broken(name: str, why: str) -> BasemapError:
    return BasemapError(f"the directories of {name!r} are broken ({why}); take another archive")


def _not_an_archive(name: str, why: str) -> BasemapError:
    return BasemapError(
        f"{name!r} is not a PMTiles archive ({why}); expected a .pmtiles file of version 3"
    )
