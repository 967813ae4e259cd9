"""The process that reads strangers' files, from inside: one question a line on its input, one JSON answer a line on its output.

A question is a line of JSON ``{"task", "name", "size", "seconds", …}`` and then `size` bytes. Started by
`geodata.reading.sandbox` only.
"""

from __future__ import annotations

import json
import os
import select
import sys
from collections.abc import Callable, Mapping
from typing import IO

from geodata.errors import ReadingError
from geodata.reading.confinement import MEMORY, allow_seconds, confine

__all__ = ["main"]

IDLE = 60
"""Seconds without a question after which the process ends by itself."""

Answer = Mapping[str, object]


def main() -> None:
    """Answer questions until there are no more."""
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not end up among the answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _say(answers, {"walls": confine()})
    questions = sys.stdin.buffer
    while _awaits() and (line := questions.readline()):
        question = json.loads(line)
        allow_seconds(question["seconds"])
        answer, well = _answer(question, questions.read(question["size"]))
        _say(answers, answer)
        if not well:
            return


def _awaits() -> bool:
    return sys.platform == "win32" or bool(select.select([0], [], [], IDLE)[0])


def _say(answers: IO[bytes], answer: Answer) -> None:
    answers.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    answers.flush()


def _answer(question: dict[str, str], data: bytes) -> tuple[Answer, bool]:
    """The answer, and whether this process is still good for another question."""
    try:
        return _task(question["task"])(data, question), True
    except ReadingError as err:
        return {"error": str(err)}, True
    except MemoryError:
        needs = f"needs more than {MEMORY // 1_000_000} MB of memory to read; cut it up"
        return {"error": needs}, False
    except RecursionError:
        return {"error": "is nested too deep; save it anew in a simpler form"}, True
    except Exception as err:  # noqa: BLE001 - whatever a library throws at a hostile file, the answer is a refusal
        kind = type(err).__name__
        return {"error": f"cannot be read ({kind}); save it anew, or in another format"}, False


def _task(name: str) -> Callable[[bytes, Mapping[str, str]], Answer]:
    # Each task loads what it needs and no more: a table takes no HTML reader.
    if name == "report":
        from geodata.reading.words import read  # noqa: PLC0415
    else:
        from geodata.reading.imports.sheets import read  # noqa: PLC0415
    return read


if __name__ == "__main__":
    main()
