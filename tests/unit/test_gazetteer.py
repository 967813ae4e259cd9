"""Names to places: the world's, and ours in front."""

from pathlib import Path

import pytest
from worlds import gazetteer, world, world_file

from geodata.errors import GazetteerError
from geodata.gazetteer.folding import fold
from geodata.gazetteer.gazetteer import Gazetteer
from geodata.gazetteer.world import World
from geodata.model import Place, PlaceName


@pytest.mark.parametrize("name", ["Бакай", "Бақай", "Bakay", "Bakai", "BAKAI"])
def test_our_place_comes_first_in_any_spelling(name):
    assert gazetteer().find(name)[0].place_id == "bakai"


@pytest.mark.parametrize("name", ["Алматы", "Alma-Ata", "Almaty", "Алма-Ата", "almaata"])
def test_almaty_is_ours_and_the_world_has_no_twin_of_it(name):
    found = gazetteer().find(name)
    assert found[0].place_id == "almaty"
    assert "gn:1526384" not in {entry.place_id for entry in found}


def test_our_country_takes_the_worlds_point_and_population():
    kazakhstan = gazetteer().find("Kazakhstan")[0]
    assert (kazakhstan.place_id, kazakhstan.kind, kazakhstan.country) == (
        "kazakhstan",
        "country",
        "KZ",
    )
    assert kazakhstan.point is not None
    assert kazakhstan.radius_m > 1_000_000


def test_what_contains_a_place_is_told_nearest_first():
    bakai = gazetteer().get("bakai")
    assert bakai is not None
    chain = gazetteer().chain(bakai)
    assert chain.index("almaty") < chain.index("kazakhstan")


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("U.S.", "cc:US"),
        ("Turkish", "cc:TR"),
        ("Россия", "cc:RU"),
        ("Ресей", "cc:RU"),
        ("Ky.", "gn:6254925"),
        ("B.C.", "gn:5909050"),
        ("Africa", "rg:africa"),
        ("Saint Petersburg", "gn:498817"),
        ("St. Petersburg", "gn:498817"),
        ("Москва", "gn:524901"),
    ],
)
def test_names_adjectives_and_abbreviations_lead_to_their_place(name, place_id):
    assert place_id in {entry.place_id for entry in world().lookup(fold(name))}


def test_countries_have_points_where_atlases_have_them():
    america = world().get("cc:US")
    assert america is not None
    assert (america.lat, america.lon) == (39.76, -98.5)


def test_look_up_of_many_agrees_with_look_up_of_one():
    keys = ["paris", "texas", "no such place at all", "алматы"]
    many = gazetteer().lookup_many(keys)
    assert many == {key: gazetteer().lookup(key) for key in keys}


def test_search_completes_and_forgives_misspelling():
    assert gazetteer().search("shanyr")[0].entry.place_id == "shanyrak"
    assert gazetteer().search("Almty")[0].entry.place_id == "almaty"
    assert gazetteer().search("") == []


def test_words_know_people_from_places():
    assert world().word("vladimir").forename
    assert world().word("aigerim").forename
    assert world().word("the").zipf > 7
    assert not world().word("almaty").forename


def test_counts_are_those_of_the_packages():
    counts = world().counts()
    assert counts["city"] > 230_000
    assert counts["country"] > 240
    assert counts["adm1"] > 3_500
    assert counts["names"] > 950_000
    assert world_file().stat().st_size < 60_000_000


def test_missing_file_says_what_to_do(tmp_path):
    with pytest.raises(GazetteerError, match="holdground gazetteer build"):
        World(tmp_path / "none.sqlite")


def test_file_that_is_no_gazetteer_says_what_to_do(tmp_path: Path):
    bad = tmp_path / "bad.sqlite"
    bad.write_bytes(b"not a database, far from it" * 50)
    with pytest.raises(GazetteerError, match="build it anew"):
        World(bad)


def test_gazetteer_without_a_world_knows_our_places():
    place = Place("bakai", "shanty_town", names=(PlaceName("Бакай", "ru", main=True),))
    alone = Gazetteer([place])
    assert [entry.place_id for entry in alone.find("Bakay")] == ["bakai"]
    assert alone.find("Paris") == ()


def test_ordinary_words_that_are_names_are_not_looked_up():
    place = Place("ravine", "other", names=(PlaceName("the ravine", "en", searchable=False),))
    assert Gazetteer([place]).find("the ravine") == ()
