"""Streamlit's pages without a browser: each is drawn, in each language, also when there is nothing to show.

The component of the front end does not run here: what it is told is looked at instead. The map itself is tested in a browser.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from support import a_claim, an_episode, an_event, put, settings_in, some_facts

from dashboard import i18n
from dashboard.app_pages import shell
from dashboard.data import Data
from dashboard.site import Site
from geodata.model import Facts
from geodata.settings import Settings

MAIN = Path(__file__).resolve().parents[2] / "dashboard" / "app_pages" / "main.py"
PAGES = ("explore", "episodes", "sources", "corrections", "about")

Serve = Callable[[Settings], None]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Serve:
    """Let the pages of this test show another published copy."""

    def with_settings(settings: Settings) -> None:
        site = Site(settings, Data(settings.published))
        monkeypatch.setattr(shell, "current", lambda: site)

    return with_settings


@pytest.fixture
def mounted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """Keep what the front end is told, in order."""
    told: list[tuple[str, dict[str, Any]]] = []

    def remember(part: str, config: dict[str, Any], **_: object) -> None:
        told.append((part, json.loads(json.dumps(config))))

    monkeypatch.setattr(shell, "mount", remember)
    return told


@pytest.fixture(autouse=True)
def _shipped(serve: Serve, prepared: Settings) -> None:
    serve(prepared)


def _script(name: str) -> None:
    from importlib import import_module

    from dashboard.app_pages import shell as frame

    frame.begin()
    frame.top_bar()
    import_module(f"dashboard.app_pages.{name}").show()


def _open(name: str, **params: str) -> AppTest:
    """Draw one page with the frame around it, as the address asks."""
    at = AppTest.from_function(_script, kwargs={"name": name}, default_timeout=30)
    for key, value in params.items():
        at.query_params[key] = value
    return at.run()


def _heading(at: AppTest) -> str:
    return str([*at.title, *at.header][0].value)


def _box(at: AppTest, name: str) -> Any:
    return at.selectbox(key=f"hg_{name}")


def test_app_opens_on_the_map() -> None:
    at = AppTest.from_file(str(MAIN), default_timeout=30).run()

    assert not at.exception
    assert not at.error


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_page_is_drawn_in_every_language(name: str, language: str) -> None:
    at = _open(name, lang=language)

    assert not at.exception
    assert not at.error
    assert _box(at, "lang").value == language


@pytest.mark.parametrize(("name", "title"), [("sources", "Sources"), ("about", "About this map")])
def test_changing_the_language_changes_the_page(name: str, title: str) -> None:
    at = _open(name)
    assert _heading(at) == title

    _box(at, "lang").select("ru").run()
    assert not at.exception
    assert _heading(at) == i18n.translator("ru").gettext(title) != title
    assert at.query_params["lang"] == "ru"


@pytest.mark.parametrize("wanted", ["xx", "<b>", "", "{{ x }}", "../.."])
def test_language_that_there_is_not_falls_back_on_english(wanted: str) -> None:
    at = _open("sources", lang=wanted)

    assert not at.exception
    assert _heading(at) == "Sources"


def test_map_page_mounts_filters_and_map(mounted: list[tuple[str, dict[str, Any]]]) -> None:
    _open("explore", lang="ru")

    assert [part for part, _ in mounted] == ["filters", "app"]
    config = mounted[1][1]
    assert config["lang"] == "ru"
    assert config["meta"]["counts"]["events"] == 92
    assert "episode" not in config


def test_front_end_is_told_addresses_and_constants_but_no_text_of_the_data(
    mounted: list[tuple[str, dict[str, Any]]], serve: Serve, tmp_path: Path
) -> None:
    secret = "a title that is only data"
    serve(put(tmp_path, some_facts(events=(an_event(title=secret, summary=secret),))))
    _open("explore")

    assert secret not in json.dumps(mounted)


def test_episodes_open_on_twelfth_may(mounted: list[tuple[str, dict[str, Any]]]) -> None:
    _open("episodes")

    assert mounted[-1][1]["episode"] == "bakai-2006-05-12"


def test_episode_of_the_address_is_told(mounted: list[tuple[str, dict[str, Any]]]) -> None:
    _open("episodes", episode="bakai-2006-07-07")

    assert mounted[-1][1]["episode"] == "bakai-2006-07-07"


def test_every_episode_can_be_asked_for(
    mounted: list[tuple[str, dict[str, Any]]], facts: Facts
) -> None:
    for episode in facts.episodes[:4]:
        _open("episodes", episode=episode.episode_id, lang="ru")
        assert mounted[-1][1]["episode"] == episode.episode_id


def test_without_twelfth_may_the_first_episode_is_told(
    mounted: list[tuple[str, dict[str, Any]]], serve: Serve, tmp_path: Path
) -> None:
    event = an_event(episode_id="day")
    serve(put(tmp_path, some_facts(events=(event,), episodes=(an_episode(),))))
    _open("episodes")

    assert mounted[-1][1]["episode"] == "day"


@pytest.mark.parametrize("wanted", ["none", "<script>", "{{ x }}", ""])
def test_episode_that_there_is_not_falls_back_on_the_first(
    mounted: list[tuple[str, dict[str, Any]]], wanted: str
) -> None:
    at = _open("episodes", episode=wanted)

    assert not at.exception
    assert mounted[-1][1]["episode"] == "bakai-2006-05-12"


def test_without_episodes_the_page_explains_itself(serve: Serve, tmp_path: Path) -> None:
    serve(put(tmp_path, Facts()))
    at = _open("episodes")

    assert not at.exception
    assert "No episode is published yet" in at.info[0].value


@pytest.mark.parametrize("name", PAGES)
def test_empty_store_breaks_no_page(serve: Serve, tmp_path: Path, name: str) -> None:
    serve(put(tmp_path, Facts()))
    at = _open(name)

    assert not at.exception
    assert not at.error


@pytest.mark.parametrize("count", [1, 2])
def test_few_events_break_no_page(serve: Serve, tmp_path: Path, count: int) -> None:
    events = tuple(an_event(f"T-{i}", episode_id="day") for i in range(count))
    claims = tuple(a_claim(f"c{i}", f"T-{i}") for i in range(count))
    serve(put(tmp_path, some_facts(events=events, claims=claims, episodes=(an_episode(),))))

    for name in PAGES:
        assert not _open(name).exception


def test_every_source_is_listed_with_its_claims() -> None:
    table = _open("sources").dataframe[0].value

    assert len(table) == 70
    assert table["Claims"].sum() > 300
    assert set(table["Address"].str.split(":").str[0]) <= {"http", "https", ""}


def test_table_of_sources_speaks_russian() -> None:
    at = _open("sources", lang="ru")

    assert i18n.translator("ru").gettext("Publisher") in at.dataframe[0].value.columns


def test_markdown_of_a_source_stays_in_the_table(serve: Serve, tmp_path: Path) -> None:
    from support import a_source

    odd = "![x](http://a.test/x.png) <b>{{ x }}</b> :red[x]"
    serve(put(tmp_path, some_facts(sources=(a_source(title=odd, publisher=odd),))))
    at = _open("sources")

    assert at.dataframe[0].value["Title"].tolist() == [odd]
    assert not any(odd in element.value for element in at.markdown)


def test_missing_copy_is_an_error_and_not_a_blank_page(serve: Serve, tmp_path: Path) -> None:
    serve(settings_in(tmp_path))

    assert len(_open("sources").exception) == 1
