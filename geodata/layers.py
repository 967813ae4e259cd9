"""Events and places as GeoDataFrames, and as GeoJSON that strangers can read. EPSG:4326, lon before lat."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry import Point as ShapelyPoint

from geodata.index import Index
from geodata.space import EARTH_RADIUS_M

__all__ = ["LICENCE", "event_layer", "feature_collection", "place_circles"]

LICENCE = (
    "Facts CC BY 4.0, with the sources that each event names; "
    "some coordinates contain information from OpenStreetMap (ODbL 1.0) and GeoNames (CC BY 4.0)"
)
CRS = "EPSG:4326"


def event_layer(index: Index, rows: Sequence[int] | None = None) -> gpd.GeoDataFrame:
    """Return events as points.

    Parameters
    ----------
    index
        The published facts.
    rows
        Which events, as rows of the index; None for all. n rows give n features in the same order.

    Returns
    -------
    GeoDataFrame
        Point geometry in EPSG:4326, empty where nobody knows where; ``radius_m`` is the doubt around the point. Of each
        quantity the columns ``<name>_low, <name>_best, <name>_high``, missing where no source gives a number (which is not
        zero); ``claims`` counts the claims behind the event.
    """
    chosen = range(len(index.events)) if rows is None else rows
    records = [_properties(index, row) for row in chosen]
    spots = [index.located.get(index.events[row].place_id) for row in chosen]
    points = [ShapelyPoint(s.point.lon, s.point.lat) if s else None for s in spots]
    # As objects, so that whole numbers stay whole beside those that nobody gave.
    frame = pd.DataFrame(records, dtype=object)
    frame = frame.where(frame.notna(), None)
    return gpd.GeoDataFrame(
        frame, geometry=gpd.GeoSeries(pd.Series(points, index=frame.index), crs=CRS)
    )


def place_circles(index: Index) -> gpd.GeoDataFrame:
    """Return every place that has a point of its own as the circle within which it surely lies.

    Returns
    -------
    GeoDataFrame
        Polygons in EPSG:4326 with ``place_id, name, radius_m``; each circle is drawn in an azimuthal equidistant projection
        around its own centre, so that its radius is true in metres.
    """
    shapes, records = [], []
    for place in index.facts.places:
        if not (place.point and place.radius_m):
            continue
        centre = place.point
        around = f"+proj=aeqd +lat_0={centre.lat} +lon_0={centre.lon} +R={EARTH_RADIUS_M} +units=m"
        disc = gpd.GeoSeries([ShapelyPoint(0, 0).buffer(place.radius_m)], crs=around)
        shapes.append(disc.to_crs(CRS).iloc[0])
        records.append(
            {"place_id": place.place_id, "name": place.name(), "radius_m": place.radius_m}
        )
    return gpd.GeoDataFrame(pd.DataFrame.from_records(records), geometry=shapes, crs=CRS)


def feature_collection(index: Index, rows: Sequence[int]) -> dict[str, Any]:
    """Return events as a GeoJSON FeatureCollection.

    A member that is unknown is ``null``. An event without a place has a ``null`` geometry.

    References
    ----------
    RFC 7946; foreign members ``numberMatched``, ``numberReturned`` as in OGC API - Features.
    """
    features: list[dict[str, Any]] = []
    if rows:
        layer = event_layer(index, rows)
        features = json.loads(layer.to_json(na="null", drop_id=True))["features"]
        for row, feature in zip(rows, features, strict=True):
            feature["id"] = index.events[row].event_id
    collection: dict[str, Any] = {
        "type": "FeatureCollection",
        "features": features,
        "numberReturned": len(features),
        "data_version": index.data_version,
        "licence": LICENCE,
    }
    points = [f["geometry"]["coordinates"] for f in features if f["geometry"]]
    if points:
        lons, lats = zip(*points, strict=True)
        collection["bbox"] = [min(lons), min(lats), max(lons), max(lats)]
    return collection


def _properties(index: Index, row: int) -> dict[str, Any]:
    event = index.events[row]
    interval = event.interval
    spot = index.located.get(event.place_id)
    place = index.places.get(event.place_id)
    claims = index.claims.get(event.event_id, ())
    properties: dict[str, Any] = {
        "event_id": event.event_id,
        "event_type": event.event_type,
        "layer": event.layer,
        "title": event.title,
        "summary": event.summary,
        "date": event.date or None,
        "date_start": interval.start.isoformat() if interval and interval.start else None,
        "date_end": interval.end.isoformat() if interval and interval.end else None,
        "date_basis": event.date_basis,
        "time_start": event.time_start or None,
        "timezone": event.timezone or None,
        "place_id": event.place_id or None,
        "place": place.name() if place else None,
        "where_as_written": event.where_as_written or None,
        "radius_m": spot.radius_m if spot else None,
        "stands_in": (spot.stands_in or None) if spot else None,
        "outcome": event.outcome or None,
        "episode_id": event.episode_id or None,
        "claims": len(claims),
        "sources": sorted({claim.source_id for claim in claims}),
    }
    for name, quantity in index.quantities(event.event_id).items():
        properties[f"{name}_low"] = quantity.low
        properties[f"{name}_best"] = quantity.best
        properties[f"{name}_high"] = quantity.high
    return properties
