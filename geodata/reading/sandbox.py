"""One place where strangers' bytes are read: a process without network and files, with little time and memory. An edge.

Uploads, fetched pages and imported tables go through `ask`. What comes back is plain JSON, and is judged like any other input. A
process answers up to `QUESTIONS` questions, so that a thousand reports do not start a thousand of them; one that dies is replaced.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from functools import cache
from typing import Any

from geodata.errors import ReadingError

__all__ = ["QUESTIONS", "SECONDS", "ask", "walls"]

SECONDS = 5
"""Of work for one file."""
PATIENCE = 6
"""On a busy machine, so many times those seconds may pass on the clock."""
QUESTIONS = 100
"""That one process answers; then a fresh one takes over."""
AT_ONCE = 4
"""Processes at a time; further callers wait."""
_LONGEST = 150_000_000
_START = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from geodata.reading.worker import main; main()"
_KEPT = ("LD_LIBRARY_PATH", "SYSTEMROOT")
"""Variables without which Python does not start on some machines; no other is handed on."""

_slots = threading.BoundedSemaphore(AT_ONCE)
_idle: list[_Worker] = []


def ask(
    task: str, data: bytes, name: str, *, seconds: int = SECONDS, **options: str
) -> Mapping[str, Any]:
    """Have bytes read in a process of their own.

    Parameters
    ----------
    task
        ``report`` or ``table``; see `geodata.reading.worker`.
    data
        What is to be read.
    name
        What it is called, for the message.
    seconds
        Of work that it may take.
    **options
        For the task.

    Raises
    ------
    ReadingError
        It cannot be read, or takes more than it may; one sentence that begins with the name.
    """
    head = {"task": task, "name": name, "seconds": seconds, **options}
    with _slots:
        worker = _idle.pop() if _idle else _Worker()
        answer = worker.answer(head, data)
        if answer is None and worker.retired:
            # It had ended by itself, idle, just when it was asked.
            worker.close()
            worker = _Worker()
            answer = worker.answer(head, data)
        if answer is None or not worker.good:
            worker.close()
        else:
            _idle.append(worker)
    if answer is None:
        raise ReadingError(f"{name} {worker.fate(seconds)}")
    if "error" in answer:
        raise ReadingError(f"{name} {answer['error']}")
    return answer


@cache
def walls() -> tuple[str, ...]:
    """Return which walls of `geodata.reading.confinement` stand on this machine."""
    worker = _Worker()
    worker.close()
    return worker.walls


class _Worker:
    """One process, as its parent sees it."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-B", "-X", "utf8", "-c", _START, json.dumps(_paths())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _KEPT if name in os.environ}
            | {"OPENBLAS_NUM_THREADS": "1"},
            start_new_session=True,
        )
        self.left = QUESTIONS
        self.late = False
        hello = self._heard(b"", SECONDS * PATIENCE)
        if hello is None:
            self.close()
            raise ReadingError(
                "the process that reads files did not start; is Python installed whole, and are processes left?"
            )
        self.walls: tuple[str, ...] = tuple(map(str, hello.get("walls", ())))

    @property
    def good(self) -> bool:
        return self.left > 0 and self.process.poll() is None

    @property
    def retired(self) -> bool:
        """It ended by itself, before it took a question."""
        return not self.late and self.left < QUESTIONS - 1 and self.process.poll() == 0

    def answer(self, head: Mapping[str, object], data: bytes) -> dict[str, Any] | None:
        self.left -= 1
        line = json.dumps({**head, "size": len(data)}).encode() + b"\n"
        return self._heard(line + data, int(str(head["seconds"])) * PATIENCE)

    def fate(self, seconds: int) -> str:
        """Say how it ended."""
        if self.late or self.process.returncode == -getattr(signal, "SIGXCPU", 0):
            return f"took more than {seconds} seconds to read; give it in smaller parts or as plain text"
        return "made the process that read it stop; save it anew, or in another format"

    def close(self) -> None:
        """End the process, whatever it is doing."""
        with contextlib.suppress(OSError):
            self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()

    def _heard(self, question: bytes, seconds: float) -> dict[str, Any] | None:
        """Ask and wait; None when there is no answer in time, or none at all."""
        assert self.process.stdin
        assert self.process.stdout
        clock = threading.Timer(seconds, self._end)
        clock.daemon = True
        clock.start()
        try:
            if question:
                self.process.stdin.write(question)
                self.process.stdin.flush()
            line = self.process.stdout.readline(_LONGEST)
            answer = json.loads(line) if line.endswith(b"\n") else None
        except (OSError, ValueError):
            answer = None
        finally:
            clock.cancel()
        if answer is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(1)
        return answer if isinstance(answer, dict) else None

    def _end(self) -> None:
        self.late = True
        self.process.kill()


def _paths() -> list[str]:
    return [os.path.abspath(path) for path in sys.path]  # noqa: PTH100


@atexit.register
def _close_all() -> None:
    while _idle:
        _idle.pop().close()


if hasattr(os, "register_at_fork"):
    # A child of ours must not talk over our pipes.
    os.register_at_fork(after_in_child=_idle.clear)
