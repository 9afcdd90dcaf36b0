"""Which clause a source in the middle of a sentence speaks for.

"Poland recognised Lithuania, which, **in the view of one observer**, surprised the neighbours": the
observer vouches for the surprise alone.  At the beginning or the end of a sentence a source vouches
for all of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages.parse import Predicate

__all__ = ["speaks_for"]

_REACH = 7
"""Tokens between the word that opens a clause and a source in it."""


def speaks_for(
    classes: str, predicates: Sequence[Predicate], start: int, stop: int, predicate: Predicate
) -> bool:
    """Whether a source is that of a predicate, as far as clauses tell.

    Parameters
    ----------
    classes : str
        Of the tokens of the sentence.
    predicates : sequence of Predicate
        All of the sentence, each at its index.
    start, stop : int
        Tokens of the source; of "as X said" with its verb.
    predicate : Predicate
    """
    verbs = [p for p in predicates if p.finite and p.kind != "n"]
    clause = min((p for p in verbs if p.token >= stop), key=lambda p: p.token, default=None)
    opener = -1 if clause is None else _opener(classes, start)
    if clause is None or opener < 0 or any(opener < p.token < start for p in verbs):
        return True
    if classes[opener] not in "qu" or predicate.kind == "n":
        return predicate.token > opener
    here, seen = predicate.index, {-1}
    while here not in seen:
        if here == clause.index:
            return True
        seen.add(here)
        here = predicates[here].parent
    return False


def _opener(classes: str, start: int) -> int:
    """Return the token that opens the clause around a source, or -1."""
    for k in range(start - 1, max(-1, start - 1 - _REACH), -1):
        char = classes[k]
        if char in "qu:":  # a dash parts as a colon does
            return k
        if char == "c" and (classes[k - 1 : k] == "," or classes[k + 1 : k + 2] == ","):
            return k
        if char in ';"':
            return -1
    return -1
