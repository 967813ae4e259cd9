"""The layer around everything: one visitor cannot take the map from the others."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from dashboard import protection
from dashboard.protection import BURST, MAX_FRAME, MAX_SOCKETS, RATE, Protection, policy

Clock = Callable[[float], None]


async def _inside(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer requests with `ok`; keep what a websocket says until it ends."""
    if scope["type"] == "http":
        headers = [(b"Server", b"inner"), (b"X-Content-Type-Options", b"sniff"), (b"x-own", b"1")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"ok"})
        return
    heard: list[Message] = scope.setdefault("heard", [])
    while True:
        message = await receive()
        heard.append(message)
        if message["type"] == "websocket.disconnect":
            return


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stop the clock; the function moves it by some seconds."""
    now = [1000.0]
    monkeypatch.setattr(protection.time, "monotonic", lambda: now[0])

    def move(seconds: float) -> None:
        now[0] += seconds

    return move


def _socket(address: str = "93.184.216.5") -> Scope:
    return {"type": "websocket", "path": "/_stcore/stream", "client": (address, 1), "headers": []}


def _say(app: Protection, messages: list[Message], scope: Scope | None = None) -> list[Message]:
    """Send messages through one websocket; return what the inside heard."""
    scope = scope or _socket()
    waiting = [*messages, {"type": "websocket.disconnect", "code": 1000}]

    async def receive() -> Message:
        return waiting.pop(0)

    async def send(_: Message) -> None:
        return

    asyncio.run(app(scope, receive, send))
    heard: list[Message] = scope["heard"]
    return heard


def _frame(data: bytes = b"x") -> Message:
    return {"type": "websocket.receive", "bytes": data}


def test_ordinary_reader_is_heard_to_the_end(clock: Clock) -> None:
    heard = _say(Protection(_inside), [_frame()] * BURST)

    assert len(heard) == BURST + 1
    assert heard[-1]["code"] == 1000


def test_flood_is_closed_after_the_burst(clock: Clock) -> None:
    heard = _say(Protection(_inside), [_frame()] * 1000)

    assert len(heard) == BURST + 1
    assert heard[-1] == {"type": "websocket.disconnect", "code": 1008}


def test_patient_reader_may_go_on_for_ever(clock: Clock) -> None:
    app = Protection(_inside)
    scope = _socket()
    sent = 0

    async def receive() -> Message:
        nonlocal sent
        clock(1 / RATE)
        sent += 1
        return _frame() if sent <= 500 else {"type": "websocket.disconnect", "code": 1000}

    async def send(_: Message) -> None:
        return

    asyncio.run(app(scope, receive, send))

    assert len(scope["heard"]) == 501
    assert scope["heard"][-1]["code"] == 1000


@pytest.mark.parametrize("kind", ["bytes", "text"])
def test_frame_that_is_too_large_ends_the_connection(clock: Clock, kind: str) -> None:
    large: Any = b"x" * (MAX_FRAME + 1) if kind == "bytes" else "x" * (MAX_FRAME + 1)
    heard = _say(Protection(_inside), [{"type": "websocket.receive", kind: large}])

    assert heard == [{"type": "websocket.disconnect", "code": 1008}]


def test_frame_is_measured_in_bytes_and_not_in_letters(clock: Clock) -> None:
    heard = _say(Protection(_inside), [{"type": "websocket.receive", "text": "ы" * MAX_FRAME}])

    assert heard == [{"type": "websocket.disconnect", "code": 1008}]


def test_largest_frame_is_heard(clock: Clock) -> None:
    heard = _say(Protection(_inside), [_frame(b"x" * MAX_FRAME)])

    assert heard[0]["type"] == "websocket.receive"


def _hold(app: Protection, addresses: list[str]) -> list[list[Message]]:
    """Open one websocket after another and keep all of them open; return what each was sent."""
    answers: list[list[Message]] = [[] for _ in addresses]

    async def run() -> None:
        release = asyncio.Event()

        async def one(number: int, address: str) -> None:
            async def receive() -> Message:
                await release.wait()
                return {"type": "websocket.disconnect", "code": 1000}

            async def send(message: Message) -> None:
                answers[number].append(message)

            await app(_socket(address), receive, send)

        tasks = [asyncio.create_task(one(i, address)) for i, address in enumerate(addresses)]
        for _ in range(5):
            await asyncio.sleep(0)
        release.set()
        await asyncio.gather(*tasks)

    asyncio.run(run())
    return answers


def test_address_may_hold_only_so_many_connections() -> None:
    answers = _hold(Protection(_inside), ["93.184.216.5"] * (MAX_SOCKETS + 2))

    assert [bool(sent) for sent in answers] == [False] * MAX_SOCKETS + [True] * 2
    assert answers[-1] == [{"type": "websocket.close", "code": 1013}]


def test_connections_of_one_address_do_not_count_for_another() -> None:
    answers = _hold(Protection(_inside), ["93.184.216.5"] * MAX_SOCKETS + ["93.184.216.6"])

    assert all(sent == [] for sent in answers)


def test_proxy_on_this_network_may_hold_any_number_of_connections() -> None:
    answers = _hold(Protection(_inside), ["10.0.0.7"] * (MAX_SOCKETS + 5))

    assert all(sent == [] for sent in answers)


def test_closed_connections_are_forgotten() -> None:
    app = Protection(_inside)
    for _ in range(MAX_SOCKETS * 2):
        _say(app, [])

    assert not app._sockets


@pytest.mark.parametrize("method", ["PUT", "POST", "GET", "DELETE"])
@pytest.mark.parametrize("base", ["", "/map"])
def test_upload_is_refused_before_a_byte_is_read(method: str, base: str) -> None:
    client = TestClient(Protection(_inside, base=base))
    answer = client.request(method, f"{base}/_stcore/upload_file/session/file", content=b"x")

    assert answer.status_code == 403
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("address", "status"), [("127.0.0.1", 200), ("::1", 200), ("93.184.216.5", 404)]
)
def test_metrics_are_for_this_machine_only(address: str, status: int) -> None:
    client = TestClient(Protection(_inside), client=(address, 5000))

    assert client.get("/_stcore/metrics").status_code == status


def test_our_headers_stand_once_and_replace_those_inside() -> None:
    answer = TestClient(Protection(_inside)).get("/")

    assert answer.headers.get_list("x-content-type-options") == ["nosniff"]
    assert "server" not in answer.headers
    assert answer.headers["x-own"] == "1"


def test_only_the_named_inline_script_may_run() -> None:
    digest = base64.b64encode(hashlib.sha256(b"start()").digest()).decode()
    client = TestClient(Protection(_inside, scripts=["start()"]))
    told = client.get("/").headers["content-security-policy"]

    assert told.count("'sha256-") == 1
    assert f"'sha256-{digest}'" in told


def test_policy_names_who_may_frame_the_page() -> None:
    assert policy(framed_by="*").endswith("frame-ancestors *")


def test_lifespan_goes_through() -> None:
    seen: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["type"])

    asyncio.run(Protection(app)({"type": "lifespan"}, None, None))  # type: ignore[arg-type]

    assert seen == ["lifespan"]
