"""What an archive says of itself, and the credit line that comes of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from basemap_helpers import SHARED, write_archive
from hypothesis import given
from hypothesis import strategies as st
from pmtiles.tile import TileType

from geodata.basemap.archive import DEFAULT_ATTRIBUTION, credit, describe, plain_text
from geodata.errors import BasemapError


def test_an_archive_is_described(tmp_path: Path) -> None:
    path = write_archive(
        tmp_path / "a.pmtiles",
        max_zoom=2,
        metadata={"name": "A <b>city</b>", "attribution": "<a href='x'>&copy; OpenStreetMap</a>"},
    )

    info = describe(path)

    assert (info.tile_type, info.min_zoom, info.max_zoom) == ("mvt", 0, 2)
    assert info.bounds == (-180, -90, 180, 90)
    assert info.size == path.stat().st_size
    assert info.name == "A city"
    assert info.attribution == "© OpenStreetMap contributors (ODbL)"


def test_the_token_changes_with_the_file(tmp_path: Path) -> None:
    path = write_archive(tmp_path / "a.pmtiles", max_zoom=2)
    first = describe(path).token
    assert describe(path).token == first
    os.utime(path, ns=(1, 1))
    second = describe(path).token
    write_archive(path, max_zoom=1)

    assert len({first, second, describe(path).token}) == 3
    assert first.isalnum()


def test_other_tiles_are_described_too(tmp_path: Path) -> None:
    path = write_archive(tmp_path / "a.pmtiles", max_zoom=0, tile_type=TileType.PNG)

    assert describe(path).tile_type == "png"


def test_a_missing_archive_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BasemapError, match="cannot be opened"):
        describe(tmp_path / "none.pmtiles")


@pytest.mark.parametrize(
    ("own", "name", "shown"),
    [
        ("", "anything", DEFAULT_ATTRIBUTION),
        ("© OpenStreetMap", "Protomaps Basemap", DEFAULT_ATTRIBUTION),
        ("Protomaps © OpenStreetMap", "", DEFAULT_ATTRIBUTION),
        ("© OpenStreetMap contributors", "city", "© OpenStreetMap contributors (ODbL)"),
        ("City of X, CC BY", "city", "City of X, CC BY"),
        (
            "© OpenStreetMap contributors (ODbL) · Natural Earth · GeoNames (CC BY 4.0)",
            "city",
            "© OpenStreetMap contributors (ODbL) · Made with Natural Earth · GeoNames (CC BY 4.0)",
        ),
    ],
)
def test_credit(own: str, name: str, shown: str) -> None:
    assert credit(own, name) == shown


def test_markup_becomes_words() -> None:
    assert plain_text('<a href="x">©&nbsp;A</a> <script>alert(1)</script>&amp;  B') == "© A & B"
    assert plain_text("{{ x }}") == "{{ x }}"
    assert plain_text(None) == ""
    assert plain_text(["x"]) == ""


@given(st.text())
def test_words_of_any_text_are_one_short_line(text: str) -> None:
    words = plain_text(text)

    assert len(words) <= 300
    assert "\n" not in words


@pytest.mark.skipif(
    not SHARED.is_file(), reason=f"the archive for development, {SHARED.name}, is not here"
)
def test_the_archive_for_development_is_credited() -> None:
    info = describe(SHARED)

    assert info.attribution == (
        "© OpenStreetMap contributors (ODbL) · Made with Natural Earth · GeoNames (CC BY 4.0)"
    )
    assert (info.min_zoom, info.max_zoom) == (0, 14)
