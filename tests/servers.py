"""A real server in a process of its own, on a free port, for tests and measurements."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
_START_SECONDS = 90


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def holdground(db: Path, *, only_published: bool = False, **environment: str) -> Iterator[str]:
    """Run ``holdground serve`` and yield its address.

    Parameters
    ----------
    db
        The record; it and its published copy are made when missing.
    only_published
        Serve the copy that is there and leave the record alone: for records without the curated facts.
    environment
        Further variables.
    """
    port = free_port()
    variables = {"HOLDGROUND_DB": str(db), "PORT": str(port), **environment}
    command = [sys.executable, "-m", "tests.serve_published"] if only_published else None
    command = command or [str(Path(sys.executable).with_name("holdground")), "serve"]
    base = environment.get("HOLDGROUND_BASE_PATH", "")
    with running(command, f"http://localhost:{port}{base}/data/meta.json", variables):
        yield f"http://localhost:{port}{base}"


@contextmanager
def running(command: list[str], probe: str, environment: Mapping[str, str]) -> Iterator[None]:
    """Run a command until the address `probe` answers; show its output when it dies before."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        _wait(process, probe)
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()


def _wait(process: subprocess.Popen[str], probe: str) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            said = process.stdout.read() if process.stdout else ""
            raise RuntimeError(
                f"the server died with exit code {process.returncode}:\n{said[-3000:]}"
            )
        try:
            with urllib.request.urlopen(probe, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not answer {probe} within {_START_SECONDS} s")
