"""Streamlit's page as it leaves: in the reader's language, with a preview, knowing where its server is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient
from support import client_for

from dashboard import i18n
from dashboard.front_page import Preview, embed_page, front_page, inline_scripts
from geodata.settings import Settings

PREVIEW = Preview("Title", "Words", "https://a.test/map/", "ru")


def _tags(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', page))


def test_page_says_its_language_and_title() -> None:
    page = front_page(PREVIEW, "")

    assert '<html lang="ru">' in page
    assert page.count("<title>") == 1
    assert "<title>Title</title>" in page
    assert "<title>Streamlit</title>" not in page


def test_page_can_be_previewed() -> None:
    tags = _tags(front_page(PREVIEW, ""))

    assert tags["description"] == tags["og:description"] == "Words"
    assert (tags["og:title"], tags["og:url"]) == ("Title", "https://a.test/map/")


@pytest.mark.parametrize("base", ["", "/map"])
def test_every_inline_script_of_the_page_is_named_to_the_policy(base: str) -> None:
    page = front_page(PREVIEW, base)
    found = re.findall(r"<script(?:\s[^>]*)?>(.+?)</script>", page, re.DOTALL)

    assert found
    assert sorted(found) == sorted(inline_scripts(base))


def test_page_knows_the_prefix_of_its_server() -> None:
    assert 'location.origin+"/map/"' in front_page(PREVIEW, "/map")


def test_hostile_title_stays_text() -> None:
    odd = '</title><script>alert(1)</script><head>" {{ x }}'
    page = front_page(Preview(odd, odd, odd, "en"), "")
    scripts = re.findall(r"<script(?:\s[^>]*)?>(.+?)</script>", page, re.DOTALL)

    assert sorted(scripts) == sorted(inline_scripts(""))
    assert page.count("<head>") == 1


@pytest.mark.parametrize("path", ["/", "/map", "/episodes", "/sources", "/about"])
def test_every_page_of_the_app_is_served_with_its_preview(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"accept-language": "ru"})
    tags = _tags(answer.text)

    assert answer.status_code == 200
    assert '<html lang="ru">' in answer.text
    assert tags["og:title"] == i18n.translator("ru").gettext(
        "Holdground: demolitions and resistance, Almaty"
    )
    assert tags["og:url"] == f"http://testserver{path}"


def test_link_to_an_event_is_previewed_as_that_event(client: TestClient) -> None:
    tags = _tags(client.get("/?e=ALA-2006-0034").text)

    assert tags["og:title"] == "Most of Bakai is levelled"


@pytest.mark.parametrize("wanted", ["none", "", "<script>", "{{ x }}"])
def test_link_to_nothing_is_previewed_as_the_site(client: TestClient, wanted: str) -> None:
    tags = _tags(client.get("/", params={"e": wanted}).text)

    assert tags["og:title"] == "Holdground: demolitions and resistance, Almaty"


def test_public_address_stands_in_previews(prepared: Settings) -> None:
    public = replace(prepared, public_url="https://map.test/x", base_path="/x")
    with client_for(public) as reader:
        tags = _tags(reader.get("/x/sources").text)

    assert tags["og:url"] == "https://map.test/x/sources"


def test_embed_carries_its_settings_as_data_that_cannot_end_its_block() -> None:
    config = {"lang": "en", "base": "", "odd": "</script><script>alert(1)</script>"}
    page = embed_page(config, css="/a.css", js="/a.js")

    assert page.count("</script>") == 2
    assert "alert(1)</script>" not in page
