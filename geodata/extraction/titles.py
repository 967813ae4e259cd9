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


def title_of(event_type: str, place: str, quantities: Mapping[str, Quantity]) -> str:
    """Return a title in English from the vocabulary's labels.

    Examples
    --------
    >>> title_of("demolition", "Bakai", {"homes_demolished": Quantity(4, 4, 4)})
    'Demolition in Bakai: homes demolished 4'
    """
    what = vocabulary.label("event_types", event_type)
    where = f" in {place}" if place else ""
    numbers = [
        f"{vocabulary.label('quantities', name).lower()} {_range(quantities[name])}"
        for name in _SHOWN
        if name in quantities
    ]
    told = f": {', '.join(numbers[:_MOST])}" if numbers else ""
    return f"{what}{where}{told}"


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
