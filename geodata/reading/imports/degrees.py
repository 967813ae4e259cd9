"""Degrees as they are written: what is wrong with a pair, and how exactly it names a place. Pure."""

from __future__ import annotations

import math
import re
from decimal import Decimal, InvalidOperation

__all__ = ["LEAST_RADIUS", "MAX_DECIMALS", "NULL_ISLAND", "advice", "decimals_of", "radius_of"]

MAX_DECIMALS = 7
"""Of degrees; the seventh is a centimetre, what follows is noise of computing."""
LEAST_RADIUS = 100
"""Metres. However many decimals a table writes, nobody vouches for less."""
NULL_ISLAND = "lies at 0, 0 (null island), where faulty exports put what they cannot place"
_DEGREE = 111_320
_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_FULL_CIRCLE = 360
_OF_PARTS = (0, 0, 2, 4)
_MOST_RADIUS = 100_000


def decimals_of(written: str) -> int:
    """Return how many decimals a number was written with, or as many as its minutes and seconds are worth.

    Examples
    --------
    >>> decimals_of("76.90"), decimals_of("7.69e1"), decimals_of("43"), decimals_of("43°14'17\"N")
    (2, 1, 0, 4)
    """
    if "°" in written or "º" in written:
        # A minute is a sixtieth, a second less than a thousandth.
        return _OF_PARTS[min(len(_DIGITS.findall(written)), 3)]
    try:
        exponent = Decimal(written).as_tuple().exponent
    except InvalidOperation:
        return 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


def radius_of(lon: str, lat: str) -> int:
    """Return metres from a point within which the true place lies, by the decimals of its degrees.

    A number with n decimals stands for all that round to it: half a unit of the last decimal to each side, hence the diagonal
    of half a unit of latitude. The longer of both counts, since writers drop a zero at the end. At least `LEAST_RADIUS`.

    Examples
    --------
    >>> radius_of("76.9", "43.24"), radius_of("77", "43")
    (788, 78716)
    """
    decimals = min(max(decimals_of(lon), decimals_of(lat)), MAX_DECIMALS)
    half = 0.5 * 10.0**-decimals * _DEGREE
    return min(max(LEAST_RADIUS, math.ceil(half * math.sqrt(2))), _MOST_RADIUS)


def advice(lon: float, lat: float) -> str:
    """Return what should stand in place of a pair that lies outside the Earth.

    Examples
    --------
    >>> advice(43.2, 176.9)
    'longitude before latitude; are they swapped? As 176.9, 43.2 they would be fine'
    """
    if abs(lon) <= 90 < abs(lat) <= 180:
        return f"longitude before latitude; are they swapped? As {lat}, {lon} they would be fine"
    if min(abs(lon), abs(lat)) > _FULL_CIRCLE:
        return "degrees; if these are metres, the file must name its coordinate system"
    return "longitude in -180..180 and latitude in -90..90"
