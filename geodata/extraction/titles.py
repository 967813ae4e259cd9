"""Our own words for a draft: what, where, how many. Never a sentence of the report. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from geodata import vocabulary
from geodata.quantity import Quantity

__all__ = ["title_of"]

_SHOWN = (
    "homes_demolished",
    "homes_targeted",
    "killed",
    "injured",
    "arrested",
    "residents",
    "police",
    "riot_police",
)
_MOST = 2
_PLURAL = frozenset({"homes", "residents"})
"""Labels that lose their ending beside the number one."""


def title_of(event_type: str, place: str, quantities: Mapping[str, Quantity]) -> str:
    """Return a title in English from the vocabulary's labels.

    Examples
    --------
    >>> title_of("demolition", "Bakai", {"homes_demolished": Quantity(4, 4, 4)})
    'Demolition in Bakai: 4 homes demolished'
    """
    what = vocabulary.label("event_types", event_type)
    where = f" in {place}" if place else ""
    numbers = [_counted(name, quantities[name]) for name in _SHOWN if name in quantities]
    told = f": {', '.join(numbers[:_MOST])}" if numbers else ""
    return f"{what}{where}{told}"


def _counted(name: str, quantity: Quantity) -> str:
    """The number before its noun: "at least 100 residents", "4 homes demolished", "1 home targeted"."""
    noun = vocabulary.label("quantities", name).lower()
    one = quantity.low == quantity.high == 1
    if one:
        first, _, rest = noun.partition(" ")
        noun = f"{first.removesuffix('s')} {rest}".rstrip() if first in _PLURAL else noun
    return f"{_range(quantity)} {noun}"


def _range(quantity: Quantity) -> str:
    if quantity.best is not None:
        return f"{quantity.best:,}"
    if quantity.low is not None and quantity.high is not None:
        return (
            f"{quantity.low:,} to {quantity.high:,}"
            if quantity.low != quantity.high
            else f"{quantity.low:,}"
        )
    return f"at least {quantity.low:,}" if quantity.low is not None else f"up to {quantity.high:,}"
