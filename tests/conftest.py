"""Fixtures of all tests. Nothing but this machine's own loop-back may be asked over the network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from pytest_socket import socket_allow_hosts
from starlette.testclient import TestClient
from support import NOW, client_for, settings_in

from dashboard.data import Data, Snapshot
from geodata.disclosure import Published, open_published
from geodata.index import Index
from geodata.model import Facts
from geodata.pipeline import prepare
from geodata.reading.facts import read_facts, shipped
from geodata.settings import Settings

# Two slow cores are no fault of the program: properties are judged by what holds, not by the clock.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Refuse every host but this one; unix sockets carry event loops and browsers."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an empty folder; no variable of the machine enters."""
    return settings_in(tmp_path)


@pytest.fixture(scope="session")
def facts() -> Facts:
    """The curated facts as they are shipped."""
    return read_facts(shipped())


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A record with the shipped facts and its published copy; for reading only."""
    made = settings_in(tmp_path_factory.mktemp("prepared"))
    prepare(made, NOW)
    return made


@pytest.fixture(scope="session")
def published(prepared: Settings) -> Published:
    """What the public sees of the shipped facts."""
    return open_published(prepared.published)


@pytest.fixture(scope="session")
def index(published: Published) -> Index:
    """The shipped facts, ready for questions."""
    return Index(published)


@pytest.fixture(scope="session")
def snapshot(prepared: Settings) -> Snapshot:
    """The shipped facts as the routes hold them."""
    return Data(prepared.published).snapshot()


@pytest.fixture(scope="session")
def client(prepared: Settings) -> Iterator[TestClient]:
    """A reader's client of the shipped facts."""
    with client_for(prepared) as opened:
        yield opened
