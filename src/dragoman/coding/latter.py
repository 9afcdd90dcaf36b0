"""Whom "тот" means as a subject: the one to whom, or with whom, it was done before, never who did it.

"Russia asked Turkey for peace, and **the latter** agreed".  Wrong is worse than unresolved: there must be
one alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.coding.relation import codes_of
from dragoman.model import Participant

if TYPE_CHECKING:
    from dragoman.coding.cast import Cast
    from dragoman.coding.sentence import Sentence
    from dragoman.languages.parse import Group

__all__ = ["is_latter", "latter"]

_SUBJECTS = frozenset({"surface", "subj", "nom"})


def is_latter(sentence: Sentence, group: Group, kinds: dict[str, str]) -> bool:
    """Whether a group is a bare "тот" that is the subject of a verb."""
    bare = group.first == group.head and sentence.parse.classes[group.head] == "d"
    return (
        bare
        and kinds.get(sentence.words[group.head].form) == "latter"
        and any(p.finite and p.slots.get("surface") == [group.index] for p in sentence.parse.predicates)
    )


def latter(sentence: Sentence, cast: Cast, before: int) -> tuple[Participant, ...]:
    """Return the only one beside the subjects of the verbs before some unit.

    Parameters
    ----------
    sentence : Sentence
    cast : Cast
    before : int
        Unit.
    """
    acting: set[str] = set()
    found: dict[str, Participant] = {}
    for predicate in sentence.parse.predicates:
        if predicate.token >= before:
            continue
        for slot, indexes in predicate.slots.items():
            for index in indexes:
                if cast.groups[index].first >= before or cast.groups[index].inside >= 0:
                    continue
                people = cast.group(index)
                if slot in _SUBJECTS:
                    acting |= codes_of(people)
                else:
                    found.update({p.code: p for p in people if p.code})
    left = [person for code, person in found.items() if code not in acting]
    return tuple(left) if acting and len(left) == 1 else ()
