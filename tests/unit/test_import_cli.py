"""``holdground import``: the report on columns, what must be confirmed, and nothing stored before that."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from geodata import cli_import, intake
from geodata.reading.imports.table import Imported

PLAIN = "date,place,type,colour\n2006-05-12,Bakai,clash,red\n2006-02-30,Bakai,clash,\n"

app = typer.Typer()
app.command("import")(cli_import.import_table)


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Imported]:
    """What the command stores, instead of a record."""
    kept: list[Imported] = []

    def store(_: object, imported: Imported, *__: object, **___: object) -> int:
        kept.append(imported)
        return len(imported.drafts)

    monkeypatch.setattr(intake, "import_table", store)
    monkeypatch.setenv("HOLDGROUND_DB", str(tmp_path / "record.db"))
    return kept


def run(file: Path, *options: str) -> Any:
    """Run the command."""
    return CliRunner().invoke(app, [str(file), *options], env={"COLUMNS": "200"})


def test_every_column_and_every_fault_is_told(tmp_path: Path, stored: list[Imported]) -> None:
    file = tmp_path / "events.csv"
    file.write_text(PLAIN, "utf-8")
    done = run(file)

    assert done.exit_code == 0, done.output
    assert "read as event_type" in done.output
    assert "not understood, kept in the note" in done.output
    assert "row 3, date: '2006-02-30' was found" in done.output
    assert "2 rows read, 0 refused" in done.output
    assert len(stored[0].drafts) == 2


def test_guess_is_told_and_nothing_is_stored_without_yes(
    tmp_path: Path, stored: list[Imported]
) -> None:
    file = tmp_path / "events.csv"
    file.write_text(PLAIN.replace(",", ";"), "utf-8")
    refused = run(file)

    assert refused.exit_code == 1
    assert "guessed: cells are parted by semicolons" in refused.output
    assert "--yes" in refused.output
    assert stored == []
    assert run(file, "--yes").exit_code == 0
    assert len(stored) == 1


def test_json_tells_the_same(tmp_path: Path, stored: list[Imported]) -> None:
    file = tmp_path / "events.csv"
    file.write_text(PLAIN, "utf-8")
    done = run(file, "--json", "--publisher", "A paper", "--kind", "press", "--language", "en")
    told = json.loads(done.stdout)

    assert told["rows"] == {"read": 2, "refused": 0}
    assert told["source"]["publisher"] == "A paper"
    assert told["columns"][3] == {"name": "colour", "read_as": "", "filled": 1, "refused": 0}
    assert told["problems"][0]["row"] == 3
    assert stored[0].source.language == "en"


def test_what_is_no_table_is_one_line(tmp_path: Path, stored: list[Imported]) -> None:
    file = tmp_path / "events.gpkg"
    file.write_bytes(b"SQLite format 3\0")

    for wrong in (file, tmp_path / "none.csv", tmp_path):
        done = run(wrong)
        assert done.exit_code == 1
        assert "holdground: " in done.output
    assert "press" in run(file, "--kind", "newspaper").output
    assert stored == []


def test_text_of_strangers_moves_no_cursor(tmp_path: Path, stored: list[Imported]) -> None:
    file = tmp_path / "events.csv"
    file.write_text("date,\x1b[2Jx\u202e,[bold]y\n2006-05-12,1,2\n", "utf-8")
    done = run(file)

    assert "\x1b[2J" not in done.output
    assert "\u202e" not in done.output
    assert "[bold]y" in done.output
    assert stored
