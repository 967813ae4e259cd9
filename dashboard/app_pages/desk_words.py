"""Sentences that the floors below say to an editor, named here so that they are translated with the rest."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["invalid", "sentences"]


def sentences(_: Callable[[str], str]) -> tuple[str, ...]:
    """Return them in the language of a translator; a test sees to it that the code below still says each."""
    return (
        _("say what kind of event it was"),
        _("say in one line what happened"),
        _("no standing claim says that it happened"),
        _("the place has no name or position; pick it again"),
        _("say why, in a few words"),
        _("there is nothing of yours to undo"),
        _("a correction needs a reason; readers will see it"),
        _("a report cannot be a copy of its own copy"),
        _("they are one family already"),
        _("give the new episode a title"),
        _("give the place a name in at least one language"),
        _("say how you know where the place is; readers see it"),
        _("say where the place is: click on the map, or type longitude and latitude"),
        _("say within how many metres of the point the place surely lies"),
        _("a number of people or homes is a whole number"),
        _(
            "nothing was written: this names a record that is not there, or takes one away that others rest on"
        ),
    )


def invalid(field: str, fault: str, _: Callable[[str], str]) -> str:
    """Return what is wrong with a field that an editor can fill in; the record's own words where it is another.

    Parameters
    ----------
    field
        Name of the field.
    fault
        What the record says of it.
    """
    date = _(
        "this cannot be read as a date; write 2006-05-12, 2006-05, 2006 or 2006-05-01/2006-05-03"
    )
    hour = _("write the hour as 14:30")
    known = {
        "date": date,
        "published": date,
        "time_start": hour,
        "time_end": hour,
        "title": _("say in one line what happened"),
        "publisher": _("say who published it"),
        "url": _("the address is none of the web (http or https)"),
        "text": _("a claim needs words or a number"),
        "place_id": _("an id has Latin letters, digits and - _ . : ~ only"),
        "radius_m": _("say within how many metres of the point the place surely lies"),
        "parent_id": _("a place cannot contain itself"),
    }
    return known.get(field, fault)
