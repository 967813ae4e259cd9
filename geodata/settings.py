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
HOLDGROUND_DESK          who may edit: ``passphrase`` or ``oidc``             nobody: the server is read-only
HOLDGROUND_EDITORS       e-mail addresses of the editors, for ``oidc``        none
HOLDGROUND_FETCH         ``1``: editors may have reports fetched by address   off
======================== ==================================================== =============================
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from geodata.errors import SetupError

__all__ = ["DESKS", "Settings"]

DESKS = ("", "passphrase", "oidc")
"""How editors prove who they are; empty where nobody edits."""

_EMAIL = re.compile(r"[^\s@,]+@[^\s@,]+\Z")


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
    desk: str
    """One of `DESKS`."""
    editors: tuple[str, ...]
    """E-mail addresses in small letters."""
    fetch: bool

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
        desk, allowed = _desk(environ)
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
            hosts=_list(environ.get("HOLDGROUND_HOSTS", "")),
            desk=desk,
            editors=allowed,
            fetch=environ.get("HOLDGROUND_FETCH") == "1",
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


def _desk(environ: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Who may edit, and the list of those who come through a login elsewhere."""
    desk = environ.get("HOLDGROUND_DESK", "").strip()
    if desk not in DESKS:
        raise SetupError(
            f"HOLDGROUND_DESK is {desk!r}; set it to passphrase or oidc, or leave it out: nobody edits then"
        )
    editors = _list(environ.get("HOLDGROUND_EDITORS", "").lower())
    strange = [editor for editor in editors if not _EMAIL.match(editor)]
    if strange:
        raise SetupError(
            f"HOLDGROUND_EDITORS names {', '.join(strange)}; expected e-mail addresses with commas between them"
        )
    return desk, editors


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())


def _web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
