"""Tries to log in: a bucket of them for each client and each name, in memory only and for as long as they count."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections.abc import Callable

__all__ = ["Attempts", "client_key"]

TRIES = 10
"""At once; after that one for every `SECONDS`."""
SECONDS = 60.0
_SHARED = 10
"""Times as many for an address that is not public: a proxy, behind which all readers are one client."""
_MOST = 20_000
"""Buckets that are kept; a full one says nothing and is dropped first."""


class Attempts:
    """Counts tries.

    Parameters
    ----------
    clock
        Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._full_at: dict[str, float] = {}

    def take(self, *keys: str) -> int:
        """Count one try for each key; seconds to wait when any has none left, and then none is counted."""
        with self._lock:
            now = self._clock()
            wait = max((self._next(key, now) for key in keys), default=0.0)
            if wait > 0:
                return int(wait) + 1
            if len(self._full_at) > _MOST:
                self._full_at = {k: at for k, at in self._full_at.items() if at > now}
            for key in keys:
                self._full_at[key] = max(self._full_at.get(key, now), now) + _cost(key)
            return 0

    def give_back(self, *keys: str) -> None:
        """Forget one try for each key: it was the right person."""
        with self._lock:
            for key in keys:
                if key in self._full_at:
                    self._full_at[key] -= _cost(key)

    def _next(self, key: str, now: float) -> float:
        """Seconds until the bucket of a key holds one try."""
        missing = self._full_at.get(key, now) - now
        return missing - (TRIES * SECONDS - _cost(key))


def client_key(address: str) -> str:
    """Return whom an address counts as: a house with IPv6 has a whole network of them.

    Examples
    --------
    >>> client_key("2a00:1450:4001:81b::200e")
    'client 2a00:1450:4001:81b::/64'
    >>> client_key("10.0.0.7")
    'shared 10.0.0.7'
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "shared unknown"
    if not found.is_global:
        return f"shared {found}"
    if found.version == 6:
        return f"client {ipaddress.ip_network((found, 64), strict=False)}"
    return f"client {found}"


def _cost(key: str) -> float:
    """Seconds until one try comes back."""
    return SECONDS / _SHARED if key.startswith("shared ") else SECONDS
