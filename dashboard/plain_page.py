"""The frame of our plain HTML pages, which need neither scripts nor a session.

Every value goes through MarkupSafe, which escapes it; nothing here is a template that data could become part of.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

__all__ = ["NOT_LISTED", "Addresses", "dated_list", "plain_page", "preview_tags"]

NOT_LISTED = Markup('<meta name="robots" content="noindex">')
"""For the head of a page that no search engine should keep."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where things are, as the reader's browser must ask for them."""

    root: str
    """``http(s)://host/prefix``, without a slash at the end."""
    base: str
    """Path prefix, empty or ``/prefix``."""
    css: str
    """Address of the style sheet."""

    def app(self, query: str) -> str:
        """Return the address of the map with a query."""
        return f"{self.root}/?{query}"


def plain_page(
    at: Addresses, *, title: str, language: str, body: Markup, head: Markup = NOT_LISTED
) -> str:
    """Return a whole page.

    Parameters
    ----------
    head
        Further tags of the head.
    """
    shell = Markup(
        '<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<title>{title} · Holdground</title>{head}"
        '<link rel="stylesheet" href="{css}">'
        '<link rel="icon" href="{base}/icon.svg" type="image/svg+xml"></head>'
        '<body class="hg-reading"><main>{body}</main></body></html>\n'
    )
    return shell.format(
        language=language, title=title, head=head, css=at.css, base=at.base, body=body
    )


def preview_tags(*, title: str, description: str, url: str, language: str) -> Markup:
    """Return what a link to a page says about it."""
    return Markup(
        '<meta name="description" content="{description}">'
        '<meta property="og:type" content="article"><meta property="og:site_name" content="Holdground">'
        '<meta property="og:title" content="{title}"><meta property="og:description" content="{description}">'
        '<meta property="og:url" content="{url}"><meta property="og:locale" content="{language}">'
        '<meta name="twitter:card" content="summary"><link rel="canonical" href="{url}">'
    ).format(title=title, description=description[:300], url=url, language=language)


def dated_list(rows: Iterable[tuple[str, str]]) -> Markup:
    """Return a list of what happened, each with its day behind it."""
    items = Markup("").join(
        Markup("<li>{} <span>{}</span></li>").format(words, day) for words, day in rows
    )
    return Markup("<ul>{}</ul>").format(items)
