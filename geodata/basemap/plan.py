"""Which bytes to ask for. Pure. In: blobs of an archive that are wanted; out: few requests. Floor 1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["OVERFETCH", "REQUEST_BYTES", "Blob", "Request", "requests_for"]

Blob = tuple[int, int]
"""Offset and length of one stored thing, in bytes."""

OVERFETCH = 0.05
"""At most this share of the wanted bytes may be fetched in vain to save requests, as ``pmtiles extract`` does."""

REQUEST_BYTES = 1 << 20
"""A request grows no further than this, so that little is lost when a line breaks."""


@dataclass(frozen=True, slots=True)
class Request:
    """One stretch of bytes and the blobs that lie in it."""

    offset: int
    length: int
    blobs: tuple[Blob, ...]


def requests_for(
    blobs: Iterable[Blob], *, overfetch: float = OVERFETCH, most: int = REQUEST_BYTES
) -> list[Request]:
    """Join neighbouring blobs into requests.

    Parameters
    ----------
    blobs
        What is wanted, in any order.
    overfetch
        Share of the wanted bytes that may be fetched in vain; the smallest gaps are bridged first.
    most
        Bytes after which a request is closed. A single blob may be longer.

    Returns
    -------
    list of Request
        In order of offset; each blob is in exactly one.
    """
    wanted = sorted(set(blobs))
    bridged = _bridged(wanted, int(sum(length for _, length in wanted) * overfetch))
    requests: list[Request] = []
    group: list[Blob] = []
    for i, blob in enumerate(wanted):
        if group and (i not in bridged or blob[0] + blob[1] - group[0][0] > most):
            requests.append(_request(group))
            group = []
        group.append(blob)
    if group:
        requests.append(_request(group))
    return requests


def _bridged(wanted: list[Blob], budget: int) -> set[int]:
    """Return the positions of blobs that join the one before them."""
    gaps = []
    end = 0
    for i, (offset, length) in enumerate(wanted):
        if i:
            gaps.append((max(0, offset - end), i))
        end = max(end, offset + length)
    joined = set()
    for gap, i in sorted(gaps):
        budget -= gap
        if budget < 0 and gap > 0:
            break
        joined.add(i)
    return joined


def _request(group: list[Blob]) -> Request:
    start = group[0][0]
    return Request(start, max(offset + length for offset, length in group) - start, tuple(group))
