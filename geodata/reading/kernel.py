"""What the Linux kernel can take away from a process: the network, system calls, files. Three functions, each says if it worked.

They call the kernel by number through ctypes, for Python 3.11 has no words for them. Where there is no such kernel they answer
False, and the caller says so.

References
----------
unshare(2), seccomp(2), landlock(7).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import struct
import sys
from collections.abc import Iterable

__all__ = ["forbid_calls", "forbid_files", "leave_network"]

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2

_ARCHITECTURES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
"""Machine to its number in a filter, and its column below."""

_CALLS = (
    # The network, and what reaches it another way.
    (41, 198), (53, 199), (42, 203), (49, 200), (50, 201), (43, 202), (288, 242), (44, 206), (46, 211), (425, 425),
    # New programs and processes, signals to others, a look into others.
    (59, 221), (322, 281), (56, 220), (57, None), (58, None), (435, 435), (62, 129), (200, 130), (101, 117), (310, 270),
    (311, 271), (424, 424), (438, 438),
    # The machine: mounts, namespaces, kernel programs, keys.
    (165, 40), (272, 97), (308, 268), (321, 280), (298, 241), (248, 217), (249, 218), (250, 219),
    # Files: remove, rename, make, own.
    (87, None), (263, 35), (82, None), (264, 38), (316, 276), (83, None), (258, 34), (86, None), (265, 37), (88, None),
    (266, 36), (76, 45), (90, None), (268, 53), (92, None), (260, 54),
)  # fmt: skip
"""Numbers of the refused calls on x86-64 and on AArch64: socket, socketpair, connect, bind, listen, accept, accept4, sendto,
sendmsg, io_uring_setup; execve, execveat, clone, fork, vfork, clone3, kill, tkill, ptrace, process_vm_readv, process_vm_writev,
pidfd_send_signal, pidfd_getfd; mount, unshare, setns, bpf, perf_event_open, add_key, request_key, keyctl; unlink, unlinkat,
rename, renameat, renameat2, mkdir, mkdirat, link, linkat, symlink, symlinkat, truncate, chmod, fchmodat, chown, fchownat."""

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 1  # the second: EPERM

_CREATE_RULES, _ADD_RULE, _RESTRICT = 444, 445, 446
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def leave_network() -> bool:
    """Move this process to a network of its own that has no way out, not even to its own machine."""
    kernel = _kernel()
    return kernel is not None and any(
        kernel.unshare(flags) == 0 for flags in (_NEW_USER | _NEW_NET, _NEW_NET)
    )


def forbid_calls() -> bool:
    """Have the kernel refuse this process sockets, other programs, other processes, and changes of files."""
    kernel = _kernel()
    known = _ARCHITECTURES.get(platform.machine())
    if kernel is None or known is None:
        return False
    steps = _steps(*known)
    program = _Program(len(steps) // 8, steps)
    kernel.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    return bool(kernel.prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)


def forbid_files(readable: Iterable[str]) -> bool:
    """Have the kernel refuse this process every file but those below some folders, which may be read and not written.

    Parameters
    ----------
    readable
        Folders or files; those that do not exist are passed over.
    """
    kernel = _kernel()
    if kernel is None:
        return False
    version = kernel.syscall(_CREATE_RULES, None, 0, 1)
    if version < 1:
        return False
    everything = (
        1 << (13 if version < 2 else 14 if version < 3 else 15 if version < 5 else 16)
    ) - 1
    handled = struct.pack("<3Q", everything, 3 if version >= 4 else 0, 3 if version >= 6 else 0)
    size = 8 if version < 4 else 16 if version < 6 else 24
    rules = kernel.syscall(_CREATE_RULES, handled, size, 0)
    if rules < 0:
        return False
    for path in readable:
        with contextlib.suppress(OSError):
            _allow(kernel, rules, path)
    kernel.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    done = kernel.syscall(_RESTRICT, rules, 0) == 0
    os.close(rules)
    return bool(done)


def _allow(kernel: ctypes.CDLL, rules: int, path: str) -> None:
    at = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        access = _READ_FILE | (_READ_FOLDER if os.path.isdir(path) else 0)  # noqa: PTH112
        kernel.syscall(_ADD_RULE, rules, 1, struct.pack("<Qi", access, at), 0)
    finally:
        os.close(at)


def _steps(architecture: int, column: int) -> bytes:
    """The filter: another architecture or a call of the list is refused, the rest may pass."""
    numbers = [pair[column] for pair in _CALLS if pair[column] is not None]
    count = len(numbers)
    steps = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 0, count + 3, architecture),
        (_LOAD, 0, 0, 0),
        # Numbers from here on are the same calls under other names.
        (_AT_LEAST, count + 1, 0, 0x40000000),
        *((_EQUAL, count - i, 0, number) for i, number in enumerate(numbers)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("<HBBI", *step) for step in steps)


def _kernel() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    return library
