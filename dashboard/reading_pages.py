"""Plain HTML pages of one event and of one place: for link previews, for readers without scripts, for bad networks.

Every value goes through MarkupSafe, which escapes it; nothing here is a template that data could become part of.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from dashboard import i18n
from dashboard.data import Snapshot
from dashboard.words import date_words, distance_words, range_words
from geodata import vocabulary
from geodata.model import Claim, Event, Source

__all__ = ["Addresses", "event_page", "place_page"]


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


def event_page(snapshot: Snapshot, event_id: str, language: str, at: Addresses) -> str | None:
    """Return the page of an event, None when there is no such event."""
    index = snapshot.index
    row = index.row.get(event_id)
    if row is None:
        return None
    event = index.events[row]
    _ = i18n.translator(language).gettext
    where = _where(snapshot, event, language)
    when = date_words(event, language)
    facts = [(_("When"), when), (_("Where"), where)]
    if event.outcome:
        facts.append((_("Outcome"), vocabulary.label("outcomes", event.outcome, language)))
    facts += [
        (vocabulary.label("quantities", name, language), range_words(quantity, language))
        for name, quantity in index.quantities(event_id).items()
    ]
    body = Markup("").join(
        [
            Markup('<p class="kind">{}</p>').format(
                vocabulary.label("event_types", event.event_type, language)
            ),
            Markup("<h1>{}</h1><p>{}</p>").format(event.title, event.summary),
            _facts(facts),
            Markup("<h2>{}</h2>").format(_("Who says so")),
            _claims(index.claims.get(event_id, ()), index.sources, language),
        ]
    )
    return _page(
        title=event.title,
        description=f"{when} · {where}. {event.summary}",
        url=f"{at.root}/e/{event_id}",
        app=at.app(f"e={event_id}&lang={language}"),
        body=body,
        language=language,
        css=at.css,
        icon=f"{at.base}/icon.svg",
    )


def place_page(snapshot: Snapshot, place_id: str, language: str, at: Addresses) -> str | None:
    """Return the page of a place with its events in order, None when there is no such place."""
    index = snapshot.index
    place = index.places.get(place_id)
    if place is None:
        return None
    translations = i18n.translator(language)
    _ = translations.gettext
    events = [event for event in index.events if event.place_id == place_id]
    count = translations.ngettext("{n} event", "{n} events", len(events)).format(n=len(events))
    rows = Markup("").join(
        Markup('<li><a href="{}">{}</a> <span>{}</span></li>').format(
            f"{at.root}/e/{event.event_id}?lang={language}",
            event.title,
            date_words(event, language),
        )
        for event in events
    )
    facts = [
        (_("Where"), _spot(snapshot, place_id, language)),
        (_("Coordinates from"), place.coordinate_source),
    ]
    spellings = ", ".join(dict.fromkeys(name.name for name in place.names))
    facts.append((_("Also written"), spellings))
    name = place.name(language)
    body = Markup("<h1>{}</h1>{}<h2>{}</h2><ol>{}</ol>").format(name, _facts(facts), count, rows)
    return _page(
        title=name,
        description=f"{count} · {_spot(snapshot, place_id, language)}",
        url=f"{at.root}/p/{place_id}",
        app=at.app(f"place={place_id}&lang={language}"),
        body=body,
        language=language,
        css=at.css,
        icon=f"{at.base}/icon.svg",
    )


def _where(snapshot: Snapshot, event: Event, language: str) -> str:
    _ = i18n.translator(language).gettext
    if not event.place_id:
        return event.where_as_written or _("place not known")
    return _spot(snapshot, event.place_id, language)


def _spot(snapshot: Snapshot, place_id: str, language: str) -> str:
    """A place with its doubt: "Bakai, somewhere within 5 km"."""
    _ = i18n.translator(language).gettext
    index = snapshot.index
    name, spot = index.places[place_id].name(language), index.located[place_id]
    if spot is None:
        return _("{place} (position not known)").format(place=name)
    words = _("{place}, somewhere within {distance}").format(
        place=name, distance=distance_words(spot.radius_m, language)
    )
    if spot.stands_in:
        parent = index.places[spot.stands_in].name(language)
        words += " " + _("(drawn at {parent}: it has no coordinates of its own)").format(
            parent=parent
        )
    return words


def _facts(pairs: Iterable[tuple[str, str]]) -> Markup:
    rows = Markup("").join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(*pair) for pair in pairs if pair[1]
    )
    return Markup("<dl>{}</dl>").format(rows)


def _claims(claims: Iterable[Claim], sources: dict[str, Source], language: str) -> Markup:
    _ = i18n.translator(language).gettext
    rows = []
    for claim in claims:
        source = sources[claim.source_id]
        words = claim.text or (range_words(claim.quantity, language) if claim.quantity else "")
        name = vocabulary.label("claim_fields", claim.field, language)
        if claim.field in vocabulary.terms("quantities"):
            name = vocabulary.label("quantities", claim.field, language)
        doubt = (
            ""
            if claim.status == "accepted"
            else vocabulary.label("claim_status", claim.status, language)
        )
        link = (
            Markup('<a href="{}" rel="noopener noreferrer nofollow">{}</a>').format(
                source.url, source.publisher
            )
            if source.url
            else source.publisher
        )
        rows.append(
            Markup("<tr><th>{}</th><td>{} <em>{}</em></td><td>{}</td></tr>").format(
                name, words, doubt, link
            )
        )
    return Markup('<div class="wide"><table>{}</table></div>').format(Markup("").join(rows))


def _page(  # noqa: PLR0913 - told by keyword
    *,
    title: str,
    description: str,
    url: str,
    app: str,
    body: Markup,
    language: str,
    css: str,
    icon: str,
) -> str:
    _ = i18n.translator(language).gettext
    shell = Markup(
        '<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<title>{title} · Holdground</title>"
        '<meta name="description" content="{description}">'
        '<meta property="og:type" content="article"><meta property="og:site_name" content="Holdground">'
        '<meta property="og:title" content="{title}"><meta property="og:description" content="{description}">'
        '<meta property="og:url" content="{url}"><meta property="og:locale" content="{language}">'
        '<meta name="twitter:card" content="summary"><link rel="canonical" href="{url}">'
        '<link rel="stylesheet" href="{css}">'
        '<link rel="icon" href="{icon}" type="image/svg+xml"></head>'
        '<body class="hg-reading"><main>'
        '<p><a class="hg-reading-open" href="{app}">{open}</a></p>{body}'
        "<footer>{credit}</footer></main></body></html>\n"
    )
    return shell.format(
        language=language,
        title=title,
        description=description[:300],
        url=url,
        css=css,
        icon=icon,
        body=body,
        app=app,
        open=_("Open on the map"),
        credit=_(
            "Facts CC BY 4.0. Coordinates © OpenStreetMap contributors (ODbL) and GeoNames (CC BY 4.0)."
        ),
    )
