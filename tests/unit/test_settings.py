"""What the operator may set: read once, checked, told by name when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.errors import SetupError
from geodata.settings import Settings


def test_without_any_variable_everything_has_a_default() -> None:
    settings = Settings.of({})

    assert settings.db == Path("holdground.db")
    assert (settings.port, settings.address, settings.base_path) == (8501, "127.0.0.1", "")
    assert settings.basemap is None
    assert settings.hosts == ()


def test_empty_variable_is_an_unset_one() -> None:
    names = (
        "PORT",
        "HOLDGROUND_DB",
        "HOLDGROUND_ADDRESS",
        "HOLDGROUND_BASEMAP",
        "HOLDGROUND_TILES",
    )

    assert Settings.of(dict.fromkeys(names, "")) == Settings.of({})


def test_everything_else_lies_beside_the_record(tmp_path: Path) -> None:
    settings = Settings.of({"HOLDGROUND_DB": str(tmp_path / "almaty.db")})

    assert settings.published == tmp_path / "almaty.published.db"
    assert settings.fetched_basemap == tmp_path / "almaty.basemap.pmtiles"
    assert settings.cache == tmp_path / "almaty.cache"


@pytest.mark.parametrize("port", ["0", "65536", "-1", "80a", "8e3", "", " ", "²"])
def test_port_is_a_number_that_can_be_one(port: str) -> None:
    if not port:
        assert Settings.of({"PORT": port}).port == 8501
        return
    with pytest.raises(SetupError, match="PORT is"):
        Settings.of({"PORT": port})


@pytest.mark.parametrize(
    ("given", "kept"), [("", ""), ("map", "/map"), ("/map/", "/map"), ("/a/b", "/a/b"), ("/", "")]
)
def test_prefix_is_kept_without_a_slash_at_its_end(given: str, kept: str) -> None:
    assert Settings.of({"HOLDGROUND_BASE_PATH": given}).base_path == kept


@pytest.mark.parametrize(
    "tiles",
    [
        "tiles.test/{z}/{x}/{y}.png",
        "ftp://tiles.test/{z}/{x}/{y}",
        "https://tiles.test/{z}/{x}",
        "https:///{z}/{x}/{y}",
        "https://[tiles/{z}/{x}/{y}",
    ],
)
def test_address_of_tiles_needs_its_three_parts(tiles: str) -> None:
    with pytest.raises(SetupError, match="HOLDGROUND_TILES is"):
        Settings.of({"HOLDGROUND_TILES": tiles})


def test_tiles_are_credited_to_their_host_unless_told_otherwise() -> None:
    tiles = {"HOLDGROUND_TILES": "https://tiles.test/{z}/{x}/{y}.png"}

    assert Settings.of(tiles).tiles_credit == "tiles.test"
    assert Settings.of({**tiles, "HOLDGROUND_TILES_CREDIT": "© Makers"}).tiles_credit == "© Makers"


def test_base_map_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="no file"):
        Settings.of({"HOLDGROUND_BASEMAP": str(tmp_path / "none.pmtiles")})


@pytest.mark.parametrize(
    "url", ["map.test", "javascript:x", "//map.test", "https://", "http://[bad"]
)
def test_public_address_is_a_web_address(url: str) -> None:
    with pytest.raises(SetupError, match="HOLDGROUND_PUBLIC_URL is"):
        Settings.of({"HOLDGROUND_PUBLIC_URL": url})


def test_hosts_may_be_parted_by_commas_or_spaces() -> None:
    settings = Settings.of({"HOLDGROUND_HOSTS": "a.test, b.test  c.test"})

    assert settings.hosts == ("a.test", "b.test", "c.test")


def test_nobody_edits_and_nothing_is_fetched_unless_said() -> None:
    settings = Settings.of({})

    assert (settings.desk, settings.editors, settings.fetch) == ("", (), False)


@pytest.mark.parametrize("desk", ["on", "1", "Passphrase", "password", "passphrase,oidc"])
def test_desk_is_one_of_two_kinds(desk: str) -> None:
    with pytest.raises(SetupError, match="HOLDGROUND_DESK is"):
        Settings.of({"HOLDGROUND_DESK": desk})


def test_editors_are_addresses_in_small_letters() -> None:
    settings = Settings.of({"HOLDGROUND_EDITORS": "Anna@A.test, boris@a.test"})

    assert settings.editors == ("anna@a.test", "boris@a.test")


@pytest.mark.parametrize(
    "editors", ["anna", "@a.test", "anna@", "a@b@c.test", "anna@a.test;b@a.test;"]
)
def test_editor_that_is_no_address_is_named(editors: str) -> None:
    with pytest.raises(SetupError, match="HOLDGROUND_EDITORS names"):
        Settings.of({"HOLDGROUND_EDITORS": editors})


@pytest.mark.parametrize(("given", "on"), [("1", True), ("0", False), ("yes", False), ("", False)])
def test_fetching_is_switched_on_by_one_word_only(given: str, on: bool) -> None:
    assert Settings.of({"HOLDGROUND_FETCH": given}).fetch is on
