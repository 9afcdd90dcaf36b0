"""Who takes part in another clause of the sentence, and is no counterpart of a deed in this one."""

from __future__ import annotations

from dragoman.coding.frame import Fired
from dragoman.coding.sentence import Sentence

__all__ = ["elsewhere"]


def elsewhere(sentence: Sentence, fired: Fired) -> set[int]:
    """Return the groups of clauses about somebody else, with their owners.

    "Chile entered the city, **and Peru left**", "although Chile protested **Peru attacked Bolivia**".
    """
    found: set[int] = set()
    parse = sentence.parse
    groups = parse.groups
    for p in parse.predicates:
        surface = p.slots.get("surface", ())
        if not p.finite or not surface or p.first < fired.verb.token:
            continue
        first = groups[surface[0]].first
        if fired.verb.token < first < p.first and parse.classes[first - 1] in "c;":
            found.update(i for held in p.slots.values() for i in held)
    clause = fired.predicate
    if clause.link == "adv" and clause.parent >= 0 and not clause.finite:
        above = parse.predicates[clause.parent].slots
        own = clause.slots.get("surface", ())
        if own and above.get("surface") and not set(own) & set(above["surface"]):
            found.update(i for name, held in above.items() if name != "surface" for i in held)
    return found | {owner for i in found for owner in groups[i].owners}
