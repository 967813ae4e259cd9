"""Fixtures of the pages' tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support import a_place, some_facts

from geodata.desk import Desk
from tests.acting import Do, acting, publish_all
from tests.desks import ANNA, a_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return the desk of a small record with one report and no event."""
    nothing = some_facts(places=(a_place(), a_place("shanyrak")), events=(), claims=())
    with a_desk(tmp_path, nothing) as opened:
        publish_all(opened)
        yield opened


@pytest.fixture
def do(desk: Desk) -> Do:
    """Return what does one thing as Anna."""
    return acting(desk, ANNA)
