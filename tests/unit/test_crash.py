"""A process that is killed in the middle of an editor's work: what was acknowledged is there, and nothing is there by half."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from tests import worlds
from tests.servers import ROOT

KILLS = int(os.environ.get("HOLDGROUND_TEST_KILLS", "200"))


def test_kill_at_any_moment_loses_no_acknowledged_decision(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.crash", str(tmp_path), str(KILLS), "2006"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)

    assert found["kills"] == KILLS
    # The test tests nothing unless children got as far as each kind of decision.
    assert all(
        found.get(kind, 0) for kind in ("document", "accepted", "merged", "rejected", "undone")
    )
    assert {found[fault] for fault in ("lost", "half", "unsound")} == {0}, found


def test_ingest_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    """The command line itself, killed five times among sixty reports: each is there once, whole, at the end."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for i in range(60):
        text = f"On {i % 28 + 1} May police demolished {i + 2} homes in Bakai, report {i}."
        (folder / f"{i}.txt").write_text(text, "utf-8")
    db = tmp_path / "record.db"
    command = [str(Path(sys.executable).with_name("holdground")), "ingest", str(folder)]
    command += ["--published", "2006-06-01", "--language", "en"]
    environment = {
        **os.environ,
        "HOLDGROUND_DB": str(db),
        "HOLDGROUND_GAZETTEER": str(worlds.world_file()),
    }
    chance = random.Random(5)
    for _ in range(5):
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(1.0, 3.0))
        process.kill()
        process.wait()
    subprocess.run(command, env=environment, check=True, capture_output=True)

    with sqlite3.connect(db) as raw:
        whole = raw.execute(
            "SELECT count(*), count(DISTINCT o.document_id), count(DISTINCT dr.document_id) FROM document d"
            " JOIN original o USING (document_id) LEFT JOIN draft dr ON dr.document_id = d.document_id"
        ).fetchone()
    raw.close()
    assert whole[1:] == (60, 60)
