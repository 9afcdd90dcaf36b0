"""English clauses that leave out their verb: "Russia backed Armenia, and **Turkey Azerbaijan**"."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages.parse import Group, Predicate

__all__ = ["Gap", "fill", "gap_at"]

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
    named = classes[who.head] == classes[whom.head] == "N" and not who.prep
    apart = last == k + 3 or who.stop == whom.first
    return (who.index, whom.index, whom.prep) if named and apart else None


def fill(gap: Gap, verb: Predicate, index: int) -> Predicate | None:
    """Return the verb of the clause before once more, with a gap's names; None if they do not fit."""
    who, whom, prep = gap
    slot = prep or "obj"
    if not verb.finite or verb.passive or not verb.slots.get("surface") or slot not in verb.slots:
        return None
    made = Predicate(index, verb.kind, verb.token, verb.first, verb.stop)
    made.lemmas, made.particle, made.finite = verb.lemmas, verb.particle, True
    made.perfect, made.tense, made.modal, made.negation = verb.perfect, verb.tense, verb.modal, verb.negation
    made.subject_from = "conj"
    made.slots = {"surface": [who], "subj": [who], slot: [whom]}
    return made
