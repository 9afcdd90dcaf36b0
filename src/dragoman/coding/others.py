"""Further parts in an event: who consented, mediated, gained; by ``data/others.tsv``."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from dragoman.coding.cast import Cast
from dragoman.coding.frame import Fired
from dragoman.coding.slots import slots_of
from dragoman.languages.tables import rows
from dragoman.model import Participant

__all__ = ["bystanders", "others_of"]

_ANY = "*"
_OWNERS = frozenset(slots_of("owner"))


@lru_cache(maxsize=8)
def _table(language: str) -> dict[str, dict[str, str]]:
    """Return the parts of a language: slot, noun, role."""
    source = files("dragoman.coding").joinpath("data", "others.tsv")
    table: dict[str, dict[str, str]] = {}
    for _, (code, slot, noun, role) in rows(source, ("language", "slot", "noun", "role")):
        if code == language:
            table.setdefault(slot, {})[noun] = role
    return table


def bystanders(cast: Cast) -> frozenset[int]:
    """Return the groups that name a further part: "with the mediation of **Switzerland**".

    Nobody in them acts or receives.
    """
    table, frames = _table(cast.frames.pack.code), cast.frames
    found: set[int] = set()
    for predicate in frames.predicates:
        for slot in table.keys() & predicate.slots.keys():
            for index in predicate.slots[slot]:
                if _ANY in table[slot] or table[slot].keys().isdisjoint(frames.lemmas(index)):
                    continue
                group = cast.groups[index]
                found.update((index, *group.owners, *group.after))
    return frozenset(found)


def others_of(cast: Cast, fired: Fired, taken: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Return who has a further part in an event, with the role.

    A part stands in the clause of the event or of the verb above it: "with the silent consent of X
    they managed to overthrow Y".

    Parameters
    ----------
    cast : Cast
    fired : Fired
    taken : tuple of Participant
        Actors and recipients, who have no second part.
    """
    frames = cast.frames
    table = _table(frames.pack.code)
    if not table:
        return ()
    found: list[Participant] = []
    codes = {person.code for person in taken if person.code}
    verb = fired.verb
    seen: set[int] = set()
    while verb.index not in seen:
        seen.add(verb.index)
        for slot, held in verb.slots.items():
            for index in held if slot in table else ():
                group = cast.groups[index]
                nouns = table[slot]
                role = nouns.get(_ANY) or next((nouns[x] for x in frames.lemmas(index) if x in nouns), None)
                if role is None:
                    continue
                holders = [i for i in group.after if cast.groups[i].prep in _OWNERS]
                for holder in [index] if _ANY in nouns else [*group.owners, *holders]:
                    for person in cast.group(holder):
                        if person.code and person.code not in codes:
                            found.append(person._replace(role=role))
        if verb.parent < 0 or verb.link == "that":
            break
        verb = frames.predicates[verb.parent]
    return tuple(dict.fromkeys(found))
