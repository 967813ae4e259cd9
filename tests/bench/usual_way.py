"""The usual way, to measure ours beside it: a slider, and a folium marker for each event, rebuilt on every change.

Run by ``tests.bench.time_filter`` through ``streamlit run``, with a copy of Leaflet beside it, for the usual one comes from a
content network.
"""

import os

import folium
import streamlit as st
from streamlit_folium import st_folium

folium.Map.default_js = [("leaflet", "/app/static/leaflet.js")]
folium.Map.default_css = [("leaflet_css", "/app/static/leaflet.css")]
count = int(os.environ["EVENTS"])
shown = st.slider("events", 0, count, count // 2)
chart = folium.Map(location=[43.28, 76.9], zoom_start=11, tiles=None, max_zoom=18)
for i in range(shown):
    spot = [43.1 + (i * 37 % 1000) / 2800, 76.6 + (i * 61 % 1000) / 1600]
    folium.Marker(spot, tooltip=f"event {i}").add_to(chart)
st_folium(chart, key="map", returned_objects=[], width=1200, height=600)
