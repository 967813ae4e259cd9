"""The process that reads strangers' files: what it may do, and what becomes of a file that abuses it."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from geodata.errors import ReadingError
from geodata.reading import sandbox
from geodata.reading.confinement import MEMORY
from geodata.reading.reports import read_bytes

HOSTILE = """
import ctypes, os, sys, time
from geodata.reading import worker

def spin(data, options):
    while True:
        pass

def eat(data, options):
    return {"got": len(bytearray(2_000_000_000))}

def sink(data, options):
    sys.setrecursionlimit(1_000_000)
    return sink(data, options)

TASKS = {
    "spin": spin,
    "eat": eat,
    "sleep": lambda data, options: time.sleep(600),
    "crash": lambda data, options: ctypes.string_at(0),
    "leave": lambda data, options: os._exit(3),
    "talk": lambda data, options: print("\\n{}\\n" * 1000) or {"ok": 1},
    "nonsense": lambda data, options: [1, 2],
    "raise": lambda data, options: 1 / 0,
    "count": lambda data, options: {"pid": os.getpid(), "size": len(data)},
}
worker._task = TASKS.__getitem__
worker.main()
"""


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Processes whose tasks are hostile; the harmless ones that wait are put aside."""
    start = f"import sys, json; sys.path[:] = json.loads(sys.argv[1]); exec({HOSTILE!r})"
    monkeypatch.setattr(sandbox, "_START", start)
    monkeypatch.setattr(sandbox, "_idle", [])
    yield
    sandbox._close_all()
    while sandbox._idle:
        sandbox._idle.pop().close()


WITHOUT_KERNEL = (
    "kernel.leave_network = kernel.forbid_files = kernel.forbid_calls = lambda *_: False"
)


@pytest.fixture(scope="module", params=["", WITHOUT_KERNEL], ids=["every wall", "no kernel"])
def confined(request: pytest.FixtureRequest) -> dict[str, str]:
    """What a confined process answers to a list of attempts, run once; also on a machine whose kernel gives no walls."""
    code = textwrap.dedent(f"""
        import ctypes, json, os, socket, subprocess, sys
        from geodata.reading import kernel
        from geodata.reading.confinement import confine
        {request.param}
        secret = {str(Path(__file__))!r}
        walls = confine()
        libc = ctypes.CDLL(None, use_errno=True)

        def attempt(make):
            try:
                return f"done: {{make()!r}}"
            except BaseException as err:
                return type(err).__name__

        def raw(name, *arguments):
            # Without the wall it would be done.
            return getattr(libc, name)(*arguments) if len(walls) > 3 else None

        print(json.dumps({{
            "walls": walls,
            "read": attempt(lambda: open(secret).read(5)),
            "read an absolute path": attempt(lambda: open("/etc/passwd").read(5)),
            "write": attempt(lambda: open("made", "w")),
            "connect": attempt(lambda: socket.create_connection(("127.0.0.1", 9), 1)),
            "resolve": attempt(lambda: socket.getaddrinfo("example.org", 80)),
            "run": attempt(lambda: subprocess.run(["true"])),
            "fork": attempt(os.fork),
            "remove": attempt(lambda: os.remove(secret)),
            "list": attempt(lambda: os.listdir(".")),
            "environ": sorted(os.environ),
            "libc socket": attempt(lambda: raw("socket", 2, 1, 0)),
            "libc open": attempt(lambda: raw("open", b"/etc/passwd", 0)),
            "libc create": attempt(lambda: raw("open", b"made", 0o101, 0o600)),
            "libc execv": attempt(lambda: raw("execv", b"/bin/true", None)),
            "libc fork": attempt(lambda: raw("fork")),
            "import": attempt(lambda: __import__("wave").__name__),
        }}))
    """)
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, env={}
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_walls_of_this_machine_are_told() -> None:
    assert "limits" in sandbox.walls()
    assert "Python hook" in sandbox.walls()


def test_confined_python_reaches_no_file_network_or_program(confined: dict[str, str]) -> None:
    refused = (
        "read",
        "read an absolute path",
        "write",
        "connect",
        "resolve",
        "run",
        "fork",
        "remove",
    )

    assert {name: confined[name] for name in refused if confined[name].startswith("done")} == {}


def test_confined_process_works_in_an_empty_folder_with_an_empty_environment(
    confined: dict[str, str],
) -> None:
    assert confined["list"] in ("done: []", "FileNotFoundError", "PermissionError")
    assert set(confined["environ"]) <= {"LC_CTYPE"}


def test_confined_process_can_still_import(confined: dict[str, str]) -> None:
    assert confined["import"] == "done: 'wave'"


@pytest.mark.parametrize(
    ("wall", "attempts"),
    [
        ("call filter", ("libc socket", "libc execv", "libc fork")),
        ("file rules", ("libc open", "libc create")),
    ],
)
def test_kernel_refuses_what_python_is_not_asked_about(
    confined: dict[str, str], wall: str, attempts: tuple[str, ...]
) -> None:
    if wall not in confined["walls"]:
        pytest.skip(f"this machine has no {wall}")

    assert {name: confined[name] for name in attempts} == dict.fromkeys(attempts, "done: -1")


@pytest.mark.usefixtures("hostile")
def test_endless_work_is_ended_and_told_with_the_limit() -> None:
    begin = time.perf_counter()
    with pytest.raises(ReadingError, match=r"^a file took more than 1 seconds"):
        sandbox.ask("spin", b"", "a file", seconds=1)
    assert time.perf_counter() - begin < 1 * sandbox.PATIENCE + 5


@pytest.mark.usefixtures("hostile")
def test_waiting_without_working_is_ended_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox.ask("count", b"", "warm")
    monkeypatch.setattr(sandbox, "PATIENCE", 1)
    with pytest.raises(ReadingError, match="took more than 1 seconds"):
        sandbox.ask("sleep", b"", "a file", seconds=1)


@pytest.mark.usefixtures("hostile")
def test_too_much_memory_is_refused_with_the_limit() -> None:
    with pytest.raises(ReadingError, match=f"more than {MEMORY // 1_000_000} MB"):
        sandbox.ask("eat", b"", "a file")


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("task", ["crash", "leave"])
def test_crash_is_one_sentence_and_the_next_file_is_read(task: str) -> None:
    with pytest.raises(ReadingError, match=r"^a file made the process that read it stop"):
        sandbox.ask(task, b"", "a file")

    assert sandbox.ask("count", b"abc", "next")["size"] == 3


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("task", ["raise", "unknown"])
def test_error_of_a_library_is_one_sentence(task: str) -> None:
    with pytest.raises(ReadingError, match=r"^a file cannot be read \((?:ZeroDivision|Key)Error\)"):
        sandbox.ask(task, b"", "a file")


@pytest.mark.usefixtures("hostile")
def test_what_a_library_prints_is_no_answer() -> None:
    assert sandbox.ask("talk", b"", "a file") == {"ok": 1}


@pytest.mark.usefixtures("hostile")
def test_answer_that_is_no_object_is_refused() -> None:
    with pytest.raises(ReadingError):
        sandbox.ask("nonsense", b"", "a file")


@pytest.mark.usefixtures("hostile")
def test_one_process_answers_many_questions_and_is_then_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sandbox, "QUESTIONS", 3)
    pids = [sandbox.ask("count", b"", "a file")["pid"] for _ in range(7)]

    assert len(set(pids)) == 3


@pytest.mark.usefixtures("hostile")
def test_process_that_ended_while_idle_is_replaced() -> None:
    first = sandbox.ask("count", b"", "a file")["pid"]
    waiting = sandbox._idle[0].process
    assert waiting.stdin
    waiting.stdin.close()
    waiting.wait()

    assert sandbox.ask("count", b"1", "a file")["size"] == 1
    assert sandbox.ask("count", b"", "a file")["pid"] != first


@pytest.mark.usefixtures("hostile")
def test_many_callers_at_once_each_get_their_own_answer() -> None:
    sizes: dict[int, int] = {}

    def call(size: int) -> None:
        sizes[size] = sandbox.ask("count", b"x" * size, "a file")["size"]

    callers = [threading.Thread(target=call, args=(size,)) for size in range(12)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()

    assert sizes == {size: size for size in range(12)}
    assert len(sandbox._idle) <= sandbox.AT_ONCE


def test_hundred_reports_take_less_than_ten_seconds() -> None:
    page = "<html><body><article><p>{}</p></article></body></html>"
    begin = time.perf_counter()
    for i in range(100):
        words = f"Police came to Bakai for the {i}th time, residents said. " * 8
        assert read_bytes(page.format(words).encode(), f"{i}.html").text
    assert time.perf_counter() - begin < 10


def test_long_cyrillic_text_is_read_within_the_memory() -> None:
    text = "Снос домов в Бакае. " * 550_000
    data = text.encode()

    assert 19_000_000 < len(data) < 20_000_000
    assert read_bytes(data, "long.txt").text == text
