"""A process that is killed in the middle of an editor's work: what was acknowledged is there, and nothing is there by half."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

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
