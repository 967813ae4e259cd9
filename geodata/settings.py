"""What the operator may set, read from the environment once.

======================== ==================================================== =============================
variable                 meaning                                              default
======================== ==================================================== =============================
HOLDGROUND_DB            the record, a SQLite file                            holdground.db
HOLDGROUND_GAZETTEER     the world's places, built at the first use       beside the record
HOLDGROUND_BASEMAP       a local PMTiles archive of the base map              what ``basemap get`` fetched
HOLDGROUND_BASEMAP_SOURCE where ``basemap get`` takes tiles from              the public Protomaps builds
HOLDGROUND_TILES         raster tiles, ``https://…/{z}/{x}/{y}.png``          none
HOLDGROUND_TILES_CREDIT  who made those tiles, shown on the map               the host of the tiles
PORT                     port to serve on                                     8501
HOLDGROUND_ADDRESS       address to serve on                                  127.0.0.1
HOLDGROUND_BASE_PATH     path prefix behind a reverse proxy                   none
HOLDGROUND_PUBLIC_URL    address readers use, for links in previews           taken from the request
HOLDGROUND_HOSTS         further host names that may be asked for             none
======================== ==================================================== =============================
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from geodata.errors import SetupError

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """The operator's choices; see the module for the variables."""

    db: Path
    gazetteer: Path
    basemap: Path | None
    basemap_source: str
    tiles: str
    tiles_credit: str
    port: int
    address: str
    base_path: str
    """Empty, or ``/prefix`` without a slash at the end."""
    public_url: str
    hosts: tuple[str, ...]

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Settings:
        """Read the settings.

        Raises
        ------
        SetupError
            A variable holds what it cannot; the message names it.
        """
        port = environ.get("PORT") or "8501"
        if not (port.isdecimal() and 0 < int(port) < 65536):
            raise SetupError(f"PORT is {port!r}; set it to a number from 1 to 65535")
        tiles = environ.get("HOLDGROUND_TILES", "")
        if tiles and not (_web(tiles) and all(part in tiles for part in ("{z}", "{x}", "{y}"))):
            raise SetupError(
                f"HOLDGROUND_TILES is {tiles!r}; expected an http(s) address with {{z}}, {{x}} and {{y}}"
            )
        basemap = environ.get("HOLDGROUND_BASEMAP", "")
        if basemap and not Path(basemap).is_file():
            raise SetupError(
                f"HOLDGROUND_BASEMAP is {basemap!r}, where there is no file; give a .pmtiles file"
            )
        public_url = environ.get("HOLDGROUND_PUBLIC_URL", "").rstrip("/")
        if public_url and not _web(public_url):
            raise SetupError(
                f"HOLDGROUND_PUBLIC_URL is {public_url!r}; expected http(s)://host[/prefix]"
            )
        prefix = environ.get("HOLDGROUND_BASE_PATH", "").strip("/")
        db = Path(environ.get("HOLDGROUND_DB") or "holdground.db")
        gazetteer = environ.get("HOLDGROUND_GAZETTEER", "")
        return cls(
            db=db,
            gazetteer=Path(gazetteer) if gazetteer else db.with_name(f"{db.stem}.gazetteer.sqlite"),
            basemap=Path(basemap) if basemap else None,
            basemap_source=environ.get("HOLDGROUND_BASEMAP_SOURCE", ""),
            tiles=tiles,
            tiles_credit=environ.get("HOLDGROUND_TILES_CREDIT") or urlsplit(tiles).hostname or "",
            port=int(port),
            address=environ.get("HOLDGROUND_ADDRESS") or "127.0.0.1",
            base_path=f"/{prefix}" if prefix else "",
            public_url=public_url,
            hosts=tuple(environ.get("HOLDGROUND_HOSTS", "").replace(",", " ").split()),
        )

    @property
    def published(self) -> Path:
        """The published copy, beside the record."""
        return self.db.with_name(f"{self.db.stem}.published.db")

    @property
    def fetched_basemap(self) -> Path:
        """Where ``basemap get`` puts its archive."""
        return self.db.with_name(f"{self.db.stem}.basemap.pmtiles")

    @property
    def cache(self) -> Path:
        """Folder of what can be fetched again."""
        return self.db.with_name(f"{self.db.stem}.cache")


def _web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
