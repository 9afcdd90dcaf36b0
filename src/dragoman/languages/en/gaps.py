"""English clauses that leave out their verb: "Russia backed Armenia, and **Turkey Azerbaijan**"."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages.parse import Group, Predicate

__all__ = ["Gap", "fill", "fill_second", "gap_at", "second_at"]

Gap = tuple[int, int, str]
"""Who acts and on whom, as groups, and the preposition before the latter."""
_ENDS = frozenset(".;,")


def gap_at(
    kinds: Sequence[str], at: Sequence[int], groups: Sequence[Group], classes: str, k: int
) -> Gap | None:
    """Return the two names behind the conjunction at chunk ``k`` that make a clause, or None."""
    if k + 2 >= len(kinds) or kinds[k] != "c" or kinds[k + 1] != "G":
        return None
    last = k + 2 if kinds[k + 2] == "G" else k + 3
    if last >= len(kinds) or kinds[last] != "G" or (last == k + 3 and kinds[k + 2] not in "pt"):
        return None
    if last + 1 < len(kinds) and kinds[last + 1] not in _ENDS:
        return None
    who, whom = groups[at[k + 1]], groups[at[last]]
    if classes[who.head] != "N" or who.prep:
        return None
    beside = last == k + 2 and who.stop == whom.first
    thing = beside and classes[whom.first] in "dh"  # "and Russia **a bridge**"
    named = classes[whom.head] == "N" and (beside or last == k + 3)
    return (who.index, whom.index, whom.prep) if named or thing else None


def second_at(
    kinds: Sequence[str], at: Sequence[int], groups: Sequence[Group], classes: str, k: int
) -> tuple[int, int] | None:
    """Return the second thing that a verb does something with, and its place, behind chunk ``k``.

    "Mali withdrew its troops from Chad **and its envoy from Niger**".
    """
    if k < 4 or kinds[k - 4 : k] != ["V", "G", "p", "G"] or kinds[k : k + 4] != ["c", "G", "p", "G"]:
        return None
    if kinds[k + 4 : k + 5] and kinds[k + 4] not in _ENDS:
        return None
    first, second = groups[at[k - 1]], groups[at[k + 3]]
    thing, other = groups[at[k - 3]], groups[at[k + 1]]
    named = classes[first.head] == classes[second.head] == "N" and first.prep == second.prep
    things = classes[thing.head] in "nG" and classes[other.head] in "nG" and not thing.prep
    return (other.index, second.index) if named and things else None


def fill_second(pair: tuple[int, int], verb: Predicate, groups: Sequence[Group], index: int) -> Predicate:
    """Return a verb once more, with its second thing and that thing's place."""
    thing, place = pair
    made = _again(verb, index)
    made.passive, made.comp = verb.passive, []
    made.slots = {name: list(held) for name, held in verb.slots.items() if name in ("surface", "subj")}
    made.slots["obj"] = [thing]
    made.slots[groups[place].prep] = [place]
    return made


def fill(gap: Gap, verb: Predicate, index: int) -> Predicate | None:
    """Return the verb of the clause before once more, with a gap's names; None if they do not fit."""
    who, whom, prep = gap
    slot = prep or "obj"
    if not verb.finite or verb.passive or not verb.slots.get("surface") or slot not in verb.slots:
        return None
    made = _again(verb, index)
    made.slots = {"surface": [who], "subj": [who], slot: [whom]}
    return made


def _again(verb: Predicate, index: int) -> Predicate:
    """Return a verb once more, without anybody in its slots."""
    made = Predicate(index, verb.kind, verb.token, verb.first, verb.stop)
    made.lemmas, made.particle, made.finite = verb.lemmas, verb.particle, True
    made.perfect, made.tense, made.modal, made.negation = verb.perfect, verb.tense, verb.modal, verb.negation
    made.subject_from = "conj"
    return made
