"""Plain HTML pages of one event and of one place: for link previews, for readers without scripts, for bad networks.

Every value goes through MarkupSafe; see `plain_page`.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from dashboard import i18n
from dashboard.data import Snapshot
from dashboard.plain_page import Addresses, dated_list, plain_page, preview_tags
from dashboard.words import (
    change_words,
    date_words,
    day_words,
    distance_words,
    field_words,
    range_words,
)
from geodata import vocabulary
from geodata.model import Claim, Event, Source

__all__ = ["event_page", "place_page", "tombstone_page"]


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
            _corrected_on(snapshot, event_id, language),
            _facts(facts),
            Markup("<h2>{}</h2>").format(_("Who says so")),
            _claims(index.claims.get(event_id, ()), index.sources, language),
            _corrections(snapshot, event_id, language, at),
        ]
    )
    return _page(
        at,
        title=event.title,
        description=f"{when} · {where}. {event.summary}",
        path=f"/e/{event_id}",
        app=f"e={event_id}&lang={language}",
        body=body,
        language=language,
    )


def tombstone_page(snapshot: Snapshot, event_id: str, language: str, at: Addresses) -> str | None:
    """Return what stands at the link of a withdrawn event, None when it was not: the day and the kind of reason, no more."""
    stone = snapshot.tombstones.get(event_id)
    if stone is None:
        return None
    _ = i18n.translator(language).gettext
    title = _("Withdrawn: {id}").format(id=event_id)
    reason = vocabulary.label("withdrawals", stone.reason, language)
    facts = [(_("Withdrawn on"), day_words(stone.at, language)), (_("Reason"), reason)]
    instead = snapshot.index.row.get(stone.replaced_by)
    body = Markup("").join(
        [
            Markup('<p class="kind">{}</p><h1>{}</h1><p>{}</p>').format(
                _("Withdrawn event"),
                event_id,
                _("This event was taken off the map. What it said is not shown any more."),
            ),
            _facts(facts),
            ""
            if instead is None
            else Markup('<p>{}: <a href="{}/e/{}?lang={}">{}</a></p>').format(
                _("Told now by"),
                at.root,
                stone.replaced_by,
                language,
                snapshot.index.events[instead].title,
            ),
            _all_corrections(language, at),
        ]
    )
    return plain_page(at, title=title, language=language, body=body)


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
        at,
        title=name,
        description=f"{count} · {_spot(snapshot, place_id, language)}",
        path=f"/p/{place_id}",
        app=f"place={place_id}&lang={language}",
        body=body,
        language=language,
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


def _corrected_on(snapshot: Snapshot, event_id: str, language: str) -> Markup:
    made = snapshot.corrections.get(event_id, ())
    if not made:
        return Markup("")
    _ = i18n.translator(language).gettext
    words = _("Corrected on {day}").format(day=day_words(made[-1].at, language))
    return Markup('<p class="kind"><a href="#corrections">{}</a></p>').format(words)


def _corrections(snapshot: Snapshot, event_id: str, language: str, at: Addresses) -> Markup:
    made = snapshot.corrections.get(event_id, ())
    if not made:
        return Markup("")
    _ = i18n.translator(language).gettext
    rows = [
        (
            f"{field_words(c.field, language)}: {change_words(c, snapshot.index.places, language)}",
            f"{day_words(c.at, language)}{f'. {c.reason}' if c.reason else ''}",
        )
        for c in reversed(made)
    ]
    head = Markup('<h2 id="corrections">{}</h2>').format(_("Corrections"))
    return head + dated_list(rows) + _all_corrections(language, at)


def _all_corrections(language: str, at: Addresses) -> Markup:
    _ = i18n.translator(language).gettext
    return Markup('<p><a href="{}/corrections?lang={}">{}</a></p>').format(
        at.root, language, _("All corrections")
    )


def _claims(claims: Iterable[Claim], sources: dict[str, Source], language: str) -> Markup:
    _ = i18n.translator(language).gettext
    rows = []
    for claim in claims:
        source = sources[claim.source_id]
        words = claim.text or (range_words(claim.quantity, language) if claim.quantity else "")
        name = field_words(claim.field, language)
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
    at: Addresses,
    *,
    title: str,
    description: str,
    path: str,
    app: str,
    body: Markup,
    language: str,
) -> str:
    _ = i18n.translator(language).gettext
    around = Markup(
        '<p><a class="hg-reading-open" href="{app}">{open}</a></p>{body}<footer>{credit}</footer>'
    ).format(
        app=at.app(app),
        open=_("Open on the map"),
        body=body,
        credit=_(
            "Facts CC BY 4.0. Coordinates © OpenStreetMap contributors (ODbL) and GeoNames (CC BY 4.0)."
        ),
    )
    head = preview_tags(
        title=title, description=description, url=f"{at.root}{path}", language=language
    )
    return plain_page(at, title=title, language=language, body=around, head=head)
