"""Draft + decision → event and claims. Pure: what an editor decides comes in, the changes to make come out.

Rules
-----
- A draft becomes public only as a whole and by a named person: `accept` (a new event) or `merge` (its claims join one that is
  there). Both need at least one claim that it happened.
- A value of an event rests on a claim that was not turned down, or on the editor's own word, which is then a claim as well.
- Turned-down claims stay with the draft and reach neither the event nor the public; unverifiable ones are kept, shown apart
  and never counted.
- An event's claims are never averaged: joining claims can only widen a range.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from geodata import vocabulary
from geodata.dates import interval_of, overlaps
from geodata.draft import Draft, Whereabouts
from geodata.errors import QueryError, ReviewError
from geodata.history import Tombstone
from geodata.model import Claim, Document, Event, Link, Place, PlaceName
from geodata.quantity import Quantity

__all__ = [
    "NEEDS_SUPPORT",
    "Decided",
    "accept",
    "add_claim",
    "begun",
    "close",
    "copied",
    "decide",
    "duplicates",
    "edit",
    "edit_claim",
    "faults",
    "merge",
    "place_of",
    "unsupported",
    "withdraw",
]

NEEDS_SUPPORT = ("date", "time_start", "time_end", "place_id", "outcome")
"""Fields of an event whose value must rest on a claim."""
_EDITABLE = (
    "event_type",
    "title",
    "summary",
    "date",
    "date_basis",
    "time_start",
    "time_end",
    "timezone",
    "place_id",
    "place",
    "where_as_written",
    "outcome",
    "links",
)
_STANDING = ("proposed", "accepted")
_LONGEST = 300
"""Letters of the report that a claim repeats."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision makes of a draft."""

    draft: Draft
    event: Event | None = None
    """The new event, or the one that was joined."""
    claims: tuple[Claim, ...] = ()
    links: tuple[Link, ...] = ()
    place: Place | None = None
    """A place that the record lacks."""


def begun(
    document: Document, draft_id: str, start: int | None = None, end: int | None = None
) -> Draft:
    """Return an editor's own draft: of nothing yet, or with the words of the report that say that it happened."""
    draft = Draft(draft_id, document.document_id, document.source_id, state="in_review")
    if start is None or end is None:
        return draft
    if not 0 <= start < end <= len(document.text):
        raise QueryError(f"the words {start!r} to {end!r} are not in the report")
    return add_claim(draft, "event", text=document.text[start:end][:_LONGEST], start=start, end=end)


def copied(draft: Draft, draft_id: str) -> Draft:
    """Return a second draft that begins as a copy of one: for what is told as one event and was two."""
    return replace(
        draft,
        draft_id=draft_id,
        claims=tuple(
            replace(claim, claim_id=f"{draft_id}-c{i:02d}", event_id=draft_id)
            for i, claim in enumerate(draft.claims, 1)
        ),
        links=tuple(replace(link, event_id=draft_id) for link in draft.links),
        state="in_review",
        event_id="",
        reason="",
    )


def edit(draft: Draft, **fields: object) -> Draft:
    """Return a draft with other values. Its claims stay: they are what the report says, the values are our reading of it.

    Raises
    ------
    ReviewError
        A field cannot be edited so.
    InvalidRecordError
        A value is not one that the field can hold.
    """
    strangers = [name for name in fields if name not in _EDITABLE]
    if strangers:
        raise ReviewError([f"{name!r} is not a field that can be edited" for name in strangers])
    if draft.state not in ("proposed", "in_review"):
        raise ReviewError([f"the draft is {draft.state}; open it again before you change it"])
    return replace(draft, state="in_review", **fields)  # type: ignore[arg-type]


def decide(draft: Draft, claim_id: str, status: str, note: str = "") -> Draft:
    """Return a draft with one claim accepted, rejected, unverifiable, or proposed again."""
    return edit_claim(draft, claim_id, status=status, **({"note": note} if note else {}))


def edit_claim(draft: Draft, claim_id: str, **fields: object) -> Draft:
    """Return a draft with one claim changed: its status, words, numbers, evidence, who says it, or note."""
    if all(claim.claim_id != claim_id for claim in draft.claims):
        raise ReviewError([f"the draft has no claim {claim_id!r}"])
    claims = tuple(
        replace(claim, **fields) if claim.claim_id == claim_id else claim  # type: ignore[arg-type]
        for claim in draft.claims
    )
    return replace(draft, claims=claims, state=_touched(draft))


def add_claim(  # noqa: PLR0913 - told by keyword
    draft: Draft,
    field: str,
    *,
    text: str = "",
    quantity: Quantity | None = None,
    start: int | None = None,
    end: int | None = None,
    stated_by: str = "unknown",
    note: str = "",
) -> Draft:
    """Return a draft with one more claim, an editor's: with a span of the document, or as the editor's own word."""
    taken = [int(claim.claim_id.rpartition("-c")[2] or 0) for claim in draft.claims]
    claim = Claim(
        claim_id=f"{draft.draft_id}-c{max(taken, default=0) + 1:02d}",
        event_id=draft.draft_id,
        source_id=draft.source_id,
        field=field,
        text=text,
        quantity=quantity,
        stated_by=stated_by,
        start=start,
        end=end,
        status="accepted",
        note=note,
        document_id=draft.document_id if start is not None else "",
    )
    return replace(draft, claims=(*draft.claims, claim), state=_touched(draft))


def unsupported(draft: Draft) -> tuple[str, ...]:
    """Return the fields that have a value which no standing claim carries."""
    told = {claim.field for claim in draft.claims if claim.status in _STANDING}
    return tuple(name for name in NEEDS_SUPPORT if getattr(draft, name) and name not in told)


def faults(draft: Draft) -> tuple[str, ...]:
    """Return, in one sentence each, what keeps a draft from becoming an event; empty when nothing does."""
    found = []
    if draft.state not in ("proposed", "in_review"):
        found.append(f"the draft is {draft.state} already")
    if not draft.event_type:
        found.append("say what kind of event it was")
    if not draft.title.strip():
        found.append("say in one line what happened")
    if not any(c.field == "event" and c.status in _STANDING for c in draft.claims):
        found.append("no standing claim says that it happened")
    if draft.place_id and draft.place is None:
        found.append("the place has no name or position; pick it again")
    found += [
        f"{_label(name)} rests on no claim: point at the words that say so, write that it is your own knowledge, or empty it"
        for name in unsupported(draft)
    ]
    return tuple(found)


def accept(  # noqa: PLR0913 - told by keyword
    draft: Draft,
    *,
    event_id: str,
    siblings: Sequence[Draft] = (),
    known_places: Iterable[str] = (),
    episode_id: str = "",
    reason: str = "",
) -> Decided:
    """Make an event of a draft. What was proposed and not turned down counts as accepted: this is the person's act.

    Parameters
    ----------
    event_id
        Id of the event to be; never used before.
    siblings
        The other drafts of the document: links to and from those that are events already become links of this event.
    known_places
        Ids of the places that the record has; another place is made along with the event.

    Raises
    ------
    ReviewError
        Something is missing; all of it.
    """
    missing = faults(draft)
    if missing:
        raise ReviewError(missing)
    event = Event(
        event_id=event_id,
        event_type=draft.event_type,
        title=draft.title,
        summary=draft.summary,
        date=draft.date,
        date_basis=draft.date_basis,
        time_start=draft.time_start,
        time_end=draft.time_end,
        timezone=draft.timezone,
        place_id=draft.place_id,
        where_as_written=draft.where_as_written,
        outcome=draft.outcome,
        episode_id=episode_id,
    )
    where = draft.place or Whereabouts(draft.where_as_written)
    known = draft.place_id in {"", *known_places}
    place = None if known else place_of(draft.place_id, where, draft.where_as_written)
    done = replace(draft, state="published", event_id=event_id, reason=reason)
    return Decided(done, event, _claims(draft, event_id), _links(done, siblings), place)


def merge(
    draft: Draft, event: Event, *, siblings: Sequence[Draft] = (), reason: str = ""
) -> Decided:
    """Join a draft's claims to an event that is there; the event's own fields stay, its ranges widen by what is claimed.

    Raises
    ------
    ReviewError
        The draft is decided already, or nothing of it stands.
    """
    missing = []
    if draft.state not in ("proposed", "in_review"):
        missing.append(f"the draft is {draft.state} already")
    if not any(c.field == "event" and c.status in _STANDING for c in draft.claims):
        missing.append("no standing claim says that it happened")
    if missing:
        raise ReviewError(missing)
    done = replace(draft, state="duplicate", event_id=event.event_id, reason=reason)
    return Decided(done, event, _claims(draft, event.event_id), _links(done, siblings))


def close(draft: Draft, state: str, reason: str) -> Draft:
    """Return a draft that is rejected, unverifiable, or open again (``in_review``)."""
    if draft.event_id:
        raise ReviewError([f"the draft became {draft.event_id}; undo that, or withdraw the event"])
    if state not in ("rejected", "unverifiable", "in_review", "proposed"):
        raise ReviewError([f"{state!r} cannot be chosen here"])
    if state in ("rejected", "unverifiable") and not reason.strip():
        raise ReviewError(["say why, in a few words"])
    return replace(draft, state=state, reason=reason)


def duplicates(draft: Draft, events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events that may be the draft's: same place, dates that share a day; the same type first, then the same layer.

    An event or a draft without a date or a place is proposed to nobody.
    """
    if not (draft.place_id and draft.date):
        return ()
    when = interval_of(draft.date)
    near = [
        event
        for event in events
        if event.status == "published"
        and event.place_id == draft.place_id
        and event.interval is not None
        and overlaps(event.interval, when)
        and event.layer == draft.layer
    ]
    same_hour = draft.time_start
    return tuple(
        sorted(
            near,
            key=lambda e: (
                e.event_type != draft.event_type,
                not same_hour or e.time_start != same_hour,
                e.event_id,
            ),
        )
    )


def withdraw(
    event: Event, *, reason: str, now: dt.datetime, replaced_by: str = ""
) -> tuple[Event, Tombstone]:
    """Return an event as withdrawn, and what stands at its link from now on."""
    if event.status == "withdrawn":
        raise ReviewError([f"{event.event_id} is withdrawn already"])
    stone = Tombstone(
        event.event_id, now.astimezone(dt.UTC).date().isoformat(), reason, replaced_by
    )
    return replace(event, status="withdrawn"), stone


def _claims(draft: Draft, event_id: str) -> tuple[Claim, ...]:
    """The claims that go with the event. Their ids hold the draft's, so that two reports never make the same one."""
    kept = [claim for claim in draft.claims if claim.status != "rejected"]
    return tuple(
        replace(
            claim,
            event_id=event_id,
            status="accepted" if claim.status == "proposed" else claim.status,
        )
        for claim in kept
    )


def _links(draft: Draft, siblings: Sequence[Draft]) -> tuple[Link, ...]:
    events = {one.draft_id: one.event_id for one in (*siblings, draft) if one.event_id}
    drafts, stem = {one.draft_id for one in siblings}, f"{draft.document_id[:12]}-"
    found = []
    for one in (*siblings, draft):
        if not one.event_id:
            continue
        for link in one.links:
            target = events.get(link.target_id, link.target_id)
            # A tie waits for the other draft to be an event; to one that was taken back it comes to nothing.
            of_report = link.target_id in drafts or link.target_id.startswith(stem)
            waits = of_report and link.target_id not in events
            mine = draft.draft_id in (one.draft_id, link.target_id)
            if mine and not waits and target != one.event_id:
                found.append(replace(link, event_id=one.event_id, target_id=target))
    return tuple(dict.fromkeys(found))


def place_of(place_id: str, where: Whereabouts, written: str = "") -> Place:
    """Return a place that the record lacks: one of the world's gazetteer, or one that an editor put down by hand.

    Parameters
    ----------
    written
        What it is called in the report; its name where nobody gave one.
    """
    by_hand = where.how == "by_hand"
    return Place(
        place_id,
        "other",
        parent_id=where.parent_id,
        point=where.point,
        radius_m=where.radius_m,
        names=(PlaceName(where.name or written, "en", main=True),),
        coordinate_source="placed by hand by an editor"
        if by_hand
        else f"{place_id} in the world's gazetteer",
        confidence="low" if by_hand else "medium",
        licence="CC BY 4.0",
    )


def _touched(draft: Draft) -> str:
    if draft.state not in ("proposed", "in_review"):
        raise ReviewError([f"the draft is {draft.state}; open it again before you change it"])
    return "in_review"


def _label(name: str) -> str:
    return f"“{vocabulary.label('claim_fields', name)}”"
