"""What an editor does, as one message from the browser, and what comes of it. The page draws; this decides nothing, it asks the desk."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from dashboard.app_pages import desk_draft, desk_events, desk_place, desk_source
from dashboard.app_pages.desk_draft import Wire, text_of
from dashboard.app_pages.desk_near import brief
from dashboard.app_pages.desk_preview import preview
from dashboard.app_pages.desk_words import invalid
from dashboard.data import Snapshot
from geodata import review
from geodata.desk import Desk
from geodata.draft import Draft
from geodata.errors import GeodataError, InvalidRecordError, QueryError, ReviewError, StaleError
from geodata.gazetteer.gazetteer import Gazetteer
from geodata.model import Episode, Event
from geodata.review import Decided
from geodata.shelf import Opened
from geodata.store.editors import Editor

__all__ = ["Answer", "Bench", "perform"]

_LOG = logging.getLogger(__name__)
_WAITING = ("proposed", "in_review")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a message."""

    nonce: int = 0
    """The number that the browser gave the message."""
    ok: bool = True
    told: str = ""
    """A sentence for the editor."""
    faults: tuple[str, ...] = ()
    """Why it was refused, a sentence each."""
    stale: Mapping[str, str] | None = None
    """Who changed it meanwhile, and when."""
    event: str = ""
    """An event that is public now, for a link."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    goto: Mapping[str, str] = field(default_factory=dict)
    """What the address is to say; an empty text takes a part out of it."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What acting needs: who acts on what, with which tools."""

    desk: Desk
    editor: Editor
    gazetteer: Callable[[], Gazetteer]
    snapshot: Callable[[], Snapshot]
    translate: Callable[[str], str]


def perform(bench: Bench, message: object) -> Answer:
    """Do what a message asks, and say what came of it; an error becomes a sentence.

    Parameters
    ----------
    message
        ``{nonce, do, …}`` as the browser sent it.
    """
    told = message if isinstance(message, dict) else {}
    nonce = told["nonce"] if isinstance(told.get("nonce"), int) else 0
    act = _ACTS.get(str(told.get("do")), _unknown)
    try:
        return replace(act(bench, told), nonce=nonce)
    except StaleError as err:
        return Answer(nonce, ok=False, stale={"who": err.who, "at": err.at})
    except ReviewError as err:
        return Answer(
            nonce, ok=False, faults=tuple(_sentence(bench.translate(one)) for one in err.faults)
        )
    except InvalidRecordError as err:
        wrong = (invalid(name, fault, bench.translate) for name, fault in err.errors.items())
        return Answer(nonce, ok=False, faults=tuple(map(_sentence, dict.fromkeys(wrong))))
    except (GeodataError, ValueError) as err:
        return Answer(nonce, ok=False, faults=(_sentence(bench.translate(str(err))),))
    except Exception:  # noqa: BLE001 - the edge: an editor gets a sentence, the log the rest
        _LOG.exception("The desk could not do %r", told.get("do"))
        _ = bench.translate
        return Answer(
            nonce, ok=False, faults=(_("Something failed here; the operator's log says what."),)
        )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}".rstrip(".") + "."


def _unknown(bench: Bench, _message: Wire) -> Answer:
    _ = bench.translate
    raise QueryError(_("This page is of another version than the server; load it again."))


# On drafts


def _save(bench: Bench, message: Wire) -> Answer:
    _saved(bench, message)
    _ = bench.translate
    return Answer(told=_("Saved."))


def _accept(bench: Bench, message: Wire) -> Answer:
    again = _unasked(bench, message)
    if again:
        return Answer(ok=False, extra={"twins": [brief(event) for event in again]})
    draft, opened = _saved(bench, message)
    _ = bench.translate
    faults = desk_draft.faults_in_words(draft, _, text_of(message, "lang", 2) or "en")
    if faults:
        return Answer(ok=False, faults=tuple(faults))
    twins = _twins(bench, draft, opened)
    episode = _episode(message, draft)
    reason = text_of(message, "reason", 500)
    decided = bench.desk.accept(bench.editor, draft, episode=episode, reason=reason)
    told = _("Accepted: it is on the public map now.")
    if twins:
        told += " " + _(
            "An event that looks the same was there already: if it is, undo, and join it."
        )
    answer = _decided(bench, message, decided, told)
    extra = (
        {"episode": {"episode_id": episode.episode_id, "title": episode.title}} if episode else {}
    )
    return replace(answer, extra=extra)


def _unasked(bench: Bench, message: Wire) -> list[Event]:
    """Published events that look the same, when the editor has not said yet that theirs is another; nothing is written."""
    if message.get("another") is not False:
        return []
    seen, opened = _seen(bench, message)
    draft = desk_draft.edited(seen, _edits(message, seen, opened))
    return [] if review.faults(draft) else _twins(bench, draft, opened)


def _twins(bench: Bench, draft: Draft, opened: Opened) -> list[Event]:
    """Published events of the same place, day and type, but for those that the report itself became."""
    ours = {one.event_id for one in opened.drafts}
    found = bench.desk.duplicates(draft)
    return [e for e in found if e.event_type == draft.event_type and e.event_id not in ours]


def _episode(message: Wire, draft: Draft) -> Episode | None:
    """The episode that the editor chose for the event, or the new one that they named."""
    told = message.get("episode")
    if not isinstance(told, dict):
        return None
    title, known = text_of(told, "title", 200), text_of(told, "episode_id", 128)
    new_id = f"{desk_draft.slug(title)}-{secrets.token_hex(2)}"
    return Episode(known or new_id, title, place_id=draft.place_id)


def _add_draft(bench: Bench, message: Wire) -> Answer:
    """A draft of the editor's own: of nothing, or of words of the report."""
    start, end = message.get("start"), message.get("end")
    if start is not None and not (isinstance(start, int) and isinstance(end, int)):
        raise QueryError(f"the words {start!r} to {end!r} are not in the report")
    made = bench.desk.add_draft(bench.editor, text_of(message, "doc", 128), start=start, end=end)
    _ = bench.translate
    return Answer(told=_("A new draft is at the end of the list."), goto={"draft": made.draft_id})


def _copy_draft(bench: Bench, message: Wire) -> Answer:
    """A second draft of what was told as one event and was two."""
    draft, _opened = _saved(bench, message)
    made = bench.desk.add_draft(bench.editor, draft.document_id, like=draft)
    _ = bench.translate
    told = _("This is the copy, at the end of the list: take from each what belongs to the other.")
    return Answer(told=told, goto={"draft": made.draft_id})


def _merge(bench: Bench, message: Wire) -> Answer:
    draft, _opened = _saved(bench, message)
    decided = bench.desk.merge(
        bench.editor,
        draft,
        text_of(message, "event", 128),
        reason=text_of(message, "reason", 500),
    )
    _ = bench.translate
    return _decided(bench, message, decided, _("Joined: its claims stand with that event now."))


def _close(bench: Bench, message: Wire) -> Answer:
    draft, _opened = _saved(bench, message)
    state, reason = text_of(message, "state", 20), text_of(message, "reason", 500)
    bench.desk.set_aside(bench.editor, draft, state, reason)
    _ = bench.translate
    told = {
        "rejected": _("Rejected."),
        "unverifiable": _("Kept as unverifiable; it is not public."),
    }.get(state, _("Open again."))
    goto = _next(bench, draft) if state in ("rejected", "unverifiable") else {}
    return Answer(told=told, goto=goto)


def _show(bench: Bench, message: Wire) -> Answer:
    """A preview: nothing is written."""
    seen, opened = _seen(bench, message)
    draft = desk_draft.edited(seen, _edits(message, seen, opened))
    event_id = text_of(message, "event", 128)
    siblings = tuple(one for one in opened.drafts if one.draft_id != draft.draft_id)
    snapshot = bench.snapshot()
    if event_id:
        event, _claims = bench.desk.told(event_id)
        decided = review.merge(draft, event, siblings=siblings)
    else:
        known = (place.place_id for place in bench.desk.facts().places)
        decided = review.accept(
            draft,
            event_id="preview",
            siblings=siblings,
            known_places=known,
            episode_id=episode.episode_id if (episode := _episode(message, draft)) else "",
        )
    return Answer(extra={"preview": preview(snapshot, decided, opened.source)})


# On places


def _search(bench: Bench, message: Wire) -> Answer:
    text = text_of(message, "text", 200)
    places = desk_place.found(bench.gazetteer(), text) if text else []
    return Answer(extra={"places": places, "text": text})


def _add_place(bench: Bench, message: Wire) -> Answer:
    place = desk_place.place_of(message)
    if any(one.place_id == place.place_id for one in bench.desk.facts().places):
        raise QueryError(f"there is a place {place.place_id!r} already; give another id")
    bench.desk.add_place(bench.editor, place)
    assert place.point is not None
    made = {
        "place_id": place.place_id,
        "name": place.name(),
        "lon": place.point.lon,
        "lat": place.point.lat,
        "radius_m": place.radius_m,
        "how": "picked",
        "kind": place.kind,
        "country": "",
    }
    _ = bench.translate
    return Answer(told=_("The place is in the gazetteer now."), extra={"place": made})


def _parents(bench: Bench, message: Wire) -> Answer:
    places = bench.desk.facts().places
    found = desk_place.containers(places, message.get("lon"), message.get("lat"))
    return Answer(extra={"parents": found})


# On what is public, and on all


def _correct_source(bench: Bench, message: Wire) -> Answer:
    desk_source.correct(bench.desk, bench.editor, message)
    _ = bench.translate
    return Answer(told=_("The source is corrected."))


def _join_sources(bench: Bench, message: Wire) -> Answer:
    desk_source.join(bench.desk, bench.editor, message)
    _ = bench.translate
    return Answer(told=_("The two count as one voice now."))


def _find_sources(bench: Bench, message: Wire) -> Answer:
    return Answer(extra={"sources": desk_source.found(bench.desk, text_of(message, "text", 200))})


def _correct(bench: Bench, message: Wire) -> Answer:
    found = desk_events.correct(bench.desk, bench.editor, message)
    _ = bench.translate
    return Answer(told=_("Corrected; readers see what was changed and why."), event=found)


def _withdraw(bench: Bench, message: Wire) -> Answer:
    desk_events.withdraw(bench.desk, bench.editor, message)
    _ = bench.translate
    return Answer(told=_("Withdrawn; a notice stands at its link."))


def _undo(bench: Bench, message: Wire) -> Answer:
    taken = bench.desk.undo(bench.editor, text_of(message, "change", 200))
    drafts = [
        json.loads(one.after or one.before) for one in taken if one.record.startswith("draft:")
    ]
    _ = bench.translate
    goto = {}
    if drafts and message.get("stay") is not True:
        # A draft that was added is gone now: then the report shows another.
        goto = {"view": "", "doc": drafts[0]["document_id"], "draft": drafts[0]["draft_id"]}
    return Answer(told=_("Taken back."), goto=goto)


def _go(_bench: Bench, message: Wire) -> Answer:
    """Another view of the desk: only the address changes."""
    names = ("view", "doc", "draft", "state", "page", "event", "q")
    return Answer(goto={name: text_of(message, name, 300) for name in names})


_ACTS: Mapping[str, Callable[[Bench, Wire], Answer]] = MappingProxyType(
    {
        "save": _save,
        "accept": _accept,
        "add_draft": _add_draft,
        "copy_draft": _copy_draft,
        "merge": _merge,
        "close": _close,
        "preview": _show,
        "search": _search,
        "add_place": _add_place,
        "parents": _parents,
        "source": _correct_source,
        "family": _join_sources,
        "sources": _find_sources,
        "correct": _correct,
        "withdraw": _withdraw,
        "undo": _undo,
        "go": _go,
    }
)


def _seen(bench: Bench, message: Wire) -> tuple[Draft, Opened]:
    """The draft as it is now, if that is as the editor saw it."""
    draft = bench.desk.draft(text_of(message, "draft", 128))
    if text_of(message, "mark", 64) != desk_draft.mark(draft):
        record = f"draft:{draft.draft_id}"
        last = bench.desk.history(record, limit=1)
        raise StaleError(record, draft, last[0].who if last else "", last[0].at if last else "")
    return draft, bench.desk.open(draft.document_id)


def _edits(message: Wire, draft: Draft, opened: Opened) -> desk_draft.Edits:
    return desk_draft.read_edits(message.get("edits"), draft, len(opened.document.text))


def _saved(bench: Bench, message: Wire) -> tuple[Draft, Opened]:
    """Write an editor's changes down, if there are any."""
    seen, opened = _seen(bench, message)
    edits = _edits(message, seen, opened)
    if not edits:
        return seen, opened
    return bench.desk.save(bench.editor, seen, desk_draft.edited(seen, edits)), opened


def _decided(bench: Bench, message: Wire, decided: Decided, told: str) -> Answer:
    rest = _next(bench, decided.draft)
    event = decided.event.event_id if decided.event else ""
    _ = bench.translate
    told = told if rest else f"{told} {_('All drafts of this report are decided.')}"
    return Answer(told=told, event=event, goto=rest if message.get("next") is True else {})


def _next(bench: Bench, draft: Draft) -> dict[str, str]:
    """The way to the next draft of the document that waits: after this one, else from the beginning."""
    every = bench.desk.open(draft.document_id).drafts
    at = next(i for i, one in enumerate(every) if one.draft_id == draft.draft_id)
    waiting = [one for one in (*every[at + 1 :], *every[:at]) if one.state in _WAITING]
    return {"draft": waiting[0].draft_id} if waiting else {}
