"""What the readers of modality share: the kinds of telling, and the cues of ``tables/modality.csv``. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from geodata.extraction.phrases import Phrase, phrases, rows, words

__all__ = ["KINDS", "SKIPPED", "Modality", "cues", "means"]

KINDS = (
    "fact",
    "attempt",
    "came",
    "failed",
    "plan",
    "negated",
    "hypothetical",
    "reference",
    "present",
)
"""`came`: they came in order to; `failed`: they could not; `reference`: it is only mentioned; `present`: told as going on now, which
is a fact in a chronicle and a generality in a column."""

SKIPPED = words(
    "also then now already still again just even soon finally later once yesterday today simply both all immediately quickly first "
    "уже еще снова опять вновь тогда также тут же сразу потом затем сегодня вчера просто только лишь все в итоге никому всех"
)
"""Words that may stand between an auxiliary, or a negation, and its verb."""


@dataclass(frozen=True, slots=True)
class Modality:
    """How a verb is told."""

    kind: str
    """One of `KINDS`."""
    rule: str
    """What told it."""
    before: bool = False
    """Told as over before the time of the narrative: "had ordered"."""


@cache
def cues(language: str, kind: str) -> tuple[Phrase, ...]:
    """Return the phrases of one kind of cue."""
    chosen = (r for r in rows("modality") if r["language"] == language and r["kind"] == kind)
    return tuple(phrase for row in chosen for phrase in phrases(row["word"], language))


@cache
def means(language: str, kind: str) -> Mapping[str, str]:
    """Return the words of one kind of cue, each with what it makes of a verb."""
    return {
        row["word"]: row["means"]
        for row in rows("modality")
        if row["language"] == language and row["kind"] == kind
    }
