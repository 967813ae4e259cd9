"""The text of a PDF, read in a process of its own with little time and memory: a hostile file can only be refused.

``python -m geodata.reading.pdf`` is that process: the file on its standard input, the text on its output.
"""

from __future__ import annotations

import io
import subprocess
import sys

from geodata.errors import ReadingError

__all__ = ["text_of"]

SECONDS = 60
MEMORY = 1_000_000_000
_MAX_PAGES = 2000


def text_of(data: bytes, name: str) -> str:
    """Return the text of a PDF; pages are parted by a form feed's line.

    Parameters
    ----------
    data
        The file's bytes.
    name
        What the file is called, for the message.

    Raises
    ------
    ReadingError
        It is no PDF that can be read, or takes too long or too much memory.
    """
    command = [sys.executable, "-m", "geodata.reading.pdf"]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as err:
        raise ReadingError(
            f"{name} took more than {SECONDS} seconds to read as a PDF; give its text instead"
        ) from err
    if done.returncode:
        raise ReadingError(
            f"{name} cannot be read as a PDF; save it anew, or give its text instead"
        )
    return done.stdout.decode("utf-8", "replace")


def _main() -> None:
    _limit()
    from pypdf import PdfReader  # noqa: PLC0415 - only this process may load it

    reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()))
    pages = [reader.pages[i].extract_text() for i in range(min(len(reader.pages), _MAX_PAGES))]
    sys.stdout.buffer.write("\n\n".join(pages).encode("utf-8", "replace"))


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415 - Unix only; elsewhere the clock alone guards
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    _main()
