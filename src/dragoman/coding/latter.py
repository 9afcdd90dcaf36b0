"""Whom "the latter", "the former" and «тот» mean, each of two.

The English words count the two in the order in which they were named; «тот» is as a subject the one to
whom, or with whom, it was done before, never who did it.  Wrong is worse than unresolved: there must be
two, or one alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.coding.relation import codes_of
from dragoman.model import Participant

if TYPE_CHECKING:
    from dragoman.coding.cast import Cast
    from dragoman.coding.sentence import Sentence
    from dragoman.languages.parse import Group

__all__ = ["is_latter", "latter", "one_of_two"]

_SUBJECTS = frozenset({"surface", "subj", "nom"})
_PLACES = {"former": 0, "second": 1}
"""Which of two a word of the kind means."""


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


def one_of_two(
    kind: str, sentence: Sentence, cast: Cast, before: int, named: Sequence[Participant]
) -> tuple[Participant, ...]:
    """Return the first or the second of the two named last: "Armenia attacked Georgia. **The latter** ...".

    Parameters
    ----------
    kind : str
        ``former``, ``second`` or another one, which means nobody.
    before : int
        Unit of the word.
    named : sequence of Participant
        The states of the sentence before, in the order of the text.
    """
    place = _PLACES.get(kind)
    if place is None:
        return ()
    here: dict[str, Participant] = {}
    for group in sorted(cast.groups, key=lambda group: group.first):
        if group.first < before and any(sentence.mentions[group.first : group.stop]):
            for person in cast.group(group.index):
                if person.code and not cast.points_back(person):
                    here.setdefault(person.code, person)
    two = list(here.values()) or list(named)
    return (two[place],) if len(two) == len(_PLACES) else ()
