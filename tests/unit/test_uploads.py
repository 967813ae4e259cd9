"""The gate before uploads: editors' sessions, so much each; everybody else is refused before a byte is read."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from dashboard import hardening
from dashboard.protection import Protection
from dashboard.uploads import MAX_FILE, MAX_FILES, MAX_SESSION, Uploads

MB = 2**20


def _yes() -> bool:
    return True


def _path(file: str = "f", session: str = "s") -> str:
    return f"/_stcore/upload_file/{session}/{file}"


@pytest.fixture
def uploads() -> Uploads:
    """One session may upload."""
    found = Uploads()
    found.admit("s", _yes)
    return found


def _refused(uploads: Uploads, length: int | None = 10, file: str = "f", **more: str) -> int:
    answer = uploads.refusal(more.get("method", "PUT"), more.get("path", _path(file)), length)
    return answer[0] if answer else 0


def test_editors_session_uploads_and_no_other(uploads: Uploads) -> None:
    assert _refused(uploads) == 0
    assert _refused(uploads, path=_path(session="other")) == 403
    assert _refused(Uploads()) == 403


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/upload_file",
        "/_stcore/upload_file/",
        "/_stcore/upload_file/s",
        "/_stcore/upload_file/s/",
        "/_stcore/upload_file//f",
        "/_stcore/upload_file/s/f/g",
        "/_stcore/upload_file/s/f\n",
        "/_stcore/upload_filex/s/f",
        "/other/_stcore/upload_file/s/f",
    ],
)
def test_path_that_is_not_quite_right_is_refused(uploads: Uploads, path: str) -> None:
    assert _refused(uploads, path=path) == 403


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "PATCH", "HEAD", "put"])
def test_only_putting_and_deleting_go_through(uploads: Uploads, method: str) -> None:
    assert _refused(uploads, method=method) == 403


def test_file_has_a_length_and_a_largest_one(uploads: Uploads) -> None:
    assert _refused(uploads, None) == 411
    assert _refused(uploads, MAX_FILE) == 0
    assert _refused(uploads, MAX_FILE + MB) == 413


def test_largest_file_is_what_streamlit_tells_the_browser() -> None:
    assert hardening.HARDENED["server.maxUploadSize"] * MB == MAX_FILE


def test_session_has_so_many_files_and_deleting_makes_room(uploads: Uploads) -> None:
    assert [_refused(uploads, file=f"f{i}") for i in range(MAX_FILES + 1)] == [0] * MAX_FILES + [
        413
    ]
    assert _refused(uploads, file="f0") == 0, "the same file again is no further one"

    assert _refused(uploads, method="DELETE", file="f0") == 0
    assert _refused(uploads, file="new") == 0


def test_session_has_so_many_bytes(uploads: Uploads) -> None:
    fits = MAX_SESSION // MAX_FILE
    answers = [_refused(uploads, MAX_FILE, file=f"f{i}") for i in range(fits + 1)]

    assert answers == [0] * fits + [413]


def test_being_admitted_again_gives_no_further_room(uploads: Uploads) -> None:
    for i in range(MAX_FILES):
        _refused(uploads, file=f"f{i}")
    uploads.admit("s", _yes)

    assert _refused(uploads, file="new") == 413


def test_right_is_asked_for_before_each_file() -> None:
    stands = [True]
    uploads = Uploads()
    uploads.admit("s", lambda: stands[0])
    assert _refused(uploads) == 0

    stands[0] = False
    assert _refused(uploads) == 403
    assert _refused(uploads, method="DELETE") == 403


def test_old_sessions_are_forgotten() -> None:
    uploads = Uploads()
    for number in range(1000):
        uploads.admit(f"s{number}", _yes)

    assert len(uploads._held) == 256
    assert _refused(uploads, path=_path(session="s0")) == 403
    assert _refused(uploads, path=_path(session="s999")) == 0


# Around the app


async def _inside(scope: Scope, receive: Receive, send: Send) -> None:
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(len(body)).encode()})


@pytest.mark.parametrize("base", ["", "/map"])
def test_file_of_an_editor_reaches_streamlit(uploads: Uploads, base: str) -> None:
    client = TestClient(Protection(_inside, base=base, uploads=uploads))
    answer = client.put(base + _path(), content=b"x" * 1000)

    assert (answer.status_code, answer.text) == (200, "1000")
    assert client.put(base + _path(session="other"), content=b"x").status_code == 403


def test_file_in_pieces_of_unknown_length_is_refused(uploads: Uploads) -> None:
    client = TestClient(Protection(_inside, uploads=uploads))

    assert client.put(_path(), content=(b"x" for _ in range(3))).status_code == 411


@pytest.mark.parametrize("length", ["", "-1", "1e3", "99999999999999999999", "²"])
def test_length_that_is_no_number_is_refused(uploads: Uploads, length: str) -> None:
    client = TestClient(Protection(_inside, uploads=uploads))
    headers = {b"content-length": length.encode()}

    assert client.put(_path(), headers=headers, content=b"").status_code in (411, 413)


def test_refusal_carries_the_headers_of_every_answer(uploads: Uploads) -> None:
    answer = TestClient(Protection(_inside, uploads=uploads)).put(_path(session="x"), content=b"x")

    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
