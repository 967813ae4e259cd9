"""What the tests of extraction share: a sentence in, what it tells out."""

from __future__ import annotations

import hashlib

from geodata.draft import Draft
from geodata.extraction import extract
from geodata.extraction.report import Report, lay_out
from geodata.extraction.telling import tellings_of
from geodata.geoparsing.toponym import Candidate, Toponym
from geodata.model import Document
from geodata.space import Point

PUBLISHED = "2006-05-28"

_PLACES = {
    "Bakai": Candidate("bakai", "Bakai", Point(76.999, 43.32), 5000, 1.0, ("ours",), "curated", "KZ"),
    "Shanyrak": Candidate("shanyrak", "Shanyrak", Point(76.847, 43.309), 1500, 1.0, ("ours",), "curated", "KZ"),
    "Almaty": Candidate("almaty", "Almaty", Point(76.9115, 43.2525), 20000, 1.0, ("ours",), "city", "KZ"),
    "Kazakhstan": Candidate("kazakhstan", "Kazakhstan", Point(67, 48), 1_500_000, 1.0, (), "country", "KZ"),
}  # fmt: skip
_SPELLINGS = {
    "Бакае": "Bakai",
    "Бакая": "Bakai",
    "Бакай": "Bakai",
    "Шанырака": "Shanyrak",
    "Шаныраке": "Shanyrak",
}


def a_document(text: str) -> Document:
    """Return a document of a text, named by its hash."""
    return Document(hashlib.sha256(text.encode()).hexdigest(), "paper", text)


def toponyms_in(text: str, **roles: str) -> list[Toponym]:
    """Return the known places of a text, as the geoparser would; `roles` gives a name another role than ``event``."""
    names = {name: name for name in _PLACES} | _SPELLINGS
    found = []
    for spelling, name in names.items():
        at = text.find(spelling)
        while at >= 0:
            end = at + len(spelling)
            if not text[end : end + 1].isalpha():
                place = _PLACES[name]
                role = roles.get(name, "event")
                found.append(Toponym(at, end, spelling, role, place.place_id, 1.0, (place,)))
            at = text.find(spelling, end)
    return sorted(found, key=lambda t: t.start)


def report_of(text: str, language: str) -> Report:
    """Return a text laid out."""
    return lay_out(a_document(text), toponyms_in(text), PUBLISHED, language)


def told_types(text: str, language: str) -> list[str]:
    """Return the event types that the sentences of a text tell, whatever the report is about."""
    report = report_of(text, language)
    return [t.event_type for i in range(len(report.rows)) for t in tellings_of(report, i)]


def drafts_of(
    text: str, language: str = "en", published: str = PUBLISHED, **roles: str
) -> tuple[Draft, ...]:
    """Return the drafts of a text."""
    return extract(
        a_document(text), toponyms_in(text, **roles), published=published, language=language
    ).drafts


def summed_up(drafts: tuple[Draft, ...]) -> list[tuple[str, str, str]]:
    """Return type, date and place of drafts."""
    return [(d.event_type, d.date, d.place_id) for d in drafts]
