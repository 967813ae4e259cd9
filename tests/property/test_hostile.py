"""Three hundred hostile strings in every text field of an event, a place and a source.

Nothing is evaluated, nothing becomes markup, nothing dies: what is shown equals the input, character for character.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient
from support import (
    SHARED,
    a_claim,
    a_place,
    a_source,
    an_episode,
    an_event,
    client_for,
    put,
    unpack,
)

from geodata.model import Document, Facts, Link, Mention, PlaceName
from geodata.settings import Settings
from tests.property.hostile import strings

STRINGS = strings(SHARED)
SUMMARY = "summary"


def _facts() -> Facts:
    """A whole set in which record number i carries string number i in every field that takes any text."""
    numbered = list(enumerate(STRINGS))
    return Facts(
        sources=tuple(
            a_source(f"s{i}", title=text, publisher=text, author=text, language=text, note=text)
            for i, text in numbered
        ),
        places=tuple(
            a_place(
                f"p{i}",
                names=(
                    PlaceName(text, "en", main=True),
                    PlaceName(text, "ru", main=True),
                    PlaceName(text, text),
                ),
                coordinate_source=text,
                confidence=text,
                licence=text,
                note=text,
            )
            for i, text in numbered
        ),
        episodes=tuple(
            an_episode(f"d{i}", title=text, summary=text, place_id=f"p{i}") for i, text in numbered
        ),
        events=tuple(
            an_event(
                f"E{i}",
                title=text,
                summary=text,
                timezone=text,
                where_as_written=text,
                note=text,
                place_id=f"p{i}",
                episode_id=f"d{i}",
            )
            for i, text in numbered
        ),
        claims=tuple(
            a_claim(f"c{i}", f"E{i}", source_id=f"s{i}", field=SUMMARY, text=text, note=text)
            for i, text in numbered
        ),
        links=tuple(Link(f"E{i}", "follows", f"E{i - 1}", text) for i, text in numbered if i),
        documents=tuple(Document(f"f{i}", f"s{i}", text) for i, text in numbered),
        mentions=tuple(Mention(f"f{i}", 0, 1, text, f"p{i}") for i, text in numbered),
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Published facts that are hostile in every field."""
    return put(tmp_path_factory.mktemp("hostile"), _facts())


@pytest.fixture(scope="module")
def reader(hostile: Settings) -> Iterator[TestClient]:
    """A reader of the hostile facts."""
    with client_for(hostile) as opened:
        yield opened


@pytest.fixture(scope="module")
def token(reader: TestClient) -> str:
    """The name of the hostile version."""
    return str(reader.get("/data/meta.json").json()["token"])


class _Shown(HTMLParser):
    """What a browser would make of a page: its elements, attributes and words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.values: list[str] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.values += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self.tags.add("comment")


def test_as_many_strings_are_tried_as_are_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{len(STRINGS)} hostile strings tried in every text field")  # noqa: T201 - asked for

    assert len(STRINGS) >= (300 if SHARED.is_dir() else 60)
    assert len(set(STRINGS)) == len(STRINGS)


def test_titles_and_summaries_equal_the_input(reader: TestClient, token: str) -> None:
    text = reader.get(f"/data/{token}/text.json").json()
    shown = dict(zip(text["event_id"], text["title"], strict=True))

    assert shown == {f"E{i}": title for i, title in enumerate(STRINGS)}


def test_places_sources_and_episodes_equal_the_input(reader: TestClient, token: str) -> None:
    frame = reader.get(f"/data/{token}/frame.json").json()
    places = {place["place_id"]: place for place in frame["places"]}
    sources = {source["source_id"]: source for source in frame["sources"]}
    episodes = {episode["episode_id"]: episode for episode in frame["episodes"]}

    for i, text in enumerate(STRINGS):
        place, source = places[f"p{i}"], sources[f"s{i}"]
        assert set(place["names"].values()) == {text}
        assert (place["coordinate_source"], place["note"]) == (text, text)
        assert {source[name] for name in ("title", "publisher", "author", "language")} == {text}
        assert (episodes[f"d{i}"]["title"], episodes[f"d{i}"]["summary"]) == (text, text)


def test_cards_equal_the_input(reader: TestClient, token: str) -> None:
    for i, text in enumerate(STRINGS):
        answer = reader.get(f"/data/{token}/events/E{i}.json")
        card: dict[str, Any] = answer.json()
        assert answer.status_code == 200
        assert {card[name] for name in ("title", "summary", "where_as_written", "note")} == {text}
        assert {card["claims"][0][name] for name in ("text", "note")} == {text}
        assert card["sources"][0]["title"] == text


def test_geojson_equals_the_input(reader: TestClient) -> None:
    features = reader.get("/data/events.geojson").json()["features"]
    shown = {f["id"]: f["properties"] for f in features}

    for i, text in enumerate(STRINGS):
        properties = shown[f"E{i}"]
        assert {properties[name] for name in ("title", "summary", "where_as_written", "place")} == {
            text
        }


@pytest.mark.parametrize("language", ["en", "ru"])
def test_pages_show_the_input_and_nothing_of_it_is_markup(
    reader: TestClient, language: str
) -> None:
    plain_event = _Shown(reader.get(f"/e/E{STRINGS.index('0')}?lang={language}").text)
    plain_place = _Shown(reader.get(f"/p/p{STRINGS.index('0')}?lang={language}").text)
    for i, text in enumerate(STRINGS):
        # A page cannot hold U+0000; readers of HTML turn a lone carriage return into a line feed.
        expected = _as_html_reads(text)
        for path, plain in ((f"/e/E{i}", plain_event), (f"/p/p{i}", plain_place)):
            answer = reader.get(f"{path}?lang={language}")
            shown = _Shown(answer.text)
            assert answer.status_code == 200
            assert shown.tags == plain.tags, text
            assert shown.attributes == plain.attributes, text
            assert expected in _as_html_reads(shown.words), text
            assert expected in map(_as_html_reads, shown.values), text


def test_preview_of_the_app_shows_the_title_as_text(reader: TestClient) -> None:
    plain = _Shown(reader.get(f"/?e=E{STRINGS.index('0')}").text)
    for i, text in enumerate(STRINGS):
        answer = reader.get(f"/?e=E{i}")
        shown = _Shown(answer.text)
        assert answer.status_code == 200
        assert shown.tags == plain.tags, text
        assert _as_html_reads(text) in _as_html_reads(shown.words), text


def test_map_itself_never_holds_a_word_of_the_data(hostile: Settings, reader: TestClient) -> None:
    from dashboard.data import Data
    from dashboard.site import Site

    script = reader.get(Site(hostile, Data(hostile.published)).frame()[1]).text
    embed = reader.get("/embed").text

    for text in STRINGS:
        if len(text) > 12:
            assert text not in script
            assert text not in embed


def test_payload_holds_every_event_and_no_words(reader: TestClient, token: str) -> None:
    head, columns = unpack(reader.get(f"/data/{token}/events.bin").content)

    assert head["n"] == len(STRINGS) == len(columns["x"])
    assert "<script" not in json.dumps(head)


@pytest.mark.parametrize(
    "path", ["/e/{}", "/p/{}", "/ui/{}.json", "/assets/{}", "/data/{}/events.bin"]
)
def test_hostile_addresses_are_answered_and_never_echoed_as_markup(
    reader: TestClient, path: str
) -> None:
    for text in STRINGS:
        answer = reader.get(path.format(quote(text[:500], safe="")))
        assert answer.status_code == 404, text
        assert not answer.headers["content-type"].startswith("text/html"), text


@pytest.mark.parametrize("name", ["bbox", "datetime", "when", "layer", "place_id", "limit", "x"])
def test_hostile_parameters_are_refused_in_json(reader: TestClient, name: str) -> None:
    for text in STRINGS:
        if (name, text) == ("limit", "0") or text.isdecimal():
            continue
        answer = reader.get("/data/events.geojson", params={name: text})
        assert answer.status_code == 400, text
        assert answer.json()["code"] == "InvalidParameterValue"


def _as_html_reads(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
