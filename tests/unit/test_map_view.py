"""folium builds the frame of the map and never sees an event; nothing in it leads to another host."""

from __future__ import annotations

import re

import folium
import pytest

from dashboard.map_view import MAP_ID, FrameOptions, build_map, frame_script
from geodata import vocabulary
from geodata.vocabulary import Layer

OPTIONS = FrameOptions(("pmtiles", "raster", "world"), vocabulary.layers())


def test_map_is_a_folium_map_with_a_fixed_name() -> None:
    frame = build_map(OPTIONS)

    assert isinstance(frame, folium.Map)
    assert frame.get_name() == MAP_ID


def test_same_options_give_the_same_bytes() -> None:
    assert frame_script.__wrapped__(OPTIONS) == frame_script.__wrapped__(OPTIONS)


def test_script_names_no_other_host() -> None:
    assert not re.search(r"https?:|//\w+\.\w|cdn|unpkg", frame_script(OPTIONS))


def test_script_makes_each_part_once() -> None:
    script = frame_script(OPTIONS)

    assert script.count("holdground.register(") == 1
    assert script.count("holdground.eventLayer(") == 3
    assert script.count("holdground.basemapLayer(") == 3
    assert script.count("holdground.placesLayer(") == 1
    assert script.count("holdground.mentionsLayer(") == 1
    assert script.count("holdground.layerControl(") == 1


def test_layers_keep_their_colours_and_shapes() -> None:
    script = frame_script(OPTIONS)

    for layer in vocabulary.layers():
        assert layer.colour in script
        assert layer.shape in script


def test_map_without_a_base_map_can_still_be_made() -> None:
    assert "holdground.eventLayer(" in frame_script(FrameOptions((), vocabulary.layers()))


@pytest.mark.parametrize(
    "layer",
    [
        Layer("x", "https://a.test/x.js", "circle"),
        Layer("x", "//a.test/x.js", "circle"),
    ],
)
def test_constant_that_names_another_host_is_refused(layer: Layer) -> None:
    with pytest.raises(RuntimeError, match="another host"):
        frame_script(FrameOptions((), (layer,)))
