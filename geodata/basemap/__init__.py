"""Base maps: archives of tiles (PMTiles) and the small world that is always there. Floor 1.

In: an archive on disk or behind HTTP Range requests, or registry packages. Out: a smaller archive, facts about an
archive, or one compact GeoJSON file.
"""
