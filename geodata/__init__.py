"""Reports about demolitions and resistance turned into dated, placed, sourced events.

The floors of this package, lowest first (see README, "The house"): ``errors``, ``dates``, ``space``, ``model``, ``vocabulary``;
``reading``, ``gazetteer``, ``basemap``; ``geoparsing``; ``store``; ``disclosure``; ``index``, ``layers``; ``pipeline``; ``cli``.
"""

__version__ = "0.1.0"
