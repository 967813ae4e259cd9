"""One world gazetteer for all tests, built once and kept until a table or its builder changes."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from geodata.gazetteer.build import build
from geodata.gazetteer.gazetteer import Gazetteer
from geodata.gazetteer.world import World
from geodata.geoparsing.geoparse import Geoparser
from geodata.reading.facts import read_facts, shipped

ROOT = Path(__file__).resolve().parents[1]


@cache
def world_file() -> Path:
    """The world file, about half a minute the first time."""
    file = Path(os.environ.get("HOLDGROUND_TEST_WORLD") or ROOT / ".cache" / "world.sqlite")
    made_of = ROOT.joinpath("geodata", "gazetteer").rglob("*")
    newest = max(path.stat().st_mtime for path in made_of if path.suffix in {".py", ".csv"})
    if not file.is_file() or (
        file.stat().st_mtime < newest and "HOLDGROUND_TEST_WORLD" not in os.environ
    ):
        build(file)
    return file


@cache
def world() -> World:
    """The world, open."""
    return World(world_file())


@cache
def gazetteer() -> Gazetteer:
    """Our places in front of the world's."""
    return Gazetteer(read_facts(shipped()).places, world())


@cache
def geoparser() -> Geoparser:
    """The geoparser as it is shipped."""
    return Geoparser(gazetteer())
