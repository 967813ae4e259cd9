"""Serve a published copy as it is, without loading the curated facts into its record: ``python -m tests.serve_published``."""

from __future__ import annotations

import os

from dashboard import hardening, site
from dashboard.data import Data
from geodata.settings import Settings


def main() -> None:
    """Serve until stopped."""
    settings = Settings.of(os.environ)
    only = site.Site(settings, Data(settings.published))
    site.current.cache_clear()
    site.current = lambda: only  # type: ignore[assignment]

    from dashboard.app import app

    app.run(config=hardening.options(settings))


if __name__ == "__main__":
    main()
