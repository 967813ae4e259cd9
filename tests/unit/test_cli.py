"""The command line: what a person types, and the one sentence that comes back when it cannot be."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import jsonschema
import pytest
import typer
from support import REPORT, ROOT, needs_shared
from typer.testing import CliRunner, Result

from geodata import __version__
from geodata.cli import app
from tests import worlds


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Run a command on a record in an empty folder."""
    monkeypatch.setenv("HOLDGROUND_DB", str(tmp_path / "record.db"))
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setenv("HOLDGROUND_GAZETTEER", str(worlds.world_file()))
    for name in ("PORT", "HOLDGROUND_TILES", "HOLDGROUND_BASEMAP", "HOLDGROUND_PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)

    def invoke(*words: str) -> Result:
        return CliRunner().invoke(app, list(words))

    return invoke


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A small report."""
    path = tmp_path / "clash.txt"
    path.write_text("Clash in Bakai, Alma-Ata, just like the Gaza Strip.", encoding="utf-8")
    return path


def _commands() -> list[tuple[str, ...]]:
    group = typer.main.get_command(app)
    found: list[tuple[str, ...]] = []
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        found += [(name, one) for one in inner] if inner else [(name,)]
    return found


@pytest.mark.parametrize("command", _commands(), ids=" ".join)
def test_every_command_explains_itself(run, command: tuple[str, ...]) -> None:
    result = run(*command, "--help")

    assert result.exit_code == 0
    assert len(result.stdout.split()) > 10


def test_version_is_printed(run) -> None:
    assert run("--version").stdout.strip() == __version__


def test_geoparse_prints_one_json_object_a_line(run, report: Path) -> None:
    result = run("geoparse", str(report), "--json")
    rows = [json.loads(line) for line in result.stdout.splitlines()]

    assert result.exit_code == 0
    assert [(r["text"], r["place_id"], r["role"]) for r in rows] == [
        ("Bakai", "bakai", "event"),
        ("Alma-Ata", "almaty", "event"),
        ("Gaza Strip", "rg:gaza-strip", "comparison"),
    ]
    assert (rows[0]["start"], rows[0]["end"], rows[0]["radius_m"]) == (9, 14, 5000)
    assert rows[0]["lon"] == pytest.approx(76.85, abs=0.2)
    assert rows[0]["candidates"][0]["place_id"] == "bakai"


def test_geoparse_shows_a_person_the_names(run, report: Path) -> None:
    result = run("geoparse", str(report))

    assert result.exit_code == 0
    assert "bakai Bakai, event" in result.stdout
    assert "comparison" in result.stdout


def test_markup_of_the_terminal_in_a_report_stays_text(run, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text("[bold]Bakai[/bold] [link=http://a.test]x[/link] {{ x }}", encoding="utf-8")
    result = run("geoparse", str(path))

    assert "[bold]Bakai[/bold] [link=http://a.test]x[/link] {{ x }}" in result.stdout


def test_ingest_says_what_the_report_names(run, report: Path) -> None:
    first = run("ingest", str(report), "--published", "2006-05-28", "--language", "en", "--json")
    again = run("ingest", str(report), "--published", "2006-05-28", "--json")

    assert first.exit_code == again.exit_code == 0
    told, known = json.loads(first.stdout), json.loads(again.stdout)
    named = {m["place_id"] for m in told["mentions"] if m["role"] == "event"}
    assert named == {"almaty", "bakai"}
    assert (told["new"], known["new"]) == (True, False)
    assert known["document_id"] == told["document_id"]


def test_what_ingest_prints_is_what_the_schema_says(run, report: Path, tmp_path: Path) -> None:
    schema = json.loads((ROOT / "docs" / "ingest.schema.json").read_text("utf-8"))
    report.write_text(
        "On 12 May police demolished 14 homes in Bakai, Alma-Ata; dozens of residents were hurt.",
        "utf-8",
    )
    files = (str(report), str(tmp_path / "none.txt"))
    result = run("ingest", *files, "--published", "2006-05-28", "--json")
    rows = [json.loads(line) for line in result.stdout.splitlines()]

    assert len(rows) == 2
    assert rows[0]["drafts"]
    for row in rows:
        jsonschema.validate(row, schema)


def test_ingest_without_a_date_says_what_that_costs(run, report: Path) -> None:
    result = run("ingest", str(report))

    assert result.exit_code == 0
    assert "cannot be dated" in result.stderr


def test_ingest_takes_a_folder_and_goes_on_after_what_cannot_be_read(
    run, report: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    report.rename(folder / report.name)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    (folder / "notes.docx").write_bytes(b"PK")
    (folder / "link.txt").symlink_to("/etc/hostname")
    lines = tmp_path / "lines.jsonl"
    lines.write_text(
        '{"text": "Police came to Bakai on 12 May.", "published": "2006-05-28"}\n{"txt": 1}\n',
        "utf-8",
    )
    result = run("ingest", str(folder), str(lines), "--json")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    again = run("ingest", str(folder), str(lines), "--json")

    assert result.exit_code == 1
    assert [row["new"] for row in rows if row["document_id"]] == [True, True]
    failed = [row["problems"] for row in rows if not row["document_id"]]
    troubled = {problem["subject"].rpartition("/")[2] for (problem,) in failed}
    assert troubled == {"lines.jsonl:2", "broken.pdf", "notes.docx", "link.txt"}
    known = [json.loads(line) for line in again.stdout.splitlines()]
    assert [row["new"] for row in known if row["document_id"]] == [False, False]


def test_verify_finds_archived_bytes_that_were_changed(run, report: Path, tmp_path: Path) -> None:
    run("ingest", str(report), "--published", "2006-05-28")
    fine = run("verify")
    with sqlite3.connect(tmp_path / "record.db") as raw:
        raw.execute("UPDATE original SET content = x'00'")
    raw.close()
    bad = run("verify")

    assert (fine.exit_code, bad.exit_code) == (0, 1)
    assert "1 archived documents are what they were" in fine.stdout
    assert "changed" in bad.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("geoparse", "none.txt"),
        ("ingest", "none.txt", "--published", "2006-05-28"),
        ("ingest", "none.txt", "--published", "May"),
        ("geoparse", "."),
    ],
)
def test_bad_file_or_date_is_one_sentence_and_exit_1(
    run, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*words)

    assert result.exit_code == 1
    assert result.stdout == "" or "published" in result.stdout
    assert result.stderr.startswith("holdground: ")
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr


def test_bad_setting_is_one_sentence_and_exit_1(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "none")
    result = run("publish")

    assert result.exit_code == 1
    assert result.stderr.startswith("holdground: PORT is 'none'")


def test_database_of_something_else_is_one_sentence_and_exit_1(
    run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "letter.db"
    other.write_bytes(b"this is a letter " * 200)
    monkeypatch.setenv("HOLDGROUND_DB", str(other))
    result = run("publish")

    assert result.exit_code == 1
    assert result.stderr.startswith("holdground: ")


def test_publish_makes_the_copy_anew(run, tmp_path: Path) -> None:
    result = run("publish")

    assert result.exit_code == 0
    assert "92 events" in result.stdout
    assert (tmp_path / "record.published.db").is_file()


@pytest.mark.parametrize("bbox", ["1,2,3", "a,b,c,d", "0,10,1,5", "nan,0,1,1"])
def test_bad_box_is_one_sentence_and_exit_1(run, bbox: str) -> None:
    result = run("basemap", "get", "--source", "none.pmtiles", f"--bbox={bbox}")

    assert result.exit_code == 1
    assert "expected west,south,east,north" in result.stderr


def test_base_map_that_is_there_is_left_alone(run, tmp_path: Path) -> None:
    (tmp_path / "record.basemap.pmtiles").write_bytes(b"x")
    result = run("basemap", "get", "--if-missing")

    assert result.exit_code == 0
    assert not (tmp_path / "record.db").exists()


@needs_shared
def test_founding_report_is_geoparsed_with_offsets(run) -> None:
    result = run("geoparse", str(REPORT), "--json")
    text = REPORT.read_text(encoding="utf-8")
    rows = [json.loads(line) for line in result.stdout.splitlines()]

    assert {"bakai", "shanyrak", "almaty"} <= {row["place_id"] for row in rows}
    assert all(text[row["start"] : row["end"]] == row["text"] for row in rows)
