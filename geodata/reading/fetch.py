"""Fetch one public web page for the archive, and nothing else: no private address, no endless answer. An edge: it uses the network.

A name is resolved, every address behind it is checked, and the connection goes to the checked address itself, so that a second
answer of the name server changes nothing. Each redirect is checked anew. Nothing of this machine goes along: no proxy settings,
cookies or credentials.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urljoin

import httpx

from geodata.errors import ReadingError

__all__ = ["MEDIA_TYPES", "Fetched", "fetch", "is_public"]

MEDIA_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
MAX_BYTES = 10_000_000
MAX_SECONDS = 30.0
_MAX_REDIRECTS = 5
_PORTS = {"http": 80, "https": 443}
_ODD = re.compile(r"[\x00-\x20\x7f\\]")
_LOCAL_NAMES = ("localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "arpa")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Resolve = Callable[[str, int], Iterable[str]]
"""Host and port to the addresses behind them."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered."""

    url: str
    """Where the answer came from, after redirects."""
    content: bytes
    media_type: str


def is_public(address: str) -> bool:
    """Say whether an IP address belongs to the public internet, also when it wraps another one.

    Examples
    --------
    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.5"), is_public("93.184.216.34")
    (False, False, True)
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if found.teredo:
            inner = found.teredo[1]
        elif found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast and not found.is_reserved


def fetch(
    url: str,
    *,
    resolve: Resolve | None = None,
    allowed: Callable[[str], bool] = is_public,
    ports: Iterable[int] = (80, 443),
) -> Fetched:
    """Fetch a web page, a text or a PDF.

    Parameters
    ----------
    url
        http or https.
    resolve, allowed, ports
        How names become addresses, which addresses may be asked, at which ports: for tests.

    Raises
    ------
    ReadingError
        The address may not be asked, does not answer in 30 seconds, or answers with what is not a report. One sentence.
    """
    end = time.monotonic() + MAX_SECONDS
    at = url
    with httpx.Client(trust_env=False, timeout=5.0, headers=_HEADERS) as client:
        for _ in range(_MAX_REDIRECTS + 1):
            request = _request(client, at, resolve or _resolve, allowed, frozenset(ports))
            try:
                response = client.send(request, stream=True)
                try:
                    if not response.has_redirect_location:
                        return _answer(at, response, end)
                    at = urljoin(at, response.headers["location"])
                finally:
                    response.close()
            except httpx.HTTPError as err:
                raise ReadingError(f"{at!r} did not answer ({err or type(err).__name__})") from err
    raise ReadingError(f"{url!r} leads on more than {_MAX_REDIRECTS} times; give the last address")


_HEADERS = {
    "user-agent": "Holdground (archive of reports)",
    "accept": ", ".join(MEDIA_TYPES),
    # A packed answer of some kilobytes can unpack to gigabytes.
    "accept-encoding": "identity",
}


def _request(
    client: httpx.Client,
    text: str,
    resolve: Resolve,
    allowed: Callable[[str], bool],
    ports: frozenset[int],
) -> httpx.Request:
    """A request to the checked address behind a URL, under the URL's own name."""
    url = _checked(text, ports)
    port = url.port or _PORTS[url.scheme]
    try:
        addresses = list(resolve(url.host, port))
    except OSError as err:
        raise ReadingError(
            f"{url.host!r} is a name that nobody answers to; check the address"
        ) from err
    if not addresses or not all(allowed(address) for address in addresses):
        raise ReadingError(
            f"{text!r} does not lead to the public internet; only public web pages are fetched"
        )
    host = f"[{url.host}]" if ":" in url.host else url.host
    named = host if url.port is None else f"{host}:{url.port}"
    literal = url.copy_with(host=addresses[0].partition("%")[0])
    # httpx checks the certificate against this name, not against the address.
    return client.build_request(
        "GET", literal, headers={"host": named}, extensions={"sni_hostname": url.host}
    )


def _checked(text: str, ports: frozenset[int]) -> httpx.URL:
    refusal = f"{text!r} is not the address of a public web page; give http(s)://host/page"
    if _ODD.search(text) or not re.match(r"https?://[^/]", text, re.IGNORECASE):
        raise ReadingError(refusal)
    try:
        url = httpx.URL(text)
        host = url.host.rstrip(".").casefold()
    except (httpx.InvalidURL, ValueError) as err:
        raise ReadingError(refusal) from err
    last = host.rpartition(".")[2]
    dotless = "." not in host and ":" not in host
    if url.userinfo or not host or dotless or last in _LOCAL_NAMES:
        raise ReadingError(refusal)
    if (url.port or _PORTS.get(url.scheme)) not in ports:
        raise ReadingError(
            f"{text!r} asks for port {url.port}; public pages are fetched from 80 and 443 only"
        )
    return url.copy_with(fragment=None)


def _answer(url: str, response: httpx.Response, end: float) -> Fetched:
    if response.status_code != httpx.codes.OK:
        raise ReadingError(f"{url!r} answered {response.status_code} instead of a page")
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in MEDIA_TYPES:
        raise ReadingError(
            f"{url!r} is {media_type or 'of no stated type'}; expected a web page, a text or a PDF"
        )
    if response.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise ReadingError(
            f"{url!r} answers packed although it was asked not to; save the page as a file"
        )
    parts, size = [], 0
    for part in response.iter_raw():
        parts.append(part)
        size += len(part)
        if size > MAX_BYTES:
            raise ReadingError(
                f"{url!r} is longer than {MAX_BYTES:,} bytes; save what you need as a file"
            )
        if time.monotonic() > end:
            raise ReadingError(
                f"{url!r} took more than {MAX_SECONDS:.0f} s; save the page as a file"
            )
    return Fetched(url, b"".join(parts), media_type)


def _resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[4][0]) for address in found))
