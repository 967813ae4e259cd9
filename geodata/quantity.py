"""Numbers as sources give them, and the range that holds them all. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geodata.errors import Faults

__all__ = ["Quantity", "envelope"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a source gives it. An empty part is unknown, which is not zero."""

    low: int | None = None
    """At least this many."""
    best: int | None = None
    """The source's own single figure, if it gives one."""
    high: int | None = None
    """At most this many."""

    def __post_init__(self) -> None:
        faults = Faults()
        known = _known(self)
        faults.check(bool(known), "low", "all of low, best, high are empty; leave the quantity out")
        faults.check(
            all(part >= 0 for part in known), "low", "a number of people or homes is never negative"
        )
        faults.check(known == sorted(known), "low", f"low <= best <= high does not hold: {known}")
        faults.end("quantity")


def envelope(quantities: Iterable[Quantity]) -> Quantity | None:
    """Return the range that holds what every source says: lowest low to highest high. Nothing is averaged.

    `best` is kept only where every source gives one and the same. None where nothing is left that all could mean: no
    source, or only ones that exclude each other ("up to 400", "over 500").

    Examples
    --------
    >>> envelope([Quantity(350, None, 400), Quantity(500, 500, 500), Quantity(low=350)])
    Quantity(low=350, best=None, high=500)
    """
    every = [_ends(quantity) for quantity in quantities]
    lows = [q.low for q in every if q.low is not None]
    highs = [q.high for q in every if q.high is not None]
    low, high = min(lows, default=None), max(highs, default=None)
    # "1,500" beside "over 2,000" has no upper end that anybody gave, "500" beside "up to 400" no lower one.
    if high is not None and any(q.high is None and max(_known(q)) > high for q in every):
        high = None
    if low is not None and any(q.low is None and min(_known(q)) < low for q in every):
        low = None
    bests = {q.best for q in every}
    best = bests.pop() if len(bests) == 1 else None
    return None if low is best is high is None else Quantity(low, best, high)


def _known(quantity: Quantity) -> list[int]:
    return [part for part in (quantity.low, quantity.best, quantity.high) if part is not None]


def _ends(quantity: Quantity) -> Quantity:
    """A figure that stands alone is both ends of what its source says."""
    if quantity.low is None and quantity.high is None:
        return Quantity(quantity.best, quantity.best, quantity.best)
    return quantity
