"""Streamlit's page with what it lacks: language, title, description, link preview, and where its server is.

Streamlit's own page says ``lang="en"`` and ``Streamlit`` to every crawler, and on any page but the first it looks for its server
by trial and error, which leaves errors in the console. All is put in before the page leaves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit
from markupsafe import Markup

from dashboard import i18n

__all__ = [
    "Preview",
    "embed_page",
    "front_page",
    "inline_scripts",
    "site_description",
    "site_title",
]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a link to the page says about it."""

    title: str
    description: str
    url: str
    language: str


def front_page(preview: Preview, base: str) -> str:
    """Return Streamlit's page for one address of the app.

    Parameters
    ----------
    preview
        Title, description and so on; escaped on the way in.
    base
        Path prefix, empty or ``/prefix``.
    """
    tags = Markup(
        '<meta name="description" content="{description}"><meta property="og:type" content="website">'
        '<meta property="og:site_name" content="Holdground"><meta property="og:title" content="{title}">'
        '<meta property="og:description" content="{description}"><meta property="og:url" content="{url}">'
        '<meta property="og:locale" content="{language}"><meta name="twitter:card" content="summary">'
    ).format(
        title=preview.title,
        description=preview.description,
        url=preview.url,
        language=preview.language,
    )
    page = _streamlit_page()
    page = page.replace(
        '<html lang="en">', str(Markup('<html lang="{}">').format(preview.language)), 1
    )
    page = page.replace(
        "<title>Streamlit</title>",
        str(Markup("<title>{}</title>").format(preview.title)) + str(tags),
        1,
    )
    return page.replace("<head>", f"<head><script>{_whereabouts(base)}</script>", 1)


def embed_page(config: Mapping[str, Any], *, css: str, js: str) -> str:
    """Return the map as a page of its own, without a Streamlit session, for frames and for bad networks.

    Parameters
    ----------
    config
        What `Site.config` returns; the front end reads it from a data block.
    css, js
        Addresses of the bundle.
    """
    language = str(config["lang"])
    _ = i18n.translator(language).gettext
    return Markup(
        '<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="description" content="{description}"><link rel="stylesheet" href="{css}">'
        '<link rel="icon" href="{base}/icon.svg" type="image/svg+xml"></head>'
        '<body class="hg-embed"><h1 class="hg-visually-hidden">{title}</h1><main id="holdground"></main>'
        '<noscript><p>{noscript} <a href="{data}">GeoJSON</a></p></noscript>'
        '<script type="application/json" id="holdground-config">{config}</script>'
        '<script src="{js}" defer></script></body></html>\n'
    ).format(
        language=language,
        title=site_title(language),
        description=site_description(language),
        noscript=_("The map needs JavaScript. The same facts without it:"),
        data=f"{config['base']}/data/events.geojson",
        base=config["base"],
        css=css,
        js=js,
        # A data block, never run; "<" is written so that no text in it could end the block.
        config=Markup(json.dumps(config).replace("<", "\\u003c")),  # noqa: S704
    )


def site_title(language: str) -> str:
    """Return the title of the site in a language."""
    _ = i18n.translator(language).gettext
    return _("Holdground: demolitions and resistance, Almaty")


def site_description(language: str) -> str:
    """Return what the site is, in one sentence."""
    _ = i18n.translator(language).gettext
    return _(
        "Who came to demolish homes, who stood against it, and how it ended: with every source."
    )


def inline_scripts(base: str) -> list[str]:
    """Return the inline scripts of the page, which a content security policy must name by their hash."""
    found = re.findall(r"<script(?:\s[^>]*)?>(.+?)</script>", _streamlit_page(), re.DOTALL)
    return [*found, _whereabouts(base)]


def _whereabouts(base: str) -> str:
    """The setting by which a host tells Streamlit's page where its server is."""
    return f"window.__streamlit={{BACKEND_BASE_URL:location.origin+{json.dumps(base + '/')}}}"


@cache
def _streamlit_page() -> str:
    return Path(streamlit.__file__).parent.joinpath("static", "index.html").read_text("utf-8")
