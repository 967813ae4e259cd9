"""What every route and page shares: the settings, the data, the built front end, folium's script, and their addresses."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from dataclasses import asdict, dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from dashboard import i18n
from dashboard.basemap_routes import BasemapChoice, BasemapSettings, choose
from dashboard.build import ensure_built
from dashboard.data import Data, Snapshot
from dashboard.map_view import FrameOptions, frame_script
from geodata import vocabulary
from geodata.errors import SetupError
from geodata.pipeline import prepare
from geodata.settings import Settings

__all__ = ["BRAND", "STATIC", "Site", "current"]

STATIC = Path(__file__).with_name("static")
"""What the front end's build leaves; not committed, part of the wheel."""


BRAND = Path(__file__).with_name("brand")
"""Icon, wordmark and the style of Streamlit's frame."""


@dataclass(frozen=True)
class Site:
    """One running server.

    Parameters
    ----------
    settings
        The operator's choices.
    data
        The published copy.
    """

    settings: Settings
    data: Data

    @property
    def base(self) -> str:
        """Path prefix of every address; Streamlit does not put it before our own routes."""
        return self.settings.base_path

    @cached_property
    def bundle(self) -> dict[str, str]:
        """Names of the built script and style sheet.

        Raises
        ------
        SetupError
            The front end was not built.
        """
        try:
            manifest: dict[str, str] = json.loads((STATIC / "manifest.json").read_text("utf-8"))
        except OSError as err:
            raise SetupError(
                f"the front end is not built ({STATIC / 'manifest.json'} is missing); run `make setup`"
            ) from err
        return manifest

    @cached_property
    def basemap(self) -> BasemapSettings:
        """Where base maps come from, best first."""
        fetched = self.settings.fetched_basemap
        return BasemapSettings(
            base=self.base,
            pmtiles=self.settings.basemap or fetched,
            raster_url=self.settings.tiles or None,
            raster_attribution=self.settings.tiles_credit,
            world=STATIC / "world.json",
            cache_dir=self.settings.cache,
        )

    @property
    def basemaps(self) -> tuple[BasemapChoice, ...]:
        """The base maps that can be shown now, best first."""
        return choose(self.basemap)

    def asset(self, kind: str) -> str:
        """Return the address of the built ``js`` or ``css``."""
        return f"{self.base}/assets/{self.bundle[kind]}"

    def frame(self) -> tuple[str, str]:
        """Return folium's script, and its address."""
        kinds = tuple(basemap.kind for basemap in self.basemaps)
        script = frame_script(FrameOptions(kinds, vocabulary.layers()))
        mark = hashlib.sha256(script.encode()).hexdigest()[:12]
        return script, f"{self.base}/frame/{mark}.js"

    def config(self, snapshot: Snapshot, language: str, **more: str) -> dict[str, Any]:
        """Return what a host page tells the front end: addresses and constants, no text from data.

        The keys are those of ``Config`` in ``dashboard/frontend/src/types.ts``.
        """
        return {
            "base": self.base,
            "lang": language,
            "ui": f"{self.base}/ui/{language}.json?v={i18n.fingerprint(language)}",
            "meta": snapshot.meta,
            "frame_js": self.frame()[1],
            "map_id": "map_holdground",
            "layers": [asdict(layer) for layer in vocabulary.layers()],
            "basemaps": [asdict(basemap) for basemap in self.basemaps],
            "share_base": f"{self.base}/",
            **more,
        }


@cache
def current() -> Site:
    """Return the site of this process; what is missing, front end or published copy, is made on the way."""
    settings = Settings.of(os.environ)
    ensure_built()
    prepare(settings, dt.datetime.now(dt.UTC))
    return Site(settings, Data(settings.published))
