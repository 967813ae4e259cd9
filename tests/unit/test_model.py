"""Records are checked when they are made, and tell every fault at once."""

from __future__ import annotations

import dataclasses

import pytest
from support import a_claim, a_place, a_source, an_event

from geodata.dates import interval_of
from geodata.errors import InvalidRecordError
from geodata.model import Link, PlaceName
from geodata.quantity import Quantity
from geodata.space import Point


def test_event_tells_every_fault_at_once() -> None:
    with pytest.raises(InvalidRecordError) as caught:
        an_event(
            "no spaces",
            event_type="riot",
            title="  ",
            date="May",
            date_basis="guess",
            time_start="25:00",
            time_end="9:00",
            outcome="victory",
            status="live",
            sensitivity="secret",
            disclosure="all",
        )

    assert set(caught.value.errors) == {
        "event_id",
        "event_type",
        "title",
        "date",
        "date_basis",
        "time_start",
        "time_end",
        "outcome",
        "status",
        "sensitivity",
        "disclosure",
    }
    assert "no spaces" in caught.value.subject
    assert "'riot'" in str(caught.value)


def test_source_tells_every_fault_at_once() -> None:
    with pytest.raises(InvalidRecordError) as caught:
        a_source(
            "", publisher="", publisher_kind="blog", url="ftp://x", published="?", reliability="7"
        )

    assert set(caught.value.errors) == {
        "source_id",
        "publisher",
        "publisher_kind",
        "url",
        "published",
        "reliability",
    }


def test_place_tells_every_fault_at_once() -> None:
    with pytest.raises(InvalidRecordError) as caught:
        a_place("x", kind="hamlet", parent_id="x", radius_m=None, names=(), existed="once")

    assert set(caught.value.errors) == {"kind", "parent_id", "radius_m", "names", "existed"}


def test_claim_tells_every_fault_at_once() -> None:
    with pytest.raises(InvalidRecordError) as caught:
        a_claim("", field="colour", text="", stated_by="bird", status="true", start=5, end=5)

    assert set(caught.value.errors) == {
        "claim_id",
        "field",
        "stated_by",
        "status",
        "text",
        "start",
    }


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "//host/x",
        "/etc/passwd",
        "file:///etc/passwd",
        "https://",
        "https://a b",
        "https://a\nb",
        "https://[bad",
        " https://a.test",
        "vbscript:x",
    ],
)
def test_source_links_to_web_pages_only(url: str) -> None:
    with pytest.raises(InvalidRecordError, match="http or https"):
        a_source(url=url)


@pytest.mark.parametrize("url", ["http://a.test", "https://a.test/x?y=z#é", "https://a.test:81/"])
def test_web_address_is_a_good_link(url: str) -> None:
    assert a_source(url=url).url == url


@pytest.mark.parametrize("bad", ["a b", "a/b", "-a", "", "a\n", "é", "a" * 129, "<b>", "../x"])
def test_id_can_stand_in_an_address_as_it_is(bad: str) -> None:
    with pytest.raises(InvalidRecordError, match="not an id"):
        an_event(bad)


def test_point_needs_a_radius_for_a_pin_would_lie() -> None:
    with pytest.raises(InvalidRecordError, match="radius"):
        a_place(radius_m=None)
    with pytest.raises(InvalidRecordError, match="radius"):
        a_place(point=None)


@pytest.mark.parametrize("radius", [0, -5])
def test_radius_is_above_zero(radius: int) -> None:
    with pytest.raises(InvalidRecordError, match="above 0"):
        a_place(radius_m=radius)


def test_place_without_a_name_is_refused() -> None:
    with pytest.raises(InvalidRecordError, match="at least one name"):
        a_place(names=())


def test_number_in_a_field_of_words_is_refused() -> None:
    with pytest.raises(InvalidRecordError, match="does not hold a number"):
        a_claim(field="summary", quantity=Quantity(1, 1, 1))


def test_half_a_span_is_refused() -> None:
    with pytest.raises(InvalidRecordError, match="span"):
        a_claim(start=3)


def test_event_cannot_be_tied_to_itself() -> None:
    with pytest.raises(InvalidRecordError, match="itself"):
        Link("T-1", "follows", "T-1")


def test_records_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        an_event().title = "else"  # type: ignore[misc]


def test_event_knows_its_layer_and_its_days() -> None:
    event = an_event(event_type="barricade", date="2006-05")

    assert event.layer == "resistance"
    assert event.interval == interval_of("2006-05")


def test_undated_event_has_no_interval() -> None:
    assert an_event(date="").interval is None


def test_kazakh_reader_gets_the_russian_name_where_there_is_no_kazakh_one() -> None:
    names = (
        PlaceName("Bakai", "en", main=True),
        PlaceName("Бакай", "ru", main=True),
        PlaceName("Бакае", "ru", "inflected"),
    )
    place = a_place(names=names)

    assert (place.name("en"), place.name("ru"), place.name("kk")) == ("Bakai", "Бакай", "Бакай")


def test_place_without_a_main_name_is_called_by_its_first() -> None:
    assert a_place(names=(PlaceName("Qaznet", "kk"),)).name("en") == "Qaznet"


def test_point_is_lon_before_lat() -> None:
    assert a_place(point=Point(76.85, 43.3)).point == Point(lon=76.85, lat=43.3)


@pytest.mark.parametrize(
    "time", ["24:00", "9:00", "11:60", "11:5", "11:00:00", "1１:00", "11:00\n"]
)
def test_time_is_two_digits_and_two_digits(time: str) -> None:
    with pytest.raises(InvalidRecordError, match="HH:MM"):
        an_event(time_start=time)
