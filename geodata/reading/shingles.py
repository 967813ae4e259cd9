"""The sketch of a text: hashes of its word sequences, by which near-same texts are found. Pure."""

from __future__ import annotations

import hashlib
import re

__all__ = ["SIZE", "shingles"]

SIZE = 64
"""Hashes kept of a text."""
_WORDS = 5
_WORD = re.compile(r"\w+")


def shingles(text: str) -> tuple[int, ...]:
    """Return the smallest hashes of a text's sequences of five words, in order; of a shorter text its one sequence's.

    Two texts share about that part of these hashes which they share of their sequences (bottom-k sketch: Broder, "On the
    resemblance and containment of documents", 1997). Case, punctuation and line breaks do not count.
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    if not words:
        return ()
    runs = {" ".join(words[i : i + _WORDS]) for i in range(max(1, len(words) - _WORDS + 1))}
    return tuple(sorted(_hash(run) for run in runs)[:SIZE])


def _hash(run: str) -> int:
    # 63 bits: what an integer column holds.
    digest = hashlib.blake2b(run.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
