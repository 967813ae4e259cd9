"""Editors on the command line: no passphrase is shown, and no desk opens to others by accident."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import settings_in
from typer.testing import CliRunner, Result

from geodata.cli import app
from geodata.cli_editor import switch_on
from geodata.errors import SetupError
from geodata.store import editors
from geodata.store.editors import Editor
from geodata.store.engine import open_record

WORDS = "four words make one"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Run a command on a record in an empty folder."""
    monkeypatch.setenv("HOLDGROUND_DB", str(tmp_path / "record.db"))
    monkeypatch.setenv("COLUMNS", "300")
    for name in ("HOLDGROUND_DESK", "HOLDGROUND_EDITORS", "HOLDGROUND_ADDRESS"):
        monkeypatch.delenv(name, raising=False)

    def invoke(*words: str, said: str = "") -> Result:
        return CliRunner().invoke(app, list(words), input=said)

    return invoke


def _log_in(folder: Path, name: str, words: str) -> Editor | None:
    engine = open_record(settings_in(folder).db)
    found = editors.log_in(engine, name, words)
    engine.dispose()
    return found


def test_editor_is_added_with_a_passphrase_typed_twice(run, tmp_path: Path) -> None:
    result = run("editor", "add", "anna", said=f"{WORDS}\n{WORDS}\n")

    assert result.exit_code == 0
    assert "anna may edit" in result.stdout
    assert WORDS not in result.output
    assert _log_in(tmp_path, "anna", WORDS)


def test_passphrase_that_was_mistyped_is_asked_for_again(run, tmp_path: Path) -> None:
    result = run("editor", "add", "anna", said=f"{WORDS}\nother words here\n{WORDS}\n{WORDS}\n")

    assert result.exit_code == 0
    assert _log_in(tmp_path, "anna", WORDS)


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_script_gives_the_passphrase_on_standard_input(run, tmp_path: Path, end: str) -> None:
    result = run("editor", "add", "anna", "--passphrase-stdin", said=f" {WORDS} {end}")

    assert result.exit_code == 0
    assert _log_in(tmp_path, "anna", f" {WORDS} ")


def test_passphrase_is_no_option_that_others_could_see(run) -> None:
    assert run("editor", "add", "anna", "--passphrase", WORDS).exit_code == 2


def test_short_passphrase_is_told_in_one_sentence(run) -> None:
    result = run("editor", "add", "anna", "--passphrase-stdin", said="short\n")

    assert result.exit_code == 1
    assert "at least 12" in result.stderr
    assert "Traceback" not in result.output


def test_list_names_who_may_edit(run) -> None:
    assert "nobody may edit" in run("editor", "list").stderr

    run("editor", "add", "boris", "--passphrase-stdin", said=WORDS)
    run("editor", "add", "anna", "--passphrase-stdin", said=WORDS)
    assert run("editor", "list").stdout.split() == ["anna", "passphrase", "boris", "passphrase"]


def test_removed_editor_is_out(run, tmp_path: Path) -> None:
    run("editor", "add", "anna", "--passphrase-stdin", said=WORDS)
    result = run("editor", "remove", "anna")

    assert "may not edit any more" in result.stdout
    assert _log_in(tmp_path, "anna", WORDS) is None
    assert run("editor", "remove", "anna").exit_code == 1


def test_removing_somebody_who_is_on_the_list_says_where_they_still_are(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOLDGROUND_EDITORS", "anna@a.test")
    engine = open_record(settings_in(tmp_path).db)
    editors.admit(engine, "anna@a.test", editors.dt.datetime.now(editors.dt.UTC))
    engine.dispose()

    assert "HOLDGROUND_EDITORS still names" in run("editor", "remove", "anna@a.test").stderr


# The desk


@pytest.mark.parametrize("address", ["", "127.0.0.1", "localhost", "::1", "127.9.9.9"])
def test_desk_of_this_machine_is_switched_on(address: str) -> None:
    environ = {"HOLDGROUND_ADDRESS": address}

    assert switch_on(environ).desk == "passphrase"
    assert environ["HOLDGROUND_DESK"] == "passphrase"


@pytest.mark.parametrize(
    "address", ["0.0.0.0", "::", "192.168.1.5", "map.test", "localhost.evil.test"]
)
def test_desk_that_others_could_reach_must_be_meant(address: str) -> None:
    environ = {"HOLDGROUND_ADDRESS": address}
    with pytest.raises(SetupError, match="which others can reach"):
        switch_on(environ)
    assert "HOLDGROUND_DESK" not in environ

    assert switch_on(environ | {"HOLDGROUND_DESK": "passphrase"}).desk == "passphrase"


def test_desk_of_a_login_elsewhere_stays_one() -> None:
    assert switch_on({"HOLDGROUND_DESK": "oidc"}).desk == "oidc"


def test_refused_desk_is_one_sentence(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDGROUND_ADDRESS", "0.0.0.0")
    result = run("desk")

    assert result.exit_code == 1
    assert "HOLDGROUND_DESK=passphrase" in result.stderr
