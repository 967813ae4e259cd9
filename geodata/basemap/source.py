"""Reading stretches of bytes from an archive: a file, or a URL by HTTP Range requests. Floor 1, an edge module."""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import httpx
from tenacity import (
    Retrying,
    retry_if_exception_type,
    sleep_using_event,
    stop_after_attempt,
    stop_when_event_set,
    wait_random_exponential,
)

from geodata.errors import BasemapError

__all__ = ["FileSource", "HttpSource", "Source", "http_client", "open_source"]

ATTEMPTS = 6
"""How often one stretch is asked for before giving up: about half a minute of trouble on the line."""

PAUSE = wait_random_exponential(multiplier=0.5, max=15)
"""Seconds between attempts: anything up to a bound that doubles each time."""

_OPENING = 16_384  # the header and the root directory lie in here (PMTiles version 3)
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_CONTENT_RANGE = re.compile(r"bytes (\d{1,19})-(\d{1,19})/(\d{1,19})")


class Source(Protocol):
    """Bytes of one archive that does not change while it is read; safe to read from several threads."""

    name: str
    size: int
    identity: str

    def read(self, offset: int, length: int) -> bytes:
        """Return exactly ``length`` bytes from ``offset``."""

    def close(self) -> None:
        """Let go of file handles and connections."""


class _PassingError(Exception):
    """Something that may work when tried again."""


class _Closing:
    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        raise NotImplementedError


class FileSource(_Closing):
    """An archive on disk.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    BasemapError
        When it cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        try:
            self._file = path.open("rb")
            status = os.fstat(self._file.fileno())
        except OSError as error:
            raise BasemapError(
                f"the tile archive {str(path)!r} cannot be opened ({error.strerror or error}); "
                "give the path of a readable .pmtiles file"
            ) from error
        self.size = status.st_size
        self.identity = f"file {path.resolve()} {status.st_size} {status.st_mtime_ns}"

    def read(self, offset: int, length: int) -> bytes:
        """Return exactly ``length`` bytes from ``offset``."""
        data = os.pread(self._file.fileno(), length, offset)
        if len(data) != length:
            raise BasemapError(
                f"{self.name!r} ended {length - len(data)} bytes early at byte {offset}; "
                "it is cut off or was changed while it was read: get it again"
            )
        return data

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class HttpSource(_Closing):
    """An archive behind a server that answers Range requests.

    Parameters
    ----------
    url
        ``http`` or ``https``.
    client
        Keeps the connections; not closed here unless it was made here.

    Raises
    ------
    BasemapError
        When the server does not answer, ignores Range, or has no such file.

    References
    ----------
    RFC 9110 §14 (range requests), §13.1.5.
    """

    def __init__(self, url: str, client: httpx.Client | None = None) -> None:
        self.name = url
        self._closed = threading.Event()
        self._own = client is None
        self._client = client or http_client()
        self.size = 0
        self.identity = ""
        try:
            self._opening = self._ask(0, _OPENING)
        except BaseException:
            self.close()
            raise

    def read(self, offset: int, length: int) -> bytes:
        """Return exactly ``length`` bytes from ``offset``; tries again when the line breaks."""
        if length == 0:
            return b""
        if offset + length <= len(self._opening):
            return self._opening[offset : offset + length]
        return self._ask(offset, length)

    def close(self) -> None:
        """Close the connections that were made here; whoever waits for another attempt gives up."""
        self._closed.set()
        if self._own:
            self._client.close()

    def _ask(self, offset: int, length: int) -> bytes:
        retrying = Retrying(
            stop=stop_after_attempt(ATTEMPTS) | stop_when_event_set(self._closed),
            sleep=sleep_using_event(self._closed),
            wait=PAUSE,
            retry=retry_if_exception_type(_PassingError),
            reraise=True,
        )
        try:
            return retrying(self._ask_once, offset, length)
        except _PassingError as error:
            raise BasemapError(
                f"{self.name!r} did not give bytes {offset} to {offset + length - 1} in {ATTEMPTS} attempts ({error}); "
                "check the network and run the command again: it goes on where it stopped"
            ) from error

    def _ask_once(self, offset: int, length: int) -> bytes:
        headers = {
            "Range": f"bytes={offset}-{offset + length - 1}",
            "Accept-Encoding": "identity",
        }
        try:
            with self._client.stream("GET", self.name, headers=headers) as response:
                expected = self._checked(response, offset, length)
                body = bytearray()
                for chunk in response.iter_raw():
                    body += chunk
                    if len(body) > expected:
                        break
        except httpx.TransportError as error:
            raise _PassingError(str(error) or type(error).__name__) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise BasemapError(
                f"{self.name!r} cannot be fetched ({error}); give the address of a .pmtiles file"
            ) from error
        if len(body) != expected:
            raise _PassingError(f"{len(body)} bytes came, {expected} were announced")
        return bytes(body)

    def _checked(self, response: httpx.Response, offset: int, length: int) -> int:
        """Return how many bytes the body will hold, or refuse the answer."""
        if response.status_code in _PASSING:
            raise _PassingError(f"the server answered {response.status_code}")
        if response.status_code == httpx.codes.OK:
            raise BasemapError(
                f"{self.name!r} answered 200 with the whole file, not 206 with the part that was asked for; "
                "its server does not serve Range requests: use another source, "
                "or download the file and give its path"
            )
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            raise self._changed(f"it no longer holds byte {offset}")
        if response.status_code != httpx.codes.PARTIAL_CONTENT:
            raise BasemapError(
                f"{self.name!r} answered {response.status_code}, expected 206; "
                "check the address (public builds are kept for some days only) or give another source"
            )
        return self._checked_range(response, offset, length)

    def _checked_range(self, response: httpx.Response, offset: int, length: int) -> int:
        header = response.headers.get("content-range", "")
        match = _CONTENT_RANGE.fullmatch(header.strip())
        if match is None:
            raise BasemapError(
                f"{self.name!r} answered 206 with the Content-Range {header!r}, "
                f"expected 'bytes {offset}-{offset + length - 1}/<size>'; use another source"
            )
        first, last, size = (int(number) for number in match.groups())
        identity = _identity(response, size)
        if not self.identity:
            self.size, self.identity = size, identity
        if identity != self.identity:
            raise self._changed(f"it was {self.identity}, it is {identity}")
        if first != offset or last != min(offset + length, size) - 1:
            raise BasemapError(
                f"{self.name!r} answered with bytes {first}-{last}, "
                f"asked for were {offset}-{offset + length - 1}; use another source"
            )
        return last - first + 1

    def _changed(self, how: str) -> BasemapError:
        return BasemapError(
            f"the archive {self.name!r} changed while it was read ({how}); "
            "run the command again: it starts anew with the archive as it is now"
        )


def open_source(source: str) -> FileSource | HttpSource:
    """Open a local path or an ``http(s)`` address.

    Raises
    ------
    BasemapError
        When it is neither, or cannot be read.
    """
    if re.match(r"(?i)https?://", source):
        return HttpSource(source)
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", source):
        raise BasemapError(
            f"the source {source!r} has a scheme that is not known; "
            "give an http or https address, or the path of a .pmtiles file"
        )
    return FileSource(Path(source))


def http_client() -> httpx.Client:
    """Return a client with keep-alive, time limits, and as many connections as there are workers."""
    return httpx.Client(
        follow_redirects=True,
        max_redirects=5,
        timeout=httpx.Timeout(30.0, connect=10.0),
        limits=httpx.Limits(max_connections=8, max_keepalive_connections=8),
        headers={"User-Agent": "holdground basemap"},
    )


def _identity(response: httpx.Response, size: int) -> str:
    """Tell one version of the archive from another: ETag, or the date where there is none, and size."""
    version = response.headers.get("etag") or response.headers.get("last-modified", "")
    return f"{version.removeprefix('W/')} {size} bytes"
