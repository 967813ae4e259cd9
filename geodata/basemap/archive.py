"""What an archive of map tiles on disk is. In: a path; out: facts to choose and to credit it by. Floor 1."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from geodata.basemap.directory import Header, read_header, read_metadata
from geodata.basemap.source import FileSource

__all__ = [
    "DEFAULT_ATTRIBUTION",
    "WORLD_ATTRIBUTION",
    "ArchiveInfo",
    "credit",
    "describe",
    "plain_text",
]

DEFAULT_ATTRIBUTION = "© OpenStreetMap contributors (ODbL) · Protomaps"
"""Credit of the public builds."""

WORLD_ATTRIBUTION = "Made with Natural Earth · GeoNames (CC BY 4.0)"
"""Credit of the embedded world."""

_OSM = "© OpenStreetMap contributors (ODbL)"
_LONGEST_CREDIT = 300


@dataclass(frozen=True, slots=True)
class ArchiveInfo:
    """Facts about one PMTiles archive."""

    path: Path
    size: int  # bytes
    token: str  # changes when the file does; safe in a URL
    tile_type: str  # "mvt", "png", ...
    min_zoom: int
    max_zoom: int
    bounds: tuple[float, float, float, float]  # west, south, east, north, EPSG:4326
    centre: tuple[float, float, int]  # lon, lat, zoom
    name: str
    attribution: str  # plain text, ready to be shown


def describe(path: Path) -> ArchiveInfo:
    """Read the header and metadata of an archive.

    Returns
    -------
    ArchiveInfo
        ``token`` is made of size, time of change and directories, so it costs the same for any size.

    Raises
    ------
    BasemapError
        When the file is missing, cut off, or not PMTiles version 3.
    """
    with FileSource(path) as source:
        header = read_header(source)
        metadata = read_metadata(source, header)
        name = plain_text(metadata.get("name"))
        return ArchiveInfo(
            path=path,
            size=source.size,
            token=_token(source, header),
            tile_type=header.tile_type,
            min_zoom=header.min_zoom,
            max_zoom=header.max_zoom,
            bounds=header.bounds,
            centre=header.centre,
            name=name,
            attribution=credit(plain_text(metadata.get("attribution")), name),
        )


def credit(own: str, name: str) -> str:
    """Return the credit line to show for an archive.

    Parameters
    ----------
    own
        The archive's own attribution as plain text; may be empty.
    name
        The archive's name, to know a Protomaps build by.

    Returns
    -------
    str
        OpenStreetMap first and in full, then who else is named, joined by " · ". Natural Earth is credited in the words
        it asks for. Empty ``own`` gives the credit of the public builds, which is what an archive in this schema is.

    Examples
    --------
    >>> credit("© OpenStreetMap · Natural Earth", "city")
    '© OpenStreetMap contributors (ODbL) · Made with Natural Earth'
    """
    if not own:
        return DEFAULT_ATTRIBUTION
    others = []
    for part in re.split(r"\s*[·|;]\s*", own):
        rest = re.sub(
            r"(?:©|\(c\))?\s*OpenStreetMap(?: contributors)?\s*(?:\(ODbL\))?",
            "",
            part,
            flags=re.IGNORECASE,
        ).strip(" ,©")
        if rest == "Natural Earth":
            rest = "Made with Natural Earth"
        if rest and rest not in others:
            others.append(rest)
    named = "protomaps" in f"{name} {own}".lower()
    if named and not any("protomaps" in other.lower() for other in others):
        others.append("Protomaps")
    openstreetmap = [_OSM] if named or "openstreetmap" in own.lower() else []
    return " · ".join([*openstreetmap, *others])


def plain_text(markup: Any) -> str:
    """Return the words of a piece of HTML without its tags; "" for what is not text."""
    if not isinstance(markup, str):
        return ""
    reader = _Words()
    reader.feed(markup[:10_000])
    reader.close()
    return " ".join("".join(reader.words).split())[:_LONGEST_CREDIT]


class _Words(HTMLParser):
    """Collects text; leaves out what a browser would not show."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the base class names it
        self._hidden += tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"script", "style"} and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


def _token(source: FileSource, header: Header) -> str:
    digest = hashlib.blake2b(source.identity.rpartition("/")[2].encode(), digest_size=8)
    digest.update(source.read(*header.root))
    digest.update(source.read(*header.metadata))
    digest.update(source.read(header.leaves[0], min(header.leaves[1], 1 << 20)))
    return digest.hexdigest()
