"""The one gate to the public: what must not be told never gets through it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from support import (
    NOW,
    a_claim,
    a_place,
    a_source,
    an_episode,
    an_event,
    put,
    settings_in,
    some_facts,
)

from geodata import disclosure
from geodata.disclosure import disclose, open_published, publish, published_version
from geodata.errors import StoreError
from geodata.model import Document, Facts, Link, Mention
from geodata.quantity import Quantity
from geodata.space import Point
from geodata.store import records
from geodata.store.engine import open_record

CITY = a_place("almaty", kind="city", radius_m=20_000)
DISTRICT = a_place("bostandyk", kind="district", parent_id="almaty", radius_m=9_000)
BAKAI = a_place(parent_id="bostandyk")
HOUSE = a_place("house", kind="other", parent_id="bakai", radius_m=20)


def _with(**fields: str) -> Facts:
    event = an_event(place_id="house", where_as_written="Green street 7", **fields)
    return some_facts(places=(CITY, DISTRICT, BAKAI, HOUSE), events=(event,))


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "draft"},
        {"status": "withdrawn"},
        {"sensitivity": "hold"},
        {"disclosure": "withheld"},
    ],
)
def test_event_that_is_not_public_is_gone_with_all_that_hangs_on_it(
    fields: dict[str, str],
) -> None:
    facts = some_facts(
        events=(an_event(episode_id="day", **fields), an_event("T-2")),
        claims=(a_claim(), a_claim("c2", "T-2")),
        links=(Link("T-1", "follows", "T-2"), Link("T-2", "follows", "T-1")),
        episodes=(an_episode(),),
    )

    public = disclose(facts)

    assert [event.event_id for event in public.events] == ["T-2"]
    assert [claim.claim_id for claim in public.claims] == ["c2"]
    assert public.links == ()
    assert public.episodes == ()


@pytest.mark.parametrize("fields", [{"disclosure": "district"}, {"sensitivity": "high"}])
def test_masked_event_stands_at_its_district(fields: dict[str, str]) -> None:
    public = disclose(_with(**fields)).events[0]

    assert public.place_id == "bostandyk"
    assert public.where_as_written == ""


def test_masked_event_without_a_district_stands_at_its_city() -> None:
    facts = some_facts(
        places=(CITY, a_place(parent_id="almaty")), events=(an_event(disclosure="district"),)
    )

    assert disclose(facts).events[0].place_id == "almaty"


def test_masked_event_of_which_no_district_is_known_has_no_place() -> None:
    facts = some_facts(events=(an_event(disclosure="district"),))

    assert disclose(facts).events[0].place_id == ""


def test_masked_event_is_not_given_away_by_a_claim_about_its_place() -> None:
    facts = dataclasses.replace(
        _with(disclosure="district"),
        claims=(a_claim(), a_claim("c2", field="place_id", text="Green street 7")),
    )

    assert "Green street" not in repr(disclose(facts))


def test_masked_event_is_not_given_away_by_a_link_to_where_it_was() -> None:
    facts = dataclasses.replace(
        _with(disclosure="district", episode_id="day"),
        episodes=(an_episode(place_id="house"),),
    )

    assert [e.place_id for e in disclose(facts).episodes] != ["house"]


def test_open_event_keeps_its_place() -> None:
    public = disclose(_with()).events[0]

    assert (public.place_id, public.where_as_written) == ("house", "Green street 7")


@pytest.mark.parametrize(
    ("status", "public"),
    [("accepted", True), ("unverifiable", True), ("proposed", False), ("rejected", False)],
)
def test_claim_is_public_when_somebody_decided_so(status: str, public: bool) -> None:
    facts = some_facts(claims=(a_claim(), a_claim("c2", status=status)))

    assert ("c2" in {claim.claim_id for claim in disclose(facts).claims}) is public


def test_text_of_documents_stays_with_the_editors() -> None:
    facts = some_facts(
        documents=(Document("ab12", "paper", "the whole article", released=True),),
        mentions=(Mention("ab12", 0, 5, "Bakai", "bakai"),),
    )
    public = disclose(facts)

    assert public.documents == (Document("ab12", "paper", "", released=True),)
    assert public.mentions == facts.mentions


@pytest.mark.parametrize(
    ("radius", "lon", "lat"),
    [
        (20_000, 76.9, 43.1),
        (5_000, 76.877, 43.123),
        (500, 76.8765, 43.1235),
        (20, 76.87654, 43.12346),
        (1, 76.8765432, 43.1234568),
    ],
)
def test_point_has_no_more_decimals_than_its_radius_supports(
    radius: int, lon: float, lat: float
) -> None:
    exact = a_place(point=Point(76.87654321, 43.12345678), radius_m=radius)
    point = disclose(some_facts(places=(exact,))).places[0].point

    assert point is not None
    assert len(repr(point.lon)) <= len(repr(lon)) + 1
    assert abs(point.lon - lon) < radius / 80_000
    assert point.lon != exact.point.lon or radius == 1  # type: ignore[union-attr]
    assert abs(point.lat - lat) < radius / 110_000


def test_every_event_of_one_place_is_told_at_the_same_point() -> None:
    public = disclose(some_facts(events=(an_event(), an_event("T-2", disclosure="exact"))))

    assert len({event.place_id for event in public.events}) == 1
    assert len({place.point for place in public.places}) == 1


def test_disclosing_twice_discloses_nothing_more() -> None:
    once = disclose(_with(sensitivity="high"))

    assert disclose(once) == once


def test_nothing_secret_is_in_the_bytes_of_the_published_copy(tmp_path: Path) -> None:
    secret = "canary-7f3a"
    facts = some_facts(
        events=(
            an_event(),
            an_event("T-2", status="draft", title=secret),
            an_event("T-3", disclosure="district", where_as_written=secret),
        ),
        claims=(
            a_claim(),
            a_claim("c2", status="proposed", text=secret),
            a_claim("c3", "T-2", text=secret, quantity=None),
            a_claim("c4", "T-3"),
        ),
        documents=(Document("ab12", "paper", secret),),
    )
    settings = put(tmp_path, facts)

    assert secret.encode() in b"".join(p.read_bytes() for p in tmp_path.glob("record.db*"))
    assert secret.encode() not in settings.published.read_bytes()


def test_published_copy_reads_back_as_what_was_disclosed(tmp_path: Path) -> None:
    facts = some_facts(claims=(a_claim(field="police", quantity=Quantity(1, None, 2)),))
    settings = put(tmp_path, facts)

    copy = open_published(settings.published)
    assert copy.facts == disclose(facts)
    assert copy.data_version == published_version(settings.published) == 1


def test_swap_is_whole_and_leaves_nothing_beside_the_copy(tmp_path: Path) -> None:
    settings = put(tmp_path, some_facts())
    with settings.published.open("rb") as old:
        before = settings.published.stat().st_ino
        put(tmp_path, some_facts(sources=(a_source(title="Another"),)))
        still = old.read()

    assert settings.published.stat().st_ino != before
    assert still.startswith(b"SQLite format 3")
    assert b"Another" not in still
    assert sorted(p.name for p in tmp_path.glob("*published*")) == ["record.published.db"]


def test_failure_half_way_leaves_the_old_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = put(tmp_path, some_facts())
    before = settings.published.read_bytes()

    def broken(path: Path, *_: object) -> None:
        path.write_bytes(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(disclosure, "_write", broken)
    engine = open_record(settings.db)
    with pytest.raises(OSError, match="disk full"):
        publish(engine, settings.published)
    engine.dispose()

    assert settings.published.read_bytes() == before
    assert not list(tmp_path.glob("*.new"))


def test_copy_that_is_missing_has_no_version(tmp_path: Path) -> None:
    assert published_version(tmp_path / "none.db") is None
    with pytest.raises(StoreError):
        open_published(tmp_path / "none.db")


def test_copy_that_is_no_database_is_refused_in_our_words(tmp_path: Path) -> None:
    path = tmp_path / "record.published.db"
    path.write_bytes(b"not a database at all " * 200)

    with pytest.raises(StoreError):
        open_published(path)


def test_copy_that_was_spoiled_is_made_anew(tmp_path: Path) -> None:
    from geodata.pipeline import prepare

    settings = settings_in(tmp_path)
    prepare(settings, NOW)
    settings.published.write_bytes(b"not a database at all " * 200)

    assert prepare(settings, NOW) is not None
    assert open_published(settings.published).facts.events


def test_record_holds_what_the_public_copy_does_not(tmp_path: Path) -> None:
    settings = put(tmp_path, some_facts(events=(an_event(status="draft"),)))
    engine = open_record(settings.db)
    with engine.connect() as connection:
        kept = records.read(connection)
    engine.dispose()

    assert [event.event_id for event in kept.events] == ["T-1"]
    assert open_published(settings.published).facts.events == ()


def test_report_that_nobody_released_is_not_told_of_until_a_claim_of_it_is_public() -> None:
    facts = some_facts(
        sources=(a_source(), a_source("letter")),
        documents=(Document("ab12", "letter", "a letter"),),
        mentions=(Mention("ab12", 0, 5, "Bakai", "bakai"),),
    )
    cited = dataclasses.replace(facts, claims=(a_claim(source_id="letter", document_id="ab12"),))

    assert (disclose(facts).documents, disclose(facts).mentions) == ((), ())
    assert [s.source_id for s in disclose(facts).sources] == ["paper"]
    assert [m.place_id for m in disclose(cited).mentions] == ["bakai"]


def test_world_place_that_only_a_hidden_report_names_is_hidden() -> None:
    far = a_place("gn:1", kind="city")
    facts = some_facts(
        sources=(a_source(), a_source("letter")),
        places=(a_place(), far),
        documents=(Document("ab12", "letter", "a letter"),),
        mentions=(Mention("ab12", 0, 5, "There", "gn:1"),),
    )

    assert [p.place_id for p in disclose(facts).places] == ["bakai"]
