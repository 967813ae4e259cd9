"""Events and places as GeoDataFrames and as GeoJSON that strangers can read."""

from __future__ import annotations

import json

import geopandas as gpd
import pytest
from pyproj import Geod
from shapely.geometry import Polygon
from support import a_claim, a_place, an_event, index_of, some_facts

from geodata.index import Index
from geodata.layers import event_layer, feature_collection, place_circles
from geodata.model import Facts
from geodata.quantity import Quantity


def test_layer_has_one_feature_for_each_row_in_the_order_asked(index: Index) -> None:
    layer = event_layer(index, [5, 3, 8])

    assert list(layer["event_id"]) == [index.events[row].event_id for row in (5, 3, 8)]
    assert layer.crs == "EPSG:4326"


def test_layer_of_everything_has_every_event(index: Index) -> None:
    assert len(event_layer(index)) == 92


def test_collection_is_valid_rfc_7946(index: Index) -> None:
    collection = feature_collection(index, range(len(index.events)))

    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    assert collection["numberReturned"] == len(collection["features"]) == 92
    for feature in collection["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["id"] == feature["properties"]["event_id"]
        geometry = feature["geometry"]
        assert geometry is None or set(geometry) == {"type", "coordinates"}


def test_coordinates_are_lon_before_lat(index: Index) -> None:
    row = next(i for i, event in enumerate(index.events) if event.place_id == "bakai")
    feature = feature_collection(index, [row])["features"][0]
    lon, lat = feature["geometry"]["coordinates"]

    assert 76 < lon < 78
    assert 43 < lat < 44


def test_box_of_a_collection_is_west_south_east_north(index: Index) -> None:
    west, south, east, north = feature_collection(index, range(92))["bbox"]

    assert west < east
    assert south < north
    assert (west, south) > (71, 43)


def test_whole_numbers_stay_whole_beside_unknown_ones(index: Index) -> None:
    rows = [index.row["ALA-2006-0034"], index.row["ALA-2006-0033"]]
    levelled, closed = feature_collection(index, rows)["features"]
    text = json.dumps([levelled, closed])

    assert (levelled["properties"]["homes_demolished_low"]) == 350
    assert closed["properties"]["homes_demolished_low"] is None
    assert levelled["properties"]["homes_demolished_best"] is None
    assert "350.0" not in text
    assert "NaN" not in text


def test_unknown_number_is_null_and_zero_is_zero() -> None:
    index = index_of(
        some_facts(
            events=(an_event("T-1"), an_event("T-2")),
            claims=(
                a_claim("c1", "T-1", field="homes_demolished", quantity=Quantity(0, 0, 0)),
                a_claim("c2", "T-2"),
            ),
        )
    )
    one, two = (f["properties"] for f in feature_collection(index, [0, 1])["features"])

    assert one["homes_demolished_low"] == 0
    assert two["homes_demolished_low"] is None


def test_event_without_a_place_has_null_geometry() -> None:
    index = index_of(some_facts(events=(an_event("T-1"), an_event("T-2", place_id=""))))
    collection = feature_collection(index, [0, 1])

    assert [f["geometry"] is None for f in collection["features"]] == [False, True]
    assert collection["features"][1]["properties"]["place_id"] is None


def test_only_events_without_a_place_have_no_box() -> None:
    index = index_of(some_facts(events=(an_event(place_id=""),)))

    assert "bbox" not in feature_collection(index, [0])


def test_empty_answer_is_an_empty_collection(index: Index) -> None:
    collection = feature_collection(index, [])

    assert collection["features"] == []
    assert collection["numberReturned"] == 0


def test_every_collection_says_its_version_and_licence(index: Index) -> None:
    collection = feature_collection(index, [])

    assert collection["data_version"] == 1
    assert "CC BY 4.0" in collection["licence"]
    assert "OpenStreetMap" in collection["licence"]


def test_place_that_stands_in_is_named() -> None:
    places = (
        a_place("city", kind="city", radius_m=9000),
        a_place("court", kind="other", parent_id="city", point=None, radius_m=None),
    )
    index = index_of(some_facts(places=places, events=(an_event(place_id="court"),)))
    properties = feature_collection(index, [0])["features"][0]["properties"]

    assert (properties["place_id"], properties["stands_in"]) == ("court", "city")
    assert properties["radius_m"] == 9000


def test_circle_has_its_radius_in_metres_in_every_direction(index: Index) -> None:
    circles = place_circles(index)
    geod = Geod(ellps="WGS84")
    for row in circles.itertuples():
        point = index.places[row.place_id].point
        assert point is not None
        assert isinstance(row.geometry, Polygon)
        ring = list(row.geometry.exterior.coords)
        metres = [geod.inv(point.lon, point.lat, lon, lat)[2] for lon, lat in ring]
        assert min(metres) == pytest.approx(row.radius_m, rel=0.01)
        assert max(metres) == pytest.approx(row.radius_m, rel=0.01)


def test_only_places_with_a_point_of_their_own_have_a_circle(index: Index) -> None:
    circles = set(place_circles(index)["place_id"])

    assert "bakai" in circles
    assert not circles & {"gaza", "kazakhstan", "saryarka_cinema"}


def test_no_places_make_no_circles() -> None:
    assert len(place_circles(index_of(Facts()))) == 0


def test_collection_opens_in_geopandas(index: Index) -> None:
    collection = feature_collection(index, range(92))
    frame = gpd.GeoDataFrame.from_features(collection, crs="EPSG:4326")

    assert len(frame) == 92
    assert frame.loc[frame["event_id"] == "ALA-2006-0034", "police_high"].item() == 2000
