"""Dates and numbers in words, with their precision, in the reader's language."""

from __future__ import annotations

import pytest
from support import a_place, an_event, index_of, some_facts

from dashboard import i18n
from dashboard.data import Snapshot
from dashboard.plain_page import Addresses
from dashboard.reading_pages import event_page, place_page

AT = Addresses("https://a.test/map", "/map", "/map/assets/x.css")
RU = i18n.translator("ru")


def _place(**fields: object) -> str:
    places = (
        a_place("almaty", kind="city", radius_m=20_000),
        a_place(parent_id="almaty", **fields),
    )
    page = place_page(Snapshot(index_of(some_facts(places=places))), "bakai", "en", AT)
    assert page is not None
    return page


@pytest.mark.parametrize(
    ("radius", "words"), [(5000, "within 5 km"), (1500, "within 1.5 km"), (300, "within 300 m")]
)
def test_place_is_told_with_its_doubt(radius: int, words: str) -> None:
    assert f"Bakai, somewhere {words}" in _place(radius_m=radius)


def test_place_that_stands_at_its_parent_says_so() -> None:
    page = _place(point=None, radius_m=None)

    assert "drawn at Almaty: it has no coordinates of its own" in page
    assert "within 20 km" in page


def test_place_that_nobody_can_place_says_so() -> None:
    facts = some_facts(places=(a_place(point=None, radius_m=None),))
    page = event_page(Snapshot(index_of(facts)), "T-1", "en", AT)

    assert page is not None
    assert "position not known" in page


def test_event_without_a_place_tells_where_as_written() -> None:
    facts = some_facts(events=(an_event(place_id="", where_as_written="by the old mill"),))
    page = event_page(Snapshot(index_of(facts)), "T-1", "en", AT)

    assert page is not None
    assert "by the old mill" in page


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_event_and_place_has_a_page_in_every_language(
    snapshot: Snapshot, language: str
) -> None:
    index = snapshot.index
    pages = [event_page(snapshot, event.event_id, language, AT) for event in index.events]
    pages += [place_page(snapshot, place_id, language, AT) for place_id in index.places]

    assert len(pages) == 92 + 45
    assert all(page and f'<html lang="{language}">' in page for page in pages)
    assert all("{" not in page.split("</head>")[1] for page in pages if page)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_place_page_counts_its_events(count: int) -> None:
    events = tuple(an_event(f"T-{i}") for i in range(count))
    page = place_page(Snapshot(index_of(some_facts(events=events))), "bakai", "en", AT)

    assert page is not None
    assert f"<h2>{count} event{'' if count == 1 else 's'}</h2>" in page


def test_page_leads_to_the_app_behind_its_prefix() -> None:
    page = event_page(Snapshot(index_of(some_facts())), "T-1", "ru", AT)

    assert page is not None
    assert "https://a.test/map/?e=T-1&amp;lang=ru" in page
    assert 'content="https://a.test/map/e/T-1"' in page
