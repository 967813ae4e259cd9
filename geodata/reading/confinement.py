"""The walls around the process that reads strangers' files: what it may use of time and memory, and that it may touch nothing else.

Five walls; each stands on its own, for not every machine has them all:

- ``limits``: memory, work, files, processes, by ``setrlimit`` (any Unix);
- ``empty network``: a network namespace with nothing in it (Linux, where the machine allows namespaces);
- ``call filter``: the kernel refuses sockets, programs, processes, changes of files (Linux on x86-64 and AArch64, also in a
  container);
- ``file rules``: the kernel refuses every file but Python's own (Linux 5.13 and later with Landlock);
- ``Python hook``: Python itself refuses the same. It binds Python code only, so it is the net below the others.
"""

from __future__ import annotations

import contextlib
import os
import sys
import sysconfig
import tempfile
from pathlib import Path

from geodata.reading import kernel

__all__ = ["MEMORY", "allow_seconds", "confine"]

MEMORY = 512_000_000
"""Bytes of address space; what a process holds in memory is less."""
_FILES = 64

_SYSTEM = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache", "/dev/urandom", "/dev/null")  # fmt: skip
_PACKAGES = ("site-packages", "dist-packages")

_FORBIDDEN = ("socket.", "subprocess.", "shutil.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "os.startfile",
              "os.kill", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod",
              "os.chown", "pty.", "ftplib.", "smtplib.", "urllib.", "http.", "webbrowser.", "sqlite3.")  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def confine() -> tuple[str, ...]:
    """Put up every wall that this machine has around this process, for good; return their names."""
    readable = _readable()
    _empty_folder()
    walls = {
        "limits": _limit(),
        "empty network": kernel.leave_network(),
        "file rules": kernel.forbid_files(readable),
        "call filter": kernel.forbid_calls(),
        "Python hook": _hook(readable),
    }
    return tuple(name for name, stands in walls.items() if stands)


def allow_seconds(seconds: int) -> None:
    """Allow this process so many more seconds of work; the kernel ends it when they are used up (Unix)."""
    with contextlib.suppress(ImportError):
        import resource  # noqa: PLC0415 - Unix only; elsewhere the parent's clock alone guards

        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime) + seconds + 1
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


def _limit() -> bool:
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return False
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, _FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))
    return True


def _readable() -> tuple[str, ...]:
    """Python's own files and ours: what an import may still need."""
    own = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    own |= {path for path in sys.path if Path(path).name in (*_PACKAGES, "lib-dynload")}
    own.add(str(Path(__file__).parents[1]))
    return tuple(os.path.realpath(path) for path in (*sorted(own), *_SYSTEM))


def _empty_folder() -> None:
    """Work in a folder that is removed at once: it is empty, nothing can be made in it, and nothing is left of it."""
    folder = tempfile.mkdtemp()
    os.chdir(folder)
    with contextlib.suppress(OSError):
        Path(folder).rmdir()


def _hook(readable: tuple[str, ...]) -> bool:
    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & _WRITING:
                raise PermissionError(f"{path!r}: this process writes no files")
            if isinstance(path, str | bytes) and not _below(os.fsdecode(path), readable):
                raise PermissionError(f"{path!r}: this process reads only Python's own files")
        elif event.startswith(_FORBIDDEN):
            raise PermissionError(f"{event}: this process only reads what it is given")

    sys.addaudithook(refuse)
    return True


def _below(path: str, readable: tuple[str, ...]) -> bool:
    real = os.path.realpath(path)
    return any(real == one or real.startswith(one.rstrip(os.sep) + os.sep) for one in readable)
