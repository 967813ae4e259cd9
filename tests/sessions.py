"""A session of Streamlit without a browser: what its websocket says to whoever has these cookies."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

_PATIENCE = 30.0


class Session:
    """One open session."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    def run(self, page: str = "") -> list[ForwardMsg]:
        """Run one page of the app, and return all that it said."""
        ask = BackMsg()
        ask.rerun_script.page_name = page
        ask.rerun_script.SetInParent()
        self._socket.send(ask.SerializeToString())
        said: list[ForwardMsg] = []
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            said.append(ForwardMsg.FromString(self._socket.recv(timeout=_PATIENCE)))  # type: ignore[arg-type]
            if said[-1].WhichOneof("type") == "script_finished":
                return said
        raise AssertionError("the app did not come to an end")

    def pages(self) -> set[str]:
        """Run the app, and return the pages that it lists for this session."""
        listed = [
            m.navigation.app_pages for m in self.run() if m.WhichOneof("type") == "navigation"
        ]
        return {page.url_pathname for page in listed[-1] if not page.is_hidden}

    def name(self, page: str = "") -> str:
        """Run a page, and return Streamlit's id of the session."""
        started = [m.new_session for m in self.run(page) if m.WhichOneof("type") == "new_session"]
        return str(started[-1].initialize.session_id)


@contextmanager
def session(client: httpx.Client, app: str, *, origin: str = "") -> Iterator[Session]:
    """Open a session with the cookies of a client.

    Parameters
    ----------
    origin
        The page that opens it; empty for one of the app itself.
    """
    client.get(f"{app}/_stcore/health")
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    token = client.cookies.get("_streamlit_xsrf", "")
    with connect(
        f"{app.replace('http', 'ws', 1)}/_stcore/stream",
        origin=origin or app,  # type: ignore[arg-type]
        subprotocols=["streamlit", token],  # type: ignore[list-item]
        additional_headers={"Cookie": cookies},
        max_size=None,
    ) as socket:
        yield Session(socket)


def listed_pages(client: httpx.Client, app: str) -> set[str]:
    """Open a session, and return the pages that it lists."""
    with session(client, app) as opened:
        return opened.pages()
