"""The safe settings of Streamlit: the same in the file and in the program, and read back at start."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from streamlit import config
from support import ROOT, settings_in

from dashboard import hardening
from geodata.errors import SetupError


def _flat(tree: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in tree.items():
        name = f"{prefix}{key}"
        flat |= _flat(value, f"{name}.") if isinstance(value, dict) else {name: value}
    return flat


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    """What stands in the file, as flat option names."""
    return _flat(tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8")))


def test_file_and_program_name_the_same_safe_settings(written: dict[str, Any]) -> None:
    of_start = {"browser.serverAddress": "localhost", "server.headless": True}
    safe = {name: value for name, value in written.items() if not name.startswith("theme.")}

    assert safe == {**hardening.HARDENED, **of_start}


def test_file_and_program_name_the_same_colours(written: dict[str, Any]) -> None:
    colours = {name: value for name, value in written.items() if name.startswith("theme.")}

    assert colours == hardening.theme()


def test_no_colour_of_ours_is_an_option_that_streamlit_does_not_know(
    written: dict[str, Any],
) -> None:
    known = set(config.get_config_options())

    assert set(written) <= known
    assert set(hardening.options(settings_in(Path()))) <= known


@pytest.fixture
def hardened() -> Any:
    """Put the safe settings in force; what was before comes back afterwards."""
    watched = [*hardening.HARDENED, *hardening._UNSET]
    before = {name: config.get_option(name) for name in watched}
    for name, value in hardening.HARDENED.items():
        config.set_option(name, value)
    yield
    for name, value in before.items():
        config.set_option(name, value)


def test_safe_settings_are_accepted(hardened: None) -> None:
    hardening.read_back()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("server.enableXsrfProtection", False),
        ("client.showErrorDetails", "full"),
        ("browser.gatherUsageStats", True),
        ("server.maxUploadSize", 200),
        ("server.enableStaticServing", True),
        ("server.trustedUserHeaders", {"X-User-Email": "email"}),
    ],
)
def test_one_unsafe_setting_is_a_refusal_that_names_it(
    hardened: None, name: str, value: object
) -> None:
    config.set_option(name, value)

    with pytest.raises(SetupError, match=name):
        hardening.read_back()


def test_every_unsafe_setting_is_named_at_once(hardened: None) -> None:
    config.set_option("server.enableCORS", False)
    config.set_option("server.maxMessageSize", 500)

    with pytest.raises(SetupError, match=r"server\.enableCORS.*server\.maxMessageSize"):
        hardening.read_back()


def test_start_passes_address_port_and_prefix(tmp_path: Path) -> None:
    environ = {"PORT": "9000", "HOLDGROUND_BASE_PATH": "/map/", "HOLDGROUND_ADDRESS": "0.0.0.0"}
    options = hardening.options(settings_in(tmp_path, **environ))

    assert options["server.port"] == 9000
    assert options["server.baseUrlPath"] == "map"
    assert options["server.address"] == "0.0.0.0"


def test_server_on_this_machine_answers_to_its_own_names_only(tmp_path: Path) -> None:
    local = hardening.options(settings_in(tmp_path))
    named = hardening.options(settings_in(tmp_path, HOLDGROUND_HOSTS="a.test, b.test"))

    assert local["server.allowedHosts"] == ["localhost", "127.0.0.1"]
    assert named["server.allowedHosts"] == ["localhost", "127.0.0.1", "a.test", "b.test"]
