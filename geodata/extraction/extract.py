"""One report end to end: read, tell, gather, draft. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.draft import Draft, Extraction
from geodata.extraction.assembly import Parts, derived_times, draft_of, times_of
from geodata.extraction.joining import Gathered, gather
from geodata.extraction.narrative import narrate
from geodata.extraction.numbers import numbers_of
from geodata.extraction.outcome import outcome_of
from geodata.extraction.relevance import near_homes
from geodata.extraction.report import Report, lay_out
from geodata.extraction.telling import Telling
from geodata.extraction.ties import ties_of
from geodata.geoparsing.toponym import Toponym
from geodata.model import Document, Link, Problem

__all__ = ["extract"]

_LANGUAGES = ("en", "ru", "kk")
_OURS = frozenset({"demolition", "demolition_attempt", "eviction"})


def extract(
    document: Document,
    toponyms: Sequence[Toponym],
    *,
    published: str,
    language: str,
    voice: str = "reporter",
) -> Extraction:
    """Return the drafts of a report.

    Parameters
    ----------
    document
        The report; all spans count in its text.
    toponyms
        The place names that the geoparser found in it.
    published
        EDTF date of publication; empty where unknown.
    language
        BCP 47: en, ru or kk.
    voice
        Who speaks where a sentence names nobody, a code of the vocabulary's list `stated_by`: ``resident`` for an activists'
        report, ``court`` for a court's own notice.

    Returns
    -------
    Extraction
        Drafts in the order of the text; a problem when nothing was found, or the language is not read.

    Examples
    --------
    >>> report = Document("0" * 64, "paper", "Bulldozers razed 12 homes in Bakai on 12 May.")
    >>> (draft,) = extract(report, (), published="2006-05-28", language="en").drafts
    >>> draft.event_type, draft.date, draft.quantities["homes_demolished"].best
    ('demolition', '2006-05-12', 12)
    """
    code = language.split("-", maxsplit=1)[0].casefold()
    if code not in _LANGUAGES:
        reason = (
            f"the language {language!r} is not one of {', '.join(_LANGUAGES)}; no drafts were made"
        )
        return Extraction(problems=(Problem(document.document_id, reason),))
    report = lay_out(document, toponyms, published, code)
    events = gather(report, _relevant(report, narrate(report)))
    if not events:
        return Extraction(problems=(Problem(document.document_id, "no event was found"),))
    return Extraction(tuple(_drafts(report, events, voice)))


def _relevant(report: Report, tellings: Sequence[Telling]) -> list[Telling]:
    """Leave out arrests, trials and deaths that have nothing to do with homes."""
    near = near_homes(report)
    if not near:
        return []
    return [t for t in tellings if t.event_type in _OURS or report.rows[t.row].paragraph in near]


def _drafts(report: Report, events: Sequence[Gathered], voice: str) -> list[Draft]:
    numbers = numbers_of(report, events)
    ids = [f"{report.document.document_id[:12]}-{i:02d}" for i in range(1, len(events) + 1)]
    made = []
    for i, event in enumerate(events):
        links = tuple(Link(ids[i], link, ids[target]) for link, target in ties_of(events, i))
        parts = Parts(
            ids[i],
            event,
            tuple(numbers.get(i, ())),
            outcome_of(report, events, event, numbers.get(i, ())),
            times_of(event) or derived_times(events, i),
            links,
        )
        made.append(draft_of(report, parts, voice))
    return made
