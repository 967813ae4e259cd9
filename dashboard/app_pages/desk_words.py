"""Sentences that the floors below say to an editor, named here so that they are translated with the rest."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["sentences"]


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
        _("give the place a name in at least one language"),
        _("say how you know where the place is; readers see it"),
        _("say where the place is: click on the map, or type longitude and latitude"),
        _("say within how many metres of the point the place surely lies"),
        _("a number of people or homes is a whole number"),
    )
