"""Offices that share a state with the one they are coordinated with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.actors import Actor, Mention
from dragoman.languages.parse import Group

if TYPE_CHECKING:
    from dragoman.coding.cast import Cast

__all__ = ["POLITY", "of_colleague", "of_office_behind"]

_STATES = frozenset({"state", "seat"})
POLITY = frozenset({"state", "adj", "demonym", "seat", "place"})
"""Kinds of names that a state is called by."""


def of_office_behind(cast: Cast, group: Group, mentions: Sequence[Mention]) -> Actor | None:
    """Return the office of a state before the one that names it: "**Türkiye** ve Ermenistan bakanları".

    Only where the language has no case or preposition that would part the two.
    """
    members = cast.groups[group.leader].coord if group.leader >= 0 else group.coord
    if not members or members[-1] == group.index or any(m.kind not in _STATES for m in mentions):
        return None
    last = cast.groups[members[-1]]
    words, classes = cast.sentence.words, cast.sentence.parse.classes
    head = words[last.head]
    # an office of several words has its number at the end
    several = head.plural or cast.frames.words.word(head.form.rpartition(" ")[2]).plural
    if classes[last.head] != "G" or not several or not last.owners:
        return None
    owners = {index: cast.groups[index] for index in last.owners}
    if any(classes[owner.head] != "N" or owner.prep for owner in owners.values()):
        return None
    offices = [m for m in cast.mentions(last) if m.kind == "agent"]
    return cast.combine(offices, modifier=mentions[:1]) if offices else None


def of_colleague(cast: Cast, group: Group, mentions: Sequence[Mention]) -> Actor | None:
    """Return the office that has its state from the one before: "the Turkish president and **premier**".

    Both are offices that stand before names, and the first is called by its state in this sentence:
    nothing follows from "Trump and Prime Minister Holness".
    """
    if group.leader < 0 or not _is_office(cast, mentions):
        return None
    leader = cast.groups[group.leader]
    for index in (group.leader, *leader.coord):
        if index >= group.index:
            return None
        before = cast.groups[index]
        names = cast.mentions(before)
        states = [m for m in names if m.kind in POLITY]
        if not states:
            home = cast.home(before)
            states = home[0] if home is not None else []
        if states and _is_office(cast, [m for m in names if m.kind not in POLITY]):
            return cast.combine(mentions, modifier=states[:1])
    return None


def _is_office(cast: Cast, mentions: Sequence[Mention]) -> bool:
    """Whether names are nothing but an office that is a title, perhaps with its bearer."""
    offices = [m for m in mentions if m.kind == "agent"]
    return (
        bool(offices)
        and all("title" in cast.reg.entries[m.key].flags for m in offices)
        and all(m.kind in ("agent", "mod", "person") for m in mentions)
    )
