"""Claims about relations: whose relation it is, and which way it moves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, cast

from dragoman.coding.frame import RELATION_CLASSES, Fired
from dragoman.coding.slots import slots_of
from dragoman.model import Participant

if TYPE_CHECKING:
    from dragoman.coding.scene import Scene

__all__ = ["codes_of", "direction", "parties"]

_BETWEEN = slots_of("relation")
_ASIDE = frozenset(slots_of("circumstance")) - frozenset(slots_of("relation"))
_FIRST = ("surface", "obj", "subj")
_BROUGHT = (("obj",), ("acc",))
"""First slots of frames whose object are the parties: "the threat brought **them** together"."""


def direction(fired: Fired) -> Literal["closer", "apart", "unchanged", "mixed"]:
    """Return the direction that the frame states."""
    return cast(Literal["closer", "apart", "unchanged", "mixed"], fired.frame.event)


def _of_relation(scene: Scene, index: int, fired: Fired) -> list[Participant]:
    """Parties of a relation noun: "Turkish-Russian ties", "X's ties with Y"; the frame may add links."""
    cast_ = scene.cast
    group = scene.frames.groups[index]
    found: list[Participant] = []
    for owner in group.owners:
        found.extend(cast_.group(owner))
    for follower in group.after:
        prep = scene.frames.groups[follower].prep
        if prep in _BETWEEN or prep in fired.frame.roles.recipient:
            for member in (follower, *scene.frames.groups[follower].coord):
                found.extend(cast_.group(member))
    return found


def codes_of(people: Iterable[Participant]) -> set[str]:
    """Return the codes of people; who has none counts for nothing."""
    return {person.code for person in people if person.code}


def parties(scene: Scene, fired: Fired) -> tuple[Participant, ...]:
    """Return the parties of the relation that a claim speaks of, in the order of the text."""
    frames = scene.frames
    predicate = fired.predicate
    nouns: list[list[Participant]] = []
    others: list[list[Participant]] = []
    actor, recipient = scene.roles.assign(fired)
    if fired.frame.roles.actor[:1] in _BROUGHT and len(codes_of(actor)) > 1:
        # "the war between X and Y brought **Z and W** together"
        nouns.append(list(actor))
    else:
        if predicate.kind == "n":
            nouns.append(_of_relation(scene, predicate.group, fired))
        for slot in dict.fromkeys((*_FIRST, *predicate.slots)):
            if slot in _ASIDE:
                continue  # "Ukrayna savaşı **yüzünden**": why, not whose relation
            for index in predicate.slots.get(slot, []):
                is_relation = not frames.classes(index).isdisjoint(RELATION_CLASSES)
                if is_relation or slot in _FIRST:
                    (nouns if is_relation else others).append(_of_relation(scene, index, fired))
    surface = predicate.slots.get("surface", predicate.slots.get("nom"))
    before = (p for p in frames.predicates if p.finite and p.token < predicate.token)
    if surface and any(p.slots.get("surface", p.slots.get("nom")) == surface for p in before):
        # "relations of X and Y cooled, and **between Z and W** improved": the noun alone is shared
        own = [i for slot in sorted(_BETWEEN) for i in predicate.slots.get(slot, ())]
        nouns.insert(0, [p for i in own for p in scene.cast.group(i)])
    # the noun that names both is the relation; one that names none or one may be what changed it
    found: list[Participant] = next((some for some in (*nouns, *others) if len(codes_of(some)) > 1), [])
    if not found:
        found = [*actor, *recipient]
        for slot in slots_of("party"):
            for index in predicate.slots.get(slot, ()):
                found.extend(scene.cast.group(index))
        if len(codes_of(found)) < 2:
            found = [*(p for people in nouns for p in people), *found]
        if len(codes_of(found)) < 2:
            # "Rusiyanın Gürcüstanla münasibətləri pisləşib": whose they are stands with the verb
            for slot in slots_of("owner"):
                for index in predicate.slots.get(slot, ()):
                    found.extend(scene.cast.group(index))
    return _once_each(found)


def _once_each(people: Iterable[Participant]) -> tuple[Participant, ...]:
    """Return parties once each; beside the state itself whoever acts for it is no further party."""
    states = {p.code for p in people if p.code and not p.sector}
    seen: set[tuple[str | None, str | None]] = set()
    kept: list[Participant] = []
    for person in sorted(people, key=lambda p: (p.start, -p.stop)):
        key = (person.code, person.sector)
        if not person.code or key in seen or (person.sector and person.code in states):
            continue
        seen.add(key)
        kept.append(person)
    return tuple(kept)
