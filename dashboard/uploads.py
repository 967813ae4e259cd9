"""Who may upload: the sessions of editors, so many files and bytes each. Everybody else's files are refused before a byte is read.

Streamlit itself takes a file from any session, on a page with an uploader or without one, and keeps it in memory.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

__all__ = ["MAX_FILE", "MAX_FILES", "MAX_SESSION", "UPLOADS", "Uploads"]

MAX_FILE = 20 * 1024 * 1024
"""Bytes of one file; ``server.maxUploadSize`` says the same to the browser."""
MAX_FILES = 40
"""Files that a session may have here at a time."""
MAX_SESSION = 200 * 1024 * 1024
"""Bytes that a session may have here at a time."""

_ENVELOPE = 16 * 1024
"""What a form puts around a file."""
_MAX_SESSIONS = 256
_PATH = re.compile(r"/_stcore/upload_file/([\w-]{1,64})/([\w-]{1,64})\Z", re.ASCII)


@dataclass(slots=True)
class _Held:
    """What one session has uploaded, and whether its editor still is one."""

    stands: Callable[[], bool]
    files: dict[str, int] = field(default_factory=dict)


class Uploads:
    """The sessions that may upload, and what each has."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: OrderedDict[str, _Held] = OrderedDict()

    def admit(self, session: str, stands: Callable[[], bool]) -> None:
        """Let a session upload.

        Parameters
        ----------
        session
            Streamlit's id of it.
        stands
            Asked before each file: is the editor of this session one still?
        """
        with self._lock:
            known = self._held.pop(session, None)
            self._held[session] = _Held(stands, known.files if known else {})
            while len(self._held) > _MAX_SESSIONS:
                self._held.popitem(last=False)

    def refusal(self, method: str, path: str, length: int | None) -> tuple[int, str] | None:
        """Return status and sentence when a request must not go on; None when it may, which counts it.

        Parameters
        ----------
        path
            The path without the prefix of the site.
        length
            The request's ``Content-Length``; None when it has none that can be read.
        """
        match = _PATH.match(path)
        held = self._held.get(match[1]) if match else None
        if match is None or held is None or method not in ("PUT", "DELETE") or not held.stands():
            return 403, "uploads are for editors"
        if method == "DELETE":
            with self._lock:
                held.files.pop(match[2], None)
            return None
        if length is None:
            return 411, "say how long the file is (Content-Length)"
        if length > MAX_FILE + _ENVELOPE:
            return 413, f"the file is too large; the most is {MAX_FILE // 2**20} MB"
        return self._count(held, match[2], length)

    def _count(self, held: _Held, file: str, length: int) -> tuple[int, str] | None:
        with self._lock:
            others = {name: size for name, size in held.files.items() if name != file}
            if len(others) >= MAX_FILES or sum(others.values()) + length > MAX_SESSION:
                return 413, (
                    f"this session has uploaded {len(others)} files; the most is {MAX_FILES} files and "
                    f"{MAX_SESSION // 2**20} MB at a time: remove some, or open the page again"
                )
            held.files[file] = length
        return None


UPLOADS = Uploads()
"""Those of this process: pages admit, the layer around the app refuses."""
