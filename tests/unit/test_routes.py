"""The read API and the built files over plain HTTP: what a reader's browser asks for."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from support import client_for, ids, settings_in, unpack

from geodata import vocabulary
from geodata.settings import Settings

IMMUTABLE = "public, max-age=31536000, immutable"
TWELFTH = "/data/events.geojson?datetime=2006-05-12"


@pytest.fixture(scope="module")
def token(client: TestClient) -> str:
    """The name of the current version in addresses."""
    return str(client.get("/data/meta.json").json()["token"])


def _sentence(answer: Any, status: int) -> str:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    assert set(body) == {"code", "description"}
    assert "\n" not in body["description"]
    return str(body["description"])


def test_meta_says_what_there_is(client: TestClient) -> None:
    answer = client.get("/data/meta.json")
    meta = answer.json()

    assert meta["counts"] == {"events": 92, "places": 45, "sources": 70, "episodes": 18}
    assert meta["data_version"] == 1
    assert meta["token"].startswith("1-")
    assert meta["date_start"] == "2005-04-28"
    assert meta["date_end"] == "2021-10-01"
    west, south, east, north = meta["bbox"]
    assert west < east
    assert south < north
    assert answer.headers["cache-control"] == "public, no-cache"


def test_public_data_may_be_read_by_any_page(client: TestClient, token: str) -> None:
    for path in ("/data/meta.json", TWELFTH, f"/data/{token}/events.bin"):
        assert client.get(path).headers["access-control-allow-origin"] == "*"


def test_payload_is_kept_for_ever_and_compressed_once(client: TestClient, token: str) -> None:
    answer = client.get(f"/data/{token}/events.bin")

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == IMMUTABLE
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert unpack(answer.content)[0]["n"] == 92


def test_payload_is_unpacked_for_a_client_without_gzip(client: TestClient, token: str) -> None:
    answer = client.get(f"/data/{token}/events.bin", headers={"accept-encoding": "identity"})

    assert "content-encoding" not in answer.headers
    assert unpack(answer.content)[0]["n"] == 92


@pytest.mark.parametrize("part", ["events.bin", "text.json", "frame.json"])
def test_what_a_browser_has_already_is_answered_with_304(
    client: TestClient, token: str, part: str
) -> None:
    first = client.get(f"/data/{token}/{part}")
    again = client.get(f"/data/{token}/{part}", headers={"if-none-match": first.headers["etag"]})

    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize(
    "path", ["/data/meta.json", TWELFTH, "/ui/en.json", "/e/ALA-2006-0034", "/p/bakai"]
)
def test_answer_that_may_change_is_asked_for_again_and_mostly_304(
    client: TestClient, path: str
) -> None:
    first = client.get(path)
    weak = {"if-none-match": f'"other", W/{first.headers["etag"]}'}

    assert "immutable" not in first.headers["cache-control"]
    assert client.get(path, headers=weak).status_code == 304


@pytest.mark.parametrize("part", ["events.bin", "text.json", "frame.json", "events/x.json"])
def test_version_that_is_gone_is_404_in_json(client: TestClient, part: str) -> None:
    assert "load again" in _sentence(client.get(f"/data/0-abcdef/{part}"), 404)


def test_text_rows_are_in_the_order_of_the_payload(client: TestClient, token: str) -> None:
    text = client.get(f"/data/{token}/text.json").json()

    assert len(text["event_id"]) == len(text["title"]) == len(text["text"]) == 92
    row = text["event_id"].index("ALA-2006-0034")
    assert "bakai" in text["text"][row]
    assert "бакай" in text["text"][row]


def test_frame_names_places_sources_episodes_and_what_is_missing(
    client: TestClient, token: str
) -> None:
    frame = client.get(f"/data/{token}/frame.json").json()
    bakai = next(place for place in frame["places"] if place["place_id"] == "bakai")
    gaza = next(place for place in frame["places"] if place["place_id"] == "gaza")

    assert len(frame["places"]) == 45
    assert (bakai["radius_m"], bakai["names"]["ru"]) == (5000, "Бакай")
    assert gaza["lon"] is gaza["lat"] is None
    assert all(episode["event_ids"] for episode in frame["episodes"])
    assert all(
        set(one) == {"subject", "title", "reason", "event_id"} for one in frame["not_on_map"]
    )


def test_card_of_an_event_is_served(client: TestClient, token: str) -> None:
    card = client.get(f"/data/{token}/events/ALA-2006-0034.json").json()

    assert card["quantities"]["homes_demolished"]["low"] == 350


def test_card_of_nothing_is_404(client: TestClient, token: str) -> None:
    assert "ALA-1" in _sentence(client.get(f"/data/{token}/events/ALA-1.json"), 404)


def test_twelfth_may_has_at_least_nine_features_at_bakai(client: TestClient) -> None:
    answer = client.get(TWELFTH)
    features = [f for f in answer.json()["features"] if f["properties"]["place_id"] == "bakai"]

    assert answer.headers["content-type"] == "application/geo+json"
    assert len(features) >= 9
    for feature in features:
        lon, lat = feature["geometry"]["coordinates"]
        properties = feature["properties"]
        assert 76 < lon < 78
        assert 43 < lat < 44
        assert properties["event_id"].startswith("ALA-2006-")
        assert properties["event_type"] in vocabulary.event_types()
        assert properties["layer"] == vocabulary.layer_of(properties["event_type"])
        assert properties["date"].startswith("2006-05")
        assert properties["radius_m"] == 5000
        assert properties["claims"] >= 1


def test_certain_is_a_part_of_possible(client: TestClient) -> None:
    window = "/data/events.geojson?datetime=2006-04-01/2006-04-30"
    possible = set(ids(client.get(window).json()["features"]))
    certain = set(ids(client.get(f"{window}&when=certain").json()["features"]))

    assert certain < possible


def test_limited_answer_says_how_many_there_are(client: TestClient) -> None:
    answer = client.get("/data/events.geojson?limit=3").json()

    assert (answer["numberReturned"], answer["numberMatched"]) == (3, 92)


def test_filters_of_the_read_api_are_joined(client: TestClient) -> None:
    path = f"{TWELFTH}&layer=resistance&place_id=bakai&bbox=76,43,78,44&limit=2"
    features = client.get(path).json()["features"]

    assert len(features) == 2
    assert {f["properties"]["layer"] for f in features} == {"resistance"}


@pytest.mark.parametrize(
    "query",
    [
        "bbox=1,2,3",
        "datetime=May",
        "when=perhaps",
        "layer=x",
        "event_type=x",
        "place_id=x",
        "limit=0",
        "unknown=1",
        "bbox=%00",
        "datetime=%ff%fe",
        "layer=<script>alert(1)</script>",
        "place_id={{ x }}",
    ],
)
def test_wrong_parameter_is_400_with_one_sentence(client: TestClient, query: str) -> None:
    assert _sentence(client.get(f"/data/events.geojson?{query}"), 400)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_words_of_the_front_end_are_kept_under_their_hash(
    client: TestClient, language: str
) -> None:
    from dashboard import i18n

    mark = i18n.fingerprint(language)
    current = client.get(f"/ui/{language}.json?v={mark}")
    stale = client.get(f"/ui/{language}.json?v=old")

    assert current.json()["lang"] == language
    assert current.headers["cache-control"] == IMMUTABLE
    assert stale.headers["cache-control"] == "public, no-cache"


@pytest.mark.parametrize("path", ["/ui/xx.json", "/ui/..json", "/ui/RU.json"])
def test_language_that_there_is_not_is_404(client: TestClient, path: str) -> None:
    assert _sentence(client.get(path), 404)


def test_script_of_the_map_is_kept_under_its_hash(client: TestClient, prepared: Settings) -> None:
    from dashboard.data import Data
    from dashboard.site import Site

    address = Site(prepared, Data(prepared.published)).frame()[1]
    current, stale = client.get(address), client.get("/frame/old.js")

    assert current.headers["content-type"].startswith("text/javascript")
    assert current.headers["cache-control"] == IMMUTABLE
    assert stale.headers["cache-control"] == "public, no-cache"
    assert current.text == stale.text
    assert "ALA-2006" not in current.text


def test_built_files_are_served_and_kept_for_ever(client: TestClient) -> None:
    from dashboard.site import STATIC

    manifest = json.loads((STATIC / "manifest.json").read_text("utf-8"))
    for name in manifest.values():
        answer = client.get(f"/assets/{name}")
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == IMMUTABLE


@pytest.mark.parametrize(
    "path",
    [
        "../routes.py",
        "..%2froutes.py",
        "%2e%2e/routes.py",
        "%2e%2e%2f%2e%2e%2fpyproject.toml",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "..\\routes.py",
        "..%5croutes.py",
        "fonts",
        "",
        ".",
        "none.js",
        "%00",
        "manifest.json%00.js",
        "a" * 300,
        "fonts/" + "a/" * 400,
        "{{ x }}",
    ],
)
def test_nothing_but_built_files_is_served(client: TestClient, path: str) -> None:
    answer = client.get(f"/assets/{path}")

    assert answer.status_code == 404
    assert b"import" not in answer.content


def test_changed_data_is_served_under_a_new_name(tmp_path: Path) -> None:
    from support import a_source, put, some_facts

    settings = put(tmp_path, some_facts())
    with client_for(settings) as reader:
        old = reader.get("/data/meta.json").json()["token"]
        put(tmp_path, some_facts(sources=(a_source(title="Another"),)))
        new = reader.get("/data/meta.json").json()["token"]

        assert new != old
        assert reader.get(f"/data/{old}/events.bin").status_code == 404
        assert reader.get(f"/data/{new}/events.bin").status_code == 200


def test_without_a_published_copy_the_answer_says_what_to_do(tmp_path: Path) -> None:
    with client_for(settings_in(tmp_path)) as reader:
        assert "holdground publish" in _sentence(reader.get("/data/meta.json"), 503)


def test_prefix_stands_before_every_address(prepared: Settings) -> None:
    from dataclasses import replace

    with client_for(replace(prepared, base_path="/map")) as reader:
        meta = reader.get("/map/data/meta.json")
        page = reader.get("/map/e/ALA-2006-0034")
        embed = reader.get("/map/embed")

        assert meta.status_code == 200
        assert reader.get("/data/meta.json").status_code == 404
        assert reader.get(f"/map/data/{meta.json()['token']}/events.bin").status_code == 200
        assert 'href="/map/assets/' in page.text
        assert "/map/?e=ALA-2006-0034" in page.text
        assert 'src="/map/assets/' in embed.text
        assert "frame-ancestors *" in embed.headers["content-security-policy"]


def test_compressed_answers_are_small(client: TestClient, token: str) -> None:
    sizes = [
        len(gzip.compress(client.get(f"/data/{token}/{part}").content, 6))
        for part in ("events.bin", "text.json", "frame.json")
    ]

    assert sum(sizes) < 150_000
