"""The map, built with folium.

folium makes the frame: the Leaflet map, our layers, the layer control. It never sees an event.
The browser gets events from our own routes and writes them with ``textContent``; what passes
through folium is a handful of constants and addresses of this program, checked here once more.

The other side of each template is ``frontend/src/frame.ts``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import folium
from branca.element import Figure
from folium.elements import JSCSSMixin
from folium.map import Layer as FoliumLayer
from folium.template import Template

from geodata.vocabulary import Layer

__all__ = ["MAP_ID", "FrameOptions", "build_map", "frame_script"]

MAP_ID = "map_holdground"
"""Name of the map variable and of the element it is drawn in."""

MAX_ZOOM = 19
"""The one text that may name another host: links in it are followed by readers, not by browsers."""


@dataclass(frozen=True, slots=True)
class FrameOptions:
    """What the frame of the map depends on; nothing of it is data.

    Attributes
    ----------
    basemaps
        Kinds of the base maps to choose from, the best first. Addresses and credits do not pass
        through folium: a credit may come from a file.
    layers
        The event layers in the order of the layer control.
    """

    basemaps: tuple[str, ...]
    layers: tuple[Layer, ...]


class _Piece(JSCSSMixin, FoliumLayer):
    """A part of the frame with a fixed name, so that the same frame gives the same bytes."""

    def __init__(
        self, name: str, *, overlay: bool, show: bool = True, **options: str | float
    ) -> None:
        super().__init__(name=name, overlay=overlay, show=show)
        self._name = type(self).__name__
        self._id = name
        self.options = options


class EventLayer(_Piece):
    """The switch of one event layer; all of them share one canvas."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = holdground.eventLayer({{ this.options|tojavascript }});
        {% endmacro %}
        """
    )


class PlacesLayer(_Piece):
    """The places of the events, each with its doubt."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = holdground.placesLayer({});
        {% endmacro %}
        """
    )


class MentionsLayer(_Piece):
    """Places that reports name."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = holdground.mentionsLayer({});
        {% endmacro %}
        """
    )


class BasemapLayer(_Piece):
    """One base map."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = holdground.basemapLayer({{ this.options|tojavascript }});
        {% endmacro %}
        """
    )


class LayerControl(folium.LayerControl):
    """folium's layer control with names that are codes; the browser puts words in their place."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            holdground.layerControl(
                { {%- for key, val in this.base_layers.items() %} {{ key|tojson }}: {{ val }},
                {%- endfor %} },
                { {%- for key, val in this.overlays.items() %} {{ key|tojson }}: {{ val }},
                {%- endfor %} },
                {{ this.options|tojavascript }}
            ).addTo({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )


class _Call(folium.MacroElement):
    """One call of our bundle, with a fixed name."""

    def __init__(self, name: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = type(self).__name__
        self._id = name


class FitControl(_Call):
    """The button that zooms to what is shown."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            holdground.fitControl({position: "topleft"}).addTo({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )


class Register(_Call):
    """Hands the new map to the page before any layer is on it."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            holdground.register({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )


class Map(folium.Map):
    """folium's map without its links to other hosts: our bundle already holds Leaflet."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012
    default_css: list[tuple[str, str]] = []  # noqa: RUF012


def build_map(options: FrameOptions) -> folium.Map:
    """Build the folium map of the frame.

    Parameters
    ----------
    options
        Base maps and layers.

    Returns
    -------
    folium.Map
        A map named `MAP_ID` that renders to the same text every time.
    """
    frame = Map(
        tiles=None,
        control_scale=True,
        zoom_control=False,
        prefer_canvas=True,
        attribution_control=True,
        world_copy_jump=True,
    )
    frame._id = MAP_ID.removeprefix("map_")  # noqa: SLF001
    # folium drops both without a tile layer of its own.
    frame.options |= {"min_zoom": 2, "max_zoom": MAX_ZOOM}
    Register("register").add_to(frame)
    for number, kind in enumerate(options.basemaps):
        name = f"{kind}{number or ''}"
        BasemapLayer(name, overlay=False, show=number == 0, index=number).add_to(frame)
    PlacesLayer("places", overlay=True).add_to(frame)
    for style in options.layers:
        EventLayer(
            style.layer, overlay=True, layer=style.layer, colour=style.colour, shape=style.shape
        ).add_to(frame)
    MentionsLayer("mentions", overlay=True, show=False).add_to(frame)
    FitControl("fit").add_to(frame)
    LayerControl(position="topleft", collapsed=True).add_to(frame)
    return frame


@lru_cache(maxsize=16)
def frame_script(options: FrameOptions) -> str:
    """Render the script that makes the map.

    Parameters
    ----------
    options
        Base maps and layers.

    Returns
    -------
    str
        JavaScript that expects the global ``holdground`` and an element with the id `MAP_ID`.

    Raises
    ------
    RuntimeError
        When the text would make a browser ask another host for anything.
    """
    root = cast("Figure", build_map(options).get_root())
    root.render()
    # A function of its own: the script runs again when the page mounts the map again.
    script = f"(function () {{\n{_tidy(root.script.render())}\n}})();\n"
    foreign = re.findall(r"https?:|//[\w.-]+\.\w", script)
    if foreign:
        raise RuntimeError(f"the frame of the map names another host: {foreign[0]!r}")
    return script


def _tidy(script: str) -> str:
    lines = (line.rstrip() for line in script.splitlines())
    return "\n".join(line for line in lines if line)
